//! Each kind's idea, shown by a small fight.

use bevy::prelude::*;

use crate::{
    arena::{testing::*, *},
    base::{TeamId, UnitKind},
};

const L: TeamId = TeamId::LEFT;
const R: TeamId = TeamId::RIGHT;

/// Two small armies in one lane; returns what is left of each after a time, in percent of health.
fn fight(left: &[(UnitKind, u32)], right: &[(UnitKind, u32)], seconds: u32) -> (i64, i64) {
    let mut app = app(bare(), 11);
    battle(&mut app);
    for (team, army) in [(L, left), (R, right)] {
        for (nth, (kind, count)) in army.iter().enumerate() {
            put(&mut app, team, *kind, *count, 1, 490.0 - team.forward() * (130.0 + 20.0 * nth as f32));
        }
    }
    let health = |app: &mut App, team: TeamId| -> i64 {
        let mut query = app.world_mut().query::<(&Unit, &Health)>();
        query.iter(app.world()).filter(|(unit, _)| unit.team == team).map(|(_, health)| i64::from(health.now)).sum()
    };
    let full = (health(&mut app, L), health(&mut app, R));
    assert!(full.0 > 0 && full.1 > 0);
    for _ in 0..seconds * 30 {
        play(&mut app, 1);
        if standing(&mut app, L) == 0 || standing(&mut app, R) == 0 {
            break;
        }
    }
    (health(&mut app, L) * 100 / full.0, health(&mut app, R) * 100 / full.1)
}

fn beats(winner: &[(UnitKind, u32)], loser: &[(UnitKind, u32)]) {
    // From both sides, so that no side is favoured.
    let (won, lost) = fight(winner, loser, 90);
    assert!(lost == 0 && won > 0, "as the left side: {won} % against {lost} %");
    let (lost, won) = fight(loser, winner, 90);
    assert!(lost == 0 && won > 0, "as the right side: {won} % against {lost} %");
}

#[test]
fn archers_beat_gryphons_for_the_same_diamonds() {
    beats(&[(ARCHER, 20)], &[(GRYPHON, 1)]);
}

#[test]
fn knights_beat_archers_for_the_same_diamonds() {
    beats(&[(KNIGHT, 4)], &[(ARCHER, 8)]);
}

#[test]
fn knights_beat_militia_for_the_same_diamonds() {
    beats(&[(KNIGHT, 4)], &[(MILITIA, 40)]);
}

#[test]
fn mages_behind_a_line_beat_a_swarm_better_than_the_line_alone() {
    let line = [(KNIGHT, 4), (MAGE, 2)];
    let swarm = [(MILITIA, 100)];
    beats(&line, &swarm);
    let (with, _) = fight(&line, &swarm, 90);
    let (without, _) = fight(&[(KNIGHT, 10)], &swarm, 90);
    assert!(with > without, "{with} % with mages, {without} % with knights for the same diamonds");
}

#[test]
fn mages_beat_knights_for_the_same_diamonds() {
    beats(&[(MAGE, 3)], &[(KNIGHT, 9)]);
}

#[test]
fn gryphons_beat_mages_for_the_same_diamonds() {
    beats(&[(GRYPHON, 1)], &[(MAGE, 3)]);
}

#[test]
fn gryphons_beat_rams() {
    let (ram, gryphon) = fight(&[(RAM, 2)], &[(GRYPHON, 1)], 90);
    assert!(ram == 0 && gryphon > 0);
}

#[test]
fn a_gryphon_flies_over_the_front_to_the_softest() {
    let mut app = app(bare(), 3);
    battle(&mut app);
    put(&mut app, L, GRYPHON, 1, 1, 400.0);
    put(&mut app, R, KNIGHT, 6, 1, 460.0);
    put(&mut app, R, MAGE, 1, 1, 540.0);
    play(&mut app, 30 * 6);
    assert_eq!(of_kind(&mut app, R, MAGE), 0, "the mage behind the knights is the prey");
    assert_eq!(of_kind(&mut app, R, KNIGHT), 6);
}

#[test]
fn golems_beat_knights_and_lose_to_archers() {
    beats(&[(GOLEM, 1)], &[(KNIGHT, 15)]);
    beats(&[(ARCHER, 60)], &[(GOLEM, 1)]);
}

#[test]
fn a_golem_draws_blows() {
    let mut app = app(bare(), 5);
    battle(&mut app);
    put(&mut app, L, GOLEM, 1, 1, 440.0);
    put(&mut app, L, MILITIA, 4, 1, 462.0);
    put(&mut app, R, ARCHER, 10, 1, 560.0);
    change::<Buffs>(&mut app, |unit| unit.team == L, |buffs| buffs.frozen_until = u32::MAX);
    play(&mut app, 60);
    let mut taken = (0, 0);
    change::<Health>(&mut app, |unit| unit.kind == Some(GOLEM), |health| taken.0 += health.max - health.now);
    assert_eq!(of_kind(&mut app, L, MILITIA), 4);
    change::<Health>(&mut app, |unit| unit.kind == Some(MILITIA), |health| taken.1 += health.max - health.now);
    assert!(taken.0 > 50 && taken.1 == 0, "the arrows go for the golem: {taken:?}");
}

#[test]
fn a_ram_walks_past_everyone_and_hits_the_gate_only() {
    let mut app = app(bare(), 7);
    battle(&mut app);
    put(&mut app, L, RAM, 1, 2, 600.0);
    put(&mut app, R, MAGE, 1, 2, 700.0);
    change::<Health>(&mut app, |unit| unit.kind == Some(RAM), |health| (health.now, health.max) = (20_000, 20_000));
    play(&mut app, 30 * 12);
    assert_eq!(of_kind(&mut app, R, MAGE), 1, "it harms nobody");
    let mut untouched = false;
    change::<Health>(&mut app, |unit| unit.kind == Some(MAGE), |health| untouched = health.now == health.max);
    assert!(untouched);
    let castle = app.world().resource::<Castles>().0[1];
    assert!(castle.health <= castle.max - 200, "the gate took its blows: {}", castle.health);
}

#[test]
fn archers_keep_their_distance() {
    let mut app = app(bare(), 7);
    battle(&mut app);
    put(&mut app, L, ARCHER, 1, 0, 420.0);
    put(&mut app, R, KNIGHT, 1, 0, 620.0);
    let x = |app: &mut App, kind| {
        let mut at = 0.0;
        change::<Place>(app, |unit| unit.kind == Some(kind), |place| at = place.x);
        at
    };
    let mut farthest = 0.0_f32;
    for _ in 0..30 * 12 {
        play(&mut app, 1);
        farthest = farthest.max(x(&mut app, ARCHER));
        if x(&mut app, ARCHER) + 1.0 < farthest {
            return;
        }
    }
    panic!("it never gave ground");
}

#[test]
fn only_those_who_can_hit_flyers() {
    let (knights, gryphon) = fight(&[(KNIGHT, 10)], &[(GRYPHON, 1)], 20);
    assert!(knights < 100, "it hurts them");
    assert_eq!(gryphon, 100, "they cannot reach it");
}

#[test]
fn a_dragon_burns_a_crowd_and_leaves_when_its_time_is_out() {
    let mut app = app(bare(), 9);
    battle(&mut app);
    put(&mut app, L, DRAGON, 1, 1, 380.0);
    put(&mut app, R, MILITIA, 60, 1, 560.0);
    play(&mut app, 30 * 14);
    assert!(of_kind(&mut app, R, MILITIA) < 15, "{} of 60 still stand", of_kind(&mut app, R, MILITIA));
    assert_eq!(of_kind(&mut app, L, DRAGON), 1);
    play(&mut app, 30 * 12);
    assert_eq!(of_kind(&mut app, L, DRAGON), 0, "25 seconds are over");
}

#[test]
fn a_titan_is_felled_by_a_whole_side_only() {
    let (titan, few) = fight(&[(TITAN, 1)], &[(KNIGHT, 20)], 60);
    assert!(titan > 70 && few == 0, "titan {titan} %, knights {few} %");
    let (titan, _) = fight(&[(TITAN, 1)], &[(KNIGHT, 30), (ARCHER, 40), (MAGE, 20)], 89);
    assert!((50..95).contains(&titan), "some of a side hurt it: {titan} %");
    let side = [(KNIGHT, 60), (ARCHER, 120), (MAGE, 90), (GOLEM, 2)];
    let (titan, _) = fight(&[(TITAN, 1)], &side, 89);
    assert!(titan < 40, "a whole side nearly fells it: {titan} %");
}
