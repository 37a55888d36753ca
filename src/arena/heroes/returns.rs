//! Heroes come onto the field: new ones, those who fell, and those who were at home. Nobody waits for room: where a lane
//! has a banner, people come to it.

use bevy::prelude::*;

use super::records::{Heroes, Whereabouts};
use crate::{
    arena::{
        body::Stats,
        components::{Health, Place, Unit},
        field::MAX_LANES,
        flow::{recruits, spawn::Spawner},
        formation::{
            post::Post,
            squad::{Member, Squad},
        },
        ground::gate,
        state::{Phase, Round},
    },
    base::{PlayerId, TeamId, ticks},
};

/// Part of the heroes without orders that go where their side surges, and for how many seconds it does so.
const SURGES: f32 = 0.45;
const SURGE_S: f32 = 18.0;
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
            let lane = lane_for(&spawner, &heroes, player, team);
            let late = welcome(&mut spawner, &mut heroes, player, (team, lane));
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
            if late {
                spawner.shield(entity, record.hero.level);
            }
            record.lane = Some(lane);
            record.place = Whereabouts::Out { entity, since: tick };
        }
    }
}

/// The lane that its player sent it to; without orders the one where it changes most.
fn lane_for(spawner: &Spawner, heroes: &Heroes, player: PlayerId, team: TeamId) -> u8 {
    let record = heroes.get(player);
    let known = record.filter(|record| record.sent || record.returns_with.is_some()).and_then(|record| record.lane);
    known.filter(|lane| *lane < spawner.lanes()).unwrap_or_else(|| needy_lane(spawner, team, player))
}

/// Who comes late comes with company. Whether it is somebody who does.
fn welcome(spawner: &mut Spawner, heroes: &mut Heroes, player: PlayerId, (team, lane): (TeamId, u8)) -> bool {
    let late = heroes.0.get_mut(&player).is_some_and(|record| std::mem::take(&mut record.late));
    if let Some(rules) = spawner.rules.battle.recruits.filter(|_| late) {
        let count = spawner.rules.battle.even.newcomer.recruits;
        recruits::send(spawner, &rules, team, lane, count);
    }
    late
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

/// Where a hero without orders goes: some with the others to the lane of their side's surge, the rest to the one of two
/// lanes, drawn by lot, that has fewer own heroes; of equal ones the one whose front is farthest from the middle. So sides
/// spread over the lanes, but never evenly, and it is always decided somewhere.
pub(in crate::arena) fn needy_lane(spawner: &Spawner, team: TeamId, player: PlayerId) -> u8 {
    let draw = |salt: u32| (spawner.dice.mix(spawner.tick.0, player.0 ^ salt) % u64::from(spawner.lanes())) as u8;
    if spawner.chance(player.0 ^ 0x1a4e_0003) < SURGES {
        return surge(spawner, team);
    }
    let need = |lane: u8| {
        let from_middle = ((spawner.lanes.share(lane) - 0.5).abs() * 100.0) as u32;
        let heroes = spawner.field.heroes[team.index()][usize::from(lane).min(MAX_LANES - 1)];
        (heroes, u32::MAX - from_middle)
    };
    let (one, other) = (draw(0x1a4e_0001), draw(0x1a4e_0002));
    if need(other) < need(one) { other } else { one }
}

/// The lane that a side surges in for a while.
fn surge(spawner: &Spawner, team: TeamId) -> u8 {
    let turn = spawner.tick.0 / ticks(SURGE_S).max(1);
    (spawner.dice.mix(turn, 0x5a49_e000 + team.index() as u32) % u64::from(spawner.lanes())) as u8
}
