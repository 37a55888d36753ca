//! The head of a request, read without taking it from the socket, and plain answers to plain requests.

use std::{io, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time,
};

use super::picture;

/// Longest request head that is read, in bytes.
const MOST_HEAD: usize = 16 * 1024;
/// How long a client may take to send its head.
const PATIENCE: Duration = Duration::from_secs(5);

/// The head of a request.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RequestHead {
    method: String,
    /// Path and query.
    pub target: String,
    /// Asks for a WebSocket.
    pub upgrade: bool,
    /// Bytes up to the end of the blank line.
    length: usize,
}

/// Looks at the head; the bytes stay in the socket, for the handshake. `None` when it is no HTTP, too long or too slow.
pub(super) async fn peek(stream: &TcpStream) -> Option<RequestHead> {
    time::timeout(PATIENCE, async {
        let mut bytes = vec![0; MOST_HEAD];
        let mut seen = 0;
        loop {
            let length = stream.peek(&mut bytes).await.ok()?;
            if let Some(end) = bytes[..length].windows(4).position(|four| four == b"\r\n\r\n") {
                return parse(&bytes[..end + 4]);
            }
            if length == 0 || length == MOST_HEAD {
                return None;
            }
            if length == seen {
                // What was seen stays readable, so waiting for "readable" would spin.
                time::sleep(Duration::from_millis(5)).await;
            }
            seen = length;
        }
    })
    .await
    .ok()
    .flatten()
}

fn parse(bytes: &[u8]) -> Option<RequestHead> {
    let text = str::from_utf8(bytes).ok()?;
    let mut lines = text.lines();
    let mut words = lines.next()?.split(' ');
    let (method, target, version) = (words.next()?, words.next()?, words.next()?);
    if !version.starts_with("HTTP/1.") || !target.starts_with('/') {
        return None;
    }
    let upgrade = lines
        .filter_map(|line| line.split_once(':'))
        .any(|(name, value)| name.eq_ignore_ascii_case("upgrade") && value.trim().eq_ignore_ascii_case("websocket"));
    Some(RequestHead { method: method.to_owned(), target: target.to_owned(), upgrade, length: bytes.len() })
}

/// Answers a request that wants no WebSocket: a portrait, a gift's picture, or a word of what this is.
pub(super) async fn answer(mut stream: TcpStream, head: &RequestHead) -> io::Result<()> {
    // Take the request, or closing would reset the connection before the answer is read.
    let mut request = vec![0; head.length];
    stream.read_exact(&mut request).await?;
    let (status, kind, body) = page(head);
    let header = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: max-age=86400\r\nConnection: \
         close\r\n\r\n",
        body.len()
    );
    stream.write_all(header.as_bytes()).await?;
    stream.write_all(&body).await?;
    stream.shutdown().await
}

fn page(head: &RequestHead) -> (&'static str, &'static str, Vec<u8>) {
    const TEXT: &str = "text/plain; charset=utf-8";
    if head.method != "GET" {
        return ("405 Method Not Allowed", TEXT, b"Only GET is answered here.\n".to_vec());
    }
    let path = head.target.split('?').next().unwrap_or_default();
    if let Some(id) = name_of(path, "/portrait/") {
        return ("200 OK", "image/png", picture::portrait(id));
    }
    if let Some(id) = name_of(path, "/gift/") {
        return ("200 OK", "image/png", picture::gift(id));
    }
    if path == "/" {
        let words = "This is a simulated TikTool server. Connect a WebSocket to /?uniqueId=NAME&apiKey=KEY\n";
        return ("200 OK", TEXT, words.into());
    }
    ("404 Not Found", TEXT, b"There are only /portrait/ID.png and /gift/ID.png.\n".to_vec())
}

/// The number in `/portrait/123.png`.
fn name_of<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    let id = path.strip_prefix(folder)?.strip_suffix(".png")?;
    (!id.is_empty() && id.len() <= 20 && id.bytes().all(|byte| byte.is_ascii_digit())).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &str) -> Option<RequestHead> {
        parse(text.as_bytes())
    }

    #[test]
    fn heads_are_told_apart() {
        let socket = head("GET /?uniqueId=a HTTP/1.1\r\nHost: x\r\nUPGRADE: WebSocket\r\n\r\n").unwrap();
        assert!(socket.upgrade && socket.target == "/?uniqueId=a");
        let plain = head("GET /portrait/12.png HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        assert!(!plain.upgrade);
        assert_eq!(page(&plain).1, "image/png");
        assert_eq!(head("SSH-2.0-OpenSSH\r\n\r\n"), None);
        assert_eq!(head("GET http://evil/ HTTP/1.1\r\n\r\n"), None);
    }

    #[test]
    fn only_numbers_name_a_picture() {
        assert_eq!(name_of("/portrait/12.png", "/portrait/"), Some("12"));
        for wrong in ["/portrait/../x.png", "/portrait/.png", "/portrait/12.svg", "/portrait/123456789012345678901.png"]
        {
            assert_eq!(name_of(wrong, "/portrait/"), None, "{wrong}");
        }
    }
}
