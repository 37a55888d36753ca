//! The TikTool LIVE client: events of a TikTok stream as typed facts.
//!
//! A frame goes through [`decode`](fn@decode) (text to [`LiveEvent`]) and the [`Settler`] (event to [`Fact`]); [`Intake`]
//! is both with counts. [`TikToolPlugin`] adds the connection and publishes the facts as Bevy messages.

mod accounts;
mod address;
mod backoff;
mod bridge;
mod capture;
mod clean;
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

pub use self::{
    address::{ENDPOINT, HANDOVER, LiveSettings},
    backoff::{Backoff, QUOTA_PAUSE},
    bridge::{FactBudget, LinkCommand, LiveCounts, PublishSystems, TikToolPlugin, close_link},
    capture::{CaptureReader, CaptureWriter, Captured},
    clean::clean,
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
