//! The link itself: connect, converse, wait, again. Knows no Bevy; everything it finds goes into the [`Feed`].

use std::{
    future::Future,
    hash::{BuildHasher, Hasher, RandomState},
    io,
    sync::Arc,
    time::{Duration, Instant},
};

use futures_util::{Sink, SinkExt, Stream, StreamExt};
use tokio::time::{MissedTickBehavior, interval, timeout};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async_with_config,
    tungstenite::{Error, Message, error::CapacityError, protocol::WebSocketConfig},
};

use super::{
    LinkState, Reason,
    address::Address,
    backoff::Backoff,
    close::{Closed, Next, Verdict, after_close, after_limit, after_refusal},
    feed::Feed,
};

/// How long a connect may take.
const CONNECT_LIMIT: Duration = Duration::from_secs(15);

/// How often the regular work is done; also how fast a stop is noticed.
pub(super) const TICK: Duration = Duration::from_millis(20);

/// How often we ping.
const PING: Duration = Duration::from_secs(10);

/// No sign of life at all, not even an answer to a ping: the line is dead.
const DEAD: Duration = Duration::from_secs(35);

/// No data for so long: the room is quiet, or the service forgot us.
const QUIET: Duration = Duration::from_secs(120);

/// A link that stays open this long works, even in a silent room.
const PROVED: Duration = Duration::from_secs(10);

/// Longest message that is taken off the line; longer ones end the connection. Above the decoder's own bound, so that
/// a frame which is merely too long is counted and the link stays up.
const MAX_MESSAGE: usize = 16 << 20;

/// Connects to the service.
pub(super) async fn connect(url: String) -> Result<WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>, Error> {
    let config = WebSocketConfig::default().max_message_size(Some(MAX_MESSAGE)).max_frame_size(Some(MAX_MESSAGE));
    connect_async_with_config(url, Some(config), true).await.map(|(socket, _)| socket)
}

/// Keeps the link until the game stops it, the stream ends or trying again cannot help.
pub(super) async fn run<C, F, S>(mut connect: C, address: &Address, streamer: &Arc<str>, feed: &mut Feed)
where
    C: FnMut(String) -> F,
    F: Future<Output = Result<S, Error>>,
    S: Stream<Item = Result<Message, Error>> + Sink<Message, Error = Error> + Unpin,
{
    let mut backoff = Backoff::default();
    loop {
        feed.enter(LinkState::Connecting { streamer: streamer.clone(), tries: backoff.tries() });
        let answer = until_stopped(timeout(CONNECT_LIMIT, connect(address.url.clone())), feed).await;
        let verdict = match answer {
            None => None,
            Some(Err(_)) => Some(backing_off(Reason::TimedOut { place: address.place.clone() })),
            Some(Ok(Err(fault))) => Some(after_fault(&fault, &address.place)),
            Some(Ok(Ok(socket))) => {
                feed.enter(LinkState::Open { streamer: streamer.clone() });
                Conversation::new(feed, &mut backoff).hold(socket).await
            }
        };
        let Some(Verdict { next, reason }) = verdict else { return feed.enter(LinkState::Off) };
        feed.publish();
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

/// One open connection.
struct Conversation<'a> {
    feed: &'a mut Feed,
    backoff: &'a mut Backoff,
    opened: Instant,
    heard: Instant,
    data: Instant,
    pinged: Instant,
    /// The room proved to be alive, or at least the line.
    works: bool,
    not_live: bool,
    refusal: Option<u16>,
}

impl<'a> Conversation<'a> {
    fn new(feed: &'a mut Feed, backoff: &'a mut Backoff) -> Self {
        let now = Instant::now();
        feed.opened();
        Self {
            feed,
            backoff,
            opened: now,
            heard: now,
            data: now,
            pinged: now,
            works: false,
            not_live: false,
            refusal: None,
        }
    }

    /// Reads until the end; `None` when the game stops it.
    async fn hold<S>(mut self, mut socket: S) -> Option<Verdict>
    where
        S: Stream<Item = Result<Message, Error>> + Sink<Message, Error = Error> + Unpin,
    {
        let mut tick = interval(TICK);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let verdict = loop {
            tokio::select! {
                message = socket.next(), if !self.feed.is_full() => {
                    if let Some(verdict) = self.message(message) {
                        break Some(verdict);
                    }
                }
                _ = tick.tick() => {
                    self.feed.tick();
                    if self.feed.is_stopped() {
                        break None;
                    }
                    if let Some(verdict) = self.watch() {
                        break Some(verdict);
                    }
                    if self.pinged.elapsed() >= PING {
                        self.pinged = Instant::now();
                        // A ping that cannot be sent shows as a broken line on the next read.
                        let _ = timeout(TICK, socket.send(Message::Ping(Vec::new().into()))).await;
                    }
                }
            }
        };
        // Say goodbye, but wait for no answer: the line may be dead.
        let _ = timeout(TICK * 5, socket.close()).await;
        // A link that the streamer stopped is not lost.
        if self.works && verdict.is_some() {
            self.feed.lost();
        }
        verdict
    }

    fn message(&mut self, message: Option<Result<Message, Error>>) -> Option<Verdict> {
        self.heard = Instant::now();
        match message {
            Some(Ok(Message::Text(text))) => {
                self.data = self.heard;
                return self.text(&text);
            }
            Some(Ok(Message::Binary(_))) => self.feed.binary(),
            Some(Ok(Message::Close(frame))) => {
                let code = frame.as_ref().map(|frame| u16::from(frame.code));
                let said = frame.as_ref().map_or("", |frame| frame.reason.as_str());
                return Some(self.closed(code, said));
            }
            Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => {}
            Some(Err(Error::Capacity(CapacityError::MessageTooLong { .. }))) => {
                self.feed.binary();
                return Some(self.closed(None, ""));
            }
            Some(Err(_)) | None => return Some(self.closed(None, "")),
        }
        None
    }

    fn text(&mut self, text: &str) -> Option<Verdict> {
        let arrival = self.feed.since_start(self.heard);
        let heard = self.feed.frame(text, arrival);
        if heard.alive {
            (self.works, self.not_live) = (true, false);
            self.backoff.reset();
        }
        self.not_live |= heard.not_live;
        if let Some((code, _)) = heard.complaint {
            let code = code.and_then(|code| u16::try_from(code).ok());
            self.refusal = code.filter(|code| matches!(code, 401 | 403 | 429));
        }
        heard.limit.map(after_limit)
    }

    /// Watches over a line that may be dead without having said so.
    fn watch(&mut self) -> Option<Verdict> {
        if !self.works && !self.not_live && self.opened.elapsed() >= PROVED {
            self.works = true;
            self.feed.proved();
        }
        // While the game does not keep up we do not read, so silence proves nothing.
        if self.feed.is_full() {
            (self.heard, self.data) = (Instant::now(), Instant::now());
        }
        let limit = [(self.heard, DEAD), (self.data, QUIET)];
        let (_, limit) = limit.into_iter().find(|(since, limit)| since.elapsed() >= *limit)?;
        Some(backing_off(Reason::Silent(limit)))
    }

    fn closed(&self, code: Option<u16>, said: &str) -> Verdict {
        if let (Some(status), None | Some(1000 | 1001 | 1005 | 1006 | 1011)) = (self.refusal, code) {
            return after_refusal(status);
        }
        after_close(&Closed {
            code,
            said,
            stream_ended: self.feed.stream_ended(),
            not_live: self.not_live,
            open_for: self.opened.elapsed(),
        })
    }
}

fn backing_off(reason: Reason) -> Verdict {
    Verdict { next: Next::Backoff, reason }
}

/// What a failed connect means. The fault's own words are never shown: they may hold the address, and so the key.
fn after_fault(fault: &Error, place: &Arc<str>) -> Verdict {
    let place = place.clone();
    match fault {
        Error::Http(answer) => after_refusal(answer.status().as_u16()),
        Error::Tls(_) => backing_off(Reason::NotSafe { place }),
        Error::Io(fault) => backing_off(match fault.kind() {
            io::ErrorKind::ConnectionRefused => Reason::NobodyThere { place },
            io::ErrorKind::TimedOut => Reason::TimedOut { place },
            io::ErrorKind::InvalidData => Reason::NotSafe { place },
            io::ErrorKind::NetworkUnreachable | io::ErrorKind::HostUnreachable => Reason::NoSuchHost { place },
            _ if fault.to_string().contains("lookup") => Reason::NoSuchHost { place },
            _ => Reason::LineBroke,
        }),
        Error::Url(_) => Verdict {
            next: Next::GiveUp,
            reason: Reason::BadAddress { fault: "it names no place to connect to".into() },
        },
        _ => backing_off(Reason::LineBroke),
    }
}

/// A number from 0 to 1 that differs from run to run; nothing depends on its quality.
fn jitter() -> f64 {
    let random = RandomState::new().build_hasher().finish();
    f64::from(u32::try_from(random >> 32).unwrap_or(0)) / f64::from(u32::MAX)
}
