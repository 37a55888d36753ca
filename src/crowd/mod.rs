//! A simulated TikTool server with a simulated audience.
//!
//! It imports nothing of the game and writes its own JSON, so that a mistake in one of the two shows in the other.
//!
//! * [`Audience`] is the show itself: a seeded stream of frames by game time, for lockstep and for the server.
//! * [`Server`] is a real WebSocket on loopback that plays one show to whoever connects, and answers plain requests for
//!   the portraits of its people.
//! * [`serve`] is the server as a command.

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
