//! Gifts as TikTok sends them: streaks with running totals and an end, larger ones in a single frame.

use rand::RngExt;

use super::{cue::Happening, running::Streak, show::Audience};
use crate::{
    catalogue::{self, Gift},
    ledger::GiftMark,
    people::{Temper, phrases},
    time::SECOND,
    wire::{Form, Frame, GiftFrame},
};

/// Between two gifts of one person: long enough that no client can take the second for a late frame of the first.
const PAUSE: u64 = 15 * SECOND;

impl Audience {
    /// A small gift by `who`, or a like when it is too early for one.
    pub(super) fn give_small(&mut self, who: u32) {
        let (gift, most) = self.small_gift();
        if self.may_give(who) {
            let goal = self.goal(most);
            self.start_streak(who, gift, goal);
        } else {
            self.tap(who);
        }
    }

    fn may_give(&self, who: u32) -> bool {
        self.people
            .get(who as usize)
            .is_some_and(|person| person.slot.is_some() && !person.giving && person.gift_free_us <= self.now)
    }

    /// What most people give, and the longest streak of it.
    fn small_gift(&mut self) -> (Gift, u32) {
        let (shelf, most) = match self.rng.random_range(0..100) {
            0..62 => return (catalogue::ROSE, 99),
            62..79 => (catalogue::ONES, 40),
            79..89 => (catalogue::FIVES, 8),
            89..95 => (catalogue::TENS, 5),
            95..98 => (catalogue::THIRTIES, 3),
            _ => (catalogue::NINETY_NINES, 2),
        };
        (self.one_of(shelf).unwrap_or(catalogue::ROSE), most)
    }

    fn goal(&mut self, most: u32) -> u32 {
        let goal = match self.rng.random_range(0..100) {
            0..36 => 1,
            36..72 => self.rng.random_range(2..=5),
            72..92 => self.rng.random_range(6..=15),
            92..99 => self.rng.random_range(16..=50),
            _ => 99,
        };
        goal.min(most)
    }

    fn start_streak(&mut self, giver: u32, gift: Gift, goal: u32) {
        let form = self.form();
        let numeric_end = form == Form::Docs && self.chance(0.1);
        let number = self.next_streak;
        self.next_streak += 1;
        // "x10" at once starts at ten.
        let count = if goal >= 10 && self.chance(0.3) { 10 } else { 1 };
        self.people[giver as usize].giving = true;
        self.streaks.insert(number, Streak { giver, gift, form, numeric_end, count, goal });
        self.send_streak(number, false);
        self.plan_next(number);
    }

    /// A tap later, or, at the goal, the end a few seconds after the last tap.
    fn plan_next(&mut self, number: u64) {
        let Some(streak) = self.streaks.get(&number) else { return };
        let (from, to) = if streak.count < streak.goal { (0.35, 1.1) } else { (2.0, 4.0) };
        self.owe();
        self.plan_within(from, to, Happening::Streak(number));
    }

    pub(super) fn streak_on(&mut self, number: u64) {
        let Some(streak) = self.streaks.get(&number) else { return };
        if streak.count >= streak.goal {
            self.close_streak(number);
            return;
        }
        // Frames between are skipped, so the count jumps.
        let (count, goal) = (streak.count, streak.goal);
        let step = 1 + self.rng.random_range(0..=goal / 6);
        if let Some(streak) = self.streaks.get_mut(&number) {
            streak.count = (count + step).min(goal);
        }
        self.send_streak(number, false);
        self.plan_next(number);
    }

    /// The end frame: the same count once more.
    pub(super) fn close_streak(&mut self, number: u64) {
        self.send_streak(number, true);
        if let Some(streak) = self.streaks.remove(&number) {
            let giver = &mut self.people[streak.giver as usize];
            giver.giving = false;
            giver.gift_free_us = self.now + PAUSE;
            self.credit(streak.giver, u64::from(streak.count) * u64::from(streak.gift.diamonds));
        }
    }

    fn send_streak(&mut self, number: u64, end: bool) {
        if let Some(&streak) = self.streaks.get(&number) {
            let frame = self.gift_frame(number, streak, end);
            self.send(frame);
        }
    }

    /// A frame of a streak or of a single gift, as it stands.
    pub(super) fn gift_frame(&mut self, number: u64, streak: Streak, end: bool) -> Frame {
        let Streak { giver, gift, form, numeric_end, count, .. } = streak;
        let frame = GiftFrame { gift, count, end, numeric_end, transaction: number };
        let text = self.wire.gift(form, &self.people[giver as usize], &frame);
        let mark = GiftMark {
            streak: number,
            giver,
            gift: gift.id,
            count,
            each: gift.diamonds,
            last: end || !gift.streaks(),
            streaks: gift.streaks(),
            stamped: form != Form::Docs,
            numbered: form == Form::Recent,
        };
        Frame::paid(text, mark)
    }

    /// One gift that cannot streak: one frame, whose end may read false.
    fn give_single(&mut self, giver: u32, gift: Gift) {
        let number = self.next_streak;
        self.next_streak += 1;
        let form = self.form();
        let end = !self.chance(0.15);
        let single = Streak { giver, gift, form, numeric_end: false, count: 1, goal: 1 };
        let frame = self.gift_frame(number, single, end);
        self.send(frame);
        self.people[giver as usize].gift_free_us = self.now + PAUSE;
        self.credit(giver, u64::from(gift.diamonds));
    }

    fn credit(&mut self, giver: u32, diamonds: u64) {
        self.people[giver as usize].diamonds += diamonds;
        if let Some(state) = &mut self.battle {
            state.ours += diamonds;
        }
        if !self.top.contains(&giver) {
            self.top.push(giver);
        }
        self.top.sort_by_key(|&who| (std::cmp::Reverse(self.people[who as usize].diamonds), who));
        self.top.truncate(3);
    }

    /// Somebody who gives, or failing that anybody who may.
    fn a_giver(&mut self) -> Option<u32> {
        let mut anyone = None;
        for _ in 0..24 {
            let who = self.one_of_present()?;
            if !self.may_give(who) {
                continue;
            }
            if self.people[who as usize].mood == Temper::Giver {
                return Some(who);
            }
            anyone = Some(who);
        }
        anyone
    }

    fn give_from(&mut self, shelf: &[Gift]) {
        if let Some(gift) = self.one_of(shelf)
            && let Some(giver) = self.a_giver()
        {
            self.give_single(giver, gift);
            self.wave = (self.now, self.now + 10 * SECOND, 0.8);
            self.cheer(giver, gift.diamonds);
        }
    }

    /// One of these gifts by `who`, or a like when it is too early for one.
    pub(super) fn give_large(&mut self, who: u32, shelf: &[Gift]) {
        match self.one_of(shelf) {
            Some(gift) if self.may_give(who) => self.give_single(who, gift),
            _ => self.tap(who),
        }
    }

    /// The room answers a large gift: the larger, the more people.
    fn cheer(&mut self, giver: u32, diamonds: u32) {
        let voices = if diamonds >= 1000 { 5 } else { self.rng.random_range(0..=2) };
        for _ in 0..voices {
            if let Some(who) = self.whose_turn().filter(|who| *who != giver)
                && let Some(words) = self.one_of(phrases::THANKS)
            {
                let words = words.replace("{name}", &self.people[giver as usize].name);
                self.plan_within(1.0, 6.0, Happening::Say(who, words));
            }
        }
    }

    pub(super) fn big_gift(&mut self) {
        self.give_from(catalogue::BIG);
        self.plan_within(60.0, 120.0, Happening::Big);
    }

    pub(super) fn huge_gift(&mut self) {
        self.give_from(catalogue::HUGE);
        self.plan_within(150.0, 300.0, Happening::Huge);
    }

    pub(super) fn whale(&mut self) {
        self.give_from(catalogue::WHALE);
        self.plan_within(900.0, 1500.0, Happening::Whale);
    }
}
