//! The whole stage over the real arena, with everything but a graphics card.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]
#![cfg(feature = "window")]

use std::time::Duration;

use bevy::{prelude::*, time::TimeUpdateStrategy};
use throng::{
    arena::{AnnounceRequested, Castles, JoinRequested, PlayerId, SpawnRequested, StateHash, Tick, Unit},
    random::Dice,
    rules::{Style, TeamId, UnitKind},
    schedule,
    stage::{
        self, Surface,
        motes::{MOST, Motes},
        puppets::{Puppet, Puppets},
    },
};

fn show(with_stage: bool) -> App {
    let mut app = App::new();
    app.add_plugins(stage::base_plugins(Surface::Nothing))
        .insert_resource(throng::rules::shipped())
        .insert_resource(Dice::new(7))
        .add_plugins((schedule::plugin, throng::arena::plugin))
        .insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_secs_f64(1.0 / 30.0)));
    if with_stage {
        app.add_plugins(stage::plugin);
    }
    app.finish();
    app.cleanup();
    app
}

fn feed(app: &mut App) {
    let world = app.world_mut();
    for player in 0..9_u32 {
        let name = ["Mia", "陳大文", "مريم", "👨‍👩‍👧", "\u{202e}evil", ""][player as usize % 6];
        world.write_message(JoinRequested { player: PlayerId(player), name: name.into(), team: None });
    }
    for team in TeamId::BOTH {
        for kind in 0..9_u16 {
            world.write_message(SpawnRequested { team, unit: UnitKind(kind), count: 3, by: Some(PlayerId(1)) });
        }
    }
    let text = "a line that is much longer than any banner could ever be, twice over and more".into();
    world.write_message(AnnounceRequested { text, style: Style::Big, team: Some(TeamId::LEFT), by: None });
}

#[test]
fn every_unit_has_a_puppet_and_motes_stay_bounded() {
    let mut app = show(true);
    for frame in 0..700 {
        if frame % 120 == 40 {
            feed(&mut app);
        }
        app.update();
        assert!(app.world().resource::<Motes>().alive() <= MOST);
    }
    app.update();
    let units = app.world_mut().query::<&Unit>().iter(app.world()).count();
    let standing =
        app.world_mut().query::<&Puppet>().iter(app.world()).filter(|puppet| puppet.fallen.is_none()).count();
    assert!(units > 20, "{units} units");
    assert_eq!(standing, units);
    assert_eq!(app.world().resource::<Puppets>().len(), units);
    let mut puppets = app.world_mut().query::<(&Puppet, &Transform)>();
    for (puppet, place) in puppets.iter(app.world()) {
        assert!(place.translation.is_finite() && place.scale.is_finite(), "{puppet:?}");
    }
    assert!(app.world().resource::<Castles>().0.iter().all(|castle| castle.max > 0));
}

#[test]
fn the_stage_changes_nothing_in_the_arena() {
    let run = |with_stage| {
        let mut app = show(with_stage);
        for frame in 0..500 {
            if frame == 40 {
                feed(&mut app);
            }
            app.update();
        }
        (*app.world().resource::<Tick>(), *app.world().resource::<StateHash>())
    };
    assert_eq!(run(true), run(false));
}
