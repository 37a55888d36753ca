//! All tests that use the crate as others do, in one program: one link instead of thirty. A file is a module, and
//! `cargo test --test suite live_link` runs one.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

mod support;

mod arena_shipped;
mod checkpoint;
mod fuzz_seeds;
mod game_plays;
mod journal_files;
mod journal_reader;
mod layers;
mod people;
mod presets;
mod program_check;
mod program_headless;
mod program_link;
#[cfg(feature = "window")]
mod program_picture;
mod program_replay;
mod program_resume;
#[cfg(feature = "window")]
mod program_window;
mod replay_jumps;
mod rules_faults;
mod rules_fold;
mod rules_language;
mod rules_shipped;
mod rules_warnings;
mod show_ends;
#[cfg(feature = "window")]
mod stage_app;
#[cfg(feature = "window")]
mod stage_layout;
mod words;
