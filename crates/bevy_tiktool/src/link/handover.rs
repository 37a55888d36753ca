//! Changing sockets without a gap: when to do it, and how the frames of two sockets are merged into one stream. No
//! network inside.
//!
//! Not every frame has an id, so a frame is known by its text. Each socket's frames are paired with the same text of the
//! other socket; a frame without a partner is passed on, its later partner is dropped. What comes once on each socket
//! counts once, what comes twice on each counts twice.

use std::{
    collections::{HashMap, VecDeque},
    time::Duration,
};

use tokio::time::Instant;
use xxhash_rust::xxh3::xxh3_64;

use super::backoff::QUOTA_PAUSE;
use crate::recent::Recent;

/// Two copies of one frame lie no further apart.
const WINDOW: Duration = Duration::from_secs(5);

/// How often what is too old is swept out.
const SWEEP: Duration = Duration::from_secs(1);

/// So long before the known end of a socket the next one is opened.
const MARGIN: Duration = Duration::from_secs(3 * 60);

/// Never sooner than this after the socket was opened.
const SOONEST: Duration = Duration::from_secs(30);

/// Frames without a partner that are remembered for each socket; enough for 6,000 a second.
const MAX_COPIES: usize = 32_768;

/// Frames remembered from before, as a new socket may begin with what was said last.
const HISTORY: usize = 4_096;

/// A handover that failed for no clear reason is tried again after this.
const PAUSE: Duration = Duration::from_secs(60);

/// Failures of no clear reason before it is left be.
const MAX_FAILURES: u32 = 3;

/// When a second socket is opened before the first one ends.
#[derive(Debug, Clone)]
pub(super) struct HandoverPlan {
    wanted: Option<Duration>,
    life: Option<Duration>,
    refused: bool,
    failures: u32,
    not_before: Option<Instant>,
}

impl HandoverPlan {
    /// Hands over at the age `wanted`, or sooner when sockets are known to live for `life` only; never for `None`.
    pub(super) fn new(wanted: Option<Duration>, life: Option<Duration>) -> Self {
        Self { wanted, life, refused: false, failures: 0, not_before: None }
    }

    /// The age at which a socket hands over.
    pub(super) fn age(&self) -> Option<Duration> {
        let wanted = self.wanted.filter(|_| !self.refused)?;
        let taught = self.life.map_or(wanted, |life| life.saturating_sub(MARGIN).max(SOONEST));
        Some(wanted.min(taught))
    }

    /// A socket that was opened at `opened` should hand over now. `spare`: the service wants few connects.
    pub(super) fn is_due(&self, opened: Instant, spare: bool) -> bool {
        let least = if spare { QUOTA_PAUSE } else { Duration::ZERO };
        let rested = self.not_before.is_none_or(|not_before| Instant::now() >= not_before);
        rested && self.age().is_some_and(|age| opened.elapsed() >= age.max(least))
    }

    /// The service ends sockets of this age.
    pub(super) fn learn(&mut self, life: Duration) {
        self.life = Some(self.life.map_or(life, |known| known.min(life)));
    }

    /// The service wants no second socket: never again in this run.
    pub(super) fn refuse(&mut self) {
        self.refused = true;
    }

    /// The second socket failed for no clear reason: once more after a while, but not for ever.
    pub(super) fn fail(&mut self) {
        self.failures += 1;
        self.refused |= self.failures >= MAX_FAILURES;
        self.not_before = Some(Instant::now() + PAUSE);
    }

    /// A handover worked.
    pub(super) fn worked(&mut self) {
        self.failures = 0;
    }
}

/// What a frame of the second socket is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Admitted {
    /// New: pass it on.
    New,
    /// The first socket brought it just now: drop it.
    Copy,
    /// The first socket brought it some time ago: drop it.
    Old,
}

/// Merges the frames of two sockets. Bounded: [`HISTORY`] texts always, and up to [`MAX_COPIES`] a socket while two are
/// open.
#[derive(Debug)]
pub(super) struct FrameMerger {
    /// Texts passed on lately.
    history: Recent<u64>,
    /// Without partner: of the first socket, while a second one is open.
    first: Option<Copies>,
    /// Without partner: of the second socket, while it is open.
    second: Option<Copies>,
    /// Not passed on, as the text was known from before: of the second socket, while it is open.
    known: Option<Copies>,
    /// Without partner: of a socket that was closed a moment ago.
    gone: Option<Copies>,
}

impl Default for FrameMerger {
    fn default() -> Self {
        Self { history: Recent::new(HISTORY), first: None, second: None, known: None, gone: None }
    }
}

impl FrameMerger {
    /// A frame of the first socket; false if it is to be dropped.
    pub(super) fn first(&mut self, text: &str, now: Instant) -> bool {
        let text = xxh3_64(text.as_bytes());
        self.gone.take_if(|gone| gone.is_over(now));
        let known = [&mut self.gone, &mut self.second].into_iter().flatten().any(|other| other.take(text, now));
        if !known {
            self.history.insert(text);
            // If the second one brought it already, no copy will follow.
            let had = self.known.as_mut().is_some_and(|known| known.take(text, now));
            if let Some(first) = self.first.as_mut().filter(|_| !had) {
                first.put(text, now);
            }
        }
        !known
    }

    /// A frame of the second socket.
    pub(super) fn second(&mut self, text: &str, now: Instant) -> Admitted {
        let text = xxh3_64(text.as_bytes());
        if self.first.as_mut().is_some_and(|first| first.take(text, now)) {
            Admitted::Copy
        } else if self.history.contains(&text) {
            // Should it be a new one of the same text after all, the first socket brings it too.
            if let Some(known) = &mut self.known {
                known.put(text, now);
            }
            Admitted::Old
        } else {
            self.history.insert(text);
            if let Some(second) = &mut self.second {
                second.put(text, now);
            }
            Admitted::New
        }
    }

    /// The second socket is open. What the first one brought before that is known by its text only.
    pub(super) fn opened(&mut self) {
        let empty = || Some(Copies::default());
        (self.first, self.second, self.known) = (empty(), empty(), empty());
    }

    /// The second socket is gone; the first goes on.
    pub(super) fn cancel(&mut self) {
        if self.second.is_some() {
            self.gone = self.second.take();
        }
        (self.first, self.known) = (None, None);
    }

    /// The second socket takes the first one's place.
    pub(super) fn promote(&mut self) {
        self.gone = self.first.take();
        (self.second, self.known) = (None, None);
    }
}

/// When frames came that have no partner yet, by their text.
#[derive(Debug, Default)]
struct Copies {
    came: HashMap<u64, VecDeque<Instant>>,
    count: usize,
    last: Option<Instant>,
    swept: Option<Instant>,
}

impl Copies {
    fn put(&mut self, text: u64, now: Instant) {
        if now.saturating_duration_since(*self.swept.get_or_insert(now)) >= SWEEP {
            self.sweep(now);
            self.swept = Some(now);
        }
        if self.count < MAX_COPIES {
            self.came.entry(text).or_default().push_back(now);
            self.count += 1;
            self.last = Some(now);
        }
    }

    /// Whether a partner waits for this text; the oldest is taken.
    fn take(&mut self, text: u64, now: Instant) -> bool {
        let Some(times) = self.came.get_mut(&text) else { return false };
        let before = times.len();
        while times.front().is_some_and(|came| now.saturating_duration_since(*came) > WINDOW) {
            times.pop_front();
        }
        let found = times.pop_front().is_some();
        self.count -= before - times.len();
        if times.is_empty() {
            self.came.remove(&text);
        }
        found
    }

    fn sweep(&mut self, now: Instant) {
        self.came.retain(|_, times| {
            times.retain(|came| now.saturating_duration_since(*came) <= WINDOW);
            !times.is_empty()
        });
        self.count = self.came.values().map(VecDeque::len).sum();
    }

    /// Nothing in it can find a partner any more.
    fn is_over(&self, now: Instant) -> bool {
        self.last.is_none_or(|last| now.saturating_duration_since(last) > WINDOW)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn both() -> (FrameMerger, Instant) {
        let (mut merge, now) = (FrameMerger::default(), Instant::now());
        merge.opened();
        (merge, now)
    }

    #[test]
    fn what_both_bring_counts_once_and_what_comes_twice_counts_twice() {
        let (mut merge, now) = both();
        assert!(merge.first("a", now) && merge.first("a", now), "twice on the first");
        assert_eq!([merge.second("a", now), merge.second("a", now)], [Admitted::Copy; 2]);
        assert_eq!(merge.second("b", now), Admitted::New, "the second may be ahead");
        assert!(!merge.first("b", now), "and the first comes after");
        assert!(merge.first("b", now), "another one of the same text");
    }

    #[test]
    fn a_new_socket_that_repeats_the_past_adds_nothing() {
        let mut merge = FrameMerger::default();
        let start = Instant::now();
        assert!(merge.first("old chat", start));
        merge.opened();
        assert_eq!(merge.second("old chat", start + 60 * SECOND), Admitted::Old);
        assert!(merge.first("old chat", start + 61 * SECOND), "said again, and the first brings it");
        assert_ne!(merge.second("old chat", start + 61 * SECOND), Admitted::New);
    }

    #[test]
    fn stragglers_after_the_change_are_dropped_for_a_while_only() {
        let (mut merge, now) = both();
        assert!(merge.first("gift", now));
        merge.promote();
        assert!(!merge.first("gift", now + SECOND), "the copy of what the closed socket brought");
        assert!(merge.first("gift", now + SECOND), "the next of the same text is another gift");
        let (mut merge, now) = both();
        assert!(merge.first("gift", now));
        merge.promote();
        assert!(merge.first("gift", now + 6 * SECOND), "too late for a copy");
    }

    #[test]
    fn what_a_failed_second_socket_brought_is_not_counted_again() {
        let (mut merge, now) = both();
        assert_eq!(merge.second("gift", now), Admitted::New);
        merge.cancel();
        assert!(!merge.first("gift", now + SECOND));
        assert!(merge.first("gift", now + SECOND));
    }

    #[test]
    fn the_same_text_before_and_after_waits_for_no_copy_that_cannot_come() {
        let (mut merge, now) = (FrameMerger::default(), Instant::now());
        assert!(merge.first("like", now));
        merge.opened();
        // Another like of the same text; the second socket is ahead.
        assert_eq!(merge.second("like", now + SECOND), Admitted::Old);
        assert!(merge.first("like", now + SECOND));
        merge.promote();
        assert!(merge.first("like", now + 2 * SECOND), "a third one");
    }

    #[test]
    fn memory_is_bounded() {
        let (mut merge, now) = both();
        for n in 0..3 * MAX_COPIES {
            assert!(merge.first(&n.to_string(), now));
        }
        assert_eq!(merge.first.as_ref().unwrap().count, MAX_COPIES);
        assert!(merge.first("x", now + 10 * SECOND));
        assert_eq!(merge.first.as_ref().unwrap().count, 1, "what is too old is forgotten");
    }

    #[test]
    fn when_to_hand_over() {
        let [wanted, hour] = [Duration::from_secs(117 * 60), Duration::from_secs(3_600)];
        let mut plan = HandoverPlan::new(Some(wanted), None);
        assert_eq!(plan.age(), Some(wanted));
        plan.learn(10 * hour);
        assert_eq!(plan.age(), Some(wanted), "never later than wanted");
        plan.learn(hour);
        plan.learn(2 * hour);
        assert_eq!(plan.age(), Some(hour - MARGIN), "the shortest life counts");
        plan.learn(MARGIN);
        assert_eq!(plan.age(), Some(SOONEST));
        assert_eq!(HandoverPlan::new(None, Some(hour)).age(), None, "not wanted");
        plan.refuse();
        assert_eq!(plan.age(), None);
        let mut plan = HandoverPlan::new(Some(SECOND), None);
        assert!(plan.is_due(Instant::now() - 2 * SECOND, false) && !plan.is_due(Instant::now() - 2 * SECOND, true));
        plan.fail();
        assert!(!plan.is_due(Instant::now() - 2 * SECOND, false), "not at once");
        plan.fail();
        plan.fail();
        assert_eq!(plan.age(), None, "not for ever");
    }
}
