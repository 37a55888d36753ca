//! The director: heroes and clashes that nobody sent, so that there is always a fight. As many for both sides; it fades out
//! as people come.

use std::sync::Arc;

use bevy::prelude::*;
use serde::{Deserialize, Serialize};

use super::spawn::Spawner;
use crate::arena::{
    combat::damage::Damage,
    heroes::records::{Heroes, Whereabouts},
    state::{FULL_STRENGTH, Phase, Reserve, Round},
};
use crate::base::{PlayerId, TICK_HZ, TeamId, ticks};

/// Most heroes of the director on a side, whatever the rules said before.
const MOST: u32 = 64;
/// Worth of a clash in diamonds for each hero that is missing, at the start of a battle.
const PULSE_WORTH: f32 = 28.0;
/// How much more one is worth when the battle's time is out.
const PULSE_GROWS: f32 = 2.0;
/// Ticks without a blow after which something must happen.
const QUIET: u32 = 45;

/// What the director remembers.
#[derive(Resource, Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub(in crate::arena) struct Direction {
    next_pulse: u32,
}

/// Fills sides up with heroes and keeps the battle's pulse.
pub(in crate::arena) fn direct(
    mut spawner: Spawner,
    mut heroes: ResMut<Heroes>,
    mut state: ResMut<Direction>,
    mut damage: ResMut<Damage>,
    mut reserve: ResMut<Reserve>,
    round: Res<Round>,
) {
    if round.phase == Phase::Podium {
        return;
    }
    let tick = spawner.tick.0;
    // The game's own side is not filled: it sends waves.
    let own = spawner.rules.game.sides.game_side();
    let missing = missing(&spawner, &heroes);
    for team in TeamId::BOTH.into_iter().filter(|team| Some(*team) != own) {
        keep_heroes(&mut heroes, &spawner, team, missing, round.phase);
    }
    if round.phase == Phase::Lobby {
        state.next_pulse = 0;
        damage.last_blow = tick;
        return;
    }
    if state.next_pulse == 0 {
        state.next_pulse = tick + ticks(spawner.rules.director.pulse_s) / 3;
    }
    if own.is_none() && missing > 0 && tick >= state.next_pulse {
        state.next_pulse = tick + ticks(spawner.rules.director.pulse_s).max(TICK_HZ);
        pulse(&spawner, missing, &mut reserve, &round);
    }
    // A siege has longer pauses, so the next few come sooner.
    let quiet = if own.is_some() { QUIET * 3 / 4 } else { QUIET };
    if tick.saturating_sub(damage.last_blow) >= quiet {
        damage.last_blow = tick;
        spark(&mut spawner);
    }
}

/// Heroes that the director gives each side: what people do not fill of the larger one.
fn missing(spawner: &Spawner, heroes: &Heroes) -> u32 {
    let people = heroes.people(TeamId::LEFT).max(heroes.people(TeamId::RIGHT));
    // Two in a lane at most: the rows are for people.
    spawner.rules.director.heroes.saturating_sub(people).min(u32::from(spawner.lanes()) * 2)
}

/// Adds the director's heroes, or lets them go when they are off the field.
fn keep_heroes(heroes: &mut Heroes, spawner: &Spawner, team: TeamId, want: u32, phase: Phase) {
    let names = &spawner.rules.director.names;
    let id = |nth: u32| PlayerId(u32::MAX - (nth * 2 + team.index() as u32));
    for nth in 0..want {
        if heroes.get(id(nth)).is_none() && phase != Phase::Podium {
            let at = (nth * 2 + team.index() as u32) as usize;
            let name = names.get(at % names.len().max(1)).cloned().unwrap_or_else(|| Arc::from("Guard"));
            heroes.add(id(nth), name, team, true, spawner.tick.0);
        }
    }
    for nth in want..MOST {
        let away = heroes
            .get(id(nth))
            .is_some_and(|record| matches!(record.place, Whereabouts::Away { .. } | Whereabouts::Guard { .. }));
        if away {
            heroes.0.remove(&id(nth));
        }
    }
}

/// A bigger clash: both sides get the same wave, one strong one first and then what the rest buys.
fn pulse(spawner: &Spawner, missing: u32, reserve: &mut Reserve, round: &Round) {
    let tick = spawner.tick.0;
    let whole = ticks(spawner.rules.round.battle_s).max(1) as f32;
    let progress = (tick.saturating_sub(round.battle_since) as f32 / whole).min(1.3);
    let mut budget = missing as f32 * PULSE_WORTH * (1.0 + progress * PULSE_GROWS);
    let kinds = &spawner.rules.director.troops;
    for attempt in 0..24_u32 {
        let roll = spawner.chance(attempt * 2 + 3);
        let most = if attempt == 0 { budget * 0.7 } else { budget * 0.5 };
        let worth = |kind| spawner.numbers.worth(kind) as f32;
        let affordable: Vec<_> = kinds.iter().copied().filter(|kind| worth(*kind) <= most).collect();
        let Some(last) = affordable.len().checked_sub(1) else { break };
        let pick = if attempt == 0 { last } else { (roll * affordable.len() as f32) as usize };
        let kind = affordable[pick.min(last)];
        budget -= worth(kind);
        for team in TeamId::BOTH {
            reserve.add(team, kind, 1, None, FULL_STRENGTH);
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
