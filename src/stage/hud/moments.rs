//! What may be called, how much it matters, and how long it stays: the one table that all calls obey.

use std::collections::VecDeque;

use crate::{base::TeamId, locale::LocalizedText};

/// What a call is about, with its row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    /// A great gift, in the sky.
    GreatGift,
    /// A castle falls.
    CastleFalls,
    /// A gate falls.
    Gate,
    /// A battle, an act of it or its sudden death begins.
    Phase,
    /// A side takes the lead.
    Lead,
    /// The beacon is announced, burns or is taken.
    Beacon,
    /// A line that the rules call out.
    Line,
    /// A small line about a whole side.
    News,
    /// Somebody's deed, on a chip.
    Deed,
}

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Weight {
    /// 5 yields to nothing, 1 to everything.
    pub importance: u8,
    /// Seconds it stays when nothing waits.
    pub most_s: f32,
    /// Seconds it stays at least, while something as important waits.
    pub least_s: f32,
}

impl Moment {
    /// The table.
    pub fn weight(self) -> Weight {
        let (importance, most_s, least_s) = match self {
            Self::GreatGift => (5, 3.2, 2.4),
            Self::CastleFalls => (5, 2.6, 2.6),
            Self::Phase | Self::Gate | Self::Lead => (4, 2.4, 1.6),
            Self::Beacon | Self::Line => (3, 2.4, 1.6),
            Self::News => (2, 2.0, 1.0),
            Self::Deed => (2, 3.0, 1.2),
        };
        Weight { importance, most_s, least_s }
    }
}

/// A line in the call band.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Call {
    pub moment: Moment,
    pub words: LocalizedText,
    /// What is said in the prompt's place meanwhile.
    pub under: Option<LocalizedText>,
    pub team: Option<TeamId>,
}

/// Calls that wait, most important first, and the one that is seen with its age.
#[derive(bevy::prelude::Resource, Debug, Default)]
pub(super) struct Calls {
    waiting: VecDeque<Call>,
    shown: Option<(Call, f32)>,
}

/// Calls that wait at most; of more the least important and oldest goes.
const WAITING: usize = 6;

impl Calls {
    /// One more; the same one twice is one.
    pub fn put(&mut self, call: Call) {
        let known = self.shown.iter().map(|(shown, _)| shown).chain(&self.waiting).any(|other| *other == call);
        if known {
            return;
        }
        let importance = call.moment.weight().importance;
        let place = self.waiting.iter().position(|other| other.moment.weight().importance < importance);
        self.waiting.insert(place.unwrap_or(self.waiting.len()), call);
        self.waiting.truncate(WAITING);
    }

    /// Later by `delta` seconds.
    pub fn turn(&mut self, delta: f32) {
        if let Some((call, age)) = &mut self.shown {
            *age += delta;
            let weight = call.moment.weight();
            let next = self.waiting.front().map_or(0, |next| next.moment.weight().importance);
            let stay = match next {
                0 => weight.most_s,
                next if next > weight.importance => weight.least_s * 0.5,
                _ => weight.least_s,
            };
            if *age > stay {
                self.shown = None;
            }
        }
        if self.shown.is_none() {
            self.shown = self.waiting.pop_front().map(|call| (call, 0.0));
        }
    }

    /// What is called now, and its age in seconds.
    pub fn now(&self) -> Option<(&Call, f32)> {
        self.shown.as_ref().map(|(call, age)| (call, *age))
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.waiting.clear();
        self.shown = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(moment: Moment, words: &str) -> Call {
        Call { moment, words: LocalizedText::from(words.to_owned()), under: None, team: None }
    }

    #[test]
    fn what_matters_more_comes_first_and_nothing_comes_twice() {
        let mut calls = Calls::default();
        calls.put(call(Moment::Line, "a"));
        calls.put(call(Moment::Gate, "b"));
        calls.put(call(Moment::Line, "a"));
        calls.turn(0.1);
        assert_eq!(calls.now().unwrap().0.moment, Moment::Gate);
        calls.turn(2.0);
        assert_eq!(calls.now().unwrap().0.moment, Moment::Line);
        calls.turn(3.0);
        assert!(calls.now().is_none());
    }

    #[test]
    fn a_call_stays_long_enough_to_be_read() {
        let mut calls = Calls::default();
        calls.put(call(Moment::Line, "a"));
        calls.turn(0.0);
        calls.put(call(Moment::Line, "b"));
        calls.turn(1.5);
        assert_eq!(*calls.now().unwrap().0, call(Moment::Line, "a"));
        calls.turn(0.2);
        assert_eq!(*calls.now().unwrap().0, call(Moment::Line, "b"));
    }

    #[test]
    fn a_flood_of_calls_stays_bounded_and_keeps_what_matters() {
        let mut calls = Calls::default();
        (0..50).for_each(|nth| calls.put(call(Moment::Line, &nth.to_string())));
        calls.put(call(Moment::Lead, "lead"));
        assert!(calls.waiting.len() <= WAITING);
        assert_eq!(calls.waiting.front().unwrap().moment, Moment::Lead);
    }
}
