//! Collects what is to be said of a file.

use ron_diagnostics::{Diagnostics, Document, Finding, Level, Span};

use crate::rules::{
    file::FILE,
    model::{Action, Rules},
};

/// Collects what is to be said.
#[derive(Default)]
pub(super) struct Notes {
    list: Vec<Finding>,
}

impl Notes {
    pub fn say(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.list.push(Finding { span, message: message.into(), help: help.into() });
    }

    pub fn place(self, text: &str, document: Option<&Document>) -> Diagnostics {
        Diagnostics::new(Level::Warning, FILE, text, document, self.list)
    }
}

/// All actions of the file.
pub(super) fn deeds(rules: &Rules) -> impl Iterator<Item = &Action> {
    let gifts = rules.gifts.iter().flat_map(|rule| &rule.actions);
    let likes = rules.likes.iter().flat_map(|rule| rule.turns.iter().flatten());
    let chat = rules.chat.iter().flat_map(|rule| &rule.actions);
    gifts.chain(likes).chain(chat).chain(rules.events.values().flat_map(|rule| &rule.actions))
}
