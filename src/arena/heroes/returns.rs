//! Heroes come onto the field: new ones, those who fell, and those who were at home. Nobody waits for room: where a lane
//! has a banner, people come to it.

use bevy::prelude::*;

use super::records::{Heroes, Whereabouts};
use crate::{
    arena::{
        body::Stats,
        components::{Health, Place, Unit},
        field::{Field, MAX_LANES},
        flow::spawn::Spawner,
        formation::{
            post::Post,
            squad::{Member, Squad},
        },
        ground::gate,
        state::{FIELD, Phase, Round},
    },
    base::{PlayerId, TeamId},
};

/// How far from the gate somebody must have come before the next one comes after them.
const APART: f32 = 76.0;

type Banners<'w, 's> = Query<'w, 's, (Entity, &'static Unit, &'static Place, &'static mut Squad, &'static mut Health)>;

type Walkers<'w, 's> = Query<'w, 's, (&'static Unit, &'static Place, &'static Post)>;

/// Whether somebody is just coming out of a gate into a lane.
fn gate_is_taken(walkers: &Walkers, team: TeamId, lane: u8) -> bool {
    let near = |place: &Place| (place.x - gate(team)).abs() < APART;
    walkers.iter().any(|(unit, place, post)| unit.team == team && place.lane == lane && !post.stands && near(place))
}

/// Brings out whoever may come.
pub(in crate::arena) fn come(
    mut spawner: Spawner,
    mut heroes: ResMut<Heroes>,
    mut banners: Banners,
    walkers: Walkers,
    round: Res<Round>,
) {
    if round.phase == Phase::Podium {
        return;
    }
    let tick = spawner.tick.0;
    let mut came: Vec<(TeamId, u8)> = Vec::new();
    for team in TeamId::BOTH {
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
        for (ai, _, player) in queue {
            let ordered = heroes.get(player).and_then(|record| record.lane).filter(|lane| *lane < spawner.lanes());
            let lane = ordered.unwrap_or_else(|| needy_lane(&spawner, team));
            if !ai && gather(&mut spawner, &mut heroes, &mut banners, player, (team, lane)) {
                continue;
            }
            // One behind the other, so that no face hides another.
            if came.contains(&(team, lane)) || gate_is_taken(&walkers, team, lane) {
                continue;
            }
            came.push((team, lane));
            let Some(record) = heroes.0.get_mut(&player) else { continue };
            let health = record.returns_with.take();
            let entity = spawner.hero(team, record.hero.clone(), lane, None, health);
            record.lane = Some(lane);
            record.place = Whereabouts::Out { entity, since: tick };
        }
    }
}

/// Goes to the banner of its lane, if there is one.
fn gather(
    spawner: &mut Spawner,
    heroes: &mut Heroes,
    banners: &mut Banners,
    player: PlayerId,
    (team, lane): (TeamId, u8),
) -> bool {
    let Some(record) = heroes.0.get_mut(&player) else { return false };
    let found = banners.iter_mut().find(|(_, unit, place, ..)| unit.team == team && place.lane == lane);
    let Some((entity, _, _, mut squad, mut health)) = found else { return false };
    let max = Stats::hero(&spawner.rules.hero, record.hero.level).health;
    let member = Member { player, health: record.returns_with.take().unwrap_or(max).clamp(1, max), max };
    squad.take_in(member, &mut health);
    record.lane = Some(lane);
    record.place = Whereabouts::Squad { entity, since: spawner.tick.0 };
    let lane = usize::from(lane).min(MAX_LANES - 1);
    spawner.field.heroes[team.index()][lane] += 1;
    true
}

/// Somewhere between gate and line: before the battle people see themselves at once.
pub(in crate::arena) fn muster_x(spawner: &Spawner, team: TeamId, salt: u32) -> f32 {
    FIELD / 2.0 - team.forward() * (90.0 + spawner.chance(salt) * 130.0)
}

/// The lane with the fewest own heroes; of equal ones the one with most enemies, then the farthest.
pub(in crate::arena) fn needy_lane(spawner: &Spawner, team: TeamId) -> u8 {
    let (own, enemy) = (team.index(), team.enemy().index());
    let field: &Field = &spawner.field;
    (0..spawner.lanes())
        .min_by_key(|lane| {
            let lane = usize::from(*lane).min(MAX_LANES - 1);
            (field.heroes[own][lane], u32::MAX - field.bodies[enemy][lane])
        })
        .unwrap_or(0)
}
