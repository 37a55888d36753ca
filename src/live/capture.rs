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
#[derive(Debug)]
pub struct CaptureWriter(BufWriter<File>);

impl CaptureWriter {
    /// Adds to the file at `path`, which is made, with its folder, if it is not there.
    ///
    /// # Errors
    /// When the file cannot be opened for writing.
    pub fn open(path: &Path) -> io::Result<Self> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder)?;
        }
        Ok(Self(BufWriter::new(File::options().create(true).append(true).open(path)?)))
    }

    /// Writes one frame.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write(&mut self, frame: &str, arrival: Duration) -> io::Result<()> {
        #[derive(Serialize)]
        struct Line<'a> {
            ms: u128,
            frame: &'a str,
        }
        serde_json::to_writer(&mut self.0, &Line { ms: arrival.as_millis(), frame })?;
        self.0.write_all(b"\n")
    }

    /// Hands what was written to the system.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
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
