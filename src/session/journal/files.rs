//! The folder of journals: their names, the one to go on with, and those that are too old.

use std::{
    fs::{self, File},
    io::{self, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use super::{codec::decode, disk::is_in_use, line::JournalLine, reader::JournalReader};
use crate::session::report::show_name;

/// How a journal's name ends.
pub const ENDING: &str = "jsonl";

/// How much of a file's end is looked at for its last line. An end of a show is far shorter.
const LAST: u64 = 4_096;

/// Where the journal of a new show goes: `<folder>/<date>-<streamer>.jsonl`, or with `-2`, `-3` and so on when there is
/// one of that name.
#[must_use]
pub fn journal_path(folder: &Path, streamer: &str, now: &jiff::Zoned) -> PathBuf {
    let name = show_name(streamer, now);
    let first = folder.join(format!("{name}.{ENDING}"));
    let others = (2u32..).map(|number| folder.join(format!("{name}-{number}.{ENDING}")));
    std::iter::once(first.clone()).chain(others).find(|path| !path.exists()).unwrap_or(first)
}

/// The newest journal of `streamer` in `folder`, if its show did not end in good order, no program writes it, and it was
/// last written at most `max_age` before `now`.
#[must_use]
pub fn find_unfinished(folder: &Path, streamer: &str, now: SystemTime, max_age: Duration) -> Option<PathBuf> {
    let streamer = handle(streamer);
    let mut files = journals(folder);
    files.retain(|file| now.duration_since(file.written).is_ok_and(|age| age <= max_age) || file.written > now);
    files.sort_by_key(|file| std::cmp::Reverse(file.written));
    let is_his =
        |path: &Path| JournalReader::open(path).is_ok_and(|reader| handle(&reader.header().streamer) == streamer);
    // The newest of his decides: when that one ended well, an older one is a show of long ago.
    let newest = files.into_iter().find(|file| is_his(&file.path)).filter(|file| !is_in_use(&file.path))?;
    match has_ended(&newest.path) {
        Ok(ended) => (!ended).then_some(newest.path),
        Err(fault) => {
            tracing::warn!("{} cannot be read, so it is not gone on with: {fault}", newest.path.display());
            None
        }
    }
}

/// What [`prune`] took away.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pruned {
    /// Files.
    pub files: u32,
    /// Their bytes.
    pub bytes: u64,
}

/// Deletes journals in `folder` that were last written more than `keep_days` days before `now`, then the oldest until all
/// together have at most `keep_bytes` bytes. Never deletes `except`, a journal that a program writes, or any file that
/// is no journal. What cannot be deleted stays, with a warning.
pub fn prune(folder: &Path, now: SystemTime, keep_days: u32, keep_bytes: u64, except: Option<&Path>) -> Pruned {
    let keep = Duration::from_secs(u64::from(keep_days) * 86_400);
    let mut files = journals(folder);
    files.sort_by_key(|file| file.written);
    let mut total: u64 = files.iter().map(|file| file.bytes).sum();
    let mut pruned = Pruned::default();
    let except = except.and_then(|path| path.canonicalize().ok());
    for file in files {
        let is_old = now.duration_since(file.written).is_ok_and(|age| age > keep);
        if !is_old && total <= keep_bytes {
            break; // what follows is younger still
        }
        let is_except = except.is_some() && file.path.canonicalize().ok() == except;
        if is_except || is_in_use(&file.path) {
            continue;
        }
        match fs::remove_file(&file.path) {
            Ok(()) => {
                total -= file.bytes;
                pruned.files += 1;
                pruned.bytes += file.bytes;
            }
            Err(fault) => tracing::warn!("the old journal {} cannot be deleted: {fault}", file.path.display()),
        }
    }
    pruned
}

/// Whether the last line says that the show ended in good order.
///
/// # Errors
/// When the file cannot be read.
pub fn has_ended(path: &Path) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let len = file.metadata()?.len();
    file.seek(SeekFrom::Start(len.saturating_sub(LAST)))?;
    let mut bytes = Vec::new();
    file.take(LAST).read_to_end(&mut bytes)?;
    let last = bytes.split_inclusive(|byte| *byte == b'\n').next_back().unwrap_or_default();
    Ok(last.ends_with(b"\n") && matches!(decode(last), Ok(JournalLine::End { .. })))
}

struct OldFile {
    path: PathBuf,
    bytes: u64,
    written: SystemTime,
}

/// The journals in a folder. Other files are not among them, whatever they are called.
fn journals(folder: &Path) -> Vec<OldFile> {
    let listing = match fs::read_dir(folder) {
        Ok(listing) => listing,
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Vec::new(),
        Err(fault) => {
            tracing::warn!("the folder {} cannot be listed: {fault}", folder.display());
            return Vec::new();
        }
    };
    let paths = listing.filter_map(|entry| Some(entry.ok()?.path()));
    paths.filter(|path| path.extension().is_some_and(|ending| ending == ENDING)).filter_map(old_file).collect()
}

fn old_file(path: PathBuf) -> Option<OldFile> {
    // A link is no journal: whatever it leads to lies elsewhere.
    let about = fs::symlink_metadata(&path).ok().filter(fs::Metadata::is_file)?;
    let mut start = [0; 20];
    File::open(&path).and_then(|mut file| file.read_exact(&mut start)).ok()?;
    let is_journal = start.starts_with(b"{\"header\":{\"format\":");
    Some(OldFile { bytes: about.len(), written: about.modified().ok()?, path }).filter(|_| is_journal)
}

/// Handles are the same whatever their case, with or without `@`.
fn handle(streamer: &str) -> String {
    streamer.trim().trim_start_matches('@').to_lowercase()
}
