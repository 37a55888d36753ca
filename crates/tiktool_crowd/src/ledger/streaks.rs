//! What was written of each streak, what of it was surely read, and whether the next one can be told from it.
//!
//! The wire has no number for a streak, so a client knows it by giver and gift alone. When the end of one was never
//! heard (lost, or sent while nobody listened), the next one of the same giver and gift can look like more of it. A gift
//! that no client could count is withheld: it is neither sent nor paid.

use std::collections::{BTreeSet, HashMap};

use super::mark::GiftMark;
use crate::time::SECOND;

/// A lower total after this much silence surely opens another streak (clients wait about ten seconds).
const SILENCE: u64 = 13 * SECOND;
/// A streak without an end is surely given up after this (clients wait about a minute).
const EXPIRED: u64 = 75 * SECOND;
/// After this not even a late end is taken for its own.
const FORGOTTEN: u64 = 320 * SECOND;
/// How long a frame without a message number, but with a time, is known again when it is repeated.
const KNOWN: u64 = 5 * SECOND;

/// A frame that went out, as far as counting goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SentGift {
    pub streak: u64,
    pub count: u32,
    pub last: bool,
}

/// Whether a frame may go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Permission {
    Pass,
    /// No client could count it exactly.
    Withhold,
}

#[derive(Debug)]
struct StreakRecord {
    giver: u32,
    gift: u32,
    each: u32,
    /// Highest total that was written.
    written: u32,
    /// Highest total that was surely read.
    sure: u32,
    /// A link broke before all that was written was surely read.
    shaken: bool,
    /// The end was surely read.
    ended: bool,
    /// Clients that it was written to, and those of them that the end was written to.
    on: Vec<u64>,
    end_on: Vec<u64>,
    /// When it was last written.
    at: u64,
    /// Can be mistaken for another; single gifts cannot.
    streaks: bool,
}

impl StreakRecord {
    fn new(mark: &GiftMark) -> Self {
        Self {
            giver: mark.giver,
            gift: mark.gift,
            each: mark.each,
            written: 0,
            sure: 0,
            shaken: false,
            ended: false,
            on: Vec::new(),
            end_on: Vec::new(),
            at: 0,
            streaks: mark.streaks,
        }
    }

    fn doubt(&self) -> u64 {
        if self.shaken { u64::from(self.written.saturating_sub(self.sure)) } else { 0 }
    }

    /// A client that may not have heard the end of this one takes `mark`, of a later one, for what it is.
    fn told_from(&self, mark: &GiftMark, client: u64, now: u64) -> bool {
        let silence = now.saturating_sub(self.at);
        let lower = mark.count < self.sure && silence >= SILENCE;
        let given_up = silence >= if mark.last { FORGOTTEN } else { EXPIRED };
        self.ended || self.end_on.contains(&client) || lower || given_up
    }
}

/// So many streaks that are over are remembered. Numbers rise, and no frame comes minutes after its streak.
const REMEMBERED: usize = 8_192;

fn remember(numbers: &mut BTreeSet<u64>, number: u64) {
    numbers.insert(number);
    if numbers.len() > REMEMBERED {
        numbers.pop_first();
    }
}

/// The streaks that may still matter. Of those that are over only the number is kept, so that none is paid twice.
#[derive(Debug, Default)]
pub(crate) struct Paid {
    open: HashMap<u64, StreakRecord>,
    /// By giver and gift, oldest first.
    by_gift: HashMap<(u32, u32), Vec<u64>>,
    /// The newest [`REMEMBERED`] numbers.
    closed: BTreeSet<u64>,
    /// Streaks of which a frame was withheld; likewise.
    withheld: BTreeSet<u64>,
    swept: u64,
}

impl Paid {
    /// Whether a frame may go out, and the units it adds.
    pub(crate) fn send(&mut self, mark: &GiftMark, client: u64, now: u64) -> (Permission, u64) {
        if self.closed.contains(&mark.streak) {
            return (Permission::Pass, 0);
        }
        if mark.streaks && !self.is_plain(mark, client, now) {
            remember(&mut self.withheld, mark.streak);
            return (Permission::Withhold, 0);
        }
        let by_gift = &mut self.by_gift;
        let streak = self.open.entry(mark.streak).or_insert_with(|| {
            if mark.streaks {
                by_gift.entry((mark.giver, mark.gift)).or_default().push(mark.streak);
            }
            StreakRecord::new(mark)
        });
        let more = mark.count.saturating_sub(streak.written);
        streak.written += more;
        streak.at = now;
        if !streak.on.contains(&client) {
            streak.on.push(client);
        }
        if mark.last && !streak.end_on.contains(&client) {
            streak.end_on.push(client);
        }
        (Permission::Pass, u64::from(more))
    }

    /// The client surely takes the frame for what it is: more of a streak that it heard open, or the opening of one.
    fn is_plain(&self, mark: &GiftMark, client: u64, now: u64) -> bool {
        if self.open.get(&mark.streak).is_some_and(|streak| streak.sure > 0 || streak.on.contains(&client)) {
            return true;
        }
        let earlier = self.by_gift.get(&(mark.giver, mark.gift)).into_iter().flatten();
        earlier
            .filter(|number| **number != mark.streak)
            .filter_map(|number| self.open.get(number))
            .all(|streak| streak.told_from(mark, client, now))
    }

    /// An exact repeat may go out only where the frame itself did.
    pub(crate) fn may_repeat(&self, mark: &GiftMark) -> bool {
        let written = self.closed.contains(&mark.streak)
            || self.open.get(&mark.streak).is_some_and(|streak| streak.written >= mark.count);
        written && !self.withheld.contains(&mark.streak)
    }

    pub(crate) fn may_replay(&self, mark: &GiftMark, age: u64) -> bool {
        let read = self.closed.contains(&mark.streak)
            || self.open.get(&mark.streak).is_some_and(|streak| streak.sure >= mark.count);
        let known = mark.numbered || (mark.streaks && mark.stamped && age <= KNOWN);
        read && known && !self.withheld.contains(&mark.streak)
    }

    pub(crate) fn confirm(&mut self, entry: SentGift) {
        let Some(streak) = self.open.get_mut(&entry.streak) else { return };
        streak.sure = streak.sure.max(entry.count);
        streak.ended |= entry.last;
        if streak.sure >= streak.written {
            streak.shaken = false;
            if streak.ended {
                self.close(entry.streak);
            }
        }
    }

    pub(crate) fn shake(&mut self, streak: u64) {
        if let Some(streak) = self.open.get_mut(&streak) {
            streak.shaken = streak.sure < streak.written;
        }
    }

    fn close(&mut self, number: u64) -> Option<StreakRecord> {
        let streak = self.open.remove(&number)?;
        remember(&mut self.closed, number);
        if streak.streaks
            && let Some(known) = self.by_gift.get_mut(&(streak.giver, streak.gift))
        {
            known.retain(|known| *known != number);
            if known.is_empty() {
                self.by_gift.remove(&(streak.giver, streak.gift));
            }
        }
        Some(streak)
    }

    /// Gives each doubt to `add`: giver, units, price of one.
    pub(crate) fn doubts(&self, mut add: impl FnMut(u32, u64, u32)) {
        for streak in self.open.values() {
            add(streak.giver, streak.doubt(), streak.each);
        }
    }

    /// Closes what no client can remember, at most once a minute; its doubt is final.
    pub(crate) fn sweep(&mut self, now: u64, mut add: impl FnMut(u32, u64, u32)) {
        if now.saturating_sub(self.swept) < 60 * SECOND {
            return;
        }
        self.swept = now;
        let old: Vec<u64> = self
            .open
            .iter()
            .filter(|(_, streak)| now.saturating_sub(streak.at) >= FORGOTTEN)
            .map(|(number, _)| *number)
            .collect();
        for streak in old.into_iter().filter_map(|number| self.close(number)) {
            add(streak.giver, streak.doubt(), streak.each);
        }
    }
}
