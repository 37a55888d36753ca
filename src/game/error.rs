//! Why a source of facts cannot be opened.

use std::{io, path::PathBuf};

use thiserror::Error;

/// Why a source cannot be opened.
#[derive(Debug, Error)]
pub enum SourceError {
    /// The file is no capture.
    #[error("cannot play the capture {}: {source}", .file.display())]
    Unreadable {
        /// Which file.
        file: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file is a capture of nothing.
    #[error("{} holds no frames; was it made with --capture?", .file.display())]
    Empty {
        /// Which file.
        file: PathBuf,
    },
    /// The frames cannot be kept.
    #[error("cannot write the capture {}: {source}", .file.display())]
    Unwritable {
        /// Which file.
        file: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The crowd's server has no place.
    #[error("cannot start the built-in crowd on this machine: {0}")]
    NoCrowd(io::Error),
}
