//! What remains of a show: journals, checkpoints, going on, the end.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

#[path = "../../crates/bevy_tiktool/tests/suite/support/mod.rs"]
mod support;

mod checkpoint;
mod journal_files;
mod journal_reader;
mod replay_jumps;
mod show_ends;
