//! The line under a WebSocket: TCP, with TLS where the address asks for it, and an answer to the handshake that the
//! WebSocket library can read.
//!
//! `tungstenite` 0.30 takes less than a server may say, and so would call a good service none:
//!
//! - An answer in HTTP/1.0, as small servers and proxies give it, is refused whole, so that a refused key looks like a wrong
//!   address. It is passed on as HTTP/1.1, from which it differs in nothing that matters here.
//! - `Connection: keep-alive, Upgrade` is refused, although RFC 6455 (4.1, step 3 of the answer) asks only that `Upgrade`
//!   is one of the words.

use std::{
    io, mem,
    pin::Pin,
    sync::{Arc, LazyLock},
    task::{Context, Poll, ready},
};

use rustls::{ClientConfig, RootCertStore, pki_types::ServerName};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
};
use tokio_rustls::TlsConnector;
use tokio_tungstenite::{
    MaybeTlsStream,
    tungstenite::{
        Error,
        error::{TlsError, UrlError},
        http::Uri,
    },
};

/// Longest head of an answer that is looked at; a longer one is passed on as it is.
const MAX_HEAD: usize = 16 << 10;

/// Trusts the certificates that Mozilla does.
static TLS: LazyLock<Arc<ClientConfig>> = LazyLock::new(|| {
    let roots = RootCertStore::from_iter(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    Arc::new(ClientConfig::builder().with_root_certificates(roots).with_no_client_auth())
});

/// Opens the line to a `ws` or `wss` address.
pub(super) async fn open(place: &Uri) -> Result<LenientStream<MaybeTlsStream<TcpStream>>, Error> {
    // The brackets of an IPv6 address belong to the URL only.
    let host = place.host().ok_or(Error::Url(UrlError::NoHostName))?.trim_matches(['[', ']']);
    let safe = place.scheme_str() == Some("wss");
    let socket = TcpStream::connect((host, place.port_u16().unwrap_or(if safe { 443 } else { 80 }))).await?;
    socket.set_nodelay(true)?;
    Ok(LenientStream::new(if safe {
        let name = ServerName::try_from(host.to_owned()).map_err(|_| Error::Tls(TlsError::InvalidDnsName))?;
        MaybeTlsStream::Rustls(TlsConnector::from(TLS.clone()).connect(name, socket).await?)
    } else {
        MaybeTlsStream::Plain(socket)
    }))
}

/// A stream whose first answer is put the way the WebSocket library wants it.
#[derive(Debug)]
pub(super) struct LenientStream<S> {
    stream: S,
    head: AnswerHead,
}

/// How far the first answer is.
#[derive(Debug)]
enum AnswerHead {
    /// It is being read.
    Comes(Vec<u8>),
    /// It is being passed on, up to here so far.
    Goes(Vec<u8>, usize),
    /// It is over.
    Over,
}

impl<S> LenientStream<S> {
    fn new(stream: S) -> Self {
        Self { stream, head: AnswerHead::Comes(Vec::new()) }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for LenientStream<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, out: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let Self { stream, head } = &mut *self;
        loop {
            match head {
                AnswerHead::Over => return Pin::new(stream).poll_read(cx, out),
                AnswerHead::Goes(bytes, at) => {
                    let rest = bytes.get(*at..).unwrap_or_default();
                    let count = rest.len().min(out.remaining());
                    out.put_slice(rest.get(..count).unwrap_or_default());
                    *at += count;
                    if *at >= bytes.len() {
                        *head = AnswerHead::Over;
                    }
                    return Poll::Ready(Ok(()));
                }
                AnswerHead::Comes(bytes) => {
                    let mut room = [0; 2_048];
                    let mut piece = ReadBuf::new(&mut room);
                    ready!(Pin::new(&mut *stream).poll_read(cx, &mut piece))?;
                    bytes.extend_from_slice(piece.filled());
                    let over =
                        piece.filled().is_empty() || bytes.len() > MAX_HEAD || !b"HTTP/".starts_with(start(bytes));
                    if over && bytes.is_empty() {
                        *head = AnswerHead::Over;
                        return Poll::Ready(Ok(()));
                    }
                    if over || end_of_head(bytes).is_some() {
                        *head = AnswerHead::Goes(mend(mem::take(bytes)), 0);
                    }
                }
            }
        }
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for LenientStream<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

/// As many bytes as tell whether this is HTTP.
fn start(bytes: &[u8]) -> &[u8] {
    bytes.get(..5).unwrap_or(bytes)
}

/// Where the head ends, behind its empty line.
fn end_of_head(bytes: &[u8]) -> Option<usize> {
    bytes.windows(4).position(|four| four == b"\r\n\r\n").map(|at| at + 4)
}

/// The same answer in words that the library takes. What is no whole head of HTTP stays as it is.
fn mend(bytes: Vec<u8>) -> Vec<u8> {
    let Some((head, rest)) = end_of_head(&bytes).and_then(|end| bytes.split_at_checked(end)) else { return bytes };
    let Ok(head) = std::str::from_utf8(head) else { return bytes };
    let mut mended = String::with_capacity(head.len());
    for (index, line) in head.split_inclusive("\r\n").enumerate() {
        let upgrades = |value: &str| value.split(',').any(|word| word.trim().eq_ignore_ascii_case("upgrade"));
        match line.split_once(':') {
            _ if index == 0 => mended.push_str(&line.replacen("HTTP/1.0", "HTTP/1.1", 1)),
            Some((name, value)) if name.eq_ignore_ascii_case("connection") && upgrades(value) => {
                mended.push_str("Connection: Upgrade\r\n");
            }
            _ => mended.push_str(line),
        }
    }
    [mended.as_bytes(), rest].concat()
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    /// What comes out when the bytes come in pieces of this length.
    async fn through(text: &str, piece: usize) -> String {
        let (mut far, near) = tokio::io::duplex(64 << 10);
        let mut near = LenientStream::new(near);
        let text = text.to_owned();
        let send = tokio::spawn(async move {
            for piece in text.as_bytes().chunks(piece) {
                far.write_all(piece).await.unwrap();
                tokio::task::yield_now().await;
            }
        });
        let mut out = String::new();
        near.read_to_string(&mut out).await.unwrap();
        send.await.unwrap();
        out
    }

    #[tokio::test]
    async fn an_old_answer_and_a_list_of_connection_words_are_understood() {
        for piece in [1, 3, 8, 4_000] {
            let answer =
                "HTTP/1.0 101 Switching\r\nconnection: keep-alive, Upgrade\r\nX: HTTP/1.0\r\n\r\n\u{1}HTTP/1.0";
            let wanted = "HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nX: HTTP/1.0\r\n\r\n\u{1}HTTP/1.0";
            assert_eq!(through(answer, piece).await, wanted);
        }
    }

    #[tokio::test]
    async fn everything_else_passes_as_it_is() {
        let long = format!("HTTP/1.1 200 OK\r\nX: {}\r\n\r\n", "x".repeat(20_000));
        for piece in [1, 7, 4_000] {
            for text in
                ["", "220 mail.example.org ESMTP", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhi", "HTTP", &long]
            {
                assert_eq!(through(text, piece).await, text);
            }
        }
    }
}
