//! The lines of the column: am I live, is everybody getting what they paid for, what do I do or say now.

use super::Sources;
use crate::panel::{
    act::Act,
    icons::Icon,
    problems::QUIET_S,
    tone::Tone,
    view::{Block, StatusLine},
    words::{Word, grouped, span},
};
use bevy_tiktool::{LinkState, Reason};

impl Sources<'_, '_> {
    fn status(&self, icon: Icon, word: Word, under: String, tone: Tone, filled: bool) -> StatusLine {
        StatusLine { icon, word: self.text(word), under, tone, filled }
    }

    /// Am I live?
    pub(super) fn link_line(&self) -> StatusLine {
        let name = format!("@{}", self.session.streamer);
        let named = |word: Word| self.words.say(word, &[("name", &name)]);
        let quiet = |icon, word, under| self.status(icon, word, under, Tone::Quiet, false);
        if self.control.curtain {
            return self.status(Icon::Curtain, Word::Curtain, self.text(Word::CurtainUnder), Tone::Wait, true);
        }
        if self.replay.is_some() {
            return quiet(Icon::Play, Word::Replay, String::new());
        }
        let Some(link) = self.link() else {
            return quiet(Icon::Flask, Word::Rehearsal, self.text(Word::RehearsalUnder));
        };
        let wait = |word, under, filled| self.status(Icon::Clock, word, under, Tone::Wait, filled);
        let bad = |icon, word, under| self.status(icon, word, under, Tone::Bad, true);
        match &link {
            LinkState::Open { .. } if self.session.rehearsal => {
                quiet(Icon::Flask, Word::Rehearsal, self.text(Word::RehearsalUnder))
            }
            LinkState::Open { .. } if self.silent_s() >= QUIET_S => {
                wait(Word::Quiet, self.words.say(Word::QuietUnder, &[("time", &span(self.silent_s()))]), true)
            }
            LinkState::Open { .. } => self.status(Icon::Dot, Word::Live, self.arrives(), Tone::Good, false),
            LinkState::Off => quiet(Icon::Ring, Word::Offline, self.text(Word::OfflineUnder)),
            LinkState::Connecting { .. } => wait(Word::Joining, named(Word::JoiningUnder), false),
            LinkState::Waiting { reason, .. } | LinkState::Ended { reason } | LinkState::GaveUp { reason } => {
                match reason {
                    Reason::NotLive => wait(Word::Waiting, self.text(Word::WaitingUnder), false),
                    Reason::KeyRefused | Reason::NotAllowed => {
                        bad(Icon::Cross, Word::KeyRefused, self.text(Word::KeyRefusedUnder))
                    }
                    Reason::NoSuchStreamer => bad(Icon::Cross, Word::NameUnknown, named(Word::NameUnknownUnder)),
                    Reason::TooManyConnections | Reason::PlanUsedUp | Reason::PlanLimit { .. } => {
                        bad(Icon::Cross, Word::LimitReached, self.text(Word::LimitReachedUnder))
                    }
                    Reason::StreamEnded | Reason::PlaybackOver => {
                        quiet(Icon::Ring, Word::Ended, self.text(Word::EndedUnder))
                    }
                    _ => bad(Icon::Broken, Word::NoLink, self.text(Word::NoLinkUnder)),
                }
            }
        }
    }

    fn arrives(&self) -> String {
        if self.log.heard.is_none() {
            return self.text(Word::NoEventsYet);
        }
        let count = self.log.rates().events.to_string();
        self.words.say(Word::EventsArrive, &[("count", &count), ("time", &span(self.silent_s()))])
    }

    /// Is everybody getting what they paid for?
    pub(super) fn gift_line(&self) -> StatusLine {
        let paid = self.ledger.paid;
        let waiting = self.waiting();
        let [received, delivered, waits, tests] =
            [paid.received + self.inbox.paid_units(), paid.fulfilled, waiting, self.ledger.test.received].map(grouped);
        let places = [("received", &*received), ("delivered", &*delivered), ("waiting", &*waits), ("tests", &*tests)];
        let under = self.words.say(Word::GiftSum, &places);
        let count = [("count", &*waits)];
        let line = |icon, word: String, tone, filled| StatusLine { icon, word, under: under.clone(), tone, filled };
        match paid.off_by() {
            0 if self.held() => line(Icon::Pause, self.words.say(Word::GiftsOnHold, &count), Tone::Wait, true),
            0 if waiting == 0 => line(Icon::Check, self.text(Word::GiftsDelivered), Tone::Good, false),
            0 if waiting == 1 => line(Icon::Clock, self.text(Word::OneGiftWaits), Tone::Wait, false),
            0 => line(Icon::Clock, self.words.say(Word::GiftsWait, &count), Tone::Wait, false),
            off => {
                let word = self.words.say(Word::CountOff, &[("count", &off.to_string())]);
                line(Icon::Cross, word, Tone::Bad, true)
            }
        }
    }

    /// What do I do or say now?
    pub(super) fn block(&self) -> Block {
        if let Some(problem) = self.problems.asking() {
            let label = |(word, act): &(Word, Act)| (self.text(*word), act.clone());
            let buttons = problem.buttons.iter().map(label).collect();
            return Block::Do { head: problem.head.clone(), under: problem.todo.clone(), tone: problem.tone, buttons };
        }
        if self.prompt.line.is_empty() {
            let left = self.prompt.quiet_until - self.now();
            return Block::Fine { quiet_s: (left > 0.0).then_some(left) };
        }
        Block::Say { line: self.prompt.line.clone(), under: self.prompt.handle.clone() }
    }
}
