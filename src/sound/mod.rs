//! What is heard of the battle. It reads the arena as the stage does, and neither knows the other.

mod beds;
mod changes;
mod choice;
mod cues;
mod hotkey;
mod levels;
mod output;
mod play;
mod render;
mod shots;

use bevy::prelude::*;

pub use self::{
    levels::{SoundLevels, SoundRequested},
    output::SoundOutput,
    play::PlaySound,
    render::{RENDER_RATE, SoundRenderer},
};

/// Plays the show on the sound card, if there is one.
pub fn plugin(app: &mut App) {
    app.add_plugins((listening, hotkey::plugin, output::plugin));
}

/// Hears what is to be played, for whoever plays it: [`SoundRenderer`] does so into memory.
pub fn listening(app: &mut App) {
    app.add_plugins((play::plugin, levels::plugin, cues::plugin, shots::plugin, changes::plugin, beds::plugin));
}
