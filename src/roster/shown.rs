//! Says everything in the language of the room.

use std::{borrow::Cow, sync::Arc};

use bevy::{ecs::system::SystemParam, prelude::*};

use super::player::{Room, Roster};
use crate::{
    arena::Heroes,
    base::PlayerId,
    locale::{Filling, LanguageId, LocalizedText, TextKey},
    rules::Rules,
};

/// Says everything in the language that is shown now, of people by the names they have now.
#[derive(SystemParam)]
pub struct ShownLanguage<'w> {
    rules: Res<'w, Rules>,
    room: Res<'w, Room>,
    roster: Res<'w, Roster>,
}

/// What somebody is called: a viewer as the roster says, one of the game's own heroes by its name.
#[derive(SystemParam)]
pub struct ShownNames<'w> {
    roster: Res<'w, Roster>,
    heroes: Res<'w, Heroes>,
}

impl ShownNames<'_> {
    /// Empty of nobody.
    #[must_use]
    pub fn of(&self, player: PlayerId) -> Arc<str> {
        let hero = || self.heroes.get(player).map(|record| record.hero.name.clone());
        self.roster.name(player).or_else(hero).unwrap_or_default()
    }
}

/// What was said with one edition may be said otherwise with the next: the language changed, or somebody's name did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edition {
    language: LanguageId,
    renamed: u32,
}

/// A line as it is said now.
#[must_use]
pub fn line_now(world: &World, line: &LocalizedText) -> String {
    let (rules, room, roster) = (world.resource::<Rules>(), world.resource::<Room>(), world.resource::<Roster>());
    let language = rules.wording.shown(room.languages.chosen());
    line.of_people(&rules.wording.library, language, &|player| roster.name(player)).into_owned()
}

impl ShownLanguage<'_> {
    /// The language that is shown.
    #[must_use]
    pub fn language(&self) -> LanguageId {
        self.rules.wording.shown(self.room.languages.chosen())
    }

    /// The edition of what is said now.
    #[must_use]
    pub fn edition(&self) -> Edition {
        Edition { language: self.language(), renamed: self.roster.renamed() }
    }

    /// A person in a line.
    #[must_use]
    pub fn person(&self, player: PlayerId) -> Option<Filling> {
        Some(Filling::Person(player, self.roster.name(player)?))
    }

    /// A text of the program.
    #[must_use]
    pub fn text(&self, key: TextKey) -> &str {
        self.rules.wording.library.text(self.language(), key)
    }

    /// A text of the program with its places filled.
    #[must_use]
    pub fn say(&self, key: TextKey, places: Vec<(&'static str, Filling)>) -> String {
        self.line(&LocalizedText::keyed(key, places)).into_owned()
    }

    /// A line.
    #[must_use]
    pub fn line<'a>(&self, line: &'a LocalizedText) -> Cow<'a, str> {
        line.of_people(&self.rules.wording.library, self.language(), &|player| self.roster.name(player))
    }

    /// A name or a text of the rules.
    #[must_use]
    pub fn named<'a>(&'a self, name: &'a str) -> &'a str {
        self.rules.wording.library.named(self.language(), name)
    }

    /// The lines that say how to take part: the rules' own, or those of the language.
    #[must_use]
    pub fn how_to(&self) -> &[Arc<str>] {
        let own = &self.rules.stage.how_to;
        if own.is_empty() { self.rules.wording.library.how_to(self.language()) } else { own }
    }
}
