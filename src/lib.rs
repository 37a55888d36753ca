//! Throng: a battle that a TikTok LIVE audience plays.

pub mod arena;
pub mod cli;
pub mod crowd;
pub mod interaction;
pub mod live;
#[cfg(feature = "window")]
pub mod panel;
pub mod random;
pub mod roster;
pub mod rules;
pub mod schedule;
pub mod session;
#[cfg(feature = "window")]
pub mod stage;
