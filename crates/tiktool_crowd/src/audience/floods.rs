//! Bursts of events, volleys of gifts and rude lines: frames that come on top of the audience's own.

use rand::RngExt;

use super::{cue::Happening, running::Streak, show::Audience};
use crate::{
    catalogue::{self, Gift},
    chaos::rude,
    people::phrases,
    time::{SECOND, micros},
    wire::Form,
};

/// Length of a burst and of one of its steps, in microseconds.
const BURST: u64 = 2 * SECOND;
const STEP: u64 = SECOND / 50;
/// Gifts of a volley.
const VOLLEY: usize = 50;
/// Between two of the same gift by the same giver: longer than any client waits for more of a streak.
const PAUSE: u64 = 90 * SECOND;
/// Number of the first gift, far from the audience's own.
const FIRST: u64 = 1 << 40;

impl Audience {
    pub(super) fn plan_chaos(&mut self) {
        if let Some((_, gap)) = self.filter.plan.flood {
            // The first one comes early, so that a short show has one.
            let wait = self.draw(2.0, gap.0 / 2.0);
            self.plan(wait, Happening::Flood);
            let wait = self.draw(3.0, gap.1);
            self.plan(wait, Happening::Volley);
        }
        if self.filter.plan.rude > 0.0 {
            self.plan(SECOND, Happening::Heckle);
        }
    }

    /// Microseconds between `from` and `to` seconds, by chaos's own generator.
    fn draw(&mut self, from: f64, to: f64) -> u64 {
        self.filter.rng.random_range(micros(from)..=micros(to.max(from)))
    }

    pub(super) fn flood(&mut self) {
        let Some((_, gap)) = self.filter.plan.flood else { return };
        self.surge(u32::try_from(BURST / STEP).unwrap_or(u32::MAX));
        let wait = self.draw(gap.0, gap.1);
        self.plan(wait, Happening::Flood);
    }

    /// One step of a burst.
    pub(super) fn surge(&mut self, left: u32) {
        let Some((rate, _)) = self.filter.plan.flood else { return };
        let mut events = rate * STEP as f64 / SECOND as f64;
        while events >= 1.0 {
            events -= 1.0;
            self.surge_event();
        }
        if left > 1 {
            self.plan(STEP, Happening::Surge(left - 1));
        }
    }

    fn surge_event(&mut self) {
        let Some(who) = self.anybody() else { return };
        let form = self.any_form();
        let roll = self.filter.rng.random_range(0..100);
        let person = &self.people[who as usize];
        let frame = match roll {
            0..50 => {
                let list = if roll < 25 { phrases::SHOUTS } else { phrases::EMOJI };
                let words = list[self.filter.rng.random_range(0..list.len())];
                self.wire.chat(form, person, words, None)
            }
            50..92 => {
                let count = self.filter.rng.random_range(1..=15_u32);
                self.likes += u64::from(count);
                self.wire.like(form, person, count, self.likes)
            }
            _ => self.wire.member(form, person, false),
        };
        self.send(frame);
    }

    /// Many gifts at one moment; some of them are streaks that end a little later.
    pub(super) fn volley(&mut self) {
        let shelf = [catalogue::VOLLEY, catalogue::BIG].concat();
        let wanted = VOLLEY.min(self.present.len() * catalogue::VOLLEY.len());
        let mut tries = 4 * wanted;
        let mut given = 0;
        while given < wanted && tries > 0 {
            tries -= 1;
            let Some(who) = self.anybody() else { break };
            let gift = shelf[self.filter.rng.random_range(0..shelf.len())];
            if self.floods.free.get(&(who, gift.id)).is_none_or(|free| *free <= self.now) {
                self.floods.free.insert((who, gift.id), self.now + PAUSE);
                self.volley_gift(who, gift);
                given += 1;
            }
        }
        let wait = self.draw(15.0, 40.0);
        self.plan(wait, Happening::Volley);
    }

    fn volley_gift(&mut self, giver: u32, gift: Gift) {
        let number = FIRST + self.floods.given;
        self.floods.given += 1;
        let count = if gift.streaks() { self.filter.rng.random_range(1..=10) } else { 1 };
        let streak = Streak { giver, gift, form: self.any_form(), numeric_end: false, count, goal: count };
        let frame = self.gift_frame(number, streak, !gift.streaks());
        self.send(frame);
        if gift.streaks() {
            self.floods.open.insert(number, streak);
            let wait = self.draw(2.0, 4.0);
            self.plan(wait, Happening::Spent(number));
        }
    }

    /// A streak of a volley ends.
    pub(super) fn spend(&mut self, number: u64) {
        if let Some(streak) = self.floods.open.remove(&number) {
            let frame = self.gift_frame(number, streak, true);
            self.send(frame);
        }
    }

    /// All streaks of volleys end.
    pub(super) fn end_volleys(&mut self) {
        while let Some((&number, _)) = self.floods.open.first_key_value() {
            self.spend(number);
        }
    }

    /// A rude line by somebody present.
    pub(super) fn heckle(&mut self) {
        if let Some(who) = self.anybody() {
            let words = rude::line(&mut self.filter.rng);
            let form = self.any_form();
            let frame = self.wire.chat(form, &self.people[who as usize], &words, None);
            self.send(frame);
        }
        let wait = self.draw(0.2, 1.0);
        self.plan(wait, Happening::Heckle);
    }

    fn anybody(&mut self) -> Option<u32> {
        if self.present.is_empty() {
            return None;
        }
        self.present.get(self.filter.rng.random_range(0..self.present.len())).copied()
    }

    fn any_form(&mut self) -> Form {
        [Form::Docs, Form::Sdk, Form::Recent][self.filter.rng.random_range(0..3)]
    }
}
