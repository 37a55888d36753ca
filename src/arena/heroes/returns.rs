//! Heroes come onto the field: new ones, those who fell, and those whose turn it is.

use bevy::prelude::*;

use super::{
    orders::anchor,
    records::{Heroes, Whereabouts},
};
use crate::arena::{
    body::Fight,
    components::{Hero, Place},
    field::{Field, MAX_LANES},
    flow::spawn::Spawner,
    state::{Castles, FIELD, Phase, Round, Tick},
};
use crate::{
    base::{TeamId, ticks},
    rules::Rules,
};

/// Seconds on the field after which a hero gives way while people wait.
const TURN_S: f32 = 25.0;
/// A hero gives way every so many ticks at most, so that a turn never empties the front.
const GIVE_WAY_EVERY: u32 = 20;

/// Brings out whoever may come while there is room.
pub(in crate::arena) fn come(mut spawner: Spawner, mut heroes: ResMut<Heroes>, round: Res<Round>) {
    if round.phase == Phase::Podium {
        return;
    }
    let (tick, cap) = (spawner.tick.0, spawner.rules.hero.cap.max(1));
    for team in TeamId::BOTH {
        let mut room = cap.saturating_sub(heroes.out(team));
        if room == 0 {
            continue;
        }
        let mut queue: Vec<_> = heroes
            .0
            .iter()
            .filter(|(_, record)| record.team == team)
            .filter_map(|(player, record)| match record.place {
                Whereabouts::Away { since, from } if from <= tick => Some((record.hero.ai, since, *player)),
                _ => None,
            })
            .collect();
        queue.sort_unstable();
        for (_, _, player) in queue {
            if room == 0 {
                break;
            }
            room -= 1;
            let Some(record) = heroes.0.get_mut(&player) else { continue };
            let lane = record.lane.unwrap_or_else(|| needy_lane(&spawner, team));
            let x = (!round.phase.fights()).then(|| muster_x(&spawner, team, player.0));
            let anchor = anchor(record.hero.stance, team);
            let entity = spawner.hero(team, record.hero.clone(), lane, x, anchor);
            record.lane = Some(lane);
            record.place = Whereabouts::Out { entity, since: tick };
        }
    }
}

/// Somewhere between gate and line: before the battle people see themselves at once.
pub(in crate::arena) fn muster_x(spawner: &Spawner, team: TeamId, salt: u32) -> f32 {
    FIELD / 2.0 - team.forward() * (90.0 + spawner.chance(salt) * 130.0)
}

/// The lane with the fewest own heroes; of equal ones the one with most enemies, then the farthest.
pub(in crate::arena) fn needy_lane(spawner: &Spawner, team: TeamId) -> u8 {
    let (own, enemy) = (team.index(), team.enemy().index());
    let field = &spawner.field;
    (0..spawner.lanes())
        .min_by_key(|lane| {
            let lane = usize::from(*lane).min(MAX_LANES - 1);
            (field.heroes[own][lane], u32::MAX - field.bodies[enemy][lane])
        })
        .unwrap_or(0)
}

/// While people wait for room somebody steps aside.
pub(in crate::arena) fn give_way(
    mut commands: Commands,
    mut heroes: ResMut<Heroes>,
    mut field: ResMut<Field>,
    rules: Res<Rules>,
    tick: Res<Tick>,
    units: Query<(&Hero, &Place, &Fight)>,
) {
    let (turn, silence) = (ticks(TURN_S), ticks(rules.hero.silent_s));
    for team in TeamId::BOTH {
        let waits = heroes.0.values().any(|record| {
            let ready = matches!(record.place, Whereabouts::Away { from, .. } if from <= tick.0);
            record.team == team && !record.hero.ai && ready
        });
        if !waits || heroes.out(team) < rules.hero.cap.max(1) {
            continue;
        }
        // The director's at once; guards of the silent and those whose turn is over now and then.
        let now_and_then = tick.0.is_multiple_of(GIVE_WAY_EVERY);
        let who = heroes
            .0
            .iter()
            .filter_map(|(player, record)| match record.place {
                Whereabouts::Out { entity, since } if record.team == team => {
                    let ai = record.hero.ai;
                    let silent = silence > 0 && tick.0.saturating_sub(record.hero.heard_at) >= silence;
                    let over = tick.0.saturating_sub(since) >= turn;
                    (ai || (now_and_then && (silent || over))).then_some((!ai, !silent, since, *player, entity))
                }
                _ => None,
            })
            .min();
        if let Some((_, _, _, _, entity)) = who
            && let Ok((hero, place, fight)) = units.get(entity)
        {
            heroes.leave(hero, place.lane, tick.0, tick.0);
            field.free_slot(fight.slot);
            commands.entity(entity).despawn();
        }
    }
}

/// Ticks until a hero that falls now returns.
pub(in crate::arena) fn pause(rules: &Rules, castles: &Castles, hero: &Hero, team: TeamId) -> u32 {
    let more = rules.hero.return_more_s * hero.falls.saturating_sub(1) as f32;
    let whole = (rules.hero.return_s + more).min(rules.hero.return_max_s.max(rules.hero.return_s));
    // A side that rallies is back twice as fast.
    let rallies = castles.0[team.index()].rallies;
    ticks(if rallies { whole / 2.0 } else { whole })
}
