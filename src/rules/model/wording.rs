//! The words that are shown and understood.

use crate::locale::{LanguageId, Library};

/// Which language the screen speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ShownIn {
    /// That of most of the people in the chat; English until it is known.
    #[default]
    Auto,
    /// Always this one.
    Fixed(LanguageId),
}

/// The language that is shown, and all languages that are understood.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WordingRules {
    /// The setting.
    pub language: ShownIn,
    /// Texts and words of all languages.
    pub library: Library,
}

impl WordingRules {
    /// The language to show when most of the audience speaks `heard` (a code such as `es`; empty while it is not known).
    #[must_use]
    pub fn shown(&self, heard: &str) -> LanguageId {
        match self.language {
            ShownIn::Auto => self.library.shown(heard),
            ShownIn::Fixed(id) => id,
        }
    }
}
