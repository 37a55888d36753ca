//! The show itself: who does what and when, as frames by game time.

mod arrivals;
mod course;
mod cue;
mod floods;
mod mirror;
mod running;
mod screen;
mod show;
mod stories;
mod streaks;
mod turns;

pub use self::{screen::Screen, show::Audience};
