//! Troops that were sent: they wait in their side's reserve and come while there is room. Nothing is ever dropped.

use bevy::prelude::*;

use super::spawn::Spawner;
use crate::arena::{
    cues::Cue,
    field::MAX_LANES,
    heroes::records::Heroes,
    requests::SpawnRequested,
    state::{Reserve, Round},
};
use crate::base::{PlayerId, TeamId, UnitKind};

/// Troops of one sender that come together.
const SQUAD: u32 = 5;
/// Squads of a side in one tick.
const SQUADS: usize = 4;

impl Reserve {
    /// Adds troops behind the others; those of one kind and sender are one entry.
    pub(in crate::arena) fn add(&mut self, team: TeamId, kind: UnitKind, count: u32, by: Option<PlayerId>) {
        if count == 0 {
            return;
        }
        let queue = &mut self.0[team.index()];
        match queue.iter_mut().find(|(k, _, b)| *k == kind && *b == by) {
            Some((_, waiting, _)) => *waiting = waiting.saturating_add(count),
            None => queue.push((kind, count, by)),
        }
    }

    /// Takes up to `most` troops of the first entry; the rest of it goes behind the others, so that all have a turn.
    pub(in crate::arena) fn take(&mut self, team: TeamId, most: u32) -> Option<(UnitKind, u32, Option<PlayerId>)> {
        let queue = &mut self.0[team.index()];
        if queue.is_empty() || most == 0 {
            return None;
        }
        let (kind, waiting, by) = queue.remove(0);
        let count = waiting.min(most);
        if waiting > count {
            queue.push((kind, waiting - count, by));
        }
        Some((kind, count, by))
    }

    /// Troops that one player sent were sent by another.
    pub(in crate::arena) fn merge(&mut self, from: PlayerId, into: PlayerId) {
        for team in TeamId::BOTH {
            let queue = std::mem::take(&mut self.0[team.index()]);
            for (kind, count, by) in queue {
                self.add(team, kind, count, if by == Some(from) { Some(into) } else { by });
            }
        }
    }
}

/// Puts what was asked for into the reserve.
pub(in crate::arena) fn send(
    mut requests: MessageReader<SpawnRequested>,
    mut reserve: ResMut<Reserve>,
    mut cues: MessageWriter<Cue>,
) {
    for request in requests.read() {
        reserve.add(request.team, request.unit, request.count, request.by);
        cues.write(Cue::Sent { team: request.team, kind: request.unit, count: request.count, by: request.by });
    }
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
            let Some((kind, _, by)) = reserve.0[team.index()].first().copied() else { break };
            let lane = lane_for(&spawner, &heroes, team, kind, by);
            let room = spawner.room(team, kind, lane);
            if room == 0 {
                // Its turn is over: another's may find room.
                reserve.0[team.index()].rotate_left(1);
                continue;
            }
            let Some((kind, count, by)) = reserve.take(team, room.min(SQUAD)) else { break };
            for _ in 0..count {
                spawner.troop(team, kind, by, lane, None);
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
