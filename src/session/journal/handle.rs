//! The handle to a journal that is being written.

use std::{
    fmt, io,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use super::{
    DiskFault,
    codec::encode,
    disk::{self, Disk},
    durability::Durability,
    line::{Header, JournalLine},
    queue::{PATIENCE, SharedQueue},
    reader::JournalReader,
    state::{JournalState, Trouble},
    writer::Writer,
};
use bevy_tiktool::{Fact, WriteAheadLog};

/// How long the last handle waits for the disk.
const FAREWELL: Duration = Duration::from_secs(10);

/// A journal without a live show to keep up with lets its callers wait while this many bytes do.
const BACK_PRESSURE: usize = 8 << 20;

/// A journal that is being written. Cheap to clone; the file is closed when the last clone is dropped.
///
/// One thread owns the file, so that nobody waits for the disk. Trouble with the disk never stops the show:
/// [`state`](Self::state) tells of it, and what was written waits in memory.
#[derive(Clone)]
pub struct Journal(Arc<Inner>);

struct Inner {
    path: PathBuf,
    shared: Arc<SharedQueue>,
    durability: Durability,
    opened: Instant,
    /// Milliseconds between the header's start and `opened`.
    before: u64,
    /// Milliseconds that were given last; they never fall.
    last_ms: AtomicU64,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl fmt::Debug for Journal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Journal").field(&self.0.path).finish()
    }
}

impl Journal {
    /// Begins a journal at `path` with `header`, which is on disk when this returns. Makes the folder.
    ///
    /// # Errors
    /// When there is a file already, or the disk refuses.
    pub fn create(path: &Path, header: &Header, durability: Durability) -> io::Result<Self> {
        let mut first = Vec::new();
        encode(&JournalLine::Header(Box::new(header.clone())), &mut first)?;
        let file = disk::create(path, &first)?;
        Self::start(path, file, durability, first.len() as u64, 0, header.started_ms)
    }

    /// Goes on with the journal at `path` behind its good part of `good_len` bytes; a torn rest is cut off.
    /// `last_number` is the highest number in its gift log. All three are in a [`Recording`](super::recording::Recording).
    ///
    /// # Errors
    /// When another program writes it, when a gift stands behind the good part (the file is damaged in the middle: begin
    /// another one), when the file has a line that ends elsewhere, or when the disk refuses.
    pub fn resume(path: &Path, good_len: u64, last_number: u64, durability: Durability) -> io::Result<Self> {
        let file = disk::open(path)?;
        let mut reader = JournalReader::open(path).map_err(io::Error::other)?;
        let started_ms = reader.header().started_ms;
        let mut good = reader.end();
        while let Some(found) = reader.next_line()? {
            match found.line {
                Ok(_) if found.bytes.end <= good_len => good = found.bytes.end,
                Ok(JournalLine::Gift { .. } | JournalLine::Due { .. }) => {
                    return Err(invalid("gifts stand behind the damaged part of this journal; begin another one"));
                }
                _ => {}
            }
        }
        if good != good_len {
            return Err(invalid("the journal has changed since it was read; read it again"));
        }
        file.shorten(good_len)?;
        Self::start(path, file, durability, good_len, last_number, started_ms)
    }

    pub(super) fn start<D: Disk>(
        path: &Path,
        disk: D,
        durability: Durability,
        len: u64,
        last_number: u64,
        started_ms: u64,
    ) -> io::Result<Self> {
        let shared = Arc::new(SharedQueue::new(len, last_number));
        let writer = Writer::new(disk, shared.clone(), durability, len);
        let thread = thread::Builder::new().name("journal".into()).spawn(move || writer.run())?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.as_millis());
        let before = u64::try_from(now).unwrap_or(u64::MAX).saturating_sub(started_ms);
        Ok(Self(Arc::new(Inner {
            path: path.to_owned(),
            shared,
            durability,
            opened: Instant::now(),
            before,
            last_ms: AtomicU64::new(0),
            thread: Mutex::new(Some(thread)),
        })))
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0.path
    }

    /// Milliseconds since the header's start. Never falls while the journal is open, whatever is done to the clock.
    #[must_use]
    pub fn ms(&self) -> u64 {
        let since = u64::try_from(self.0.opened.elapsed().as_millis()).unwrap_or(u64::MAX);
        let now = self.0.before.saturating_add(since);
        self.0.last_ms.fetch_max(now, Ordering::Relaxed).max(now)
    }

    /// Writes a line, soon.
    pub fn write(&self, line: &JournalLine) {
        let number = match line {
            JournalLine::Gift { number, .. } | JournalLine::Streak { number, .. } => *number,
            _ => 0,
        };
        let shared = &self.0.shared;
        let mut queue = shared.lock();
        if self.0.durability == Durability::AtEnd {
            while queue.waiting.bytes.len() > BACK_PRESSURE && queue.fault.is_none() && !queue.ended {
                shared.wake.notify_one();
                queue = shared.moved.wait_timeout(queue, PATIENCE).unwrap_or_else(PoisonError::into_inner).0;
            }
        }
        shared.push(&mut queue, line, number);
    }

    /// Up to which number gifts may act: those on disk, and all while the disk is in trouble or does not answer. Never
    /// falls. Cheap as long as no gift waits for the disk.
    #[must_use]
    pub fn safe(&self) -> u64 {
        let durable = self.0.shared.durable.load(Ordering::Acquire);
        if durable >= self.0.shared.logged.load(Ordering::Acquire) {
            return durable;
        }
        self.0.shared.lock().released().max(durable)
    }

    /// Highest number in the gift log; 0 when there is none.
    #[must_use]
    pub fn last_number(&self) -> u64 {
        self.0.shared.logged.load(Ordering::Acquire)
    }

    /// Waits until all that was written before is safe on disk, but no longer than `patience`. False when it is not.
    #[must_use]
    pub fn sync(&self, patience: Duration) -> bool {
        let shared = &self.0.shared;
        let until = Instant::now() + patience;
        let mut queue = shared.lock();
        queue.asked += 1;
        let ticket = queue.asked;
        shared.wake.notify_one();
        while queue.answered < ticket {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() || queue.ended {
                return false;
            }
            queue = shared.moved.wait_timeout(queue, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        true
    }

    /// How the journal is.
    #[must_use]
    pub fn state(&self) -> JournalState {
        let queue = self.0.shared.lock();
        let gifts_unsafe = queue.pending.len() as u64;
        let stuck = queue.pending.front().filter(|_| queue.is_stuck());
        let trouble = match (&queue.fault, stuck) {
            (Some((since, fault)), _) => Some(Trouble { since: *since, words: fault.words(gifts_unsafe) }),
            (None, Some((_, since))) => Some(Trouble { since: *since, words: DiskFault::Hangs.words(gifts_unsafe) }),
            (None, None) => None,
        };
        JournalState {
            path: self.0.path.clone(),
            bytes: queue.bytes,
            lines_waiting: queue.waiting.ends.len() as u64 + queue.held_lines,
            gifts_unsafe,
            lines_dropped: queue.dropped,
            renewed: queue.renewed,
            trouble,
        }
    }
}

impl WriteAheadLog for Journal {
    /// Numbers a gift or a frame of a streak, and writes it. Any other fact gets no number: 0.
    fn log(&self, fact: &Fact) -> u64 {
        let ms = self.ms();
        let shared = &self.0.shared;
        let mut queue = shared.lock();
        let number = queue.last + 1;
        let line = match fact {
            Fact::Gift(gift) => {
                let mut gift = Box::new(gift.clone());
                gift.receipt.number = number;
                JournalLine::Gift { number, ms, gift }
            }
            Fact::StreakSeen(receipt) => {
                let mut receipt = *receipt;
                receipt.number = number;
                JournalLine::Streak { number, ms, receipt }
            }
            _ => return 0,
        };
        shared.push(&mut queue, &line, number);
        number
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        let mut queue = self.shared.lock();
        queue.closing = true;
        self.shared.wake.notify_one();
        let until = Instant::now() + FAREWELL;
        while !queue.ended {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                tracing::error!("the disk does not answer; the end of the journal {} is lost", self.path.display());
                return;
            }
            queue = self.shared.moved.wait_timeout(queue, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        drop(queue);
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if thread.is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the journal's thread ended with a panic");
        }
    }
}

fn invalid(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}
