//! `throng replay`: a journal shown again, or proved.

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use bevy::prelude::*;

use super::{
    args::ReplayArgs,
    fault::Fault,
    headless::{Telling, play_again},
    out::Out,
    stop, text,
    values::{Speed, ticks_of},
};
use crate::{
    arena::{StateHash, Tick},
    base::{TICK_HZ, clock},
    game::{GamePlugins, bare_app},
    interaction::Entry,
    locale::Library,
    rules::{self, Rules},
    session::{
        Replay, Report, SessionInfo,
        checkpoint::Checkpoint,
        journal::{JournalDamage, Recording},
    },
};
use bevy_tiktool::Fact;

/// Progress of a proof is told this often.
const PROGRESS: Duration = Duration::from_millis(500);

pub(super) fn run(args: &ReplayArgs) -> Result<(), Fault> {
    let recording = load(&args.file)?;
    let rules = rules_of(&args.file, &recording)?;
    let mut out = Out::default();
    if !args.quiet {
        out.line(&heading(&args.file, &recording, &rules));
    }
    if recording.header.throng != env!("CARGO_PKG_VERSION") {
        let text = format!("throng: Throng {} wrote this; it may go another way here.", recording.header.throng);
        eprintln!("{text}");
    }
    stop::listen();
    if args.verify {
        return verify(args, &recording, rules, &mut out);
    }
    let show =
        SessionInfo { streamer: recording.header.streamer.clone(), seed: recording.header.seed, rehearsal: false };
    #[cfg(feature = "window")]
    if !args.headless && super::display::has_display() {
        return super::window::replay(args, rules, show, recording);
    }
    as_text(args, rules, show, recording)
}

fn load(file: &Path) -> Result<Arc<Recording>, Fault> {
    let recording = Recording::load(file).map_err(|fault| Fault::Arguments(fault.to_string()))?;
    if recording.last_tick == 0 {
        return Err(Fault::Arguments(format!(
            "{}: no tick was ever made, so there is nothing to show",
            file.display()
        )));
    }
    Ok(Arc::new(recording))
}

/// The words that were understood: the game's own, and those that the journal brings.
fn words_of(more: &[(String, String)]) -> Result<Library, String> {
    Library::shipped().with(more).map_err(|faults| {
        let all: Vec<String> = faults.iter().map(ToString::to_string).collect();
        format!("this version cannot read the words of the journal\n\n{}", all.join("\n\n"))
    })
}

/// The rules that were played by, out of the journal itself.
fn rules_of(file: &Path, recording: &Recording) -> Result<Rules, Fault> {
    let library = words_of(&recording.header.words).map_err(Fault::Rules)?;
    rules::parse_with(&recording.header.rules, &library).map_err(|faults| {
        let (wrote, own) = (&recording.header.throng, env!("CARGO_PKG_VERSION"));
        if *wrote != own {
            // Its rules were sound when they were played.
            return Fault::Rules(format!(
                "Throng {wrote} wrote {}, and the rules in it are not those of Throng {own}; play it again with Throng {wrote}. \
                 `throng export` reads it here, too",
                file.display()
            ));
        }
        let name = format!("{} (the rules in it)", file.display());
        Fault::Rules(format!("this version cannot read the rules of the journal\n\n{}", faults.in_file(name)))
    })
}

fn heading(file: &Path, recording: &Recording, rules: &Rules) -> String {
    let ended = if recording.ended { "" } else { ", broken off" };
    format!(
        "{} with @{}: {} of game time, {} gifts, seed {}{ended} ({}).",
        rules.title,
        recording.header.streamer,
        clock(recording.last_tick),
        recording.entries.iter().filter(|(_, entry)| matches!(entry, Entry::Fact(Fact::Gift(_)))).count(),
        recording.header.seed,
        file.display()
    )
}

/// A game without a face, before its first tick, and that moment for coming back to it.
fn game(rules: Rules, seed: u64) -> (App, Checkpoint) {
    let mut app = bare_app();
    app.add_plugins(GamePlugins::new(rules, seed));
    app.finish();
    app.cleanup();
    let blank = Checkpoint::take(app.world());
    (app, blank)
}

/// Recomputes every tick and compares.
fn verify(args: &ReplayArgs, recording: &Arc<Recording>, rules: Rules, out: &mut Out) -> Result<(), Fault> {
    let (mut app, blank) = game(rules, recording.header.seed);
    let mut replay = Replay::new(recording.clone());
    // Without a moment to begin at, from the very start, or from what the show took over from another.
    let from = args.from.map_or(0, ticks_of);
    let world = app.world_mut();
    replay.rewind(world, from, &blank).map_err(unreadable)?;
    let first = world.resource::<Tick>().0;
    let last = replay.whole_until(first);
    let whole = last == replay.last_tick() && !matches!(recording.damage, Some(JournalDamage::Middle { .. }));
    let (began, mut told) = (Instant::now(), Instant::now());
    while world.resource::<Tick>().0 < last && !stop::asked() {
        if let Some(difference) = replay.step(world) {
            let moment = clock(difference.tick);
            return Err(Fault::Other(format!("the replay goes another way at {moment}: {difference}")));
        }
        if !args.quiet && told.elapsed() >= PROGRESS {
            told = Instant::now();
            let now = world.resource::<Tick>().0;
            out.picture(&format!("{} of {} verified\n", clock(now), clock(last)));
        }
    }
    let made = world.resource::<Tick>().0 - first;
    let took = began.elapsed().as_secs_f64().max(1e-6);
    let (hash, marks) = (world.resource::<StateHash>().0, replay.compared());
    out.line(&format!(
        "{made} ticks played again in {took:.1} s ({:.0} times real time); {marks} hashes compared, all equal. Last: {hash:016x}.",
        f64::from(made) / f64::from(TICK_HZ) / took,
    ));
    if stop::asked() {
        return Err(Fault::Other("stopped before the end".into()));
    }
    if whole {
        return Ok(());
    }
    let text = format!(
        "the journal has a hole after {}: what follows cannot be proved; --from can begin behind it",
        clock(last)
    );
    Err(Fault::Other(text))
}

fn as_text(args: &ReplayArgs, rules: Rules, show: SessionInfo, recording: Arc<Recording>) -> Result<(), Fault> {
    let (mut app, blank) = game(rules, show.seed);
    app.insert_resource(show);
    text::plugin(&mut app);
    let mut replay = Replay::new(recording);
    let from = args.from.map_or(0, ticks_of);
    replay.rewind(app.world_mut(), from, &blank).map_err(unreadable)?;
    if let Some(difference) = replay.run_to(app.world_mut(), from) {
        return Err(Fault::Other(format!("the replay goes another way: {difference}")));
    }
    let heading = format!("replay of {}", args.file.display());
    let telling = Telling { heading, quiet: args.quiet };
    play_again(&mut app, &mut replay, args.speed.unwrap_or(Speed::REAL), &telling);
    Out::default().line(&text::summary(&Report::of(app.world())));
    Ok(())
}

pub(super) fn unreadable(fault: std::io::Error) -> Fault {
    Fault::Other(format!("a checkpoint of the journal cannot be read: {fault}"))
}
