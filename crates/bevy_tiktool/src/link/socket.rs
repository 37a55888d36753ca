//! One open WebSocket with its watch: when it was heard of, when to ping it, when it is dead.

use std::time::Duration;

use futures_util::{Sink, SinkExt, Stream};
use tokio::time::{Instant, timeout};
use tokio_tungstenite::tungstenite::{Error, Message};

/// How often we ping.
pub(super) const PING: Duration = Duration::from_secs(10);

/// No sign of life at all, not even an answer to a ping: the line is dead.
pub(super) const DEAD: Duration = Duration::from_secs(35);

/// No data for so long: the room is quiet, or the service forgot us.
pub(super) const QUIET: Duration = Duration::from_secs(120);

/// A line that takes a ping takes it at once; what takes longer is told by the watch.
const SENDING: Duration = Duration::from_millis(20);

/// How long a goodbye may take; the line may be dead.
const GOODBYE: Duration = Duration::from_millis(100);

/// What a WebSocket is to us.
pub(super) trait WebSocket:
    Stream<Item = Result<Message, Error>> + Sink<Message, Error = Error> + Unpin
{
}

impl<S: Stream<Item = Result<Message, Error>> + Sink<Message, Error = Error> + Unpin> WebSocket for S {}

/// An open WebSocket.
pub(super) struct Socket<S> {
    pub(super) line: S,
    pub(super) opened: Instant,
    /// Last sign of life.
    pub(super) heard: Instant,
    /// Last data.
    pub(super) data: Instant,
    pinged: Instant,
}

impl<S: WebSocket> Socket<S> {
    /// A socket that was opened now.
    pub(super) fn new(line: S) -> Self {
        let now = Instant::now();
        Self { line, opened: now, heard: now, data: now, pinged: now }
    }

    /// Notes a sign of life.
    pub(super) fn note(&mut self, message: Option<&Result<Message, Error>>) {
        self.heard = Instant::now();
        if matches!(message, Some(Ok(Message::Text(_) | Message::Binary(_)))) {
            self.data = self.heard;
        }
    }

    /// While the game does not keep up we do not read, so silence proves nothing.
    pub(super) fn excuse(&mut self) {
        (self.heard, self.data) = (Instant::now(), Instant::now());
    }

    /// For how long nothing was heard, if that is too long.
    pub(super) fn silence(&self) -> Option<Duration> {
        let limits = [(self.heard, DEAD), (self.data, QUIET)];
        limits.into_iter().find(|(since, limit)| since.elapsed() >= *limit).map(|(_, limit)| limit)
    }

    /// Pings when it is time.
    pub(super) async fn ping(&mut self) {
        if self.pinged.elapsed() >= PING {
            self.pinged = Instant::now();
            // A ping that cannot be sent shows as a broken line on the next read.
            let _ = timeout(SENDING, self.line.send(Message::Ping(Vec::new().into()))).await;
        }
    }

    /// Says goodbye, but waits for no answer.
    pub(super) async fn close(&mut self) {
        let _ = timeout(GOODBYE, self.line.close()).await;
    }
}
