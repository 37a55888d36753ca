//! What is sound in a rules file, and yet hardly meant: printed as faults are, with line and marker, but nothing that
//! keeps the file from being played.

mod notes;
mod place;
mod prices;
mod reach;
mod strength;
mod texts;
mod typing;
mod unused;

use ron_diagnostics::{Diagnostics, parse};

use self::{notes::Notes, place::RulePlaces};
use super::model::Rules;

/// Looks through a file that has no faults. `text` is what `rules` were read from. `may_ask` is whether texts may ask
/// viewers for gifts.
#[must_use]
pub fn warnings(text: &str, rules: &Rules, may_ask: bool) -> Diagnostics {
    let document = parse(text).document;
    let mut notes = Notes::default();
    if let Some(document) = &document {
        let at = RulePlaces::of(document);
        prices::look(rules, &at, &mut notes);
        reach::look(rules, &at, &mut notes);
        unused::look(rules, &at, &mut notes);
        typing::look(rules, &at, &mut notes);
        strength::look(rules, &at, &mut notes);
        if !may_ask {
            texts::look(&at, &mut notes);
        }
    }
    notes.place(text, document.as_ref())
}
