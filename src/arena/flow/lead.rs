//! Who is ahead: by what is left of the castles, and by what the ground that each side holds will soon have done to them.

use bevy::prelude::*;

use crate::arena::{
    formation::lanes::Lanes,
    state::{Castles, Round, Tick},
};
use crate::{
    base::{TeamId, ticks},
    rules::Rules,
};

/// The lead counts what the ground will have done to castles in so many seconds.
const AHEAD_S: f32 = 25.0;
/// By so much of a castle a side must be ahead to lead ...
const LEADS_BY: f32 = 0.02;
/// ... and for so many seconds, when the other one led.
const LEADS_AFTER_S: f32 = 2.0;

/// Who is ahead, and how often that changed.
#[derive(Resource, Debug, Default, Clone, Copy, PartialEq)]
pub struct Lead {
    /// How far the left side is ahead, in parts of a castle, 1 and -1 about the most; negative when the right one is.
    pub value: f32,
    /// The side that leads; it does so until the other is clearly ahead.
    pub ahead: Option<TeamId>,
    /// Times it changed in this round.
    pub changes: u32,
    /// Tick since which the other side has been ahead, while it does not lead yet.
    turns_since: Option<u32>,
}

impl Lead {
    /// How far the left side is ahead with this share of the ground, where all of it is worth so much of a castle.
    #[must_use]
    pub fn of(castles: &Castles, ground: f32, worth: f32) -> f32 {
        let [left, right] = castles.0.map(|castle| castle.health as f32 / castle.max.max(1) as f32);
        left - right + worth * (2.0 * ground - 1.0)
    }

    /// The side that is behind, if one clearly is.
    #[must_use]
    pub fn behind(&self) -> Option<TeamId> {
        match self.value {
            lead if lead >= LEADS_BY => Some(TeamId::RIGHT),
            lead if lead <= -LEADS_BY => Some(TeamId::LEFT),
            _ => None,
        }
    }

    /// Takes the lead of a tick.
    fn follow(&mut self, value: f32, tick: u32) {
        self.value = value;
        let clearly = self.behind().map(TeamId::enemy);
        if clearly.is_none() || clearly == self.ahead {
            self.turns_since = None;
            return;
        }
        let since = *self.turns_since.get_or_insert(tick);
        if tick - since >= ticks(LEADS_AFTER_S) {
            self.changes += u32::from(self.ahead.is_some());
            (self.ahead, self.turns_since) = (clearly, None);
        }
    }
}

/// What holding all the ground is worth at usual stakes, as a part of a castle: what burns in a while, and one gate.
fn worth(rules: &Rules) -> f32 {
    let wound = rules.battle.gates.map_or(0.0, |gates| gates.wound);
    (rules.battle.ground.burn * AHEAD_S + wound) / 100.0
}

/// Keeps the lead of a battle of two sides.
pub(in crate::arena) fn watch(
    mut lead: ResMut<Lead>,
    castles: Res<Castles>,
    lanes: Res<Lanes>,
    round: Res<Round>,
    rules: Res<Rules>,
    tick: Res<Tick>,
) {
    if !round.phase.fights() {
        return;
    }
    if rules.game.sides.game_side().is_some() {
        // Nobody takes the lead from the game itself; its castle is a camp, and whole.
        lead.value = Lead::of(&castles, 0.5, 0.0);
        return;
    }
    let worth = worth(&rules) * round.stakes(&rules, tick.0);
    lead.follow(Lead::of(&castles, lanes.ground(), worth), tick.0);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{arena::Castle, base::TICK_HZ};

    fn castles(left: i32, right: i32) -> Castles {
        Castles([left, right].map(|health| Castle { health, max: 100, ..Castle::default() }))
    }

    #[test]
    fn castles_and_ground_both_count() {
        let lead = |castles, ground| Lead::of(&castles, ground, 0.24);
        assert!(lead(castles(100, 100), 0.5).abs() < 1e-6);
        assert!((lead(castles(100, 70), 0.5) - 0.3).abs() < 1e-6);
        assert!(lead(castles(90, 100), 0.9) > 0.0, "behind by a castle's tenth, ahead on the ground");
        let (here, there) = (lead(castles(80, 60), 0.7), lead(castles(60, 80), 0.3));
        assert!((here + there).abs() < 1e-6, "seen from the other side it is the same");
    }

    #[test]
    fn a_lead_changes_when_the_other_is_clearly_ahead_for_a_while() {
        let mut lead = Lead::default();
        let mut play = |value: f32, seconds: u32, from: u32| {
            (from..from + seconds * TICK_HZ + 1).for_each(|tick| lead.follow(value, tick));
            (lead.ahead, lead.changes)
        };
        assert_eq!(play(0.1, 3, 0), (Some(TeamId::LEFT), 0), "who leads first took it from nobody");
        assert_eq!(play(-0.01, 60, 200), (Some(TeamId::LEFT), 0), "not clearly");
        assert_eq!(play(-0.1, 1, 2_100), (Some(TeamId::LEFT), 0), "not for long");
        assert_eq!(play(0.1, 1, 2_200), (Some(TeamId::LEFT), 0));
        assert_eq!(play(-0.1, 3, 2_300), (Some(TeamId::RIGHT), 1));
    }
}
