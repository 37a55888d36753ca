//! Counts what was paid: each gift unit once, by the running total of its streak, and which of it surely arrived.

mod mark;
mod streaks;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub(crate) use self::mark::GiftMark;
use self::streaks::Paid;
pub(crate) use self::streaks::{Permission, SentGift};

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
    /// The part of both that an abrupt cut may have swallowed on its way.
    #[serde(default)]
    pub in_doubt: Doubt,
}

/// Gifts of which nobody can say whether they arrived.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// Gift units.
    pub gifts: u64,
    /// Their worth in diamonds.
    pub diamonds: u64,
}

impl Doubt {
    fn add(&mut self, units: u64, each: u32) {
        self.gifts += units;
        self.diamonds += units * u64::from(each);
    }
}

/// What one giver gave.
#[derive(Debug, Clone, Copy, Default)]
struct GiverSums {
    gifts: u64,
    diamonds: u64,
    /// Doubt of streaks that are long over.
    doubt: Doubt,
}

/// What all givers gave in one show.
#[derive(Debug, Default)]
pub(crate) struct GiftLedger {
    frames: u64,
    paid: Paid,
    givers: BTreeMap<u32, GiverSums>,
}

impl GiftLedger {
    /// A frame is about to go out to `client`, `now` microseconds into the show. Counts it, unless it had better not go
    /// out: then it must not be sent. `echo`: it repeats an earlier one.
    pub(crate) fn send(&mut self, mark: Option<GiftMark>, echo: bool, client: u64, now: u64) -> Permission {
        let Some(mark) = mark else {
            self.frames += 1;
            return Permission::Pass;
        };
        if echo {
            let verdict = if self.paid.may_repeat(&mark) { Permission::Pass } else { Permission::Withhold };
            self.frames += u64::from(verdict == Permission::Pass);
            return verdict;
        }
        let (verdict, more) = self.paid.send(&mark, client, now);
        if verdict == Permission::Pass {
            self.frames += 1;
            let sums = self.givers.entry(mark.giver).or_default();
            sums.gifts += more;
            sums.diamonds += more * u64::from(mark.each);
        }
        let givers = &mut self.givers;
        self.paid.sweep(now, |giver, units, each| givers.entry(giver).or_default().doubt.add(units, each));
        verdict
    }

    /// A client has surely read a frame of this streak with this total; `last`: the end of it.
    pub(crate) fn confirm(&mut self, entry: SentGift) {
        self.paid.confirm(entry);
    }

    /// A link broke before it was known whether a frame of this streak arrived.
    pub(crate) fn shake(&mut self, streak: u64) {
        self.paid.shake(streak);
    }

    /// A client has surely read all that this frame says, and will know the frame again after `age` microseconds.
    pub(crate) fn may_replay(&self, mark: &GiftMark, age: u64) -> bool {
        self.paid.may_replay(mark, age)
    }

    /// Diamonds paid so far.
    pub(crate) fn diamonds(&self) -> u64 {
        self.givers.values().map(|sums| sums.diamonds).sum()
    }

    /// The sums so far; `id` names a giver.
    pub(crate) fn manifest(&self, id: impl Fn(u32) -> String) -> Manifest {
        let mut givers = self.givers.clone();
        self.paid.doubts(|giver, units, each| givers.entry(giver).or_default().doubt.add(units, each));
        let mut viewers: Vec<_> = givers
            .into_iter()
            .filter(|(_, sums)| sums.gifts > 0)
            .map(|(giver, GiverSums { gifts, diamonds, doubt })| ViewerTotal {
                id: id(giver),
                gifts,
                diamonds,
                in_doubt: doubt,
            })
            .collect();
        viewers.sort_by(|a, b| a.id.cmp(&b.id));
        Manifest {
            frames: self.frames,
            gifts: viewers.iter().map(|viewer| viewer.gifts).sum(),
            diamonds: viewers.iter().map(|viewer| viewer.diamonds).sum(),
            in_doubt: Doubt {
                gifts: viewers.iter().map(|viewer| viewer.in_doubt.gifts).sum(),
                diamonds: viewers.iter().map(|viewer| viewer.in_doubt.diamonds).sum(),
            },
            viewers,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: u64 = 1_000_000;

    fn mark(streak: u64, count: u32, last: bool) -> GiftMark {
        GiftMark { streak, giver: 3, gift: 5655, count, each: 5, last, streaks: true, stamped: false, numbered: false }
    }

    fn sums(ledger: &GiftLedger) -> (u64, u64, u64) {
        let manifest = ledger.manifest(|giver| giver.to_string());
        assert_eq!(manifest.viewers.iter().map(|viewer| viewer.in_doubt.gifts).sum::<u64>(), manifest.in_doubt.gifts);
        (manifest.gifts, manifest.diamonds, manifest.in_doubt.gifts)
    }

    fn send(ledger: &mut GiftLedger, mark: GiftMark, client: u64, seconds: u64) -> bool {
        ledger.send(Some(mark), false, client, seconds * SECOND) == Permission::Pass
    }

    fn heard(ledger: &mut GiftLedger, mark: GiftMark) {
        ledger.confirm(SentGift { streak: mark.streak, count: mark.count, last: mark.last });
    }

    #[test]
    fn running_totals_are_paid_once() {
        let mut ledger = GiftLedger::default();
        for (count, last) in [(1, false), (4, false), (3, false), (4, true)] {
            assert!(send(&mut ledger, mark(1, count, last), 0, 1));
            heard(&mut ledger, mark(1, count, last));
        }
        assert!(send(&mut ledger, mark(1, 4, false), 1, 1), "a straggler");
        assert!(send(&mut ledger, mark(2, 2, true), 0, 20));
        assert_eq!(sums(&ledger), (6, 30, 0));
    }

    #[test]
    fn a_cut_leaves_doubt_until_the_streak_is_surely_heard_of_again() {
        let mut ledger = GiftLedger::default();
        send(&mut ledger, mark(1, 3, false), 0, 1);
        heard(&mut ledger, mark(1, 3, false));
        send(&mut ledger, mark(1, 5, false), 0, 2);
        ledger.shake(1);
        assert_eq!(sums(&ledger), (5, 25, 2));
        // The next one is swallowed as well: what was in doubt stays so.
        send(&mut ledger, mark(1, 6, false), 1, 4);
        ledger.shake(1);
        assert_eq!(sums(&ledger), (6, 30, 3));
        send(&mut ledger, mark(1, 7, true), 2, 6);
        heard(&mut ledger, mark(1, 7, true));
        assert_eq!(sums(&ledger), (7, 35, 0));
    }

    #[test]
    fn a_streak_that_could_be_taken_for_another_is_withheld() {
        let mut ledger = GiftLedger::default();
        send(&mut ledger, mark(1, 3, false), 0, 1);
        heard(&mut ledger, mark(1, 3, false));
        // Its end never came. A lower total after a pause opens another streak; an equal one says nothing new.
        assert!(!send(&mut ledger, mark(2, 3, false), 0, 20));
        assert!(send(&mut ledger, mark(3, 1, false), 0, 20));
        assert!(send(&mut ledger, mark(3, 9, true), 0, 22), "who heard a streak open knows it");
        assert_eq!(sums(&ledger), (12, 60, 0));
        assert_eq!(ledger.send(Some(mark(2, 3, false)), true, 0, 23 * SECOND), Permission::Withhold, "nor its echo");
    }

    #[test]
    fn an_opening_that_a_cut_swallowed_leaves_the_streak_before_it_open() {
        let mut ledger = GiftLedger::default();
        send(&mut ledger, mark(1, 3, false), 0, 1);
        heard(&mut ledger, mark(1, 3, false));
        assert!(send(&mut ledger, mark(2, 1, false), 0, 20));
        ledger.shake(2);
        assert!(!send(&mut ledger, mark(2, 4, false), 1, 22), "it would add one to the first");
        assert!(send(&mut ledger, mark(2, 5, false), 1, 100), "the first is forgotten by now");
        assert_eq!(sums(&ledger), (8, 40, 1 + 4));
    }

    #[test]
    fn doubt_outlives_the_streak() {
        let mut ledger = GiftLedger::default();
        send(&mut ledger, mark(1, 2, true), 0, 1);
        ledger.shake(1);
        send(&mut ledger, GiftMark { giver: 4, ..mark(2, 2, true) }, 1, 900);
        assert_eq!(sums(&ledger), (4, 20, 2));
    }
}
