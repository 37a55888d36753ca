//! The side thread that holds the link, with an owner that can stop it.

use std::{
    io,
    path::Path,
    sync::Arc,
    thread::{Builder, JoinHandle},
    time::Duration,
};

use crossbeam_channel::Receiver;
use tokio::time::Instant;

use super::{
    address::Address,
    connect::connect,
    connection,
    pipeline::{Pipeline, StreamMemory, TICK, until_stopped},
    state::{LinkState, Reason},
    status::SharedStatus,
};
use crate::{capture::CaptureReader, fact::Fact, settings::LiveSettings};

/// Facts that fit between the side thread and the game.
const CHANNEL: usize = 16_384;

/// The side thread and what comes out of it. Dropping it stops and joins the thread.
pub(crate) struct LiveThread {
    /// Facts, in order.
    pub(crate) facts: Receiver<Fact>,
    /// What the thread tells of itself.
    pub(crate) shared: Arc<SharedStatus>,
    thread: Option<JoinHandle<(StreamMemory, Vec<Fact>)>>,
}

impl LiveThread {
    /// Starts the thread.
    pub(crate) fn start(settings: LiveSettings, memory: StreamMemory) -> io::Result<Self> {
        let (to, facts) = crossbeam_channel::bounded(CHANNEL);
        let shared = Arc::new(SharedStatus::default());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let mut pipeline = Pipeline::new(&settings, memory, to, shared.clone());
        // From the first look on it is on its way, not off.
        pipeline.enter(LinkState::Connecting { streamer: settings.handle().into(), tries: 0 });
        let thread = Builder::new().name("tiktool".into()).spawn(move || {
            runtime.block_on(follow(&settings, &mut pipeline));
            // A name look-up may still hang in the system; do not wait for it.
            runtime.shutdown_background();
            pipeline.finish()
        })?;
        Ok(Self { facts, shared, thread: Some(thread) })
    }

    /// Stops the thread and gives back its memory and what it had not sent yet; both empty if it failed.
    pub(crate) fn stop(&mut self) -> (StreamMemory, Vec<Fact>) {
        self.shared.stop();
        let Some(thread) = self.thread.take() else { return Default::default() };
        thread.join().unwrap_or_else(|_| {
            tracing::error!("the link's thread failed; what it remembered of streaks is lost");
            Default::default()
        })
    }
}

impl Drop for LiveThread {
    fn drop(&mut self) {
        self.stop();
    }
}

async fn follow(settings: &LiveSettings, pipeline: &mut Pipeline) {
    let streamer: Arc<str> = settings.handle().into();
    if let Some(path) = &settings.playback {
        let end = play(path, &streamer, pipeline).await;
        pipeline.enter(end);
    } else {
        match Address::of(settings) {
            Ok(address) => connection::run(connect, &address, &streamer, settings.handover, pipeline).await,
            Err(reason) => pipeline.enter(LinkState::GaveUp { reason }),
        }
    }
    pipeline.publish();
    // What waits goes out before the thread ends.
    while !pipeline.is_drained() && !pipeline.is_stopped() {
        pipeline.tick();
        tokio::time::sleep(TICK).await;
    }
}

/// Plays a capture at its own pace.
async fn play(path: &Path, streamer: &Arc<str>, pipeline: &mut Pipeline) -> LinkState {
    let reader = match CaptureReader::open(path) {
        Ok(reader) => reader,
        Err(fault) => {
            let fault = format!("{}: {fault}", path.display()).into();
            return LinkState::GaveUp { reason: Reason::NoRecording { fault } };
        }
    };
    pipeline.enter(LinkState::Open { streamer: streamer.clone() });
    let started = Instant::now();
    for line in reader {
        let arrival = Duration::from_millis(line.ms);
        let ahead = arrival.saturating_sub(started.elapsed());
        if !ahead.is_zero() && until_stopped(tokio::time::sleep(ahead), pipeline).await.is_none() {
            return LinkState::Off;
        }
        pipeline.frame(&line.frame, pipeline.age().saturating_add(arrival));
        while pipeline.is_full() {
            if until_stopped(tokio::time::sleep(TICK), pipeline).await.is_none() {
                return LinkState::Off;
            }
        }
    }
    LinkState::Ended { reason: Reason::PlaybackOver }
}
