//! The report of a show. Its JSON is a contract: it may grow, its names stay.

mod file;
mod gather;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use bevy::prelude::*;
use serde::Serialize;

pub use self::file::default_path;
pub(in crate::session) use self::file::show_name;

/// What the show is called by. Set by the command line.
#[derive(Resource, Debug, Clone, Default, PartialEq, Eq)]
pub struct SessionInfo {
    /// The streamer's handle, or `demo` for the built-in crowd.
    pub streamer: String,
    /// The seed everything random derives from.
    pub seed: u64,
    /// A made-up crowd or a capture plays: nothing of it is paid for.
    pub rehearsal: bool,
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
    /// The stage did not show the name: it was taken down.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
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
    /// `castle`, `clock`, `sudden_death` or `operator`.
    pub ended_by: &'static str,
    /// Length of the battle.
    pub seconds: f64,
    /// Times the side ahead changed.
    pub lead_changes: u32,
    /// How far the left side was ahead at the end, in parts of a castle.
    pub lead: f64,
    /// The left side's share of the ground at the end, 0 to 1.
    pub ground: f64,
    /// Gates that fell, of the left side and of the right one.
    pub gates: [u32; 2],
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
    /// From one drawn frame to the next; absent where nothing is drawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frame_ms: Option<TimingLine>,
}

/// Durations in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct TimingLine {
    /// Half are shorter.
    pub p50: f64,
    /// All but one in a hundred are shorter.
    pub p99: f64,
    /// The longest.
    pub max: f64,
}
