//! A whole journal in memory: what a replay, a restart or an export needs of it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    ops::Range,
    path::{Path, PathBuf},
};

use serde_json::value::RawValue;

use super::{
    codec::decode,
    line::{Header, JournalLine, Parts},
    reader::{JournalFault, JournalReader},
};
use crate::interaction::Entry;
use bevy_tiktool::{Fact, GiftReceived};

/// A tick that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TickMade {
    /// Which.
    pub tick: u32,
    /// Milliseconds since the header's start.
    pub ms: u64,
    /// Hash of the arena after it.
    pub hash: u64,
    /// Hashes of the parts, now and then.
    pub parts: Option<Box<Parts>>,
}

/// Where a checkpoint stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckpointMade {
    /// After which tick.
    pub tick: u32,
    /// Its line in the file.
    pub bytes: Range<u64>,
}

/// A gift of the gift log.
#[derive(Debug, Clone, PartialEq)]
pub struct LoggedGift {
    /// Milliseconds since the header's start.
    pub ms: u64,
    /// The tick that took it; `None` if none did.
    pub tick: Option<u32>,
    /// The gift; its receipt holds its number.
    pub gift: GiftReceived,
}

/// Where a journal is no good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JournalDamage {
    /// The end is torn, as a power cut leaves it: what stands before is whole.
    Torn {
        /// The byte where it begins.
        byte: u64,
    },
    /// Good lines stand behind bad ones: the disk or a hand changed the file.
    Middle {
        /// The first bad line, from 1.
        line: u64,
        /// Its first byte.
        byte: u64,
        /// Bad lines.
        bad: u64,
    },
}

/// A journal that was read. Ticks, entries and checkpoints are those before any damage; gifts are all that were found.
#[derive(Debug, Clone)]
pub struct Recording {
    /// The file.
    pub path: PathBuf,
    /// What the show is made of.
    pub header: Header,
    /// What the ticks took, in order, gifts included.
    pub entries: Vec<(u32, Entry)>,
    /// The ticks that were made, in order.
    pub ticks: Vec<TickMade>,
    /// Where a replay may begin.
    pub checkpoints: Vec<CheckpointMade>,
    /// The gift log by number, those behind a damage included.
    pub gifts: BTreeMap<u64, LoggedGift>,
    /// For [`Recall`](bevy_tiktool::Recall): everything that came from TikTok, in order. Test events are not in it.
    pub facts: Vec<Fact>,
    /// Where lines are missing because the disk was full: the last tick before, and how many lines.
    pub gaps: Vec<(u32, u64)>,
    /// The ticks after which the program was started again.
    pub resumed: Vec<u32>,
    /// Numbers of gifts that a tick took, and that are not in the gift log: only damage does that.
    pub missing: Vec<u64>,
    /// Highest number in the gift log.
    pub last_number: u64,
    /// The last tick that was made, or ended the show.
    pub last_tick: u32,
    /// Milliseconds of the last line that has any.
    pub last_ms: u64,
    /// The show ended in good order.
    pub ended: bool,
    /// The end of the last good line before any damage.
    pub good_len: u64,
    /// Where the file is no good.
    pub damage: Option<JournalDamage>,
    /// Good lines behind a damage.
    pub after: Vec<JournalLine>,
}

impl Recording {
    /// Reads the journal at `path`. A damaged one is read as far as it goes.
    ///
    /// # Errors
    /// When the file cannot be read, or is no journal that this version reads.
    pub fn load(path: &Path) -> Result<Self, JournalFault> {
        let mut reader = JournalReader::open(path)?;
        let mut loading = Loading::new(path, &reader);
        let disk = |fault| JournalFault::Disk { path: path.into(), fault };
        while let Some(found) = reader.next_line().map_err(disk)? {
            match (found.line, loading.first_bad) {
                (Ok(line), None) => {
                    loading.recording.good_len = found.bytes.end;
                    loading.take(line, found.bytes);
                }
                (Ok(line), Some(_)) => loading.take_behind(line),
                (Err(fault), _) => {
                    tracing::debug!("line {} of the journal is no good: {fault}", found.number);
                    loading.bad += 1;
                    loading.first_bad.get_or_insert((found.number, found.bytes.start));
                }
            }
        }
        Ok(loading.finish())
    }

    /// Gifts that came in and that no tick took, in order. They have not acted.
    pub fn waiting(&self) -> impl Iterator<Item = &GiftReceived> {
        // Ticks take gifts in the order of their numbers. So where a damage may have swallowed that a gift was taken, a
        // later one that was taken tells it.
        let taken = if matches!(self.damage, Some(JournalDamage::Middle { .. })) {
            self.gifts.iter().rev().find(|(_, gift)| gift.tick.is_some()).map_or(0, |(number, _)| *number)
        } else {
            0
        };
        self.gifts.iter().filter(move |(number, gift)| gift.tick.is_none() && **number > taken).map(|(_, g)| &g.gift)
    }

    /// Whether a replay or a restart may go on from the end: no damage but a torn end, and it has not ended.
    #[must_use]
    pub fn can_resume(&self) -> bool {
        !self.ended && !matches!(self.damage, Some(JournalDamage::Middle { .. }))
    }

    /// The state of a checkpoint, read from the file.
    ///
    /// # Errors
    /// When the file cannot be read or has changed.
    pub fn state(&self, checkpoint: &CheckpointMade) -> io::Result<Box<RawValue>> {
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(checkpoint.bytes.start))?;
        let mut bytes = Vec::new();
        file.take(checkpoint.bytes.end - checkpoint.bytes.start).read_to_end(&mut bytes)?;
        match decode(&bytes) {
            Ok(JournalLine::Checkpoint { state, .. }) => Ok(state),
            Ok(_) => Err(io::Error::new(io::ErrorKind::InvalidData, "the journal has changed since it was read")),
            Err(fault) => Err(io::Error::new(io::ErrorKind::InvalidData, fault)),
        }
    }
}

/// A recording on its way.
struct Loading {
    recording: Recording,
    first_bad: Option<(u64, u64)>,
    bad: u64,
    /// Numbers that a tick took.
    due: BTreeSet<u64>,
    /// Numbers of streak frames.
    streaks: BTreeSet<u64>,
}

impl Loading {
    fn new(path: &Path, reader: &JournalReader) -> Self {
        let recording = Recording {
            path: path.into(),
            header: reader.header().clone(),
            entries: Vec::new(),
            ticks: Vec::new(),
            checkpoints: Vec::new(),
            gifts: BTreeMap::new(),
            facts: Vec::new(),
            gaps: Vec::new(),
            resumed: Vec::new(),
            missing: Vec::new(),
            last_number: 0,
            last_tick: 0,
            last_ms: 0,
            ended: false,
            good_len: reader.end(),
            damage: None,
            after: Vec::new(),
        };
        Self { recording, first_bad: None, bad: 0, due: BTreeSet::new(), streaks: BTreeSet::new() }
    }

    /// A line before any damage.
    fn take(&mut self, line: JournalLine, bytes: Range<u64>) {
        let to = &mut self.recording;
        to.ended = false;
        match line {
            JournalLine::Gift { .. } | JournalLine::Streak { .. } => self.log(line),
            JournalLine::Due { tick, number } => self.due(tick, number, true),
            JournalLine::Entry { tick, entry } => {
                if let Entry::Fact(fact) = &*entry
                    && !fact.is_test()
                {
                    to.facts.push(fact.clone());
                }
                to.entries.push((tick, *entry));
            }
            JournalLine::Tick { tick, ms, hash, parts } => {
                to.ticks.push(TickMade { tick, ms, hash, parts: parts.map(Box::new) });
                to.last_tick = to.last_tick.max(tick);
                to.last_ms = to.last_ms.max(ms);
            }
            JournalLine::Checkpoint { tick, .. } => to.checkpoints.push(CheckpointMade { tick, bytes }),
            JournalLine::Resumed { tick, ms } => {
                to.resumed.push(tick);
                to.last_ms = to.last_ms.max(ms);
            }
            JournalLine::Gap { lines } => to.gaps.push((to.last_tick, lines)),
            JournalLine::End { tick, ms } => {
                to.ended = true;
                to.last_tick = to.last_tick.max(tick);
                to.last_ms = to.last_ms.max(ms);
            }
            // A second header says nothing that the first does not.
            JournalLine::Header(_) => {}
        }
    }

    /// A good line behind a damage: only gifts still count.
    fn take_behind(&mut self, line: JournalLine) {
        match &line {
            JournalLine::Gift { .. } | JournalLine::Streak { .. } => self.log(line.clone()),
            JournalLine::Due { tick, number } => self.due(*tick, *number, false),
            _ => {}
        }
        self.recording.after.push(line);
    }

    /// A line of the gift log. Of two with one number the first counts.
    fn log(&mut self, line: JournalLine) {
        let to = &mut self.recording;
        let (number, ms) = match line {
            JournalLine::Gift { number, ms, mut gift } if !to.gifts.contains_key(&number) => {
                gift.receipt.number = number;
                to.facts.push(Fact::Gift((*gift).clone()));
                to.gifts.insert(number, LoggedGift { ms, tick: None, gift: *gift });
                (number, ms)
            }
            JournalLine::Streak { number, ms, mut receipt } if self.streaks.insert(number) => {
                receipt.number = number;
                to.facts.push(Fact::StreakSeen(receipt));
                (number, ms)
            }
            _ => return,
        };
        to.last_number = to.last_number.max(number);
        to.last_ms = to.last_ms.max(ms);
    }

    /// A tick took a gift. It can do so once.
    fn due(&mut self, tick: u32, number: u64, in_order: bool) {
        if !self.due.insert(number) {
            return;
        }
        let to = &mut self.recording;
        match to.gifts.get_mut(&number) {
            Some(gift) => {
                gift.tick = Some(tick);
                if in_order {
                    to.entries.push((tick, Entry::Fact(Fact::Gift(gift.gift.clone()))));
                }
            }
            None => to.missing.push(number),
        }
    }

    fn finish(mut self) -> Recording {
        self.recording.damage = self.first_bad.map(|(line, byte)| {
            if self.recording.after.is_empty() {
                JournalDamage::Torn { byte }
            } else {
                JournalDamage::Middle { line, byte, bad: self.bad }
            }
        });
        self.recording
    }
}
