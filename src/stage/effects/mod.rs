//! What happens, for the eyes: blows, powers, projectiles, and the motes they let go.

pub(in crate::stage) mod cues;
pub mod motes;
pub(in crate::stage) mod projectiles;

use bevy::prelude::*;

/// Adds the room.
pub fn plugin(app: &mut App) {
    app.add_plugins((projectiles::plugin, cues::plugin, motes::plugin));
}
