//! Knows by the server's own clock what the service repeats after a cut.

use std::time::Duration;

use crate::wire::Base;

/// How long after a reconnect the service may repeat what was handled before the cut.
const WINDOW: Duration = Duration::from_secs(30);

/// A time that falls by more than this, in milliseconds, is no disorder: the one before it was nonsense.
const JUMP_MS: i64 = 60_000;

/// Newest times handled, and what is older for a while after a cut.
#[derive(Debug, Default)]
pub(super) struct ReplayGuard {
    /// Of any event.
    newest: i64,
    /// Of a gift that was told. A gift newer than that was never told, whatever else came meanwhile.
    newest_gift: i64,
    window: Option<Window>,
    /// An earlier run handled messages whose ids nobody remembers.
    restarted: bool,
}

#[derive(Debug, Clone, Copy)]
struct Window {
    until: Duration,
    /// What was handled before is known by its ids, so a message whose id is not known is new, whatever its time.
    ids_known: bool,
    newest: i64,
    newest_gift: i64,
}

impl ReplayGuard {
    /// The link is back: for a while, what is older than the last one handled is a repeat.
    pub(super) fn resumed(&mut self, arrival: Duration) {
        let Self { newest, newest_gift, restarted, .. } = *self;
        let until = arrival.saturating_add(WINDOW);
        self.window = (newest > 0).then_some(Window { until, ids_known: !restarted, newest, newest_gift });
        self.restarted = false;
    }

    /// An earlier run handled what came before; of its messages, but for gifts, the ids are not known.
    pub(super) fn restarted(&mut self) {
        self.restarted = true;
    }

    /// An event of this time was handled before the cut. `named`: it has an id of its own, which was not seen before.
    pub(super) fn is_repeat(&self, stamp: Option<i64>, named: bool, arrival: Duration) -> bool {
        self.is_before(stamp, arrival, |window, stamp| stamp < window.newest && !(named && window.ids_known))
    }

    /// The same for a gift; of two gifts of one millisecond only one was told, and it is not known which.
    pub(super) fn is_old_gift(&self, stamp: Option<i64>, arrival: Duration) -> bool {
        self.is_before(stamp, arrival, |window, stamp| stamp <= window.newest_gift)
    }

    /// An event of this time is handled.
    pub(super) fn note(&mut self, stamp: Option<i64>) {
        if let Some(stamp) = stamp {
            later(&mut self.newest, stamp);
        }
    }

    /// A gift of this time is told.
    pub(super) fn note_gift(&mut self, stamp: Option<i64>) {
        self.note(stamp);
        if let Some(stamp) = stamp {
            later(&mut self.newest_gift, stamp);
        }
    }

    fn is_before(&self, stamp: Option<i64>, arrival: Duration, old: impl Fn(Window, i64) -> bool) -> bool {
        let Some((window, stamp)) = self.window.zip(stamp) else { return false };
        arrival < window.until && old(window, stamp)
    }
}

fn later(newest: &mut i64, stamp: i64) {
    if stamp > *newest || newest.saturating_sub(stamp) > JUMP_MS {
        *newest = stamp;
    }
}

/// The server's time, if it is one: some frames carry seconds, microseconds, or nothing.
pub(super) fn stamp(base: &Base) -> Option<i64> {
    base.timestamp.filter(|ms| (100_000_000_000..10_000_000_000_000).contains(ms))
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: i64 = 1_771_284_518_000;

    fn at(ms: i64) -> Option<i64> {
        Some(START + ms)
    }

    #[test]
    fn disorder_does_not_lower_the_mark_but_nonsense_does_not_raise_it_for_good() {
        let mut replay = ReplayGuard::default();
        for ms in [0, 5_000, 3_000] {
            replay.note(at(ms));
        }
        replay.resumed(Duration::ZERO);
        assert!(
            replay.is_repeat(at(4_000), false, Duration::ZERO) && !replay.is_repeat(at(5_000), false, Duration::ZERO)
        );
        replay.note(at(3_600_000));
        replay.note(at(6_000));
        replay.resumed(Duration::ZERO);
        assert!(!replay.is_repeat(at(6_000), false, Duration::ZERO));
        assert!(!replay.is_repeat(at(0), false, WINDOW), "the window is over");
        assert!(!replay.is_repeat(None, false, Duration::ZERO));
    }

    #[test]
    fn an_id_that_was_not_seen_beats_the_time_unless_ids_were_forgotten_in_a_restart() {
        let mut replay = ReplayGuard::default();
        replay.note(at(5_000));
        replay.resumed(Duration::ZERO);
        assert!(!replay.is_repeat(at(4_000), true, Duration::ZERO));
        replay.restarted();
        replay.resumed(Duration::ZERO);
        assert!(replay.is_repeat(at(4_000), true, Duration::ZERO));
        replay.resumed(Duration::ZERO);
        assert!(!replay.is_repeat(at(4_000), true, Duration::ZERO), "since then ids are known again");
    }

    #[test]
    fn a_gift_is_measured_by_gifts_only() {
        let mut replay = ReplayGuard::default();
        replay.note_gift(at(1_000));
        replay.note(at(9_000));
        replay.resumed(Duration::ZERO);
        let old = |ms| replay.is_old_gift(at(ms), Duration::ZERO);
        assert_eq!([old(999), old(1_000), old(1_001)], [true, true, false]);
    }
}
