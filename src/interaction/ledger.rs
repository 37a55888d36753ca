//! The book of gifts. What comes in is on one of two sides at any time: it acted, or it waits.

use bevy::prelude::Resource;
use serde::{Deserialize, Serialize};

/// Gift units, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Count {
    /// Came in.
    pub received: u64,
    /// Acted.
    pub fulfilled: u64,
    /// Wait for a battle, or for a rule's cooldown; counted from the gifts that wait, at each tick.
    pub waiting: u64,
    /// Worth of what came in.
    pub diamonds: u64,
}

impl Count {
    /// How many units more came in than acted or wait: 0, or the count has a fault. Acting and waiting are counted each
    /// for itself, so this is a check and no definition.
    #[must_use]
    pub fn off_by(&self) -> i64 {
        let whole = |units: u64| i64::try_from(units).unwrap_or(i64::MAX);
        whole(self.received) - whole(self.fulfilled) - whole(self.waiting)
    }

    fn take_in(&mut self, units: u32, diamonds: u64) {
        self.received += u64::from(units);
        self.diamonds = self.diamonds.saturating_add(diamonds);
    }
}

/// Gifts and likes of the whole show.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ledger {
    /// Paid gifts; `received = fulfilled + waiting` after every tick.
    pub paid: Count,
    /// Gifts of the operator's test buttons, apart.
    pub test: Count,
    /// Likes that viewers were credited with.
    pub likes: u64,
}

impl Ledger {
    pub(super) fn take_in(&mut self, test: bool, units: u32, diamonds: u64) {
        if test { self.test.take_in(units, diamonds) } else { self.paid.take_in(units, diamonds) }
    }

    /// Takes a paid gift that waits out of the book again: it will come in anew.
    pub fn give_back(&mut self, units: u32, diamonds: u64) {
        let units = u64::from(units);
        self.paid.waiting = self.paid.waiting.saturating_sub(units);
        self.paid.received = self.paid.received.saturating_sub(units);
        self.paid.diamonds = self.paid.diamonds.saturating_sub(diamonds);
    }

    /// Units have acted.
    pub(super) fn act(&mut self, test: bool, units: u32) {
        let count = if test { &mut self.test } else { &mut self.paid };
        count.fulfilled += u64::from(units);
    }

    /// So many paid and test units wait now.
    pub(super) fn wait(&mut self, paid: u64, test: u64) {
        (self.paid.waiting, self.test.waiting) = (paid, test);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_twice_or_is_lost_shows() {
        let mut ledger = Ledger::default();
        ledger.take_in(false, 5, 5);
        ledger.take_in(true, 1, 1000);
        ledger.act(false, 3);
        ledger.wait(2, 1);
        assert_eq!(ledger.paid, Count { received: 5, fulfilled: 3, waiting: 2, diamonds: 5 });
        assert_eq!((ledger.paid.off_by(), ledger.test.off_by()), (0, 0));
        ledger.act(false, 1);
        assert_eq!(ledger.paid.off_by(), -1, "one acted although it waits");
        ledger.wait(0, 1);
        assert_eq!(ledger.paid.off_by(), 1, "one is gone");
    }
}
