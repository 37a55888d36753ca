//! From frames to facts, with counts: the whole way that needs no network, used by the link and by lockstep play.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use serde::Serialize;

use crate::{
    clean::clean,
    fact::Fact,
    normalize::Normalizer,
    wire::{DecodeError, LiveEvent, decode_all},
};

/// Different event names that are counted by name; later ones are counted as `…`.
const MAX_NAMES: usize = 256;

/// Most characters kept of the service's own words.
const MAX_WORDS: usize = 200;

/// What came in, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FrameCounts {
    /// Text frames.
    pub received: u64,
    /// Frames that could not be read, of whatever kind.
    pub bad: u64,
    /// Of these: not JSON.
    pub malformed: u64,
    /// Of these: JSON but no object.
    pub not_an_object: u64,
    /// Of these: longer than a frame may be, or binary.
    pub too_long: u64,
    /// Events of a name that no document has.
    pub unknown: u64,
    /// Events that had been handled before.
    pub duplicate: u64,
    /// Chat lines dropped because the game did not keep up.
    pub chat_dropped: u64,
    /// Events by the wire's name.
    pub events: BTreeMap<Arc<str>, u64>,
}

impl FrameCounts {
    fn refuse(&mut self, fault: &DecodeError) {
        self.bad += 1;
        match fault {
            DecodeError::TooLong(_) => self.too_long += 1,
            DecodeError::Malformed(_) => self.malformed += 1,
            DecodeError::NotAnObject => self.not_an_object += 1,
        }
    }

    fn note(&mut self, event: &LiveEvent) {
        let name = event.name();
        if matches!(event, LiveEvent::Other(other) if !other.is_documented()) {
            self.unknown += 1;
        }
        if let Some(count) = self.events.get_mut(name) {
            *count += 1;
        } else {
            let name = if self.events.len() < MAX_NAMES { name } else { "…" };
            *self.events.entry(name.into()).or_default() += 1;
        }
    }
}

/// What the link must know of the frames it passed on.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Heard {
    /// Something only a live room sends.
    pub alive: bool,
    /// The service said that the streamer is not live.
    pub not_live: bool,
    /// The service said that the plan's limit is reached, in its words.
    pub limit: Option<Arc<str>>,
    /// The service complained, with its code if it gave one.
    pub complaint: Option<(Option<i64>, Arc<str>)>,
}

/// Decodes and settles frames, and counts them.
#[derive(Debug, Default)]
pub struct Intake {
    normalizer: Normalizer,
    counts: FrameCounts,
    heard: Heard,
}

impl Intake {
    /// Takes one text frame that arrived `arrival` after the start and appends its facts.
    pub fn take(&mut self, frame: &str, arrival: Duration, out: &mut Vec<Fact>) {
        self.counts.received += 1;
        // Some relays put a byte order mark in front.
        let frame = frame.trim_start_matches('\u{feff}');
        let Self { normalizer, counts, heard } = self;
        decode_all(frame, |event| match event {
            Ok(event) => {
                counts.note(&event);
                listen(heard, &event);
                normalizer.settle(event, arrival, out);
            }
            Err(fault) => {
                counts.refuse(&fault);
                tracing::debug!("a frame was skipped: {fault}");
            }
        });
        self.counts.duplicate = self.normalizer.duplicates();
    }

    /// A frame that is not even text.
    pub fn refuse_binary(&mut self) {
        self.counts.received += 1;
        self.counts.bad += 1;
        self.counts.not_an_object += 1;
    }

    /// The link is back after a cut.
    pub fn resumed(&mut self, arrival: Duration) {
        self.normalizer.resumed(arrival);
    }

    /// Learns what an earlier run of the same stream knew: see [`Normalizer::recall`]. The counts begin anew.
    pub fn recall(&mut self, facts: &[Fact]) {
        self.normalizer.recall(facts);
    }

    /// Another stream begins; the counts go on.
    pub fn forget_stream(&mut self) {
        self.normalizer.forget();
        self.heard = Heard::default();
    }

    /// The events said that the stream is over.
    #[must_use]
    pub fn stream_ended(&self) -> bool {
        self.normalizer.ended()
    }

    /// What was counted so far.
    #[must_use]
    pub fn counts(&self) -> &FrameCounts {
        &self.counts
    }

    /// What the link must know, since the last call.
    pub(crate) fn heard(&mut self) -> Heard {
        std::mem::take(&mut self.heard)
    }

    pub(crate) fn set_chat_dropped(&mut self, dropped: u64) {
        self.counts.chat_dropped = dropped;
    }
}

fn listen(heard: &mut Heard, event: &LiveEvent) {
    match event {
        LiveEvent::NotLive(_) => heard.not_live = true,
        LiveEvent::AnonLimit(limit) | LiveEvent::DemoLimit(limit) | LiveEvent::SessionLimit(limit) => {
            heard.limit = Some(clean(limit.message.clone(), MAX_WORDS));
        }
        LiveEvent::Error(trouble) => {
            let words = if trouble.message.is_empty() { &trouble.error } else { &trouble.message };
            heard.complaint = Some((trouble.status_code, clean(words.clone(), MAX_WORDS)));
        }
        LiveEvent::Chat(_) | LiveEvent::Gift(_) | LiveEvent::Like(_) | LiveEvent::Member(_) => heard.alive = true,
        LiveEvent::Follow(_) | LiveEvent::Share(_) | LiveEvent::Social(_) => heard.alive = true,
        _ => {}
    }
}
