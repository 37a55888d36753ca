//! The report of a show. Its JSON is a contract: it may grow, its names stay.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use bevy::prelude::*;
use serde::Serialize;

use super::{histogram::DurationHistogram, journal::JournalState, timings::Timings};
use crate::{
    arena::{EndedBy, Results, StateHash, Tallies, Tick},
    interaction::Ledger,
    roster::{Player, Room, Roster},
    rules::Rules,
};

/// What the show is called by. Set by the command line.
#[derive(Resource, Debug, Clone, Default, PartialEq, Eq)]
pub struct SessionInfo {
    /// The streamer's handle, or `demo` for the built-in crowd.
    pub streamer: String,
    /// The seed everything random derives from.
    pub seed: u64,
}

/// What the live side counted. Kept up to date by whoever runs the link.
#[derive(Resource, Debug, Clone, Default, PartialEq)]
pub struct LinkStats {
    /// Frames.
    pub frames: FrameTotals,
    /// Events by the wire's name.
    pub events: BTreeMap<String, u64>,
    /// The link.
    pub link: LinkTotals,
}

/// Frames, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct FrameTotals {
    /// All.
    pub received: u64,
    /// Not understood at all.
    pub bad: u64,
    /// Of an unknown name.
    pub unknown: u64,
    /// Seen before.
    pub duplicate: u64,
}

/// The link's life.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct LinkTotals {
    /// Connections made.
    pub connects: u64,
    /// Lengths of the times without link, in seconds.
    pub gaps_s: Vec<f64>,
    /// How it ended, in plain words.
    pub ended: String,
}

/// Everything the report says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Version of the game.
    pub throng: &'static str,
    /// Whose stream.
    pub streamer: String,
    /// Seed.
    pub seed: u64,
    /// Ticks made.
    pub ticks: u32,
    /// Hash of the arena at the end, hexadecimal.
    pub state_hash: String,
    /// Hash of the rules' text, hexadecimal.
    pub rules_hash: String,
    /// Frames.
    pub frames: FrameTotals,
    /// Events by name.
    pub events: BTreeMap<String, u64>,
    /// Paid gifts.
    pub gifts: GiftTotals,
    /// Likes.
    pub likes: LikeTotals,
    /// Everyone who played, in order of arrival.
    pub viewers: Vec<ViewerLine>,
    /// Decided rounds.
    pub rounds: Vec<RoundLine>,
    /// The link.
    pub link: LinkTotals,
    /// The journal.
    pub journal: JournalTotals,
    /// How long things took on this machine.
    pub timings: TimingLines,
}

/// The journal of the show.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct JournalTotals {
    /// Its file; empty when none was written.
    pub file: String,
    /// Lines that are missing because the disk was full for too long, or at the end; never gifts of the link.
    pub lines_missing: u64,
    /// Gifts that acted before they were safe on disk, because the disk was in trouble, and are not safe still.
    pub gifts_unsafe: u64,
}

/// Gift units; `received = fulfilled + waiting`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct GiftTotals {
    /// Came in.
    pub received: u64,
    /// Acted.
    pub fulfilled: u64,
    /// Still wait for a battle.
    pub waiting: u64,
    /// Worth of what came in.
    pub diamonds: u64,
    /// Units that came in and neither acted nor wait; negative: some acted twice. 0, or the count has a fault.
    pub off_by: i64,
}

/// Likes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct LikeTotals {
    /// Credited to viewers.
    pub credited: u64,
    /// The room's own total, as last heard.
    pub room_total: u64,
}

/// One viewer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ViewerLine {
    /// Account.
    pub id: String,
    /// Name.
    pub name: String,
    /// The team's id; empty when none was chosen.
    pub team: String,
    /// Gift units.
    pub gifts: u64,
    /// Their worth.
    pub diamonds: u64,
    /// Likes.
    pub likes: u64,
    /// Chat lines.
    pub chats: u64,
    /// Damage done.
    pub damage: u64,
    /// Highest level.
    pub level: u8,
}

/// One round.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RoundLine {
    /// The winning team's id.
    pub winner: String,
    /// `castle`, `clock`, `duel` or `operator`.
    pub ended_by: &'static str,
    /// Length of the battle.
    pub seconds: f64,
    /// Times the side ahead changed.
    pub lead_changes: u32,
    /// The wave it reached; absent in a game without waves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wave: Option<u32>,
}

/// How long things took.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct TimingLines {
    /// One fixed step.
    pub tick_ms: TimingLine,
    /// From a fact's arrival to its request.
    pub to_request_ms: TimingLine,
}

/// A spread in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct TimingLine {
    /// Half are shorter.
    pub p50: f64,
    /// All but one in a hundred are shorter.
    pub p99: f64,
    /// The longest.
    pub max: f64,
}

impl From<&DurationHistogram> for TimingLine {
    fn from(spread: &DurationHistogram) -> Self {
        let ms = |duration: std::time::Duration| (duration.as_secs_f64() * 1e6).round() / 1e3;
        Self { p50: ms(spread.quantile(0.5)), p99: ms(spread.quantile(0.99)), max: ms(spread.max()) }
    }
}

impl Report {
    /// Reads the report off a running show. Parts that the app lacks stay empty.
    #[must_use]
    pub fn of(world: &World) -> Self {
        let show = world.get_resource::<SessionInfo>().cloned().unwrap_or_default();
        let stats = world.get_resource::<LinkStats>().cloned().unwrap_or_default();
        let ledger = world.get_resource::<Ledger>().copied().unwrap_or_default();
        let timings = world.get_resource::<Timings>();
        let line = |pick: fn(&Timings) -> &DurationHistogram| {
            timings.map_or_else(|| (&DurationHistogram::default()).into(), |t| pick(t).into())
        };
        Self {
            throng: env!("CARGO_PKG_VERSION"),
            streamer: show.streamer,
            seed: show.seed,
            ticks: world.get_resource::<Tick>().map_or(0, |tick| tick.0),
            state_hash: format!("{:016x}", world.get_resource::<StateHash>().map_or(0, |hash| hash.0)),
            rules_hash: format!("{:016x}", world.get_resource::<Rules>().map_or(0, |rules| rules.hash)),
            frames: stats.frames,
            events: stats.events,
            gifts: GiftTotals {
                received: ledger.paid.received,
                fulfilled: ledger.paid.fulfilled,
                waiting: ledger.paid.waiting,
                diamonds: ledger.paid.diamonds,
                off_by: ledger.paid.off_by(),
            },
            likes: LikeTotals {
                credited: ledger.likes,
                room_total: world.get_resource::<Room>().map_or(0, |room| room.likes),
            },
            viewers: viewers(world),
            rounds: rounds(world),
            link: stats.link,
            journal: journal_line(world),
            timings: TimingLines { tick_ms: line(|t| &t.tick), to_request_ms: line(|t| &t.to_request) },
        }
    }

    /// The report as JSON text.
    ///
    /// # Errors
    /// When a number cannot be written as JSON.
    pub fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self)
    }

    /// Writes the report to `path`, making its folder. A file that is there is replaced whole or not at all; a link is
    /// followed, and a device or a pipe is written to.
    ///
    /// # Errors
    /// When the folder or the file cannot be written.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        let text = format!("{}\n", self.json()?);
        let is_link = fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
        let path = if is_link { follow(path)? } else { path.to_owned() };
        if fs::metadata(&path).is_ok_and(|found| !found.is_file()) {
            return fs::File::options().write(true).open(&path)?.write_all(text.as_bytes());
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        // Short, and of this program alone: another one may write the same report at the same time.
        let aside = folder.join(format!(".throng-report-{}.part", std::process::id()));
        let written = fs::File::create(&aside).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        });
        written.and_then(|()| fs::rename(&aside, &path)).inspect_err(|_| drop(fs::remove_file(&aside)))
    }
}

/// Where a link leads, also when there is nothing yet.
fn follow(link: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(link).or_else(|_| {
        let to = fs::read_link(link)?;
        Ok(link.parent().map_or_else(|| to.clone(), |folder| folder.join(&to)))
    })
}

/// Where a report goes when nothing else is asked for: `sessions/<date>-<streamer>.report.json`.
#[must_use]
pub fn default_path(streamer: &str, now: &jiff::Zoned) -> PathBuf {
    PathBuf::from("sessions").join(format!("{}.report.json", show_name(streamer, now)))
}

/// What the files of a show are called: `<date>-<streamer>`, safe as the name of a file.
pub(super) fn show_name(streamer: &str, now: &jiff::Zoned) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' };
    let streamer: String = streamer.trim_start_matches('@').chars().map(safe).take(40).collect();
    let date = now.strftime("%Y-%m-%d-%H%M%S");
    format!("{date}-{streamer}")
}

fn journal_line(world: &World) -> JournalTotals {
    let Some(state) = world.get_resource::<JournalState>() else { return JournalTotals::default() };
    // What waits for a disk in trouble is not there either.
    let waiting = state.trouble.as_ref().map_or(0, |_| state.lines_waiting);
    JournalTotals {
        file: state.path.display().to_string(),
        lines_missing: state.lines_dropped + waiting,
        gifts_unsafe: state.gifts_unsafe,
    }
}

fn viewers(world: &World) -> Vec<ViewerLine> {
    let Some(roster) = world.get_resource::<Roster>() else { return Vec::new() };
    roster.iter().filter(|player| !player.viewer.is_test()).map(|player| viewer_line(world, player)).collect()
}

fn viewer_line(world: &World, player: &Player) -> ViewerLine {
    let tally = world.get_resource::<Tallies>().and_then(|tallies| tallies.0.get(&player.id));
    let team = world.get_resource::<Rules>().zip(player.team).map(|(rules, team)| rules.team(team).id.to_string());
    ViewerLine {
        id: player.viewer.id.as_ref().map(ToString::to_string).unwrap_or_default(),
        name: player.viewer.name.to_string(),
        team: team.unwrap_or_default(),
        gifts: player.gifts,
        diamonds: player.diamonds,
        likes: player.likes,
        chats: player.chats,
        damage: tally.map_or(0, |tally| tally.damage),
        level: tally.map_or(1, |tally| tally.level.max(1)),
    }
}

fn rounds(world: &World) -> Vec<RoundLine> {
    let Some((results, rules)) = world.get_resource::<Results>().zip(world.get_resource::<Rules>()) else {
        return Vec::new();
    };
    let line = |result: &crate::arena::RoundResult| RoundLine {
        winner: rules.team(result.winner).id.to_string(),
        ended_by: match result.ended_by {
            EndedBy::Castle => "castle",
            EndedBy::Clock => "clock",
            EndedBy::Duel => "duel",
            EndedBy::Operator => "operator",
        },
        seconds: (f64::from(result.seconds) * 10.0).round() / 10.0,
        lead_changes: result.lead_changes,
        wave: (result.wave > 0).then_some(result.wave),
    };
    results.0.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interaction::test_viewer;
    use bevy_tiktool::{Viewer, ViewerId};

    fn world() -> World {
        let mut world = World::new();
        let mut roster = Roster::default();
        let mia = Viewer { id: Some(ViewerId::Id(7)), name: "Mia \"the\" 🦀".into(), ..Viewer::default() };
        roster.meet(&mia);
        roster.meet(&test_viewer("Bo"));
        world.insert_resource(roster);
        world.insert_resource(SessionInfo { streamer: "demo".into(), seed: 7 });
        world.insert_resource(StateHash(0x9f));
        world
    }

    #[test]
    fn the_names_of_the_contract_are_all_there() {
        let json = Report::of(&world()).json().unwrap();
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        for path in [
            "/throng",
            "/streamer",
            "/seed",
            "/ticks",
            "/state_hash",
            "/rules_hash",
            "/frames/received",
            "/frames/bad",
            "/frames/unknown",
            "/frames/duplicate",
            "/events",
            "/gifts/received",
            "/gifts/fulfilled",
            "/gifts/waiting",
            "/gifts/diamonds",
            "/gifts/off_by",
            "/likes/credited",
            "/likes/room_total",
            "/viewers/0/id",
            "/viewers/0/name",
            "/viewers/0/team",
            "/viewers/0/gifts",
            "/viewers/0/diamonds",
            "/viewers/0/likes",
            "/viewers/0/chats",
            "/viewers/0/damage",
            "/viewers/0/level",
            "/rounds",
            "/link/connects",
            "/link/gaps_s",
            "/link/ended",
            "/timings/tick_ms/p50",
            "/timings/to_request_ms/max",
        ] {
            assert!(value.pointer(path).is_some(), "{path} is missing in {json}");
        }
        assert_eq!(value["state_hash"], "000000000000009f");
        assert_eq!(value["viewers"].as_array().unwrap().len(), 1, "test people are no viewers");
        assert_eq!(value["viewers"][0]["id"], "7");
    }

    #[test]
    fn a_count_that_is_off_is_told() {
        let mut world = world();
        let count = crate::interaction::Count { received: 5, fulfilled: 4, waiting: 2, diamonds: 5 };
        world.insert_resource(Ledger { paid: count, ..Ledger::default() });
        assert_eq!(Report::of(&world).gifts.off_by, -1);
    }

    #[test]
    fn it_is_written_whole_into_a_new_folder() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/show.report.json");
        Report::of(&world()).write(&path).unwrap();
        Report::of(&world()).write(&path).unwrap();
        let value: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        assert_eq!(value["seed"], 7);
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_and_a_device_is_written_to() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("real.json"), "old").unwrap();
        for (link, to) in [("link.json", "real.json"), ("new.json", "made.json")] {
            std::os::unix::fs::symlink(to, at(link)).unwrap();
            Report::of(&world()).write(&at(link)).unwrap();
            assert!(fs::symlink_metadata(at(link)).unwrap().is_symlink());
            assert!(fs::read_to_string(at(to)).unwrap().contains("state_hash"));
        }
        Report::of(&world()).write(Path::new("/dev/null")).unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }

    #[test]
    fn a_streamers_name_cannot_leave_the_folder() {
        let now = jiff::civil::date(2026, 3, 1).at(20, 15, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap();
        let path = default_path("@../../etc/Pass wd", &now);
        assert_eq!(path, Path::new("sessions/2026-03-01-201500-.._.._etc_Pass_wd.report.json"));
    }
}
