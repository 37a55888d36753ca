//! `game.ron`: what a streamer writes, checked before it is used.
//!
//! [`parse`] is the one door: text in, checked [`Rules`] or every [`Fault`] out. `syntax` reads the text into a `tree`
//! whose nodes know their place, `read` takes values from it and notes faults, `check` gives them their meaning.

mod check;
mod fault;
mod fold;
mod index;
mod model;
mod read;
mod syntax;
mod table;
mod tree;

pub use fault::{Fault, Faults};
pub use fold::fold;
pub use index::WordIndex;
pub use model::*;
pub use table::table;

use fault::Pending;

/// The rules file that comes with the game.
pub const SHIPPED: &str = include_str!("../../game.ron");

/// The largest file that is read, in bytes.
const LARGEST: usize = 1 << 20;

/// Reads and checks a rules file.
///
/// # Errors
///
/// Every fault of the file, in its order. A slip in the brackets or commas hides faults of meaning until it is mended,
/// because a wrong bracket would make nonsense of them.
pub fn parse(text: &str) -> Result<Rules, Faults> {
    if text.len() > LARGEST {
        let what = format!("this file has {} bytes", text.len());
        let fault = Pending { span: 0..0, what, help: format!("a rules file has at most {LARGEST}") };
        return Err(Faults::place("", None, vec![fault]));
    }
    let tree = syntax::read(text).map_err(|faults| Faults::place(text, None, faults))?;
    check::rules(text, &tree).map_err(|faults| Faults::place(text, Some(&tree), faults))
}

/// The rules that come with the game.
#[must_use]
pub fn shipped() -> Rules {
    #[expect(clippy::expect_used, reason = "SHIPPED is a constant, and a test parses it")]
    parse(SHIPPED).expect("the shipped rules are sound")
}
