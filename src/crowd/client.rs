//! One connection: from its first bytes to its close.

use std::{sync::Arc, time::Duration};

use futures_util::{SinkExt, StreamExt};
use tokio::{
    net::TcpStream,
    sync::watch,
    time::{self, MissedTickBehavior},
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
    hub::{Place, Recent, Shared},
    refusal::{self, Refusal},
    wire::Frame,
};

type Socket = WebSocketStream<TcpStream>;

/// Between two pings.
const PING: Duration = Duration::from_secs(20);
/// How long a closed client may take to answer the close.
const GOODBYE: Duration = Duration::from_secs(1);

/// How a connection ended.
enum End {
    /// The server closes, with this code and reason.
    Close(u16, &'static str),
    /// The client closed or vanished.
    Gone,
}

/// Serves one connection until it or the server stops.
pub(super) async fn serve(stream: TcpStream, hub: Shared, stop: watch::Receiver<bool>) {
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
    let entered = refusal::streamer(&head.target).and_then(|streamer| Ok((hub.enter(&streamer)?, streamer)));
    match entered {
        Ok((place, streamer)) => {
            tracing::debug!(streamer, "a client came");
            attend(&mut socket, &hub, place, stop).await;
        }
        Err(refusal) => refuse(&mut socket, refusal).await,
    }
}

async fn attend(socket: &mut Socket, hub: &Shared, place: Place, stop: watch::Receiver<bool>) {
    let Place { id, queue } = place;
    let mut recent = Recent::default();
    let end = play(socket, hub, queue, stop, &mut recent).await;
    let ended = hub.ended();
    let clean = match end {
        Ok(End::Close(code, reason)) => goodbye(socket, code, reason).await && ended,
        Ok(End::Gone) | Err(_) => false,
    };
    hub.leave(id, clean, recent);
}

async fn play(
    socket: &mut Socket,
    hub: &Shared,
    mut queue: tokio::sync::mpsc::Receiver<Arc<Frame>>,
    mut stop: watch::Receiver<bool>,
    recent: &mut Recent,
) -> Result<End, Error> {
    let mut ping = time::interval(PING);
    ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut batch = Vec::new();
    loop {
        tokio::select! {
            count = queue.recv_many(&mut batch, 1024) => {
                if count == 0 {
                    return Ok(if hub.ended() { End::Close(4005, "stream ended") } else { End::Close(4007, "too far behind") });
                }
                for frame in &batch {
                    socket.feed(Message::text(frame.text.as_str())).await?;
                }
                socket.flush().await?;
                hub.delivered(&batch, recent);
                batch.clear();
            }
            heard = socket.next() => match heard {
                Some(Ok(Message::Close(_))) | None => return Ok(End::Gone),
                Some(Ok(_)) => {} // pings are answered by the library; nothing else is expected
                Some(Err(error)) => return Err(error),
            },
            _ = ping.tick() => socket.send(Message::Ping(Bytes::new())).await?,
            _ = stop.changed() => return Ok(End::Close(1001, "server stops")),
        }
    }
}

async fn refuse(socket: &mut Socket, refusal: Refusal) {
    if let Some(frame) = refusal.frame
        && let Err(error) = socket.send(Message::text(frame)).await
    {
        tracing::debug!(%error, "a refused client was gone already");
        return;
    }
    goodbye(socket, refusal.code, refusal.reason).await;
}

/// Closes and waits until the client has closed too, or the end of the socket could overtake what was sent. True when it
/// took everything: it answered, or hung up with nothing left unread (else the system reports a reset).
async fn goodbye(socket: &mut Socket, code: u16, reason: &'static str) -> bool {
    let close = CloseFrame { code: CloseCode::from(code), reason: reason.into() };
    let farewell = async {
        socket.close(Some(close)).await?;
        while let Some(heard) = socket.next().await {
            if let Message::Close(_) = heard? {
                break;
            }
        }
        Ok::<_, Error>(())
    };
    match time::timeout(GOODBYE, farewell).await {
        Ok(Ok(()) | Err(Error::ConnectionClosed | Error::Protocol(_))) => true,
        Ok(Err(_)) | Err(_) => false,
    }
}
