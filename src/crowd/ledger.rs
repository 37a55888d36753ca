//! Counts what was paid: each gift unit once, by the running total of its streak.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};

/// What a frame says was paid, kept beside its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// Number of the streak, or of the single gift, within the show.
    pub streak: u64,
    /// Who gave, as an index of the audience.
    pub giver: u32,
    /// Units of the streak so far.
    pub count: u32,
    /// Price of one, in diamonds.
    pub each: u32,
    /// No frame of this streak follows.
    pub last: bool,
}

/// What a perfect client must have credited: the sums over all frames that were sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Frames sent.
    pub frames: u64,
    /// Gift units paid; a streak of five Roses is 5.
    pub gifts: u64,
    /// Their worth in diamonds.
    pub diamonds: u64,
    /// The same for each giver, ordered by id.
    pub viewers: Vec<ViewerTotal>,
    /// The part of `gifts` and `diamonds` that an abrupt cut may have swallowed on its way.
    pub in_doubt: Doubt,
}

/// What one viewer paid.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewerTotal {
    /// The numeric account id.
    pub id: String,
    /// Gift units.
    pub gifts: u64,
    /// Their worth in diamonds.
    pub diamonds: u64,
}

/// Gifts of which nobody can say whether they arrived.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// Gift units.
    pub gifts: u64,
    /// Their worth in diamonds.
    pub diamonds: u64,
}

#[derive(Debug, Clone, Copy)]
struct Open {
    count: u32,
    each: u32,
    /// Units that surely arrived, when that is less than `count`.
    sure: Option<u32>,
}

/// Sums of one show. Of closed streaks only the number is kept, so that a second client cannot pay them again.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    frames: u64,
    open: BTreeMap<u64, Open>,
    closed: HashSet<u64>,
    paid: HashMap<u32, (u64, u64)>,
    doubt: Doubt,
}

impl Ledger {
    /// Counts a frame that went out. Returns how many units of its streak had been counted before.
    pub(super) fn sent(&mut self, mark: Option<Mark>) -> u32 {
        self.frames += 1;
        let Some(mark) = mark else { return 0 };
        if self.closed.contains(&mark.streak) {
            return mark.count;
        }
        let open = self.open.entry(mark.streak).or_insert(Open { count: 0, each: mark.each, sure: None });
        let before = open.count;
        let more = u64::from(mark.count.saturating_sub(before));
        open.count = open.count.max(mark.count);
        // A later total of the same streak tells what an earlier frame may have lost.
        open.sure = None;
        let sums = self.paid.entry(mark.giver).or_default();
        sums.0 += more;
        sums.1 += more * u64::from(mark.each);
        before
    }

    /// The end of a streak is known to have arrived: it needs no more watching.
    pub(super) fn settle(&mut self, streak: u64) {
        self.closed.insert(streak);
        if let Some(Open { count, each, sure: Some(sure) }) = self.open.remove(&streak) {
            let units = u64::from(count.saturating_sub(sure));
            self.doubt.gifts += units;
            self.doubt.diamonds += units * u64::from(each);
        }
    }

    /// A link broke: of this streak only `sure` units arrived for certain.
    pub(super) fn doubt(&mut self, streak: u64, sure: u32) {
        if let Some(open) = self.open.get_mut(&streak) {
            open.sure = Some(open.sure.map_or(sure, |earlier| earlier.min(sure)));
        }
    }

    /// The sums so far; `id` names a giver.
    pub(super) fn manifest(&self, id: impl Fn(u32) -> String) -> Manifest {
        let mut viewers: Vec<_> = self
            .paid
            .iter()
            .map(|(giver, &(gifts, diamonds))| ViewerTotal { id: id(*giver), gifts, diamonds })
            .collect();
        viewers.sort_by(|a, b| a.id.cmp(&b.id));
        let mut in_doubt = self.doubt;
        for open in self.open.values() {
            let units = u64::from(open.count.saturating_sub(open.sure.unwrap_or(open.count)));
            in_doubt.gifts += units;
            in_doubt.diamonds += units * u64::from(open.each);
        }
        Manifest {
            frames: self.frames,
            gifts: viewers.iter().map(|viewer| viewer.gifts).sum(),
            diamonds: viewers.iter().map(|viewer| viewer.diamonds).sum(),
            viewers,
            in_doubt,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(streak: u64, count: u32, last: bool) -> Option<Mark> {
        Some(Mark { streak, giver: 3, count, each: 5, last })
    }

    fn sums(ledger: &Ledger) -> (u64, u64, u64) {
        let manifest = ledger.manifest(|giver| giver.to_string());
        (manifest.gifts, manifest.diamonds, manifest.in_doubt.gifts)
    }

    #[test]
    fn running_totals_are_paid_once() {
        let mut ledger = Ledger::default();
        for (count, last) in [(1, false), (4, false), (4, true)] {
            ledger.sent(mark(1, count, last));
        }
        ledger.settle(1);
        ledger.sent(mark(2, 2, true));
        assert_eq!(sums(&ledger), (6, 30, 0));
    }

    #[test]
    fn a_cut_leaves_doubt_until_the_streak_is_heard_of_again() {
        let mut ledger = Ledger::default();
        ledger.sent(mark(1, 3, false));
        let before = ledger.sent(mark(1, 5, false));
        ledger.doubt(1, before);
        assert_eq!(sums(&ledger), (5, 25, 2));
        ledger.sent(mark(1, 6, true));
        assert_eq!(sums(&ledger), (6, 30, 0));
        ledger.doubt(1, 5);
        ledger.settle(1);
        assert_eq!(sums(&ledger), (6, 30, 1));
    }
}
