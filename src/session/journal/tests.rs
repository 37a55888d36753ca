//! The writer on a disk that fails in every way it can.

use std::{
    io,
    sync::{Arc, Mutex, MutexGuard},
    time::{Duration, Instant},
};

use super::{disk::Disk, *};
use crate::{arena::RoundRequested, interaction::Entry};
use bevy_tiktool::{Fact, GiftReceived, WriteAheadLog};

/// What the test decides of the disk, and what is on it.
#[derive(Default)]
struct Platter {
    bytes: Vec<u8>,
    /// What a power cut would leave.
    synced: Vec<u8>,
    room: Option<usize>,
    /// At most so much at once.
    at_once: Option<usize>,
    refuses_sync: bool,
    hangs: bool,
    panics: bool,
    syncs: u32,
}

#[derive(Clone, Default)]
struct FakeDisk(Arc<Mutex<Platter>>);

impl FakeDisk {
    fn set(&self, change: impl FnOnce(&mut Platter)) {
        change(&mut self.0.lock().unwrap());
    }

    fn answer(&self) -> MutexGuard<'_, Platter> {
        loop {
            let platter = self.0.lock().unwrap();
            if !platter.hangs {
                assert!(!platter.panics, "the test asked for a panic");
                return platter;
            }
            drop(platter);
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}

impl Disk for FakeDisk {
    fn mend(&mut self) -> io::Result<bool> {
        Ok(false)
    }

    fn write_at(&mut self, at: u64, bytes: &[u8]) -> io::Result<usize> {
        let mut platter = self.answer();
        let at = at as usize;
        let room = platter.room.map_or(usize::MAX, |room| room.saturating_sub(at));
        let count = bytes.len().min(platter.at_once.unwrap_or(usize::MAX)).min(room);
        if count == 0 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        assert!(at <= platter.bytes.len(), "a hole would be left");
        let end = platter.bytes.len().max(at + count);
        platter.bytes.resize(end, 0);
        platter.bytes[at..at + count].copy_from_slice(&bytes[..count]);
        Ok(count)
    }

    fn cut(&mut self, len: u64) -> io::Result<()> {
        self.answer().bytes.truncate(len as usize);
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        let mut platter = self.answer();
        platter.syncs += 1;
        if platter.refuses_sync {
            return Err(io::Error::other("I/O error"));
        }
        platter.synced = platter.bytes.clone();
        Ok(())
    }
}

fn start(disk: &FakeDisk, durability: Durability) -> Journal {
    Journal::start("show.jsonl".as_ref(), disk.clone(), durability, 0, 0, 0).unwrap()
}

fn gift(count: u32) -> Fact {
    Fact::Gift(GiftReceived { gift: "Rose".into(), count, ..GiftReceived::default() })
}

fn filler(tick: u32) -> JournalLine {
    JournalLine::Tick { tick, ms: 0, hash: u64::from(tick), parts: None }
}

/// Waits for something that the writer will do, however slow the machine is.
fn until(what: &str, mut done: impl FnMut() -> bool) {
    let start = Instant::now();
    while !done() {
        assert!(start.elapsed() < Duration::from_secs(60), "{what} never came");
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Numbers of the gifts in `bytes`, which must be whole lines.
fn gifts(bytes: &[u8]) -> Vec<u64> {
    assert!(bytes.is_empty() || bytes.ends_with(b"\n"));
    let lines = bytes.split_inclusive(|byte| *byte == b'\n').map(|line| decode(line).unwrap());
    lines.filter_map(|line| if let JournalLine::Gift { number, .. } = line { Some(number) } else { None }).collect()
}

#[test]
fn a_gift_is_safe_when_a_power_cut_cannot_take_it() {
    let disk = FakeDisk::default();
    let journal = start(&disk, Durability::EachGift);
    for number in 1..=20 {
        assert_eq!(journal.log(&gift(1)), number);
        until("the gift's safety", || journal.safe() >= number);
        disk.set(|platter| assert_eq!(gifts(&platter.synced).len(), number as usize));
    }
    assert_eq!(journal.state().trouble, None);
}

#[test]
fn many_gifts_share_one_sync() {
    let disk = FakeDisk::default();
    let journal = start(&disk, Durability::EachGift);
    disk.set(|platter| platter.hangs = true);
    (0..500).for_each(|_| _ = journal.log(&gift(1)));
    disk.set(|platter| platter.hangs = false);
    assert!(journal.sync(Duration::from_secs(60)));
    assert!(journal.sync(Duration::from_secs(60)), "also when nothing is left to do");
    disk.set(|platter| {
        assert_eq!(gifts(&platter.synced), (1..=500).collect::<Vec<_>>());
        assert!(platter.syncs <= 5, "{}", platter.syncs);
    });
    assert_eq!(journal.state().gifts_unsafe, 0);
}

#[test]
fn a_full_disk_keeps_whole_lines_only_and_gets_the_rest_when_there_is_room() {
    let disk = FakeDisk::default();
    disk.set(|platter| (platter.room, platter.at_once) = (Some(1_000), Some(333)));
    let journal = start(&disk, Durability::EachGift);
    for tick in 0..50 {
        journal.write(&filler(tick));
        journal.log(&gift(tick + 1));
    }
    until("trouble", || journal.state().trouble.is_some());
    let state = journal.state();
    let words = state.trouble.unwrap().words;
    assert!(words.starts_with("The disk is full: free some space; the show goes on"), "{words}");
    assert!(words.contains(&format!("{} gifts", state.gifts_unsafe)), "{words}");
    assert_eq!(journal.safe(), 50, "the show does not wait for the disk");
    let kept = disk.0.lock().unwrap().bytes.clone();
    let kept = gifts(&kept).len() as u64;
    assert!((1..=10).contains(&kept), "{kept}");
    disk.set(|platter| platter.room = None);
    assert!(journal.sync(Duration::from_secs(60)));
    assert_eq!(journal.state().trouble, None);
    assert_eq!((journal.state().gifts_unsafe, journal.state().lines_waiting), (0, 0));
    disk.set(|platter| assert_eq!(gifts(&platter.synced), (1..=50).collect::<Vec<_>>(), "once each, in order"));
    drop(journal);
    disk.set(|platter| assert_eq!(platter.bytes.iter().filter(|byte| **byte == b'\n').count(), 100));
}

#[test]
fn after_a_failed_sync_everything_is_written_again() {
    let disk = FakeDisk::default();
    let journal = start(&disk, Durability::EachGift);
    disk.set(|platter| platter.refuses_sync = true);
    (0..3).for_each(|_| _ = journal.log(&gift(1)));
    until("trouble", || journal.state().trouble.is_some());
    assert_eq!(journal.safe(), 3);
    // The system has forgotten what it could not write, as Linux does.
    disk.set(|platter| {
        platter.bytes.iter_mut().for_each(|byte| *byte = b'x');
        platter.refuses_sync = false;
    });
    assert!(journal.sync(Duration::from_secs(60)));
    disk.set(|platter| assert_eq!(gifts(&platter.synced), [1, 2, 3]));
}

#[test]
fn a_disk_that_hangs_holds_no_gift_for_long() {
    let disk = FakeDisk::default();
    let journal = start(&disk, Durability::EachGift);
    disk.set(|platter| platter.hangs = true);
    let start = Instant::now();
    journal.log(&gift(1));
    until("the gift's release", || journal.safe() == 1);
    assert!(start.elapsed() >= queue::PATIENCE, "a disk is given its time");
    let trouble = journal.state().trouble.unwrap();
    assert!(trouble.words.starts_with("The disk does not answer"), "{}", trouble.words);
    assert!(trouble.words.contains("1 gift is kept"), "{}", trouble.words);
    journal.log(&gift(1));
    assert_eq!(journal.safe(), 2, "the next one need not wait again");
    assert!(!journal.sync(Duration::from_millis(10)), "a sync does not wait for ever");
    disk.set(|platter| platter.hangs = false);
    until("recovery", || journal.state().gifts_unsafe == 0);
    assert_eq!((journal.safe(), journal.state().trouble), (2, None));
}

#[test]
fn when_memory_is_full_all_but_gifts_is_dropped_and_counted() {
    let disk = FakeDisk::default();
    disk.set(|platter| platter.room = Some(0));
    let journal = start(&disk, Durability::EachGift);
    journal.log(&gift(1));
    until("trouble", || journal.state().trouble.is_some());
    let state = serde_json::value::RawValue::from_string(format!("\"{}\"", "x".repeat(1 << 20))).unwrap();
    for tick in 0..80 {
        journal.write(&JournalLine::Checkpoint { tick, state: state.clone() });
        journal.log(&gift(1));
        journal.write(&JournalLine::Due { tick, number: u64::from(tick) + 1 });
    }
    let dropped = journal.state().lines_dropped;
    assert!((10..=20).contains(&dropped), "{dropped}");
    let waiting = journal.state().lines_waiting;
    disk.set(|platter| platter.room = None);
    assert!(journal.sync(Duration::from_secs(60)));
    journal.write(&filler(81));
    drop(journal);
    let bytes = disk.0.lock().unwrap().bytes.clone();
    assert_eq!(gifts(&bytes), (1..=81).collect::<Vec<_>>());
    let lines: Vec<_> = bytes.split_inclusive(|b| *b == b'\n').map(|line| decode(line).unwrap()).collect();
    assert_eq!(
        lines.iter().filter(|line| matches!(line, JournalLine::Due { .. })).count(),
        80,
        "dues are kept like gifts"
    );
    let gaps: Vec<_> =
        lines.iter().filter_map(|l| if let JournalLine::Gap { lines } = l { Some(*lines) } else { None }).collect();
    assert_eq!(gaps, [dropped]);
    assert_eq!(lines.len() as u64, waiting + 2, "the gap and what came behind it");
    let gap = lines.iter().position(|line| matches!(line, JournalLine::Gap { .. })).unwrap();
    let after = lines[gap + 1..]
        .iter()
        .filter(|line| matches!(line, JournalLine::Tick { .. } | JournalLine::Checkpoint { .. }));
    assert_eq!(after.count(), 1, "only what came when the disk was well again");
}

#[test]
fn a_panic_in_the_writer_does_not_reach_the_show() {
    let disk = FakeDisk::default();
    let journal = start(&disk, Durability::EachGift);
    disk.set(|platter| platter.panics = true);
    journal.log(&gift(1));
    until("trouble", || journal.state().trouble.is_some());
    assert!(journal.state().trouble.unwrap().words.contains("has stopped"));
    assert_eq!(journal.log(&gift(1)), 2);
    assert_eq!(journal.safe(), 2);
    journal.write(&filler(1));
    assert!(!journal.sync(Duration::from_secs(60)));
    drop(journal);
}

#[test]
fn a_show_without_paid_gifts_is_synced_at_its_end_only() {
    let disk = FakeDisk::default();
    let journal = start(&disk, Durability::AtEnd);
    for tick in 0..2_000 {
        journal.write(&JournalLine::Entry { tick, entry: Box::new(Entry::Round(RoundRequested::Next)) });
        journal.log(&gift(1));
    }
    until("all gifts", || journal.safe() == 2_000);
    disk.set(|platter| assert_eq!(platter.syncs, 0));
    drop(journal);
    disk.set(|platter| {
        assert_eq!(platter.syncs, 1);
        assert_eq!(platter.synced.iter().filter(|byte| **byte == b'\n').count(), 4_000);
    });
}

#[test]
fn numbers_stand_in_order_when_many_threads_write() {
    let disk = FakeDisk::default();
    let journal = start(&disk, Durability::EachGift);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            let journal = journal.clone();
            scope.spawn(move || {
                for tick in 0..200 {
                    assert!(journal.log(&gift(1)) > 0);
                    journal.write(&filler(tick));
                }
            });
        }
    });
    assert_eq!(journal.last_number(), 800);
    assert_eq!(journal.log(&Fact::StreamEnded), 0, "only gifts and streaks are numbered");
    drop(journal);
    disk.set(|platter| assert_eq!(gifts(&platter.synced), (1..=800).collect::<Vec<_>>()));
}
