//! How long a tick takes with so many units fighting.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

use std::{hint::black_box, time::Duration};

use bevy::{
    app::{TaskPoolOptions, TaskPoolPlugin},
    prelude::*,
    time::TimeUpdateStrategy,
};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use throng::{
    arena::{self, CrowdSize, Lanes, Phase, Round, SpawnRequested, StateHash, Unit},
    base::{Dice, TeamId, UnitKind},
    rules::shipped,
    schedule,
};

/// A battle with about so many units in it that goes on: who falls is sent again.
fn battle(units: u32) -> App {
    let mut pools = TaskPoolOptions::default();
    pools.compute.min_threads = 2;
    pools.compute.max_threads = 2;
    let mut rules = shipped();
    rules.round.lobby_s = 0.0;
    rules.round.battle_s = 3_600.0;
    rules.field.castle_health = 10_000_000;
    rules.battle.ground.burn = 0.0;
    rules.battle.gates = None;
    // Some lanes are emptier than they may be: about half of what there is room for stands.
    rules.field.troop_cap = units;
    rules.director.heroes = 0;
    rules.battle.recruits = None;
    let kinds = rules.units.len() as u16;
    let mut app = App::new();
    app.add_plugins(MinimalPlugins.set(TaskPoolPlugin { task_pool_options: pools }))
        .add_plugins((schedule::plugin, arena::plugin))
        .insert_resource(TimeUpdateStrategy::FixedTimesteps(1))
        .insert_resource(rules)
        .insert_resource(Dice::new(5));
    app.update();
    // Four lanes, as a full room has.
    app.world_mut().resource_mut::<Lanes>().size = CrowdSize::Full;
    for team in TeamId::BOTH {
        // All kinds of foot and fliers, in the shares a show would send.
        for (kind, share) in [(0, 50), (1, 20), (2, 20), (3, 7), (5, 3)] {
            let count = units * 40 * share / 100;
            let unit = UnitKind(kind % kinds);
            app.world_mut().write_message(SpawnRequested { team, unit, count, by: None, diamonds: 0 });
        }
    }
    // Until the field is full and the sides have met.
    for _ in 0..(units / 40 + 500) {
        app.update();
    }
    assert_eq!(app.world().resource::<Round>().phase, Phase::Battle);
    app
}

fn tick(c: &mut Criterion) {
    let mut group = c.benchmark_group("tick");
    group.sample_size(20).measurement_time(Duration::from_secs(4)).warm_up_time(Duration::from_secs(1));
    for units in [300, 1_000, 5_000, 20_000] {
        let mut app = battle(units);
        let mut query = app.world_mut().query::<&Unit>();
        let count = query.iter(app.world()).count();
        group.bench_function(BenchmarkId::from_parameter(format!("{units} ({count} stand)")), |b| {
            b.iter(|| {
                app.update();
                black_box(app.world().resource::<StateHash>().0)
            });
        });
    }
    group.finish();
}

criterion_group!(benches, tick);
criterion_main!(benches);
