//! The course of a show: what happens when, and whose turn it is.

use rand::RngExt;

use super::{
    cue::{Happening, Story},
    show::Audience,
};
use crate::time::{SECOND, micros};

impl Audience {
    /// How lively the room is now: 1 on average.
    fn excitement(&self) -> f64 {
        let (from, to, height) = self.wave;
        if self.now < from || self.now >= to {
            return 0.85;
        }
        // Up in the first third, down in the rest; only arithmetic, so that every machine counts the same.
        let along = (self.now - from) as f64 / (to - from) as f64;
        0.85 + height * if along < 1.0 / 3.0 { along * 3.0 } else { (1.0 - along) * 1.5 }
    }

    pub(super) fn plan_show(&mut self) {
        self.plan(0, Happening::Open);
        if let Some(seconds) = self.settings.seconds.filter(|seconds| !seconds.is_nan()) {
            self.plan(micros(seconds), Happening::End);
        }
        self.plan(4 * SECOND, Happening::Count);
        if self.people.is_empty() {
            return;
        }
        if self.settings.mirror.is_some() {
            self.plan_mirrored();
            return;
        }
        self.plan_arrivals();
        if self.settings.rate <= 0.0 {
            return;
        }
        self.plan(SECOND, Happening::Beat);
        self.plan_within(15.0, 30.0, Happening::Wave);
        self.plan_within(35.0, 70.0, Happening::Rally);
        self.plan_within(25.0, 45.0, Happening::Big);
        self.plan_within(60.0, 130.0, Happening::Huge);
        self.plan_within(600.0, 1000.0, Happening::Whale);
        self.plan_within(90.0, 150.0, Happening::Raid);
        self.plan_within(20.0, 35.0, Happening::Tale(Story::Friends));
        self.plan_within(12.0, 22.0, Happening::Tale(Story::Lesson));
        self.plan_within(200.0, 300.0, Happening::Match);
        self.plan_within(30.0, 50.0, Happening::Rare);
        self.plan_chaos();
        self.plan(9 * SECOND, Happening::Speak(0, false));
    }

    pub(super) fn act(&mut self, cue: Happening) {
        if self.settings.mirror.is_some()
            && let Some(who) = self.whose(&cue)
        {
            self.draw_for(who);
        }
        match cue {
            Happening::Open => self.open(),
            Happening::Beat => self.beat(),
            Happening::Turn(who) => self.own_turn(who),
            Happening::Arrive(who, raid) => self.arrive(who, raid),
            Happening::Leave(who) => self.leave(who),
            Happening::Join(who) => self.join(who),
            Happening::Say(who, words) => self.say(who, None, &words),
            Happening::Reply(who, to, words) => self.say(who, Some(to), &words),
            Happening::Tap(who) => self.tap(who),
            Happening::Twin(who, follow) => self.twin(who, follow),
            Happening::Streak(number) => self.streak_on(number),
            Happening::Count => self.count(),
            Happening::Big => self.big_gift(),
            Happening::Huge => self.huge_gift(),
            Happening::Whale => self.whale(),
            Happening::Wave => self.start_wave(),
            Happening::Rally => self.start_rally(),
            Happening::Raid => self.raid(),
            Happening::Tale(story) => self.tell(story),
            Happening::Match => self.match_step(),
            Happening::Rare => self.rare(),
            Happening::Speak(line, to_its_end) => self.speak(line, to_its_end),
            Happening::Flood => self.flood(),
            Happening::Surge(left) => self.surge(left),
            Happening::Volley => self.volley(),
            Happening::Spent(number) => self.spend(number),
            Happening::Heckle => self.heckle(),
            Happening::End => self.end(),
        }
    }

    /// Whose doing it is.
    fn whose(&self, cue: &Happening) -> Option<u32> {
        match cue {
            Happening::Turn(who)
            | Happening::Arrive(who, _)
            | Happening::Leave(who)
            | Happening::Join(who)
            | Happening::Say(who, _)
            | Happening::Reply(who, ..)
            | Happening::Tap(who)
            | Happening::Twin(who, _) => Some(*who),
            Happening::Streak(number) => self.streaks.get(number).map(|streak| streak.giver),
            _ => None,
        }
    }

    fn open(&mut self) {
        let info = self.room_info("demo");
        self.send_at_once(info);
        let intro = self.wire.live_intro();
        self.send_at_once(intro);
    }

    fn beat(&mut self) {
        let full = self.people.len().max(1) as f64;
        let house = (self.present.len() as f64 / full).max(0.1);
        let rate = self.settings.rate * house * self.excitement();
        // Two draws make the gaps uneven, around the mean.
        let draws = self.rng.random::<f64>() + self.rng.random::<f64>();
        self.plan(micros(draws / rate).max(1), Happening::Beat);
        if self.debt >= 1.0 {
            self.debt -= 1.0;
        } else if let Some(who) = self.whose_turn() {
            self.take_turn(who);
        }
    }

    /// A frame that no beat paid for; about two seconds of them are remembered.
    pub(super) fn owe(&mut self) {
        self.debt = (self.debt + 1.0).min(self.settings.rate * 2.0);
    }

    /// Somebody present, the lively ones more often.
    pub(super) fn whose_turn(&mut self) -> Option<u32> {
        let mut who = self.one_of_present()?;
        for _ in 0..8 {
            let energy = self.people[who as usize].energy;
            if self.chance(energy) {
                break;
            }
            who = self.one_of_present()?;
        }
        Some(who)
    }

    /// Anybody present.
    pub(super) fn one_of_present(&mut self) -> Option<u32> {
        if self.present.is_empty() {
            return None;
        }
        let place = self.rng.random_range(0..self.present.len());
        self.present.get(place).copied()
    }

    fn count(&mut self) {
        let (present, seen) = (self.present.len() as u64, self.seen);
        let form = self.form();
        let top: Vec<_> = self.top.iter().map(|&who| &self.people[who as usize]).collect();
        let frame = self.wire.viewers(form, present, seen, &top);
        self.send(frame);
        self.plan_within(4.0, 7.0, Happening::Count);
    }

    /// The last frames: every open streak gets its end, then the stream its own.
    fn end(&mut self) {
        self.release();
        let open: Vec<u64> = self.streaks.keys().copied().collect();
        for number in open {
            self.close_streak(number);
        }
        self.end_volleys();
        self.release();
        if self.chance(0.5) {
            let control = self.wire.control_end();
            self.send_at_once(control);
        }
        let end = self.wire.stream_end();
        self.send_at_once(end);
        self.finish();
    }
}
