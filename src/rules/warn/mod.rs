//! What is sound in a rules file, and yet hardly meant: printed as faults are, with line and marker, but nothing that
//! keeps the file from being played.

mod notes;
mod place;
mod platform;
mod prices;
mod reach;
mod strength;
mod typing;
mod unused;

use ron_diagnostics::{Diagnostics, parse};

use self::{notes::Notes, place::RulePlaces};
use super::model::{Platform, Rules};

/// Looks through a file that has no faults. `text` is what `rules` were read from. What may break the platform's rules is
/// said, too, unless the file keeps by none.
#[must_use]
pub fn warnings(text: &str, rules: &Rules) -> Diagnostics {
    let document = parse(text).document;
    let mut notes = Notes::default();
    if let Some(document) = &document {
        let at = RulePlaces::of(document);
        prices::look(rules, &at, &mut notes);
        reach::look(rules, &at, &mut notes);
        unused::look(rules, &at, &mut notes);
        typing::look(rules, &at, &mut notes);
        strength::look(rules, &at, &mut notes);
        if rules.safety.platform == Platform::TikTok {
            platform::look(rules, &at, &mut notes);
        }
    }
    notes.place(text, document.as_ref())
}

/// What the words of the languages may break, a line each, unless the file keeps by no platform's rules.
#[must_use]
pub fn words_warnings(rules: &Rules) -> Vec<String> {
    match rules.safety.platform {
        Platform::TikTok => platform::look_at_words(&rules.wording.library),
        Platform::None => Vec::new(),
    }
}

/// Looks for what may break the platform's rules alone, whether the file keeps by them or not: in the file, and a line
/// each in the words of all languages that are shown.
#[must_use]
pub fn platform_findings(text: &str, rules: &Rules) -> (Diagnostics, Vec<String>) {
    let document = parse(text).document;
    let mut notes = Notes::default();
    if let Some(document) = &document {
        platform::look(rules, &RulePlaces::of(document), &mut notes);
    }
    (notes.place(text, document.as_ref()), platform::look_at_words(&rules.wording.library))
}
