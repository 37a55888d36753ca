//! One show for everybody who is connected, and the account of what reached them.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use tokio::sync::mpsc;

use super::{
    audience::Audience,
    ledger::{Ledger, Manifest},
    refusal::{self, Refusal},
    wire::Frame,
};

/// Frames a client may be behind before it is let go.
const MOST_BEHIND: usize = 65_536;
/// What was written this long ago has surely arrived.
const ARRIVED: Duration = Duration::from_secs(2);

/// The show and its listeners. The clock starts with the first client, so that nobody misses the beginning, and then
/// runs on like a stream does: who comes back hears it from there.
pub(super) struct Hub {
    audience: Audience,
    started: Option<Instant>,
    clients: Vec<(u64, mpsc::Sender<Arc<Frame>>)>,
    /// Clients that have not gone yet, though they may hear no more.
    connected: usize,
    next_client: u64,
    ledger: Ledger,
}

/// The hub as the server's tasks and its owner share it.
#[derive(Clone)]
pub(super) struct Shared(Arc<Mutex<Hub>>);

/// A client's place in the hub.
pub(super) struct Place {
    pub id: u64,
    pub queue: mpsc::Receiver<Arc<Frame>>,
}

/// What a client was sent lately: streak, units counted before it, last of its streak.
#[derive(Default)]
pub(super) struct Recent(VecDeque<(Instant, u64, u32, bool)>);

impl Shared {
    pub(super) fn new(audience: Audience) -> Self {
        Self(Arc::new(Mutex::new(Hub {
            audience,
            started: None,
            clients: Vec::new(),
            connected: 0,
            next_client: 0,
            ledger: Ledger::default(),
        })))
    }

    fn lock(&self) -> MutexGuard<'_, Hub> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets a client in; its first frame is the room as it is now.
    pub(super) fn enter(&self, streamer: &str) -> Result<Place, Refusal> {
        let mut hub = self.lock();
        if hub.audience.ended() {
            return Err(refusal::not_live(streamer));
        }
        let (sender, queue) = mpsc::channel(MOST_BEHIND);
        let id = hub.next_client;
        hub.next_client += 1;
        hub.connected += 1;
        let info = Frame::from(hub.audience.room_info(streamer));
        // The queue is new and empty: there is room.
        let _ = sender.try_send(Arc::new(info));
        hub.clients.push((id, sender));
        if hub.started.is_none() {
            hub.started = Some(Instant::now());
            let mut frames = Vec::new();
            hub.audience.advance(0.0, &mut frames);
            // The first is the room's description, which each client gets in its own words.
            frames.drain(..1.min(frames.len()));
            hub.broadcast(frames);
        }
        Ok(Place { id, queue })
    }

    /// Sends what is due.
    pub(super) fn tick(&self) {
        let mut hub = self.lock();
        let Some(started) = hub.started else { return };
        let mut frames = Vec::new();
        hub.audience.advance(started.elapsed().as_secs_f64(), &mut frames);
        hub.broadcast(frames);
        if hub.audience.ended() {
            // No more frames: each client closes when it has written what it still holds.
            hub.clients.clear();
        }
    }

    /// These frames were written to a client.
    pub(super) fn delivered(&self, frames: &[Arc<Frame>], recent: &mut Recent) {
        let mut hub = self.lock();
        let now = Instant::now();
        for frame in frames {
            let before = hub.ledger.sent(frame.mark);
            if let Some(mark) = frame.mark {
                recent.0.push_back((now, mark.streak, before, mark.last));
            }
        }
        while let Some(&(at, streak, _, last)) = recent.0.front()
            && now.duration_since(at) > ARRIVED
        {
            recent.0.pop_front();
            if last {
                hub.ledger.settle(streak);
            }
        }
    }

    /// A client is gone. `clean`: it heard everything it was sent, for the show ended and it stayed to the end.
    pub(super) fn leave(&self, id: u64, clean: bool, recent: Recent) {
        let mut hub = self.lock();
        hub.clients.retain(|(client, _)| *client != id);
        hub.connected = hub.connected.saturating_sub(1);
        // Another client vouches for what this one may have missed.
        let sure = clean || hub.connected > 0;
        let now = Instant::now();
        for (at, streak, before, _) in recent.0 {
            if !sure && now.duration_since(at) <= ARRIVED {
                hub.ledger.doubt(streak, before);
            }
        }
    }

    /// What a perfect client must have credited.
    pub(super) fn manifest(&self) -> Manifest {
        let hub = self.lock();
        hub.ledger.manifest(|giver| hub.audience.id_of(giver))
    }

    /// Nobody has ever connected.
    pub(super) fn waiting(&self) -> bool {
        self.lock().started.is_none()
    }

    /// The stream has ended.
    pub(super) fn ended(&self) -> bool {
        self.lock().audience.ended()
    }

    /// Clients that have not gone yet.
    pub(super) fn connected(&self) -> usize {
        self.lock().connected
    }
}

impl Hub {
    fn broadcast(&mut self, frames: Vec<Frame>) {
        for frame in frames {
            let frame = Arc::new(frame);
            // A client that is too far behind is let go, as the service does.
            self.clients.retain(|(_, queue)| queue.try_send(Arc::clone(&frame)).is_ok());
        }
    }
}
