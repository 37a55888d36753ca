//! `game.ron`: what a streamer writes, checked before it is used.

mod model;

pub use model::*;
