//! Playing: which source, which face, and what is told at the end.

use std::hash::{BuildHasher, RandomState};

use bevy::prelude::*;

#[cfg(feature = "window")]
use super::display::has_display;
use super::{
    args::PlayArgs,
    built_in_crowd::crowd,
    fault::Fault,
    headless::{Telling, Until, play_live, play_lockstep},
    hidden_file,
    journal::{Care, Opening},
    out::Out,
    outputs::try_out,
    report_file::ReportFile,
    rules_file::{self, Loaded},
    stop, text,
    values::{Handover, Speed},
};
use crate::{
    base::TICK_HZ,
    game::{CrowdServer, FactSource, Facts, GamePlugins, bare_app, screen},
    session::{
        SessionInfo, end_show,
        hidden_list::{self, HiddenList},
    },
};
use bevy_tiktool::{ApiKey, ENDPOINT, LiveSettings, TikToolPlugin};

/// How fast the one round goes that is played where there is no display.
const NO_DISPLAY_SPEED: Speed = Speed::Times(8.0);

pub(super) fn run(args: &PlayArgs) -> Result<(), Fault> {
    // Without a seed every show is another one. The seed is told, so that it can be played again.
    let seed = args.seed.unwrap_or_else(|| RandomState::new().hash_one("throng") >> 32);
    let source = source(args, seed)?;
    #[cfg(feature = "window")]
    let (window, no_window) = window(args)?;
    #[cfg(not(feature = "window"))]
    let no_window = None;
    #[cfg(feature = "window")]
    let (loaded, faults) = match rules_file::load(args.rules.as_deref()) {
        // A window that closes at once tells nobody why. The panel does.
        Err(Fault::Rules(faults)) if window.is_some() && args.picture.is_empty() => {
            (rules_file::shipped()?, Some(faults))
        }
        loaded => (loaded?, None),
    };
    #[cfg(not(feature = "window"))]
    let loaded = rules_file::load(args.rules.as_deref())?;
    let mut show = SessionInfo { streamer: source.streamer(), seed, rehearsal: !source.is_service() };
    let report = ReportFile::asked(args.report.as_deref())?;
    if let Some(capture) = args.capture.as_deref() {
        try_out(capture, "the capture", "--capture")?;
    }
    let hidden = hidden_file::list(args.hidden.as_deref(), loaded.file.as_deref());
    let opening = Opening::of(args, &loaded, &mut show, if source.is_service() { Care::Paid } else { Care::Played })?;
    // One that was named may lie anywhere; reports are looked for in their folder.
    let journal = opening.path().filter(|_| args.journal.is_none());
    let report = report.unwrap_or_else(|| ReportFile::beside(journal, &show.streamer));
    stop::listen();
    #[cfg(feature = "window")]
    if let Some(mut app) = window {
        app.insert_resource(hidden).add_plugins(hidden_list::plugin);
        let speed = args.speed.unwrap_or(Speed::REAL);
        let by_game_time = !speed.is_real() || !args.picture.is_empty();
        let facts = source.open(by_game_time && !source.is_service(), args.capture.as_deref())?;
        let speed = if by_game_time { speed.relative()? } else { 1.0 };
        return super::window::run(app, args, loaded, faults, show, (facts, speed), opening, report);
    }
    as_text(args, loaded, show, &source, no_window, (opening, hidden), &report)
}

/// The app that shows the game, where it is to be seen; else why it cannot be, if that is not known before.
#[cfg(feature = "window")]
fn window(args: &PlayArgs) -> Result<(Option<App>, Option<String>), Fault> {
    let in_memory = !args.picture.is_empty() || args.off_screen.is_some();
    if args.headless || !(has_display() || in_memory) {
        return Ok((None, None));
    }
    match super::window::open(args) {
        Ok(app) => Ok((Some(app), None)),
        Err(why) if in_memory => Err(Fault::Other(why.to_string())),
        Err(why) => Ok((None, Some(why.to_string()))),
    }
}

fn source(args: &PlayArgs, seed: u64) -> Result<FactSource, Fault> {
    if let Some(file) = &args.playback {
        return Ok(FactSource::Capture(file.clone()));
    }
    if args.live.is_none() && args.url.is_none() {
        return Ok(FactSource::Crowd(crowd(args, seed)));
    }
    if args.speed.is_some_and(|speed| !speed.is_real()) {
        let text = "a stream runs in real time; --speed works with the built-in crowd and with --playback";
        return Err(Fault::Arguments(text.into()));
    }
    let streamer = args.live.clone().unwrap_or_else(|| "demo".into());
    if streamer.trim().trim_start_matches('@').is_empty() {
        return Err(Fault::Arguments("--live needs the name of a TikTok account".into()));
    }
    let key = ApiKey::from_env();
    if key.is_none() && args.url.is_none() {
        let text = "there is no key; set TIKTOOL_API_KEY to your TikTool key (from tik.tools), \
                    or leave --live out to play with the built-in crowd";
        return Err(Fault::Arguments(text.into()));
    }
    let endpoint = args.url.clone().unwrap_or_else(|| ENDPOINT.into());
    let handover = match args.handover {
        Some(Handover::At(age)) => Some(age),
        Some(Handover::Never) => None,
        None => LiveSettings::default().handover,
    };
    Ok(FactSource::Service(LiveSettings {
        endpoint,
        streamer,
        key,
        capture: args.capture.clone(),
        handover,
        ..LiveSettings::default()
    }))
}

/// Plays as text.
fn as_text(
    args: &PlayArgs,
    loaded: Loaded,
    show: SessionInfo,
    source: &FactSource,
    no_window: Option<String>,
    (opening, hidden): (Opening, HiddenList),
    report: &ReportFile,
) -> Result<(), Fault> {
    let mut out = Out::default();
    let one_round = !args.headless && !source.is_service();
    if !args.headless {
        out.line(&why_no_window(no_window, one_round));
    }
    let until = match args.for_s {
        // Bounded to two days by the arguments.
        Some(seconds) => Until::Tick((seconds * f64::from(TICK_HZ)).round() as u32),
        None if one_round => Until::Rounds(1),
        None => Until::Stopped,
    };
    let speed = args.speed.unwrap_or(if one_round { NO_DISPLAY_SPEED } else { Speed::REAL });
    let told = source.describe();
    if !args.quiet {
        out.line(&format!("{} with {told}, by {}, seed {}.", loaded.rules.title, loaded.origin, show.seed));
    }
    let telling = Telling { heading: told, quiet: args.quiet };
    let seed = show.seed;
    let mut app = bare_app();
    app.add_plugins(GamePlugins::new(loaded.rules, seed)).insert_resource(show).add_plugins(text::plugin);
    app.insert_resource(hidden).add_plugins(hidden_list::plugin);
    let by_game_time = matches!(source, FactSource::Capture(_)) || !speed.is_real();
    let played = match source.open(by_game_time, args.capture.as_deref())? {
        Facts::Lockstep(mut facts) => {
            start(&mut app, opening, None, &mut out)?;
            play_lockstep(&mut app, &mut facts, speed, until, &telling);
            Ok(())
        }
        Facts::Live(server, settings) => {
            if let Some(server) = server {
                app.insert_resource(CrowdServer(server)).add_plugins(screen::plugin);
            }
            play_over_link(&mut app, *settings, opening, until, &telling, &mut out)
        }
    };
    let result = end_show(app.world_mut());
    if args.quiet && !result.rounds.is_empty() {
        // Otherwise each was told when it was decided.
        out.line(&text::rounds(app.world()));
    }
    out.line(&text::summary(&result));
    if let Some(path) = report.write(&result)? {
        out.line(&format!("Report: {}", path.display()));
    }
    played
}

/// Brings the game to where it begins.
fn start(app: &mut App, opening: Opening, link: Option<LiveSettings>, out: &mut Out) -> Result<(), Fault> {
    app.finish();
    app.cleanup();
    for line in opening.begin(app.world_mut(), link)? {
        out.line(&line);
    }
    Ok(())
}

/// Plays with a link. It is made once the game stands where it begins, so that nothing comes in before.
fn play_over_link(
    app: &mut App,
    settings: LiveSettings,
    opening: Opening,
    until: Until,
    telling: &Telling,
    out: &mut Out,
) -> Result<(), Fault> {
    app.add_plugins(TikToolPlugin::default());
    start(app, opening, Some(settings), out)?;
    play_live(app, until, telling)
}

/// Why the game is played as text, and how long.
fn why_no_window(known: Option<String>, one_round: bool) -> String {
    let why = known.unwrap_or_else(|| {
        if cfg!(feature = "window") { "There is no display." } else { "This build has no window." }.into()
    });
    if one_round {
        format!("{why} So one round is played here as text, eight times as fast. --headless plays on until Ctrl-C.")
    } else {
        format!("{why} So the stream is played as text. Ctrl-C ends it.")
    }
}
