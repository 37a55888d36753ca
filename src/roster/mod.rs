//! Who is here: every viewer's number in the arena, name, team and totals.

mod follow;
mod hidden;
mod player;
mod shown;
mod stand_in;
mod state;

use bevy::prelude::*;

pub use self::follow::{follow_teams, tell_names};
pub use self::player::*;
pub use self::shown::{Edition, ShownLanguage, ShownNames, line_now};
pub use self::state::hash;

use crate::schedule::ThrongSystems;

/// Keeps the roster and what is known of the room.
pub fn plugin(app: &mut App) {
    app.init_resource::<Roster>()
        .init_resource::<Room>()
        .add_systems(FixedUpdate, follow_teams.in_set(ThrongSystems::Decide))
        // While game time stands still, too: a name that is taken down does not wait for a tick.
        .add_systems(Update, tell_names.before(ThrongSystems::Show));
}
