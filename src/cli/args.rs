//! What can be typed.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args as ClapArgs, Parser, Subcommand};

use tiktool_crowd::Chaos;

use super::values::{Handover, PlatformName, Speed, handover, heads, moment, rate, seconds, speed};

/// A battle that a TikTok LIVE audience plays.
///
/// Without options it plays with a built-in crowd: no key and no network are needed.
#[derive(Parser, Debug, Clone)]
#[command(name = "throng", version, args_conflicts_with_subcommands = true)]
pub struct Args {
    /// Something other than playing.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// How to play.
    #[command(flatten)]
    pub play: PlayArgs,
}

/// How to play.
#[derive(ClapArgs, Debug, Clone, Default)]
pub struct PlayArgs {
    /// Play the stream of this TikTok account. The key is read from TIKTOOL_API_KEY
    #[arg(long, value_name = "NAME")]
    pub live: Option<String>,
    /// Connect to this endpoint instead of wss://api.tik.tools, for example ws://127.0.0.1:8765
    #[arg(long, value_name = "URL", conflicts_with = "playback")]
    pub url: Option<String>,
    /// Play this capture instead of a stream
    #[arg(long, value_name = "FILE", conflicts_with = "live")]
    pub playback: Option<PathBuf>,
    /// Rules to play by, or a preset (clash, siege, calm); otherwise game.ron here or beside the program, otherwise the
    /// built-in ones
    #[arg(long, value_name = "FILE|PRESET")]
    pub rules: Option<PathBuf>,
    /// Everything random derives from this number
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// No window: a text summary instead
    #[arg(long)]
    pub headless: bool,
    /// End after so many seconds of game time
    #[arg(long = "for", value_name = "SECONDS", value_parser = seconds)]
    pub for_s: Option<f64>,
    /// Game time against real time: a number, or max. Other than 1 the crowd runs in lockstep
    #[arg(long, value_name = "X", value_parser = speed)]
    pub speed: Option<Speed>,
    /// Where the report goes, or none; otherwise sessions/DATE-STREAMER.report.json
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Keep the raw frames in this file
    #[arg(long, value_name = "FILE", conflicts_with = "playback")]
    pub capture: Option<PathBuf>,
    /// The journal that the show is written to, or none; otherwise sessions/DATE-STREAMER.jsonl. One that broke off goes on
    #[arg(long, value_name = "FILE")]
    pub journal: Option<PathBuf>,
    /// The list of accounts whose names are not shown, or none; otherwise hidden.txt beside the rules file
    #[arg(long, value_name = "FILE")]
    pub hidden: Option<PathBuf>,
    /// Begin anew, even if the last show broke off a moment ago
    #[arg(long)]
    pub fresh: bool,
    /// Age in minutes at which a connection is handed over to a new one, before the service cuts it; or never
    #[arg(long, value_name = "MINUTES", value_parser = handover, conflicts_with = "playback")]
    pub handover: Option<Handover>,
    /// No progress, only the result
    #[arg(long)]
    pub quiet: bool,
    /// Draw pictures of the show at these seconds of game time, without a window, and end. May be repeated
    #[cfg(feature = "window")]
    #[arg(long, value_name = "SECONDS:FILE", value_parser = super::picture::shot, conflicts_with_all = ["live", "url", "headless"])]
    pub picture: Vec<super::picture::PictureAt>,
    /// Size of the pictures in pixels
    #[cfg(feature = "window")]
    #[arg(long, value_name = "WIDTHxHEIGHT", value_parser = super::picture::size, default_value = "1080x1920", requires = "picture")]
    pub picture_size: (u32, u32),
    /// Draw the show into memory, without a window: for measuring. Needs no display
    #[cfg(feature = "window")]
    #[arg(long, value_name = "WIDTHxHEIGHT", value_parser = super::picture::size, num_args = 0..=1,
        default_missing_value = "540x960", conflicts_with_all = ["picture", "headless"])]
    pub off_screen: Option<(u32, u32)>,
    /// Draw as many frames as the machine can, not 60 a second
    #[cfg(feature = "window")]
    #[arg(long, hide = true, requires = "off_screen")]
    pub unpaced: bool,
    /// People in the built-in crowd
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=100_000), conflicts_with_all = ["live", "url", "playback"])]
    pub viewers: Option<u32>,
    /// Events a second of the built-in crowd
    #[arg(long, value_name = "R", value_parser = rate, conflicts_with_all = ["live", "url", "playback"])]
    pub rate: Option<f64>,
    /// Play with the crowd that a forecast plays with, so many people on the one side for so many on the other: everybody
    /// on one side has a twin on the other
    #[arg(long, value_name = "A:B", num_args = 0..=1, default_missing_value = "50:50", value_parser = heads,
        conflicts_with_all = ["live", "url", "playback"])]
    pub mirrored: Option<(u32, u32)>,
    /// Faults that the built-in crowd makes: duplicates, lost-ends, reorder, malformed, flood, cuts, rude or storm
    #[arg(long, value_name = "PROFILE", conflicts_with_all = ["live", "url", "playback"])]
    pub chaos: Option<Chaos>,
}

/// Something other than playing.
#[derive(Subcommand, Debug, Clone)]
pub enum Command {
    /// Serve a simulated TikTok LIVE audience to any TikTool client
    Crowd(CrowdArgs),
    /// Show a journal again, or prove that it plays out the same way
    Replay(ReplayArgs),
    /// Write what a journal holds as tables for a spreadsheet
    Export {
        /// The journal
        file: PathBuf,
        /// Folder for the tables; made if it is not there
        #[arg(long, value_name = "DIR")]
        csv: PathBuf,
    },
    /// Check a rules file and print what it does
    Check {
        /// The file; otherwise game.ron here or beside the program, otherwise the built-in rules
        file: Option<PathBuf>,
        /// Say what may break this platform's rules, with source and date, whether the file keeps by them or not
        #[arg(long, value_name = "PLATFORM")]
        platform: Option<PlatformName>,
        /// With --platform: whatever may break a rule is an error (exit code 2)
        #[arg(long, requires = "platform")]
        strict: bool,
    },
    /// Play many battles without a window and say how they go
    Forecast(ForecastArgs),
    /// Measure how much of the stage can be read: for whoever changes it
    #[cfg(feature = "window")]
    #[command(hide = true)]
    Legibility(LegibilityArgs),
    /// Write the sound of a show to a file: for whoever measures it
    #[cfg(feature = "window")]
    #[command(hide = true)]
    Loudness(LoudnessArgs),
}

/// What is rendered.
#[cfg(feature = "window")]
#[derive(ClapArgs, Debug, Clone)]
pub struct LoudnessArgs {
    /// People in the built-in crowd
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = clap::value_parser!(u32).range(0..=100_000))]
    pub viewers: u32,
    /// What everything random derives from
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Seconds of game time
    #[arg(long = "for", value_name = "S", default_value = "90", value_parser = seconds)]
    pub for_s: f64,
    /// Rules to play by, as in play
    #[arg(long, value_name = "FILE|PRESET")]
    pub rules: Option<PathBuf>,
    /// The file: two channels of 32-bit floats
    #[arg(long, value_name = "FILE")]
    pub pcm: PathBuf,
}

/// Which battles are forecast.
#[derive(ClapArgs, Debug, Clone)]
pub struct ForecastArgs {
    /// Rules to play by, or a preset; otherwise game.ron here or beside the program, otherwise the built-in rules
    pub file: Option<PathBuf>,
    /// Beside it the figures of these rules, of the same seeds
    #[arg(long, value_name = "FILE|PRESET")]
    pub against: Option<PathBuf>,
    /// How many battles; two and two have one seed and changed seats
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub battles: u32,
    /// People in the room, the same on both sides
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = clap::value_parser!(u32).range(0..=100_000))]
    pub viewers: u32,
    /// Events a second; otherwise by the number of people, as in play
    #[arg(long, value_name = "R", value_parser = rate)]
    pub rate: Option<f64>,
    /// People of the one side and of the other
    #[arg(long, value_name = "A:B", default_value = "50:50", value_parser = heads)]
    pub heads: (u32, u32),
    /// Also say what gifts of 10 to 5,000 diamonds change. Takes thirteen times as long
    #[arg(long)]
    pub coins: bool,
    /// Also say what it changes that one in ten more come late. Takes twice as long
    #[arg(long)]
    pub late: bool,
    /// Also say what single acts of viewers change: so many of them are left out, one at a time
    #[arg(long, value_name = "ACTS", num_args = 0..=1, default_missing_value = "200",
        value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub agency: Option<u32>,
    /// Seed of the first two battles
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Write the figures to this file too, as JSON
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Draw the lead over time and the drama into this file, as SVG
    #[arg(long, value_name = "FILE")]
    pub picture: Option<PathBuf>,
    /// No progress, only the result
    #[arg(long)]
    pub quiet: bool,
}

/// On which show the stage is measured.
#[cfg(feature = "window")]
#[derive(ClapArgs, Debug, Clone)]
pub struct LegibilityArgs {
    /// People in the built-in crowd
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = clap::value_parser!(u32).range(0..=100_000))]
    pub viewers: u32,
    /// Events a second; otherwise by the number of people, as in play
    #[arg(long, value_name = "R", value_parser = rate)]
    pub rate: Option<f64>,
    /// What everything random derives from
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Seconds of game time
    #[arg(long = "for", value_name = "S", default_value = "240", value_parser = seconds)]
    pub for_s: f64,
    /// Rules to play by, as in play
    #[arg(long, value_name = "FILE|PRESET")]
    pub rules: Option<PathBuf>,
    /// Write the index to this file too, as JSON
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Write a picture of the worst moment to this `.png` file
    #[arg(long, value_name = "FILE")]
    pub picture: Option<PathBuf>,
}

/// Which journal, and how.
#[derive(ClapArgs, Debug, Clone)]
pub struct ReplayArgs {
    /// The journal, for example sessions/2026-11-23-201500-demo.jsonl
    pub file: PathBuf,
    /// No window: as text
    #[arg(long)]
    pub headless: bool,
    /// Recompute every tick as fast as the machine can, compare all hashes, and say whether they are equal
    #[arg(long, conflicts_with = "speed")]
    pub verify: bool,
    /// Game time against real time: a number, or max
    #[arg(long, value_name = "X", value_parser = speed)]
    pub speed: Option<Speed>,
    /// Begin at this moment of game time: seconds, or MINUTES:SECONDS, or HOURS:MINUTES:SECONDS
    #[arg(long, value_name = "T", value_parser = moment)]
    pub from: Option<f64>,
    /// No progress, only the result
    #[arg(long)]
    pub quiet: bool,
}

/// What kind of crowd.
#[derive(ClapArgs, Debug, Clone)]
pub struct CrowdArgs {
    /// Address to listen on
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8765")]
    pub listen: SocketAddr,
    /// People in the audience
    #[arg(long, value_name = "N", default_value_t = 40, value_parser = clap::value_parser!(u32).range(0..=100_000))]
    pub viewers: u32,
    /// Events a second on average
    #[arg(long, value_name = "R", default_value_t = 12.0, value_parser = rate)]
    pub rate: f64,
    /// What everything random derives from
    #[arg(long, value_name = "N", default_value_t = 7)]
    pub seed: u64,
    /// Length of the stream in seconds; otherwise it goes on until Ctrl-C
    #[arg(long = "for", value_name = "S", value_parser = seconds)]
    pub for_s: Option<f64>,
    /// Faults on the way: none, duplicates, lost-ends, reorder, malformed, flood, cuts, rude or storm (all of it)
    #[arg(long, value_name = "PROFILE", default_value_t = Chaos::None)]
    pub chaos: Chaos,
    /// Two sides of twins, so many people on the one for so many on the other: for measuring a game
    #[arg(long, value_name = "A:B", num_args = 0..=1, default_missing_value = "50:50", value_parser = heads)]
    pub mirrored: Option<(u32, u32)>,
    /// Write what a perfect client must have credited to this file, as JSON
    #[arg(long, value_name = "FILE")]
    pub manifest: Option<PathBuf>,
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, error::ErrorKind};

    use super::*;

    fn parse(line: &str) -> Result<Args, clap::Error> {
        Args::try_parse_from(std::iter::once("throng").chain(line.split_whitespace()))
    }

    #[test]
    fn the_definition_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn the_lines_of_the_manual_parse() {
        let play = parse("--headless --for 600 --speed max --seed 7 --report r.json").unwrap().play;
        assert_eq!((play.speed, play.for_s, play.seed), (Some(Speed::Max), Some(600.0), Some(7)));
        assert_eq!(parse("--speed 8x").unwrap().play.speed, Some(Speed::Times(8.0)));
        assert!(matches!(parse("check my.ron").unwrap().command, Some(Command::Check { file: Some(_), .. })));
        let line =
            "crowd --listen 127.0.0.1:0 --viewers 9 --rate 2.5 --seed 3 --for 60 --chaos storm --manifest m.json";
        let Some(Command::Crowd(crowd)) = parse(line).unwrap().command else { panic!() };
        assert_eq!((crowd.viewers, crowd.listen.port(), crowd.chaos), (9, 0, Chaos::Storm));
    }

    #[test]
    fn a_replay_can_be_verified() {
        let Some(Command::Replay(replay)) = parse("replay j.jsonl --headless --verify").unwrap().command else {
            panic!()
        };
        assert!(replay.headless && replay.verify && replay.from.is_none());
    }

    #[test]
    fn nonsense_is_refused() {
        for line in [
            "--speed fast",
            "--speed 0",
            "--speed nan",
            "--for -1",
            "--for inf",
            "--seed -1",
            "--live a --playback f",
            "replay",
            "replay j --verify --speed 2",
            "replay j --from soon",
            "export j",
            "--key secret",
            "crowd --listen nowhere",
            "crowd --viewers 1000000",
            "crowd --chaos maybe",
            "forecast --heads 60",
            "forecast --heads 0:0",
            "forecast --battles 0",
            "dance",
        ] {
            assert!(parse(line).is_err(), "{line}");
        }
        assert_eq!(parse("--help").unwrap_err().kind(), ErrorKind::DisplayHelp);
    }
}
