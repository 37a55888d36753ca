//! The simulation: no window, no clock, one seeded generator.

mod components;
mod cues;
mod requests;
mod state;

pub use components::*;
pub use cues::*;
pub use requests::*;
pub use state::*;
