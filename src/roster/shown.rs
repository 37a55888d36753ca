//! Says everything in the language of the room.

use std::{borrow::Cow, sync::Arc};

use bevy::{ecs::system::SystemParam, prelude::*};

use super::player::Room;
use crate::{
    locale::{Filling, LanguageId, LocalizedText, TextKey},
    rules::Rules,
};

/// Says everything in the language that is shown now.
#[derive(SystemParam)]
pub struct ShownLanguage<'w> {
    rules: Res<'w, Rules>,
    room: Res<'w, Room>,
}

impl ShownLanguage<'_> {
    /// The language that is shown.
    #[must_use]
    pub fn language(&self) -> LanguageId {
        self.rules.wording.shown(self.room.languages.chosen())
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
        line.in_language(&self.rules.wording.library, self.language())
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
