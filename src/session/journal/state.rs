//! How the journal is, in words for the streamer.

use std::{io, path::PathBuf, time::Instant};

use bevy::prelude::Resource;

/// How the journal is.
#[derive(Resource, Debug, Clone, Default, PartialEq)]
pub struct JournalState {
    /// The file.
    pub path: PathBuf,
    /// Its length.
    pub bytes: u64,
    /// Lines in memory that are not in the file, or not for sure.
    pub lines_waiting: u64,
    /// Gifts among them.
    pub gifts_unsafe: u64,
    /// Lines that were dropped because the disk was in trouble for too long; never gifts.
    pub lines_dropped: u64,
    /// How often the file was taken away while it was written, and was written again, whole.
    pub renewed: u32,
    /// What is wrong with the disk.
    pub trouble: Option<Trouble>,
}

/// The disk does not take the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Since when.
    pub since: Instant,
    /// What is wrong and what to do, in plain words.
    pub words: String,
}

/// What went wrong.
#[derive(Debug)]
pub(super) enum DiskFault {
    /// The disk refuses.
    Disk(io::Error),
    /// The disk does not answer.
    Hangs,
    /// The writer is gone.
    Ended,
}

impl DiskFault {
    /// What is wrong and what to do.
    pub(super) fn words(&self, gifts: u64) -> String {
        let kept = match gifts {
            0 => "the show goes on".into(),
            1 => "the show goes on, and 1 gift is kept in memory until then".into(),
            _ => format!("the show goes on, and {gifts} gifts are kept in memory until then"),
        };
        match self {
            Self::Disk(fault) => match fault.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                    format!("The disk is full: free some space; {kept}.")
                }
                io::ErrorKind::FileTooLarge => {
                    format!("The journal has become too large for this disk: start the next show soon; {kept}.")
                }
                io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => {
                    format!("The disk refuses to be written: allow it; {kept}.")
                }
                io::ErrorKind::NotFound => format!("The journal's disk is gone: put it back; {kept}."),
                _ => format!("The journal cannot be written ({fault}): check the disk; {kept}."),
            },
            Self::Hangs => format!("The disk does not answer: check it, or close what keeps it busy; {kept}."),
            Self::Ended => {
                "The journal has stopped after a fault in the program: the show goes on, but nothing more of it is kept. \
                 Start the program again when it suits you."
                    .into()
            }
        }
    }
}
