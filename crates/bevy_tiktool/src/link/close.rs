//! What the end of a connection means and what to do then: the tables of close codes and of refusals, as pure functions.

use std::{sync::Arc, time::Duration};

use super::state::Reason;

/// Wait when the streamer is not live.
const NOT_LIVE: Duration = Duration::from_secs(60);

/// Wait when the service asks for patience.
const SLOW: Duration = Duration::from_secs(60);

/// Wait after a planned cut or a quiet one.
const PAUSE: Duration = Duration::from_secs(5);

/// Wait when every connect costs quota that is used up.
const LONG: Duration = Duration::from_secs(15 * 60);

/// A connection cut for its age lasted at least this; a shorter one was cut for the plan.
const LASTED: Duration = Duration::from_secs(120);

/// How a connection ended.
#[derive(Debug, Clone, Default)]
pub struct Closed<'a> {
    /// The close frame's code; `None` when the line just broke.
    pub code: Option<u16>,
    /// The close frame's words.
    pub said: &'a str,
    /// The events said that the stream is over.
    pub stream_ended: bool,
    /// The events said that the streamer is not live.
    pub not_live: bool,
    /// How long the connection was open.
    pub open_for: Duration,
}

/// What to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Try again, after the ordinary growing wait.
    Backoff,
    /// Try again after this time.
    Wait(Duration),
    /// As `Wait`, and from now on connect at most once a minute.
    Spare(Duration),
    /// The stream is over: stop.
    End,
    /// Trying again cannot help: stop and say why.
    GiveUp,
}

/// What the end of a connection means and what to do then.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// What to do.
    pub next: Next,
    /// Why.
    pub reason: Reason,
}

fn verdict(next: Next, reason: Reason) -> Verdict {
    Verdict { next, reason }
}

/// The table of close codes. Two families of meanings exist; where they differ, the SDKs' is preferred and neither is
/// ever answered with a fast retry.
#[must_use]
pub fn after_close(closed: &Closed<'_>) -> Verdict {
    match closed.code {
        Some(1000) if closed.stream_ended => verdict(Next::End, Reason::StreamEnded),
        None | Some(1001 | 1005 | 1006) if closed.stream_ended => verdict(Next::Wait(NOT_LIVE), Reason::StreamEnded),
        Some(1000 | 1001) if closed.not_live => verdict(Next::Wait(NOT_LIVE), Reason::NotLive),
        Some(1000 | 1001) => verdict(Next::Backoff, Reason::ClosedByService),
        Some(1008 | 4002) => verdict(Next::Spare(SLOW), Reason::TooFast),
        Some(1011 | 4007 | 4500 | 4556 | 4557) => verdict(Next::Backoff, Reason::ServiceTrouble),
        Some(4000 | 4404) => verdict(Next::Wait(NOT_LIVE), Reason::NotLive),
        Some(4001) if closed.stream_ended => verdict(Next::End, Reason::StreamEnded),
        Some(4001) => verdict(Next::Wait(NOT_LIVE), Reason::NotLive),
        Some(4003 | 4401) => verdict(Next::GiveUp, Reason::KeyRefused),
        Some(4004) => verdict(Next::GiveUp, Reason::NoSuchStreamer),
        Some(4005) if !closed.stream_ended && speaks_of_limits(closed.said) => {
            verdict(Next::Spare(SLOW), Reason::TooManyConnections)
        }
        Some(4005) => verdict(Next::Wait(NOT_LIVE), Reason::StreamEnded),
        Some(4006) => verdict(Next::Wait(PAUSE * 6), Reason::Quiet),
        Some(4400) => verdict(Next::GiveUp, Reason::BadRequest),
        Some(4403) => verdict(Next::GiveUp, Reason::NotAllowed),
        Some(4429) => verdict(Next::Spare(LONG), Reason::TooManyConnections),
        Some(4555) if closed.open_for >= LASTED => verdict(Next::Wait(PAUSE), Reason::PlannedCut),
        Some(4555) => verdict(Next::Spare(LONG), Reason::PlanUsedUp),
        _ if closed.not_live => verdict(Next::Wait(NOT_LIVE), Reason::NotLive),
        None | Some(1005 | 1006) => verdict(Next::Backoff, Reason::LineBroke),
        Some(_) => verdict(Next::Backoff, Reason::ClosedByService),
    }
}

fn speaks_of_limits(said: &str) -> bool {
    let said = said.to_ascii_lowercase();
    ["limit", "tier", "plan", "connection", "upgrade", "many"].iter().any(|word| said.contains(word))
}

/// The service wants fewer connections, or fewer connects.
#[must_use]
pub(super) fn wants_fewer(verdict: &Verdict) -> bool {
    matches!(
        verdict.reason,
        Reason::TooManyConnections | Reason::TooFast | Reason::PlanUsedUp | Reason::PlanLimit { .. }
    )
}

/// What a refusal of the HTTP handshake means.
#[must_use]
pub fn after_refusal(status: u16) -> Verdict {
    match status {
        401 => verdict(Next::GiveUp, Reason::KeyRefused),
        403 => verdict(Next::Spare(LONG), Reason::TooManyConnections),
        402 => verdict(Next::Spare(LONG), Reason::PlanUsedUp),
        429 => verdict(Next::Spare(SLOW), Reason::TooFast),
        // A page instead of a stream: a wrong address, or for the moment a proxy, a hotel's login or a maintenance page.
        100..=399 => verdict(Next::Wait(SLOW), Reason::NoSuchService { status }),
        400 | 404 | 405 | 410 => verdict(Next::GiveUp, Reason::NoSuchService { status }),
        500..=599 => verdict(Next::Backoff, Reason::ServiceTrouble),
        _ => verdict(Next::Backoff, Reason::Refused { status }),
    }
}

/// What a notice of a plan's limit means: it is final until the streamer acts.
#[must_use]
pub fn after_limit(words: Arc<str>) -> Verdict {
    verdict(Next::GiveUp, Reason::PlanLimit { words })
}

/// A verdict to try again after the ordinary growing wait.
pub(super) fn backing_off(reason: Reason) -> Verdict {
    Verdict { next: Next::Backoff, reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: u16) -> Verdict {
        after_close(&Closed { code: Some(code), open_for: Duration::from_secs(1), ..Closed::default() })
    }

    #[test]
    fn the_table_of_close_codes() {
        let minute = Duration::from_secs(60);
        for (code, next, reason) in [
            (1000, Next::Backoff, Reason::ClosedByService),
            (1001, Next::Backoff, Reason::ClosedByService),
            (1006, Next::Backoff, Reason::LineBroke),
            (1008, Next::Spare(minute), Reason::TooFast),
            (1011, Next::Backoff, Reason::ServiceTrouble),
            (4000, Next::Wait(minute), Reason::NotLive),
            (4001, Next::Wait(minute), Reason::NotLive),
            (4002, Next::Spare(minute), Reason::TooFast),
            (4003, Next::GiveUp, Reason::KeyRefused),
            (4004, Next::GiveUp, Reason::NoSuchStreamer),
            (4005, Next::Wait(minute), Reason::StreamEnded),
            (4006, Next::Wait(PAUSE * 6), Reason::Quiet),
            (4007, Next::Backoff, Reason::ServiceTrouble),
            (4400, Next::GiveUp, Reason::BadRequest),
            (4401, Next::GiveUp, Reason::KeyRefused),
            (4403, Next::GiveUp, Reason::NotAllowed),
            (4404, Next::Wait(minute), Reason::NotLive),
            (4429, Next::Spare(LONG), Reason::TooManyConnections),
            (4500, Next::Backoff, Reason::ServiceTrouble),
            (4555, Next::Spare(LONG), Reason::PlanUsedUp),
            (4556, Next::Backoff, Reason::ServiceTrouble),
            (4557, Next::Backoff, Reason::ServiceTrouble),
            (4999, Next::Backoff, Reason::ClosedByService),
        ] {
            assert_eq!(of(code), verdict(next, reason), "{code}");
        }
    }

    #[test]
    fn what_was_heard_before_decides_the_rest() {
        let closed = Closed { code: Some(1000), stream_ended: true, ..Closed::default() };
        assert_eq!(after_close(&closed), verdict(Next::End, Reason::StreamEnded));
        assert_eq!(after_close(&Closed { code: Some(4001), ..closed }), verdict(Next::End, Reason::StreamEnded));
        let limit = Closed { code: Some(4005), said: "Tier connection limit", ..Closed::default() };
        assert_eq!(after_close(&limit), verdict(Next::Spare(SLOW), Reason::TooManyConnections));
        let planned = Closed { code: Some(4555), open_for: Duration::from_secs(7_200), ..Closed::default() };
        assert_eq!(after_close(&planned), verdict(Next::Wait(PAUSE), Reason::PlannedCut));
        assert_eq!(after_close(&Closed::default()), verdict(Next::Backoff, Reason::LineBroke));
        let ended = Closed { stream_ended: true, ..Closed::default() };
        assert_eq!(after_close(&ended), verdict(Next::Wait(NOT_LIVE), Reason::StreamEnded), "not the internet's fault");
        let not_live = Closed { not_live: true, ..Closed::default() };
        assert_eq!(after_close(&not_live), verdict(Next::Wait(NOT_LIVE), Reason::NotLive));
    }

    #[test]
    fn no_limit_is_answered_with_a_fast_retry() {
        for status in [200, 302, 401, 402, 403, 404, 429] {
            assert!(!matches!(after_refusal(status).next, Next::Backoff), "{status}");
        }
        assert_eq!(after_refusal(401).reason, Reason::KeyRefused);
        assert_eq!(after_refusal(503).next, Next::Backoff);
    }
}
