//! A scripted WebSocket server on loopback and an app that listens to it.

#![allow(dead_code, reason = "each test uses its own part")]

use std::{
    fs,
    net::SocketAddr,
    path::PathBuf,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use bevy::prelude::*;
use bevy_tiktool::{
    ChatReceived, Fact, FrameCounts, GiftReceived, LikesReceived, LinkState, LiveCounts, LiveSettings, SocialReceived,
    TikToolPlugin, ViewersCounted,
};
use futures_util::{SinkExt, StreamExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::{
    accept_hdr_async,
    tungstenite::{
        Message as Frame,
        handshake::server::{ErrorResponse, Request, Response},
        protocol::{CloseFrame, frame::coding::CloseCode},
    },
};

/// All sample messages but those that tell of a limit, which end a link.
pub fn sample_texts() -> Vec<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/messages");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.retain(|path| !path.to_string_lossy().contains("_limit"));
    assert!(paths.len() >= 140, "the samples are missing");
    paths.into_iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

/// What the server does in one connection, in order.
#[derive(Clone)]
pub enum Act {
    Send(String),
    Binary(Vec<u8>),
    Hold(Duration),
    Close(u16, &'static str),
    /// Ends the line without a close frame.
    Drop,
    /// Answers the handshake with this status.
    Refuse(u16),
}

/// A server that plays one script per connection, and the last one again for all further ones.
pub struct Server {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub fn start(scripts: Vec<Vec<Act>>) -> Self {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (tell, told) = std::sync::mpsc::channel();
        let asked_there = asked.clone();
        // Ends with the test's process.
        std::thread::spawn(move || {
            tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async move {
                let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
                tell.send(listener.local_addr().unwrap()).unwrap();
                for turn in 0.. {
                    let (stream, _) = listener.accept().await.unwrap();
                    let script = scripts.get(turn).or(scripts.last()).unwrap().clone();
                    tokio::spawn(play(stream, script, asked_there.clone()));
                }
            });
        });
        Self { address: told.recv().unwrap(), asked }
    }

    pub fn settings(&self, streamer: &str) -> LiveSettings {
        let endpoint = format!("ws://{}", self.address);
        LiveSettings { endpoint, streamer: streamer.into(), ..LiveSettings::default() }
    }

    /// The request lines so far.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

async fn play(stream: TcpStream, script: Vec<Act>, asked: Arc<Mutex<Vec<String>>>) {
    let refusal = script.iter().find_map(|act| if let Act::Refuse(status) = act { Some(*status) } else { None });
    #[allow(clippy::result_large_err, reason = "the library's own shape")]
    let check = |request: &Request, response: Response| -> Result<Response, ErrorResponse> {
        asked.lock().unwrap().push(request.uri().to_string());
        match refusal {
            Some(status) => {
                let mut refused = ErrorResponse::new(None);
                *refused.status_mut() = status.try_into().unwrap();
                Err(refused)
            }
            None => Ok(response),
        }
    };
    let Ok(mut socket) = accept_hdr_async(stream, check).await else { return };
    for act in script {
        match act {
            Act::Send(text) => drop(socket.send(Frame::text(text)).await),
            Act::Binary(bytes) => drop(socket.send(Frame::binary(bytes)).await),
            Act::Hold(time) => tokio::time::sleep(time).await,
            Act::Close(code, reason) => {
                let frame = CloseFrame { code: CloseCode::from(code), reason: reason.into() };
                drop(socket.close(Some(frame)).await);
            }
            Act::Drop | Act::Refuse(_) => return,
        }
    }
}

/// A server that sends the same frames to all its sockets at once, as they come.
pub struct Hub {
    address: SocketAddr,
    /// Sockets so far, and those that are open.
    pub sockets: Arc<Mutex<(usize, usize)>>,
}

impl Hub {
    /// Sends one of the frames each `pace`, from the first socket on.
    pub fn start(frames: Vec<String>, pace: Duration) -> Self {
        let sockets = Arc::new(Mutex::new((0, 0)));
        let (tell, told) = std::sync::mpsc::channel();
        let sockets_there = sockets.clone();
        // Ends with the test's process.
        std::thread::spawn(move || {
            tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async move {
                let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
                tell.send(listener.local_addr().unwrap()).unwrap();
                let to_all = tokio::sync::broadcast::Sender::new(1_024);
                let mut frames = Some(frames);
                loop {
                    let (stream, _) = listener.accept().await.unwrap();
                    tokio::spawn(relay(stream, to_all.subscribe(), sockets_there.clone()));
                    if let Some(frames) = frames.take() {
                        tokio::spawn(pour(frames, pace, to_all.clone()));
                    }
                }
            });
        });
        Self { address: told.recv().unwrap(), sockets }
    }

    pub fn settings(&self, streamer: &str) -> LiveSettings {
        let endpoint = format!("ws://{}", self.address);
        LiveSettings { endpoint, streamer: streamer.into(), ..LiveSettings::default() }
    }
}

async fn pour(frames: Vec<String>, pace: Duration, to_all: tokio::sync::broadcast::Sender<String>) {
    for frame in frames {
        tokio::time::sleep(pace).await;
        let _ = to_all.send(frame);
    }
}

async fn relay(
    stream: TcpStream,
    mut from: tokio::sync::broadcast::Receiver<String>,
    sockets: Arc<Mutex<(usize, usize)>>,
) {
    let Ok(mut socket) = tokio_tungstenite::accept_async(stream).await else { return };
    {
        let mut sockets = sockets.lock().unwrap();
        *sockets = (sockets.0 + 1, sockets.1 + 1);
    }
    loop {
        tokio::select! {
            frame = from.recv() => drop(socket.send(Frame::text(frame.unwrap())).await),
            said = socket.next() => if !matches!(said, Some(Ok(Frame::Ping(_) | Frame::Pong(_)))) { break },
        }
    }
    sockets.lock().unwrap().1 -= 1;
}

/// A headless app with the plugin and nothing else of the crate; keeps every message.
pub struct Client {
    pub app: App,
}

#[derive(Resource)]
struct Kept<M: Message>(Vec<M>);

fn keep<M: Message + Clone>(mut reader: MessageReader<M>, mut kept: ResMut<Kept<M>>) {
    kept.0.extend(reader.read().cloned());
}

impl Client {
    pub fn new(settings: LiveSettings) -> Self {
        let mut app = App::new();
        app.add_plugins((MinimalPlugins, TikToolPlugin { settings }));
        let mut client = Self { app };
        client.listen::<Fact>();
        client.listen::<GiftReceived>();
        client.listen::<LikesReceived>();
        client.listen::<ChatReceived>();
        client.listen::<SocialReceived>();
        client.listen::<ViewersCounted>();
        client
    }

    fn listen<M: Message + Clone>(&mut self) {
        self.app.insert_resource(Kept::<M>(Vec::new())).add_systems(Update, keep::<M>);
    }

    /// Updates the app until `done`, for half a minute at most.
    pub fn until(&mut self, what: &str, done: impl Fn(&World) -> bool) {
        let start = Instant::now();
        while !done(self.app.world()) {
            assert!(start.elapsed() < Duration::from_secs(30), "waited for {what}; {}", self.state());
            self.app.update();
            std::thread::sleep(Duration::from_millis(2));
        }
        self.app.update();
    }

    /// Updates the app until no fact has come for a while.
    pub fn settle(&mut self) {
        let mut quiet = 0;
        let mut count = self.app.world().resource::<Kept<Fact>>().0.len();
        while quiet < 100 {
            self.app.update();
            std::thread::sleep(Duration::from_millis(2));
            let now = self.app.world().resource::<Kept<Fact>>().0.len();
            quiet = if now == count { quiet + 1 } else { 0 };
            count = now;
        }
    }

    /// Updates the app until a fact as wanted has come.
    pub fn until_fact(&mut self, what: &str, is: impl Fn(&Fact) -> bool) {
        self.until(what, |world| world.resource::<Kept<Fact>>().0.iter().any(&is));
    }

    /// What was published so far, taken out.
    pub fn take<M: Message>(&mut self) -> Vec<M> {
        std::mem::take(&mut self.app.world_mut().resource_mut::<Kept<M>>().0)
    }

    pub fn state(&self) -> &LinkState {
        self.app.world().resource::<LinkState>()
    }

    pub fn counts(&self) -> &FrameCounts {
        &self.app.world().resource::<LiveCounts>().0
    }
}
