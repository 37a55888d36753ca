//! The director: heroes and troops that nobody sent, so that there is always a fight. It fades out as people come, and
//! leans towards the side behind.

use std::sync::Arc;

use bevy::prelude::*;
use serde::{Deserialize, Serialize};

use super::{reserve::pressed_lane, spawn::Spawner};
use crate::arena::{
    combat::{damage::Damage, powers::behind},
    heroes::{
        records::{Heroes, Whereabouts},
        returns::muster_x,
    },
    state::{Castles, Phase, Reserve, Round},
};
use crate::base::{PlayerId, TICK_HZ, TeamId, UnitKind, ticks};

/// One of so many fighters that fill a side is a hero.
const HERO_OF: u32 = 4;
/// Ticks between two troops of the steady stream.
const STREAM_EVERY: u32 = 14;
/// Worth of a pulse in diamonds for each fighter of the fill, at the start of a battle.
const PULSE_WORTH: f32 = 8.0;
/// How much more a pulse is worth when the battle's time is out.
const PULSE_GROWS: f32 = 2.0;
/// Ticks without a blow after which something must happen.
const QUIET: u32 = 45;

/// What the director remembers.
#[derive(Resource, Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub(in crate::arena) struct Direction {
    next_pulse: u32,
    favours: Option<TeamId>,
}

/// Fills sides before the battle and keeps its pulse.
pub(in crate::arena) fn direct(
    mut spawner: Spawner,
    mut heroes: ResMut<Heroes>,
    mut state: ResMut<Direction>,
    mut damage: ResMut<Damage>,
    mut reserve: ResMut<Reserve>,
    round: Res<Round>,
    castles: Res<Castles>,
) {
    if round.phase == Phase::Podium {
        return;
    }
    let tick = spawner.tick.0;
    // The game's own side is not filled: it sends waves.
    let own = spawner.rules.game.sides.game_side();
    for team in TeamId::BOTH.into_iter().filter(|team| Some(*team) != own) {
        let fill = fill(&spawner, &heroes, team);
        keep_heroes(&mut heroes, &spawner, team, fill.div_ceil(HERO_OF), round.phase);
        let troops = fill - fill.div_ceil(HERO_OF).min(fill);
        let leans = behind(&castles) == Some(team);
        let want = if leans { troops * 4 / 3 } else { troops };
        let own = spawner.field.unsent[team.index()];
        if round.phase == Phase::Lobby {
            // Draw up at once: the first blow must not wait for a march.
            for salt in own..want {
                let x = muster_x(&spawner, team, salt * 2 + team.index() as u32);
                send(&mut spawner, team, 0.5, Some(x));
            }
        } else if own < want && (tick + team.index() as u32 * 7).is_multiple_of(STREAM_EVERY) {
            send(&mut spawner, team, 0.6, None);
        }
    }
    if round.phase == Phase::Lobby {
        state.next_pulse = 0;
        damage.last_blow = tick;
        return;
    }
    if state.next_pulse == 0 {
        state.next_pulse = tick + ticks(spawner.rules.director.pulse_s) / 3;
    }
    if own.is_none() && tick >= state.next_pulse {
        state.next_pulse = tick + ticks(spawner.rules.director.pulse_s).max(TICK_HZ);
        pulse(&spawner, &heroes, &mut state, &mut reserve, &castles, &round);
    }
    // A siege has longer pauses, so the next few come sooner.
    let quiet = if own.is_some() { QUIET * 3 / 4 } else { QUIET };
    if tick.saturating_sub(damage.last_blow) >= quiet {
        damage.last_blow = tick;
        spark(&mut spawner);
    }
}

/// Fighters the director gives a side: fewer as people come.
fn fill(spawner: &Spawner, heroes: &Heroes, team: TeamId) -> u32 {
    let director = &spawner.rules.director;
    let none_from = director.none_from.max(1);
    let people = heroes.people(team).min(none_from);
    director.fill_to * (none_from - people) / none_from
}

/// Adds the director's heroes, or lets them go when they are off the field.
fn keep_heroes(heroes: &mut Heroes, spawner: &Spawner, team: TeamId, want: u32, phase: Phase) {
    let names = &spawner.rules.director.names;
    // Two in a lane at most: the rows are for people.
    let want = want.min(u32::from(spawner.lanes()) * 2);
    let id = |nth: u32| PlayerId(u32::MAX - (nth * 2 + team.index() as u32));
    for nth in 0..want {
        if heroes.get(id(nth)).is_none() && phase != Phase::Podium {
            let at = (nth * 2 + team.index() as u32) as usize;
            let name = names.get(at % names.len().max(1)).cloned().unwrap_or_else(|| Arc::from("Guard"));
            heroes.add(id(nth), name, team, true, spawner.tick.0);
        }
    }
    for nth in want..64 {
        let away = heroes
            .get(id(nth))
            .is_some_and(|record| matches!(record.place, Whereabouts::Away { .. } | Whereabouts::Guard { .. }));
        if away {
            heroes.0.remove(&id(nth));
        }
    }
}

/// One troop of the weaker kinds; `spread` near 1 also picks strong ones.
fn send(spawner: &mut Spawner, team: TeamId, spread: f32, x: Option<f32>) {
    let kinds = spawner.rules.director.troops.len();
    let salt = spawner.field.ids() ^ 0x00d1_4ec7;
    let roll = spawner.chance(salt);
    let pick = (roll * roll * spread * kinds as f32) as usize;
    let Some(kind) = spawner.rules.director.troops.get(pick).copied() else { return };
    come(spawner, team, kind, x);
}

fn come(spawner: &mut Spawner, team: TeamId, kind: UnitKind, x: Option<f32>) {
    let lane = pressed_lane(spawner, team, kind);
    if spawner.room(team, kind, lane) == 0 {
        return;
    }
    spawner.troop(team, kind, None, lane, x);
    spawner.field.unsent[team.index()] += 1;
    spawner.field.bodies[team.index()][usize::from(lane)] += 1;
}

/// A bigger clash: both sides get a wave, in turn one more than the other; the side behind more often.
fn pulse(
    spawner: &Spawner,
    heroes: &Heroes,
    state: &mut Direction,
    reserve: &mut Reserve,
    castles: &Castles,
    round: &Round,
) {
    let tick = spawner.tick.0;
    let turn = state.favours.map_or(TeamId::BOTH[(spawner.dice.mix(tick, 1) & 1) as usize], TeamId::enemy);
    let favours = match behind(castles) {
        Some(team) if spawner.chance(2) < 0.4 => team,
        _ => turn,
    };
    state.favours = Some(favours);
    let whole = ticks(spawner.rules.round.battle_s).max(1) as f32;
    let progress = (tick.saturating_sub(round.battle_since) as f32 / whole).min(1.3);
    for team in TeamId::BOTH {
        let fill = fill(spawner, heroes, team) as f32;
        let share = if team == favours { 1.6 } else { 0.7 };
        let mut budget = fill * PULSE_WORTH * (1.0 + progress * PULSE_GROWS) * share;
        // One strong one first, then what the rest buys.
        let kinds = spawner.rules.director.troops.clone();
        for attempt in 0..24_u32 {
            let roll = spawner.chance(attempt * 2 + 3 + team.index() as u32);
            let most = if attempt == 0 { budget * 0.7 } else { budget * 0.5 };
            let worth = |kind: &UnitKind| spawner.numbers.worth(*kind) as f32;
            let affordable: Vec<_> = kinds.iter().copied().filter(|kind| worth(kind) <= most).collect();
            let Some(last) = affordable.len().checked_sub(1) else { break };
            let pick = if attempt == 0 { last } else { (roll * affordable.len() as f32) as usize };
            let kind = affordable[pick.min(last)];
            budget -= spawner.numbers.worth(kind) as f32;
            reserve.add(team, kind, 1, None);
        }
    }
}

/// Nothing has happened for too long: a few of each side meet in the middle, whoever else is here.
fn spark(spawner: &mut Spawner) {
    if let Some(own) = spawner.rules.game.sides.game_side()
        && straggle(spawner, own)
    {
        return;
    }
    let Some(kind) = spawner.rules.director.troops.first().copied() else { return };
    let lane = (spawner.dice.mix(spawner.tick.0, 5) % u64::from(spawner.lanes())) as u8;
    for team in TeamId::BOTH {
        for _ in 0..2 {
            let x =
                bevy::math::FloatExt::lerp(crate::arena::state::FIELD / 2.0, crate::arena::ground::gate(team), 0.12);
            spawner.troop(team, kind, None, lane, Some(x));
        }
    }
}

/// Between two waves a few of the weakest run ahead into those who wait for them. `false` if nobody waits.
fn straggle(spawner: &mut Spawner, own: TeamId) -> bool {
    let Some(kind) = spawner.rules.waves.as_ref().and_then(|waves| waves.troops.first().copied()) else { return false };
    let waiting = own.enemy();
    let held = (0..spawner.lanes()).filter(|lane| {
        let index = usize::from(*lane);
        spawner.field.has_row(waiting, *lane) || spawner.field.front[waiting.index()][index].is_some()
    });
    let Some(lane) = held.max_by_key(|lane| spawner.dice.mix(spawner.tick.0, 7 + u32::from(*lane))) else {
        return false;
    };
    let x = spawner.lanes.front(lane) + waiting.forward() * 36.0;
    for _ in 0..2 {
        spawner.troop(own, kind, None, lane, Some(x));
    }
    true
}
