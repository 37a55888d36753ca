//! Powers and the beacon.

use crate::{
    arena::{testing::*, *},
    base::{PlayerId, PowerId, TeamId},
    rules::{Aim, Stance},
};
use bevy::prelude::*;

const L: TeamId = TeamId::LEFT;
const R: TeamId = TeamId::RIGHT;

fn fire(app: &mut App, power: PowerId, team: TeamId, on: Aim, by: Option<u32>) {
    app.world_mut().write_message(PowerRequested { power, team, on, by: by.map(PlayerId) });
    play(app, 1);
}

fn hurt_all(app: &mut App, by: i32) {
    change::<Health>(app, |_| true, |health| health.now -= by);
}

#[test]
fn heal_mends_units_castle_or_one_hero() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    put(&mut app, L, KNIGHT, 2, 0, 300.0);
    put(&mut app, R, KNIGHT, 2, 3, 700.0);
    join(&mut app, 1, Some(L));
    hurt_all(&mut app, 60);
    app.world_mut().resource_mut::<Castles>().0[0].health = 1_000;
    fire(&mut app, HEAL, L, Aim::Hero, Some(1));
    assert_eq!(hero(&mut app, 1).unwrap().2.now, 100);
    assert_eq!(app.world().resource::<Castles>().0[0].health, 1_000);
    fire(&mut app, HEAL, L, Aim::Castle, None);
    assert_eq!(app.world().resource::<Castles>().0[0].health, 1_150);
    assert!(health(&mut app, L).contains(&(70, 0)), "the castle's heal is the castle's");
    fire(&mut app, HEAL, L, Aim::Team, None);
    assert_eq!(health(&mut app, R), [(70, 0); 2], "not the enemy");
    let mut own = health(&mut app, L);
    own.sort_unstable();
    assert_eq!(own, [(110, 0), (110, 0), (120, 0)], "never above full");
    fire(&mut app, HEAL, L, Aim::All, None);
    assert_eq!(health(&mut app, R), [(110, 0); 2]);
}

#[test]
fn shield_takes_blows_first_and_passes() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    put(&mut app, L, KNIGHT, 1, 0, 300.0);
    fire(&mut app, SHIELD, L, Aim::Team, None);
    assert_eq!(health(&mut app, L), [(130, 40)]);
    assert_eq!(app.world().resource::<Castles>().0[0].shield.0, 40);
    fire(&mut app, METEOR, R, Aim::Enemy, None);
    play(&mut app, 30);
    assert_eq!(health(&mut app, L), [(130 - (86 - 40), 0)], "90 less armour, less the shield");
    fire(&mut app, SHIELD, L, Aim::Team, None);
    play(&mut app, 30 * 9);
    assert_eq!(health(&mut app, L)[0].1, 0, "it has passed");
}

#[test]
fn haste_quickens_and_freeze_stops() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    put(&mut app, L, RAM, 1, 0, 200.0);
    let x = |app: &mut App| {
        let mut at = 0.0;
        change::<Place>(app, |_| true, |place| at = place.x);
        at
    };
    let way = |app: &mut App, ticks| {
        let before = x(app);
        play(app, ticks);
        x(app) - before
    };
    let plain = way(&mut app, 30);
    fire(&mut app, HASTE, L, Aim::Team, None);
    let fast = way(&mut app, 30);
    assert!((fast / plain - 1.5).abs() < 0.05, "{plain} {fast}");
    fire(&mut app, FREEZE, R, Aim::Enemy, None);
    assert!(way(&mut app, 60) < 0.01);
    let mut pose = Pose::Idle;
    change::<Motion>(&mut app, |_| true, |motion| pose = motion.pose);
    assert_eq!(pose, Pose::Frozen);
    play(&mut app, 60);
    assert!(way(&mut app, 10) > 1.0, "and thaws");
}

#[test]
fn a_meteor_falls_where_they_stand_thickest() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    crowd(&mut app, 12);
    put(&mut app, R, MILITIA, 12, 2, 640.0);
    put(&mut app, R, MILITIA, 2, 0, 400.0);
    fire(&mut app, METEOR, L, Aim::Team, None);
    assert_eq!(standing(&mut app, R), 14, "it is still falling");
    let mut query = app.world_mut().query::<&Projectile>();
    let meteor = *query.single(app.world()).unwrap();
    assert_eq!((meteor.kind, meteor.to.lane), (ProjectileKind::Meteor, 2));
    play(&mut app, 30);
    assert_eq!(standing(&mut app, R), 2);
}

#[test]
fn behind_helps_whoever_is_behind() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    put(&mut app, L, MILITIA, 5, 1, 300.0);
    put(&mut app, R, MILITIA, 5, 1, 700.0);
    app.world_mut().resource_mut::<Castles>().0[1].health = 2_000;
    play(&mut app, 1);
    fire(&mut app, METEOR, L, Aim::Behind, None);
    play(&mut app, 30);
    assert_eq!((standing(&mut app, L), standing(&mut app, R)), (0, 5), "the right side is behind, so it strikes");
}

#[test]
fn a_nova_hurts_and_knocks_back_around_the_hero() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    join(&mut app, 1, Some(L));
    let (_, place, ..) = hero(&mut app, 1).unwrap();
    put(&mut app, R, KNIGHT, 1, place.lane, place.x + 50.0);
    put(&mut app, R, KNIGHT, 1, place.lane, place.x + 400.0);
    let x = |app: &mut App| {
        let mut all = Vec::new();
        change::<Place>(app, |unit| unit.team == R, |place| all.push(place.x));
        all
    };
    let before = x(&mut app);
    fire(&mut app, NOVA, L, Aim::Hero, Some(1));
    let after = x(&mut app);
    assert!(after[0] > before[0] + 50.0, "{before:?} {after:?}");
    assert!((after[1] - before[1]).abs() < 4.0);
    assert_eq!(health(&mut app, R), [(130 - 41, 0), (130, 0)]);
    assert_eq!(app.world().resource::<Tallies>().0[&PlayerId(1)].round_hero_damage, 41);
}

#[test]
fn powers_asked_for_too_early_wait_for_the_battle() {
    let mut rules = bare();
    rules.round.lobby_s = 3.0;
    let mut app = app(rules, 1);
    play(&mut app, 3);
    fire(&mut app, SHIELD, L, Aim::Castle, None);
    assert_eq!(app.world().resource::<Castles>().0[0].shield.0, 0);
    battle(&mut app);
    play(&mut app, 1);
    assert_eq!(app.world().resource::<Castles>().0[0].shield.0, 40);
}

#[test]
fn the_beacon_goes_to_the_side_with_more_heroes() {
    let mut rules = bare();
    rules.field.beacons_s = vec![20.0];
    rules.hero.damage = 0;
    let mut app = app(rules, 1);
    battle(&mut app);
    for (player, team) in [(1, L), (2, R), (3, R)] {
        join(&mut app, player, Some(team));
    }
    play(&mut app, 30 * 4);
    assert_eq!(app.world().resource::<Beacon>().lane, None);
    play(&mut app, 30 * 3);
    let lane = app.world().resource::<Beacon>().lane.expect("announced 15 s ahead");
    for player in 1..=3 {
        order(&mut app, player, Order::Lane(lane));
        order(&mut app, player, Order::Stance(Stance::Hold));
    }
    play(&mut app, 30 * 16);
    assert_eq!(app.world().resource::<Beacon>().held_by, Some(R));
    play(&mut app, 30 * 6);
    let castles = app.world().resource::<Castles>().0;
    assert!(castles[1].banner && !castles[0].banner);
    assert_eq!(app.world().resource::<Beacon>().done, 1);
    let mut buffed = 0;
    change::<Buffs>(&mut app, |unit| unit.team == R, |buffs| buffed = buffs.speed);
    assert_eq!(buffed, 150, "and its power");
}

#[test]
fn a_beacon_that_is_asked_for_lights_at_once_and_takes_none_of_the_plan() {
    let mut rules = bare();
    rules.field.beacons_s = vec![20.0];
    rules.field.beacon_ahead_s = 0.0;
    let mut app = app(rules, 1);
    battle(&mut app);
    crowd(&mut app, 12);
    app.world_mut().write_message(BeaconRequested { lane: Some(2) });
    app.world_mut().write_message(BeaconRequested { lane: None });
    play(&mut app, 1);
    let beacon = *app.world().resource::<Beacon>();
    assert_eq!((beacon.lane, beacon.extra, beacon.waiting), (Some(2), true, 1));
    assert_eq!(beacon.lights_at, app.world().resource::<Tick>().0);
    // Nobody takes it: it goes out after 40 s, then the second comes, then the one of the plan.
    play(&mut app, 30 * 40 + 1);
    let beacon = *app.world().resource::<Beacon>();
    assert_eq!((beacon.lane.is_some(), beacon.extra, beacon.waiting, beacon.done), (true, true, 0, 0));
    play(&mut app, 30 * 40 + 2);
    let beacon = *app.world().resource::<Beacon>();
    assert_eq!((beacon.lane.is_some(), beacon.extra, beacon.done), (true, false, 0));
    play(&mut app, 30 * 40 + 2);
    assert_eq!(app.world().resource::<Beacon>().done, 1);
    // More than the field has lanes: any will do. In a lobby it waits.
    app.world_mut().write_message(BeaconRequested { lane: Some(9) });
    play(&mut app, 1);
    assert!(app.world().resource::<Beacon>().lane.is_some_and(|lane| lane < 4));
}
