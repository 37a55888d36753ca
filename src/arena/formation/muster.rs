//! Who stands alone and who under a banner: each tick, for each lane and side.

use std::cmp::Reverse;

use bevy::prelude::*;

use super::{
    lanes::SQUAD_SCALE,
    post::Post,
    row::{BLOCK, LEAST},
    size::CrowdSize,
    squad::{Member, Squad},
};
use crate::{
    arena::{
        body::Fight,
        components::{Health, Hero, Place, Unit},
        field::Field,
        flow::spawn::Spawner,
        heroes::records::{Heroes, Whereabouts},
        requests::FlareRequested,
        state::Tick,
    },
    base::{PlayerId, TICK_HZ, TeamId, ticks},
    rules::{Rules, Stance},
};

/// Heroes that stand alone in a lane at most.
const ALONE: usize = 4;
/// How much more room than needed there must be before a squad parts again.
const ROOMY: f32 = 1.12;
/// Ticks for which somebody who asked to be seen stands alone.
const RAISED: u32 = 4 * TICK_HZ;
/// Ticks between two looks at who of a lane is its champion.
const CHOOSE_EVERY: u32 = 3 * TICK_HZ;

type Alone<'w, 's> = Query<
    'w,
    's,
    (Entity, &'static Unit, &'static Hero, &'static Place, &'static Health, &'static Fight, &'static Post),
>;
type Banners<'w, 's> = Query<
    'w,
    's,
    (Entity, &'static Unit, &'static Place, &'static mut Squad, &'static mut Health, &'static Fight),
    Without<Hero>,
>;

/// Somebody of a lane, and how much they should be seen: who asked for it, then by level, then who stands alone already,
/// then by deeds.
type Rank = (Reverse<(bool, u8, bool, u32)>, PlayerId);

/// Raises who asked to be seen.
pub(in crate::arena) fn raise(mut flares: MessageReader<FlareRequested>, mut heroes: ResMut<Heroes>, tick: Res<Tick>) {
    for flare in flares.read() {
        if let Some(record) = heroes.0.get_mut(&flare.player) {
            record.raised_until = tick.0 + RAISED;
        }
    }
}

/// How many of `people` stand alone where there is so much room and `now` of them do; the others are a squad. In a host
/// nobody does but the best of a side, where that is here.
fn alone(people: usize, now: usize, room: f32, size: f32, block: f32, crowd: CrowdSize, best: bool) -> usize {
    let one = LEAST * size;
    let needed = people as f32 * one * if now < people { ROOMY } else { 1.0 };
    if people <= ALONE && needed <= room && crowd < CrowdSize::Host {
        return people;
    }
    let fits = |room: f32| ((room - block) / one).floor().max(0.0) as usize;
    // One more only when there is plenty for it, or people would come and go with each step of the front.
    let beside = fits(room / ROOMY).max(fits(room).min(now));
    let most = match crowd {
        CrowdSize::Host => usize::from(best),
        CrowdSize::Full => 1,
        _ => ALONE - 1,
    };
    // One alone behind a banner is no squad.
    beside.min(most).min(people.saturating_sub(2))
}

/// Moves people between row and squad until each lane has no more faces than it has room for.
pub(in crate::arena) fn muster(mut spawner: Spawner, mut heroes: ResMut<Heroes>, lone: Alone, mut banners: Banners) {
    let (tick, lanes) = (spawner.tick.0, *spawner.lanes);
    for team in TeamId::BOTH {
        let champion = (lanes.size == CrowdSize::Host).then(|| champion(&heroes, &lone, team, tick)).flatten();
        for lane in 0..lanes.count() {
            let singles: Vec<PlayerId> = {
                let mut here: Vec<_> = lone
                    .iter()
                    .filter(|(_, unit, hero, place, ..)| unit.team == team && place.lane == lane && !hero.ai)
                    .map(|(_, _, hero, ..)| hero.player)
                    .collect();
                here.sort_unstable();
                here
            };
            let banner = banners.iter().find(|(_, unit, place, ..)| unit.team == team && place.lane == lane);
            let members: Vec<PlayerId> = banner
                .as_ref()
                .map_or_else(Vec::new, |(.., squad, _, _)| squad.members.iter().map(|m| m.player).collect());
            let banner = banner.map(|(entity, ..)| entity);
            let people = singles.len() + members.len();
            let shape = lanes.shape(lane);
            let size = lanes.size.hero_scale() * shape.scale;
            let block = BLOCK * SQUAD_SCALE * shape.scale;
            let best = champion.is_some_and(|player| singles.contains(&player) || members.contains(&player));
            let count = alone(people, singles.len(), lanes.room(team, lane), size, block, lanes.size, best);
            let raised = |all: &[PlayerId]| {
                all.iter().any(|player| heroes.get(*player).is_some_and(|record| record.raised_until > tick))
            };
            // One at a time. Where there is no room beside the banner, the banner shows the face.
            let beside = lanes.room(team, lane) >= block + LEAST * size;
            let (shown, waits) = (beside && raised(&singles), beside && raised(&members));
            let count = count.max(usize::from(shown || waits));
            if !beside {
                lead(&heroes, &mut banners, banner, tick);
            }
            let settled = count == singles.len() && (members.is_empty() || !tick.is_multiple_of(CHOOSE_EVERY));
            if (settled && (shown || !waits)) || people == 0 {
                continue;
            }
            let mut ranks: Vec<Rank> =
                singles.iter().chain(&members).map(|player| rank(&heroes, &lone, *player, tick)).collect();
            ranks.sort_unstable();
            let chosen: Vec<PlayerId> = ranks.iter().take(count).map(|(_, player)| *player).collect();
            let leave: Vec<PlayerId> = singles.iter().copied().filter(|player| !chosen.contains(player)).collect();
            gather(&mut spawner, &mut heroes, &lone, &mut banners, banner, &leave, (team, lane));
            for player in members.iter().filter(|player| chosen.contains(player)) {
                part(&mut spawner, &mut heroes, &mut banners, banner, *player, (team, lane));
            }
        }
    }
}

/// Who asked to be seen and is under the banner leads it.
fn lead(heroes: &Heroes, banners: &mut Banners, banner: Option<Entity>, tick: u32) {
    let Some((.., mut squad, _, _)) = banner.and_then(|banner| banners.get_mut(banner).ok()) else { return };
    let asked = |player: PlayerId| heroes.get(player).is_some_and(|record| record.raised_until > tick);
    if asked(squad.leader) {
        return;
    }
    if let Some(player) = squad.members.iter().map(|member| member.player).filter(|player| asked(*player)).min() {
        (squad.leader, squad.leads_since) = (player, tick);
    }
}

/// The best of a side among those who fight.
fn champion(heroes: &Heroes, lone: &Alone, team: TeamId, tick: u32) -> Option<PlayerId> {
    let people = heroes.iter().filter(|(_, record)| record.team == team && !record.hero.ai && record.place.fights());
    people.map(|(player, _)| rank(heroes, lone, player, tick)).min().map(|(_, player)| player)
}

fn rank(heroes: &Heroes, lone: &Alone, player: PlayerId, tick: u32) -> Rank {
    let Some(record) = heroes.get(player) else { return (Reverse((false, 0, false, 0)), player) };
    let out = match record.place {
        Whereabouts::Out { entity, .. } => lone.get(entity).ok().map(|(_, _, hero, ..)| hero),
        _ => None,
    };
    let hero = out.unwrap_or(&record.hero);
    (Reverse((record.raised_until > tick, hero.level, out.is_some(), hero.deeds)), player)
}

/// Those who stand alone go under the lane's banner; where there is none they raise one.
fn gather(
    spawner: &mut Spawner,
    heroes: &mut Heroes,
    lone: &Alone,
    banners: &mut Banners,
    banner: Option<Entity>,
    players: &[PlayerId],
    (team, lane): (TeamId, u8),
) {
    let mut members = Vec::new();
    let mut at = 0.0;
    for player in players {
        let Some(Whereabouts::Out { entity, .. }) = heroes.get(*player).map(|record| record.place) else { continue };
        let Ok((_, _, hero, place, health, fight, _)) = lone.get(entity) else { continue };
        members.push((Member { player: *player, health: health.now.max(1), max: health.max }, hero));
        at = place.x;
        spawner.field.free_slot(fight.slot);
        spawner.commands.entity(entity).despawn();
    }
    if members.is_empty() {
        return;
    }
    let new = members.iter().map(|(member, _)| *member);
    let squad = match banner.and_then(|banner| banners.get_mut(banner).ok()) {
        Some((entity, _, _, mut squad, mut health, _)) => {
            new.for_each(|member| squad.take_in(member, &mut health));
            entity
        }
        None => spawner.squad(team, new.collect(), lane, at),
    };
    let since = spawner.tick.0;
    for (member, hero) in members {
        if let Some(record) = heroes.0.get_mut(&member.player) {
            (record.hero, record.lane) = (hero.clone(), Some(lane));
            record.place = Whereabouts::Squad { entity: squad, since };
        }
    }
}

/// Somebody of a squad stands alone again, at the banner's side.
fn part(
    spawner: &mut Spawner,
    heroes: &mut Heroes,
    banners: &mut Banners,
    banner: Option<Entity>,
    player: PlayerId,
    (team, lane): (TeamId, u8),
) {
    let Some(record) = heroes.0.get_mut(&player) else { return };
    let Some(squad) = banner.filter(|_| matches!(record.place, Whereabouts::Squad { .. })) else { return };
    let Ok((entity, _, place, mut squad, mut health, fight)) = banners.get_mut(squad) else { return };
    let Some(member) = squad.leave(player) else { return };
    health.now -= member.health;
    health.max -= member.max;
    if squad.members.is_empty() {
        spawner.field.free_slot(fight.slot);
        spawner.commands.entity(entity).despawn();
    }
    let out = spawner.hero(team, record.hero.clone(), lane, Some(place.x), Some(member.health));
    // It stands in the row already.
    spawner.commands.entity(out).insert(Post { stands: true, ..Post::new(spawner.tick.0, place.x) });
    record.place = Whereabouts::Out { entity: out, since: spawner.tick.0 };
}

/// Takes everybody out of their squads who should not be in one: who was told to go home, and who is silent.
pub(in crate::arena) fn dismiss(
    mut commands: Commands,
    mut heroes: ResMut<Heroes>,
    mut field: ResMut<Field>,
    tick: Res<Tick>,
    rules: Res<Rules>,
    mut banners: Query<(Entity, &mut Squad, &mut Health, &Place, &Fight)>,
) {
    let silence = ticks(rules.hero.silent_s);
    for (entity, mut squad, mut health, place, fight) in &mut banners {
        let heroes = &mut heroes.0;
        let (mut now, mut max) = (0, 0);
        squad.members.retain(|member| {
            let Some(record) = heroes.get_mut(&member.player) else {
                (now, max) = (now + member.health, max + member.max);
                return false;
            };
            // Whoever a request took out of here is somewhere else already.
            let elsewhere = !matches!(record.place, Whereabouts::Squad { entity: squad, .. } if squad == entity);
            let home = record.hero.is_silent(silence, tick.0) || record.hero.stance == Stance::Retreat;
            let other_lane = record.lane.is_some_and(|lane| lane != place.lane);
            if elsewhere || home || other_lane {
                (now, max) = (now + member.health, max + member.max);
            }
            if !elsewhere && home {
                record.place = Whereabouts::Guard { since: tick.0, health: member.health };
            } else if !elsewhere && other_lane {
                record.place = Whereabouts::Away { since: tick.0, from: tick.0 };
            }
            !(elsewhere || home || other_lane)
        });
        if max > 0 {
            health.now = (health.now - now).max(0);
            health.max -= max;
        }
        squad.be_led();
        if squad.members.is_empty() {
            field.free_slot(fight.slot);
            commands.entity(entity).despawn();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_fits_has_no_squad() {
        assert_eq!(alone(4, 4, 340.0, 0.9, 195.0, CrowdSize::Many, false), 4);
        assert_eq!(alone(2, 2, 350.0, 1.54, 213.0, CrowdSize::Few, false), 2);
    }

    #[test]
    fn what_does_not_fit_gathers_behind_whom_there_is_room_for() {
        assert_eq!(alone(7, 7, 340.0, 0.9, 195.0, CrowdSize::Many, false), 1);
        assert_eq!(alone(30, 1, 390.0, 0.9, 195.0, CrowdSize::Full, false), 1, "a champion");
        assert_eq!(alone(300, 1, 390.0, 0.9, 195.0, CrowdSize::Host, false), 0);
        assert_eq!(alone(300, 0, 390.0, 0.9, 195.0, CrowdSize::Host, true), 1, "the best of the side");
        assert_eq!(alone(3, 3, 100.0, 0.9, 195.0, CrowdSize::Many, false), 0, "pushed back: all under the banner");
    }

    #[test]
    fn a_squad_is_two_at_least() {
        for people in 2..9 {
            let alone = alone(people, people, 150.0, 1.5, 120.0, CrowdSize::Few, false);
            assert!(people - alone >= 2 || alone == people, "{people}: {alone}");
        }
    }

    #[test]
    fn a_squad_parts_later_than_it_formed() {
        let room = 4.0 * LEAST * 0.9 + 1.0;
        assert_eq!(alone(4, 4, room, 0.9, 195.0, CrowdSize::Many, false), 4);
        assert!(alone(4, 1, room, 0.9, 195.0, CrowdSize::Many, false) < 4);
    }
}
