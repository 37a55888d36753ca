//! The thread that owns the file: it takes all that waits, writes it in one go, syncs once, and says what is safe.

use std::{
    io,
    sync::{Arc, MutexGuard, PoisonError, atomic::Ordering},
    thread,
    time::{Duration, Instant},
};

use super::{
    DiskFault,
    disk::Disk,
    durability::Durability,
    queue::{Batch, PLENTY, Queue, SharedQueue},
};

/// Lines that tell of no gift may wait this long for company.
const FLUSH: Duration = Duration::from_millis(100);

/// A power cut takes at most this much of what tells of no gift.
const SYNC: Duration = Duration::from_millis(500);

/// A disk in trouble is asked again after this long.
const RETRY: Duration = Duration::from_secs(1);

/// The file may have been taken away for this long until it is noticed.
const LOOK: Duration = Duration::from_secs(5);

pub(super) struct Writer<D> {
    disk: D,
    shared: Arc<SharedQueue>,
    durability: Durability,
    /// What is not safe yet. Kept until the sync: after a failed one nobody knows what the disk has.
    tail: Batch,
    /// Where the tail begins in the file.
    start: u64,
    /// Bytes of the tail that are in the file.
    written: usize,
    /// Something was written since the last sync.
    unsynced: bool,
    synced: Instant,
    /// When the file was last seen at its place.
    looked: Instant,
    /// Half a line stands behind the last whole one.
    ragged: bool,
    /// When a disk in trouble was last asked.
    failed: Option<Instant>,
    /// The last sync that was asked for before the tail was taken.
    ticket: u64,
}

/// Tells the handles that the thread is gone, whatever ended it.
struct Farewell(Arc<SharedQueue>);

impl Drop for Farewell {
    fn drop(&mut self) {
        let mut queue = self.0.lock();
        queue.ended = true;
        if thread::panicking() {
            queue.fault = Some((Instant::now(), DiskFault::Ended));
        }
        drop(queue);
        self.0.moved.notify_all();
    }
}

impl<D: Disk> Writer<D> {
    /// A writer that goes on at `start`, the end of the file.
    pub(super) fn new(disk: D, shared: Arc<SharedQueue>, durability: Durability, start: u64) -> Self {
        let (tail, synced) = (Batch::default(), Instant::now());
        Self {
            disk,
            shared,
            durability,
            tail,
            start,
            written: 0,
            unsynced: false,
            synced,
            looked: synced,
            ragged: false,
            failed: None,
            ticket: 0,
        }
    }

    /// Works until the handles are gone.
    pub(super) fn run(mut self) {
        let shared = self.shared.clone();
        let _farewell = Farewell(shared.clone());
        loop {
            let mut queue = self.wait(&shared);
            let closing = queue.closing;
            let wanted = closing || queue.asked > queue.answered;
            let urgent = queue.urgent || self.failed.is_some();
            // In trouble the rest waits where it is counted, and is dropped when there is too much of it.
            if self.failed.is_none() || closing {
                self.ticket = queue.asked;
                queue.take(&mut self.tail);
            }
            drop(queue);
            let done = self.look_after().and_then(|()| self.put(wanted, urgent));
            self.tell(done);
            if closing {
                break;
            }
        }
        if self.failed.is_some() {
            let queue = shared.lock();
            let (lines, gifts) = (queue.held_lines, queue.pending.len());
            tracing::error!("the journal ends without its last {lines} lines; gifts of the link among them: {gifts}");
        }
    }

    /// Waits for work.
    fn wait<'a>(&self, shared: &'a SharedQueue) -> MutexGuard<'a, Queue> {
        let mut queue = shared.lock();
        let until = Instant::now() + self.failed.map_or(FLUSH, |failed| RETRY.saturating_sub(failed.elapsed()));
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let called = queue.urgent || queue.asked > queue.answered || queue.waiting.bytes.len() >= PLENTY;
            if left.is_zero() || queue.closing || (called && self.failed.is_none()) {
                return queue;
            }
            let waited = shared.wake.wait_timeout(queue, left);
            queue = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Looks now and then whether the file is still where it should be.
    fn look_after(&mut self) -> io::Result<()> {
        if self.looked.elapsed() < LOOK {
            return Ok(());
        }
        if self.disk.mend()? {
            self.shared.lock().renewed += 1;
        }
        self.looked = Instant::now();
        Ok(())
    }

    /// Writes the tail and makes it safe as far as is asked for. True when nothing is unsafe any more.
    fn put(&mut self, wanted: bool, urgent: bool) -> io::Result<bool> {
        if self.ragged {
            // It does no harm if this fails: the same bytes are written over it.
            self.ragged = self.disk.cut(self.start + self.written as u64).is_err();
        }
        if let Err(fault) = self.write() {
            self.fall_back();
            return Err(fault);
        }
        let due = match self.durability {
            Durability::EachGift => wanted || urgent || self.synced.elapsed() >= SYNC,
            Durability::AtEnd => wanted,
        };
        if due {
            self.sync()?;
        } else if self.durability == Durability::AtEnd {
            self.settle();
        }
        Ok(!self.unsynced)
    }

    /// Writes the rest of the tail.
    fn write(&mut self) -> io::Result<()> {
        while self.written < self.tail.bytes.len() {
            match self.disk.write_at(self.start + self.written as u64, &self.tail.bytes[self.written..]) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(bytes) => {
                    self.written += bytes;
                    self.unsynced = true;
                }
                Err(fault) if fault.kind() == io::ErrorKind::Interrupted => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(())
    }

    /// After a failed write: the file ends with its last whole line, and what is in it is made as safe as it can be.
    fn fall_back(&mut self) {
        let whole = self.tail.ends.partition_point(|(end, _)| *end <= self.written);
        self.written = whole.checked_sub(1).map_or(0, |last| self.tail.ends[last].0);
        self.ragged = self.disk.cut(self.start + self.written as u64).is_err();
        match self.durability {
            // The write's fault is the one to tell of.
            Durability::EachGift => drop(self.sync()),
            Durability::AtEnd => self.settle(),
        }
    }

    /// Makes what was written last. When that fails, all of it is written again: the system may have forgotten it.
    fn sync(&mut self) -> io::Result<()> {
        if self.unsynced {
            let done = self.disk.sync();
            self.synced = Instant::now();
            if let Err(fault) = done {
                self.written = 0;
                return Err(fault);
            }
            self.unsynced = false;
        }
        self.settle();
        Ok(())
    }

    /// What was written needs no keeping any more.
    fn settle(&mut self) {
        let highest = self.tail.drain(self.written);
        self.start += self.written as u64;
        self.written = 0;
        self.shared.durable.fetch_max(highest, Ordering::AcqRel);
    }

    /// Tells the handles how it went.
    fn tell(&mut self, done: io::Result<bool>) {
        let shared = self.shared.clone();
        let mut queue = shared.lock();
        let durable = shared.durable.load(Ordering::Acquire);
        while queue.pending.pop_front_if(|(number, _)| *number <= durable).is_some() {}
        queue.bytes = self.start + self.written as u64;
        (queue.held, queue.held_lines) = (self.tail.bytes.len(), self.tail.ends.len() as u64);
        match done {
            Ok(is_safe) => {
                if is_safe {
                    queue.answered = self.ticket;
                }
                if self.failed.take().is_some() {
                    tracing::info!("the journal is written again");
                }
                queue.fault = None;
            }
            Err(fault) => {
                let fault = DiskFault::Disk(fault);
                let since = queue.fault.as_ref().map_or_else(Instant::now, |(since, _)| *since);
                if self.failed.is_none() {
                    tracing::warn!("{}", fault.words(queue.pending.len() as u64));
                }
                self.failed = Some(Instant::now());
                queue.fault = Some((since, fault));
            }
        }
        drop(queue);
        shared.moved.notify_all();
    }
}
