//! Joining, levels, falls and returns, silence, and the cap.

use crate::{
    arena::{
        combat::{damage::Blow, pending::PendingPowers, shots::Shot},
        testing::*,
        *,
    },
    base::{PlayerId, TeamId},
    rules::Aim,
};
use std::collections::BTreeSet;

const L: TeamId = TeamId::LEFT;
const R: TeamId = TeamId::RIGHT;

fn kill(app: &mut App, player: u32) {
    let by = Some(PlayerId(player));
    change::<Health>(app, |unit| unit.kind.is_none() && unit.by == by, |health| health.now = 0);
    play(app, 1);
}

use bevy::prelude::App;

#[test]
fn one_joins_its_own_side_or_the_smaller_and_the_lane_that_lacks_heroes() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    join(&mut app, 1, Some(R));
    join(&mut app, 2, None);
    assert_eq!(hero(&mut app, 1).unwrap().3.team, R);
    assert_eq!(hero(&mut app, 2).unwrap().3.team, L, "the smaller side");
    for player in 3..15 {
        join(&mut app, player, Some(R));
    }
    play(&mut app, 30 * 4);
    let lanes: BTreeSet<u8> = app.world().resource::<Heroes>().iter().filter_map(|(_, record)| record.lane).collect();
    assert!(lanes.len() >= 2, "they spread over the lanes: {lanes:?}");
}

#[test]
fn one_may_join_in_any_phase() {
    let mut rules = bare();
    rules.round.lobby_s = 5.0;
    let mut app = app(rules, 1);
    play(&mut app, 2);
    assert_eq!(app.world().resource::<Round>().phase, Phase::Lobby);
    join(&mut app, 1, None);
    assert!(hero(&mut app, 1).is_some(), "seen in the lobby");
    battle(&mut app);
    app.world_mut().write_message(RoundRequested::Next);
    play(&mut app, 1);
    assert_eq!(app.world().resource::<Round>().phase, Phase::Podium);
    join(&mut app, 2, Some(R));
    assert_eq!(app.world().resource::<Heroes>().team_of(PlayerId(2)), Some(R));
    play(&mut app, 30 * 4);
    assert_eq!(app.world().resource::<Round>().number, 2);
    assert!(hero(&mut app, 1).is_some() && hero(&mut app, 2).is_some(), "all come again at once");
}

#[test]
fn a_side_is_changed_once_a_round() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    join(&mut app, 1, Some(L));
    join(&mut app, 1, Some(R));
    let team = |app: &App| app.world().resource::<Heroes>().team_of(PlayerId(1)).unwrap();
    assert_eq!(team(&app), R);
    assert!(hero(&mut app, 1).is_none(), "it walks over first");
    play(&mut app, 30 * 7);
    assert_eq!(hero(&mut app, 1).unwrap().3.team, R);
    join(&mut app, 1, Some(L));
    assert_eq!(team(&app), R, "not twice");
    app.world_mut().write_message(RoundRequested::Restart);
    play(&mut app, 2);
    join(&mut app, 1, Some(L));
    assert_eq!(team(&app), L, "but in the next round");
}

#[test]
fn who_was_put_somewhere_may_still_choose_and_change() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    join(&mut app, 1, None);
    let team = |app: &App| app.world().resource::<Heroes>().team_of(PlayerId(1)).unwrap();
    let first = team(&app);
    join(&mut app, 1, Some(first.enemy()));
    assert_eq!(team(&app), first.enemy());
    join(&mut app, 1, Some(first));
    assert_eq!(team(&app), first);
    join(&mut app, 1, Some(first.enemy()));
    assert_eq!(team(&app), first);
}

#[test]
fn deeds_level_a_hero_and_blows_give_energy() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    join(&mut app, 1, Some(L));
    play(&mut app, 30 * 4);
    let (_, place, before, _) = hero(&mut app, 1).unwrap();
    put(&mut app, R, MILITIA, 3, place.lane, place.x + 150.0);
    change::<Buffs>(&mut app, |unit| unit.team == R, |buffs| buffs.frozen_until = u32::MAX);
    play(&mut app, 30 * 8);
    let (hero_now, _, health, _) = hero(&mut app, 1).unwrap();
    assert!(hero_now.level >= 2, "level {}", hero_now.level);
    assert!(hero_now.energy > 0);
    let grown = before.max * (100 + 12 * i32::from(hero_now.level - 1)) / 100;
    assert_eq!(health.max, grown, "12 % a level");
    let tallies = app.world().resource::<Tallies>();
    let tally = &tallies.0[&PlayerId(1)];
    assert_eq!(tally.felled, 3);
    assert_eq!(tally.round_felled, 3);
    assert_eq!(tally.round_hero_damage, 90, "what was there to take, no more");
}

#[test]
fn boosts_give_levels_and_energy_within_bounds() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    join(&mut app, 1, Some(L));
    let mut boost = |levels, energy| {
        app.world_mut().write_message(BoostRequested { player: PlayerId(1), levels, energy, wake: false });
        play(&mut app, 1);
        let hero = hero(&mut app, 1).unwrap().0;
        (hero.level, hero.energy)
    };
    assert_eq!(boost(2, 400), (3, 400));
    assert_eq!(boost(0, 99_999), (3, 10_000));
    assert_eq!(boost(200, -2_500), (10, 7_500));
    assert_eq!(boost(0, i32::MIN), (10, 0));
}

#[test]
fn a_hero_returns_later_with_each_fall() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    join(&mut app, 1, Some(L));
    let mut waits = Vec::new();
    for _ in 0..12 {
        kill(&mut app, 1);
        assert!(hero(&mut app, 1).is_none());
        let mut ticks = 0;
        while hero(&mut app, 1).is_none() {
            play(&mut app, 1);
            ticks += 1;
            assert!(ticks < 1_000, "it never returns");
        }
        waits.push(ticks);
    }
    assert!((179..=181).contains(&waits[0]), "6 s: {}", waits[0]);
    assert!((209..=211).contains(&waits[1]), "7 s: {}", waits[1]);
    assert!((419..=421).contains(&waits[11]), "14 s at most: {}", waits[11]);
    assert_eq!(hero(&mut app, 1).unwrap().0.falls, 12);
}

#[test]
fn a_silent_hero_guards_the_castle_until_a_word() {
    let mut rules = bare();
    rules.hero.silent_s = 10.0;
    let mut app = app(rules, 1);
    battle(&mut app);
    join(&mut app, 1, Some(L));
    play(&mut app, 30 * 12);
    assert!(hero(&mut app, 1).is_none());
    let place = |app: &App| app.world().resource::<Heroes>().get(PlayerId(1)).unwrap().place;
    assert!(matches!(place(&app), Whereabouts::Guard { .. }), "on guard: {:?}", place(&app));
    app.world_mut().write_message(BoostRequested { player: PlayerId(1), levels: 0, energy: 0, wake: true });
    play(&mut app, 30 * 4);
    assert!(hero(&mut app, 1).is_some(), "awake");
}

#[test]
fn two_players_who_are_one_person_are_one_hero_with_all_that_both_earned() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    join(&mut app, 1, Some(L));
    join(&mut app, 2, Some(L));
    let (from, into) = (PlayerId(1), PlayerId(2));
    app.world_mut().write_message(BoostRequested { player: from, levels: 3, energy: 0, wake: false });
    let send = SpawnRequested { team: L, unit: MILITIA, count: 4, by: Some(from), diamonds: 0 };
    app.world_mut().write_message(send);
    play(&mut app, 2);
    app.world_mut().resource_mut::<Tallies>().0.entry(from).or_default().damage = 50;
    app.world_mut().resource_mut::<Tallies>().0.entry(into).or_default().damage = 7;
    app.world_mut().resource_mut::<Reserve>().0[0].push(Waiting {
        kind: KNIGHT,
        count: 2,
        by: Some(from),
        strength: 100,
    });
    app.world_mut().write_message(MergeRequested { from, into });
    play(&mut app, 1);
    assert!(hero(&mut app, 1).is_none(), "one hero is enough");
    assert!(app.world().resource::<Heroes>().get(from).is_none());
    assert_eq!(hero(&mut app, 2).unwrap().0.level, 4, "nobody falls back");
    let tallies = &app.world().resource::<Tallies>().0;
    assert!(!tallies.contains_key(&from) && tallies[&into].damage >= 57);
    let mut units = app.world_mut().query::<&Unit>();
    let of = |player| units.iter(app.world()).filter(|unit| unit.by == Some(player)).count();
    let owned = [from, into].map(of);
    assert_eq!(owned, [0, 7], "a hero, four militia and two knights");
}

#[test]
fn what_is_in_the_air_or_waits_to_be_cast_is_the_one_persons_too() {
    let mut rules = bare();
    rules.round.lobby_s = 5.0;
    let mut app = app(rules, 1);
    join(&mut app, 1, Some(L));
    join(&mut app, 2, Some(L));
    let (from, into) = (PlayerId(1), PlayerId(2));
    let by = Some(from);
    // Before the battle a power waits, and nothing flies that would land.
    app.world_mut().write_message(PowerRequested { power: HASTE, team: L, on: Aim::Team, by });
    let blow = Blow { unit: 0, kind: 0, team: L, damage: 1, siege: 100, hits_air: true, by, hero: true, squad: false };
    let shot = app.world_mut().spawn(Shot { blow, mark: None, radius: 0.0 }).id();
    play(&mut app, 1);
    assert_eq!(app.world().resource::<PendingPowers>().0[0].by, by);
    app.world_mut().write_message(MergeRequested { from, into });
    play(&mut app, 1);
    assert_eq!(app.world().resource::<PendingPowers>().0[0].by, Some(into));
    assert_eq!(app.world().get::<Shot>(shot).unwrap().blow.by, Some(into));
}
