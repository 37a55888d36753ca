//! The same seed and the same requests go the same way, however many threads there are.

use crate::{
    arena::{behaviour::ThreadsFrom, testing::*, *},
    base::{Dice, PlayerId, TeamId},
    rules::{Aim, Stance, Step},
    schedule,
};
use bevy::{
    app::{TaskPoolOptions, TaskPoolPlugin},
    ecs::schedule::{LogLevel, MultiThreadedExecutor, ScheduleBuildSettings, SingleThreadedExecutor},
    prelude::*,
    time::TimeUpdateStrategy,
};

fn strict(app: &mut App) {
    app.edit_schedule(FixedUpdate, |schedule| {
        schedule
            .set_build_settings(ScheduleBuildSettings { ambiguity_detection: LogLevel::Error, ..Default::default() });
    });
}

#[test]
fn the_schedule_has_no_ambiguity() {
    let mut app = app_before_start(1);
    strict(&mut app);
    play(&mut app, 3);
    assert_eq!(app.world().resource::<Tick>().0, 2);
}

#[test]
#[should_panic(expected = "ambig")]
fn an_ambiguity_would_be_found() {
    fn one(_: ResMut<Tick>) {}
    fn two(_: ResMut<Tick>) {}
    let mut app = app_before_start(1);
    app.add_systems(FixedUpdate, (one, two));
    strict(&mut app);
    play(&mut app, 3);
}

fn app_before_start(seed: u64) -> App {
    let mut pools = TaskPoolOptions::default();
    pools.compute.min_threads = 2;
    pools.compute.max_threads = 2;
    let mut app = App::new();
    app.add_plugins(MinimalPlugins.set(TaskPoolPlugin { task_pool_options: pools }))
        .add_plugins((schedule::plugin, plugin))
        .insert_resource(TimeUpdateStrategy::FixedTimesteps(1))
        .insert_resource(rules())
        .insert_resource(Dice::new(seed));
    app
}

/// A show with people in it; its hash at each tick.
fn show(seed: u64, single: bool) -> Vec<u64> {
    let mut app = app_before_start(seed);
    // Few units are enough for threads here, so that both ways are taken.
    app.insert_resource(ThreadsFrom(if single { usize::MAX } else { 0 }));
    app.edit_schedule(FixedUpdate, |schedule| {
        if single {
            schedule.set_executor(SingleThreadedExecutor::new());
        } else {
            schedule.set_executor(MultiThreadedExecutor::new());
        }
    });
    app.update();
    let mut hashes = Vec::new();
    for tick in 0..900_u32 {
        let world = app.world_mut();
        let player = PlayerId(tick / 30);
        if tick.is_multiple_of(30) {
            world.write_message(JoinRequested { player, name: "someone".into(), team: None });
        }
        if tick % 17 == 3 {
            let order = if tick.is_multiple_of(2) { Order::Step(Step::Up) } else { Order::Stance(Stance::Charge) };
            world.write_message(MoveRequested { player, order });
        }
        if tick % 40 == 5 {
            let unit = [MILITIA, ARCHER, MAGE, GRYPHON][(tick / 40 % 4) as usize];
            world.write_message(SpawnRequested { team: TeamId::LEFT, unit, count: 25, by: Some(player), diamonds: 0 });
            world.write_message(SpawnRequested { team: TeamId::RIGHT, unit: KNIGHT, count: 6, by: None, diamonds: 0 });
        }
        if tick % 90 == 80 {
            let power = [METEOR, FREEZE, NOVA, HEAL][(tick / 90 % 4) as usize];
            world.write_message(PowerRequested { power, team: TeamId::RIGHT, on: Aim::Team, by: Some(player) });
        }
        app.update();
        hashes.push(app.world().resource::<StateHash>().0);
    }
    hashes
}

#[test]
fn same_seed_same_hash_on_one_thread_and_many() {
    let many = show(7, false);
    assert_eq!(many, show(7, false), "twice the same way");
    assert_eq!(many, show(7, true), "on one thread too");
    assert_ne!(many.last(), show(8, false).last(), "another seed goes another way");
    let mut distinct = many.clone();
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!(distinct.len(), many.len(), "every tick has a hash of its own");
}

#[test]
fn the_hash_sees_small_things() {
    let now = |touch: fn(&mut App)| {
        let mut app = app(bare(), 5);
        battle(&mut app);
        put(&mut app, TeamId::LEFT, KNIGHT, 2, 0, 300.0);
        touch(&mut app);
        play(&mut app, 1);
        app.world().resource::<StateHash>().0
    };
    let plain = now(|_| {});
    assert_eq!(plain, now(|_| {}));
    assert_ne!(plain, now(|app| change::<Health>(app, |unit| unit.id == 1, |health| health.now -= 1)));
    assert_ne!(plain, now(|app| change::<Place>(app, |unit| unit.id == 2, |place| place.x += 0.001)));
    assert_ne!(plain, now(|app| app.world_mut().resource_mut::<Castles>().0[1].health -= 1));
    assert_ne!(plain, now(|app| app.world_mut().resource_mut::<Round>().until += 1));
}
