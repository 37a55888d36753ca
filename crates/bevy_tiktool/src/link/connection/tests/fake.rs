//! A scripted socket in virtual time.

use std::{
    collections::VecDeque,
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll, Waker},
    time::Duration,
};

use futures_util::{Sink, Stream};
use tokio::time::{Instant, Sleep, sleep_until};
use tokio_tungstenite::tungstenite::{
    Error, Message,
    error::ProtocolError,
    protocol::{CloseFrame, frame::coding::CloseCode},
};

/// What a socket does, in order. At the end of its script it stays open and says nothing more.
#[derive(Debug, Clone)]
pub(super) enum Act {
    /// Brings this text.
    Say(String),
    /// Stays silent until so long after it was opened.
    At(f64),
    /// A close frame.
    Close(u16, &'static str),
    /// The line breaks without a word.
    Break,
    /// From here on pings are not answered.
    Deaf,
}

/// What was done with a socket.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) opened: Option<Instant>,
    pub(super) pings: Vec<Instant>,
    pub(super) closed: Option<Instant>,
}

/// The socket.
pub(super) struct Fake {
    script: VecDeque<Act>,
    opened: Instant,
    sleep: Option<Pin<Box<Sleep>>>,
    deaf: bool,
    pongs: usize,
    waker: Option<Waker>,
    seen: Arc<Mutex<Seen>>,
}

impl Fake {
    pub(super) fn new(script: &[Act], seen: Arc<Mutex<Seen>>) -> Self {
        let opened = Instant::now();
        seen.lock().unwrap().opened = Some(opened);
        let script = script.iter().cloned().collect();
        Self { script, opened, sleep: None, deaf: false, pongs: 0, waker: None, seen }
    }
}

impl Stream for Fake {
    type Item = Result<Message, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.pongs > 0 {
            self.pongs -= 1;
            return Poll::Ready(Some(Ok(Message::Pong(Vec::new().into()))));
        }
        loop {
            if let Some(sleep) = &mut self.sleep {
                if sleep.as_mut().poll(cx).is_pending() {
                    self.waker = Some(cx.waker().clone());
                    return Poll::Pending;
                }
                self.sleep = None;
            }
            let message = match self.script.pop_front() {
                Some(Act::Say(text)) => Ok(Message::text(text)),
                Some(Act::At(seconds)) => {
                    let until = self.opened + Duration::from_secs_f64(seconds);
                    self.sleep = Some(Box::pin(sleep_until(until)));
                    continue;
                }
                Some(Act::Close(code, reason)) => {
                    Ok(Message::Close(Some(CloseFrame { code: CloseCode::from(code), reason: reason.into() })))
                }
                Some(Act::Break) => Err(Error::Protocol(ProtocolError::ResetWithoutClosingHandshake)),
                Some(Act::Deaf) => {
                    self.deaf = true;
                    continue;
                }
                None => {
                    self.waker = Some(cx.waker().clone());
                    return Poll::Pending;
                }
            };
            return Poll::Ready(Some(message));
        }
    }
}

impl Sink<Message> for Fake {
    type Error = Error;

    fn poll_ready(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    fn start_send(mut self: Pin<&mut Self>, message: Message) -> Result<(), Error> {
        if matches!(message, Message::Ping(_)) {
            self.seen.lock().unwrap().pings.push(Instant::now());
            if !self.deaf {
                self.pongs += 1;
                self.waker.take().into_iter().for_each(Waker::wake);
            }
        }
        Ok(())
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.seen.lock().unwrap().closed = Some(Instant::now());
        Poll::Ready(Ok(()))
    }
}

/// What one connect leads to.
#[derive(Debug, Clone)]
pub(super) enum Answer {
    /// A socket with this script.
    Open(Vec<Act>),
    /// An HTTP answer instead.
    Http(u16),
    /// A fault of the network or of TLS.
    Io(std::io::ErrorKind, &'static str),
    /// Never anything.
    Never,
}

/// What a run did.
pub(super) struct Played {
    /// When each connect was begun, in seconds.
    pub(super) connects: Vec<f64>,
    /// Each socket that was opened.
    pub(super) sockets: Vec<Arc<Mutex<Seen>>>,
    /// The facts.
    pub(super) facts: Vec<crate::fact::Fact>,
    /// The state at the end.
    pub(super) state: crate::link::LinkState,
    /// Frames that the intake took.
    pub(super) received: u64,
    start: Instant,
}

impl Played {
    /// When this socket was said goodbye to, in seconds.
    pub(super) fn closed(&self, socket: usize) -> Option<f64> {
        let closed = self.sockets[socket].lock().unwrap().closed?;
        Some((closed - self.start).as_secs_f64())
    }

    /// How often this socket was pinged.
    pub(super) fn pings(&self, socket: usize) -> usize {
        self.sockets[socket].lock().unwrap().pings.len()
    }
}

/// Runs the link for so many virtual seconds against these answers; the last one is given again and again.
pub(super) async fn play(seconds: f64, handover: Option<Duration>, answers: Vec<Answer>) -> Played {
    use crate::link::{
        pipeline::{Pipeline, StreamMemory},
        status::SharedStatus,
    };
    let start = Instant::now();
    let (to, from) = crossbeam_channel::bounded(16_384);
    let shared = Arc::new(SharedStatus::default());
    let mut pipeline =
        Pipeline::new(&crate::settings::LiveSettings::default(), StreamMemory::default(), to, shared.clone());
    let address = super::super::Address { url: "ws://fake".into(), place: "fake:1".into() };
    let (mut connects, mut sockets) = (Vec::new(), Vec::new());
    let connect = |_: String| {
        let answer = answers.get(connects.len()).or(answers.last()).unwrap().clone();
        connects.push((Instant::now() - start).as_secs_f64());
        let seen = Arc::new(Mutex::new(Seen::default()));
        if matches!(answer, Answer::Open(_)) {
            sockets.push(seen.clone());
        }
        async move {
            match answer {
                Answer::Open(script) => Ok(Fake::new(&script, seen)),
                Answer::Http(status) => {
                    let mut answer = tokio_tungstenite::tungstenite::http::Response::new(None);
                    *answer.status_mut() = status.try_into().unwrap();
                    Err(Error::Http(Box::new(answer)))
                }
                Answer::Io(kind, words) => Err(Error::Io(std::io::Error::new(kind, words))),
                Answer::Never => std::future::pending().await,
            }
        }
    };
    let streamer = Arc::from("mia");
    let run = super::super::run(connect, &address, &streamer, handover, &mut pipeline);
    let _ = tokio::time::timeout(Duration::from_secs_f64(seconds), run).await;
    pipeline.publish();
    let told = shared.news(0).unwrap();
    let facts = from.try_iter().collect();
    Played { connects, sockets, facts, state: told.state, received: told.counts.received, start }
}
