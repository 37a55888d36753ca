//! The place: palette and moods, scenery, castles, the lit gaps, the harbour.

pub(in crate::stage) mod castles;
pub(in crate::stage) mod gaps;
mod gates;
mod halves;
pub(in crate::stage) mod harbour;
mod land;
mod lanterns;
pub mod palette;
pub(in crate::stage) mod scene;
pub(in crate::stage) mod weather;

use bevy::prelude::*;

/// Adds the room.
pub fn plugin(app: &mut App) {
    app.add_plugins((
        scene::plugin,
        weather::plugin,
        castles::plugin,
        harbour::plugin,
        lanterns::plugin,
        gaps::plugin,
        halves::plugin,
        land::plugin,
        gates::plugin,
    ));
}
