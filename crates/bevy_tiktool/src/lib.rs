//! TikTok LIVE for games, through [TikTool](https://tik.tools): what viewers do, as typed and settled facts.
//!
//! With the default feature `bevy`, [`TikToolPlugin`] publishes them as messages:
//!
//! ```no_run
//! use bevy_app::prelude::*;
//! use bevy_ecs::prelude::*;
//! use bevy_tiktool::{ChatReceived, TikToolPlugin};
//!
//! fn print(mut chats: MessageReader<ChatReceived>) {
//!     chats.read().for_each(|chat| println!("{}: {}", chat.viewer.name, chat.text));
//! }
//!
//! App::new().add_plugins(TikToolPlugin::follow("name")).add_systems(Update, print).run();
//! ```
//!
//! Without it, [`Client`] gives the same facts to any program.
//!
//! A frame goes through [`decode`](fn@decode) (text to [`LiveEvent`]) and the [`Normalizer`] (event to [`Fact`]: running
//! totals into units, twins and repeats into one, ids and handles into people); [`Intake`] is both with counts.

mod capture;
mod clean;
mod client;
mod fact;
mod intake;
mod key;
mod link;
mod normalize;
#[cfg(feature = "bevy")]
mod plugin;
mod recent;
mod settings;
pub mod wire;
mod write_ahead_log;

#[cfg(feature = "bevy")]
pub use self::plugin::{FactBudget, LinkCommand, LiveCounts, PublishSystems, TikToolPlugin, close_link};
pub use self::{
    capture::{CaptureReader, CaptureWriter, Captured},
    clean::clean,
    client::Client,
    fact::*,
    intake::{FrameCounts, Intake},
    key::ApiKey,
    link::{Backoff, Closed, LinkState, Next, QUOTA_PAUSE, Reason, Verdict, after_close, after_limit, after_refusal},
    normalize::Normalizer,
    settings::{ENDPOINT, HANDOVER, LiveSettings},
    wire::{DecodeError, LiveEvent, MAX_FRAME, decode, decode_all},
    write_ahead_log::{Recall, WriteAheadLog},
};

#[doc = include_str!("../README.md")]
#[cfg(all(doctest, feature = "bevy"))]
struct Readme;
