//! Reads a journal line by line. A line that is no good is told and passed over: what stands behind it is found too.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    ops::Range,
    path::{Path, PathBuf},
};

use super::{
    codec::{LineFault, decode},
    line::{FORMAT, Header, JournalLine},
};

/// A line may be so long; more is damage.
const MAX_LINE: u64 = 256 << 20;

/// Why a file cannot be read as a journal.
#[derive(Debug, thiserror::Error)]
pub enum JournalFault {
    /// The file cannot be read.
    #[error("the journal {path} cannot be read ({fault}): check the name and whether you may read it")]
    Disk {
        /// The file.
        path: PathBuf,
        /// What the system says.
        fault: io::Error,
    },
    /// Nothing is in it.
    #[error("{0} is empty: the program ended before the show began; there is nothing to see, delete it")]
    Empty(PathBuf),
    /// Something else is in it.
    #[error("{0} is no journal of Throng: journals are the .jsonl files in the folder `sessions`")]
    Foreign(PathBuf),
    /// The first line is damaged, so seed and rules are lost.
    #[error("the first line of the journal {path} is damaged ({fault}): take a copy of the file, if you have one")]
    NoHeader {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        fault: LineFault,
    },
    /// Another version wrote it.
    #[error(
        "the journal {path} has format {format}, but this Throng reads format {FORMAT}: use Throng {throng}, which wrote it"
    )]
    Format {
        /// The file.
        path: PathBuf,
        /// Its format.
        format: u32,
        /// The version of the game that wrote it.
        throng: String,
    },
}

/// One line of the file.
#[derive(Debug)]
pub struct Found {
    /// Which, from 1.
    pub number: u64,
    /// Where it stands in the file, with its newline.
    pub bytes: Range<u64>,
    /// What it says, or why that cannot be known.
    pub line: Result<JournalLine, LineFault>,
}

/// Reads a journal line by line, without holding it.
#[derive(Debug)]
pub struct JournalReader {
    file: BufReader<File>,
    path: PathBuf,
    header: Header,
    number: u64,
    at: u64,
    buffer: Vec<u8>,
}

impl JournalReader {
    /// Opens the journal at `path` and reads its header.
    ///
    /// # Errors
    /// When it cannot be read, or is no journal that this version reads.
    pub fn open(path: &Path) -> Result<Self, JournalFault> {
        let disk = |fault| JournalFault::Disk { path: path.into(), fault };
        let file = File::open(path).map_err(disk)?;
        let header = Header::default();
        let mut reader = Self {
            file: BufReader::with_capacity(1 << 16, file),
            path: path.into(),
            header,
            number: 0,
            at: 0,
            buffer: Vec::new(),
        };
        let first = reader.next_line().map_err(disk)?.ok_or_else(|| JournalFault::Empty(path.into()))?;
        reader.header = match first.line {
            Ok(JournalLine::Header(header)) => *header,
            Ok(_) => return Err(JournalFault::Foreign(path.into())),
            Err(fault) => return Err(reader.no_header(fault)),
        };
        if reader.header.format != FORMAT {
            let (format, throng) = (reader.header.format, reader.header.throng);
            return Err(JournalFault::Format { path: path.into(), format, throng });
        }
        Ok(reader)
    }

    /// What to say of a first line that is no header: a later format may have other members, so only these are asked.
    fn no_header(&self, fault: LineFault) -> JournalFault {
        #[derive(serde::Deserialize)]
        struct First {
            header: About,
        }
        #[derive(serde::Deserialize)]
        struct About {
            format: u32,
            #[serde(default)]
            throng: String,
        }
        let path = self.path.clone();
        match serde_json::from_slice::<First>(&self.buffer) {
            Ok(First { header }) if header.format != FORMAT => {
                JournalFault::Format { path, format: header.format, throng: header.throng }
            }
            _ if self.buffer.starts_with(b"{\"header\":{") => JournalFault::NoHeader { path, fault },
            _ => JournalFault::Foreign(path),
        }
    }

    /// The header.
    #[must_use]
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The byte behind the last line that was read.
    #[must_use]
    pub fn end(&self) -> u64 {
        self.at
    }

    /// The next line, good or not; `None` at the end.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn next_line(&mut self) -> io::Result<Option<Found>> {
        self.buffer.clear();
        let start = self.at;
        let read = self.file.by_ref().take(MAX_LINE).read_until(b'\n', &mut self.buffer)?;
        if read == 0 {
            return Ok(None);
        }
        self.at += read as u64;
        self.number += 1;
        // Without its newline a line is not whole: what follows would stand on the same line.
        let line = if self.buffer.ends_with(b"\n") { decode(&self.buffer) } else { Err(LineFault::Unsealed) };
        Ok(Some(Found { number: self.number, bytes: start..self.at, line }))
    }
}
