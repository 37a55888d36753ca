//! Frames per second: decode and settle alone, and the whole way from a socket to Bevy messages.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

mod support;

use std::{
    thread,
    time::{Duration, Instant},
};

use bevy::prelude::*;
use bevy_tiktool::{Fact, Intake, LiveSettings, TikToolPlugin};
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use support::{BATCH, chat_mix, serve};

fn decode_and_settle(bench: &mut Criterion) {
    let frames = chat_mix();
    let mut group = bench.benchmark_group("live");
    group.throughput(Throughput::Elements(BATCH as u64)).sample_size(20);
    group.bench_function("decode and settle", |bench| {
        // A fresh one for each batch: to one that has seen these frames the gifts among them are repeats.
        let fresh = || (Intake::default(), Vec::with_capacity(2 * BATCH));
        bench.iter_batched_ref(
            fresh,
            |(intake, facts)| {
                for frame in &frames {
                    intake.take(frame, Duration::from_secs(1), facts);
                }
                assert_eq!(facts.len(), BATCH);
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

/// Batches that came to their end.
#[derive(Resource, Default)]
struct Heard(u64);

fn count(mut facts: MessageReader<Fact>, mut heard: ResMut<Heard>) {
    let ends = facts.read().filter(|fact| matches!(fact, Fact::Other { .. })).count();
    heard.0 += ends as u64;
}

fn socket_to_message(bench: &mut Criterion) {
    let (endpoint, ask) = serve();
    let settings = LiveSettings { endpoint, streamer: "demo".into(), ..LiveSettings::default() };
    let mut app = App::new();
    app.add_plugins((MinimalPlugins, TikToolPlugin { settings })).init_resource::<Heard>().add_systems(Update, count);
    let mut group = bench.benchmark_group("live");
    group.throughput(Throughput::Elements(BATCH as u64)).sample_size(10);
    group.bench_function("socket to message", |bench| {
        bench.iter_custom(|batches| {
            app.world_mut().resource_mut::<Heard>().0 = 0;
            let start = Instant::now();
            ask.send(batches).unwrap();
            while app.world().resource::<Heard>().0 < batches {
                // A game's frames leave the cores free in between; spinning here would measure the scheduler.
                app.update();
                thread::sleep(Duration::from_millis(2));
                assert!(start.elapsed() < Duration::from_secs(60), "facts are missing");
            }
            start.elapsed()
        });
    });
    group.finish();
}

criterion_group!(benches, decode_and_settle, socket_to_message);
criterion_main!(benches);
