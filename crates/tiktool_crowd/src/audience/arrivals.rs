//! People come, pick a side, go, and come back.

use rand::RngExt;

use super::{cue::Happening, show::Audience};
use crate::{
    people::{LEARNER, TeamChoice, Temper, phrases},
    time::{SECOND, micros},
};

/// The first minute's bursts: from second, to second, share of the house.
const BURSTS: [(f64, f64, f64); 5] =
    [(0.2, 2.5, 0.36), (6.0, 9.0, 0.2), (16.0, 20.0, 0.16), (29.0, 34.0, 0.16), (44.0, 55.0, 0.12)];
/// Above this many people, TikTok tells of only some who enter.
const TELL_ALL: f64 = 200.0;

impl Audience {
    pub(super) fn plan_arrivals(&mut self) {
        let regulars: Vec<u32> = (0..).zip(&self.people).filter(|(_, p)| !p.newcomer).map(|(who, _)| who).collect();
        for (place, &who) in regulars.iter().enumerate() {
            // The first ten come in the first moments, so that there is a fight at once.
            let (from, to) = if place < 10 { (BURSTS[0].0, BURSTS[0].1) } else { self.burst() };
            self.plan_within(from, to, Happening::Arrive(who, false));
        }
    }

    fn burst(&mut self) -> (f64, f64) {
        let mut roll = self.rng.random::<f64>();
        for (from, to, share) in BURSTS {
            if roll < share {
                return (from, to);
            }
            roll -= share;
        }
        (BURSTS[4].0, BURSTS[4].1)
    }

    pub(super) fn arrive(&mut self, who: u32, raid: bool) {
        let Some(person) = self.people.get_mut(who as usize).filter(|person| person.slot.is_none()) else { return };
        person.slot = Some(self.present.len());
        let (mood, joined, newcomer) = (person.mood, person.joined, person.newcomer);
        self.present.push(who);
        self.seen += 1;
        let house = self.people.len() as f64;
        if self.chance(TELL_ALL / house) {
            let form = self.form();
            let frame = self.wire.member(form, &self.people[who as usize], raid);
            self.send(frame);
        }
        if self.settings.mirror.is_some() {
            self.settle_in(who);
            return;
        }
        let stay = if newcomer { (60.0, 300.0) } else { (240.0, 1200.0) };
        self.plan_within(stay.0, stay.1, Happening::Leave(who));
        // The learner waits to be told how.
        if joined || who == LEARNER || self.settings.rate <= 0.0 {
            return;
        }
        let likely = match mood {
            Temper::Talker => 0.92,
            Temper::Giver => 0.75,
            Temper::Liker => 0.65,
            Temper::Lurker => 0.35,
        };
        // In a large house at a small rate not everybody gets a word in.
        let room = (self.settings.rate * 30.0 / house).min(1.0);
        if self.chance(likely * room) {
            self.plan_within(1.0, if raid { 8.0 } else { 15.0 }, Happening::Join(who));
        }
    }

    pub(super) fn leave(&mut self, who: u32) {
        let Some(person) = self.people.get_mut(who as usize) else { return };
        if person.giving {
            // Nobody goes in the middle of a streak.
            self.plan(10 * SECOND, Happening::Leave(who));
            return;
        }
        let Some(slot) = person.slot.take() else { return };
        let newcomer = person.newcomer;
        self.present.swap_remove(slot);
        if let Some(&moved) = self.present.get(slot) {
            self.people[moved as usize].slot = Some(slot);
        }
        if !newcomer {
            self.plan_within(30.0, 240.0, Happening::Arrive(who, false));
        }
    }

    /// Says which side, and sometimes a greeting with it.
    pub(super) fn join(&mut self, who: u32) {
        if self.settings.mirror.is_some() && self.people.get(who as usize).is_some_and(|person| !person.joined) {
            self.choose_side(who);
        }
        let Some(person) = self.people.get_mut(who as usize).filter(|person| person.slot.is_some()) else { return };
        person.joined = true;
        let (side, lang) = (person.side, person.lang);
        let words = if side == TeamChoice::Ember { phrases::JOIN_EMBER } else { phrases::JOIN_TIDE };
        if self.chance(0.2) {
            let greetings = phrases::chatter(lang).get(..phrases::GREETINGS).unwrap_or_default();
            if let Some(hello) = self.one_of(greetings) {
                self.plan_within(2.0, 6.0, Happening::Say(who, hello.to_owned()));
            }
        }
        if let Some(word) = self.one_of(words) {
            self.say(who, None, word);
        }
    }

    /// Newcomers pour in, all at once, and stay a while.
    pub(super) fn raid(&mut self) {
        self.plan_within(360.0, 600.0, Happening::Raid);
        let host = self.one_of(&["@nightowl_dj", "@cooking.with.ben", "@speedrun_sue"]).unwrap_or("@nightowl_dj");
        let away: Vec<u32> = (0..)
            .zip(&self.people)
            .filter(|(_, person)| person.newcomer && person.slot.is_none())
            .map(|(who, _)| who)
            .collect();
        for who in away {
            if self.chance(0.2) {
                continue;
            }
            let wait = self.rng.random_range(0..micros(9.0));
            self.plan(wait, Happening::Arrive(who, true));
            if self.chance(0.45)
                && let Some(words) = self.one_of(phrases::RAID)
            {
                let pause = self.rng.random_range(micros(0.5)..micros(5.0));
                self.plan(wait + pause, Happening::Say(who, words.replace("{host}", host)));
            }
        }
        self.wave = (self.now, self.now + micros(15.0), 0.9);
    }
}
