//! Something to show, in the language that is shown then.

use std::{borrow::Cow, fmt, ops::Deref, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{
    key::TextKey,
    library::{LanguageId, Library},
    shorten::{read_name, short_name},
};
use crate::base::PlayerId;

/// Columns of a name among several.
const NAME: usize = 12;

/// A line for viewers. It reads (`Deref`) as the rules or, for the program's own texts, as English say it; a
/// [`Library`] says it in any other language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "SerializedText", from = "SerializedText")]
pub struct LocalizedText {
    text: Arc<str>,
    said: Option<Arc<Said>>,
}

/// How a line was made.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Said {
    source: Template,
    places: Vec<(&'static str, Filling)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Template {
    TextKey(TextKey),
    Template(Arc<str>),
}

/// What stands in a place such as `{team}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filling {
    /// As it is: a number, a gift's name.
    As(Arc<str>),
    /// A person, with the name they had when it was said: they may be called something else by the time it is shown.
    Person(PlayerId, Arc<str>),
    /// Several people, with commas between them: the letters of their names, and of a long one no more than its first
    /// word or its beginning.
    People(Vec<(PlayerId, Arc<str>)>),
    /// A name out of the rules: a team, a troop, a power. A words file may have its own for it.
    Named(Arc<str>),
    /// Another text.
    Text(LocalizedText),
}

impl Filling {
    /// A number.
    #[must_use]
    pub fn number(number: u64) -> Self {
        Self::As(number.to_string().into())
    }
}

impl LocalizedText {
    /// A text of the program.
    #[must_use]
    pub fn keyed(key: TextKey, places: Vec<(&'static str, Filling)>) -> Self {
        let said = Said { source: Template::TextKey(key), places };
        let library = Library::shipped();
        let text = said.in_language(&library, LanguageId::ENGLISH, &|_| None).into();
        Self { text, said: Some(Arc::new(said)) }
    }

    /// A text of the rules, as `text` once its places are filled. A words file may have its own for the `template`.
    #[must_use]
    pub fn of_rules(text: Arc<str>, template: Arc<str>, places: Vec<(&'static str, Filling)>) -> Self {
        Self { text, said: Some(Arc::new(Said { source: Template::Template(template), places })) }
    }

    /// As it is said in a language, of people under the names they had then.
    #[must_use]
    pub fn in_language(&self, library: &Library, language: LanguageId) -> Cow<'_, str> {
        self.of_people(library, language, &|_| None)
    }

    /// As it is said in a language, of people under the names that `names` has for them now.
    #[must_use]
    pub fn of_people(&self, library: &Library, language: LanguageId, names: &NamesNow) -> Cow<'_, str> {
        match &self.said {
            None => Cow::Borrowed(&*self.text),
            Some(said) => match &said.source {
                Template::Template(template) if library.own(language, template).is_none() && !said.has_named() => {
                    Cow::Borrowed(&*self.text)
                }
                _ => Cow::Owned(said.in_language(library, language, names)),
            },
        }
    }
}

/// What people are called now; nothing for whom it does not know.
pub type NamesNow<'a> = dyn Fn(PlayerId) -> Option<Arc<str>> + 'a;

impl Filling {
    fn words(&self, library: &Library, language: LanguageId, names: &NamesNow) -> Cow<'_, str> {
        let apart = |text: &str| -> Cow<'_, str> {
            if library.is_rtl(language) { isolate(text).into() } else { isolated(text).into_owned().into() }
        };
        match self {
            Self::As(text) => apart(text),
            Self::Person(player, name) => apart(&names(*player).unwrap_or_else(|| name.clone())),
            Self::People(all) => {
                let called = |player, name: &Arc<str>| names(player).unwrap_or_else(|| name.clone());
                let short = |name: Arc<str>| apart(&short_name(&read_name(&name), NAME)).into_owned();
                let all: Vec<_> = all.iter().map(|(player, name)| short(called(*player, name))).collect();
                all.join(", ").into()
            }
            Self::Named(name) => Cow::Owned(library.named(language, name).to_owned()),
            Self::Text(line) => line.of_people(library, language, names),
        }
    }
}

impl Said {
    fn has_named(&self) -> bool {
        self.places.iter().any(|(_, place)| !matches!(place, Filling::As(_)))
    }

    fn in_language(&self, library: &Library, language: LanguageId, names: &NamesNow) -> String {
        let template = match &self.source {
            Template::TextKey(key) => library.text(language, *key),
            Template::Template(template) => library.own(language, template).unwrap_or(template),
        };
        fill(template, |place| {
            let (_, value) = self.places.iter().find(|(name, _)| *name == place)?;
            Some(value.words(library, language, names))
        })
    }
}

/// A text that cannot turn the direction of the words around it.
#[must_use]
pub fn isolate(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

/// The same for a text within words that run from left to right: as it is, if it does so too.
#[must_use]
pub fn isolated(text: &str) -> Cow<'_, str> {
    if text.chars().any(runs_left) { isolate(text).into() } else { text.into() }
}

/// Letters of Hebrew, Arabic, Syriac, Thaana, N'Ko and the other scripts that run from right to left.
fn runs_left(letter: char) -> bool {
    matches!(letter,
        '\u{590}'..='\u{8ff}'
        | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}

impl Deref for LocalizedText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for LocalizedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl From<Arc<str>> for LocalizedText {
    fn from(text: Arc<str>) -> Self {
        Self { text, said: None }
    }
}

impl From<&str> for LocalizedText {
    fn from(text: &str) -> Self {
        Arc::<str>::from(text).into()
    }
}

impl From<String> for LocalizedText {
    fn from(text: String) -> Self {
        Arc::<str>::from(text).into()
    }
}

/// A text with its places filled, in one pass: what is filled in is not looked at again. Places that `of` does not know
/// stay as they are.
#[must_use]
pub fn fill<'a>(template: &str, of: impl Fn(&str) -> Option<Cow<'a, str>>) -> String {
    let mut line = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        line.push_str(before);
        let place = after.split_once('}').and_then(|(place, tail)| Some((of(place)?, tail)));
        if let Some((word, tail)) = place {
            line.push_str(&word);
            rest = tail;
        } else {
            line.push('{');
            rest = after;
        }
    }
    line.push_str(rest);
    line
}

/// A line on disk: the text alone, as older journals have it, or with what it was made of.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum SerializedText {
    Plain(Arc<str>),
    Keyed { key: String, places: Vec<(String, WrittenPlace)> },
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum WrittenPlace {
    As(Arc<str>),
    Person(PlayerId, Arc<str>),
    People(Vec<(PlayerId, Arc<str>)>),
    Named(Arc<str>),
    Line(Box<SerializedText>),
}

impl From<&Filling> for WrittenPlace {
    fn from(place: &Filling) -> Self {
        match place {
            Filling::As(text) => Self::As(text.clone()),
            Filling::Person(player, name) => Self::Person(*player, name.clone()),
            Filling::People(all) => Self::People(all.clone()),
            Filling::Named(name) => Self::Named(name.clone()),
            Filling::Text(line) => Self::Line(Box::new(line.clone().into())),
        }
    }
}

impl From<WrittenPlace> for Filling {
    fn from(place: WrittenPlace) -> Self {
        match place {
            WrittenPlace::As(text) => Self::As(text),
            WrittenPlace::Person(player, name) => Self::Person(player, name),
            WrittenPlace::People(all) => Self::People(all),
            WrittenPlace::Named(name) => Self::Named(name),
            WrittenPlace::Line(line) => Self::Text((*line).into()),
        }
    }
}

impl From<LocalizedText> for SerializedText {
    fn from(line: LocalizedText) -> Self {
        let Some(said) = line.said else { return Self::Plain(line.text) };
        let Template::TextKey(key) = said.source else { return Self::Plain(line.text) };
        let name = TextKey::ALL.get(key.index()).map_or("", |(name, ..)| name);
        let places = said.places.iter().map(|(name, value)| ((*name).to_owned(), value.into())).collect();
        Self::Keyed { key: name.to_owned(), places }
    }
}

impl From<SerializedText> for LocalizedText {
    fn from(written: SerializedText) -> Self {
        let (key, places) = match written {
            SerializedText::Plain(text) => return text.into(),
            SerializedText::Keyed { key, places } => (key, places),
        };
        let Some((_, key, known)) = TextKey::ALL.iter().find(|(name, ..)| *name == key) else { return key.into() };
        let place = |(name, place): (String, WrittenPlace)| {
            let name = known.iter().find(|known| **known == name)?;
            Some((*name, place.into()))
        };
        Self::keyed(*key, places.into_iter().filter_map(place).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wall() -> LocalizedText {
        let lane = LocalizedText::keyed(TextKey::Lane, vec![("number", Filling::number(2))]);
        let time = LocalizedText::keyed(TextKey::Minutes, vec![("count", Filling::number(3))]);
        LocalizedText::keyed(TextKey::Wall, vec![("time", Filling::Text(time)), ("lane", Filling::Text(lane))])
    }

    #[test]
    fn a_name_from_right_to_left_does_not_turn_an_english_line() {
        let joins = |name: &str| {
            let places = vec![("name", Filling::As(name.into())), ("team", Filling::Named("Ember".into()))];
            LocalizedText::keyed(TextKey::Joins, places).to_string()
        };
        assert_eq!(joins("Mia"), "Mia joins Ember");
        assert_eq!(joins("فاطمة ✨"), "\u{2068}فاطمة ✨\u{2069} joins Ember");
        assert_eq!(joins("דנה"), "\u{2068}דנה\u{2069} joins Ember");
    }

    #[test]
    fn people_are_called_what_they_are_called_when_it_is_shown() {
        let library = Library::shipped();
        let people = vec![(PlayerId(1), "Rude".into()), (PlayerId(2), "Bob of the very long name".into())];
        let keyed = LocalizedText::keyed(TextKey::GateFallsBy, vec![("names", Filling::People(people))]);
        let person = Filling::Person(PlayerId(1), "Rude".into());
        let own = LocalizedText::of_rules("Rude!".into(), "{name}!".into(), vec![("name", person)]);
        let now = |player: PlayerId| (player == PlayerId(1)).then(|| Arc::from("Viewer 4821"));
        let shown = |line: &LocalizedText| line.of_people(&library, LanguageId::ENGLISH, &now).into_owned();
        assert!(keyed.contains("Rude, Bob"), "{keyed}");
        assert!(shown(&keyed).contains("Viewer 4821, Bob"), "{}", shown(&keyed));
        assert_eq!((&*own, shown(&own).as_str()), ("Rude!", "Viewer 4821!"));
        let written = serde_json::to_string(&keyed).unwrap();
        assert_eq!(serde_json::from_str::<LocalizedText>(&written).unwrap(), keyed);
    }

    #[test]
    fn a_line_is_said_in_the_language_that_is_shown() {
        let library = Library::shipped();
        let spanish = library.id("es").unwrap();
        assert_eq!(&*wall(), "The Wall: 3 minutes in lane 2");
        assert_eq!(wall().in_language(&library, LanguageId::ENGLISH), &*wall());
        let said = wall().in_language(&library, spanish).into_owned();
        assert!(said.contains('3') && said.contains('2') && said != *wall() && !said.contains('{'), "{said}");
        let own = LocalizedText::from("as it is {name}");
        assert_eq!(own.in_language(&library, spanish), "as it is {name}");
    }

    #[test]
    fn a_text_of_the_rules_is_taken_from_the_words_file_if_it_has_one() {
        let own = "(name: \"X\", lines: { \"{name} for {team}!\": \"{team}! {name}\", \"Ember\": \"Ascua\" })";
        let library = Library::shipped().with(&[("xx".into(), own.into())]).unwrap();
        let xx = library.id("xx").unwrap();
        let places = vec![("name", Filling::As("{team}".into())), ("team", Filling::Named("Ember".into()))];
        let line = LocalizedText::of_rules("{team} for Ember!".into(), "{name} for {team}!".into(), places);
        assert_eq!(line.in_language(&library, LanguageId::ENGLISH), "{team} for Ember!");
        assert_eq!(line.in_language(&library, xx), "Ascua! {team}");
    }

    #[test]
    fn a_line_is_written_with_what_it_says_and_old_ones_are_text() {
        let json = serde_json::to_string(&wall()).unwrap();
        assert_eq!(serde_json::from_str::<LocalizedText>(&json).unwrap(), wall());
        let old: LocalizedText = serde_json::from_str("\"The Wall: 3 minutes in lane 2\"").unwrap();
        assert_eq!(&*old, &*wall());
        assert_eq!(serde_json::to_string(&old).unwrap(), "\"The Wall: 3 minutes in lane 2\"");
    }

    #[test]
    fn places_are_filled_once_and_others_stay() {
        let of = |place: &str| (place == "name").then_some(Cow::Borrowed("{gift}"));
        assert_eq!(fill("{name}: {gift} {nam} {{name}} {", of), "{gift}: {gift} {nam} {{gift}} {");
    }
}
