//! `throng legibility`: how much of the stage can be read, measured on a show with the built-in crowd.

use std::time::Duration;

use bevy::{app::PluginsState, prelude::*, tasks::tick_global_task_pools_on_main_thread, time::TimeUpdateStrategy};

use super::{
    args::{LegibilityArgs, PlayArgs},
    built_in_crowd::crowd,
    fault::Fault,
    out::Out,
    rules_file,
    values::ticks_of,
};
use crate::{
    base::TICK_HZ,
    game::{GamePlugins, lockstep, lockstep::Lockstep},
    schedule::ThrongSystems,
    session::SessionInfo,
    stage::{
        self, Surface,
        art::Art,
        legibility::{MeasureLegibility, Measured},
    },
};

/// A phone, at half its pixels.
const SURFACE: Surface = Surface::Image { width: 540, height: 960, paced: true };
/// Ten looks a second.
const TICKS_A_FRAME: u32 = TICK_HZ / 10;

pub(super) fn run(args: &LegibilityArgs) -> Result<(), Fault> {
    let loaded = rules_file::load(args.rules.as_deref())?;
    let house = PlayArgs { viewers: Some(args.viewers), rate: args.rate, ..PlayArgs::default() };
    let mut app = stage::open(SURFACE).map_err(|why| Fault::Other(why.to_string()))?;
    app.insert_resource(MeasureLegibility { until: ticks_of(args.for_s), picture: args.picture.clone() })
        .insert_resource(SessionInfo { streamer: "demo".into(), seed: args.seed, rehearsal: true })
        .insert_resource(Lockstep::crowd(crowd(&house, args.seed)))
        .add_plugins(GamePlugins::new(loaded.rules, args.seed))
        .add_plugins((stage::plugin, lockstep::plugin))
        .add_systems(First, pace.in_set(ThrongSystems::Receive));
    play(&mut app)?;
    let index = app.world().resource::<Measured>().index();
    let json = serde_json::to_string_pretty(&index).map_err(|fault| Fault::Other(fault.to_string()))?;
    Out::default().line(&json);
    if let Some(report) = &args.report {
        std::fs::write(report, json + "\n")
            .map_err(|fault| Fault::Other(format!("{} cannot be written: {fault}", report.display())))?;
    }
    Ok(())
}

/// Time goes by frames, once there is something to see.
fn pace(art: Option<Res<Art>>, mut strategy: ResMut<TimeUpdateStrategy>) {
    let ticks = if art.is_some_and(|art| art.is_ready()) { TICKS_A_FRAME } else { 0 };
    *strategy = TimeUpdateStrategy::ManualDuration(Duration::from_secs(ticks.into()) / TICK_HZ);
}

/// Until the measure ends it. As Bevy's own runner does, but the app is kept.
fn play(app: &mut App) -> Result<(), Fault> {
    while app.plugins_state() == PluginsState::Adding {
        tick_global_task_pools_on_main_thread();
    }
    app.finish();
    app.cleanup();
    loop {
        app.update();
        match app.should_exit() {
            None => {}
            Some(AppExit::Success) => return Ok(()),
            Some(AppExit::Error(_)) => {
                return Err(Fault::Other("the show ended by a fault; the lines above say which".into()));
            }
        }
    }
}
