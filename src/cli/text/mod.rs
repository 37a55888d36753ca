//! The game as text: a small picture for a terminal, lines for anything else.

mod ansi;
mod news;
mod result;
mod screen;

pub use news::{News, plugin};
pub use result::{round_line, rounds, summary};
pub use screen::{screen, status_line};
