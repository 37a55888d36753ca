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
//! | [`base`] | game time, numbers of things, the one seeded generator |
//! | [`schedule`] | the system sets, in run order |
//! | [`locale`] | words of every language |
//! | [`rules`] | `game.ron`: checked, with errors by line and column |
//! | [`arena`] | the simulation; owns the requests |
//! | [`roster`] | who is here |
//! | [`interaction`] | what a fact means: facts × rules → requests |
//! | [`session`] | what remains of a show: timings and the report |
//! | `stage` | the streamed window (feature `window`) |
//! | `panel` | the operator's window (feature `window`) |
//! | [`game`] | all that plays as plugins, and where facts come from |
//! | [`forecast`] | many battles without a window, and what they say |
//! | [`cli`] | arguments, runners, exit codes |
//!
//! Three crates stand beside it: `bevy_tiktool`, the client; `tiktool_crowd`, a simulated TikTool server with an audience;
//! `ron_diagnostics`, the reader of `game.ron`. The first two share no type, so that a mistake in one shows in the other.
//!
//! Which room may import which is a table in `tests/game/layers.rs`; `docs/architecture.md` tells the whole.
//!
//! # The order of the sets
//!
//! [`ThrongSystems`](schedule::ThrongSystems): `Receive` in `PreUpdate`; `Decide`, then `Apply`, in `FixedUpdate` at
//! [`TICK_HZ`](base::TICK_HZ); `Show` in `Update`. [`GamePlugins`](game::GamePlugins) adds all that plays, without a face.

pub mod arena;
pub mod base;
pub mod cli;
pub mod forecast;
pub mod game;
pub mod interaction;
pub mod locale;
#[cfg(feature = "window")]
pub mod panel;
pub mod roster;
pub mod rules;
pub mod schedule;
pub mod session;
#[cfg(feature = "window")]
pub mod sound;
#[cfg(feature = "window")]
pub mod stage;
