//! The link to the service, on a thread of its own. Knows no Bevy.
//!
//! `thread` owns it; `connection` connects, again and again; a `session` is one open link, with a `standby` socket that
//! takes over before the service ends the first (`handover`); what comes goes through the `pipeline` and, where the game
//! does not keep up, waits by the rules of `backpressure`.

mod address;
mod backoff;
mod backpressure;
mod close;
mod connect;
mod connection;
mod handover;
mod pipeline;
mod session;
mod socket;
mod standby;
mod state;
mod status;
mod thread;
mod transport;

pub use self::{
    backoff::{Backoff, QUOTA_PAUSE},
    close::{Closed, Next, Verdict, after_close, after_limit, after_refusal},
    state::{LinkState, Reason},
};
pub(crate) use self::{pipeline::StreamMemory, thread::LiveThread};
