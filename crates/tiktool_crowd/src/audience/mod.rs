//! The show itself: who does what and when, as frames by game time.

mod arrivals;
mod course;
mod cue;
mod floods;
mod running;
mod show;
mod stories;
mod streaks;
mod turns;

pub use self::show::Audience;
