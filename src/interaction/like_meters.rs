//! How full the meters of likes are.

use bevy::prelude::Resource;
use serde::{Deserialize, Serialize};

use crate::base::{PowerId, TeamId};

/// How far each rule for likes has come.
#[derive(Resource, Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct LikeMeters {
    pub rules: Vec<Progress>,
    pub shown: [Option<(f32, Option<PowerId>)>; 2],
    /// Percent of a meter that this tick's rules give sides; none between two ticks.
    #[serde(skip)]
    pub charges: [u32; 2],
}

/// How far one has.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Progress {
    /// Hundredths of likes of each side towards the next firing.
    pub parts: [u64; 2],
    /// Firings of each side, for the turns.
    pub side_turns: [usize; 2],
    /// Thresholds of the room's total that are answered; unknown until the first total is heard.
    pub rung: Option<u64>,
    /// Firings for the room, for the turns.
    pub room_turns: usize,
}

impl LikeMeters {
    /// Gives a side so many percent of its meter, from the next charge on.
    pub(super) fn charge(&mut self, team: TeamId, percent: u32) {
        let charge = &mut self.charges[team.index()];
        *charge = charge.saturating_add(percent);
    }

    pub(super) fn at(&mut self, rule: usize) -> &mut Progress {
        if rule >= self.rules.len() {
            self.rules.resize_with(rule + 1, Progress::default);
        }
        &mut self.rules[rule]
    }
}
