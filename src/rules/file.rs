//! The one door: text in, checked rules or every error out.

use ron_diagnostics::{Diagnostics, Finding, Level, Reader};

use super::{check, model::Rules};
use crate::locale::Library;

/// The rules file that comes with the game.
pub const SHIPPED: &str = include_str!("../../game.ron");

/// What a rules file is called until it is known better.
pub(super) const FILE: &str = "game.ron";

/// The largest file that is read, in bytes.
const LARGEST: usize = 1 << 20;

/// Reads and checks a rules file.
///
/// # Errors
///
/// Every error of the file, in its order, but 500 at most. A bracket or a quote that cannot be made sense of ends the search
/// for errors of meaning.
pub fn parse(text: &str) -> Result<Rules, Diagnostics> {
    parse_with(text, &Library::shipped())
}

/// Reads and checks a rules file that goes with these words.
///
/// # Errors
///
/// As [`parse`].
pub fn parse_with(text: &str, library: &Library) -> Result<Rules, Diagnostics> {
    if text.len() > LARGEST {
        let message = format!("this file has {} bytes", text.len());
        let finding = Finding { span: 0..0, message, help: format!("a rules file has at most {LARGEST}") };
        return Err(Diagnostics::new(Level::Error, FILE, "", None, vec![finding]));
    }
    Reader::run(FILE, text, |reader, document| check::rules(reader, text, document, library))
}

/// The rules that come with the game.
#[must_use]
#[expect(clippy::expect_used, reason = "SHIPPED is a constant, and a test parses it")]
pub fn shipped() -> Rules {
    parse(SHIPPED).expect("the shipped rules are sound")
}
