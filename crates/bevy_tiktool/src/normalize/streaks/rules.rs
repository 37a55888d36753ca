//! The rules of one streak: which frame belongs to it, and what it adds.

use std::time::Duration;

use crate::fact::Receipt;

/// A streak that was never ended is over after this.
pub(super) const EXPIRY: Duration = Duration::from_secs(60);

/// How long a streak is remembered after its last frame that said something new.
const MEMORY: Duration = Duration::from_secs(300);

/// A running total that is not above the mark opens a new streak after this much silence.
const SILENCE: Duration = Duration::from_secs(10);

/// The same by the server's own clock, in milliseconds: a new streak cannot begin before the old one's display ends.
const SILENCE_STAMP_MS: i64 = 4_000;

/// Without timestamps, a frame this soon after the end that says no more than the end did is a straggler.
const STRAGGLER: Duration = Duration::from_secs(5);

/// Without timestamps, the end of a single gift this soon after another is its echo: a gift is shown for longer.
const ECHO: Duration = Duration::from_secs(2);

/// From this price on, in diamonds, what may be a second gift is one.
const COSTLY: u32 = 1_000;

/// How far, in milliseconds of the server's clock, a whole streak may be late behind the first frame of the next.
const LATE_STAMP_MS: i64 = 10_000;

/// What a frame adds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Units that were not counted before.
    New {
        /// How many, at least 1.
        units: u32,
        /// Total of the streak so far.
        total: u32,
    },
    /// No new unit, but the streak is not what it was: its end, or a first frame that claims nothing.
    Seen,
    /// Nothing at all; the frame changed nothing.
    Stale,
    /// Nothing: it would have opened a streak, but may be a repeat.
    Old,
}

/// A streak, as far as its frames were seen.
#[derive(Debug)]
pub(super) struct Streak {
    receiver: u64,
    transaction: u64,
    counted: u32,
    /// Arrival of the last frame that said something new.
    arrival: Duration,
    /// Server's time of the frame that opened it.
    first: Option<i64>,
    /// Highest server's time of its frames.
    stamp: Option<i64>,
    closed: bool,
    /// A frame before the end was seen, so it is a streak for certain.
    grew: bool,
}

/// Where a frame goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StreakSlot {
    /// Seen already.
    Stale,
    /// More of this streak, or its end.
    Of(usize),
    /// It opens a streak, to stand at this place.
    Fresh(usize),
}

enum Fit {
    Stale,
    Takes,
    Fresh,
}

impl Streak {
    pub(super) fn opened(frame: &Receipt) -> Self {
        Self {
            receiver: frame.receiver,
            transaction: frame.transaction,
            counted: frame.count,
            arrival: frame.arrival(),
            first: frame.stamp,
            stamp: frame.stamp,
            closed: frame.end,
            grew: !frame.end,
        }
    }

    /// Adds a frame that belongs to it.
    pub(super) fn take(&mut self, frame: &Receipt) -> Counted {
        let units = frame.count.saturating_sub(self.counted);
        self.counted += units;
        self.arrival = self.arrival.max(frame.arrival());
        self.first = self.first.or(frame.stamp);
        self.stamp = frame.stamp.max(self.stamp);
        self.closed |= frame.end;
        if frame.receiver != 0 {
            self.receiver = frame.receiver;
        }
        if self.transaction == 0 {
            self.transaction = frame.transaction;
        }
        if units == 0 { Counted::Seen } else { Counted::New { units, total: self.counted } }
    }

    pub(super) fn is_remembered(&self, now: Duration) -> bool {
        now.saturating_sub(self.arrival) < MEMORY
    }

    pub(super) fn is_closed(&self) -> bool {
        self.closed
    }

    /// Everything known of it came after this time of the server's.
    fn is_after(&self, at: i64) -> bool {
        self.first.is_some_and(|first| first > at)
    }

    /// The frame says something of this streak that is not known yet, given that it belongs to it.
    fn tells_more(&self, frame: &Receipt) -> bool {
        frame.count > self.counted || (frame.end && !self.closed && frame.count == self.counted)
    }

    fn judge(&self, frame: &Receipt) -> Fit {
        let newer_ms = frame.stamp.zip(self.stamp).map(|(now, then)| now.saturating_sub(then));
        let waited = frame.arrival().saturating_sub(self.arrival);
        if self.closed {
            let stale = match newer_ms {
                Some(newer) => newer <= 0,
                // Two whole gifts of unknown kind: the second is no straggler of a streak.
                None if frame.streaks.is_none() && frame.end && !self.grew => false,
                None => {
                    let echo = frame.count > 1 || (frame.end && waited <= ECHO);
                    waited <= STRAGGLER && frame.count <= self.counted && echo
                }
            };
            return if stale { Fit::Stale } else { Fit::Fresh };
        }
        // Totals only rise with the server's time, so an older frame that says more is of an older streak.
        if newer_ms.is_some_and(|newer| newer < 0) {
            return Fit::Stale;
        }
        // The server's clock is not held up by a line that was.
        let silence = newer_ms.map_or(waited, |newer| Duration::from_millis(newer.unsigned_abs()));
        if silence > EXPIRY {
            let late_end = frame.end && frame.count == self.counted && silence <= MEMORY;
            return if late_end { Fit::Takes } else { Fit::Fresh };
        }
        if self.tells_more(frame) {
            return Fit::Takes;
        }
        // Of a costly gift the giver is believed: it hardly streaks, and a second one looks like a repeat of the first.
        let costly = frame.diamonds >= COSTLY && frame.streaks.is_none() && newer_ms.is_none();
        if costly && frame.count == self.counted && waited > ECHO {
            return Fit::Fresh;
        }
        // A streak never says the same total twice before its end, nor less.
        let passed = newer_ms.map_or(waited > SILENCE, |newer| newer >= SILENCE_STAMP_MS);
        if passed { Fit::Fresh } else { Fit::Stale }
    }

    /// Whether the frame, older than what the streak `next` began with, still tells of this one.
    fn is_meant_before(&self, next: &Self, frame: &Receipt) -> bool {
        let (Some(at), Some(last), Some(first)) = (frame.stamp, self.stamp, next.first) else { return false };
        let (since, until) = (at.saturating_sub(last), first.saturating_sub(at));
        let near = since < until && since < SILENCE_STAMP_MS;
        // An early frame of the next one cannot be its end, nor have more than it.
        self.tells_more(frame) && !self.closed && since >= 0 && (frame.end || frame.count > next.counted || near)
    }
}

/// Where `frame` goes among the streaks of its giver and gift, oldest first.
pub(super) fn place(known: &[Streak], frame: &Receipt) -> StreakSlot {
    let same = |streak: &Streak| frame.transaction != 0 && streak.transaction == frame.transaction;
    if let Some(index) = known.iter().rposition(|streak| same(streak) && may_be_for(streak, frame.receiver)) {
        let more = known.get(index).is_some_and(|streak| streak.tells_more(frame));
        return if more { StreakSlot::Of(index) } else { StreakSlot::Stale };
    }
    let Some((index, streak)) = latest(known, frame.receiver) else { return StreakSlot::Fresh(known.len()) };
    if let Some(at) = frame.stamp
        && streak.is_after(at)
    {
        return place_before(known, streak.receiver, at, frame);
    }
    match streak.judge(frame) {
        Fit::Stale => StreakSlot::Stale,
        Fit::Takes => StreakSlot::Of(index),
        Fit::Fresh => StreakSlot::Fresh(known.len()),
    }
}

/// The same for a frame made `at` a time before the last streak for that receiver began: a late one of the streak before,
/// an early one of the streak after, or one of a streak that is not known at all.
fn place_before(known: &[Streak], receiver: u64, at: i64, frame: &Receipt) -> StreakSlot {
    let streaks = || known.iter().enumerate().filter(|(_, streak)| streak.receiver == receiver);
    let Some((index, next)) = streaks().find(|(_, streak)| streak.is_after(at)) else { return StreakSlot::Stale };
    let last = streaks().rfind(|(before, _)| *before < index);
    if let Some((index, _)) = last.filter(|(_, streak)| streak.is_meant_before(next, frame)) {
        return StreakSlot::Of(index);
    }
    let over = last.is_none_or(|(_, streak)| streak.closed && streak.stamp < frame.stamp);
    let near = next.first.is_some_and(|first| first.saturating_sub(at) <= LATE_STAMP_MS);
    // An early frame of the next one has no more than it.
    if over && near && frame.count > next.counted { StreakSlot::Fresh(index) } else { StreakSlot::Stale }
}

/// The last streak for the same receiver, else one where either side did not say.
fn latest(known: &[Streak], receiver: u64) -> Option<(usize, &Streak)> {
    let streaks = || known.iter().enumerate();
    streaks()
        .rfind(|(_, streak)| streak.receiver == receiver)
        .or_else(|| streaks().rfind(|(_, streak)| may_be_for(streak, receiver) && !streak.closed))
        .or_else(|| streaks().rfind(|(_, streak)| may_be_for(streak, receiver)))
}

fn may_be_for(streak: &Streak, receiver: u64) -> bool {
    streak.receiver == receiver || streak.receiver == 0 || receiver == 0
}
