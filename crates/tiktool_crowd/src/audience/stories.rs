//! Small stories: two friends talk, somebody learns the game, the streamer matches another one.

use rand::RngExt;

use super::{
    cue::{Happening, Story},
    running::Match,
    show::Audience,
};
use crate::{
    catalogue,
    people::{LEARNER, TeamChoice, phrases},
    time::{SECOND, micros},
};

/// The two friends, as indices of the audience.
const FRIENDS: (u32, u32) = (2, 3);

impl Audience {
    pub(super) fn tell(&mut self, story: Story) {
        let (pair, lines, pace, again) = match story {
            Story::Friends => (Some(FRIENDS), self.one_of(phrases::DIALOGUES), (2.0, 6.0), (50.0, 110.0)),
            Story::Lesson => (self.lesson_pair(), self.one_of(phrases::LESSONS), (3.0, 7.0), (100.0, 200.0)),
        };
        if let (Some((first, second)), Some(lines)) = (pair, lines) {
            if story == Story::Lesson
                && let Some(learner) = self.people.get_mut(first as usize)
            {
                learner.joined = true;
            }
            let mut wait = 0;
            for &(speaker, words) in lines {
                let (who, to) = if speaker == 0 { (first, second) } else { (second, first) };
                // A learner joins the side they like.
                let tide =
                    words == "1" && self.people.get(who as usize).is_some_and(|person| person.side == TeamChoice::Tide);
                let words = if tide { "2".to_owned() } else { words.to_owned() };
                // Orders and joins are plain words; talk answers the other.
                let plain = phrases::ORDERS.contains(&words.as_str()) || words.len() == 1;
                self.plan(wait, if plain { Happening::Say(who, words) } else { Happening::Reply(who, to, words) });
                wait += self.rng.random_range(micros(pace.0)..micros(pace.1));
            }
        }
        self.plan_within(again.0, again.1, Happening::Tale(story));
    }

    /// The learner and somebody present who knows.
    fn lesson_pair(&mut self) -> Option<(u32, u32)> {
        let teacher = self.one_of_present().filter(|&who| who != LEARNER)?;
        let learner = if self.people.get(LEARNER as usize)?.joined { self.one_of_present()? } else { LEARNER };
        (learner != teacher).then_some((learner, teacher))
    }

    /// Start, scores every ten seconds, end; then a long pause.
    pub(super) fn match_step(&mut self) {
        let Some(mut state) = self.battle.take() else {
            self.open_match();
            return;
        };
        state.step += 1;
        state.theirs += self.rng.random_range(0..60);
        let (scores, over) = ((state.ours, state.theirs), state.step * 10 >= state.seconds);
        if over {
            let frame = self.wire.battle(3, state.seconds, state.started_ms, scores);
            self.send(frame);
            let frame = self.wire.link_battle("demo", 3, scores);
            self.send(frame);
            self.plan_within(300.0, 480.0, Happening::Match);
            return;
        }
        let frame = if state.step == 1 {
            self.wire.battle(1, state.seconds, state.started_ms, scores)
        } else {
            let top: Vec<_> = self.top.iter().map(|&who| &self.people[who as usize]).collect();
            self.wire.armies(&top, scores)
        };
        self.send(frame);
        if self.chance(0.3)
            && let Some(who) = self.one_of_present()
        {
            let frame = self.wire.opponent_gift(&self.people[who as usize], catalogue::ROSE);
            self.send(frame);
        }
        self.battle = Some(state);
        self.plan(micros(10.0), Happening::Match);
    }

    fn open_match(&mut self) {
        let seconds = if self.chance(0.5) { 60 } else { 120 };
        let state = Match { started_ms: self.wire.at_ms, seconds, ours: 0, theirs: 0, step: 0 };
        let frame = self.wire.battle(2, seconds, state.started_ms, (0, 0));
        self.send(frame);
        let frame = self.wire.link_battle("demo", 1, (0, 0));
        self.send(frame);
        self.battle = Some(state);
        self.plan(micros(5.0), Happening::Match);
    }

    /// The streamer talks: a line comes while it is being said, and again when it stands. Nothing of it is drawn by lot, so
    /// that everything else stays as it is without.
    pub(super) fn speak(&mut self, line: usize, to_its_end: bool) {
        let words = phrases::SPOKEN[line % phrases::SPOKEN.len()];
        let half = words.char_indices().nth(words.chars().count() / 2).map_or(words, |(at, _)| &words[..at]);
        let frame = self.wire.caption(if to_its_end { words } else { half }, to_its_end);
        self.send(frame);
        if to_its_end {
            self.plan(23 * SECOND, Happening::Speak(line + 1, false));
        } else {
            self.plan(2 * SECOND, Happening::Speak(line, true));
        }
    }

    /// A chest, a pinned line, a rank, a goal: frames that most games have no answer to.
    pub(super) fn rare(&mut self) {
        self.plan_within(30.0, 70.0, Happening::Rare);
        let form = self.form();
        let frame = match self.rng.random_range(0..4) {
            0 => {
                let diamonds = self.one_of(&[20, 50, 100]).unwrap_or(20);
                self.wire.chest(form, diamonds)
            }
            1 => {
                let Some(who) = self.one_of_present() else { return };
                let words = self.one_of(phrases::QUESTIONS).unwrap_or("gg");
                self.wire.pin(&self.people[who as usize], words)
            }
            2 => {
                let top: Vec<_> = self.top.iter().map(|&who| &self.people[who as usize]).collect();
                self.wire.rank(&top)
            }
            _ => {
                let progress = self.diamonds_paid();
                self.wire.goal(progress)
            }
        };
        self.send(frame);
    }
}
