//! The client against others, on one server, one after the other: frames a second from socket to what each makes of them.
//!
//! `cargo bench --bench peers`. Peers that are not here are said and left out: `npm install ws` in a folder named by
//! `NODE_PATH`, and `pip install tiktok-live-api==1.8.6`. Here each makes of a frame what it makes for its users: this
//! client typed facts in Bevy messages, the loop a `serde_json::Value`, Node an object, the vendor's client its event.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

mod support;

use std::{
    env,
    process::{Command, Stdio},
    sync::mpsc::Sender,
    thread,
    time::{Duration, Instant},
};

use bevy::prelude::*;
use bevy_tiktool::{Fact, LiveSettings, TikToolPlugin};
use futures_util::StreamExt;
use serde_json::Value;
use support::{BATCH, END, serve};

/// Batches that are timed; one more goes before, so that everybody is warm.
const BATCHES: u64 = 10;

fn main() {
    // As a test each has one batch.
    let batches = if env::args().any(|arg| arg == "--bench") { BATCHES } else { 1 };
    println!("frames a second, {} frames each, one after the other", batches * BATCH as u64);
    tell("this client, to Bevy messages", Some(client(batches)));
    tell("a tokio loop, to serde_json::Value", Some(value_loop(batches)));
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers");
    tell("Node, ws and JSON.parse", script("node", &format!("{folder}/node.cjs"), batches));
    tell("the vendor's Python client", script("python3", &format!("{folder}/vendor.py"), batches));
}

fn tell(who: &str, took: Option<(u64, Duration)>) {
    match took {
        Some((frames, took)) => println!("{who:<40} {:>10.0}", frames as f64 / took.as_secs_f64()),
        None => println!("{who:<40} not here"),
    }
}

#[derive(Resource, Default)]
struct Heard(u64);

fn client(batches: u64) -> (u64, Duration) {
    let (endpoint, ask) = serve();
    let settings = LiveSettings { endpoint, streamer: "demo".into(), ..LiveSettings::default() };
    let mut app = App::new();
    app.add_plugins((MinimalPlugins, TikToolPlugin { settings })).init_resource::<Heard>().add_systems(
        Update,
        |mut facts: MessageReader<Fact>, mut heard: ResMut<Heard>| {
            heard.0 += facts.read().filter(|fact| matches!(fact, Fact::Other { .. })).count() as u64;
        },
    );
    let mut until = |count: u64| {
        while app.world().resource::<Heard>().0 < count {
            app.update();
            thread::sleep(Duration::from_millis(2));
        }
    };
    ask.send(1).unwrap();
    until(1);
    let began = Instant::now();
    ask.send(batches).unwrap();
    until(1 + batches);
    (batches * BATCH as u64, began.elapsed())
}

fn value_loop(batches: u64) -> (u64, Duration) {
    let (endpoint, ask) = serve();
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
        let (mut socket, _) = tokio_tungstenite::connect_async(endpoint).await.unwrap();
        let mut until = async |count: u64| {
            let mut ends = 0;
            while ends < count {
                let text = socket.next().await.unwrap().unwrap().into_text().unwrap();
                let value: Value = serde_json::from_str(&text).unwrap();
                ends += u64::from(value["event"] == END);
            }
        };
        ask.send(1).unwrap();
        until(1).await;
        let began = Instant::now();
        ask.send(batches).unwrap();
        until(batches).await;
        (batches * BATCH as u64, began.elapsed())
    })
}

/// A script is called with the address and the batches; it says `ready` when it is connected and, after a batch to warm
/// up, prints the seconds that the rest took. Anything else: it is not here.
fn script(program: &str, file: &str, batches: u64) -> Option<(u64, Duration)> {
    use std::io::{BufRead, BufReader};
    let (endpoint, ask): (String, Sender<u64>) = serve();
    let mut child = Command::new(program)
        .args([file, &endpoint, &batches.to_string()])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut lines = BufReader::new(child.stdout.take()?).lines().map_while(Result::ok);
    let ready = lines.next().is_some_and(|line| line == "ready");
    if ready {
        ask.send(1 + batches).ok()?;
    }
    let seconds = lines.next().and_then(|line| line.parse::<f64>().ok());
    let _ = child.kill();
    let _ = child.wait();
    seconds.map(|seconds| (batches * BATCH as u64, Duration::from_secs_f64(seconds)))
}
