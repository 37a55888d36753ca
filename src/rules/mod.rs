//! `game.ron`: what a streamer writes, checked before it is used.
//!
//! [`parse`] is the one door: text in, checked [`Rules`] or every [`Fault`] out. `syntax` reads the text into a `tree`
//! whose nodes know their place, `read` takes values from it and notes faults, `check` gives them their meaning.

mod check;
mod docs;
mod fault;
mod folding;
mod index;
mod model;
mod presets;
mod read;
mod summary;
mod syntax;
mod tree;
mod warn;
pub mod words;

pub use docs::{REFERENCE, manual};
pub use fault::{Fault, Faults};
pub use folding::fold;
pub use index::{WordIndex, speaks};
pub use model::*;
pub use presets::{PRESETS, Preset, preset};
pub use summary::table;
pub use warn::{Warnings, warnings};
pub use words::{Command, Filling, Key, LanguageId, Library, Line};

use std::collections::HashSet;

use fault::Pending;

/// The rules file that comes with the game.
pub const SHIPPED: &str = include_str!("../../game.ron");

/// The largest file that is read, in bytes.
const LARGEST: usize = 1 << 20;

/// Reads and checks a rules file.
///
/// # Errors
///
/// Every fault of the file, in its order, but 500 at most. A bracket or a quote that cannot be made sense of ends the search for faults of
/// meaning.
pub fn parse(text: &str) -> Result<Rules, Faults> {
    parse_with(text, &Library::shipped())
}

/// Reads and checks a rules file that goes with these words.
///
/// # Errors
///
/// As [`parse`].
pub fn parse_with(text: &str, library: &Library) -> Result<Rules, Faults> {
    if text.len() > LARGEST {
        let what = format!("this file has {} bytes", text.len());
        let fault = Pending { span: 0..0, what, help: format!("a rules file has at most {LARGEST}") };
        return Err(Faults::place("", None, vec![fault]));
    }
    let (tree, mut faults) = syntax::read(text);
    let Some(tree) = tree else { return Err(Faults::place(text, None, faults)) };
    match check::rules(text, &tree, library) {
        Ok(rules) if faults.is_empty() => return Ok(rules),
        Ok(_) => {}
        Err(meant) => {
            // What is already said of a place is enough.
            let said: HashSet<usize> = faults.iter().map(|slip| slip.span.start).collect();
            let fresh = |fault: &Pending| !said.contains(&fault.span.start);
            let meant: Vec<Pending> = meant.into_iter().filter(fresh).collect();
            faults.extend(meant);
        }
    }
    Err(Faults::place(text, Some(&tree), faults))
}

/// The rules that come with the game.
#[must_use]
#[expect(clippy::expect_used, reason = "SHIPPED is a constant, and a test parses it")]
pub fn shipped() -> Rules {
    parse(SHIPPED).expect("the shipped rules are sound")
}
