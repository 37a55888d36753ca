//! What keeps a battle of two sides open: fewer people have stronger heroes, and who is behind hits harder, returns sooner
//! and fills its meter faster. Nobody is ever weakened.

use bevy::prelude::*;

use super::lead::Lead;
use crate::arena::{
    heroes::records::Heroes,
    state::{Round, Tick},
};
use crate::{
    base::{TICK_HZ, TeamId, ticks},
    rules::Rules,
};

/// The help that each side has now.
#[derive(Resource, Debug, Clone, Copy, PartialEq)]
pub struct Handicap {
    /// What a side's heroes are worth against usual, for having fewer people, 1 or more; left first.
    pub heads: [f32; 2],
    /// How much of the help for the side that is behind each has, 0 to 1.
    pub behind: [f32; 2],
}

impl Default for Handicap {
    fn default() -> Self {
        Self { heads: [1.0; 2], behind: [0.0; 2] }
    }
}

impl Handicap {
    /// Percent of usual of a side's blows; of heroes' blows when it is a hero's.
    #[must_use]
    pub fn damage(&self, rules: &Rules, team: TeamId, hero: bool) -> i64 {
        let behind = self.behind[team.index()] * rules.battle.behind.damage as f32 / 100.0;
        let heads = if hero { self.heads[team.index()] } else { 1.0 };
        ((1.0 + behind) * heads * 100.0).round() as i64
    }

    /// Percent of usual that blows do to a side's heroes.
    #[must_use]
    pub fn hurt(&self, team: TeamId) -> i64 {
        (100.0 / self.heads[team.index()].max(1.0)).round() as i64
    }

    /// Part of the usual time after which a side's heroes return.
    #[must_use]
    pub fn returns(&self, rules: &Rules, team: TeamId) -> f32 {
        1.0 - self.behind[team.index()] * rules.battle.behind.returns as f32 / 100.0
    }

    /// Percent of usual that a side's likes fill.
    #[must_use]
    pub fn likes(&self, rules: &Rules, team: TeamId) -> u64 {
        100 + (self.behind[team.index()] * rules.battle.behind.likes as f32).round() as u64
    }
}

/// Takes the help of the tick. Only a battle of two sides knows any.
pub(in crate::arena) fn weigh(
    mut handicap: ResMut<Handicap>,
    lead: Res<Lead>,
    heroes: Res<Heroes>,
    round: Res<Round>,
    rules: Res<Rules>,
    tick: Res<Tick>,
) {
    if !round.phase.fights() || rules.game.sides.game_side().is_some() {
        handicap.set_if_neq(Handicap::default());
        return;
    }
    let even = &rules.battle.even;
    let heads = TeamId::BOTH.map(|team| heroes.heads(team, ticks(rules.hero.silent_s), tick.0).max(1) as f32);
    let pace = 1.0 / (even.smooth_s * TICK_HZ as f32).max(1.0);
    for team in TeamId::BOTH {
        let (own, other) = (heads[team.index()], heads[team.enemy().index()]);
        let worth = (other / own).max(1.0).powf(even.heads as f32 / 100.0).min(even.most as f32 / 100.0);
        let now = &mut handicap.heads[team.index()];
        *now += (worth - *now) * pace;
        let by = if team == TeamId::LEFT { -lead.value } else { lead.value };
        handicap.behind[team.index()] = rules.battle.behind.share(by);
    }
}
