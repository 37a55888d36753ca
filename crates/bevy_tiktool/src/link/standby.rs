//! The second socket of a handover, from the first try to connect until it takes the first one's place.

use std::{
    future::{Future, pending},
    pin::Pin,
    time::Duration,
};

use futures_util::StreamExt;
use tokio::time::{Instant, timeout_at};
use tokio_tungstenite::tungstenite::{Error, Message};

use super::socket::{Socket, WebSocket};

/// Both sockets are read at least so long, so that nothing falls between them.
pub(super) const OVERLAP: Duration = Duration::from_secs(3);

/// A second socket in a room where the first is silent too is trusted after this.
pub(super) const TRUST: Duration = Duration::from_secs(10);

/// A second socket that brings nothing while the first does is given up after this.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// The second socket.
pub(super) enum Standby<F, S> {
    /// There is none.
    No,
    /// On its way, until a time.
    Coming(Pin<Box<F>>, Instant),
    /// Open beside the first.
    Open(StandbySocket<S>),
}

/// A socket beside the first.
pub(super) struct StandbySocket<S> {
    pub(super) socket: Socket<S>,
    /// It brought data of a live room.
    pub(super) delivers: bool,
    /// The first did, since this one is open.
    pub(super) first_delivers: bool,
}

/// What the second socket has to say.
pub(super) enum StandbyEvent<S> {
    /// It is open.
    Opened(S),
    /// It could not be opened.
    Failed(Error),
    /// It could not be opened in time.
    TimedOut,
    /// It brought this.
    Message(Option<Result<Message, Error>>),
}

/// What to do with a second socket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Judgement {
    /// It must prove itself yet.
    Wait,
    /// It can take the first one's place.
    Trust,
    /// It never will.
    Distrust,
}

impl<F: Future<Output = Result<S, Error>>, S: WebSocket> Standby<F, S> {
    /// The next news; safe to drop and call again. Never comes while there is no second socket.
    pub(super) async fn news(&mut self, may_read: bool) -> StandbyEvent<S> {
        match self {
            Self::Coming(connect, until) => match timeout_at(*until, connect).await {
                Ok(Ok(line)) => StandbyEvent::Opened(line),
                Ok(Err(fault)) => StandbyEvent::Failed(fault),
                Err(_) => StandbyEvent::TimedOut,
            },
            Self::Open(beside) if may_read => StandbyEvent::Message(beside.socket.line.next().await),
            Self::Open(_) | Self::No => pending().await,
        }
    }

    /// There is none.
    pub(super) fn is_none(&self) -> bool {
        matches!(self, Self::No)
    }

    /// The socket, once it is open.
    pub(super) fn beside(&mut self) -> Option<&mut StandbySocket<S>> {
        if let Self::Open(beside) = self { Some(beside) } else { None }
    }

    /// Takes the open socket out.
    pub(super) fn take(&mut self) -> Option<Socket<S>> {
        match std::mem::replace(self, Self::No) {
            Self::Open(beside) => Some(beside.socket),
            other => {
                *self = other;
                None
            }
        }
    }
}

impl<S: WebSocket> StandbySocket<S> {
    /// A socket that was opened now.
    pub(super) fn new(line: S) -> Self {
        Self { socket: Socket::new(line), delivers: false, first_delivers: false }
    }

    /// Whether it can take the first one's place.
    pub(super) fn judge(&self) -> Judgement {
        let age = self.socket.opened.elapsed();
        if self.socket.silence().is_some() || (age >= PATIENCE && !self.delivers) {
            Judgement::Distrust
        } else if (self.delivers && age >= OVERLAP) || (!self.first_delivers && age >= TRUST) {
            Judgement::Trust
        } else {
            Judgement::Wait
        }
    }
}
