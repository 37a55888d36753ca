//! What decides a battle: ground, gates, acts, and the help that keeps it open.

use bevy::prelude::*;

use crate::{
    arena::{testing::*, *},
    base::{PlayerId, TICK_HZ, TeamId},
    rules::{ActRules, BehindRules, GateRules, RecruitRules, Rules},
};

const L: TeamId = TeamId::LEFT;
const R: TeamId = TeamId::RIGHT;

fn castles(app: &App) -> [i32; 2] {
    app.world().resource::<Castles>().0.map(|castle| castle.health)
}

fn fronts(app: &mut App, x: f32) {
    app.world_mut().resource_mut::<Lanes>().fronts = [x; 4];
}

fn act(at_s: f32, stakes: u32) -> ActRules {
    ActRules { at_s, stakes, name: "Act".into(), returns_s: None, ults: false }
}

/// All cues of so many ticks.
fn cues(app: &mut App, ticks: u32) -> Vec<Cue> {
    let mut cursor = app.world().resource::<Messages<Cue>>().get_cursor_current();
    let mut seen = Vec::new();
    for _ in 0..ticks {
        play(app, 1);
        seen.extend(cursor.read(app.world().resource::<Messages<Cue>>()).copied());
    }
    seen
}

#[test]
fn held_ground_burns_the_castle_behind_it_and_more_of_it_the_later_it_is() {
    let mut rules = bare();
    rules.battle.ground.burn = 1.0;
    rules.battle.ground.dead = 0.0;
    rules.battle.tempo = vec![act(0.0, 100), act(10.0, 300)];
    let mut app = app(rules, 1);
    battle(&mut app);
    fronts(&mut app, 810.0);
    play(&mut app, 5 * TICK_HZ);
    // 1 % of 3,000 a second.
    assert!((castles(&app)[1] - 2_850).abs() <= 32 && castles(&app)[0] == 3_000, "{:?}", castles(&app));
    play(&mut app, 5 * TICK_HZ);
    let before = castles(&app)[1];
    play(&mut app, 5 * TICK_HZ);
    assert!((before - castles(&app)[1] - 450).abs() <= 32, "{before} {:?}", castles(&app));
    fronts(&mut app, 480.0);
    let before = castles(&app);
    play(&mut app, TICK_HZ);
    assert_eq!(castles(&app), before, "nobody burns from the middle");
}

#[test]
fn a_castles_shield_holds_what_burns_too() {
    let mut rules = bare();
    (rules.battle.ground.burn, rules.battle.ground.dead) = (1.0, 0.0);
    rules.battle.tempo = vec![act(0.0, 100)];
    let mut app = app(rules, 1);
    battle(&mut app);
    fronts(&mut app, 810.0);
    app.world_mut().resource_mut::<Castles>().0[1].shield = (45, u32::MAX);
    play(&mut app, TICK_HZ);
    assert_eq!(castles(&app), [3_000; 2], "30 of 45");
    play(&mut app, TICK_HZ);
    assert!((castles(&app)[1] - 2_985).abs() <= 2, "{:?}", castles(&app));
}

fn gated() -> Rules {
    let mut rules = bare();
    rules.battle.gates = Some(GateRules { seconds: 20.0, mend_s: 60.0, wound: 4.0, back_to: 35.0, spent: 70 });
    rules.battle.tempo = vec![act(0.0, 50)];
    rules
}

#[test]
fn where_a_gate_falls_the_castle_is_wounded_and_the_lane_begins_anew() {
    let mut app = app(gated(), 1);
    battle(&mut app);
    join(&mut app, 1, Some(L));
    put(&mut app, L, RAM, 3, 0, 790.0);
    put(&mut app, L, KNIGHT, 1, 0, 600.0);
    app.world_mut().resource_mut::<Lanes>().fronts[0] = 800.0;
    let fell =
        (0..20 * TICK_HZ).find_map(|_| cues(&mut app, 1).into_iter().find(|cue| matches!(cue, Cue::GateFell { .. })));
    assert!(matches!(fell, Some(Cue::GateFell { team, lane: 0, .. }) if team == R), "{fell:?}");
    assert_eq!(castles(&app), [3_000, 2_940], "4 % at half stakes, and no blow on the castle itself");
    assert!(app.world().resource::<Lanes>().share(0) < 0.45);
    assert_eq!(app.world().resource::<Gates>().whole(R, 0), 1.0, "it stands again");
    let spent = health(&mut app, L);
    assert!(spent.iter().any(|(now, _)| *now < 460 * 4 / 10), "the attackers are spent: {spent:?}");
}

#[test]
fn an_act_is_told_ahead_and_gives_what_it_promises() {
    let mut rules = bare();
    rules.battle.tempo = vec![act(0.0, 50), ActRules { returns_s: Some(1.0), ults: true, ..act(20.0, 250) }];
    let mut app = app(rules, 1);
    battle(&mut app);
    join(&mut app, 1, Some(L));
    join(&mut app, 2, Some(R));
    let told = cues(&mut app, 19 * TICK_HZ);
    assert_eq!(told.iter().filter(|cue| matches!(cue, Cue::ActComing { act: 1 })).count(), 1);
    change::<Health>(&mut app, |unit| unit.team == L, |health| health.now = 0);
    let told = cues(&mut app, 2 * TICK_HZ);
    assert_eq!(told.iter().filter(|cue| matches!(cue, Cue::ActBegan { act: 1 })).count(), 1);
    play(&mut app, 30);
    assert!(hero(&mut app, 1).is_some(), "back a second after the act began");
    let energy = |player| app.world().resource::<Heroes>().get(PlayerId(player)).map(|record| record.hero.energy);
    assert_eq!(energy(1), Some(FULL_ENERGY));
}

#[test]
fn who_is_behind_hits_harder_and_returns_sooner() {
    let mut rules = bare();
    rules.battle.behind = BehindRules { from: 2.0, full_at: 25.0, damage: 25, returns: 50, likes: 100 };
    let mut app = app(rules, 1);
    battle(&mut app);
    join(&mut app, 1, Some(L));
    app.world_mut().resource_mut::<Castles>().0[0].health = 2_000;
    play(&mut app, 2);
    let (rules, help) = (app.world().resource::<Rules>().clone(), *app.world().resource::<Handicap>());
    assert_eq!([L, R].map(|team| help.damage(&rules, team, false)), [125, 100]);
    assert_eq!([L, R].map(|team| help.likes(&rules, team)), [200, 100]);
    change::<Health>(&mut app, |unit| unit.kind.is_none(), |health| health.now = 0);
    play(&mut app, 89);
    assert!(hero(&mut app, 1).is_none());
    play(&mut app, 4);
    assert!(hero(&mut app, 1).is_some(), "3 s instead of 6");
    app.world_mut().resource_mut::<Castles>().0[0].health = 3_000;
    play(&mut app, 2);
    assert_eq!(app.world().resource::<Handicap>().behind, [0.0, 0.0], "even again");
}

#[test]
fn fewer_people_have_stronger_heroes_and_nobody_is_weakened() {
    let mut rules = bare();
    (rules.battle.even.heads, rules.battle.even.most, rules.battle.even.smooth_s) = (100, 200, 1.0);
    let mut app = app(rules, 1);
    battle(&mut app);
    for player in 0..7 {
        join(&mut app, player, Some(if player < 2 { L } else { R }));
    }
    play(&mut app, 5 * TICK_HZ);
    let help = *app.world().resource::<Handicap>();
    // Three count against six: everybody heard, and one.
    assert!((help.heads[0] - 2.0).abs() < 0.05 && (help.heads[1] - 1.0).abs() < 0.01, "{help:?}");
    let rules = app.world().resource::<Rules>();
    assert!(help.damage(rules, L, true) >= 195 && help.damage(rules, L, false) == 100, "heroes only");
    assert!(help.hurt(L) <= 52 && help.hurt(R) == 100);
}

#[test]
fn recruits_come_as_many_for_both_sides_in_every_lane() {
    let mut rules = bare();
    rules.battle.recruits = Some(RecruitRules { every_s: 5.0, unit: MILITIA, least: 2, per_heads: 12 });
    let mut app = app(rules, 1);
    battle(&mut app);
    play(&mut app, 10);
    let lanes = u32::from(app.world().resource::<Lanes>().count());
    let count = |app: &mut App, team| {
        let mut units = app.world_mut().query::<&Unit>();
        units.iter(app.world()).filter(|unit| unit.team == team && unit.kind == Some(MILITIA)).count() as u32
    };
    assert_eq!([L, R].map(|team| count(&mut app, team)), [2 * lanes; 2]);
}

#[test]
fn who_comes_late_is_not_far_behind_and_not_alone() {
    let mut rules = bare();
    rules.battle.recruits = Some(RecruitRules { every_s: 600.0, unit: MILITIA, least: 1, per_heads: 12 });
    (rules.battle.even.newcomer.below_median, rules.battle.even.newcomer.recruits) = (1, 3);
    let mut app = app(rules, 1);
    battle(&mut app);
    for player in 0..3 {
        join(&mut app, player, Some(L));
    }
    for player in 0..3 {
        change::<Hero>(&mut app, |unit| unit.by == Some(PlayerId(player)), |hero| hero.level = 6);
    }
    play(&mut app, 100);
    let came = cues(&mut app, 1);
    assert!(came.is_empty() || !came.iter().any(|cue| matches!(cue, Cue::Spawned { .. })));
    app.world_mut().write_message(JoinRequested { player: PlayerId(9), name: "Late".into(), team: Some(R) });
    let came = cues(&mut app, 90);
    let recruits =
        came.iter().filter(|cue| matches!(cue, Cue::Spawned { kind: Some(MILITIA), team, .. } if *team == R));
    assert_eq!(recruits.count(), 3);
    let level = app.world().resource::<Heroes>().get(PlayerId(9)).map(|record| record.hero.level);
    assert!(level >= Some(1), "{level:?}");
}

#[test]
fn many_diamonds_of_one_giver_bring_all_their_troops_each_a_little_weaker() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    join(&mut app, 1, Some(L));
    let mut strength = |diamonds: u64| {
        app.world_mut().write_message(SpawnRequested { team: L, unit: RAM, count: 1, by: Some(PlayerId(1)), diamonds });
        play(&mut app, 2);
        health(&mut app, L).last().map(|(now, _)| *now)
    };
    let first = strength(10);
    let later: Vec<_> = (0..3).map(|_| strength(2_000)).collect();
    assert!(first >= Some(440), "{first:?}");
    assert!(later.windows(2).all(|pair| pair[1] < pair[0]) && later[2] > Some(46), "{later:?}");
}
