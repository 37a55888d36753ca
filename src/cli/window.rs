//! The show in its window, with the operator's panel.

use std::sync::Arc;

use bevy::{app::AppExit, prelude::*, window::ExitSystems};

use super::{
    args::{PlayArgs, ReplayArgs},
    fault::Fault,
    headless::note_counts,
    journal::Opening,
    out::Out,
    picture,
    report_file::ReportFile,
    rules_file::Loaded,
    stop,
    switch::{self, Another},
    text,
    values::{Speed, ticks_of},
};
use crate::{
    arena::Tick,
    base::TICK_HZ,
    game::{CrowdServer, Facts, GamePlugins, lockstep, lockstep::Lockstep, screen},
    panel::{Account, CanSwitch, Places, RuleProblems},
    rules::{self, Rules},
    schedule::ThrongSystems,
    session::{
        Checkpoint, Replay, SessionInfo, end_show,
        journal::Recording,
        measure_frames,
        transport::{self, Transport},
    },
    sound,
    stage::{self, NoWindow, Surface, art::Art},
};
use bevy_tiktool::{ENDPOINT, LinkState, LiveSettings, TikToolPlugin};

/// When the show ends by itself.
#[derive(Resource)]
struct End(Option<u32>);

/// What to do with what has opened now.
const TWO_WINDOWS: &str = "Two windows are open. Capture the one named Throng in OBS or TikTok LIVE Studio; keep the \
                           operator panel for yourself.";

/// What shows a journal where no window can be opened.
const AS_TEXT: &str = "--headless shows the journal as text.";

/// The app that shows the game: a window, or the picture that was asked for.
///
/// # Errors
/// When this machine has no display or nothing that draws.
pub(super) fn open(args: &PlayArgs) -> Result<App, NoWindow> {
    let pictures = (!args.picture.is_empty()).then_some(args.picture_size);
    let surface = match pictures.or(args.off_screen) {
        Some((width, height)) => Surface::Image { width, height, paced: !args.unpaced },
        None => Places::kept().map_or_else(Surface::default, |kept| {
            let size = kept.stage_size().as_uvec2();
            Surface::Window { width: size.x, height: size.y }
        }),
    };
    stage::open(surface)
}

/// Plays until the window is closed, or until the pictures that were asked for are taken.
pub(super) fn run(
    mut app: App,
    args: &PlayArgs,
    loaded: Loaded,
    faults: Option<String>,
    show: SessionInfo,
    (facts, speed): (Facts, f64),
    opening: Opening,
    report: ReportFile,
) -> Result<(), Fault> {
    // Bounded to two days by the arguments.
    let last_tick = args.for_s.map(|seconds| (seconds * f64::from(TICK_HZ)).round() as u32);
    let (seed, another) = (show.seed, loaded.clone());
    if let Some(faults) = &faults {
        eprintln!("throng: {faults}\nThe game plays by the rules that come with it.");
    }
    let problems = RuleProblems {
        source: loaded.origin.clone(),
        faults,
        warnings: rules::warnings(&loaded.text, &loaded.rules).lines(),
    };
    if !args.picture.is_empty() {
        picture::plugin(&mut app, &args.picture);
    } else if args.off_screen.is_none() {
        app.add_plugins((crate::panel::plugin, sound::plugin));
        Out::default().line(TWO_WINDOWS);
    }
    app.add_plugins(GamePlugins::new(loaded.rules, seed))
        .insert_resource(show)
        .insert_resource(problems)
        .add_plugins((stage::plugin, lockstep::plugin))
        .add_systems(Last, measure_frames.in_set(ThrongSystems::Show).run_if(is_drawn));
    ending(&mut app, last_tick, report);
    app.insert_resource(Account::at(args.url.as_deref().unwrap_or(ENDPOINT), args.live.as_deref()));
    match facts {
        Facts::Live(server, settings) => {
            if let Some(server) = server {
                app.insert_resource(CrowdServer(server));
            }
            app.add_plugins((TikToolPlugin::default(), screen::plugin))
                .add_systems(Update, say_link.in_set(ThrongSystems::Show).run_if(resource_changed::<LinkState>));
            if args.playback.is_none() {
                app.insert_resource(CanSwitch).insert_resource(Next(args.clone(), another)).add_plugins(switch::plugin);
            }
            app.insert_resource(Beginning(opening, Some(*settings)));
        }
        Facts::Lockstep(source) => {
            app.insert_resource(*source);
            app.world_mut().resource_mut::<Time<Virtual>>().set_relative_speed_f64(speed);
            app.insert_resource(Beginning(opening, None));
        }
    }
    app.add_systems(Startup, begin);
    ended(app.run())
}

/// Whether there is something to see.
fn is_drawn(art: Option<Res<Art>>) -> bool {
    art.is_some_and(|art| art.is_ready())
}

/// Shows a journal again, with the panel to move through it.
pub(super) fn replay(
    args: &ReplayArgs,
    rules: Rules,
    show: SessionInfo,
    recording: Arc<Recording>,
) -> Result<(), Fault> {
    let speed = args.speed.unwrap_or(Speed::REAL).relative()?;
    let seed = show.seed;
    let mut app = stage::open(Surface::default()).map_err(|why| Fault::Other(format!("{why} {AS_TEXT}")))?;
    app.add_plugins((crate::panel::plugin, sound::plugin));
    app.add_plugins(GamePlugins::new(rules, seed))
        .insert_resource(show)
        .insert_resource(Transport::new(Replay::new(recording), args.from.map_or(0, ticks_of), speed))
        .add_plugins((transport::plugin, stage::plugin))
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

/// What another show of this window begins with.
#[derive(Resource)]
struct Next(PlayArgs, Loaded);

/// Brings the game to where it begins, before its first frame.
fn begin(world: &mut World) {
    if let Some(Next(args, loaded)) = world.remove_resource::<Next>() {
        let blank = Checkpoint::take(world);
        world.insert_resource(Another { args, loaded, blank });
    }
    let Some(Beginning(opening, link)) = world.remove_resource::<Beginning>() else { return };
    match opening.begin(world, link) {
        Ok(told) => told.iter().for_each(|line| Out::default().line(line)),
        Err(fault) => {
            eprintln!("throng: {fault}");
            world.write_message(AppExit::error());
        }
    }
}

/// Tells on the terminal too how the link stands, as a show without a window does.
fn say_link(link: Res<LinkState>, mut said: Local<LinkState>) {
    if *said != *link {
        said.clone_from(&link);
        Out::default().line(&link.to_string());
    }
}

fn end_when_asked(mut exit: MessageWriter<AppExit>) {
    if stop::asked() {
        exit.write(AppExit::Success);
    }
}

fn end_in_time(end: Res<End>, tick: Res<Tick>, mut exit: MessageWriter<AppExit>) {
    if stop::asked() || end.0.is_some_and(|last| tick.0 >= last) {
        exit.write(AppExit::Success);
    }
}

/// Has the show end in time, and leave its journal and its report in good order however the program is ended.
fn ending(app: &mut App, last_tick: Option<u32>, report: ReportFile) {
    app.insert_resource(End(last_tick))
        .insert_resource(report)
        .add_systems(Update, end_in_time.in_set(ThrongSystems::Show))
        // Behind Bevy's own system that ends the program when the stage is closed.
        .add_systems(Last, write_report.after(ExitSystems).in_set(ThrongSystems::Show));
}

fn write_report(world: &mut World, mut written: Local<bool>) {
    let ends = !world.resource::<Messages<AppExit>>().is_empty();
    if !ends || std::mem::replace(&mut *written, true) {
        return;
    }
    if world.contains_resource::<Lockstep>() {
        world.resource_scope(|world, source: Mut<Lockstep>| note_counts(world, &source));
    }
    let report = end_show(world);
    let mut out = Out::default();
    if !report.rounds.is_empty() {
        out.line(&text::rounds(world));
    }
    out.line(&text::summary(&report));
    match world.resource::<ReportFile>().write(&report) {
        Ok(Some(path)) => out.line(&format!("Report: {}", path.display())),
        Ok(None) => {}
        Err(fault) => eprintln!("throng: {fault}"),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use bevy::window::{ExitCondition, PrimaryWindow, WindowCloseRequested};

    use super::*;
    use crate::session::{
        Recorder,
        journal::{Durability, FORMAT, Header, Journal},
    };

    /// The game with a stage that no system shows.
    fn show(folder: &std::path::Path) -> App {
        let mut app = crate::game::bare_app();
        app.add_plugins(WindowPlugin { exit_condition: ExitCondition::OnPrimaryClosed, ..default() });
        app.add_plugins(GamePlugins::new(rules::shipped(), 7));
        let header = Header { format: FORMAT, ..Header::default() };
        let journal = Journal::create(&folder.join("show.jsonl"), &header, Durability::EachGift).unwrap();
        app.insert_resource(Recorder(journal));
        let report = ReportFile::asked(Some(&folder.join("r.json"))).unwrap().unwrap();
        ending(&mut app, None, report);
        app.finish();
        app.cleanup();
        app.update();
        app
    }

    fn ended_well(folder: &std::path::Path) -> bool {
        let ended = Recording::load(&folder.join("show.jsonl")).unwrap().ended;
        ended && fs::read_to_string(folder.join("r.json")).is_ok_and(|report| report.contains("state_hash"))
    }

    #[test]
    fn closing_the_stage_by_its_x_leaves_a_report_and_the_journals_end() {
        for _ in 0..20 {
            let folder = tempfile::tempdir().unwrap();
            let mut app = show(folder.path());
            let stage = app.world_mut().query_filtered::<Entity, With<PrimaryWindow>>().single(app.world()).unwrap();
            app.world_mut().write_message(WindowCloseRequested { window: stage });
            while app.should_exit().is_none() {
                app.update();
            }
            drop(app);
            assert!(ended_well(folder.path()));
        }
    }

    #[test]
    fn a_program_that_is_asked_to_end_leaves_them_too() {
        let folder = tempfile::tempdir().unwrap();
        let mut app = show(folder.path());
        app.world_mut().write_message(AppExit::Success);
        app.update();
        drop(app);
        assert!(ended_well(folder.path()));
    }
}
