//! Troops that were sent: they wait in their side's reserve and come while there is room. Nothing is ever dropped.

use bevy::prelude::*;

use super::spawn::Spawner;
use crate::arena::{
    cues::Cue,
    field::MAX_LANES,
    heroes::records::Heroes,
    requests::SpawnRequested,
    state::{FULL_STRENGTH, Reserve, Round, Waiting},
};
use crate::{
    base::{PlayerId, TeamId, UnitKind},
    rules::{CoinRules, Rules},
};

/// Troops of one sender that come together.
const SQUAD: u32 = 5;
/// However many diamonds went before, a troop is no weaker than so many percent.
const LEAST_STRENGTH: u32 = 10;
/// Squads of a side in one tick.
const SQUADS: usize = 4;

impl Reserve {
    /// Adds troops behind the others; those of one kind, sender and strength are one entry.
    pub(in crate::arena) fn add(
        &mut self,
        team: TeamId,
        kind: UnitKind,
        count: u32,
        by: Option<PlayerId>,
        strength: u32,
    ) {
        if count == 0 {
            return;
        }
        let queue = &mut self.0[team.index()];
        match queue.iter_mut().find(|other| (other.kind, other.by, other.strength) == (kind, by, strength)) {
            Some(other) => other.count = other.count.saturating_add(count),
            None => queue.push(Waiting { kind, count, by, strength }),
        }
    }

    /// Takes up to `most` troops of the first entry; the rest of it goes behind the others, so that all have a turn.
    pub(in crate::arena) fn take(&mut self, team: TeamId, most: u32) -> Option<Waiting> {
        let queue = &mut self.0[team.index()];
        if queue.is_empty() || most == 0 {
            return None;
        }
        let first = queue.remove(0);
        let count = first.count.min(most);
        if first.count > count {
            queue.push(Waiting { count: first.count - count, ..first });
        }
        Some(Waiting { count, ..first })
    }

    /// Troops that one player sent were sent by another.
    pub(in crate::arena) fn merge(&mut self, from: PlayerId, into: PlayerId) {
        for team in TeamId::BOTH {
            let queue = std::mem::take(&mut self.0[team.index()]);
            for Waiting { kind, count, by, strength } in queue {
                self.add(team, kind, count, if by == Some(from) { Some(into) } else { by }, strength);
            }
        }
    }
}

/// Puts what was asked for into the reserve. What one giver's many diamonds bring is weaker than what the first bring.
pub(in crate::arena) fn send(
    mut requests: MessageReader<SpawnRequested>,
    mut reserve: ResMut<Reserve>,
    mut heroes: ResMut<Heroes>,
    rules: Res<Rules>,
    mut cues: MessageWriter<Cue>,
) {
    let people = heroes.people(TeamId::LEFT) + heroes.people(TeamId::RIGHT);
    for request in requests.read() {
        let record = request.by.and_then(|player| heroes.0.get_mut(&player));
        let strength = record.map_or(FULL_STRENGTH, |record| {
            let before = record.diamonds;
            record.diamonds = before.saturating_add(request.diamonds);
            strength(rules.battle.coins, before, request.diamonds, people)
        });
        reserve.add(request.team, request.unit, request.count, request.by, strength);
        cues.write(Cue::Sent { team: request.team, kind: request.unit, count: request.count, by: request.by });
    }
}

/// Percent of usual that health and damage of the next so many diamonds' troops are: both together are what these diamonds
/// are worth after those `before` them.
fn strength(coins: CoinRules, before: u64, diamonds: u64, people: u32) -> u32 {
    if diamonds == 0 {
        return FULL_STRENGTH;
    }
    let step = coins.worth(before.saturating_add(diamonds), people) - coins.worth(before, people);
    let part = (step / diamonds as f64).clamp(0.0, 1.0).sqrt();
    // Whole steps of two, so that gifts of one giver wait as one.
    ((part * 50.0).round() as u32 * 2).clamp(LEAST_STRENGTH, FULL_STRENGTH)
}

/// Brings troops out of the reserve while a battle runs and there is room.
pub(in crate::arena) fn release(
    mut spawner: Spawner,
    mut reserve: ResMut<Reserve>,
    heroes: Res<Heroes>,
    round: Res<Round>,
) {
    if !round.phase.fights() {
        return;
    }
    for team in TeamId::BOTH {
        for _ in 0..SQUADS {
            let Some(Waiting { kind, by, .. }) = reserve.0[team.index()].first().copied() else { break };
            let lane = lane_for(&spawner, &heroes, team, kind, by);
            let room = spawner.room(team, kind, lane);
            if room == 0 {
                // Its turn is over: another's may find room.
                reserve.0[team.index()].rotate_left(1);
                continue;
            }
            let Some(came) = reserve.take(team, room.min(SQUAD)) else { break };
            let count = came.count;
            for _ in 0..count {
                spawner.weakened(team, kind, by, lane, came.strength);
            }
            spawner.field.bodies[team.index()][usize::from(lane)] += count;
        }
    }
}

/// A sender's troops follow its hero while there is room; others go where their side needs them.
fn lane_for(spawner: &Spawner, heroes: &Heroes, team: TeamId, kind: UnitKind, by: Option<PlayerId>) -> u8 {
    let own = by.and_then(|player| heroes.get(player)).filter(|record| record.team == team);
    own.and_then(|record| record.lane)
        .filter(|lane| *lane < spawner.lanes() && spawner.room(team, kind, *lane) > 0)
        .unwrap_or_else(|| pressed_lane(spawner, team, kind))
}

/// The lane with room in which a side is most outnumbered; of equal ones any.
pub(in crate::arena) fn pressed_lane(spawner: &Spawner, team: TeamId, kind: UnitKind) -> u8 {
    let (own, enemy) = (team.index(), team.enemy().index());
    let (bodies, ids) = (&spawner.field.bodies, spawner.field.ids());
    (0..spawner.lanes())
        .max_by_key(|lane| {
            let index = usize::from(*lane).min(MAX_LANES - 1);
            let need = i64::from(bodies[enemy][index]) - i64::from(bodies[own][index]);
            (
                spawner.room(team, kind, *lane) > 0,
                need,
                spawner.dice.mix(spawner.tick.0, ids ^ (u32::from(*lane) << 24)),
            )
        })
        .unwrap_or(0)
}
