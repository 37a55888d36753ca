//! An answer in HTTP/1.0, as small servers and proxies give it. The WebSocket library refuses to read it, so that a refused
//! key would look like a wrong address: it is passed on as HTTP/1.1, from which it differs in nothing that matters here.
//! Only where the line is not encrypted; behind TLS stands no such server.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

const OLD: &[u8] = b"HTTP/1.0";

/// A stream whose answer, if it begins with `HTTP/1.0`, begins with `HTTP/1.1`.
#[derive(Debug)]
pub(super) struct OldHttp<S> {
    stream: S,
    /// Bytes of [`OLD`] that were read; `None` once the beginning is over.
    matched: Option<usize>,
}

impl<S> OldHttp<S> {
    pub(super) fn new(stream: S) -> Self {
        Self { stream, matched: Some(0) }
    }

    fn look(&mut self, bytes: &mut [u8]) {
        let Some(mut matched) = self.matched else { return };
        for byte in bytes {
            if OLD.get(matched) != Some(byte) {
                self.matched = None;
                return;
            }
            matched += 1;
            if matched == OLD.len() {
                *byte = b'1';
                self.matched = None;
                return;
            }
        }
        self.matched = Some(matched);
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for OldHttp<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(cx, buf);
        if let Some(new) = buf.filled_mut().get_mut(before..) {
            self.look(new);
        }
        read
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for OldHttp<S> {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes out when the bytes come in pieces of this length.
    fn through(text: &str, piece: usize) -> String {
        let mut stream = OldHttp::new(());
        let mut bytes = text.as_bytes().to_vec();
        bytes.chunks_mut(piece).for_each(|piece| stream.look(piece));
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn only_the_version_at_the_very_beginning_is_changed() {
        for piece in [1, 3, 8, 100] {
            let answer = "HTTP/1.0 401 Unauthorized\r\nX: HTTP/1.0\r\n";
            assert_eq!(through(answer, piece), "HTTP/1.1 401 Unauthorized\r\nX: HTTP/1.0\r\n");
            for other in ["HTTP/1.1 101 Switching", "HTTP/2", "", "HTTP/1.", "\u{16}\u{3} HTTP/1.0"] {
                assert_eq!(through(other, piece), other);
            }
        }
    }
}
