//! What goes on for a while: streaks of gifts, a match, floods.

use std::collections::BTreeMap;

use crate::{catalogue::Gift, wire::Form};

/// A streak that runs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Streak {
    pub giver: u32,
    pub gift: Gift,
    pub form: Form,
    pub numeric_end: bool,
    pub count: u32,
    pub goal: u32,
}

/// A match against another streamer.
#[derive(Debug)]
pub(super) struct Match {
    pub started_ms: u64,
    pub seconds: u32,
    /// Diamonds of this room.
    pub ours: u64,
    pub theirs: u64,
    /// Steps taken.
    pub step: u32,
}

/// What floods remember.
#[derive(Debug, Default)]
pub(super) struct Floods {
    pub given: u64,
    /// Streaks whose end has not come.
    pub open: BTreeMap<u64, Streak>,
    /// When a giver may give a gift again.
    pub free: BTreeMap<(u32, u32), u64>,
}
