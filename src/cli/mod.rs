//! The command line: what is asked for, how it is played, and with which exit code it ends.

mod args;
mod built_in_crowd;
mod check;
mod crowd;
#[cfg(feature = "window")]
mod display;
mod export;
mod fault;
mod forecast;
mod headless;
mod hidden_file;
#[cfg(feature = "window")]
mod hostile;
mod journal;
#[cfg(feature = "window")]
mod legibility;
#[cfg(feature = "window")]
mod loudness;
mod out;
mod outputs;
#[cfg(feature = "window")]
mod picture;
mod play;
mod replay;
mod report_file;
mod rules_file;
mod stop;
#[cfg(feature = "window")]
mod switch;
mod text;
mod values;
#[cfg(feature = "window")]
mod window;
mod words_files;

use std::{io::IsTerminal, process::ExitCode};

use clap::Parser;
use tracing_subscriber::EnvFilter;

pub use self::args::{Args, Command, CrowdArgs, PlayArgs, ReplayArgs};
pub use self::fault::Fault;
pub use self::rules_file::{Loaded, load};
pub use self::values::{Handover, Speed};

/// The program. Exit codes: 0 fine, 2 bad arguments or rules, 3 key or name refused, 1 anything else.
#[must_use]
pub fn main() -> ExitCode {
    let args = Args::parse();
    // The crowd as a server of its own says what it does; the game talks through its window or its text.
    // Of libraries only what is broken: their warnings say nothing that a streamer can act on.
    let level = if matches!(args.command, Some(Command::Crowd(_))) {
        "warn,tiktool_crowd=info,throng=info"
    } else {
        "error,bevy_tiktool=warn,tiktool_crowd=warn,throng=warn"
    };
    start_log(level);
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("throng: {fault}");
            fault.code()
        }
    }
}

/// Does what the arguments ask for.
///
/// # Errors
/// When it cannot be done; the fault says why and what to do.
pub fn run(args: &Args) -> Result<(), Fault> {
    match &args.command {
        Some(Command::Crowd(crowd)) => crowd::run(crowd),
        Some(Command::Replay(replay)) => replay::run(replay),
        Some(Command::Export { file, csv }) => export::run(file, csv),
        Some(Command::Check { file, platform: None, .. }) => check::run(file.as_deref()),
        Some(Command::Check { file, platform: Some(values::PlatformName::Tiktok), strict }) => {
            check::run_platform(file.as_deref(), *strict)
        }
        Some(Command::Forecast(args)) => forecast::run(args),
        #[cfg(feature = "window")]
        Some(Command::Legibility(measure)) => legibility::run(measure),
        #[cfg(feature = "window")]
        Some(Command::Loudness(args)) => loudness::run(args),
        None => play::run(&args.play),
    }
}

fn start_log(level: &str) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(level));
    let ansi = std::io::stderr().is_terminal();
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(ansi);
    // Fails only where a log was started before, as in a test; that one stays.
    let _ = log.try_init();
}
