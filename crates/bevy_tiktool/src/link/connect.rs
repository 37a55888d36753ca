//! One try to connect, and what it means when it fails.

use std::{io, sync::Arc, time::Duration};

use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, client_async_with_config,
    tungstenite::{Error, client::IntoClientRequest, error::ProtocolError, protocol::WebSocketConfig},
};

use super::{
    close::{Next, Verdict, after_refusal, backing_off},
    state::Reason,
    transport::{self, LenientStream},
};

/// How long a connect may take.
pub(super) const CONNECT_LIMIT: Duration = Duration::from_secs(15);

/// Longest message that is taken off the line; longer ones end the connection. Above the decoder's own bound, so that
/// a frame which is merely too long is counted and the link stays up.
const MAX_MESSAGE: usize = 16 << 20;

/// Connects to the service.
pub(super) async fn connect(url: String) -> Result<WebSocketStream<LenientStream<MaybeTlsStream<TcpStream>>>, Error> {
    let config = WebSocketConfig::default().max_message_size(Some(MAX_MESSAGE)).max_frame_size(Some(MAX_MESSAGE));
    let request = url.into_client_request()?;
    let line = transport::open(request.uri()).await?;
    client_async_with_config(request, line, Some(config)).await.map(|(socket, _)| socket)
}

/// What a failed connect means. The fault's own words are never shown: they may hold the address, and so the key.
pub(super) fn after_fault(fault: &Error, place: &Arc<str>) -> Verdict {
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
