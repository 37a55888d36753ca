//! The link itself: connect, converse, wait, again. Knows no Bevy; everything it finds goes into the [`Pipeline`].

use std::{
    future::Future,
    hash::{BuildHasher, Hasher, RandomState},
    sync::Arc,
    time::Duration,
};

use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Error;

use super::{
    address::Address,
    backoff::Backoff,
    close::{Next, Verdict, backing_off, wants_fewer},
    connect::{CONNECT_LIMIT, after_fault},
    handover::HandoverPlan,
    pipeline::{Pipeline, until_stopped},
    session::{Session, SessionContext},
    socket::WebSocket,
    state::{LinkState, Reason},
};

/// Keeps the link until the game stops it, the stream ends or trying again cannot help. `handover` is the age at which a
/// socket is replaced by a new one.
pub(super) async fn run<F, S>(
    mut connect: impl FnMut(String) -> F,
    address: &Address,
    streamer: &Arc<str>,
    handover: Option<Duration>,
    pipeline: &mut Pipeline,
) where
    F: Future<Output = Result<S, Error>>,
    S: WebSocket,
{
    let mut backoff = Backoff::default();
    let mut plan = HandoverPlan::new(handover, pipeline.life());
    loop {
        pipeline.enter(LinkState::Connecting { streamer: streamer.clone(), tries: backoff.tries() });
        let answer = until_stopped(timeout(CONNECT_LIMIT, connect(address.url.clone())), pipeline).await;
        let verdict = match answer {
            None => None,
            Some(Err(_)) => Some(backing_off(Reason::TimedOut { place: address.place.clone() })),
            Some(Ok(Err(fault))) => Some(after_fault(&fault, &address.place)),
            Some(Ok(Ok(line))) => {
                pipeline.enter(LinkState::Open { streamer: streamer.clone() });
                let with = SessionContext { pipeline, backoff: &mut backoff, plan: &mut plan };
                Session::new(with, line).hold(|| connect(address.url.clone())).await
            }
        };
        let Some(verdict) = verdict else { return pipeline.enter(LinkState::Off) };
        pipeline.publish();
        if wants_fewer(&verdict) {
            plan.refuse();
        }
        let Verdict { next, reason } = verdict;
        let wait = match next {
            Next::Backoff => backoff.next_wait(jitter()),
            Next::Wait(wait) => backoff.at_least(wait),
            Next::Spare(wait) => {
                backoff.complain();
                backoff.at_least(wait)
            }
            Next::End => return pipeline.enter(LinkState::Ended { reason }),
            Next::GiveUp => return pipeline.enter(LinkState::GaveUp { reason }),
        };
        pipeline.enter(LinkState::Waiting { reason, wait });
        if until_stopped(tokio::time::sleep(wait), pipeline).await.is_none() {
            return pipeline.enter(LinkState::Off);
        }
    }
}

/// A number from 0 to 1 that differs from run to run; nothing depends on its quality.
fn jitter() -> f64 {
    let random = RandomState::new().build_hasher().finish();
    f64::from(u32::try_from(random >> 32).unwrap_or(0)) / f64::from(u32::MAX)
}

#[cfg(test)]
mod tests;
