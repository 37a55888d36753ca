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
    /// Wait for a battle, or for a rule's cooldown.
    pub waiting: u64,
    /// Worth of what came in.
    pub diamonds: u64,
}

impl Count {
    /// Units came in and wait.
    fn take_in(&mut self, units: u32, diamonds: u64) {
        self.received += u64::from(units);
        self.waiting += u64::from(units);
        self.diamonds = self.diamonds.saturating_add(diamonds);
    }

    /// Units that waited have acted.
    fn act(&mut self, units: u32) {
        let units = u64::from(units).min(self.waiting);
        self.waiting -= units;
        self.fulfilled += units;
    }
}

/// Gifts and likes of the whole show.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ledger {
    /// Paid gifts; `received = fulfilled + waiting` at every moment.
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
        let units = u64::from(units).min(self.paid.waiting);
        self.paid.waiting -= units;
        self.paid.received -= units;
        self.paid.diamonds = self.paid.diamonds.saturating_sub(diamonds);
    }

    pub(super) fn act(&mut self, test: bool, units: u32) {
        if test { self.test.act(units) } else { self.paid.act(units) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_always_add_up() {
        let mut ledger = Ledger::default();
        ledger.take_in(false, 5, 5);
        ledger.take_in(true, 1, 1000);
        ledger.act(false, 3);
        assert_eq!(ledger.paid, Count { received: 5, fulfilled: 3, waiting: 2, diamonds: 5 });
        ledger.act(false, 9); // more than waits: never more than came
        assert_eq!(ledger.paid, Count { received: 5, fulfilled: 5, waiting: 0, diamonds: 5 });
        assert_eq!(ledger.test, Count { received: 1, fulfilled: 0, waiting: 1, diamonds: 1000 });
    }
}
