//! What the side thread carries from frame to fact: intake, outbox, capture, and the state that the game reads.

use std::{
    mem,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use crossbeam_channel::Sender;
use tokio::time::Instant;

use super::{
    Fact, FrameCounts, GiftLog, GiftReceived, Intake, LinkState, LiveSettings, Recall, capture::CaptureWriter,
    intake::Heard, outbox::Outbox,
};

/// Counts are published at most this often.
const PUBLISH: Duration = Duration::from_millis(100);

/// What both sides see.
#[derive(Debug, Default)]
pub(super) struct Shared {
    stop: AtomicBool,
    told: Mutex<Told>,
}

/// What the side thread tells of itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    /// Where the link stands.
    pub(super) state: LinkState,
    /// What came in.
    pub(super) counts: FrameCounts,
    /// Grows with each change.
    pub(super) version: u64,
}

impl Shared {
    /// Asks the side thread to stop.
    pub(super) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// The side thread should stop.
    pub(super) fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// How things stand.
    pub(super) fn now(&self) -> Told {
        self.told.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What is new since `version`.
    #[cfg(feature = "bevy")]
    pub(super) fn news(&self, version: u64) -> Option<Told> {
        let told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        (told.version != version).then(|| told.clone())
    }

    fn tell(&self, change: impl FnOnce(&mut Told)) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut told);
        told.version += 1;
    }
}

/// What outlives one side thread, so that a restart counts nothing twice.
#[derive(Debug)]
pub(super) struct Memory {
    /// Decoder, settler and counts.
    pub(super) intake: Intake,
    /// When this run took up the stream.
    started: Instant,
    /// How old the stream was then; arrivals go on from there. Kept apart, for an `Instant` cannot always go back.
    age: Duration,
    lost: Option<Instant>,
    /// How long the service lets a socket live, as far as it taught us; it hangs on the plan, not on the stream.
    pub(super) life: Option<Duration>,
}

impl Memory {
    /// Another stream begins, of which an earlier run may have known something. Of the last one only the counts and the
    /// life of sockets stay.
    pub(super) fn begin_stream(&mut self, recall: &Recall) {
        self.intake.forget_stream();
        self.intake.recall(&recall.facts);
        (self.started, self.age, self.lost) = (Instant::now(), recall.age, None);
    }
}

impl Default for Memory {
    fn default() -> Self {
        Self { intake: Intake::default(), started: Instant::now(), age: Duration::ZERO, lost: None, life: None }
    }
}

/// The way from frame to channel.
pub(super) struct Feed {
    memory: Memory,
    outbox: Outbox,
    capture: Option<CaptureWriter>,
    gift_log: Option<Arc<dyn GiftLog>>,
    shared: Arc<Shared>,
    facts: Vec<Fact>,
    /// The gap to tell of once the new link has proved itself.
    gap: Option<Duration>,
    dirty: bool,
    published: Instant,
}

impl Feed {
    pub(super) fn new(settings: &LiveSettings, memory: Memory, to: Sender<Fact>, shared: Arc<Shared>) -> Self {
        let capture = settings.capture.as_deref().and_then(|path| match CaptureWriter::open(path) {
            Ok(writer) => Some(writer),
            Err(fault) => {
                tracing::warn!("the capture {} cannot be written, so nothing is captured: {fault}", path.display());
                None
            }
        });
        let outbox = Outbox::new(to);
        let now = Instant::now();
        let gift_log = settings.gift_log.clone();
        let facts = Vec::new();
        Self { memory, outbox, capture, gift_log, shared, facts, gap: None, dirty: true, published: now }
    }

    /// When `instant` was, counted from the stream's start.
    pub(super) fn since_start(&self, instant: Instant) -> Duration {
        self.age().saturating_add(instant.saturating_duration_since(self.memory.started))
    }

    /// How old the stream was when this run took it up.
    pub(super) fn age(&self) -> Duration {
        self.memory.age
    }

    /// The one place where the link's state changes.
    pub(super) fn enter(&mut self, state: LinkState) {
        tracing::info!("link: {state}");
        self.shared.tell(|told| told.state = state);
    }

    /// Takes a text frame and says what the link must know of it.
    pub(super) fn frame(&mut self, frame: &str, arrival: Duration) -> Heard {
        if let Some(capture) = &mut self.capture
            && let Err(fault) = capture.write(frame, arrival)
        {
            tracing::warn!("the capture stops here, the disk refuses: {fault}");
            self.capture = None;
        }
        let mut facts = mem::take(&mut self.facts);
        self.memory.intake.take(frame, arrival, &mut facts);
        let heard = self.memory.intake.heard();
        if heard.alive {
            self.proved();
        }
        if !self.outbox.is_empty() {
            self.outbox.flush();
        }
        for mut fact in facts.drain(..) {
            self.log(&mut fact);
            self.outbox.push(fact);
        }
        self.facts = facts;
        self.dirty = true;
        heard
    }

    /// Lets the gift log take down what was paid, before the game hears of it.
    fn log(&self, fact: &mut Fact) {
        let Some(log) = &self.gift_log else { return };
        if matches!(fact, Fact::Gift(_) | Fact::StreakSeen(_)) {
            let number = log.log(fact);
            if let Fact::Gift(GiftReceived { receipt, .. }) | Fact::StreakSeen(receipt) = fact {
                receipt.number = number;
            }
        }
    }

    /// A frame that is no text.
    pub(super) fn binary(&mut self) {
        self.memory.intake.refuse_binary();
        self.dirty = true;
    }

    /// The link is up; whether the room is alive shows later. Also the first time: an earlier run may have been cut.
    pub(super) fn opened(&mut self) {
        self.gap = self.memory.lost.map(|lost| lost.elapsed());
        let now = self.since_start(Instant::now());
        self.memory.intake.resumed(now);
    }

    /// The new link works: after a cut, tells how long it was gone.
    pub(super) fn proved(&mut self) {
        if let Some(gap) = self.gap.take() {
            self.memory.lost = None;
            self.outbox.push(Fact::LinkRestored { gap });
        }
    }

    /// A link that had worked is gone; `since` is when it was last heard of.
    pub(super) fn lost(&mut self, since: Instant) {
        self.gap = None;
        if self.memory.lost.is_none() {
            self.memory.lost = Some(since);
            self.outbox.push(Fact::LinkLost);
        }
    }

    /// How long the service lets a socket live, as far as known.
    pub(super) fn life(&self) -> Option<Duration> {
        self.memory.life
    }

    /// The service ends sockets of this age.
    pub(super) fn learn_life(&mut self, life: Duration) {
        self.memory.life = Some(self.memory.life.map_or(life, |known| known.min(life)));
    }

    /// Regular work: what waits is sent, counts are published, the capture is flushed.
    pub(super) fn tick(&mut self) {
        self.outbox.flush();
        if self.dirty && self.published.elapsed() >= PUBLISH {
            self.publish();
        }
    }

    /// Publishes the counts now.
    pub(super) fn publish(&mut self) {
        let dropped = self.outbox.dropped();
        self.memory.intake.set_chat_dropped(dropped);
        let counts = self.memory.intake.counts();
        self.shared.tell(|told| told.counts.clone_from(counts));
        if let Some(capture) = &mut self.capture
            && let Err(fault) = capture.flush()
        {
            tracing::warn!("the capture stops here, the disk refuses: {fault}");
            self.capture = None;
        }
        (self.dirty, self.published) = (false, Instant::now());
    }

    /// The game wants no more, or is gone.
    pub(super) fn is_stopped(&self) -> bool {
        self.shared.is_stopped() || self.outbox.is_gone()
    }

    /// So much waits that no more may be read.
    pub(super) fn is_full(&self) -> bool {
        self.outbox.is_full()
    }

    /// Everything was handed over.
    pub(super) fn is_drained(&self) -> bool {
        self.outbox.is_empty()
    }

    /// The events said that the stream is over.
    pub(super) fn stream_ended(&self) -> bool {
        self.memory.intake.stream_ended()
    }

    /// What is left when the thread ends.
    pub(super) fn finish(mut self) -> (Memory, Vec<Fact>) {
        self.publish();
        (self.memory, self.outbox.into_waiting())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Receipt;

    #[test]
    fn a_stream_that_is_taken_up_again_goes_on_by_its_own_clock() {
        let (to, from) = crossbeam_channel::unbounded();
        let receipt = Receipt { giver: 7, gift: 5, count: 3, arrival_ms: 60_000, ..Receipt::default() };
        let recall = Recall { facts: [Fact::StreakSeen(receipt)].into(), age: Duration::from_secs(65) };
        let mut memory = Memory::default();
        memory.begin_stream(&recall);
        let mut feed = Feed::new(&LiveSettings::default(), memory, to, Arc::default());
        feed.opened();
        let arrival = feed.since_start(Instant::now());
        assert!(arrival >= recall.age);
        feed.frame(r#"{"event":"gift","data":{"userId":"7","giftId":5,"repeatCount":4}}"#, arrival);
        let Ok(Fact::Gift(gift)) = from.try_recv() else { panic!() };
        assert_eq!((gift.count, gift.streak), (1, 4));
        assert!(u128::from(gift.receipt.arrival_ms) >= recall.age.as_millis());
    }
}
