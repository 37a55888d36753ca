//! What just happened in the arena, for eyes and ears. Nothing in the arena reads a cue.

use bevy::prelude::Message;

use super::{components::Spot, requests::Order};
use crate::base::{PlayerId, PowerId, TeamId, UnitKind};

/// A thing worth showing, written in the tick it happened.
#[derive(Message, Debug, Clone, Copy, PartialEq)]
pub enum Cue {
    /// A unit came onto the field.
    Spawned {
        /// Its number.
        unit: u32,
        /// Side.
        team: TeamId,
        /// `None` for a hero.
        kind: Option<UnitKind>,
        /// Where.
        at: Spot,
        /// Who gave it.
        by: Option<PlayerId>,
    },
    /// A gift's troops came (once per request, also when they wait in reserve).
    Sent {
        /// Side.
        team: TeamId,
        /// Kind.
        kind: UnitKind,
        /// How many.
        count: u32,
        /// Who gave them.
        by: Option<PlayerId>,
    },
    /// A blow landed.
    Hit {
        /// Where.
        at: Spot,
        /// Side that was hit.
        team: TeamId,
        /// Damage done.
        damage: i32,
        /// On a castle.
        castle: bool,
    },
    /// A unit fell.
    Fell {
        /// Its number.
        unit: u32,
        /// Side.
        team: TeamId,
        /// `None` for a hero.
        kind: Option<UnitKind>,
        /// Where.
        at: Spot,
        /// Whose hero fell.
        player: Option<PlayerId>,
        /// Who felled it.
        by: Option<PlayerId>,
    },
    /// A power fired.
    PowerFired {
        /// Which.
        power: PowerId,
        /// The side that fired it.
        team: TeamId,
        /// Its centre, if it has one.
        at: Option<Spot>,
        /// Who fired it.
        by: Option<PlayerId>,
    },
    /// A hero reached a level.
    LevelUp {
        /// Whose.
        player: PlayerId,
        /// The level.
        level: u8,
    },
    /// A hero heard an order, whether or not it was doing so already.
    Ordered {
        /// Whose.
        player: PlayerId,
        /// The order.
        order: Order,
    },
    /// A beacon is announced.
    BeaconComing {
        /// Lane.
        lane: u8,
    },
    /// The beacon burns.
    BeaconLit {
        /// Lane.
        lane: u8,
    },
    /// A side took it.
    BeaconTaken {
        /// Side.
        team: TeamId,
    },
    /// A gate fell.
    GateFell {
        /// Whose it was.
        team: TeamId,
        /// Lane.
        lane: u8,
        /// Those who did most of it, best first.
        by: [Option<PlayerId>; 3],
    },
    /// An act of the battle comes soon.
    ActComing {
        /// Its number, from 0.
        act: u8,
    },
    /// An act of the battle begins.
    ActBegan {
        /// Its number, from 0.
        act: u8,
    },
    /// A wave of the game's own side comes.
    WaveComing {
        /// Its number in the round, from 1.
        wave: u32,
        /// Who leads it, if anybody does.
        boss: Option<UnitKind>,
    },
    /// The phase changed; read [`Round`](super::state::Round).
    PhaseChanged,
}
