//! The game as a whole, headless and with its stage in memory; and the house itself.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

mod arena_shipped;
mod layers;
mod people;
mod plays;
#[cfg(feature = "window")]
mod stage_app;
#[cfg(feature = "window")]
mod stage_layout;
#[cfg(feature = "window")]
mod taking_down;
