//! One show for everybody who is connected, and the account of what reached them.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use tokio::sync::mpsc;

use super::refusal::{self, Refusal};
use crate::{
    audience::{Audience, Screen},
    chaos::{Cuts, How, LinkCut},
    ledger::{GiftLedger, Manifest, Permission, SentGift},
    settings::CrowdSettings,
    time::{SECOND, micros},
    wire::{self, Frame},
};

/// Frames a client may be behind before it is let go.
const MOST_BEHIND: usize = 65_536;
/// What was written this long ago, and before a ping that was answered, has surely been read and dealt with.
const ARRIVED: u64 = 2 * SECOND;
/// Frames that are repeated to who connects, where the profile repeats at all.
const HISTORY: usize = 15;
/// No link is cut so shortly before the end of the show: a client shall hear it.
const LAST_ACT: u64 = 5 * SECOND;

/// The show and its listeners. The clock starts with the first client, so that nobody misses the beginning, and then
/// runs on like a stream does: who comes back hears it from there.
pub(super) struct Hub {
    audience: Audience,
    started: Option<Instant>,
    clients: Vec<Listener>,
    /// Clients that have not gone yet, though they may hear no more.
    connected: usize,
    next_client: u64,
    ledger: GiftLedger,
    cuts: Cuts,
    /// When the show ends, in microseconds.
    ends: u64,
    /// The last frames that were written, if the profile repeats them.
    history: Option<VecDeque<Arc<Frame>>>,
}

struct Listener {
    id: u64,
    /// Only what happens from here on is for this client, in microseconds.
    since: u64,
    queue: mpsc::Sender<Arc<Frame>>,
}

/// The hub as the server's tasks and its owner share it.
#[derive(Clone)]
pub(super) struct HubHandle(Arc<Mutex<Hub>>);

/// A client's place in the hub.
pub(super) struct Seat {
    pub id: u64,
    pub queue: mpsc::Receiver<Arc<Frame>>,
    /// How the server will end this link, if it will.
    pub cut: Option<LinkCut>,
}

/// What a client was sent and may not have read.
#[derive(Default)]
pub(super) struct Unread {
    /// Oldest first: when, before which ping, and what.
    sent: VecDeque<(u64, u64, SentGift)>,
    /// Pings that were sent and that were answered.
    pings: u64,
    pongs: u64,
}

impl Unread {
    /// The number of the next ping.
    pub(super) fn ping(&mut self) -> u64 {
        self.pings += 1;
        self.pings
    }

    /// A ping was answered.
    pub(super) fn pong(&mut self, number: u64) {
        self.pongs = self.pongs.max(number.min(self.pings));
    }
}

impl HubHandle {
    pub(super) fn new(audience: Audience) -> Self {
        Self(Arc::new(Mutex::new(Hub::new(audience))))
    }

    fn lock(&self) -> MutexGuard<'_, Hub> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A client came: whether it is turned away at once, and how.
    pub(super) fn turn_away(&self) -> Option<How> {
        let mut hub = self.lock();
        if hub.now() + LAST_ACT > hub.ends {
            return None;
        }
        let started = hub.started.is_some();
        hub.cuts.turn_away(started)
    }

    /// Lets a client in; its first frame is the room as it is now.
    pub(super) fn enter(&self, streamer: &str) -> Result<Seat, Refusal> {
        let mut hub = self.lock();
        if hub.started.is_none() {
            hub.started = Some(Instant::now());
        }
        hub.enter(streamer)
    }

    /// Sends what is due.
    pub(super) fn tick(&self) {
        let mut hub = self.lock();
        if hub.started.is_some() {
            let now = hub.now();
            hub.tick(now);
        }
    }

    /// These frames are about to be written to a client: keeps those that may be.
    pub(super) fn sending(&self, client: u64, frames: &mut Vec<Arc<Frame>>, recent: &mut Unread) {
        let mut hub = self.lock();
        let now = hub.now();
        hub.sending(client, frames, recent, now);
    }

    /// A client is gone. `clean`: it surely read all that was sent.
    pub(super) fn show(&self, screen: Screen) {
        self.lock().show(screen);
    }

    pub(super) fn leave(&self, id: u64, clean: bool, recent: Unread) {
        let mut hub = self.lock();
        let now = hub.now();
        hub.leave(id, clean, recent, now);
    }

    /// A link may still be cut: the show does not end in a moment.
    pub(super) fn may_cut(&self) -> bool {
        let hub = self.lock();
        hub.now() + LAST_ACT <= hub.ends && !hub.audience.ended()
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
    fn new(audience: Audience) -> Self {
        let CrowdSettings { chaos, seed, seconds, .. } = audience.settings;
        Self {
            audience,
            started: None,
            clients: Vec::new(),
            connected: 0,
            next_client: 0,
            ledger: GiftLedger::default(),
            cuts: Cuts::new(chaos, seed),
            ends: seconds.map_or(u64::MAX, micros),
            history: chaos.repeats().then(VecDeque::new),
        }
    }

    /// Microseconds into the show.
    fn now(&self) -> u64 {
        self.started.map_or(0, |started| micros(started.elapsed().as_secs_f64()))
    }

    fn enter(&mut self, streamer: &str) -> Result<Seat, Refusal> {
        if self.audience.ended() {
            return Err(refusal::not_live(streamer));
        }
        let (queue, receiver) = mpsc::channel(MOST_BEHIND);
        let id = self.next_client;
        let first = id == 0;
        self.next_client += 1;
        self.connected += 1;
        let mut greeting = vec![self.audience.room_info(streamer)];
        // Some services greet, before the room or after it, and some do not.
        match id % 3 {
            1 => greeting.push(wire::connected(streamer)),
            2 => greeting.insert(0, wire::connected(streamer)),
            _ => {}
        }
        for frame in greeting {
            // The queue is new and empty: there is room.
            let _ = queue.try_send(Arc::new(Frame::from(frame)));
        }
        for frame in self.repeats() {
            let _ = queue.try_send(Arc::new(frame));
        }
        // What was held back from before is for those who were here: later, it would look like a repeat.
        let since = if first { 0 } else { self.audience.now + 1 };
        self.clients.push(Listener { id, since, queue });
        if first {
            let mut frames = Vec::new();
            self.audience.advance(0.0, &mut frames);
            // The first is the room's description, which each client gets in its own words.
            frames.drain(..1.min(frames.len()));
            self.broadcast(frames);
        }
        Ok(Seat { id, queue: receiver, cut: self.cuts.next() })
    }

    /// The last frames once more, without those that a client could take for new gifts.
    fn repeats(&self) -> Vec<Frame> {
        let known = |frame: &&Arc<Frame>| {
            frame.mark.is_none_or(|mark| self.ledger.may_replay(&mark, self.audience.now.saturating_sub(frame.made)))
        };
        let history = self.history.iter().flatten();
        history.filter(known).map(|frame| Frame { echo: true, made: u64::MAX, ..Frame::clone(frame) }).collect()
    }

    /// This is on the game's screen from now on.
    fn show(&mut self, screen: Screen) {
        self.audience.show(self.audience.now as f64 / SECOND as f64, screen);
    }

    fn tick(&mut self, now: u64) {
        let mut frames = Vec::new();
        self.audience.advance(now as f64 / SECOND as f64, &mut frames);
        self.broadcast(frames);
        if self.audience.ended() {
            // No more frames: each client closes when it has written what it still holds.
            self.clients.clear();
        }
    }

    fn broadcast(&mut self, frames: Vec<Frame>) {
        for frame in frames {
            let frame = Arc::new(frame);
            // A client that is too far behind is let go, as the service does.
            self.clients
                .retain(|client| frame.made < client.since || client.queue.try_send(Arc::clone(&frame)).is_ok());
        }
    }

    fn sending(&mut self, client: u64, frames: &mut Vec<Arc<Frame>>, recent: &mut Unread, now: u64) {
        self.arrived(recent, now);
        let ledger = &mut self.ledger;
        frames.retain(|frame| {
            if ledger.send(frame.mark, frame.echo, client, now) == Permission::Withhold {
                return false;
            }
            if let Some(mark) = frame.mark.filter(|_| !frame.echo) {
                let entry = SentGift { streak: mark.streak, count: mark.count, last: mark.last };
                recent.sent.push_back((now, recent.pings, entry));
            }
            true
        });
        if let Some(history) = &mut self.history {
            history.extend(frames.iter().filter(|frame| !frame.echo && !frame.binary).cloned());
            let surplus = history.len().saturating_sub(HISTORY);
            history.drain(..surplus);
        }
    }

    /// Takes note of what has surely been read by now.
    fn arrived(&mut self, recent: &mut Unread, now: u64) {
        while let Some(&(at, pings, entry)) = recent.sent.front()
            && now.saturating_sub(at) > ARRIVED
            && recent.pongs > pings
        {
            recent.sent.pop_front();
            self.ledger.confirm(entry);
        }
    }

    fn leave(&mut self, id: u64, clean: bool, mut recent: Unread, now: u64) {
        self.clients.retain(|client| client.id != id);
        self.connected = self.connected.saturating_sub(1);
        self.arrived(&mut recent, now);
        for (.., entry) in recent.sent {
            if clean {
                self.ledger.confirm(entry);
            } else {
                self.ledger.shake(entry.streak);
            }
        }
    }
}

#[cfg(test)]
mod tests;
