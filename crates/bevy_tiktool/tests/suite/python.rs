//! The plugin against a server made with Python's `websockets`: another implementation of the same wire.

use std::{
    env,
    io::{BufRead, BufReader, Write},
    process::{Child, Command, Stdio},
    time::Duration,
};

use crate::support::{Client, sample_texts};
use bevy_tiktool::{LinkState, LiveCounts, LiveSettings, Reason};

/// The Python to use: `THRONG_PYTHON`, else one that has the module `websockets`; `None` when there is none.
fn python() -> Option<String> {
    let named = env::var("THRONG_PYTHON").ok();
    // The system's own Python may have what a newer one on the path has not.
    let candidates = named.into_iter().chain(["python3".into(), "/usr/bin/python3".into()]);
    candidates.into_iter().find(|python| {
        let probe = Command::new(python).args(["-c", "import websockets"]).stderr(Stdio::null()).status();
        probe.is_ok_and(|status| status.success())
    })
}

/// Ends the server with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn all_samples_from_a_python_server_then_not_live() {
    let Some(python) = python() else {
        println!("skipped: python3 with the module websockets is missing (set THRONG_PYTHON to one that has it)");
        return;
    };
    let frames = sample_texts();
    let mut file = tempfile::NamedTempFile::new().unwrap();
    for frame in &frames {
        writeln!(file, "{}", serde_json::to_string(frame).unwrap()).unwrap();
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/python/server.py");
    let mut command = Command::new(python);
    command.arg(script).arg(file.path()).arg("4404").stdout(Stdio::piped());
    let mut server = Running(command.spawn().unwrap());
    let mut port = String::new();
    BufReader::new(server.0.stdout.take().unwrap()).read_line(&mut port).unwrap();
    let endpoint = format!("ws://127.0.0.1:{}", port.trim());
    let streamer = "streamer_demo".into();
    let mut client = Client::new(LiveSettings { endpoint, streamer, ..LiveSettings::default() });
    let sent = frames.len() as u64;
    client.until("every frame", |world| world.resource::<LiveCounts>().received == sent);
    assert_eq!((client.counts().bad, client.counts().unknown), (0, 0));
    assert!(client.state().is_open());
    client.until("the close", |world| !world.resource::<LinkState>().is_open());
    let wait = Duration::from_secs(60);
    assert_eq!(*client.state(), LinkState::Waiting { reason: Reason::NotLive, wait });
}
