//! Raw frames in a file, one JSON object a line with the milliseconds since the start, and their playback.

use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader, BufWriter, Write},
    path::Path,
    time::Duration,
};

use serde::{Deserialize, Serialize};

/// One line of a capture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Captured {
    /// Arrival, in milliseconds since the start.
    pub ms: u64,
    /// The frame as it came.
    pub frame: String,
}

/// Writes a capture. Holds frames only, so never a key.
///
/// A file that holds a capture already is gone on with: the new frames come after the old ones in time, so that both play
/// one after the other.
#[derive(Debug)]
pub struct CaptureWriter {
    file: BufWriter<File>,
    /// Milliseconds of the last frame that an earlier capture wrote.
    before: Option<u64>,
    /// What is added to arrivals, once the first is known.
    shift: Option<u64>,
}

/// Time between the last frame of one capture and the first of the next in the same file, in milliseconds.
const PAUSE: u64 = 1_000;

impl CaptureWriter {
    /// Adds to the file at `path`, which is made, with its folder, if it is not there.
    ///
    /// # Errors
    /// When the file cannot be opened for writing.
    pub fn open(path: &Path) -> io::Result<Self> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder)?;
        }
        // Only a plain file can be read again; a pipe would wait for its writer.
        let is_file = fs::metadata(path).is_ok_and(|found| found.is_file());
        let before = if is_file { CaptureReader::open(path)?.map(|line| line.ms).max() } else { None };
        let file = BufWriter::new(File::options().create(true).append(true).open(path)?);
        Ok(Self { file, before, shift: None })
    }

    /// Writes one frame.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write(&mut self, frame: &str, arrival: Duration) -> io::Result<()> {
        #[derive(Serialize)]
        struct CaptureLine<'a> {
            ms: u64,
            frame: &'a str,
        }
        let arrival = u64::try_from(arrival.as_millis()).unwrap_or(u64::MAX);
        let before = self.before;
        // A show that goes on after a crash goes on in time by itself.
        let shift = *self.shift.get_or_insert_with(|| match before {
            Some(last) if arrival <= last => last - arrival + PAUSE,
            _ => 0,
        });
        serde_json::to_writer(&mut self.file, &CaptureLine { ms: arrival.saturating_add(shift), frame })?;
        self.file.write_all(b"\n")
    }

    /// Hands what was written to the system.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Reads a capture line by line.
#[derive(Debug)]
pub struct CaptureReader(BufReader<File>);

impl CaptureReader {
    /// Opens the capture at `path`.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub fn open(path: &Path) -> io::Result<Self> {
        Ok(Self(BufReader::new(File::open(path)?)))
    }
}

impl Iterator for CaptureReader {
    type Item = Captured;

    /// The next line; lines that are none (a torn last one, a comment) are skipped.
    fn next(&mut self) -> Option<Captured> {
        let mut line = String::new();
        loop {
            line.clear();
            match self.0.read_line(&mut line) {
                Ok(0) => return None,
                Ok(_) => match serde_json::from_str(&line) {
                    Ok(captured) => return Some(captured),
                    Err(fault) => tracing::debug!("a line of the capture was skipped: {fault}"),
                },
                Err(fault) if fault.kind() == io::ErrorKind::InvalidData => {}
                Err(_) => return None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_captures_in_one_file_play_one_after_the_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("stream.jsonl");
        let take = |arrivals: &[u64]| {
            let mut writer = CaptureWriter::open(&path).unwrap();
            for ms in arrivals {
                writer.write("{}", Duration::from_millis(*ms)).unwrap();
            }
            writer.flush().unwrap();
        };
        take(&[0, 500, 9_000]);
        take(&[0, 500]);
        take(&[30_000, 31_000]);
        let times: Vec<_> = CaptureReader::open(&path).unwrap().map(|line| line.ms).collect();
        assert_eq!(times, [0, 500, 9_000, 10_000, 10_500, 30_000, 31_000]);
    }

    #[test]
    fn a_capture_reads_back_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("stream.jsonl");
        let frames = [r#"{"event":"chat","data":{"comment":"a\nb"}}"#, "not json at all \u{1F339}\n\"", "[1,2]"];
        let mut writer = CaptureWriter::open(&path).unwrap();
        for (ms, frame) in (0..).step_by(250).zip(frames) {
            writer.write(frame, Duration::from_millis(ms)).unwrap();
        }
        writer.flush().unwrap();
        let mut file = File::options().append(true).open(&path).unwrap();
        file.write_all(b"{\"ms\":900,\"fra").unwrap();
        let back: Vec<_> = CaptureReader::open(&path).unwrap().collect();
        assert_eq!(back.iter().map(|line| line.ms).collect::<Vec<_>>(), [0, 250, 500]);
        assert_eq!(back.iter().map(|line| line.frame.as_str()).collect::<Vec<_>>(), frames);
    }
}
