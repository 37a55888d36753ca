//! Fills `{name} {team} {gift} {count}` in a line of the rules.

use std::{borrow::Cow, sync::Arc};

/// What the places of a template stand for.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Words<'a> {
    pub name: &'a str,
    pub team: &'a str,
    pub gift: &'a str,
    pub count: u64,
}

impl<'a> Words<'a> {
    fn of(&self, place: &str) -> Option<Cow<'a, str>> {
        match place {
            "name" => Some(self.name.into()),
            "team" => Some(self.team.into()),
            "gift" => Some(self.gift.into()),
            "count" => Some(self.count.to_string().into()),
            _ => None,
        }
    }
}

/// The line with its places filled, in one pass: a viewer called `{gift}` stays `{gift}`. Unknown places stay as they are.
pub(super) fn fill(template: &str, words: Words) -> Arc<str> {
    let mut line = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        line.push_str(before);
        let place = after.split_once('}').and_then(|(place, tail)| Some((words.of(place)?, tail)));
        if let Some((word, tail)) = place {
            line.push_str(&word);
            rest = tail;
        } else {
            line.push('{');
            rest = after;
        }
    }
    line.push_str(rest);
    line.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_once() {
        let words = Words { name: "{gift}", team: "Ember", gift: "Rose", count: 5 };
        assert_eq!(&*fill("{name} ({team}): {count} × {gift}!", words), "{gift} (Ember): 5 × Rose!");
    }

    #[test]
    fn anything_else_stays() {
        let words = Words { name: "Mia", ..Words::default() };
        assert_eq!(&*fill("{nam} {{name}} { {name", words), "{nam} {Mia} { {name");
    }
}
