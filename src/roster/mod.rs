//! Who is here: every viewer's number in the arena, name, team and totals.

mod follow;
mod player;
mod state;
mod tongues;

use bevy::prelude::*;

pub use follow::follow_teams;
pub use player::*;
pub use state::hash;
pub use tongues::{Tongue, Tongues};

use crate::schedule::ThrongSystems;

/// Keeps the roster and what is known of the room.
pub fn plugin(app: &mut App) {
    app.init_resource::<Roster>()
        .init_resource::<Room>()
        .add_systems(FixedUpdate, follow_teams.in_set(ThrongSystems::Decide));
}
