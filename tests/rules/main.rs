//! `game.ron` and the words files, as a streamer writes them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

mod errors;
mod fold;
mod fuzz_seeds;
mod language;
mod presets;
mod shipped;
mod warnings;
mod words;
