//! Who is here: every viewer's number in the arena, name, team and totals.

mod player;

pub use player::*;
