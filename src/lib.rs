//! Throng: a battle that a TikTok LIVE audience plays.
//!
//! # The way of an event
//!
//! ```text
//! TikTool ──wss──▶ bevy_tiktool (side thread: connect, decode, settle)   tiktool_crowd ──ws──▶ (same door)
//!                   │ bounded channel
//!                   ▼ PreUpdate · Receive: published as Bevy messages, stamped with the coming tick, put in the inbox
//!                 interaction::Inbox: facts, by tick
//!                   ▼ FixedUpdate · Decide: interaction makes requests of this tick's facts
//!                   ▼ FixedUpdate · Apply: the arena carries them out and moves one tick on
//!                   ▼ Update · Show
//!                 stage (the streamed window)      panel (the operator's window)      cli (text)
//! ```
//!
//! One direction, no way back: whatever shows the arena acts on it only by requests and by facts marked as tests.
//!
//! # The house
//!
//! | module | holds |
//! | --- | --- |
//! | [`schedule`] | the system sets, in run order, and the length of a tick |
//! | [`random`] | the one seeded generator |
//! | [`rules`] | `game.ron`: checked, with faults by line and column |
//! | [`arena`] | the simulation; owns the requests |
//! | [`roster`] | who is here |
//! | [`interaction`] | what a fact means: facts × rules → requests |
//! | [`session`] | what remains of a show: timings and the report |
//! | `stage` | the streamed window (feature `window`) |
//! | `panel` | the operator's window (feature `window`) |
//! | [`cli`] | arguments, runners, exit codes |
//!
//! Two crates of their own stand at its door: `bevy_tiktool`, the client, and `tiktool_crowd`, a simulated TikTool server
//! with an audience. They share no type, so that a mistake in one shows in the other.
//!
//! Which module may import which is a table in `tests/suite/layers.rs`.
//!
//! # The order of the sets
//!
//! [`ThrongSystems`](schedule::ThrongSystems): `Receive` in `PreUpdate`; `Decide`, then `Apply`, in `FixedUpdate` at
//! [`TICK_HZ`](schedule::TICK_HZ); `Show` in `Update`. [`cli::game_plugins`] adds all that plays, without a face.

pub mod arena;
pub mod cli;
pub mod interaction;
#[cfg(feature = "window")]
pub mod panel;
pub mod random;
pub mod roster;
pub mod rules;
pub mod schedule;
pub mod session;
#[cfg(feature = "window")]
pub mod stage;
