//! Which journal a show is written to, and whether it goes on with one that broke off.

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use bevy::prelude::*;

use super::{args::PlayArgs, fault::Fault, rules_file::Loaded};
use crate::{
    arena::{AnnounceRequested, Round},
    locale::{Filling, LocalizedText, TextKey},
    rules::Style,
    session::{
        Recorder, SessionInfo, Unfinished,
        checkpoint::Checkpoint,
        journal::{Durability, FORMAT, Header, Journal, JournalLine, Recording, find_unfinished, journal_path, prune},
    },
};
use bevy_tiktool::{Fact, LinkCommand, LiveSettings, Recall, WriteAheadLog};

/// Where journals lie, in the current folder.
const FOLDER: &str = "sessions";

/// How long a restart takes at least, as gifts see it: longer than a frame can straggle behind the end of its streak.
const RESTART: Duration = Duration::from_secs(6);

/// How the show begins, and where it is written to.
#[derive(Debug, Clone)]
pub(super) struct Opening {
    journal: Option<Journal>,
    path: Option<PathBuf>,
    start: Start,
    header: Header,
}

#[derive(Debug, Clone)]
enum Start {
    /// With nothing.
    Anew,
    /// Where the last one broke off.
    GoOn(Unfinished),
    /// Anew, with what the last one left, because its round cannot go on.
    Inherit(Unfinished, &'static str),
}

/// Shows that are paid for are safe on disk before they act, and go on after a crash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Care {
    /// Real time, from a service: the write-ahead is waited for.
    Paid,
    /// The built-in crowd or a capture: written, but not waited for.
    Played,
}

impl Opening {
    /// Finds the journal to go on with, or makes a new one. Sets the show's seed to the one that is played by.
    ///
    /// # Errors
    /// When the journal that was asked for cannot be made or read.
    pub fn of(args: &PlayArgs, loaded: &Loaded, show: &mut SessionInfo, care: Care) -> Result<Self, Fault> {
        let asked = args.journal.as_deref();
        let header = header(loaded, show);
        if asked.is_some_and(|path| path.as_os_str() == "none") {
            return Ok(Self { journal: None, path: None, start: Start::Anew, header });
        }
        let unfinished = if args.fresh { None } else { unfinished(asked, loaded, show, care)? };
        let start = match unfinished {
            None => Start::Anew,
            Some(broken) => match broken.obstacle(loaded.rules.hash) {
                None => Start::GoOn(broken),
                Some(why) => Start::Inherit(broken, why),
            },
        };
        if let Start::GoOn(broken) = &start {
            show.seed = broken.recording.header.seed;
            let header = broken.recording.header.clone();
            let journal = Journal::resume(
                &broken.path,
                broken.recording.good_len,
                broken.recording.last_number,
                Durability::EachGift,
            )
            .map_err(|fault| cannot("go on with the journal", &broken.path, &fault))?;
            return Ok(Self { journal: Some(journal), path: Some(broken.path.clone()), start, header });
        }
        let mut opening = Self { journal: None, path: None, start, header };
        opening.create(asked, care)?;
        if asked.is_none() {
            let keep = loaded.rules.journal;
            let bytes = u64::from(keep.keep_mb) * 1_000_000;
            prune(Path::new(FOLDER), SystemTime::now(), keep.keep_days, bytes, opening.path.as_deref());
        }
        Ok(opening)
    }

    fn create(&mut self, asked: Option<&Path>, care: Care) -> Result<(), Fault> {
        if let Start::Inherit(broken, _) = &self.start {
            self.header.after = Some(broken.path.display().to_string());
        }
        // The one that broke off stays as it is, also where it was named.
        let beside = match (&self.start, asked) {
            (Start::Inherit(..), Some(path)) if path.exists() => Some(name_beside(path)),
            _ => None,
        };
        let asked = beside.as_deref().or(asked);
        let durability = if care == Care::Paid { Durability::EachGift } else { Durability::AtEnd };
        let mut tries = 0;
        let (journal, path) = loop {
            let path = asked.map_or_else(
                || journal_path(Path::new(FOLDER), &self.header.streamer, &jiff::Zoned::now()),
                Path::to_owned,
            );
            match Journal::create(&path, &self.header, durability) {
                Ok(journal) => break (journal, path),
                // Another show began in the same second and took the name.
                Err(fault) if fault.kind() == ErrorKind::AlreadyExists && asked.is_none() && tries < 9 => tries += 1,
                Err(fault) => return Err(cannot("write the journal", &path, &fault)),
            }
        };
        (self.journal, self.path) = (Some(journal), Some(path));
        Ok(())
    }

    /// The file that the show is written to, if there is one.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The settings of the link, with the journal as its gift log and with what an earlier run knew.
    fn settle(&self, settings: LiveSettings) -> LiveSettings {
        let recall = match &self.start {
            Start::Anew => Recall::default(),
            Start::GoOn(broken) | Start::Inherit(broken, _) => recall(&broken.recording),
        };
        let write_ahead_log = self.journal.clone().map(|journal| Arc::new(journal) as Arc<dyn WriteAheadLog>);
        LiveSettings { write_ahead_log, recall, ..settings }
    }

    /// Brings the game to where it begins, before its first frame, and only then asks for the link: what comes in belongs
    /// to the journal that is written from here on. Returns what to tell about it.
    ///
    /// # Errors
    /// When a new journal is needed and cannot be made.
    pub fn begin(mut self, world: &mut World, link: Option<LiveSettings>) -> Result<Vec<String>, Fault> {
        let mut told = Vec::new();
        if let Start::GoOn(broken) = self.start.clone() {
            let began = Instant::now();
            let blank = Checkpoint::take(world);
            match broken.go_on(world, &blank) {
                Ok(resumed) => {
                    let round = world.resource::<Round>().number;
                    let took = began.elapsed().as_secs_f64();
                    told.push(format!(
                        "The last show broke off; it goes on in round {round} with {}: {} ticks played again in {took:.2} s, \
                         state hash equal; {} gifts that had not acted act now.",
                        broken.path.display(),
                        resumed.ticks,
                        resumed.gifts
                    ));
                    announce(world, LocalizedText::keyed(TextKey::OnWeGo, Vec::new()));
                    if let Some(journal) = &self.journal {
                        journal.write(&JournalLine::Resumed { tick: resumed.tick, ms: journal.ms() });
                    }
                }
                Err(difference) => {
                    tracing::warn!("the journal does not play out as it did: {difference}");
                    self.start = Start::Inherit(broken, "it does not play out the same way here");
                    self.journal = None;
                    self.create(None, Care::Paid)?;
                }
            }
        }
        if let Start::Inherit(broken, why) = &self.start {
            let legacy = broken.legacy();
            let units = legacy.units();
            told.push(format!(
                "The last show broke off and its round cannot go on, because {why}. A new round begins, and {units} gifts \
                 of the unfinished one act again ({}).",
                broken.path.display()
            ));
            legacy.hand_over(world, self.journal.as_ref());
            if units > 0 {
                announce(world, LocalizedText::keyed(TextKey::GiftsReturn, vec![("count", Filling::number(units))]));
            }
        }
        if let Some(link) = link {
            world.write_message(LinkCommand::Start(self.settle(link)));
        }
        if let Some(journal) = self.journal {
            world.insert_resource(Recorder(journal));
        }
        Ok(told)
    }
}

/// A name beside a file that is there: `show.jsonl`, `show-2.jsonl`, `show-3.jsonl` and so on.
fn name_beside(path: &Path) -> PathBuf {
    let stem = path.file_stem().map_or_else(|| "show".into(), |stem| stem.to_string_lossy().into_owned());
    let ending = path.extension().map_or_else(|| "jsonl".into(), |ending| ending.to_string_lossy().into_owned());
    let mut names = (2..).map(|number: u32| path.with_file_name(format!("{stem}-{number}.{ending}")));
    names.find(|name| !name.exists()).unwrap_or_else(|| path.to_owned())
}

/// The journal that broke off, if there is one to go on with.
fn unfinished(
    asked: Option<&Path>,
    loaded: &Loaded,
    show: &SessionInfo,
    care: Care,
) -> Result<Option<Unfinished>, Fault> {
    let path = match asked {
        Some(path) if path.exists() => path.to_owned(),
        Some(_) => return Ok(None),
        None if care == Care::Played => return Ok(None),
        None => {
            let most = Duration::from_secs(u64::from(loaded.rules.journal.resume_min) * 60);
            match find_unfinished(Path::new(FOLDER), &show.streamer, SystemTime::now(), most) {
                Some(path) => path,
                None => return Ok(None),
            }
        }
    };
    let read = |path: &Path| match Recording::load(path) {
        Ok(recording) => Ok(Some(Unfinished { path: path.to_owned(), recording: Arc::new(recording) })),
        Err(fault) if asked.is_some() => Err(Fault::Arguments(fault.to_string())),
        Err(fault) => {
            tracing::warn!("a journal is left alone: {fault}");
            Ok(None)
        }
    };
    let Some(broken) = read(&path)? else { return Ok(None) };
    if broken.recording.ended {
        let text = format!("{} is the journal of a show that is over; give another name", path.display());
        return Err(Fault::Arguments(text));
    }
    // Broken off while it took over from another: nothing in it has acted, so that other one is still the last.
    match &broken.recording.header.after {
        Some(before) if broken.recording.resumed.is_empty() => read(Path::new(before)),
        _ => Ok(Some(broken)),
    }
}

fn header(loaded: &Loaded, show: &SessionInfo) -> Header {
    Header {
        format: FORMAT,
        throng: env!("CARGO_PKG_VERSION").into(),
        streamer: show.streamer.clone(),
        seed: show.seed,
        started_ms: epoch_ms(),
        rules_hash: loaded.rules.hash,
        rules_origin: loaded.origin.clone(),
        rules: loaded.text.to_string(),
        words: loaded.rules.wording.library.more().to_vec(),
        after: None,
    }
}

fn recall(recording: &Recording) -> Recall {
    let wall = Duration::from_millis(epoch_ms().saturating_sub(recording.header.started_ms));
    let arrivals = recording.facts.iter().filter_map(|fact| match fact {
        Fact::Gift(gift) => Some(gift.receipt.arrival_ms),
        Fact::StreakSeen(receipt) => Some(receipt.arrival_ms),
        _ => None,
    });
    // The computer's clock may have been set back meanwhile; no gift may look as old as the last one for that.
    let last = arrivals.max().map_or(Duration::ZERO, |ms| Duration::from_millis(ms) + RESTART);
    Recall { facts: recording.facts.as_slice().into(), age: wall.max(last) }
}

fn epoch_ms() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
}

fn announce(world: &mut World, text: LocalizedText) {
    world.write_message(AnnounceRequested { text, style: Style::Big, team: None, by: None });
}

fn cannot(what: &str, path: &Path, fault: &std::io::Error) -> Fault {
    Fault::Other(format!(
        "cannot {what} {}: {fault}; name another with --journal FILE, or use --journal none",
        path.display()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy_tiktool::{GiftReceived, Receipt};

    /// What a restart recalls of a show that began so many milliseconds from now and whose last gift came after nine seconds.
    fn age(begins_in_ms: i64) -> Duration {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("show.jsonl");
        let started_ms = epoch_ms().saturating_add_signed(begins_in_ms);
        let journal =
            Journal::create(&path, &Header { format: FORMAT, started_ms, ..Header::default() }, Durability::EachGift);
        let receipt = Receipt { arrival_ms: 9_000, giver: 7, ..Receipt::default() };
        let journal = journal.unwrap();
        let mut gift = GiftReceived { count: 1, receipt, ..GiftReceived::default() };
        gift.receipt.number = journal.log(&Fact::Gift(gift.clone()));
        drop(journal);
        recall(&Recording::load(&path).unwrap()).age
    }

    #[test]
    fn a_clock_that_was_set_back_makes_no_gift_older_than_the_last() {
        let last = Duration::from_secs(9);
        assert_eq!(age(30_000), last + RESTART, "by the computer's clock the show has not begun");
        assert_eq!(age(-10_000), last + RESTART, "it was set back by less");
        let late = age(-60_000);
        assert!((Duration::from_secs(60)..Duration::from_secs(90)).contains(&late), "{late:?}");
    }
}
