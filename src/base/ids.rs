//! What the parts of the game call by number: teams, players, kinds of troop, powers.

use bevy::prelude::Component;
use serde::{Deserialize, Serialize};

/// Index of a team; 0 stands left, 1 right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8")]
pub struct TeamId(pub u8);

impl TryFrom<u8> for TeamId {
    type Error = &'static str;

    fn try_from(index: u8) -> Result<Self, Self::Error> {
        if index < 2 { Ok(Self(index)) } else { Err("there are two teams, 0 and 1") }
    }
}

impl TeamId {
    /// The left team.
    pub const LEFT: Self = Self(0);
    /// The right team.
    pub const RIGHT: Self = Self(1);
    /// Both, left first.
    pub const BOTH: [Self; 2] = [Self::LEFT, Self::RIGHT];

    /// The opposing team.
    #[must_use]
    pub fn enemy(self) -> Self {
        Self(1 - self.0)
    }

    /// As an index into two-element arrays.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// +1 for the left team, which marches right; -1 for the right team.
    #[must_use]
    pub fn forward(self) -> f32 {
        if self == Self::LEFT { 1.0 } else { -1.0 }
    }
}

/// Index into the units of `game.ron`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct UnitKind(pub u16);

/// Index into the powers of `game.ron`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PowerId(pub u16);

/// A player's number in the arena, given by the roster in order of arrival; AI heroes count down from `u32::MAX`.
#[derive(Component, Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PlayerId(pub u32);

impl PlayerId {
    /// Whether this is one of the director's heroes.
    #[must_use]
    pub fn is_ai(self) -> bool {
        self.0 > u32::MAX / 2
    }
}
