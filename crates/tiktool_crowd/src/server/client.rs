//! One connection: from its first bytes to its close.

use std::{sync::Arc, time::Duration};

use futures_util::{SinkExt, StreamExt};
use tokio::{
    net::TcpStream,
    sync::{mpsc, watch},
    time::{self, Instant, MissedTickBehavior},
};
use tokio_tungstenite::{
    WebSocketStream, accept_async,
    tungstenite::{
        Bytes, Error, Message,
        protocol::{CloseFrame, frame::coding::CloseCode},
    },
};

use super::{
    http,
    hub::{HubHandle, Seat, Unread},
    refusal::{self, Refusal},
};
use crate::{
    chaos::{How, LinkCut},
    wire::{self, Frame},
};

type ServerSocket = WebSocketStream<TcpStream>;

/// Between two pings; each answer tells what was surely read.
const PING: Duration = Duration::from_secs(1);
/// Longer than any show.
const FOREVER: Duration = Duration::from_secs(365 * 24 * 3600);
/// How long a closed client may take to answer the close.
const GOODBYE: Duration = Duration::from_secs(1);

/// Serves one connection until it or the server stops.
pub(super) async fn serve(stream: TcpStream, hub: HubHandle, stop: watch::Receiver<bool>) {
    // A failure here only costs delay.
    let _ = stream.set_nodelay(true);
    let Some(head) = http::peek(&stream).await else { return };
    if !head.upgrade {
        if let Err(error) = http::answer(stream, &head).await {
            tracing::debug!(%error, "a plain request broke off");
        }
        return;
    }
    let mut socket = match accept_async(stream).await {
        Ok(socket) => socket,
        Err(error) => {
            tracing::debug!(%error, "a handshake failed");
            return;
        }
    };
    let entered = refusal::streamer(&head.target).and_then(|streamer| match hub.turn_away() {
        Some(how) => Ok(Err(how)),
        None => hub.enter(&streamer).map(Ok),
    });
    match entered {
        Ok(Ok(place)) => {
            tracing::debug!(client = place.id, "a client came");
            attend(socket, &hub, place, stop).await;
        }
        Ok(Err(how)) => {
            tracing::debug!(?how, "a client is turned away");
            end(&mut socket, how, false).await;
        }
        Err(refusal) => refuse(&mut socket, refusal).await,
    }
}

async fn attend(mut socket: ServerSocket, hub: &HubHandle, place: Seat, stop: watch::Receiver<bool>) {
    let Seat { id, mut queue, cut } = place;
    let mut recent = Unread::default();
    let mut line = Connection { id, socket: &mut socket, hub, queue: &mut queue, recent: &mut recent };
    let clean = match line.play(cut, stop).await {
        Ok(how) => {
            tracing::debug!(client = id, ?how, "a client is cut");
            end(&mut socket, how, hub.ended()).await
        }
        Err(error) => {
            tracing::debug!(client = id, %error, "a client is gone");
            false
        }
    };
    // The socket goes first: what was lost with it is settled then.
    drop(socket);
    hub.leave(id, clean, recent);
}

/// Ends a link. True when the client has surely read all that was sent: it answered the close, or, at the end of the
/// `show`, hung up when it had.
async fn end(socket: &mut ServerSocket, how: How, show: bool) -> bool {
    if matches!(how, How::Close(4500 | 4556, _)) {
        // A complaint goes before it; if it cannot be sent, the close will tell.
        let _ = socket.send(Message::text(wire::error("Upstream connection lost"))).await;
    }
    match how {
        How::Close(code, reason) => match goodbye(socket, code, reason).await {
            Goodbye::Answered => true,
            Goodbye::HungUp => show,
            Goodbye::Lost => false,
        },
        How::Silent(time) => {
            // Nothing is written, and nothing read, so that pings stay unanswered.
            time::sleep(time).await;
            reset(socket);
            false
        }
        How::Drop { reset: hard } => {
            if hard {
                reset(socket);
            }
            false
        }
    }
}

/// Has the system throw away what was not delivered yet, and tell the client by a reset.
fn reset(socket: &ServerSocket) {
    if let Err(error) = socket.get_ref().set_zero_linger() {
        tracing::debug!(%error, "a socket cannot be reset");
    }
}

/// A link at work.
struct Connection<'a> {
    id: u64,
    socket: &'a mut ServerSocket,
    hub: &'a HubHandle,
    queue: &'a mut mpsc::Receiver<Arc<Frame>>,
    recent: &'a mut Unread,
}

impl Connection<'_> {
    /// Plays the show until the server ends the link: how. An error when the client closed or vanished.
    async fn play(&mut self, cut: Option<LinkCut>, mut stop: watch::Receiver<bool>) -> Result<How, Error> {
        let mut ping = time::interval(PING);
        ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let due = Instant::now() + cut.map_or(FOREVER, |cut| cut.after);
        let mut cut = cut.map(|cut| cut.how);
        let mut batch = Vec::new();
        loop {
            tokio::select! {
                count = self.queue.recv_many(&mut batch, 1024) => {
                    if count == 0 {
                        return Ok(if self.hub.ended() {
                            How::Close(4005, "stream ended")
                        } else {
                            How::Close(4007, "too far behind")
                        });
                    }
                    self.hub.sending(self.id, &mut batch, self.recent);
                    tokio::select! {
                        biased;
                        written = write(self.socket, &batch) => written?,
                        // Half a frame may be out: no proper close can follow.
                        () = time::sleep_until(due), if cut.is_some() && self.hub.may_cut() => {
                            return Ok(How::Drop { reset: true });
                        }
                        _ = stop.changed() => return Ok(How::Drop { reset: true }),
                    }
                    batch.clear();
                }
                heard = self.socket.next() => match heard {
                    Some(Ok(Message::Close(_))) | None => return Err(Error::ConnectionClosed),
                    Some(Ok(Message::Pong(bytes))) => {
                        if let Ok(number) = bytes.as_ref().try_into() {
                            self.recent.pong(u64::from_be_bytes(number));
                        }
                    }
                    Some(Ok(_)) => {} // pings are answered by the library; nothing else is expected
                    Some(Err(error)) => return Err(error),
                },
                _ = ping.tick() => {
                    let number = self.recent.ping().to_be_bytes();
                    self.socket.send(Message::Ping(Bytes::copy_from_slice(&number))).await?;
                }
                () = time::sleep_until(due), if cut.is_some() => {
                    if let Some(how) = cut.take()
                        && self.hub.may_cut()
                    {
                        return Ok(how);
                    }
                }
                _ = stop.changed() => return Ok(How::Close(1001, "server stops")),
            }
        }
    }
}

async fn write(socket: &mut ServerSocket, frames: &[Arc<Frame>]) -> Result<(), Error> {
    for frame in frames {
        let message = if frame.binary {
            Message::binary(frame.text.chars().filter_map(|c| u8::try_from(c).ok()).collect::<Vec<_>>())
        } else {
            Message::text(frame.text.as_str())
        };
        socket.feed(message).await?;
    }
    socket.flush().await
}

async fn refuse(socket: &mut ServerSocket, refusal: Refusal) {
    if let Some(frame) = refusal.frame
        && let Err(error) = socket.send(Message::text(frame)).await
    {
        tracing::debug!(%error, "a refused client was gone already");
        return;
    }
    goodbye(socket, refusal.code, refusal.reason).await;
}

/// What a client did when it was told goodbye.
enum Goodbye {
    /// It closed too, so it has read everything before.
    Answered,
    /// It hung up with nothing left unread, else the system would report a reset.
    HungUp,
    /// Nobody knows.
    Lost,
}

/// Closes and waits until the client has closed too, or the end of the socket could overtake what was sent.
async fn goodbye(socket: &mut ServerSocket, code: u16, reason: &'static str) -> Goodbye {
    let close = CloseFrame { code: CloseCode::from(code), reason: reason.into() };
    let farewell = async {
        socket.close(Some(close)).await?;
        while let Some(heard) = socket.next().await {
            if let Message::Close(_) = heard? {
                return Ok(Goodbye::Answered);
            }
        }
        Ok::<_, Error>(Goodbye::HungUp)
    };
    match time::timeout(GOODBYE, farewell).await {
        Ok(Ok(goodbye)) => goodbye,
        Ok(Err(Error::ConnectionClosed | Error::Protocol(_))) => Goodbye::HungUp,
        Ok(Err(_)) | Err(_) => Goodbye::Lost,
    }
}
