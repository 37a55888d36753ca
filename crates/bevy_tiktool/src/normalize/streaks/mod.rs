//! Counts gift streaks exactly once, by high-water mark: a frame says how many there are so far, not how many more.
//!
//! What disorder is covered, for the frames of one giver and one gift:
//!
//! - With the server's time in the frames: any repetition, however late within five minutes; any order of a streak's own
//!   frames, also across the first frames of the next streak; lost ends, when the next streak begins with no more than
//!   the last one had.
//! - With one transaction id over a whole streak: the same, whatever the times.
//! - With neither: running totals of an open streak in any order within ten seconds, the end last; totals above one
//!   repeated within five seconds of the end, the end of a single gift within two; lost ends, when the next streak begins
//!   with no more than the last one had and ten seconds later.
//! - Of a gift whose kind the frame does not say: the same, once a frame before the end was seen.
//!
//! What nobody can tell, and how it is read here:
//!
//! - An end is lost and the next streak is first seen with more than the last one had, within a minute: one streak.
//! - Without times: a lower total after the end, beyond five seconds, or a total of one: the next streak.
//! - Without times: a lower total of an open streak, beyond ten seconds: the next streak.
//! - Without times and kind: two whole gifts, end and all, however close: two gifts.
//! - Without times and kind: the same total of an open streak again, after two seconds, of a gift of 1,000 diamonds (some
//!   5 US dollars) and more: two gifts. Gifts of that price hardly streak, and so a second one looks like this; a repeat
//!   would look the same, and then it is counted twice. A doubled gift costs the streamer some troops on a screen, a lost
//!   one costs the giver real money, so above that price the giver is believed. Below it, streaks are the rule.
//! - A streak of which no frame came before frames of the next one, with a total no higher than theirs: not counted.

mod rules;
#[cfg(test)]
mod tests;

use std::{collections::HashMap, mem, time::Duration};

use crate::fact::Receipt;

pub use self::rules::Counted;
use self::rules::{EXPIRY, Streak, StreakSlot, place};

/// Streaks of one giver and one gift kept at most; the first that are over go first.
const MAX_OF_A_GIFT: usize = 16;

/// Streaks that are remembered for certain, while they are young enough; at most twice as many are kept.
const MAX_STREAKS: usize = 50_000;

type StreakKey = (u64, u64);

/// The streaks that are open or were lately. Two generations bound it: when the young one is full, the old one goes.
#[derive(Debug, Default)]
pub struct Streaks {
    young: HashMap<StreakKey, Vec<Streak>>,
    old: HashMap<StreakKey, Vec<Streak>>,
    /// Streaks that came into the young generation.
    grown: usize,
    swept: Duration,
}

impl Streaks {
    /// Counts a frame by its receipt. `old`: it may be a repeat of something long forgotten; it can add to a streak that is
    /// known, but open none.
    pub fn count(&mut self, frame: &Receipt, old: bool) -> Counted {
        if frame.streaks == Some(false) {
            let units = frame.count.max(1);
            return if old { Counted::Old } else { Counted::New { units, total: units } };
        }
        self.sweep(frame.arrival());
        let key = (frame.giver, frame.gift);
        let Self { young, old: elder, grown, .. } = self;
        let known = young.entry(key).or_insert_with(|| {
            let moved = elder.remove(&key).unwrap_or_default();
            *grown += moved.len();
            moved
        });
        known.retain(|streak| streak.is_remembered(frame.arrival()));
        let counted = match place(known, frame) {
            StreakSlot::Stale => Counted::Stale,
            StreakSlot::Of(index) => known.get_mut(index).map_or(Counted::Stale, |streak| streak.take(frame)),
            StreakSlot::Fresh(_) if old => Counted::Old,
            StreakSlot::Fresh(index) => {
                known.insert(index.min(known.len()), Streak::opened(frame));
                if known.len() > MAX_OF_A_GIFT {
                    known.remove(known.iter().position(Streak::is_closed).unwrap_or(0));
                }
                *grown += 1;
                match frame.count {
                    0 => Counted::Seen,
                    units => Counted::New { units, total: units },
                }
            }
        };
        if known.is_empty() {
            young.remove(&key);
        }
        if self.grown >= MAX_STREAKS {
            self.old = mem::take(&mut self.young);
            self.grown = 0;
        }
        counted
    }

    /// Gives back the room of what is too old to matter, every half minute.
    fn sweep(&mut self, now: Duration) {
        if now < self.swept.saturating_add(EXPIRY / 2) {
            return;
        }
        self.swept = now;
        for streaks in [&mut self.young, &mut self.old] {
            streaks.retain(|_, of_a_gift| of_a_gift.iter().any(|streak| streak.is_remembered(now)));
        }
    }

    /// Streaks kept now.
    #[cfg(test)]
    fn len(&self) -> usize {
        self.young.values().chain(self.old.values()).map(Vec::len).sum()
    }
}
