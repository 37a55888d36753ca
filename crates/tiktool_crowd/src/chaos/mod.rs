//! Faults between audience and wire. The audience stays an honest one: faults draw from a generator of their own, so
//! that the same seed gives the same show under every profile.
//!
//! Every profile stays within what PROTOCOL.md lets a client count exactly: what cannot be told from another gift is not
//! repeated, delayed or sent.

mod cuts;
mod filter;
mod junk;
mod profile;
pub(crate) mod rude;

pub(crate) use self::cuts::{Cuts, How, LinkCut};
pub(crate) use self::filter::ChaosFilter;
pub use self::profile::Chaos;
