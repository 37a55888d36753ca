//! A replay that is moved through: jumps forwards and backwards come out where the show was, however often.

use std::{path::Path, sync::Arc};

use bevy::{prelude::*, time::TimeUpdateStrategy};
use throng::{
    arena::{StateHash, Tick},
    game::{GamePlugins, bare_app},
    rules::{SHIPPED, parse},
    session::{Replay, Transport, journal::Recording, transport},
};

/// A show of three and a half minutes by short rules.
fn show(folder: &Path) -> Arc<Recording> {
    let rules = SHIPPED.replacen("battle_s: 210", "battle_s: 40", 1);
    std::fs::write(folder.join("short.ron"), rules).unwrap();
    let line = "--headless --for 210 --speed max --seed 5 --rules short.ron --journal j.jsonl --report none --quiet";
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_throng"))
        .current_dir(folder)
        .args(line.split_whitespace())
        .status()
        .unwrap();
    assert!(status.success());
    Arc::new(Recording::load(&folder.join("j.jsonl")).unwrap())
}

fn watcher(recording: &Arc<Recording>, from: u32) -> App {
    let mut app = bare_app();
    let rules = parse(&recording.header.rules).unwrap();
    app.add_plugins(GamePlugins::new(rules, recording.header.seed));
    app.insert_resource(Transport::new(Replay::new(recording.clone()), from, 1.0))
        .insert_resource(TimeUpdateStrategy::FixedTimesteps(1))
        .add_plugins(transport::plugin);
    app.finish();
    app.cleanup();
    app
}

fn arrive(app: &mut App) {
    for _ in 0..10_000 {
        app.update();
        if app.world().resource::<Transport>().jumping_to().is_none() {
            return;
        }
    }
    panic!("the jump does not end");
}

#[test]
fn every_jump_lands_in_the_show_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let recording = show(folder.path());
    assert!(recording.checkpoints.len() >= 2, "{:?}", recording.checkpoints);
    let hash_at = |tick: u32| recording.ticks.iter().find(|made| made.tick == tick).unwrap().hash;
    let mut app = watcher(&recording, 0);
    app.world_mut().resource_mut::<Transport>().halted = true;
    for target in [4_000, 100, 6_299, 1, 3_210, 3_211, 2_000, 6_300] {
        app.world_mut().resource_mut::<Transport>().jump_to(target);
        arrive(&mut app);
        assert_eq!(app.world().resource::<Tick>().0, target);
        assert_eq!(app.world().resource::<StateHash>().0, hash_at(target), "at tick {target}");
    }
    assert_eq!(app.world().resource::<Transport>().difference, None);
}

#[test]
fn it_plays_on_after_a_jump_and_halts_at_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let recording = show(folder.path());
    let mut app = watcher(&recording, 6_200);
    arrive(&mut app);
    for _ in 0..200 {
        app.update();
    }
    let transport = app.world().resource::<Transport>();
    assert!(transport.halted, "the show is over");
    assert_eq!(transport.difference, None, "every tick was compared");
    assert_eq!(app.world().resource::<Tick>().0, transport.last_tick);
    app.world_mut().resource_mut::<Transport>().jump_by(6_300, -60);
    app.world_mut().resource_mut::<Transport>().halted = false;
    arrive(&mut app);
    // Game time begins to run with the next frame.
    (0..3).for_each(|_| app.update());
    let now = app.world().resource::<Tick>().0;
    assert!((4_501..4_510).contains(&now), "it goes on from there: {now}");
    let transport = &mut app.world_mut().resource_mut::<Transport>();
    (0..20).for_each(|_| transport.change_speed(true));
    assert!((transport.speed - 32.0).abs() < 1e-9);
    (0..20).for_each(|_| transport.change_speed(false));
    assert!((transport.speed - 0.25).abs() < 1e-9);
}
