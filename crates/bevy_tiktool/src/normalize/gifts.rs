//! From a frame of a gift to a fact: who gives what to whom, what of it is new, and the receipt for it.

use std::time::Duration;

use xxhash_rust::xxh3::xxh3_64;

use super::{
    bounds::{MAX_DIAMONDS, MAX_UNITS, bounded, key},
    replay::stamp,
    streaks::{Counted, Streaks},
};
use crate::{
    clean::{MAX_NAME, clean},
    fact::{Fact, GiftReceived, Receipt, Viewer},
    recent::Recent,
    wire::Gift,
};

/// Gift frames whose ids are remembered.
const MAX_SEEN: usize = 16_384;

/// What became of a frame.
#[derive(Debug)]
pub(super) enum Outcome {
    /// Something to tell.
    Told(Box<Fact>),
    /// It was handled before.
    Repeat,
    /// It said nothing new, or nothing at all.
    Nothing,
}

/// What counting gifts needs to know.
#[derive(Debug)]
pub(super) struct Gifts {
    streaks: Streaks,
    seen: Recent<u64>,
}

impl Default for Gifts {
    fn default() -> Self {
        Self { streaks: Streaks::default(), seen: Recent::new(MAX_SEEN) }
    }
}

impl Gifts {
    /// Takes a frame with its receipt. `old`: it may be a repeat of something long forgotten.
    pub(super) fn take(&mut self, viewer: Viewer, gift: Gift, receipt: Receipt, old: bool) -> Outcome {
        let ids = Ids::of(&receipt);
        if ids.each().any(|id| self.seen.contains(&id)) {
            return Outcome::Repeat;
        }
        let counted = self.streaks.count(&receipt, old);
        match counted {
            Counted::Old => return Outcome::Repeat,
            // With an id it can come back when the streak is forgotten, so the id must be known then, restart or not.
            Counted::Stale if !ids.named => return Outcome::Nothing,
            Counted::New { .. } | Counted::Seen | Counted::Stale => {}
        }
        self.remember(&ids);
        let Counted::New { units, total } = counted else { return Outcome::Told(Box::new(Fact::StreakSeen(receipt))) };
        Outcome::Told(Box::new(Fact::Gift(GiftReceived {
            viewer,
            gift_id: gift.gift_id.0,
            gift: clean(gift.gift_name, MAX_NAME),
            count: units,
            diamonds_each: receipt.diamonds,
            streak: total,
            test: false,
            receipt,
        })))
    }

    /// Takes the receipt of a frame that an earlier run took.
    pub(super) fn recall(&mut self, receipt: &Receipt) {
        self.remember(&Ids::of(receipt));
        self.streaks.count(receipt, false);
    }

    fn remember(&mut self, ids: &Ids) {
        for id in ids.each() {
            self.seen.insert(id);
        }
    }
}

/// The receipt of a frame, all but its number; `None` for a negative count, which is nonsense and no gift.
pub(super) fn receipt(giver: u64, gift: &Gift, arrival: Duration) -> Option<Receipt> {
    // A missing count is a single gift.
    let count = gift.repeat_count.unwrap_or(1);
    if count < 0 {
        return None;
    }
    let gift_id = gift.gift_id.0;
    let to = gift.relationship.to.0;
    Some(Receipt {
        number: 0,
        giver,
        gift: if gift_id == 0 { xxh3_64(gift.gift_name.as_bytes()) } else { gift_id },
        receiver: if to == 0 { gift.group.0 } else { to },
        count: bounded(count, MAX_UNITS),
        end: gift.repeat_end,
        streaks: gift.gift_type.map(|kind| kind == 1),
        stamp: stamp(&gift.base),
        diamonds: bounded(gift.diamonds.unwrap_or(0), MAX_DIAMONDS),
        arrival_ms: u64::try_from(arrival.as_millis()).unwrap_or(u64::MAX),
        message: gift.base.msg_id.0,
        transaction: gift.transaction.0,
    })
}

/// The keys by which a frame is known again.
struct Ids {
    message: Option<u64>,
    transaction: Option<u64>,
    time: Option<u64>,
    /// The wire named it.
    named: bool,
}

impl Ids {
    /// Count and end are part of each: should the wire keep one id for a whole streak, no unit is lost.
    fn of(receipt: &Receipt) -> Self {
        let Receipt { giver, gift, receiver, count, end, stamp, message, transaction, .. } = *receipt;
        let id = |kind: u64, name: u64| key([kind, name, giver, gift, u64::from(count), u64::from(end)]);
        let named = message != 0 || transaction != 0;
        // Nobody gives the same twice within a millisecond, so without a name the time will do.
        let time = stamp.filter(|_| !named).map(|ms| key([id(3, ms.unsigned_abs()), receiver]));
        let some = |kind, name| (name != 0).then(|| id(kind, name));
        Self { message: some(1, message), transaction: some(2, transaction), time, named }
    }

    fn each(&self) -> impl Iterator<Item = u64> {
        [self.message, self.transaction, self.time].into_iter().flatten()
    }
}
