//! Takes frames as the link does and holds every fact to what `live` promises of it.

use std::{
    fmt::{self, Write},
    time::Duration,
};

use bevy_tiktool::{Fact, FrameCounts, Intake, Viewer, ViewerId};
use unicode_segmentation::UnicodeSegmentation;

/// Most units of a gift that one event may claim.
const MOST_UNITS: u64 = 1_000_000;

/// Bytes a character of a cleaned text may take on average.
const BYTES_EACH: usize = 16;

/// An intake, and what its facts said so far.
#[derive(Default)]
pub struct Watch {
    intake: Intake,
    room_total: u64,
    events: u64,
}

impl Watch {
    /// Takes a frame, checks its facts and gives them.
    pub fn take(&mut self, frame: &str, arrival: Duration) -> Vec<Fact> {
        let before = tally(self.intake.counts());
        let mut facts = Vec::new();
        self.intake.take(frame, arrival, &mut facts);
        let events = tally(self.intake.counts()) - before;
        self.events += events;
        // Some events are told twice: by their name, for rules that ask for it, and by what they mean.
        assert!(facts.len() as u64 <= 2 * events, "{events} events gave {} facts", facts.len());
        let units: u64 = facts.iter().map(units).sum();
        assert!(units <= MOST_UNITS * events, "{units} units of {events} events");
        for fact in &facts {
            self.check(fact);
        }
        facts
    }

    /// The link is back after a cut.
    pub fn resumed(&mut self, arrival: Duration) {
        self.intake.resumed(arrival);
    }

    /// Another stream begins.
    pub fn forget(&mut self) {
        self.intake.forget_stream();
        self.room_total = 0;
    }

    /// What is remembered is bounded: by the number of events, never by the length of what they said.
    pub fn weigh(&self) {
        let counts = self.intake.counts();
        assert!(counts.events.len() <= 257, "{} names are counted", counts.events.len());
        assert!(counts.events.keys().all(|name| name.len() <= 64), "a long name is counted");
        let most = 16_384 + 8_192 * usize::try_from(self.events).unwrap_or(usize::MAX / 8_192);
        let mut scales = Scales { left: most };
        assert!(write!(scales, "{:?}", self.intake).is_ok(), "{} events are remembered in too much", self.events);
    }

    fn check(&mut self, fact: &Fact) {
        let written = serde_json::to_string(fact).expect("a fact can be written");
        let read: Fact = serde_json::from_str(&written).expect("what was written can be read");
        assert_eq!(read, kept(fact), "read back from {written}");
        match fact {
            Fact::Gift(gift) => {
                assert!(gift.count >= 1 && gift.streak >= gift.count, "{gift:?}");
                assert!(gift.diamonds_each <= 10_000_000 && !gift.test, "{gift:?}");
                person(&gift.viewer);
                harmless(&gift.gift, 64);
            }
            Fact::Likes(likes) => {
                let higher = likes.room_total > self.room_total;
                assert!(likes.count <= 100_000 && (likes.count > 0 || higher), "{likes:?} brings nothing");
                assert!(likes.room_total >= self.room_total, "{} fell to {likes:?}", self.room_total);
                self.room_total = likes.room_total;
                person(&likes.viewer);
            }
            Fact::Chat(chat) => {
                person(&chat.viewer);
                harmless(&chat.text, 500);
                harmless(chat.language.as_deref().unwrap_or_default(), 8);
            }
            Fact::Social(social) => person(&social.viewer),
            Fact::Room { title } => harmless(title, 500),
            Fact::Caption { text } => harmless(text, 500),
            Fact::Goal { key, target, .. } => {
                harmless(key, 64);
                assert_ne!(*target, 0, "a goal without an end");
            }
            Fact::Other { name, viewer, .. } => {
                harmless(name, 64);
                person(viewer);
            }
            _ => {}
        }
    }
}

/// A fact as a journal keeps it: without the raw words of an event that has no type.
fn kept(fact: &Fact) -> Fact {
    match fact.clone() {
        Fact::Other { name, viewer, .. } => Fact::Other { name, viewer, data: "".into() },
        fact => fact,
    }
}

/// Units of a gift in the fact.
pub fn units(fact: &Fact) -> u64 {
    if let Fact::Gift(gift) = fact { gift.count.into() } else { 0 }
}

/// Everything that was read or refused so far.
fn tally(counts: &FrameCounts) -> u64 {
    counts.bad + counts.events.values().sum::<u64>()
}

fn person(viewer: &Viewer) {
    match &viewer.id {
        Some(ViewerId::Id(id)) => assert_ne!(*id, 0, "{viewer:?}"),
        Some(ViewerId::Handle(handle)) => {
            assert!(!handle.is_empty() && handle.to_lowercase() == **handle, "{viewer:?}");
        }
        Some(ViewerId::Test(_)) => panic!("no frame can make a test of somebody: {viewer:?}"),
        None => {}
    }
    harmless(&viewer.name, 64);
    harmless(&viewer.handle, 64);
}

/// Bounded, and without what could break a line.
fn harmless(text: &str, most: usize) {
    assert!(text.len() <= (most + 1) * BYTES_EACH, "{} bytes in {text:?}", text.len());
    assert!(text.len() <= most || text.graphemes(true).count() <= most, "more than {most} characters in {text:?}");
    let bidi = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    assert!(!text.chars().any(|c| c.is_control() || bidi(c)), "a control character in {text:?}");
    assert_eq!(text.trim(), text, "blanks around it");
}

/// Takes so much text and no more, and keeps none of it.
struct Scales {
    left: usize,
}

impl Write for Scales {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.left = self.left.checked_sub(text.len()).ok_or(fmt::Error)?;
        Ok(())
    }
}
