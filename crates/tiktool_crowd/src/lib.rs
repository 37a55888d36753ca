//! A simulated TikTool server with a simulated audience: what a TikTok LIVE client hears, without TikTok, a key or a
//! network. The same seed gives the same show.
//!
//! ```
//! use tiktool_crowd::CrowdSettings;
//!
//! let room = CrowdSettings::default().viewers(30).seconds(10.0).start()?;
//! let address = format!("{}/?uniqueId=demo", room.url()); // a WebSocket for the client under test
//! assert!(address.starts_with("ws://127.0.0.1:"));
//! assert_eq!(room.manifest().gifts, 0); // what a perfect client must have credited so far
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! It writes its own JSON and knows no client, so that a mistake in one of the two shows in the other.
//!
//! * [`Audience`] is the show itself: a seeded stream of frames by game time, without any socket.
//! * [`Server`] is a real WebSocket that plays one show to whoever connects, and answers plain requests for the portraits
//!   of its people.
//! * [`serve`] runs a server until it is told to stop.
//! * [`Chaos`] chooses the faults of the link: repeats, lost ends, disorder, junk, floods, cuts.

mod audience;
mod catalogue;
mod chaos;
mod client;
mod course;
mod cue;
mod http;
mod hub;
mod json;
mod ledger;
mod names;
mod people;
mod person;
mod phrases;
mod picture;
mod refusal;
mod serve;
mod server;
mod stories;
mod streaks;
mod turns;
mod wire;

use std::{io, net::Ipv4Addr};

pub use audience::Audience;
pub use chaos::Chaos;
pub use ledger::{Doubt, Manifest, ViewerTotal};
pub use serve::serve;
pub use server::Server;

/// What kind of audience it is.
#[derive(Debug, Clone, PartialEq)]
pub struct CrowdSettings {
    /// How many people there are; not all are present at a time. At most 100,000.
    pub viewers: u32,
    /// Events a second when all are present, on average over its ups and downs. At most 100,000.
    pub rate: f64,
    /// What everything random derives from. The people are the same for every seed; what they do is not.
    pub seed: u64,
    /// Length of the stream in seconds; endless without it.
    pub seconds: Option<f64>,
    /// Faults on the way. In lockstep, without a server, no link is cut.
    pub chaos: Chaos,
}

impl Default for CrowdSettings {
    fn default() -> Self {
        Self { viewers: 40, rate: 12.0, seed: 7, seconds: None, chaos: Chaos::None }
    }
}

impl CrowdSettings {
    /// So many people.
    #[must_use]
    pub fn viewers(self, viewers: u32) -> Self {
        Self { viewers, ..self }
    }

    /// So many events a second when all are present.
    #[must_use]
    pub fn rate(self, rate: f64) -> Self {
        Self { rate, ..self }
    }

    /// Another show of the same people.
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// A stream that ends after so many seconds.
    #[must_use]
    pub fn seconds(self, seconds: f64) -> Self {
        Self { seconds: Some(seconds), ..self }
    }

    /// These faults on the way.
    #[must_use]
    pub fn chaos(self, chaos: Chaos) -> Self {
        Self { chaos, ..self }
    }

    /// Plays it on a free port of this machine until the server is dropped.
    ///
    /// # Errors
    ///
    /// When there is no free port, or the system gives no thread.
    pub fn start(self) -> io::Result<Server> {
        Server::start((Ipv4Addr::LOCALHOST, 0).into(), self)
    }
}
