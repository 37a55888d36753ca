//! The game as text: a small picture for a terminal, lines for anything else.

mod ansi;
mod news;
mod result;
mod screen;

pub use self::news::{News, plugin};
pub use self::result::{round_line, rounds, summary};
pub use self::screen::{screen, status_line};
