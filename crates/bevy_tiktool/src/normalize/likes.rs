//! Likes: taps per batch, and the room's total, which is another number.

use super::bounds::bounded;
use crate::fact::{Fact, LikesReceived, Viewer};

/// Most taps that one frame may claim; clients send about fifteen.
const MAX_TAPS: i64 = 100_000;

/// Highest room total that is believed.
const MAX_TOTAL: u64 = 1_000_000_000_000;

/// What the likes of a stream come to.
#[derive(Debug, Default)]
pub(super) struct Likes {
    sum: u64,
    room_total: u64,
}

impl Likes {
    /// Takes a batch; `None` when it holds nothing new.
    pub(super) fn take(&mut self, viewer: Viewer, count: Option<i64>, total: Option<i64>) -> Option<Fact> {
        let count = bounded(count.unwrap_or(1), MAX_TAPS);
        let before = self.room_total;
        self.add(count, total.and_then(|total| u64::try_from(total).ok()));
        let room_total = self.room_total;
        (count > 0 || room_total > before).then_some(Fact::Likes(LikesReceived { viewer, count, room_total }))
    }

    /// Takes a batch that an earlier run took.
    pub(super) fn recall(&mut self, likes: &LikesReceived) {
        // Taps that were merged while the game was slow may be more than one frame can claim.
        self.add(likes.count, Some(likes.room_total));
    }

    /// Totals may come out of order, so only a higher one is news.
    pub(super) fn believe(&mut self, total: Option<u64>) {
        self.room_total = self.room_total.max(total.filter(|total| *total <= MAX_TOTAL).unwrap_or(0));
    }

    fn add(&mut self, count: u32, total: Option<u64>) {
        self.sum = self.sum.saturating_add(u64::from(count));
        self.believe(total);
        self.room_total = self.room_total.max(self.sum);
    }
}
