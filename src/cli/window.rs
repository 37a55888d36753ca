//! The show in its window, with the operator's panel.

use std::sync::Arc;

use bevy::{app::AppExit, prelude::*};

use super::{
    Fault, Loaded, PlayArgs, ReplayArgs, Speed,
    app::game_plugins,
    headless::note_counts,
    journal::{self, Opening},
    lockstep::Lockstep,
    out::Out,
    picture,
    replay::ticks_of,
    report_file::ReportFile,
    stop, text,
};
use crate::{
    arena::Tick,
    crowd::Server,
    interaction::Inbox,
    live::{LiveSettings, TikToolPlugin},
    panel::RuleProblems,
    rules::{self, Rules},
    schedule::{TICK_HZ, ThrongSystems, seconds},
    session::{Replay, Report, Show, Transport, journal::Recording, transport},
    stage::Surface,
};

/// Where the window's facts come from.
pub(super) enum Feed {
    /// A socket or a capture at its own pace, and the crowd's server if that is what it connects to.
    Live(Option<Server>, Box<LiveSettings>),
    /// The crowd by game time, at any speed.
    Lockstep(Box<Lockstep>, f64),
}

/// When the show ends by itself, and where its report goes.
#[derive(Resource)]
struct End {
    last_tick: Option<u32>,
    report: ReportFile,
}

/// Plays until the window is closed, or until the pictures that were asked for are taken.
pub(super) fn run(
    args: &PlayArgs,
    loaded: Loaded,
    show: Show,
    feed: Feed,
    opening: Opening,
    report: ReportFile,
) -> Result<(), Fault> {
    // Bounded to two days by the arguments.
    let last_tick = args.for_s.map(|seconds| (seconds * f64::from(TICK_HZ)).round() as u32);
    let seed = show.seed;
    let problems = RuleProblems {
        source: loaded.origin.clone(),
        lines: rules::warnings(&loaded.text, &loaded.rules, false).lines(),
    };
    let mut app = App::new();
    if args.picture.is_empty() {
        app.add_plugins(crate::stage::base_plugins(Surface::default())).add_plugins(crate::panel::plugin);
    } else {
        let (width, height) = args.picture_size;
        app.add_plugins(crate::stage::base_plugins(Surface::Image { width, height }));
        picture::plugin(&mut app, &args.picture);
    }
    game_plugins(&mut app, loaded.rules, seed);
    app.insert_resource(show)
        .insert_resource(problems)
        .insert_resource(End { last_tick, report })
        .add_plugins(crate::stage::plugin)
        .add_systems(Update, end_in_time.in_set(ThrongSystems::Show))
        .add_systems(Last, write_report.in_set(ThrongSystems::Show));
    let server = match feed {
        Feed::Live(server, settings) => {
            app.add_plugins(TikToolPlugin::default());
            app.insert_resource(Beginning(opening, Some(*settings)));
            server
        }
        Feed::Lockstep(source, speed) => {
            app.insert_resource(Stepped(source)).add_systems(FixedPreUpdate, step.in_set(ThrongSystems::Receive));
            app.world_mut().resource_mut::<Time<Virtual>>().set_relative_speed_f64(speed);
            app.insert_resource(Beginning(opening, None));
            None
        }
    };
    app.add_systems(Startup, begin);
    let exit = app.run();
    drop(server);
    ended(exit)
}

/// Shows a journal again, with the panel to move through it.
pub(super) fn replay(args: &ReplayArgs, rules: Rules, show: Show, recording: Arc<Recording>) -> Result<(), Fault> {
    let speed = relative_speed(args.speed.unwrap_or(Speed::REAL))?;
    let seed = show.seed;
    let mut app = App::new();
    app.add_plugins(crate::stage::base_plugins(Surface::default())).add_plugins(crate::panel::plugin);
    game_plugins(&mut app, rules, seed);
    app.insert_resource(show)
        .insert_resource(Transport::new(Replay::new(recording), args.from.map_or(0, ticks_of), speed))
        .add_plugins((transport::plugin, crate::stage::plugin))
        .add_systems(Update, end_when_asked.in_set(ThrongSystems::Show));
    ended(app.run())
}

fn ended(exit: AppExit) -> Result<(), Fault> {
    match exit {
        AppExit::Success => Ok(()),
        AppExit::Error(_) => Err(Fault::Other("the window was closed by a fault; the lines above say which".into())),
    }
}

/// How the show begins, and the link that is made then.
#[derive(Resource)]
struct Beginning(Opening, Option<LiveSettings>);

/// Brings the game to where it begins, before its first frame.
fn begin(world: &mut World) {
    let Some(Beginning(opening, link)) = world.remove_resource::<Beginning>() else { return };
    match opening.begin(world, link) {
        Ok(told) => told.iter().for_each(|line| Out::default().line(line)),
        Err(fault) => {
            eprintln!("throng: {fault}");
            world.write_message(AppExit::error());
        }
    }
}

/// How many times real time a window can be asked for.
pub(super) fn relative_speed(speed: Speed) -> Result<f64, Fault> {
    match speed {
        Speed::Times(times) if times <= 32.0 => Ok(times),
        _ => Err(Fault::Arguments("a window plays at up to 32 times real time; add --headless for more".into())),
    }
}

/// Facts by game time.
#[derive(Resource)]
struct Stepped(Box<Lockstep>);

/// Puts the facts of the coming tick into the inbox.
fn step(mut source: ResMut<Stepped>, mut inbox: ResMut<Inbox>, tick: Res<Tick>) {
    let coming = tick.0 + 1;
    let mut due = Vec::new();
    source.0.facts_until(f64::from(seconds(coming)), &mut due);
    for fact in due {
        inbox.push(coming, fact);
    }
}

fn end_when_asked(mut exit: MessageWriter<AppExit>) {
    if stop::asked() {
        exit.write(AppExit::Success);
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
    if let Some(source) = world.remove_resource::<Stepped>() {
        note_counts(world, &source.0);
    }
    let report = Report::of(world);
    journal::end(world);
    let mut out = Out::default();
    if !report.rounds.is_empty() {
        out.line(&text::rounds(world));
    }
    out.line(&text::summary(&report));
    match world.resource::<End>().report.write(&report) {
        Ok(Some(path)) => out.line(&format!("Report: {}", path.display())),
        Ok(None) => {}
        Err(fault) => eprintln!("throng: {fault}"),
    }
}
