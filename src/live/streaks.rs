//! Counts gift streaks exactly once, by high-water mark: a frame says how many there are so far, not how many more.

use std::{collections::HashMap, time::Duration};

/// A running total below the mark opens a new streak after this much silence.
const SILENCE: Duration = Duration::from_secs(10);

/// The same by the server's own clock, in milliseconds: a new streak cannot begin before the old one's display ends.
const SILENCE_STAMP_MS: i64 = 4_000;

/// A streak that was never ended is over after this.
const EXPIRY: Duration = Duration::from_secs(60);

/// How long a late end frame is still recognised.
const MEMORY: Duration = Duration::from_secs(300);

/// Without timestamps, a frame this soon after the end that says no more than the end did is a straggler.
const STRAGGLER: Duration = Duration::from_secs(5);

/// Two ends of single gifts cannot come closer than this without a frame between them.
const ECHO: Duration = Duration::from_secs(1);

/// Givers kept at most; the oldest go first.
const MAX_KEYS: usize = 50_000;

/// One frame of a gift, as far as counting goes.
#[derive(Debug, Clone, Copy)]
pub struct GiftFrame {
    /// Who gives.
    pub giver: u64,
    /// Which gift.
    pub gift: u64,
    /// Who receives it, or the wire's group; 0 when it does not say.
    pub receiver: u64,
    /// Running total, already bounded.
    pub count: u32,
    /// The streak ends here.
    pub end: bool,
    /// Whether this kind of gift can streak, if the frame says.
    pub streaks: Option<bool>,
    /// The server's time, epoch milliseconds.
    pub stamp: Option<i64>,
    /// Arrival, since the start.
    pub arrival: Duration,
}

/// What a frame adds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Units {
    /// Units that were not counted before.
    pub new: u32,
    /// Total of the streak so far.
    pub streak: u32,
}

#[derive(Debug)]
struct Streak {
    receiver: u64,
    counted: u32,
    arrival: Duration,
    stamp: Option<i64>,
    closed: bool,
    /// A frame before the end was seen, so it is a streak for certain.
    grew: bool,
}

/// The streaks that are open or were lately.
#[derive(Debug, Default)]
pub struct Streaks {
    by_gift: HashMap<(u64, u64), Vec<Streak>>,
    swept: Duration,
}

impl Streaks {
    /// Counts a frame.
    pub fn count(&mut self, frame: &GiftFrame) -> Units {
        if frame.streaks == Some(false) {
            let count = frame.count.max(1);
            return Units { new: count, streak: count };
        }
        self.sweep(frame.arrival);
        let known = self.by_gift.entry((frame.giver, frame.gift)).or_default();
        let Some(streak) = find(known, frame) else {
            known.push(Streak::opened(frame));
            return Units { new: frame.count, streak: frame.count };
        };
        match streak.judge(frame) {
            Judgement::Stale => Units { new: 0, streak: streak.counted },
            Judgement::Grows => {
                let new = frame.count - streak.counted;
                streak.take(frame);
                Units { new, streak: frame.count }
            }
            Judgement::Fresh => {
                let opened = Streak::opened(frame);
                if streak.receiver == frame.receiver {
                    *streak = opened;
                } else {
                    known.push(opened);
                }
                Units { new: frame.count, streak: frame.count }
            }
        }
    }

    /// Forgets what is too old to matter, at most every half minute.
    fn sweep(&mut self, now: Duration) {
        let full = self.by_gift.len() > MAX_KEYS;
        if !full && now < self.swept + EXPIRY / 2 {
            return;
        }
        self.swept = now;
        let keep_for = if full { EXPIRY } else { MEMORY };
        self.by_gift.retain(|_, streaks| {
            streaks.retain(|streak| now.saturating_sub(streak.arrival) < keep_for);
            !streaks.is_empty()
        });
    }
}

enum Judgement {
    /// Seen already.
    Stale,
    /// More of the same streak, or its end.
    Grows,
    /// The first frame of another streak.
    Fresh,
}

impl Streak {
    fn opened(frame: &GiftFrame) -> Self {
        Self {
            receiver: frame.receiver,
            counted: frame.count,
            arrival: frame.arrival,
            stamp: frame.stamp,
            closed: frame.end,
            grew: !frame.end,
        }
    }

    fn take(&mut self, frame: &GiftFrame) {
        self.counted = frame.count;
        self.arrival = frame.arrival;
        self.stamp = frame.stamp.max(self.stamp);
        self.closed = frame.end;
        if frame.receiver != 0 {
            self.receiver = frame.receiver;
        }
    }

    fn judge(&self, frame: &GiftFrame) -> Judgement {
        let silence = frame.arrival.saturating_sub(self.arrival);
        let newer_ms = frame.stamp.zip(self.stamp).map(|(now, then)| now.saturating_sub(then));
        let stale = if self.closed {
            match newer_ms {
                Some(newer) => newer <= 0,
                // Two whole gifts of unknown kind: the second is no straggler of a streak.
                None if frame.streaks.is_none() && frame.end && !self.grew => false,
                None => {
                    let echo = frame.count > 1 || (frame.end && silence <= ECHO);
                    silence <= STRAGGLER && frame.count <= self.counted && echo
                }
            }
        } else if silence > EXPIRY {
            frame.end && frame.count == self.counted && silence <= MEMORY
        } else if frame.count < self.counted {
            let passed = match newer_ms {
                Some(newer) => newer >= SILENCE_STAMP_MS,
                None => false,
            };
            !passed && (silence <= SILENCE || newer_ms.is_some_and(|newer| newer <= 0))
        } else {
            return Judgement::Grows;
        };
        if stale { Judgement::Stale } else { Judgement::Fresh }
    }
}

/// The streak a frame belongs to: the same receiver, else one where either side did not say.
fn find<'a>(known: &'a mut [Streak], frame: &GiftFrame) -> Option<&'a mut Streak> {
    let exact = known.iter().rposition(|streak| streak.receiver == frame.receiver);
    let vague = |streak: &Streak| frame.receiver == 0 || streak.receiver == 0;
    let index = exact
        .or_else(|| known.iter().rposition(|streak| vague(streak) && !streak.closed))
        .or_else(|| known.iter().rposition(vague))?;
    known.get_mut(index)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Frames as (seconds, count, end, stamp in ms or -1); gives the units of each.
    fn play(streaks: Option<bool>, frames: &[(f32, u32, bool, i64)]) -> Vec<u32> {
        let mut state = Streaks::default();
        let frame = |&(at, count, end, stamp): &(f32, u32, bool, i64)| {
            let stamp = (stamp >= 0).then_some(stamp);
            let arrival = Duration::from_secs_f32(at);
            state.count(&GiftFrame { giver: 1, gift: 5655, receiver: 0, count, end, streaks, stamp, arrival }).new
        };
        frames.iter().map(frame).collect()
    }

    const NO: i64 = -1;

    #[test]
    fn counts_each_unit_as_its_frame_comes() {
        let streak = [(0., 1, false, NO), (0.5, 2, false, NO), (1., 5, false, NO), (4., 5, true, NO)];
        assert_eq!(play(Some(true), &streak), [1, 1, 3, 0]);
        assert_eq!(play(None, &streak), [1, 1, 3, 0], "a missing type is counted like a streak");
        assert_eq!(play(Some(true), &[(0., 1, false, NO), (3., 1, true, NO)]), [1, 0]);
        assert_eq!(play(Some(true), &[(0., 7, true, NO)]), [7], "only the end arrived");
    }

    #[test]
    fn gifts_that_cannot_streak_count_at_once() {
        assert_eq!(play(Some(false), &[(0., 1, false, NO), (0.1, 1, true, NO), (0.2, 3, false, NO)]), [1, 1, 3]);
        assert_eq!(play(None, &[(0., 1, true, NO), (2., 1, true, NO)]), [1, 1]);
        assert_eq!(play(None, &[(0., 99, true, NO), (2., 99, true, NO)]), [99, 99]);
    }

    #[test]
    fn stragglers_of_a_closed_streak_are_stale() {
        assert_eq!(play(Some(true), &[(0., 5, true, NO), (1., 3, false, NO), (2., 5, true, NO)]), [5, 0, 0]);
        assert_eq!(play(Some(true), &[(0., 5, true, 900), (60., 5, true, 900), (61., 1, false, 800)]), [5, 0, 0]);
        assert_eq!(play(Some(true), &[(0., 1, false, NO), (3., 1, true, NO), (3.1, 1, true, NO)]), [1, 0, 0]);
    }

    #[test]
    fn a_new_streak_after_an_end_counts_anew() {
        let twice = [(0., 1, false, NO), (3., 1, true, NO), (3.5, 1, false, NO), (7., 1, true, NO)];
        assert_eq!(play(Some(true), &twice), [1, 0, 1, 0]);
        assert_eq!(play(Some(true), &[(0., 5, true, 900), (1., 2, false, 1_900)]), [5, 2]);
        assert_eq!(play(Some(true), &[(0., 5, true, NO), (1., 8, false, NO)]), [5, 8], "more than the end had");
        assert_eq!(play(Some(true), &[(0., 5, true, NO), (9., 3, false, NO)]), [5, 3]);
    }

    #[test]
    fn lost_ends_and_reordered_frames() {
        assert_eq!(play(Some(true), &[(0., 5, false, NO), (0.1, 3, false, NO)]), [5, 0], "reordered");
        assert_eq!(play(Some(true), &[(0., 5, false, NO), (11., 2, false, NO)]), [5, 2], "a lost end");
        assert_eq!(play(Some(true), &[(0., 5, false, 1), (5., 2, false, 5_001)]), [5, 2], "a lost end, by the stamps");
        assert_eq!(play(Some(true), &[(0., 5, false, NO), (61., 7, false, NO)]), [5, 7], "expired");
        assert_eq!(play(Some(true), &[(0., 5, false, NO), (90., 5, true, NO)]), [5, 0], "a late end");
    }

    #[test]
    fn receivers_keep_streaks_apart_but_a_missing_one_does_not() {
        let mut state = Streaks::default();
        let mut count = |receiver, count, end| {
            let arrival = Duration::ZERO;
            let streaks = Some(true);
            state.count(&GiftFrame { giver: 1, gift: 2, receiver, count, end, streaks, stamp: None, arrival }).new
        };
        assert_eq!([count(7, 3, false), count(8, 2, false), count(7, 4, false), count(8, 2, true)], [3, 2, 1, 0]);
        assert_eq!([count(0, 5, false), count(7, 5, true)], [1, 0]);
    }

    #[test]
    fn memory_is_bounded() {
        let mut state = Streaks::default();
        for giver in 0..200_000u64 {
            let arrival = Duration::from_millis(giver * 10);
            let frame = GiftFrame {
                giver,
                gift: 1,
                receiver: 0,
                count: 1,
                end: false,
                streaks: Some(true),
                stamp: None,
                arrival,
            };
            state.count(&frame);
        }
        assert!(state.by_gift.len() <= MAX_KEYS + 1, "{}", state.by_gift.len());
    }
}
