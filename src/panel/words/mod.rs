//! The words of the panel, in the language of the operator's computer: the audience's is the stage's affair.

mod key;

use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

use bevy::prelude::Resource;

pub(super) use self::key::Word;
use crate::locale::{fill, fold, plain as simplify, primary};

macro_rules! files {
    ($($code:literal)+) => {
        [$(($code, include_str!(concat!("../../../assets/words/panel/", $code, ".ron")))),+]
    };
}

/// The languages, English first.
const FILES: [(&str, &str); 6] = files!["en" "es" "pt" "ar" "id" "ja"];

type Texts = HashMap<Word, String>;

static LANGUAGES: LazyLock<Vec<(&str, Texts)>> =
    LazyLock::new(|| FILES.iter().map(|(code, text)| (*code, read(text))).collect());

/// A test reads every file; what cannot be read says nothing and falls back to English.
fn read(text: &str) -> Texts {
    let named: HashMap<String, String> = ron::from_str(text).unwrap_or_default();
    let known = Word::ALL.iter().filter_map(|(name, word, _)| Some((*word, named.get(*name)?.clone())));
    known.collect()
}

/// The words of one language.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PanelWords(usize);

impl Default for PanelWords {
    /// In the language of the computer, where there are words for it.
    fn default() -> Self {
        Self::of(&sys_locale::get_locale().unwrap_or_default())
    }
}

impl PanelWords {
    /// In a language by its code (`es`, `pt-BR`); in English where there are no words for it.
    pub fn of(code: &str) -> Self {
        let code = primary(code);
        Self(LANGUAGES.iter().position(|(known, _)| *known == code).unwrap_or(0))
    }

    /// A text with its places open.
    pub fn text(self, word: Word) -> &'static str {
        let of = |index: usize| LANGUAGES.get(index).and_then(|(_, texts)| texts.get(&word));
        of(self.0).or_else(|| of(0)).map_or("", String::as_str)
    }

    /// A text with its places filled.
    pub fn say(self, word: Word, places: &[(&str, &str)]) -> String {
        fill(self.text(word), |place| {
            places.iter().find(|(name, _)| *name == place).map(|(_, words)| Cow::Borrowed(*words))
        })
    }
}

/// A text as it is looked for: without case and accents, in any script.
pub(super) fn searched(text: &str) -> String {
    simplify(&fold(text))
}

/// A length of time as a clock shows it: `0:42`, `1:32:10`.
pub(super) fn clock(seconds: f32) -> String {
    // A show is shorter than a year.
    let whole = seconds.max(0.0) as u32;
    let (hours, minutes, seconds) = (whole / 3600, whole / 60 % 60, whole % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// A length of time in a sentence: `0.3 s`, `12 s`, `4 min`.
pub(super) fn span(seconds: f32) -> String {
    match seconds.max(0.0) {
        short if short < 3.0 => format!("{short:.1} s"),
        some if some < 120.0 => format!("{some:.0} s"),
        long => format!("{:.0} min", long / 60.0),
    }
}

/// A number with a comma between thousands.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_word_with_its_places() {
        for (code, text) in FILES {
            let named: HashMap<String, String> =
                ron::from_str(text).unwrap_or_else(|fault| panic!("assets/words/panel/{code}.ron: {fault}"));
            for (name, _, places) in Word::ALL {
                let text = named.get(*name).unwrap_or_else(|| panic!("{code}: {name} is missing"));
                for place in text.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
                    assert!(places.contains(&place), "{code}: {name} has no place {{{place}}}");
                }
            }
            let known = |name: &String| Word::ALL.iter().any(|(known, ..)| known == name);
            assert!(named.keys().all(known), "{code}: a word that nothing says");
        }
    }

    /// DESK: sentences under 16 words, no codes, no apologies.
    #[test]
    fn english_words_are_short_and_plain() {
        let words = PanelWords::of("en");
        for (name, word, _) in Word::ALL {
            let text = words.text(*word);
            for sentence in text.split_terminator(['.', ':', '?', '·', ';']) {
                let count = sentence.split_whitespace().count();
                assert!(count <= 16, "{name} has a sentence of {count} words: {sentence}");
            }
            let said = text.to_lowercase();
            let banned = |word: &str| ["please", "oops", "sorry", "error"].contains(&word);
            assert!(!said.split(|c: char| !c.is_alphabetic()).any(banned), "{name}: {text}");
        }
    }

    #[test]
    fn times_and_numbers_read_well() {
        assert_eq!([clock(42.0), clock(5_530.0)], ["0:42", "1:32:10"]);
        assert_eq!([span(0.31), span(42.2), span(245.0)], ["0.3 s", "42 s", "4 min"]);
        assert_eq!([grouped(7), grouped(1_284), grouped(1_000_000)], ["7", "1,284", "1,000,000"]);
    }
}
