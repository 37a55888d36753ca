//! What the arena can be asked to do. Anyone may write a request; the arena alone carries it out, at the next tick.

use std::sync::Arc;

use bevy::prelude::Message;
use serde::{Deserialize, Serialize};

use crate::{
    base::{PlayerId, PowerId, TeamId, UnitKind},
    locale::LocalizedText,
    rules::{Aim, Stance, Step, Style},
};

/// Asks for a player's hero on a team. For a player who has one it changes the team (once a round).
#[derive(Message, Debug, Clone)]
pub struct JoinRequested {
    /// Whose hero.
    pub player: PlayerId,
    /// Name on the tag.
    pub name: Arc<str>,
    /// The side; `None` leaves the choice to need (the smaller side).
    pub team: Option<TeamId>,
}

/// Says that two players are one person: from now on all that one of them has is the other's.
#[derive(Message, Debug, Clone, Copy, PartialEq, Eq)]
pub struct MergeRequested {
    /// Whose hero goes.
    pub from: PlayerId,
    /// Who stays.
    pub into: PlayerId,
}

/// Asks for troops.
#[derive(Message, Debug, Clone)]
pub struct SpawnRequested {
    /// Side.
    pub team: TeamId,
    /// Kind.
    pub unit: UnitKind,
    /// How many.
    pub count: u32,
    /// Who gets the credit.
    pub by: Option<PlayerId>,
    /// Diamonds that were paid for them; 0 for what nobody paid for.
    pub diamonds: u64,
}

/// Asks for a power.
#[derive(Message, Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PowerRequested {
    /// Which.
    pub power: PowerId,
    /// The side that fires it.
    pub team: TeamId,
    /// Where it acts.
    pub on: Aim,
    /// Who gets the credit.
    pub by: Option<PlayerId>,
}

/// Gives a hero an order that lasts.
#[derive(Message, Debug, Clone, Copy)]
pub struct MoveRequested {
    /// Whose hero.
    pub player: PlayerId,
    /// The order.
    pub order: Order,
}

/// What a hero can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// One lane up or down.
    Step(Step),
    /// To this lane, 0 the farthest.
    Lane(u8),
    /// A lasting stance.
    Stance(Stance),
}

/// Changes a hero's strength.
#[derive(Message, Debug, Clone, Copy)]
pub struct BoostRequested {
    /// Whose hero.
    pub player: PlayerId,
    /// Levels gained.
    pub levels: u8,
    /// Energy in hundredths, spent when negative.
    pub energy: i32,
    /// Wakes a silent hero: its player did something.
    pub wake: bool,
}

/// Tells the arena that the people's meters stand so (read by the stage); written by `interaction`.
#[derive(Message, Debug, Clone, Copy)]
pub struct MeterMoved {
    /// Side.
    pub team: TeamId,
    /// Full at 1.
    pub fill: f32,
    /// The power that a full meter fires.
    pub power: Option<PowerId>,
}

/// A line for the stage.
#[derive(Message, Debug, Clone)]
pub struct AnnounceRequested {
    /// What it says, in any language.
    pub text: LocalizedText,
    /// How big.
    pub style: Style,
    /// Whose side it is about.
    pub team: Option<TeamId>,
    /// Who did it.
    pub by: Option<PlayerId>,
}

/// Flares a player's own hero on the stage.
#[derive(Message, Debug, Clone, Copy)]
pub struct FlareRequested {
    /// Whose.
    pub player: PlayerId,
}

/// Shows a player that what they asked for cannot be now: too early, or not enough energy.
#[derive(Message, Debug, Clone, Copy)]
pub struct RefusalRequested {
    /// Whom.
    pub player: PlayerId,
}

/// Asks for a beacon that lights at once, beside those of the round's plan. While another one burns it waits for its turn.
#[derive(Message, Debug, Clone, Copy, PartialEq, Eq)]
pub struct BeaconRequested {
    /// Where; `None` leaves it to chance, and so does a lane that the field lacks.
    pub lane: Option<u8>,
}

/// The operator, or a rule, moves the round.
#[derive(Message, Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RoundRequested {
    /// Ends the current phase now.
    Next,
    /// Ends the battle now and starts a new round's lobby.
    Restart,
    /// Adds seconds to the current phase.
    Extend(u32),
}
