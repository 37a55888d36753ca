//! What a real network does to the link: lines that are cut, services that are none, certificates nobody trusts; and the
//! change of sockets before a planned cut.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::Arc,
    time::Duration,
};

use crate::support::{Act, Client, Hub, Server};
use bevy_tiktool::{Fact, LinkState, LiveCounts, LiveSettings, Reason, ViewerId};
use rustls::{
    ServerConfig, ServerConnection,
    pki_types::{CertificateDer, PrivatePkcs8KeyDer},
};

/// A server below WebSocket: gives each line that is made to `serve`.
fn raw_server(serve: impl Fn(TcpStream) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    // Ends with the test's process.
    std::thread::spawn(move || listener.incoming().flatten().for_each(serve));
    address
}

/// Why the link waits, and what the streamer reads.
fn first_fault(endpoint: String) -> (Reason, String) {
    let mut client = Client::new(LiveSettings { endpoint, streamer: "demo".into(), ..LiveSettings::default() });
    client.until("the fault", |world| world.resource::<LinkState>().reason().is_some());
    (client.state().reason().unwrap().clone(), client.state().to_string())
}

#[test]
fn a_certificate_nobody_trusts_is_refused_and_told() {
    let certificate = CertificateDer::from(include_bytes!("../data/tls/self_signed.der").to_vec());
    let key = PrivatePkcs8KeyDer::from(include_bytes!("../data/tls/self_signed.key.der").to_vec());
    let config = ServerConfig::builder().with_no_client_auth().with_single_cert(vec![certificate], key.into()).unwrap();
    let config = Arc::new(config);
    let (tell, told) = std::sync::mpsc::channel();
    let address = raw_server(move |mut stream| {
        let mut server = ServerConnection::new(config.clone()).unwrap();
        let mut heard = [0; 1_024];
        let read = rustls::Stream::new(&mut server, &mut stream).read(&mut heard);
        tell.send(read.map(|count| heard[..count].to_vec())).unwrap();
    });
    let (reason, words) = first_fault(format!("wss://{address}"));
    assert_eq!(reason, Reason::NotSafe { place: address.as_str().into() });
    let wanted = format!("No safe connection to {address}: check the address, this computer's date, and any firewall.");
    assert!(words.starts_with(&wanted), "{words}");
    // Nothing was said to it, so no key.
    assert!(told.recv().unwrap().map_or(true, |heard| heard.is_empty()));
}

#[test]
fn what_speaks_no_tls_or_no_websocket_is_told() {
    let chatty = |mut stream: TcpStream| {
        let _ = stream.write_all(b"220 mail.example.org ESMTP ready\r\n");
        let _ = stream.read(&mut [0; 1_024]);
    };
    let address = raw_server(chatty);
    assert_eq!(first_fault(format!("wss://{address}")).0, Reason::NotSafe { place: address.as_str().into() });
    let address = raw_server(chatty);
    let (reason, words) = first_fault(format!("ws://{address}"));
    assert_eq!(reason, Reason::NoWebSocket { place: address.as_str().into() });
    assert!(words.starts_with(&format!("What answers at {address} is no event stream: check the address.")), "{words}");
    // A web page.
    let address = raw_server(|mut stream| {
        let _ = stream.read(&mut [0; 1_024]);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
    });
    let (reason, words) = first_fault(format!("ws://{address}"));
    assert_eq!(reason, Reason::NoSuchService { status: 200 });
    assert!(words.ends_with("check the address. Trying again in 60 s."), "{words}");
    // A small server of the old kind refuses a key like any other.
    let address = raw_server(|mut stream| {
        let _ = stream.read(&mut [0; 1_024]);
        let _ = stream.write_all(b"HTTP/1.0 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno");
    });
    assert_eq!(first_fault(format!("ws://{address}")).0, Reason::KeyRefused);
    // One that hangs up at once.
    let address = raw_server(drop);
    // The system says either that the line ended or that it was reset.
    let reason = first_fault(format!("wss://{address}")).0;
    assert!(matches!(reason, Reason::NotSafe { .. } | Reason::LineBroke), "{reason:?}");
    let address = raw_server(drop);
    assert_eq!(first_fault(format!("ws://{address}")).0, Reason::LineBroke);
}

#[test]
fn a_handshake_that_keeps_alive_and_upgrades_is_one() {
    let address = raw_server(|mut stream| {
        let mut heard = [0; 4_096];
        let count = stream.read(&mut heard).unwrap();
        let asked = String::from_utf8_lossy(&heard[..count]).into_owned();
        let key = asked.lines().find_map(|line| line.strip_prefix("Sec-WebSocket-Key: ")).unwrap();
        let accept = tokio_tungstenite::tungstenite::handshake::derive_accept_key(key.as_bytes());
        let head = format!(
            "HTTP/1.1 101 Switching Protocols\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Accept: {accept}\r\n\r\n"
        );
        let text = br#"{"event":"chat","data":{"userId":"7","comment":"hi"}}"#;
        let frame = [&[0x81, text.len() as u8], &text[..]].concat();
        stream.write_all(&[head.as_bytes(), &frame].concat()).unwrap();
        std::thread::sleep(Duration::from_secs(5));
    });
    let endpoint = format!("ws://{address}");
    let mut client = Client::new(LiveSettings { endpoint, streamer: "demo".into(), ..LiveSettings::default() });
    client.until_fact("the chat", |fact| matches!(fact, Fact::Chat(_)));
}

#[test]
fn a_name_that_does_not_exist_is_told() {
    let (reason, words) = first_fault("ws://no-such-host.invalid:9".into());
    assert_eq!(reason, Reason::NoSuchHost { place: "no-such-host.invalid:9".into() });
    assert!(words.starts_with("Cannot find no-such-host.invalid:9: check the internet connection."), "{words}");
}

#[test]
fn a_close_frame_without_a_code_and_a_frame_too_long_are_cuts_like_any_other() {
    let long = Act::Send("x".repeat(17 << 20));
    let server = Server::start(vec![vec![gift_act(1), long, Act::Hold(Duration::from_secs(5))], vec![gift_act(2)]]);
    let mut client = Client::new(server.settings("demo"));
    client.until_fact(
        "the second gift",
        |fact| matches!(fact, Fact::Gift(gift) if gift.viewer.id == Some(ViewerId::Id(2))),
    );
    let facts = client.take::<Fact>();
    assert!(
        matches!(facts[..4], [Fact::Gift(_), Fact::LinkLost, Fact::LinkRestored { .. }, Fact::Gift(_)]),
        "{facts:?}"
    );
    assert_eq!(client.counts().too_long + client.counts().not_an_object, 1);
}

#[test]
fn sockets_change_before_the_cut_and_every_gift_counts_once() {
    const GIFTS: u64 = 1_000;
    let mut frames: Vec<_> = (1..=GIFTS).map(gift).collect();
    frames.push(r#"{"event":"chat","data":{"user":{"userId":"1"},"comment":"end"}}"#.into());
    let hub = Hub::start(frames, Duration::from_millis(6));
    let handover = Some(Duration::from_millis(500));
    let mut client = Client::new(LiveSettings { handover, ..hub.settings("demo") });
    client.until_fact("the end", |fact| matches!(fact, Fact::Chat(_)));
    // The counts are told a moment after the facts; a copy is not counted.
    client.until("the counts", |world| world.resource::<LiveCounts>().received == GIFTS + 1);
    client.settle();
    let facts = client.take::<Fact>();
    let cuts = facts.iter().filter(|fact| matches!(fact, Fact::LinkLost | Fact::LinkRestored { .. })).count();
    let givers: Vec<_> = facts.iter().filter_map(giver).collect();
    assert_eq!(givers.iter().copied().collect::<std::collections::BTreeSet<_>>().len(), givers.len(), "none twice");
    assert_eq!(givers.len() as u64, GIFTS, "none lost");
    assert_eq!((cuts, client.counts().received), (0, GIFTS + 1), "no gap, no copy");
    assert!(client.state().is_open());
    let (ever, open) = *hub.sockets.lock().unwrap();
    assert!(ever >= 2 && open < ever, "sockets did change: {ever}, {open}");
}

fn gift(id: u64) -> String {
    format!(
        r#"{{"event":"gift","data":{{"user":{{"userId":"{id}"}},"giftId":5655,"repeatCount":1,"giftType":2,"diamondCount":1}}}}"#
    )
}

fn gift_act(id: u64) -> Act {
    Act::Send(gift(id))
}

fn giver(fact: &Fact) -> Option<u64> {
    match fact {
        Fact::Gift(gift) => match gift.viewer.id {
            Some(ViewerId::Id(id)) => Some(id),
            _ => None,
        },
        _ => None,
    }
}
