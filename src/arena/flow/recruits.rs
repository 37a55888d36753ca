//! Recruits: troops that march by themselves in every lane, as many for both sides. They carry fronts, end quiet spells
//! and give heroes somebody to go with.

use bevy::prelude::*;

use super::spawn::Spawner;
use crate::arena::{field::MAX_LANES, heroes::records::Heroes, state::Round};
use crate::{
    base::{TeamId, ticks},
    rules::RecruitRules,
};

/// Troops of a lane for which recruits leave room: those that people send.
const ROOM_LEFT: u32 = 1;

/// Sends them, group by group.
pub(in crate::arena) fn march(mut spawner: Spawner, heroes: Res<Heroes>, round: Res<Round>) {
    let Some(rules) = spawner.rules.battle.recruits.filter(|_| round.phase.fights()) else { return };
    let since = spawner.tick.0.saturating_sub(round.battle_since);
    if !since.is_multiple_of(ticks(rules.every_s).max(1)) {
        return;
    }
    let own = spawner.rules.game.sides.game_side();
    let people = heroes.people(TeamId::LEFT).max(heroes.people(TeamId::RIGHT));
    let count = rules.least + people / rules.per_heads.max(1);
    for team in TeamId::BOTH.into_iter().filter(|team| Some(*team) != own) {
        for lane in 0..spawner.lanes() {
            send(&mut spawner, &rules, team, lane, count);
        }
    }
}

/// So many of them, as far as there is room beside those that people send.
pub(in crate::arena) fn send(spawner: &mut Spawner, rules: &RecruitRules, team: TeamId, lane: u8, count: u32) {
    let count = count.min(spawner.room(team, rules.unit, lane).saturating_sub(ROOM_LEFT));
    for _ in 0..count {
        spawner.troop(team, rules.unit, None, lane, None);
    }
    spawner.field.bodies[team.index()][usize::from(lane).min(MAX_LANES - 1)] += count;
}
