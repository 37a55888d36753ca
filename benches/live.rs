//! Frames per second: decode and settle alone, and the whole way from a socket to Bevy messages.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

use std::{
    io::Write,
    net::TcpListener,
    sync::mpsc::{Sender, channel},
    thread,
    time::{Duration, Instant},
};

use bevy::prelude::*;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use throng::live::{Fact, Intake, LiveSettings, TikToolPlugin};
use tokio_tungstenite::tungstenite;

/// Frames of one batch.
const BATCH: usize = 20_000;

/// A busy room's mix: of 100 frames 70 are chat, 15 likes, 8 joins, 5 gifts, 2 viewer counts.
fn chat_mix() -> Vec<String> {
    (0..BATCH).map(frame).collect()
}

fn frame(index: usize) -> String {
    let who = index * 7_919 % 2_000;
    let names = ["Gio 🌹", "Cool Viewer", "мария", "さくら", "Anna", "José 🎉", "viewer of many words", "K"];
    let name = names[who % names.len()];
    let id = 6_917_225_905_066_000_000 + who;
    let user = format!(
        r#""user":{{"userId":"{id}","uniqueId":"viewer{who}","nickname":"{name}","profilePictureUrl":"https://p16-sign-va.tiktokcdn.com/tos-maliva-avt-0068/u{who}~tplv-tiktokx-cropcenter:100:100.webp","followRole":1,"isSubscriber":false,"level":24}}"#
    );
    let stamp = 1_771_284_518_876 + index;
    let (event, rest) = match index % 100 {
        0..70 => ("chat", r#""comment":"go go red team ⚔ up","emotes":[],"language":"en""#.to_owned()),
        70..85 => ("like", format!(r#""likeCount":15,"totalLikes":{}"#, 5_000 + index * 15)),
        85..93 => ("member", r#""actionId":1,"entrySource":"homepage_hot-live_cell""#.to_owned()),
        93..98 => (
            "gift",
            r#""giftId":5655,"giftName":"Rose","diamondCount":1,"repeatCount":1,"repeatEnd":true,"giftType":2"#
                .to_owned(),
        ),
        _ => {
            let text =
                r#"{"event":"roomUserSeq","data":{"type":"roomUserSeq","viewerCount":1234,"totalViewers":48211}}"#;
            return text.to_owned();
        }
    };
    format!(
        r#"{{"event":"{event}","data":{{"type":"{event}","timestamp":{stamp},"msgId":"","protoVersion":3,{user},{rest}}}}}"#
    )
}

fn decode_and_settle(bench: &mut Criterion) {
    let frames = chat_mix();
    let mut group = bench.benchmark_group("live");
    group.throughput(Throughput::Elements(BATCH as u64)).sample_size(20);
    group.bench_function("decode and settle", |bench| {
        let mut intake = Intake::default();
        let mut facts = Vec::with_capacity(2 * BATCH);
        bench.iter(|| {
            for frame in &frames {
                intake.take(frame, Duration::from_secs(1), &mut facts);
            }
            assert_eq!(facts.len(), BATCH);
            facts.clear();
        });
    });
    group.finish();
}

/// The frames as a server puts them on the wire.
fn on_the_wire(frames: &[String]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for frame in frames {
        bytes.push(0x81);
        match u16::try_from(frame.len()).unwrap() {
            length @ 0..126 => bytes.push(length.to_le_bytes()[0]),
            length => {
                bytes.push(126);
                bytes.extend(length.to_be_bytes());
            }
        }
        bytes.extend(frame.as_bytes());
    }
    bytes
}

/// A server that sends as many batches as it is asked for.
fn serve() -> (String, Sender<u64>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("ws://{}", listener.local_addr().unwrap());
    let (ask, asked) = channel();
    thread::spawn(move || {
        // The last frame of a batch marks its end.
        let mut frames = chat_mix();
        frames.push(r#"{"event":"poll","data":{}}"#.to_owned());
        let bytes = on_the_wire(&frames);
        let (stream, _) = listener.accept().unwrap();
        let mut socket = tungstenite::accept(stream).unwrap();
        for batches in asked {
            for _ in 0..batches {
                if socket.get_mut().write_all(&bytes).is_err() {
                    return;
                }
            }
        }
    });
    (endpoint, ask)
}

/// Batches that came to their end.
#[derive(Resource, Default)]
struct Heard(u64);

fn count(mut facts: MessageReader<Fact>, mut heard: ResMut<Heard>) {
    let ends = facts.read().filter(|fact| matches!(fact, Fact::Other { .. })).count();
    heard.0 += ends as u64;
}

fn socket_to_message(bench: &mut Criterion) {
    let (endpoint, ask) = serve();
    let settings = LiveSettings { endpoint, streamer: "demo".into(), ..LiveSettings::default() };
    let mut app = App::new();
    app.add_plugins((MinimalPlugins, TikToolPlugin { settings })).init_resource::<Heard>().add_systems(Update, count);
    let mut group = bench.benchmark_group("live");
    group.throughput(Throughput::Elements(BATCH as u64)).sample_size(10);
    group.bench_function("socket to message", |bench| {
        bench.iter_custom(|batches| {
            app.world_mut().resource_mut::<Heard>().0 = 0;
            let start = Instant::now();
            ask.send(batches).unwrap();
            while app.world().resource::<Heard>().0 < batches {
                // A game's frames leave the cores free in between; spinning here would measure the scheduler.
                app.update();
                thread::sleep(Duration::from_millis(2));
                assert!(start.elapsed() < Duration::from_secs(60), "facts are missing");
            }
            start.elapsed()
        });
    });
    group.finish();
}

criterion_group!(benches, decode_and_settle, socket_to_message);
criterion_main!(benches);
