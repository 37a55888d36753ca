//! Facts by game time instead of by wire: the built-in crowd or a capture, read as text through the same decoding as a
//! stream. Seed and rules alone then fix what happens.

use std::{path::Path, time::Duration};

use bevy::prelude::*;
use bevy_tiktool::{CaptureReader, CaptureWriter, Fact, FrameCounts, Intake};
use tiktool_crowd::{Audience, CrowdSettings, Screen};

use super::{error::SourceError, screen::screen};
use crate::{
    arena::{Lanes, Lead, Round, Tick},
    base::TICK_HZ,
    interaction::Inbox,
    rules::Rules,
    schedule::ThrongSystems,
};

/// A source of facts by game time.
#[derive(Resource)]
pub struct Lockstep {
    source: Frames,
    intake: Intake,
    frames: Vec<String>,
    capture: Option<CaptureWriter>,
}

enum Frames {
    Crowd(Box<Audience>),
    Capture { frames: Vec<(Duration, String)>, next: usize },
}

impl Lockstep {
    /// The built-in crowd.
    #[must_use]
    pub fn crowd(settings: CrowdSettings) -> Self {
        Self::new(Frames::Crowd(Box::new(Audience::new(settings))))
    }

    fn new(source: Frames) -> Self {
        Self { source, intake: Intake::default(), frames: Vec::new(), capture: None }
    }

    /// A capture, with its own timing.
    ///
    /// # Errors
    /// When the file cannot be read as a capture.
    pub fn capture(file: &Path) -> Result<Self, SourceError> {
        let cannot = |source| SourceError::Unreadable { file: file.to_owned(), source };
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
            return Err(SourceError::Empty { file: file.to_owned() });
        }
        Ok(Self::new(Frames::Capture { frames, next: 0 }))
    }

    /// Keeps the frames in `file`, if one is given.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn captured_to(mut self, file: Option<&Path>) -> Result<Self, SourceError> {
        if let Some(file) = file {
            let cannot = |source| SourceError::Unwritable { file: file.to_owned(), source };
            self.capture = Some(CaptureWriter::open(file).map_err(cannot)?);
        }
        Ok(self)
    }

    /// Appends the facts that happen up to `seconds` of game time and were not given before.
    pub fn facts_until(&mut self, seconds: f64, out: &mut Vec<Fact>) {
        let now = Duration::from_secs_f64(seconds.max(0.0));
        match &mut self.source {
            Frames::Crowd(audience) => {
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
            Frames::Capture { frames, next } => {
                while let Some((at, frame)) = frames.get(*next).filter(|(at, _)| *at <= now) {
                    self.intake.take(frame, *at, out);
                    *next += 1;
                }
            }
        }
    }

    /// The crowd reads this off the screen from this tick on; looked at once a second.
    pub fn show(&mut self, coming: u32, screen: impl FnOnce() -> Screen) {
        if let Frames::Crowd(audience) = &mut self.source
            && coming.is_multiple_of(TICK_HZ)
        {
            audience.show(f64::from(coming) / f64::from(TICK_HZ), screen());
        }
    }

    /// Puts the facts of this tick into the inbox, with those before it that were not given yet.
    pub fn feed(&mut self, inbox: &mut Inbox, coming: u32) {
        let mut due = Vec::new();
        self.facts_until(f64::from(coming) / f64::from(TICK_HZ), &mut due);
        due.into_iter().for_each(|fact| inbox.push(coming, fact));
    }

    /// Whether nothing more will come.
    #[must_use]
    pub fn over(&self) -> bool {
        match &self.source {
            Frames::Crowd(audience) => audience.ended(),
            Frames::Capture { frames, next } => *next >= frames.len(),
        }
    }

    /// What was counted.
    #[must_use]
    pub fn counts(&self) -> &FrameCounts {
        self.intake.counts()
    }
}

/// Feeds the inbox from the app's [`Lockstep`] before each fixed step.
pub fn plugin(app: &mut App) {
    app.add_systems(FixedPreUpdate, feed.in_set(ThrongSystems::Receive).run_if(resource_exists::<Lockstep>));
}

/// Puts the facts of the coming tick into the inbox.
fn feed(
    mut source: ResMut<Lockstep>,
    mut inbox: ResMut<Inbox>,
    tick: Res<Tick>,
    lead: Res<Lead>,
    lanes: Res<Lanes>,
    round: Res<Round>,
    rules: Res<Rules>,
) {
    source.show(tick.0 + 1, || screen(&lead, &lanes, &round, &rules, *tick));
    source.feed(&mut inbox, tick.0 + 1);
}
