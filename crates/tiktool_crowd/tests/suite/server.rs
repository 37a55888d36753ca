//! The simulated server over a real socket: a client of another kind hears it, is refused by it, and is told the end.

use std::{
    collections::BTreeMap,
    io::{Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpStream},
    time::{Duration, Instant},
};

use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use tiktool_crowd::{CrowdSettings, Manifest, Server};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async, tungstenite::Message};

type Socket = WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>;

fn start(settings: CrowdSettings) -> Server {
    Server::start(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), settings).expect("a free port")
}

fn lively() -> CrowdSettings {
    CrowdSettings { viewers: 60, rate: 400.0, ..CrowdSettings::default() }
}

fn run<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async { tokio::time::timeout(Duration::from_secs(30), future).await.expect("in time") })
}

async fn connect(server: &Server, query: &str) -> Socket {
    connect_async(format!("{}/?{query}", server.url())).await.expect("a handshake").0
}

/// Everything until `enough` says so, or until the close: its code.
async fn listen(socket: &mut Socket, mut enough: impl FnMut(&Value) -> bool) -> Option<u16> {
    while let Some(heard) = socket.next().await {
        match heard.expect("a frame") {
            Message::Text(text) if enough(&serde_json::from_str(&text).expect("JSON")) => return None,
            Message::Close(close) => return close.map(|close| close.code.into()),
            _ => {}
        }
    }
    None
}

#[test]
fn a_client_hears_the_room_first_then_everything_then_the_end() {
    let server = start(CrowdSettings { seconds: Some(4.0), ..lively() });
    assert!(server.waiting());
    let (frames, code) = run(async {
        let mut socket = connect(&server, "uniqueId=%40demo&apiKey=tk_local").await;
        let mut frames = Vec::new();
        let code = listen(&mut socket, |frame| {
            frames.push(frame.clone());
            false
        })
        .await;
        (frames, code)
    });
    assert_eq!(frames[0]["event"], "roomInfo");
    assert_eq!(frames[0]["uniqueId"], "demo");
    assert_eq!(frames.iter().filter(|frame| frame["event"] == "roomInfo").count(), 1);
    for name in ["member", "chat", "like", "gift"] {
        assert!(frames.iter().any(|frame| frame["event"] == name), "no {name}");
    }
    assert_eq!(frames.last().expect("frames")["event"], "streamEnd");
    assert_eq!(code, Some(4005));

    let until = Instant::now() + Duration::from_secs(5);
    while !server.finished() {
        assert!(Instant::now() < until, "the server knows that all is said");
        std::thread::sleep(Duration::from_millis(5));
    }
    let manifest = server.manifest();
    assert_eq!(manifest.frames, frames.len() as u64);
    assert_eq!((manifest.gifts, manifest.diamonds), paid(&frames));
    assert!(manifest.gifts > 0 && manifest.in_doubt.gifts == 0, "{manifest:?}");

    let again = run(async { listen(&mut connect(&server, "uniqueId=demo").await, |_| false).await });
    assert_eq!(again, Some(4404), "after the end nobody is live");
}

/// Units and diamonds by the frames that close a gift.
fn paid(frames: &[Value]) -> (u64, u64) {
    let closing = |data: &&Value| data["giftType"] != 1 || data["repeatEnd"] == true || data["repeatEnd"] == 1;
    let gifts = frames.iter().filter(|frame| frame["event"] == "gift").map(|frame| &frame["data"]).filter(closing);
    gifts.fold((0, 0), |(units, diamonds), data| {
        let count = data["repeatCount"].as_u64().expect("a count");
        (units + count, diamonds + count * data["diamondCount"].as_u64().expect("a price"))
    })
}

#[test]
fn refusals_come_with_their_codes() {
    let server = start(lively());
    let cases = [
        ("uniqueId=nobody", 4404),
        ("uniqueId=ghost", 4004),
        ("uniqueId=offline", 4000),
        ("apiKey=tk_1", 4400),
        ("uniqueId=demo&apiKey=bad", 4401),
        ("uniqueId=demo&apiKey=old", 4003),
        ("uniqueId=demo&apiKey=many", 4429),
        ("uniqueId=demo&apiKey=spent", 4555),
    ];
    run(async {
        for (query, code) in cases {
            let mut last = Value::Null;
            let heard = listen(&mut connect(&server, query).await, |frame| {
                last = frame.clone();
                false
            })
            .await;
            assert_eq!(heard, Some(code), "{query}");
            match code {
                4404 => assert_eq!(last["event"], "not_live"),
                4555 => assert_eq!(last["type"], "session_limit"),
                _ => assert_eq!(last, Value::Null),
            }
        }
    });
    assert!(server.waiting(), "nobody who was refused starts the show");
}

#[test]
fn who_comes_back_hears_the_same_show_go_on() {
    let server = start(lively());
    run(async {
        let mut first = connect(&server, "uniqueId=demo").await;
        let mut count = 0;
        listen(&mut first, |_| {
            count += 1;
            count >= 300
        })
        .await;
        drop(first); // no goodbye
        let mut second = connect(&server, "uniqueId=demo").await;
        let mut frames = Vec::new();
        listen(&mut second, |frame| {
            frames.push(frame.clone());
            frames.len() >= 100
        })
        .await;
        assert_eq!(frames[0]["event"], "roomInfo");
        assert!(frames[0]["roomInfo"]["user_count"].as_u64() > Some(5), "the house is not empty again: {}", frames[0]);
        assert!(frames[1..].iter().all(|frame| frame["event"] != "liveIntro"), "the show does not begin again");
    });
}

#[test]
fn some_connections_are_greeted_and_some_are_not() {
    let server = start(lively());
    run(async {
        let mut firsts = Vec::new();
        for _ in 0..3 {
            let mut socket = connect(&server, "uniqueId=demo").await;
            let mut names = Vec::new();
            listen(&mut socket, |frame| {
                names.push(frame["event"].as_str().unwrap_or_default().to_owned());
                names.len() >= 2
            })
            .await;
            firsts.push(names);
        }
        assert_eq!(firsts[0][0], "roomInfo");
        assert_ne!(firsts[0][1], "connected");
        assert_eq!(firsts[1..], [["roomInfo", "connected"], ["connected", "roomInfo"]]);
    });
}

#[test]
fn a_cut_leaves_in_doubt_what_the_client_may_not_have_heard() {
    let server = start(lively());
    let heard = run(async {
        let mut socket = connect(&server, "uniqueId=demo").await;
        // Units by streak: nobody gives the same gift twice within these seconds.
        let mut units = BTreeMap::new();
        let mut gifts = 0;
        listen(&mut socket, |frame| {
            if frame["event"] == "gift" {
                let data = &frame["data"];
                let user =
                    if data["user"]["userId"].is_string() { &data["user"]["userId"] } else { &data["user"]["id"] };
                units.insert(
                    (user.to_string(), data["giftId"].to_string()),
                    data["repeatCount"].as_u64().expect("a count"),
                );
                gifts += 1;
            }
            gifts >= 20
        })
        .await;
        units.values().sum::<u64>()
    });
    // The socket was dropped without a goodbye; the server notices.
    let until = Instant::now() + Duration::from_secs(5);
    while server.manifest().in_doubt.gifts == 0 {
        assert!(Instant::now() < until, "the last gift frame was sent less than two seconds before the cut");
        std::thread::sleep(Duration::from_millis(5));
    }
    let manifest: Manifest = server.manifest();
    assert!((manifest.gifts - manifest.in_doubt.gifts..=manifest.gifts).contains(&heard), "{heard} of {manifest:?}");
}

#[test]
fn pings_are_answered() {
    let server = start(CrowdSettings { viewers: 0, ..lively() });
    run(async {
        let mut socket = connect(&server, "uniqueId=demo").await;
        socket.send(Message::Ping("hello".into())).await.expect("sent");
        while let Some(heard) = socket.next().await {
            if let Message::Pong(bytes) = heard.expect("a frame") {
                assert_eq!(&bytes[..], b"hello");
                return;
            }
        }
        panic!("no pong");
    });
}

fn get(addr: SocketAddr, path: &str) -> (String, Vec<u8>) {
    let mut stream = TcpStream::connect(addr).expect("a connection");
    // In two pieces, as a slow network may bring it.
    write!(stream, "GET {path} HTTP/1.1\r\nHost: x").expect("sent");
    std::thread::sleep(Duration::from_millis(30));
    stream.write_all(b"\r\n\r\n").expect("sent");
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("an answer");
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head") + 4;
    (String::from_utf8(bytes[..end].to_vec()).expect("text"), bytes[end..].to_vec())
}

#[test]
fn everybody_in_the_frames_has_a_portrait_on_the_same_port() {
    let server = start(lively());
    let mut picture = String::new();
    run(async {
        let mut socket = connect(&server, "uniqueId=demo").await;
        listen(&mut socket, |frame| {
            picture = frame["data"]["user"]["profilePictureUrl"].as_str().unwrap_or_default().to_owned();
            !picture.is_empty()
        })
        .await;
    });
    let base = format!("http://{}", server.addr());
    let path = picture.strip_prefix(&base).expect("the server's own address");
    let (head, body) = get(server.addr(), path);
    assert!(head.starts_with("HTTP/1.1 200") && head.contains("image/png"), "{head}");
    assert!(body.starts_with(b"\x89PNG\r\n\x1a\n"));
    assert!(head.contains(&format!("Content-Length: {}\r\n", body.len())));
    assert!(get(server.addr(), "/nothing").0.starts_with("HTTP/1.1 404"));
    assert!(get(server.addr(), "/").0.starts_with("HTTP/1.1 200"));
}

#[test]
fn dropping_the_server_is_quick_even_with_listeners() {
    let server = start(lively());
    let code = run(async {
        let mut socket = connect(&server, "uniqueId=demo").await;
        let _silent = TcpStream::connect(server.addr()).expect("a connection that says nothing");
        listen(&mut socket, |_| true).await;
        let begun = Instant::now();
        let dropping = tokio::task::spawn_blocking(move || drop(server));
        let code = listen(&mut socket, |_| false).await;
        dropping.await.expect("dropped");
        assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
        code
    });
    assert_eq!(code, Some(1001));
}
