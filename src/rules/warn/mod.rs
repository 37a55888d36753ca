//! What is sound in a rules file, and yet hardly meant: printed as faults are, with line and marker, but nothing that
//! keeps the file from being played.

mod place;
mod prices;
mod reach;
mod strength;
mod texts;
mod typing;
mod unused;

use std::fmt;

use super::{
    Action, Fault, Rules,
    fault::Pending,
    syntax,
    tree::{Span, Tree},
};
use place::Places;

/// What a streamer may want to look at, in the order of the file; empty for a file without any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warnings {
    /// The file's name, as it is printed.
    pub file: String,
    /// The warnings.
    pub list: Vec<Fault>,
}

impl Warnings {
    /// The same warnings under another file name.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = file.into();
        self
    }

    /// One line each, for where there is no room for more.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let line = |warning: &Fault| match warning.path.as_str() {
            "" => warning.what.clone(),
            path => format!("line {}, {path}: {}", warning.line, warning.what),
        };
        self.list.iter().map(line).collect()
    }
}

impl fmt::Display for Warnings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for warning in &self.list {
            writeln!(f, "{}", warning.render_as("warning", &self.file))?;
        }
        let noun = if self.list.len() == 1 { "warning" } else { "warnings" };
        write!(f, "{} has {} {noun}", self.file, self.list.len())
    }
}

/// Looks through a file that has no faults. `text` is what `rules` were read from. `may_ask` is whether texts may ask
/// viewers for gifts.
#[must_use]
pub fn warnings(text: &str, rules: &Rules, may_ask: bool) -> Warnings {
    let (tree, _) = syntax::read(text);
    let mut notes = Notes::default();
    if let Some(tree) = &tree {
        let at = Places::of(tree);
        prices::look(rules, &at, &mut notes);
        reach::look(rules, &at, &mut notes);
        unused::look(rules, &at, &mut notes);
        typing::look(rules, &at, &mut notes);
        strength::look(rules, &at, &mut notes);
        if !may_ask {
            texts::look(&at, &mut notes);
        }
    }
    notes.place(text, tree.as_ref())
}

/// Collects what is to be said.
#[derive(Default)]
struct Notes {
    list: Vec<Pending>,
}

impl Notes {
    fn say(&mut self, span: Span, what: impl Into<String>, help: impl Into<String>) {
        self.list.push(Pending { span, what: what.into(), help: help.into() });
    }

    fn place(self, text: &str, tree: Option<&Tree>) -> Warnings {
        let faults = super::Faults::place(text, tree, self.list);
        Warnings { file: faults.file, list: faults.list }
    }
}

/// All actions of the file.
fn deeds(rules: &Rules) -> impl Iterator<Item = &Action> {
    let gifts = rules.gifts.iter().flat_map(|rule| &rule.actions);
    let likes = rules.likes.iter().flat_map(|rule| rule.turns.iter().flatten());
    let chat = rules.chat.iter().flat_map(|rule| &rule.actions);
    gifts.chain(likes).chain(chat).chain(rules.events.values().flat_map(|rule| &rule.actions))
}
