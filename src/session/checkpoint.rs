//! The whole game between two rounds, so that a replay or a restart can begin there.
//!
//! A checkpoint is text (JSON) of some hundred bytes a player. It fits the rules and the version it was taken under and no
//! others; whoever keeps it sees to that.

use bevy::prelude::*;
use serde::{Deserialize, Serialize};

use super::journal::Parts;
use crate::{
    arena::{self, ArenaState, RoundBorder, Tick},
    interaction::{self, InteractionState},
    roster::{self, Room, Roster},
};

/// The whole game at a [`RoundBorder`].
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Checkpoint {
    arena: ArenaState,
    pub(super) interaction: InteractionState,
    pub(super) roster: Roster,
    room: Room,
}

impl Checkpoint {
    /// Takes the game down. Exact when [`is_due`] says so; else what is on the field is not in it.
    ///
    /// # Panics
    /// In a world without the game's plugins.
    #[must_use]
    pub fn take(world: &World) -> Self {
        Self {
            arena: arena::save(world),
            interaction: interaction::save(world),
            roster: world.resource::<Roster>().clone(),
            room: world.resource::<Room>().clone(),
        }
    }

    /// The tick after which it was taken; the next tick is one more.
    #[must_use]
    pub fn tick(&self) -> u32 {
        self.arena.tick()
    }

    /// Puts the game back, in whatever state the world is, also in the middle of a battle or of a later round. The inbox is
    /// left alone: clear it where its entries belong to another time.
    pub fn put_back(self, world: &mut World) {
        world.insert_resource(self.roster);
        world.insert_resource(self.room);
        interaction::load(world, self.interaction);
        arena::load(world, self.arena);
    }
}

/// Whether the last tick set up a new round, or none has been made: the field is empty and a checkpoint is exact.
#[must_use]
pub fn is_due(world: &World) -> bool {
    let border = world.get_resource::<RoundBorder>().zip(world.get_resource::<Tick>());
    border.is_some_and(|(border, tick)| border.0 == tick.0)
}

/// [`is_due`] as a run condition, for a system after the tick.
#[must_use]
pub fn due(border: Res<RoundBorder>, tick: Res<Tick>) -> bool {
    border.0 == tick.0
}

/// Hashes of the parts of the game as they are now, for the journal.
#[must_use]
pub fn parts(world: &World) -> Parts {
    let arena::PartHashes { units, shots, castles, heroes, reserve, round } = arena::parts(world);
    let people = roster::hash(world) ^ interaction::hash(world).rotate_left(32);
    Parts { units, shots, castles, heroes, reserve, round, people }
}
