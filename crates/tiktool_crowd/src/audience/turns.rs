//! What somebody does whose turn it is: chat, tap, give, follow, share.

use rand::RngExt;

use super::{cue::Happening, show::Audience};
use crate::{
    people::{TeamChoice, Temper, phrases},
    time::micros,
    wire::Form,
};

impl Audience {
    pub(super) fn take_turn(&mut self, who: u32) {
        let roll = self.rng.random_range(0..1000);
        // Out of a thousand: chat, then likes, then gifts; the rest is everything else.
        let (chat, like, gift) = match self.people[who as usize].mood {
            Temper::Talker => (610, 310, 45),
            Temper::Liker => (180, 750, 35),
            Temper::Giver => (330, 380, 250),
            Temper::Lurker => (270, 600, 20),
        };
        if roll < chat {
            self.chat(who);
        } else if roll < chat + like {
            self.tap(who);
        } else if roll < chat + like + gift {
            self.give_small(who);
        } else {
            self.rare_deed(who);
        }
    }

    /// A line of chat by somebody who is here.
    pub(super) fn say(&mut self, who: u32, to: Option<u32>, words: &str) {
        if self.people.get(who as usize).is_none_or(|person| person.slot.is_none()) {
            return;
        }
        // Only newer frames can say whom a line answers.
        let form = if to.is_some() { Form::Recent } else { self.form() };
        let flat = form == Form::Docs && self.chance(0.05);
        let person = &self.people[who as usize];
        let reply = to.and_then(|to| self.people.get(to as usize));
        let frame = if flat { self.wire.flat_chat(person, words) } else { self.wire.chat(form, person, words, reply) };
        self.send(frame);
    }

    fn chat(&mut self, who: u32) {
        let person = &self.people[who as usize];
        if !person.joined && self.chance(0.6) {
            self.join(who);
            return;
        }
        let words = self.words(who);
        self.say(who, None, words);
    }

    pub(super) fn words(&mut self, who: u32) -> &'static str {
        let person = &self.people[who as usize];
        let (side, favourite, last) = (person.side, person.favourite, person.last_words);
        let rallied = self.rally.is_some_and(|(which, until)| which == side && self.now < until);
        if self.chance(if rallied { 0.8 } else { 0.45 }) {
            return self.order(favourite, rallied);
        }
        // Nobody says the same thing twice in a row.
        let mut words = self.small_talk(who);
        for _ in 0..4 {
            if words != last {
                break;
            }
            words = self.small_talk(who);
        }
        self.people[who as usize].last_words = words;
        words
    }

    fn small_talk(&mut self, who: u32) -> &'static str {
        let chatter = phrases::chatter(self.people[who as usize].lang);
        let excited = self.now < self.wave.1;
        let picked = match self.rng.random_range(0..100) {
            0..35 if excited => self.one_of(phrases::SHOUTS),
            0..30 => self.one_of(phrases::EMOJI),
            // The greetings were for coming in.
            _ => self.one_of(chatter.get(phrases::GREETINGS..).unwrap_or(chatter)),
        };
        picked.unwrap_or("👍")
    }

    /// An order: everybody has a favourite, some write it loudly.
    fn order(&mut self, favourite: usize, rallied: bool) -> &'static str {
        let list = if favourite.is_multiple_of(3) { phrases::LOUD_ORDERS } else { phrases::ORDERS };
        if rallied && self.chance(0.6) {
            return list[0];
        }
        if self.chance(0.4) {
            return list[favourite % list.len()];
        }
        // Half of the rest are the first six orders: the ones the screen teaches.
        let known = if self.chance(0.5) { 6 } else { list.len() };
        list[self.rng.random_range(0..known)]
    }

    /// A batch of likes; a tapping finger often goes on.
    pub(super) fn tap(&mut self, who: u32) {
        if self.people.get(who as usize).is_none_or(|person| person.slot.is_none()) {
            return;
        }
        let count = self.rng.random_range(1..=15_u32);
        self.likes += u64::from(count);
        if self.chance(0.3) {
            // Taps of people whose events TikTok does not pass on.
            self.likes += self.rng.random_range(1..=12);
        }
        let form = self.form();
        let frame = self.wire.like(form, &self.people[who as usize], count, self.likes);
        self.send(frame);
        if self.chance(0.4) {
            self.owe();
            self.plan_within(0.6, 1.5, Happening::Tap(who));
        }
    }

    pub(super) fn rare_deed(&mut self, who: u32) {
        let form = self.form();
        let person = &mut self.people[who as usize];
        match self.rng.random_range(0..100) {
            0..40 if !person.follows => {
                person.follows = true;
                self.deed(who, true);
            }
            0..70 => self.deed(who, false),
            70..78 if !person.subscriber => {
                person.subscriber = true;
                let months = self.rng.random_range(1..=14);
                let frame = self.wire.subscribe(form, &self.people[who as usize], months);
                self.send(frame);
            }
            70..92 => {
                let frame = self.wire.emote(form, &self.people[who as usize]);
                self.send(frame);
            }
            _ => {
                if let Some(question) = self.one_of(phrases::QUESTIONS) {
                    let frame = self.wire.question(form, &self.people[who as usize], question);
                    self.send(frame);
                }
            }
        }
    }

    /// Follow or share: under its own name, under the common name, or under both for the one action.
    fn deed(&mut self, who: u32, follow: bool) {
        match self.rng.random_range(0..100) {
            0..35 => {
                self.named_deed(who, follow);
                self.plan_within(0.03, 0.4, Happening::Twin(who, follow));
            }
            35..50 => self.twin(who, follow),
            _ => self.named_deed(who, follow),
        }
    }

    fn named_deed(&mut self, who: u32, follow: bool) {
        let form = if self.chance(0.5) { Form::Docs } else { Form::Recent };
        let frame = self.wire.deed(form, &self.people[who as usize], deed_name(follow));
        self.send(frame);
    }

    pub(super) fn twin(&mut self, who: u32, follow: bool) {
        let Some(person) = self.people.get(who as usize) else { return };
        let frame = self.wire.social(person, deed_name(follow));
        self.send(frame);
    }

    pub(super) fn start_wave(&mut self) {
        let (length, height) = (self.rng.random_range(9.0..20.0), self.rng.random_range(0.6..1.4));
        self.wave = (self.now, self.now + micros(length), height);
        self.plan_within(35.0, 80.0, Happening::Wave);
    }

    pub(super) fn start_rally(&mut self) {
        let side = if self.chance(0.5) { TeamChoice::Ember } else { TeamChoice::Tide };
        self.rally = Some((side, self.now + micros(12.0)));
        self.plan_within(50.0, 110.0, Happening::Rally);
    }
}

fn deed_name(follow: bool) -> &'static str {
    if follow { "follow" } else { "share" }
}
