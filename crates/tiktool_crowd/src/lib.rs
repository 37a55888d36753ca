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
mod ledger;
mod people;
mod server;
mod settings;
mod time;
mod wire;

pub use audience::{Audience, Screen};
pub use chaos::Chaos;
pub use ledger::{Doubt, Manifest, ViewerTotal};
pub use server::{Server, serve};
pub use settings::{CrowdSettings, Mirror};
