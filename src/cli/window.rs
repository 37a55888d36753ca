//! The show in its window, with the operator's panel.

use bevy::{app::AppExit, prelude::*};

use super::{Fault, Loaded, PlayArgs, app::game_plugins, out::Out, report_file::ReportFile, stop, text};
use crate::{
    arena::Tick,
    crowd::Server,
    live::{LiveSettings, TikToolPlugin},
    schedule::{TICK_HZ, ThrongSystems},
    session::{Report, Show},
};

/// When the show ends by itself, and where its report goes.
#[derive(Resource)]
struct End {
    last_tick: Option<u32>,
    report: ReportFile,
}

/// Plays until the window is closed.
pub(super) fn run(
    args: &PlayArgs,
    loaded: Loaded,
    show: Show,
    (server, settings): (Option<Server>, LiveSettings),
    report: ReportFile,
) -> Result<(), Fault> {
    if args.speed.is_some_and(|speed| !speed.is_real()) {
        return Err(Fault::Arguments("a window plays in real time; add --headless for another --speed".into()));
    }
    // Bounded to two days by the arguments.
    let last_tick = args.for_s.map(|seconds| (seconds * f64::from(TICK_HZ)).round() as u32);
    let seed = show.seed;
    let mut app = App::new();
    app.add_plugins(crate::stage::base_plugins(crate::stage::Surface::default()));
    game_plugins(&mut app, loaded.rules, seed);
    app.insert_resource(show)
        .insert_resource(End { last_tick, report })
        .add_plugins((TikToolPlugin { settings }, crate::stage::plugin, crate::panel::plugin))
        .add_systems(Update, end_in_time.in_set(ThrongSystems::Show))
        .add_systems(Last, write_report.in_set(ThrongSystems::Show));
    let exit = app.run();
    drop(server);
    match exit {
        AppExit::Success => Ok(()),
        AppExit::Error(_) => Err(Fault::Other("the window was closed by a fault; the lines above say which".into())),
    }
}

fn end_in_time(end: Res<End>, tick: Res<Tick>, mut exit: MessageWriter<AppExit>) {
    if stop::asked() || end.last_tick.is_some_and(|last| tick.0 >= last) {
        exit.write(AppExit::Success);
    }
}

fn write_report(world: &mut World, mut written: Local<bool>) {
    let ends = !world.resource::<Messages<AppExit>>().is_empty();
    if !ends || std::mem::replace(&mut *written, true) {
        return;
    }
    let report = Report::of(world);
    let mut out = Out::default();
    out.line(&text::summary(world, &report));
    match world.resource::<End>().report.write(&report) {
        Ok(Some(path)) => out.line(&format!("Report: {}", path.display())),
        Ok(None) => {}
        Err(fault) => eprintln!("throng: {fault}"),
    }
}
