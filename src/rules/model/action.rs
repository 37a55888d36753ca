//! What a rule does.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::{PowerId, TeamId, UnitKind};

/// What a rule does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Action {
    /// Troops for the viewer's team.
    Spawn {
        /// Kind.
        unit: UnitKind,
        /// How many, 1 to 100, per what.
        count: u32,
        /// What `count` is multiplied by.
        per: Per,
        /// Most for one unit of a gift, 1 to 10,000.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<u32>,
    },
    /// A power.
    Power {
        /// Which.
        power: PowerId,
        /// Where.
        on: Aim,
        /// How often it fires.
        #[serde(default)]
        per: Per,
        /// Most for one unit of a gift, 1 to 100.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<u32>,
    },
    /// The hero changes lane.
    Move(Step),
    /// The hero goes to a lane by number, 0 is the farthest (top).
    Lane(u8),
    /// The hero's lasting order.
    Stance(Stance),
    /// The viewer joins a team (or changes, once a round).
    Join(TeamId),
    /// The viewer's hero gains levels, 1 to 100.
    LevelUp(u8),
    /// The viewer's hero gains energy, 1 to 100.
    Energy(u8),
    /// Flares the viewer's own hero.
    ShowMe,
    /// Fills the side's like meter by so many percent, 1 to 100.
    Charge(u8),
    /// Lights a beacon in this lane, or in any.
    Beacon(Option<u8>),
    /// The battle gets so many seconds more, 1 to 300.
    Extend(u32),
    /// Moves the round on.
    Round(RoundMove),
    /// A line on the stage.
    Announce {
        /// Text with `{name}`, `{team}`, `{gift}`, `{count}`.
        text: Arc<str>,
        /// Size.
        style: Style,
    },
}

/// What an amount is multiplied by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Per {
    /// Each unit of the gift; once for anything else.
    #[default]
    Gift,
    /// Each so many diamonds, 1 to 1,000,000 (rounded to the nearest, at least one).
    Diamond(u32),
}

/// Where a rule moves the round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RoundMove {
    /// Ends the present part: the lobby, the battle, the podium.
    Next,
    /// Begins a new round; the battle of the old one decides nothing.
    Restart,
}

/// Lane change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// To the lane above (farther).
    Up,
    /// To the lane below (nearer).
    Down,
}

/// A hero's lasting order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Stance {
    /// What a sensible player would do.
    #[default]
    Auto,
    /// Forward, always.
    Charge,
    /// Stay and fight what comes.
    Hold,
    /// Back to the gate.
    Retreat,
}

/// Where a power acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Aim {
    /// The viewer's hero.
    Hero,
    /// The viewer's team.
    Team,
    /// The other team.
    Enemy,
    /// The viewer's castle.
    Castle,
    /// The team that is behind.
    Behind,
    /// Everyone.
    All,
}

/// How big an announcement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Style {
    /// A feed row.
    #[default]
    Feed,
    /// A banner.
    Big,
    /// The giver's face in the sky, with the greatest troop that came of it.
    Sky,
}
