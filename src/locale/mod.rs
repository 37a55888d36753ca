//! The words of the game in every language: texts on the screen, and what viewers type.
//!
//! A words file (`assets/words/es.ron`) is one [`Language`]; all of them are the [`Library`]. Viewers are understood in
//! every language at once, whatever way they write a word ([`fold`]). What is shown is one language at a time: a
//! [`LocalizedText`] keeps what it says open until then.

mod code;
mod command;
mod folding;
mod key;
mod language;
mod library;
mod shorten;
mod spoken;
mod text;

pub use self::{
    code::{ENGLISH, primary},
    command::ChatCommand,
    folding::{first_words, fold, plain},
    key::TextKey,
    language::Language,
    library::{LanguageId, Library, shipped_words},
    shorten::{columns, first_name, read_name, short_name, shorten},
    spoken::SpokenLanguages,
    text::{Filling, LocalizedText, NamesNow, fill, isolate, isolated},
};
