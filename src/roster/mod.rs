//! Who is here: every viewer's number in the arena, name, team and totals.

mod follow;
mod player;
mod shown;
mod stand_in;
mod state;

use bevy::prelude::*;

pub use self::follow::follow_teams;
pub use self::player::*;
pub use self::shown::ShownLanguage;
pub use self::state::hash;

use crate::schedule::ThrongSystems;

/// Keeps the roster and what is known of the room.
pub fn plugin(app: &mut App) {
    app.init_resource::<Roster>()
        .init_resource::<Room>()
        .add_systems(FixedUpdate, follow_teams.in_set(ThrongSystems::Decide));
}
