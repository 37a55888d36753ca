//! The whole game as a library: the built-in crowd in lockstep, without a face.

use bevy::{
    ecs::schedule::{LogLevel, ScheduleBuildSettings, ScheduleLabel},
    prelude::*,
    time::TimeUpdateStrategy,
};
use bevy_tiktool::Fact;
use throng::{
    arena::{Hero, Results, RoundRequested, StateHash, Tick},
    game::{GamePlugins, Lockstep, bare_app},
    interaction::{Inbox, Ledger, OperatorRequested, TestAct},
    roster::Roster,
    rules,
    session::Report,
};
use tiktool_crowd::CrowdSettings;

fn game(seed: u64) -> App {
    let mut app = bare_app();
    app.add_plugins(GamePlugins::new(rules::shipped(), seed));
    app.insert_resource(TimeUpdateStrategy::FixedTimesteps(1));
    app.finish();
    app.cleanup();
    app
}

fn tick(app: &App) -> u32 {
    app.world().resource::<Tick>().0
}

fn play(app: &mut App, crowd: &mut Lockstep, until: u32) -> Vec<u64> {
    let mut hashes = Vec::new();
    let mut facts: Vec<Fact> = Vec::new();
    while tick(app) < until {
        let coming = tick(app) + 1;
        crowd.facts_until(f64::from(coming) / 30.0, &mut facts);
        let mut inbox = app.world_mut().resource_mut::<Inbox>();
        facts.drain(..).for_each(|fact| inbox.push(coming, fact));
        app.update();
        hashes.push(app.world().resource::<StateHash>().0);
    }
    hashes
}

fn crowd(seed: u64) -> Lockstep {
    Lockstep::crowd(CrowdSettings { seed, ..CrowdSettings::default() })
}

#[test]
fn every_tick_is_the_same_for_the_same_seed() {
    let hashes = |seed| play(&mut game(seed), &mut crowd(seed), 1_500);
    let first = hashes(7);
    assert_eq!(first, hashes(7));
    let mut distinct = first.clone();
    distinct.sort_unstable();
    distinct.dedup();
    assert!(distinct.len() > 1_000, "the hash hardly moves: {} of {}", distinct.len(), first.len());
    assert_ne!(first.last(), hashes(8).last());
}

#[test]
fn no_two_systems_of_the_fixed_step_race() {
    let mut app = game(1);
    for label in [FixedPreUpdate.intern(), FixedUpdate.intern(), FixedPostUpdate.intern()] {
        app.edit_schedule(label, |schedule| {
            let ambiguity_detection = LogLevel::Error;
            schedule.set_build_settings(ScheduleBuildSettings { ambiguity_detection, ..default() });
        });
    }
    play(&mut app, &mut crowd(1), 30);
}

#[test]
fn gifts_balance_at_every_tick_and_the_people_are_on_the_field() {
    let mut app = game(3);
    let mut crowd = crowd(3);
    for until in (30..=1_800).step_by(30) {
        play(&mut app, &mut crowd, until);
        let paid = app.world().resource::<Ledger>().paid;
        assert_eq!(paid.received, paid.fulfilled + paid.waiting, "at tick {until}");
    }
    let gifts = app.world().resource::<Ledger>().paid;
    assert!(gifts.fulfilled > 0, "{gifts:?}");
    let given: u64 = app.world().resource::<Roster>().iter().map(|player| player.gifts).sum();
    assert_eq!(given, gifts.received);
    let people = app.world_mut().query::<&Hero>().iter(app.world()).filter(|hero| !hero.ai).count();
    assert!(people > 5, "{people} heroes of people on the field");
}

#[test]
fn nobody_at_all_still_gives_a_decided_round() {
    let mut app = game(5);
    while app.world().resource::<Results>().0.is_empty() && tick(&app) < 10_000 {
        app.update();
    }
    assert_eq!(app.world().resource::<Results>().0.len(), 1);
}

#[test]
fn the_operator_moves_the_round_and_tests_are_never_paid() {
    let mut app = game(5);
    while tick(&app) < 3 {
        app.update();
    }
    app.world_mut().write_message(OperatorRequested::Round(RoundRequested::Next));
    let act = TestAct::Gift { gift: "Rose".into(), diamonds: 1, count: 5 };
    app.world_mut().write_message(OperatorRequested::Test { name: "Mia".into(), act });
    for _ in 0..10 {
        app.update();
    }
    let ledger = *app.world().resource::<Ledger>();
    assert_eq!((ledger.test.fulfilled, ledger.paid.received), (5, 0), "{ledger:?}");
    let report = Report::of(app.world());
    assert!(report.viewers.is_empty(), "{:?}", report.viewers);
}
