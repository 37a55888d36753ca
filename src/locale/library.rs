//! All languages together.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, LazyLock},
};

use ron_diagnostics::Diagnostics;

use super::{code::primary, command::ChatCommand, key::TextKey, language::Language};

/// Index of a language in a [`Library`]. English is always the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct LanguageId(pub u16);

impl LanguageId {
    /// English.
    pub const ENGLISH: Self = Self(0);

    fn index(self) -> usize {
        usize::from(self.0)
    }
}

macro_rules! files {
    ($($code:literal)+) => {
        [$(($code, include_str!(concat!("../../assets/words/", $code, ".ron")))),+]
    };
}

/// The words files that come with the game, by code. First those with all texts, then those that only understand.
const SHIPPED: [(&str, &str); 19] =
    files!["en" "es" "pt" "ar" "id" "ja" "fr" "de" "it" "pl" "ru" "tr" "vi" "hi" "th" "ko" "zh" "nl" "fil"];

/// The words files that come with the game: code and text.
#[must_use]
pub fn shipped_words() -> &'static [(&'static str, &'static str)] {
    &SHIPPED
}

/// All languages that the game knows. Cheap to clone.
#[derive(Clone, PartialEq)]
pub struct Library {
    languages: Arc<[Language]>,
    /// Files besides those that come with the game, as they are: code and text.
    more: Arc<[(String, String)]>,
}

impl fmt::Debug for Library {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.languages.iter().map(|language| &language.code)).finish()
    }
}

impl Default for Library {
    fn default() -> Self {
        Self::shipped()
    }
}

static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let read = |(code, text): &(&str, &str)| Language::parse(code, text).unwrap_or_else(|faults| broken(&faults));
    Library { languages: SHIPPED.iter().map(read).collect(), more: Arc::default() }
});

#[expect(clippy::panic, reason = "the files are constants, and a test reads each")]
fn broken(faults: &Diagnostics) -> Language {
    panic!("{faults}")
}

impl Library {
    /// The languages that come with the game.
    #[must_use]
    pub fn shipped() -> Self {
        LIBRARY.clone()
    }

    /// The shipped languages with a streamer's own files (code and text): what they say goes over what is there, and new
    /// languages come behind.
    ///
    /// # Errors
    /// The faults of every file that has some.
    pub fn with(&self, files: &[(String, String)]) -> Result<Self, Vec<Diagnostics>> {
        let mut languages = self.languages.to_vec();
        let mut faults = Vec::new();
        for (code, text) in files {
            match Language::parse(code, text) {
                Err(found) => faults.push(found),
                Ok(own) => match languages.iter_mut().find(|known| known.code == own.code) {
                    Some(known) => known.overlay(own),
                    None => languages.push(own),
                },
            }
        }
        let more = self.more.iter().chain(files).cloned().collect();
        if faults.is_empty() { Ok(Self { languages: languages.into(), more }) } else { Err(faults) }
    }

    /// The files besides those that come with the game: code and text. A journal keeps them.
    #[must_use]
    pub fn more(&self) -> &[(String, String)] {
        &self.more
    }

    /// All languages, in their order.
    #[must_use]
    pub fn languages(&self) -> &[Language] {
        &self.languages
    }

    /// The language with this code (`es`, `pt-BR`).
    #[must_use]
    pub fn id(&self, code: &str) -> Option<LanguageId> {
        let code = primary(code);
        let index = self.languages.iter().position(|language| *language.code == *code)?;
        u16::try_from(index).ok().map(LanguageId)
    }

    /// The language to show for this code: English where there are no texts for it.
    #[must_use]
    pub fn shown(&self, code: &str) -> LanguageId {
        self.id(code).filter(|id| self.language(*id).is_some_and(|own| !own.texts.is_empty())).unwrap_or_default()
    }

    fn language(&self, id: LanguageId) -> Option<&Language> {
        self.languages.get(id.index())
    }

    /// A text of the program, with its places open.
    #[must_use]
    pub fn text(&self, id: LanguageId, key: TextKey) -> &str {
        let own = |id| self.language(id).and_then(|language| language.text(key));
        own(id).or_else(|| own(LanguageId::ENGLISH)).unwrap_or_default()
    }

    /// How to take part.
    #[must_use]
    pub fn how_to(&self, id: LanguageId) -> &[Arc<str>] {
        let own = |id| self.language(id).map(Language::how_to).filter(|lines| !lines.is_empty());
        own(id).or_else(|| own(LanguageId::ENGLISH)).unwrap_or_default()
    }

    /// What a language has for a text of the rules, if it has something.
    #[must_use]
    pub fn own(&self, id: LanguageId, text: &str) -> Option<&str> {
        self.language(id)?.line(text)
    }

    /// A name of the rules (a team, a troop, a power) as it is shown.
    #[must_use]
    pub fn named<'a>(&'a self, id: LanguageId, name: &'a str) -> &'a str {
        self.own(id, name).unwrap_or(name)
    }

    /// Whether it is written from right to left.
    #[must_use]
    pub fn is_rtl(&self, id: LanguageId) -> bool {
        self.language(id).is_some_and(|language| matches!(&*language.code, "ar" | "he" | "fa" | "ur" | "ckb" | "yi"))
    }

    /// The words of a command in all languages, those of `first` before the rest. A word that an earlier language uses
    /// for another command is left out.
    #[must_use]
    pub fn words(&self, command: ChatCommand, first: LanguageId) -> Vec<Arc<str>> {
        let mut owners: HashMap<&str, ChatCommand> = HashMap::new();
        let mut found = Vec::new();
        let order = self.language(first).into_iter().chain(self.languages.iter());
        for language in order {
            for (_, _, own) in ChatCommand::ALL {
                for word in language.words(own) {
                    if !owners.contains_key(&**word) {
                        owners.insert(word, own);
                        if own == command {
                            found.push(word.clone());
                        }
                    }
                }
            }
        }
        found
    }
}
