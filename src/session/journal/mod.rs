//! The journal: the append-only file of a stream. It is the write-ahead log of gifts, the replay and the bug report in one.
//!
//! [`Journal`] writes it and [`Recording`] (or, line by line, [`JournalReader`]) reads it. What stands in it is [`JournalLine`].

mod codec;
mod disk;
mod durability;
mod files;
mod handle;
mod line;
mod queue;
mod reader;
mod recording;
mod state;
#[cfg(test)]
mod tests;
mod writer;

use self::state::DiskFault;
pub use self::{
    codec::{LineFault, decode, encode},
    durability::Durability,
    files::{ENDING, Pruned, find_unfinished, has_ended, journal_path, prune},
    handle::Journal,
    line::*,
    reader::{Found, JournalFault, JournalReader},
    recording::{CheckpointMade, JournalDamage, LoggedGift, Recording, TickMade},
    state::{JournalState, Trouble},
};
