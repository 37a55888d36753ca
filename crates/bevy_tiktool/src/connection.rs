//! The link itself: connect, converse, wait, again. Knows no Bevy; everything it finds goes into the [`Feed`].

use std::{
    future::Future,
    hash::{BuildHasher, Hasher, RandomState},
    io,
    sync::Arc,
    time::Duration,
};

use tokio::{
    net::TcpStream,
    time::{interval, timeout},
};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, client_async_with_config,
    tungstenite::{Error, client::IntoClientRequest, error::ProtocolError, protocol::WebSocketConfig},
};

use super::{
    LinkState, Reason,
    address::Address,
    backoff::Backoff,
    close::{Next, Verdict, after_refusal, wants_fewer},
    conversation::{Conversation, Manners},
    feed::Feed,
    handover::Plan,
    socket::Line,
    stream::{self, Lenient},
};

/// How long a connect may take.
pub(super) const CONNECT_LIMIT: Duration = Duration::from_secs(15);

/// How often the regular work is done; also how fast a stop is noticed.
pub(super) const TICK: Duration = Duration::from_millis(20);

/// Longest message that is taken off the line; longer ones end the connection. Above the decoder's own bound, so that
/// a frame which is merely too long is counted and the link stays up.
const MAX_MESSAGE: usize = 16 << 20;

/// Connects to the service.
pub(super) async fn connect(url: String) -> Result<WebSocketStream<Lenient<MaybeTlsStream<TcpStream>>>, Error> {
    let config = WebSocketConfig::default().max_message_size(Some(MAX_MESSAGE)).max_frame_size(Some(MAX_MESSAGE));
    let request = url.into_client_request()?;
    let line = stream::open(request.uri()).await?;
    client_async_with_config(request, line, Some(config)).await.map(|(socket, _)| socket)
}

/// Keeps the link until the game stops it, the stream ends or trying again cannot help. `handover` is the age at which a
/// socket is replaced by a new one.
pub(super) async fn run<F, S>(
    mut connect: impl FnMut(String) -> F,
    address: &Address,
    streamer: &Arc<str>,
    handover: Option<Duration>,
    feed: &mut Feed,
) where
    F: Future<Output = Result<S, Error>>,
    S: Line,
{
    let mut backoff = Backoff::default();
    let mut plan = Plan::new(handover, feed.life());
    loop {
        feed.enter(LinkState::Connecting { streamer: streamer.clone(), tries: backoff.tries() });
        let answer = until_stopped(timeout(CONNECT_LIMIT, connect(address.url.clone())), feed).await;
        let verdict = match answer {
            None => None,
            Some(Err(_)) => Some(backing_off(Reason::TimedOut { place: address.place.clone() })),
            Some(Ok(Err(fault))) => Some(after_fault(&fault, &address.place)),
            Some(Ok(Ok(line))) => {
                feed.enter(LinkState::Open { streamer: streamer.clone() });
                let with = Manners { feed, backoff: &mut backoff, plan: &mut plan };
                Conversation::new(with, line).hold(|| connect(address.url.clone())).await
            }
        };
        let Some(verdict) = verdict else { return feed.enter(LinkState::Off) };
        feed.publish();
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
            Next::End => return feed.enter(LinkState::Ended { reason }),
            Next::GiveUp => return feed.enter(LinkState::GaveUp { reason }),
        };
        feed.enter(LinkState::Waiting { reason, wait });
        if until_stopped(tokio::time::sleep(wait), feed).await.is_none() {
            return feed.enter(LinkState::Off);
        }
    }
}

/// Waits for `what` and does the regular work meanwhile; `None` when the game stops it.
pub(super) async fn until_stopped<T>(what: impl Future<Output = T>, feed: &mut Feed) -> Option<T> {
    tokio::pin!(what);
    let mut tick = interval(TICK);
    loop {
        tokio::select! {
            done = &mut what => return Some(done),
            _ = tick.tick() => {
                feed.tick();
                if feed.is_stopped() {
                    return None;
                }
            }
        }
    }
}

/// A verdict to try again after the ordinary growing wait.
pub(super) fn backing_off(reason: Reason) -> Verdict {
    Verdict { next: Next::Backoff, reason }
}

/// What a failed connect means. The fault's own words are never shown: they may hold the address, and so the key.
fn after_fault(fault: &Error, place: &Arc<str>) -> Verdict {
    let place = place.clone();
    match fault {
        Error::Http(answer) => after_refusal(answer.status().as_u16()),
        Error::Tls(_) => backing_off(Reason::NotSafe { place }),
        Error::Io(fault) => backing_off(after_io_fault(fault, place)),
        Error::Url(_) | Error::HttpFormat(_) => Verdict {
            next: Next::GiveUp,
            reason: Reason::BadAddress { fault: "it names no place to connect to".into() },
        },
        // Something answers, but in another language.
        Error::Protocol(ProtocolError::HandshakeIncomplete) => backing_off(Reason::LineBroke),
        Error::Protocol(_) | Error::Capacity(_) | Error::Utf8(_) | Error::AttackAttempt => {
            backing_off(Reason::NoWebSocket { place })
        }
        _ => backing_off(Reason::LineBroke),
    }
}

/// What a connect means that the network or TLS failed.
fn after_io_fault(fault: &io::Error, place: Arc<str>) -> Reason {
    let words = fault.to_string();
    match fault.kind() {
        io::ErrorKind::ConnectionRefused => Reason::NobodyThere { place },
        io::ErrorKind::TimedOut => Reason::TimedOut { place },
        // TLS: a certificate nobody trusts, or something that speaks no TLS.
        io::ErrorKind::InvalidData => Reason::NotSafe { place },
        io::ErrorKind::UnexpectedEof if words.contains("tls") => Reason::NotSafe { place },
        io::ErrorKind::NetworkUnreachable | io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkDown => {
            Reason::NoSuchHost { place }
        }
        // The system has no kind for a name that is not found: "failed to lookup address information", and on Windows
        // "No such host is known".
        _ if words.contains("lookup") || words.contains("such host") => Reason::NoSuchHost { place },
        _ => Reason::LineBroke,
    }
}

/// A number from 0 to 1 that differs from run to run; nothing depends on its quality.
fn jitter() -> f64 {
    let random = RandomState::new().build_hasher().finish();
    f64::from(u32::try_from(random >> 32).unwrap_or(0)) / f64::from(u32::MAX)
}

#[cfg(test)]
mod fake;
#[cfg(test)]
mod handover_tests;
#[cfg(test)]
mod tests;
