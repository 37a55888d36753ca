//! Where gifts are written down before the game hears of them, and what a restart remembers of them.

use std::{fmt, sync::Arc, time::Duration};

use crate::fact::Fact;

/// A write-ahead log of gifts. The side thread tells it of each [`Fact::Gift`] and [`Fact::StreakSeen`] as soon as the
/// frame is settled, before the fact is handed to the game.
pub trait WriteAheadLog: Send + Sync + fmt::Debug {
    /// Takes the fact down and gives it a number, from 1 and rising. Must not block for long: the socket waits.
    fn log(&self, fact: &Fact) -> u64;
}

/// What an earlier run of the same stream knew, so that the next one counts nothing twice.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Recall {
    /// Everything that was handed to the game, in order.
    pub facts: Arc<[Fact]>,
    /// Time since the stream's first frame clock began, now; receipts' arrivals count from there.
    pub age: Duration,
}
