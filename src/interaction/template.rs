//! Fills `{name} {team} {gift} {count}` in a line of the rules.

use std::{borrow::Cow, sync::Arc};

use crate::{
    base::PlayerId,
    locale::{Filling, LocalizedText, TextKey, fill, isolated},
};

/// What the places of a template stand for.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Words<'a> {
    pub name: &'a str,
    pub player: Option<PlayerId>,
    pub team: &'a str,
    pub gift: &'a str,
    pub count: u64,
}

impl<'a> Words<'a> {
    fn of(&self, place: &str) -> Option<Cow<'a, str>> {
        match place {
            "name" => Some(isolated(self.name)),
            "team" => Some(self.team.into()),
            "gift" => Some(isolated(self.gift)),
            "count" => Some(self.count.to_string().into()),
            _ => None,
        }
    }
}

/// A viewer's name, or that it is not known; nobody's is a whole side's.
pub(super) fn who(player: Option<PlayerId>, name: &str) -> Filling {
    let someone = LocalizedText::keyed(TextKey::Someone, Vec::new());
    match player {
        Some(player) => Filling::Person(player, name.into()),
        None if *someone == *name => Filling::Text(someone),
        None => Filling::As(name.into()),
    }
}

/// The line with its places filled. A words file may have its own for the template and for the team's name.
pub(super) fn line(template: &Arc<str>, words: Words) -> LocalizedText {
    let places = vec![
        ("name", who(words.player, words.name)),
        ("team", Filling::Named(words.team.into())),
        ("gift", Filling::As(words.gift.into())),
        ("count", Filling::number(words.count)),
    ];
    LocalizedText::of_rules(fill(template, |place| words.of(place)).into(), template.clone(), places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_once() {
        let words = Words { name: "{gift}", team: "Ember", gift: "Rose", count: 5, ..Words::default() };
        assert_eq!(&*line(&"{name} ({team}): {count} × {gift}!".into(), words), "{gift} (Ember): 5 × Rose!");
    }

    #[test]
    fn a_name_keeps_the_direction_of_the_line() {
        let words = Words { name: "فاطمة", ..Words::default() };
        assert_eq!(&*line(&"{name}: up, down, go, hold".into(), words), "\u{2068}فاطمة\u{2069}: up, down, go, hold");
    }

    #[test]
    fn anything_else_stays() {
        let words = Words { name: "Mia", ..Words::default() };
        assert_eq!(&*line(&"{nam} {{name}} { {name".into(), words), "{nam} {Mia} { {name");
    }
}
