//! Facts by game time instead of by wire: the built-in crowd or a capture, read as text through the same decoding as a
//! stream. Seed and rules alone then fix what happens.

use std::{path::Path, time::Duration};

use super::Fault;
use bevy_tiktool::{CaptureReader, CaptureWriter, Fact, FrameCounts, Intake};
use tiktool_crowd::{Audience, CrowdSettings};

/// A source of facts by game time.
pub struct Lockstep {
    source: Source,
    intake: Intake,
    frames: Vec<String>,
    capture: Option<CaptureWriter>,
}

enum Source {
    Crowd(Box<Audience>),
    Capture { frames: Vec<(Duration, String)>, next: usize },
}

impl Lockstep {
    /// The built-in crowd.
    #[must_use]
    pub fn crowd(settings: CrowdSettings) -> Self {
        Self::new(Source::Crowd(Box::new(Audience::new(settings))))
    }

    fn new(source: Source) -> Self {
        Self { source, intake: Intake::default(), frames: Vec::new(), capture: None }
    }

    /// A capture, with its own timing.
    ///
    /// # Errors
    /// When the file cannot be read as a capture.
    pub fn capture(file: &Path) -> Result<Self, Fault> {
        let shown = file.display();
        let cannot = |error| Fault::Arguments(format!("cannot play the capture {shown}: {error}"));
        let mut frames: Vec<(Duration, String)> = Vec::new();
        // A capture may hold several connections one after another, each with a clock of its own.
        let mut before = Duration::ZERO;
        for captured in CaptureReader::open(file).map_err(cannot)? {
            let mut at = before + Duration::from_millis(captured.ms);
            if let Some((last, _)) = frames.last()
                && at < *last
            {
                before = *last;
                at = before + Duration::from_millis(captured.ms);
            }
            frames.push((at, captured.frame));
        }
        if frames.is_empty() {
            return Err(Fault::Arguments(format!("{shown} holds no frames; was it made with --capture?")));
        }
        Ok(Self::new(Source::Capture { frames, next: 0 }))
    }

    /// Keeps the frames in `file`, if one is given.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn captured_to(mut self, file: Option<&Path>) -> Result<Self, Fault> {
        if let Some(file) = file {
            let cannot = |error| Fault::Arguments(format!("cannot write the capture {}: {error}", file.display()));
            self.capture = Some(CaptureWriter::open(file).map_err(cannot)?);
        }
        Ok(self)
    }

    /// Appends the facts that happen up to `seconds` of game time and were not given before.
    pub fn facts_until(&mut self, seconds: f64, out: &mut Vec<Fact>) {
        let now = Duration::from_secs_f64(seconds.max(0.0));
        match &mut self.source {
            Source::Crowd(audience) => {
                self.frames.clear();
                audience.frames_until(seconds, &mut self.frames);
                for frame in &self.frames {
                    self.intake.take(frame, now, out);
                    if let Some(capture) = &mut self.capture
                        && let Err(error) = capture.write(frame, now)
                    {
                        tracing::warn!("the capture ends here: {error}");
                        self.capture = None;
                    }
                }
            }
            Source::Capture { frames, next } => {
                while let Some((at, frame)) = frames.get(*next).filter(|(at, _)| *at <= now) {
                    self.intake.take(frame, *at, out);
                    *next += 1;
                }
            }
        }
    }

    /// Whether nothing more will come.
    #[must_use]
    pub fn over(&self) -> bool {
        match &self.source {
            Source::Crowd(audience) => audience.ended(),
            Source::Capture { frames, next } => *next >= frames.len(),
        }
    }

    /// What was counted.
    #[must_use]
    pub fn counts(&self) -> &FrameCounts {
        self.intake.counts()
    }
}
