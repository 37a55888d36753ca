//! Where lines wait for the writer, and which gifts are not on disk yet.

use std::{
    collections::VecDeque,
    sync::{
        Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use super::{DiskFault, codec::encode, line::JournalLine};

/// How long a gift waits for a disk that does not answer.
pub(super) const PATIENCE: Duration = Duration::from_secs(1);

/// Lines beyond this many bytes are dropped while the disk is in trouble; what tells of gifts never is.
const ROOM: usize = 64 << 20;

/// From this many bytes on, the writer is woken for lines that could wait.
pub(super) const PLENTY: usize = 64 << 10;

/// Lines as bytes.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub(super) bytes: Vec<u8>,
    /// Where each line ends, and its number in the gift log or 0.
    pub(super) ends: Vec<(usize, u64)>,
}

impl Batch {
    fn add(&mut self, line: &JournalLine, number: u64) -> bool {
        if let Err(fault) = encode(line, &mut self.bytes) {
            tracing::error!("a line of the journal could not be written as JSON: {fault}");
            return false;
        }
        self.ends.push((self.bytes.len(), number));
        true
    }

    /// Adds `more` at the end; `more` is empty then.
    pub(super) fn append(&mut self, more: &mut Self) {
        let before = self.bytes.len();
        self.bytes.append(&mut more.bytes);
        self.ends.extend(more.ends.drain(..).map(|(end, number)| (end + before, number)));
    }

    /// Takes lines off the front, up to the byte `until`, which ends a line. Gives the highest number among them.
    pub(super) fn drain(&mut self, until: usize) -> u64 {
        let lines = self.ends.partition_point(|(end, _)| *end <= until);
        let highest = self.ends.drain(..lines).map(|(_, number)| number).max().unwrap_or(0);
        self.ends.iter_mut().for_each(|(end, _)| *end -= until);
        self.bytes.drain(..until);
        highest
    }
}

/// What the handles and the writer share.
#[derive(Debug, Default)]
pub(super) struct SharedQueue {
    queue: Mutex<Queue>,
    /// For the writer: there is work.
    pub(super) wake: Condvar,
    /// For the others: the writer has moved on.
    pub(super) moved: Condvar,
    /// Highest number given.
    pub(super) logged: AtomicU64,
    /// Highest number on disk.
    pub(super) durable: AtomicU64,
}

impl SharedQueue {
    /// For a file of `bytes` bytes whose gift log goes up to `last`.
    pub(super) fn new(bytes: u64, last: u64) -> Self {
        Self {
            queue: Mutex::new(Queue { bytes, last, released: last, ..Queue::default() }),
            logged: AtomicU64::new(last),
            durable: AtomicU64::new(last),
            ..Self::default()
        }
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a line in. `number` is its number in the gift log, or 0.
    pub(super) fn push(&self, queue: &mut Queue, line: &JournalLine, number: u64) {
        if number > queue.last {
            queue.last = number;
            self.logged.store(number, Ordering::Release);
        }
        if queue.push(line, number) {
            self.wake.notify_one();
        }
    }
}

/// The lines that wait, and what is known of the writer.
#[derive(Debug, Default)]
pub(super) struct Queue {
    pub(super) waiting: Batch,
    /// Bytes that the writer holds.
    pub(super) held: usize,
    /// Lines that the writer holds.
    pub(super) held_lines: u64,
    /// Lines dropped since the last one that was taken, and ever.
    gap: u64,
    pub(super) dropped: u64,
    /// Highest number in the gift log.
    pub(super) last: u64,
    /// Highest number that acts without the disk.
    released: u64,
    /// Gifts that are not on disk, with their arrival.
    pub(super) pending: VecDeque<(u64, Instant)>,
    /// Bytes in the file.
    pub(super) bytes: u64,
    /// How often the file had to be made anew.
    pub(super) renewed: u32,
    /// What the disk said, and since when.
    pub(super) fault: Option<(Instant, DiskFault)>,
    /// A gift waits.
    pub(super) urgent: bool,
    /// Syncs that were asked for, and the last that was done.
    pub(super) asked: u64,
    pub(super) answered: u64,
    pub(super) closing: bool,
    /// The writer has ended.
    pub(super) ended: bool,
}

impl Queue {
    /// Adds a line; true when the writer should come.
    fn push(&mut self, line: &JournalLine, number: u64) -> bool {
        let is_gift = matches!(line, JournalLine::Gift { .. });
        if is_gift {
            self.pending.push_back((number, Instant::now()));
        }
        if self.ended || (!is_kept(line) && (self.gap > 0 || self.waiting.bytes.len() + self.held > ROOM)) {
            self.gap += 1;
            self.dropped += 1;
            return false;
        }
        let before = self.waiting.bytes.len();
        self.waiting.add(line, number);
        self.urgent |= is_gift;
        is_gift || (before < PLENTY && self.waiting.bytes.len() >= PLENTY)
    }

    /// Hands all that waits to the writer. Where lines were dropped stands how many.
    pub(super) fn take(&mut self, to: &mut Batch) {
        self.urgent = false;
        if self.gap > 0 && self.waiting.add(&JournalLine::Gap { lines: self.gap }, 0) {
            self.gap = 0;
        }
        to.append(&mut self.waiting);
        (self.held, self.held_lines) = (to.bytes.len(), to.ends.len() as u64);
    }

    /// A gift waits longer than it may.
    pub(super) fn is_stuck(&self) -> bool {
        self.pending.front().is_some_and(|(_, at)| at.elapsed() >= PATIENCE)
    }

    /// Up to which number gifts may act although the disk does not have them. Never falls.
    pub(super) fn released(&mut self) -> u64 {
        if self.fault.is_some() || self.ended || self.is_stuck() {
            self.released = self.last;
        }
        self.released
    }
}

/// What is never dropped: it tells of gifts, or there is next to nothing of it.
fn is_kept(line: &JournalLine) -> bool {
    !matches!(line, JournalLine::Entry { .. } | JournalLine::Tick { .. } | JournalLine::Checkpoint { .. })
}
