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
//! A frame goes through [`decode`](fn@decode) (text to [`LiveEvent`]) and the [`Settler`] (event to [`Fact`]: running
//! totals into units, twins and repeats into one, ids and handles into people); [`Intake`] is both with counts.

mod accounts;
mod address;
mod backoff;
#[cfg(feature = "bevy")]
mod bridge;
mod capture;
mod clean;
mod client;
mod close;
mod connection;
mod conversation;
mod decode;
mod event;
mod fact;
mod feed;
mod gift_log;
mod handover;
mod intake;
mod key;
mod link;
mod memory;
mod outbox;
mod repair;
mod second;
mod settle;
mod socket;
mod streaks;
mod stream;
mod thread;
pub mod wire;

#[cfg(feature = "bevy")]
pub use self::bridge::{FactBudget, LinkCommand, LiveCounts, PublishSystems, TikToolPlugin, close_link};
pub use self::{
    address::{ENDPOINT, HANDOVER, LiveSettings},
    backoff::{Backoff, QUOTA_PAUSE},
    capture::{CaptureReader, CaptureWriter, Captured},
    clean::clean,
    client::Client,
    close::{Closed, Next, Verdict, after_close, after_limit, after_refusal},
    decode::{DecodeError, MAX_FRAME, decode, decode_all},
    event::LiveEvent,
    fact::*,
    gift_log::{GiftLog, Recall},
    intake::{FrameCounts, Intake},
    key::ApiKey,
    link::{LinkState, Reason},
    settle::Settler,
};
