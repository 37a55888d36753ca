//! What the side thread carries from frame to fact: intake, queue, capture, and the state that the game reads.

use std::{future::Future, mem, sync::Arc, time::Duration};

use crossbeam_channel::Sender;
use tokio::time::{Instant, interval};

use super::{backpressure::BackpressureQueue, state::LinkState, status::SharedStatus};
use crate::{
    capture::CaptureWriter,
    fact::{Fact, GiftReceived},
    intake::{Heard, Intake},
    settings::LiveSettings,
    write_ahead_log::{Recall, WriteAheadLog},
};

/// How often the regular work is done; also how fast a stop is noticed.
pub(crate) const TICK: Duration = Duration::from_millis(20);

/// Counts are published at most this often.
const PUBLISH: Duration = Duration::from_millis(100);

/// What outlives one side thread, so that a restart counts nothing twice.
#[derive(Debug)]
pub(crate) struct StreamMemory {
    /// Decoder, normalizer and counts.
    pub(crate) intake: Intake,
    /// When this run took up the stream.
    started: Instant,
    /// How old the stream was then; arrivals go on from there. Kept apart, for an `Instant` cannot always go back.
    age: Duration,
    lost: Option<Instant>,
    /// How long the service lets a socket live, as far as it taught us; it hangs on the plan, not on the stream.
    pub(crate) life: Option<Duration>,
}

impl StreamMemory {
    /// Another stream begins, of which an earlier run may have known something. Of the last one only the counts and the
    /// life of sockets stay.
    pub(crate) fn begin_stream(&mut self, recall: &Recall) {
        self.intake.forget_stream();
        self.intake.recall(&recall.facts);
        (self.started, self.age, self.lost) = (Instant::now(), recall.age, None);
    }
}

impl Default for StreamMemory {
    fn default() -> Self {
        Self { intake: Intake::default(), started: Instant::now(), age: Duration::ZERO, lost: None, life: None }
    }
}

/// The way from frame to channel.
pub(crate) struct Pipeline {
    memory: StreamMemory,
    queue: BackpressureQueue,
    capture: Option<CaptureWriter>,
    write_ahead_log: Option<Arc<dyn WriteAheadLog>>,
    shared: Arc<SharedStatus>,
    facts: Vec<Fact>,
    /// The gap to tell of once the new link has proved itself.
    gap: Option<Duration>,
    dirty: bool,
    published: Instant,
}

impl Pipeline {
    pub(crate) fn new(
        settings: &LiveSettings,
        memory: StreamMemory,
        to: Sender<Fact>,
        shared: Arc<SharedStatus>,
    ) -> Self {
        let capture = settings.capture.as_deref().and_then(|path| match CaptureWriter::open(path) {
            Ok(writer) => Some(writer),
            Err(fault) => {
                tracing::warn!("the capture {} cannot be written, so nothing is captured: {fault}", path.display());
                None
            }
        });
        let queue = BackpressureQueue::new(to);
        let now = Instant::now();
        let write_ahead_log = settings.write_ahead_log.clone();
        let facts = Vec::new();
        Self { memory, queue, capture, write_ahead_log, shared, facts, gap: None, dirty: true, published: now }
    }

    /// When `instant` was, counted from the stream's start.
    pub(crate) fn since_start(&self, instant: Instant) -> Duration {
        self.age().saturating_add(instant.saturating_duration_since(self.memory.started))
    }

    /// How old the stream was when this run took it up.
    pub(crate) fn age(&self) -> Duration {
        self.memory.age
    }

    /// The one place where the link's state changes.
    pub(crate) fn enter(&mut self, state: LinkState) {
        tracing::info!("link: {state}");
        self.shared.tell(|status| status.state = state);
    }

    /// Takes a text frame and says what the link must know of it.
    pub(crate) fn frame(&mut self, frame: &str, arrival: Duration) -> Heard {
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
        if !self.queue.is_empty() {
            self.queue.flush();
        }
        for mut fact in facts.drain(..) {
            self.log(&mut fact);
            self.queue.push(fact);
        }
        self.facts = facts;
        self.dirty = true;
        heard
    }

    /// Lets the write-ahead log take down what was paid, before the game hears of it.
    fn log(&self, fact: &mut Fact) {
        let Some(log) = &self.write_ahead_log else { return };
        if matches!(fact, Fact::Gift(_) | Fact::StreakSeen(_)) {
            let number = log.log(fact);
            if let Fact::Gift(GiftReceived { receipt, .. }) | Fact::StreakSeen(receipt) = fact {
                receipt.number = number;
            }
        }
    }

    /// A frame that is no text.
    pub(crate) fn binary(&mut self) {
        self.memory.intake.refuse_binary();
        self.dirty = true;
    }

    /// The link is up; whether the room is alive shows later. Also the first time: an earlier run may have been cut.
    pub(crate) fn opened(&mut self) {
        self.gap = self.memory.lost.map(|lost| lost.elapsed());
        let now = self.since_start(Instant::now());
        self.memory.intake.resumed(now);
    }

    /// The new link works: after a cut, tells how long it was gone.
    pub(crate) fn proved(&mut self) {
        if let Some(gap) = self.gap.take() {
            self.memory.lost = None;
            self.queue.push(Fact::LinkRestored { gap });
        }
    }

    /// A link that had worked is gone; `since` is when it was last heard of.
    pub(crate) fn lost(&mut self, since: Instant) {
        self.gap = None;
        if self.memory.lost.is_none() {
            self.memory.lost = Some(since);
            self.queue.push(Fact::LinkLost);
        }
    }

    /// How long the service lets a socket live, as far as known.
    pub(crate) fn life(&self) -> Option<Duration> {
        self.memory.life
    }

    /// The service ends sockets of this age.
    pub(crate) fn learn_life(&mut self, life: Duration) {
        self.memory.life = Some(self.memory.life.map_or(life, |known| known.min(life)));
    }

    /// Regular work: what waits is sent, counts are published, the capture is flushed.
    pub(crate) fn tick(&mut self) {
        self.queue.flush();
        if self.dirty && self.published.elapsed() >= PUBLISH {
            self.publish();
        }
    }

    /// Publishes the counts now.
    pub(crate) fn publish(&mut self) {
        let dropped = self.queue.dropped();
        self.memory.intake.set_chat_dropped(dropped);
        let counts = self.memory.intake.counts();
        self.shared.tell(|status| status.counts.clone_from(counts));
        if let Some(capture) = &mut self.capture
            && let Err(fault) = capture.flush()
        {
            tracing::warn!("the capture stops here, the disk refuses: {fault}");
            self.capture = None;
        }
        (self.dirty, self.published) = (false, Instant::now());
    }

    /// The game wants no more, or is gone.
    pub(crate) fn is_stopped(&self) -> bool {
        self.shared.is_stopped() || self.queue.is_gone()
    }

    /// So much waits that no more may be read.
    pub(crate) fn is_full(&self) -> bool {
        self.queue.is_full()
    }

    /// Everything was handed over.
    pub(crate) fn is_drained(&self) -> bool {
        self.queue.is_empty()
    }

    /// The events said that the stream is over.
    pub(crate) fn stream_ended(&self) -> bool {
        self.memory.intake.stream_ended()
    }

    /// What is left when the thread ends.
    pub(crate) fn finish(mut self) -> (StreamMemory, Vec<Fact>) {
        self.publish();
        (self.memory, self.queue.into_waiting())
    }
}

/// Waits for `what` and does the regular work meanwhile; `None` when the game stops it.
pub(crate) async fn until_stopped<T>(what: impl Future<Output = T>, pipeline: &mut Pipeline) -> Option<T> {
    tokio::pin!(what);
    let mut tick = interval(TICK);
    loop {
        tokio::select! {
            done = &mut what => return Some(done),
            _ = tick.tick() => {
                pipeline.tick();
                if pipeline.is_stopped() {
                    return None;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::Receipt;

    #[test]
    fn a_stream_that_is_taken_up_again_goes_on_by_its_own_clock() {
        let (to, from) = crossbeam_channel::unbounded();
        let receipt = Receipt { giver: 7, gift: 5, count: 3, arrival_ms: 60_000, ..Receipt::default() };
        let recall = Recall { facts: [Fact::StreakSeen(receipt)].into(), age: Duration::from_secs(65) };
        let mut memory = StreamMemory::default();
        memory.begin_stream(&recall);
        let mut pipeline = Pipeline::new(&LiveSettings::default(), memory, to, Arc::default());
        pipeline.opened();
        let arrival = pipeline.since_start(Instant::now());
        assert!(arrival >= recall.age);
        pipeline.frame(r#"{"event":"gift","data":{"userId":"7","giftId":5,"repeatCount":4}}"#, arrival);
        let Ok(Fact::Gift(gift)) = from.try_recv() else { panic!() };
        assert_eq!((gift.count, gift.streak), (1, 4));
        assert!(u128::from(gift.receipt.arrival_ms) >= recall.age.as_millis());
    }
}
