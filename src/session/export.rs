//! A journal as tables for a spreadsheet.

use std::{
    collections::{HashMap, HashSet},
    fmt::Display,
    fs, io,
    path::{Path, PathBuf},
};

use super::journal::{JournalDamage, JournalFault, Recording};
use crate::interaction::Entry;
use bevy_tiktool::{Fact, GiftReceived, Viewer, ViewerId};

/// What an export holds. Test events are in the tables, but not in these numbers, except where it is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exported {
    /// The files: gifts, events, viewers.
    pub files: Vec<PathBuf>,
    /// Units of paid gifts.
    pub gifts: u64,
    /// Their worth.
    pub diamonds: u64,
    /// Units among them that did not act.
    pub waiting: u64,
    /// Units of test gifts.
    pub test_gifts: u64,
    /// Rows of the events, test events included.
    pub events: u64,
    /// Viewers, people of the test buttons not among them.
    pub viewers: u64,
    /// Where the journal is no good; what lies behind is missing in the tables, but for the gifts that were found.
    pub damage: Option<JournalDamage>,
    /// Lines that the journal itself lacks because the disk was full.
    pub lines_missing: u64,
}

/// Why there is no export.
#[derive(Debug, thiserror::Error)]
pub enum ExportFault {
    /// The journal cannot be read.
    #[error(transparent)]
    Journal(#[from] JournalFault),
    /// A table cannot be written.
    #[error("{path} cannot be written ({fault}): choose another folder with --csv, or make room on the disk")]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        fault: io::Error,
    },
}

/// Writes the journal at `path` as `gifts.csv`, `events.csv` and `viewers.csv` into the folder `dir`, which is made.
/// Times are UTC. A table that is there already is replaced whole or not at all.
///
/// # Errors
/// When the journal cannot be read or a table cannot be written.
pub fn export(path: &Path, dir: &Path) -> Result<Exported, ExportFault> {
    let recording = Recording::load(path)?;
    let mut exported = Exported {
        damage: recording.damage,
        lines_missing: recording.gaps.iter().map(|(_, lines)| lines).sum(),
        ..Exported::default()
    };
    let tables = [
        ("gifts.csv", gifts(&recording, &mut exported)),
        ("events.csv", events(&recording, &mut exported)),
        ("viewers.csv", viewers(&recording, &mut exported)),
    ];
    fs::create_dir_all(dir).map_err(|fault| ExportFault::Write { path: dir.into(), fault })?;
    let mut aside = Vec::new();
    for (name, table) in tables {
        let (to, part) = (dir.join(name), dir.join(format!("{name}.part")));
        let done = table.and_then(|bytes| write(&part, &bytes));
        aside.push((part, to.clone()));
        if let Err(fault) = done {
            // What cannot be taken away is told apart by its name.
            aside.iter().for_each(|(part, _)| drop(fs::remove_file(part)));
            return Err(ExportFault::Write { path: to, fault });
        }
    }
    for (part, to) in aside {
        fs::rename(&part, &to).map_err(|fault| ExportFault::Write { path: to.clone(), fault })?;
        exported.files.push(to);
    }
    Ok(exported)
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    io::Write::write_all(&mut file, bytes)?;
    file.sync_all()
}

type Table = csv::Writer<Vec<u8>>;

fn finish(table: Table) -> io::Result<Vec<u8>> {
    table.into_inner().map_err(csv::IntoInnerError::into_error)
}

fn gifts(recording: &Recording, sums: &mut Exported) -> io::Result<Vec<u8>> {
    let mut table = Table::from_writer(Vec::new());
    table.write_record([
        "time",
        "tick",
        "number",
        "viewer id",
        "name",
        "handle",
        "gift",
        "gift id",
        "units",
        "diamonds each",
        "diamonds",
        "streak total",
        "test",
        "acted",
    ])?;
    for logged in recording.gifts.values() {
        let units = u64::from(logged.gift.count);
        if !logged.gift.test {
            sums.gifts += units;
            sums.diamonds += worth(&logged.gift);
            sums.waiting += if logged.tick.is_none() { units } else { 0 };
        }
        gift_row(&mut table, &time(recording, logged.ms), logged.tick, &logged.gift)?;
    }
    // What has no number came by no wire.
    for (tick, entry) in &recording.entries {
        if let Entry::Fact(Fact::Gift(gift)) = entry
            && gift.receipt.number == 0
        {
            sums.test_gifts += if gift.test { gift.count.into() } else { 0 };
            gift_row(&mut table, &time_of(recording, *tick), Some(*tick), gift)?;
        }
    }
    finish(table)
}

fn gift_row(table: &mut Table, time: &str, tick: Option<u32>, gift: &GiftReceived) -> csv::Result<()> {
    let number = Some(gift.receipt.number).filter(|number| *number > 0);
    table.write_record([
        time,
        &text(tick),
        &text(number),
        &key(&gift.viewer),
        &guard(&gift.viewer.name),
        &guard(&gift.viewer.handle),
        &guard(&gift.gift),
        &gift.gift_id.to_string(),
        &gift.count.to_string(),
        &gift.diamonds_each.to_string(),
        &worth(gift).to_string(),
        &gift.streak.to_string(),
        yes(gift.test),
        yes(tick.is_some()),
    ])
}

fn events(recording: &Recording, sums: &mut Exported) -> io::Result<Vec<u8>> {
    let mut table = Table::from_writer(Vec::new());
    table.write_record(["time", "tick", "kind", "viewer id", "name", "what", "test"])?;
    let nobody = Viewer::default();
    for (tick, entry) in &recording.entries {
        let Some((kind, viewer, what)) = event(entry) else { continue };
        let viewer = viewer.unwrap_or(&nobody);
        let test = matches!(entry, Entry::Fact(fact) if fact.is_test());
        let time = time_of(recording, *tick);
        table.write_record([
            &time,
            &tick.to_string(),
            &kind,
            &key(viewer),
            &guard(&viewer.name),
            &guard(&what),
            yes(test),
        ])?;
        sums.events += 1;
    }
    finish(table)
}

/// Kind, who and what; `None` for gifts, which have a table of their own.
fn event(entry: &Entry) -> Option<(String, Option<&Viewer>, String)> {
    let fact = match entry {
        Entry::Fact(fact) => fact,
        Entry::Round(round) => return Some(("operator".into(), None, format!("{round:?}").to_lowercase())),
        Entry::Hidden { account, hide } => {
            let what = format!("{} {account}", if *hide { "hide" } else { "show" });
            return Some(("operator".into(), None, what));
        }
        Entry::Moved { account, team } => {
            return Some(("operator".into(), None, format!("move {account} to side {}", team.index() + 1)));
        }
        Entry::Blocked { account, block } => {
            let what = format!("{} {account}", if *block { "block" } else { "unblock" });
            return Some(("operator".into(), None, what));
        }
        Entry::AllHidden(veil) => {
            let what = if *veil { "hide all names" } else { "show names" };
            return Some(("operator".into(), None, what.into()));
        }
        Entry::Paused(halt) => {
            return Some(("operator".into(), None, if *halt { "pause" } else { "go on" }.into()));
        }
        Entry::Held(hold) => {
            let what = if *hold { "hold gifts" } else { "deliver gifts" };
            return Some(("operator".into(), None, what.into()));
        }
        Entry::Curtain(down) => {
            let what = if *down { "curtain down" } else { "curtain up" };
            return Some(("operator".into(), None, what.into()));
        }
    };
    let (kind, viewer, what) = match fact {
        Fact::Gift(_) | Fact::StreakSeen(_) => return None,
        Fact::Likes(likes) => ("likes".into(), Some(&likes.viewer), likes.count.to_string()),
        Fact::Chat(chat) => ("chat".into(), Some(&chat.viewer), chat.text.to_string()),
        Fact::ChatDeleted { .. } => ("chat".into(), None, "a line was deleted".into()),
        Fact::Social(social) => (format!("{:?}", social.kind).to_lowercase(), Some(&social.viewer), String::new()),
        Fact::Viewers(counted) => ("viewers".into(), None, counted.present.to_string()),
        Fact::Room { title } => ("room".into(), None, title.to_string()),
        Fact::Battle { state } => ("match".into(), None, format!("{state:?}").to_lowercase()),
        Fact::Scored { own, other } => ("match".into(), None, format!("{own} to {other}")),
        Fact::Caption { text } => ("caption".into(), None, text.to_string()),
        Fact::Goal { key, now, target } => ("goal".into(), None, format!("{key}: {now} of {target}")),
        Fact::StreamEnded => ("stream".into(), None, "ended".into()),
        Fact::StreamPaused(halt) => ("stream".into(), None, if *halt { "paused" } else { "goes on" }.into()),
        Fact::LinkLost => ("link".into(), None, "lost".into()),
        Fact::LinkRestored { gap } => ("link".into(), None, format!("back after {:.1} s", gap.as_secs_f64())),
        Fact::Other { name, viewer, .. } => ("other".into(), Some(viewer), name.to_string()),
    };
    Some((kind, viewer, what))
}

/// What one viewer did.
#[derive(Default)]
struct ExportSums {
    viewer: Viewer,
    gifts: u64,
    diamonds: u64,
    likes: u64,
    chats: u64,
    test_gifts: u64,
}

fn viewers(recording: &Recording, sums: &mut Exported) -> io::Result<Vec<u8>> {
    let mut people = ViewerNames::default();
    for logged in recording.gifts.values() {
        people.gift(&logged.gift);
    }
    for (_, entry) in &recording.entries {
        match entry {
            Entry::Fact(Fact::Gift(gift)) if gift.receipt.number == 0 => people.gift(gift),
            Entry::Fact(Fact::Likes(likes)) => people.of(&likes.viewer).likes += u64::from(likes.count),
            Entry::Fact(Fact::Chat(chat)) => people.of(&chat.viewer).chats += 1,
            Entry::Fact(Fact::Social(social)) => _ = people.of(&social.viewer),
            _ => {}
        }
    }
    // As it was at the end.
    let mut hidden = HashSet::new();
    for (_, entry) in &recording.entries {
        if let Entry::Hidden { account, hide } = entry {
            _ = if *hide { hidden.insert(account.clone()) } else { hidden.remove(account) };
        }
    }
    let is_hidden = |viewer: &Viewer| {
        let handle = ViewerId::Handle(viewer.handle.to_lowercase().into());
        viewer.id.as_ref().is_some_and(|id| hidden.contains(id)) || hidden.contains(&handle)
    };
    let mut lines = people.lines;
    // Who gave most stands first; among equals, who came first.
    lines.sort_by_key(|line| std::cmp::Reverse((line.diamonds, line.gifts)));
    let mut table = Table::from_writer(Vec::new());
    table.write_record([
        "viewer id",
        "name",
        "handle",
        "gifts",
        "diamonds",
        "likes",
        "chats",
        "test gifts",
        "test",
        "hidden",
    ])?;
    for line in &lines {
        let test = line.viewer.is_test();
        sums.viewers += u64::from(!test);
        table.write_record([
            &key(&line.viewer),
            &guard(&line.viewer.name),
            &guard(&line.viewer.handle),
            &line.gifts.to_string(),
            &line.diamonds.to_string(),
            &line.likes.to_string(),
            &line.chats.to_string(),
            &line.test_gifts.to_string(),
            yes(test),
            yes(is_hidden(&line.viewer)),
        ])?;
    }
    finish(table)
}

/// Viewers in the order they came. Those without an account are told apart by their name alone.
#[derive(Default)]
struct ViewerNames {
    lines: Vec<ExportSums>,
    places: HashMap<(Option<ViewerId>, String), usize>,
    /// Where the id that a handle means stands.
    handles: HashMap<String, usize>,
}

impl ViewerNames {
    fn of(&mut self, viewer: &Viewer) -> &mut ExportSums {
        let name = if viewer.id.is_some() { String::new() } else { viewer.name.to_string() };
        let key = (viewer.id.clone(), name);
        let handle = viewer.handle.to_lowercase();
        // One person may have been told by the handle before the id was known, or while a row with the id was there.
        let joined = match &viewer.id {
            Some(ViewerId::Handle(handle)) => self.handles.get(&**handle).copied(),
            Some(ViewerId::Id(_)) if !self.places.contains_key(&key) => {
                self.places.remove(&(Some(ViewerId::Handle(handle.as_str().into())), String::new()))
            }
            _ => None,
        };
        let place = joined.or_else(|| self.places.get(&key).copied()).unwrap_or_else(|| {
            self.lines.push(ExportSums { viewer: viewer.clone(), ..ExportSums::default() });
            self.lines.len() - 1
        });
        self.places.insert(key, place);
        if matches!(viewer.id, Some(ViewerId::Id(_))) {
            self.lines[place].viewer.id.clone_from(&viewer.id);
            if !handle.is_empty() {
                self.handles.insert(handle, place);
            }
        }
        &mut self.lines[place]
    }

    fn gift(&mut self, gift: &GiftReceived) {
        let line = self.of(&gift.viewer);
        if gift.test {
            line.test_gifts += u64::from(gift.count);
        } else {
            line.gifts += u64::from(gift.count);
            line.diamonds += worth(gift);
        }
    }
}

fn worth(gift: &GiftReceived) -> u64 {
    u64::from(gift.count) * u64::from(gift.diamonds_each)
}

/// The account, as the report writes it.
fn key(viewer: &Viewer) -> String {
    guard(&viewer.id.as_ref().map(ToString::to_string).unwrap_or_default())
}

/// When a tick was made; empty when it was not.
fn time_of(recording: &Recording, tick: u32) -> String {
    let found = recording.ticks.binary_search_by_key(&tick, |made| made.tick);
    found.ok().and_then(|at| recording.ticks.get(at)).map(|made| time(recording, made.ms)).unwrap_or_default()
}

/// UTC, as ISO 8601.
fn time(recording: &Recording, ms: u64) -> String {
    let ms = i64::try_from(recording.header.started_ms.saturating_add(ms)).ok();
    ms.and_then(|ms| jiff::Timestamp::from_millisecond(ms).ok()).map(|time| format!("{time:.3}")).unwrap_or_default()
}

fn text(value: Option<impl Display>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn yes(it: bool) -> &'static str {
    if it { "yes" } else { "no" }
}

/// A text that a spreadsheet will not take for a formula.
fn guard(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.into() }
}
