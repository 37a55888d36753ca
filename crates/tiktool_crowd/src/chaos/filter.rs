//! What a profile does to the frames on their way.

use std::{
    cmp::{Ordering, Reverse},
    collections::BinaryHeap,
    mem,
};

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::{
    junk,
    profile::{Chaos, Plan},
    rude,
};
use crate::{ledger::GiftMark, people::Person, time::SECOND, wire::Frame};

/// Longest delay of a frame and of a repeat, in microseconds.
const LATE: u64 = 2_600_000;
const AGAIN: u64 = 20 * SECOND;
/// The same for a frame that clients know only for a few seconds: since it was made.
const TIMED: u64 = 5 * SECOND;
const UNTIMED: u64 = 4 * SECOND;
/// A first unit without time or number must come before the end of its streak, two seconds later.
const FIRST: u64 = 1_500_000;

/// A profile at work, with what it holds back.
#[derive(Debug)]
pub(crate) struct ChaosFilter {
    pub(crate) plan: Plan,
    pub(crate) rng: ChaCha8Rng,
    held: BinaryHeap<Reverse<HeldFrame>>,
    numbered: u64,
    /// The last frame's text, to tear up.
    last: String,
}

#[derive(Debug)]
struct HeldFrame {
    due: u64,
    number: u64,
    frame: Frame,
}

impl HeldFrame {
    fn key(&self) -> (u64, u64) {
        (self.due, self.number)
    }
}

impl PartialEq for HeldFrame {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for HeldFrame {}

impl PartialOrd for HeldFrame {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for HeldFrame {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl ChaosFilter {
    pub(crate) fn new(chaos: Chaos, seed: u64) -> Self {
        Self {
            plan: chaos.plan(),
            rng: ChaCha8Rng::seed_from_u64(seed ^ 0xC4A0_5EED),
            held: BinaryHeap::new(),
            numbered: 0,
            last: String::new(),
        }
    }

    /// Gives some of the people rude names.
    pub(crate) fn rename(&mut self, people: &mut [Person]) {
        for person in people {
            if self.chance(self.plan.rude) {
                person.name = rude::name(&mut self.rng);
            }
        }
    }

    /// Passes on a frame that was made `now`: what goes out at once is appended to `out`, the rest is held back.
    pub(crate) fn pass(&mut self, mut frame: Frame, now: u64, out: &mut Vec<Frame>) {
        frame.made = now;
        if self.plan == Plan::default() {
            out.push(frame);
            return;
        }
        if frame.mark.is_some_and(|mark| mark.streaks && mark.last) && self.chance(self.plan.lose_end) {
            return;
        }
        if self.chance(self.plan.odd)
            && let Some(text) = junk::odd(&mut self.rng, &frame.text)
        {
            frame.text = text;
        }
        if self.chance(self.plan.junk) {
            out.push(Frame { made: now, ..junk::junk(&mut self.rng, &self.last) });
        }
        if self.plan.junk > 0.0 {
            self.last.clone_from(&frame.text);
        }
        let longest = longest_hold(frame.mark);
        let late = if self.chance(self.plan.hold) { self.rng.random_range(0..=longest) } else { 0 };
        if self.chance(self.plan.repeat)
            && let Some(left) = longest_repeat(frame.mark).and_then(|most| most.checked_sub(late))
        {
            // Half of them come at once.
            let most = if self.chance(0.5) { left.min(SECOND / 5) } else { left };
            let wait = late + self.rng.random_range(0..=most);
            self.hold(now + wait + 1, Frame { echo: true, ..frame.clone() });
        }
        if late > 0 { self.hold(now + late, frame) } else { out.push(frame) }
    }

    fn hold(&mut self, due: u64, frame: Frame) {
        self.numbered += 1;
        self.held.push(Reverse(HeldFrame { due, number: self.numbered, frame }));
    }

    /// The next frame that is due until `limit`, and when.
    pub(crate) fn due(&mut self, limit: u64) -> Option<(u64, Frame)> {
        if self.held.peek().is_none_or(|Reverse(held)| held.due > limit) {
            return None;
        }
        self.held.pop().map(|Reverse(held)| (held.due, held.frame))
    }

    /// All that is held back, in order; repeats are forgotten.
    pub(crate) fn release(&mut self) -> Vec<Frame> {
        let held = mem::take(&mut self.held).into_sorted_vec();
        held.into_iter().rev().map(|Reverse(held)| held.frame).filter(|frame| !frame.echo).collect()
    }

    pub(crate) fn chance(&mut self, of_one: f64) -> bool {
        of_one > 0.0 && self.rng.random::<f64>() < of_one
    }
}

/// How late a frame may come, so that it still counts for what it is.
fn longest_hold(mark: Option<GiftMark>) -> u64 {
    match mark {
        Some(mark) if mark.streaks && !mark.stamped && mark.count == 1 && !mark.last => FIRST,
        _ => LATE,
    }
}

/// How late a repeat may come, so that it is still known for one; `None` when it never is.
fn longest_repeat(mark: Option<GiftMark>) -> Option<u64> {
    let Some(mark) = mark else { return Some(AGAIN) };
    match (mark.numbered, mark.streaks) {
        (true, _) => Some(AGAIN),
        // A single gift without a number is like any other.
        (false, false) => None,
        (false, true) if mark.stamped => Some(TIMED),
        (false, true) if mark.count > 1 => Some(UNTIMED),
        (false, true) => (!mark.last).then_some(FIRST),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(streaks: bool, form: (bool, bool), count: u32, last: bool) -> Option<GiftMark> {
        let (stamped, numbered) = form;
        Some(GiftMark { streak: 1, giver: 1, gift: 1, count, each: 1, last, streaks, stamped, numbered })
    }

    #[test]
    fn only_what_can_be_known_again_is_repeated() {
        let (docs, sdk, recent) = ((false, false), (true, false), (true, true));
        assert_eq!(longest_repeat(mark(false, docs, 1, true)), None);
        assert_eq!(longest_repeat(mark(false, sdk, 1, true)), None);
        assert_eq!(longest_repeat(mark(false, recent, 1, true)), Some(AGAIN));
        assert_eq!(longest_repeat(mark(true, docs, 1, true)), None);
        assert_eq!(longest_repeat(mark(true, docs, 1, false)), Some(FIRST));
        assert_eq!(longest_repeat(mark(true, docs, 2, true)), Some(UNTIMED));
        assert_eq!(longest_repeat(mark(true, sdk, 1, true)), Some(TIMED));
        assert_eq!(longest_hold(mark(true, docs, 1, false)), FIRST);
    }

    #[test]
    fn a_calm_filter_changes_nothing() {
        let mut out = Vec::new();
        let mut filter = ChaosFilter::new(Chaos::None, 7);
        filter.pass(Frame::from("a".to_owned()), 5, &mut out);
        assert_eq!((out.len(), out[0].made, filter.due(u64::MAX)), (1, 5, None));
    }
}
