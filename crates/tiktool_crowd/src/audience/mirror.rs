//! A mirrored audience: everybody on the left has a twin on the right who does the same at the same time, as long as
//! both see the same. So neither side has the better people, and what a game does to one it does to the other.
//!
//! Each act draws from a generator of its own, made of the seed, the pair and the number of the act: two twins who once
//! did something different because they saw something different are the same again with the next act.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::{cue::Happening, screen::Screen, show::Audience};
use crate::{
    people::{TeamChoice, Temper, habit, scatter},
    time::{SECOND, micros},
};

/// Seconds in which those come who are here from the start.
const OPENING: (f64, f64) = (0.2, 8.0);
/// Part of the people that come later, and when.
const LATE: f64 = 0.25;
const BURSTS: [(f64, f64); 5] = [(30.0, 40.0), (70.0, 75.0), (105.0, 120.0), (150.0, 155.0), (190.0, 205.0)];
/// Between one act and the next of somebody at least, in microseconds.
const BREATH: u64 = SECOND / 2;

impl Audience {
    /// Everybody comes at a time of their own; what they do then is planned one act after the other.
    pub(super) fn plan_mirrored(&mut self) {
        for who in 0..self.people.len() as u32 {
            self.draw_for(who);
            // Most are here from the start, others come in bursts.
            let (from, to) = if self.chance(LATE) { BURSTS[self.rng.random_range(0..BURSTS.len())] } else { OPENING };
            self.plan_within(from, to, Happening::Arrive(who, false));
        }
    }

    /// From here on everything is drawn for this person's next act.
    pub(super) fn draw_for(&mut self, who: u32) {
        let Some(person) = self.people.get_mut(who as usize) else { return };
        let pair = u64::from(person.pair);
        let key = scatter(self.settings.seed ^ scatter(pair << 32 | u64::from(person.acts)));
        person.acts += 1;
        self.rng = ChaCha8Rng::seed_from_u64(key);
    }

    /// Somebody came in: picks a side, stays for a while, and does things in it.
    pub(super) fn settle_in(&mut self, who: u32) {
        let stay = habit::stay_s(self.rng.random());
        self.plan(micros(stay), Happening::Leave(who));
        // Everybody says which side before anything else.
        self.plan_within(0.2, 1.8, Happening::Join(who));
        self.plan_turn(who, 2 * SECOND);
    }

    fn plan_turn(&mut self, who: u32, least: u64) {
        let share = self.people[who as usize].share;
        let rate = (self.settings.rate * share).max(1e-6);
        // Two draws make the gaps uneven, around the mean.
        let draws = self.rng.random::<f64>() + self.rng.random::<f64>();
        self.plan(micros((draws / rate).min(3_600.0)).max(least), Happening::Turn(who));
    }

    /// An act of somebody whose own time for one has come.
    pub(super) fn own_turn(&mut self, who: u32) {
        let Some(person) = self.people.get(who as usize).filter(|person| person.slot.is_some()) else { return };
        let (gives, mood) = (person.gives, person.mood);
        self.plan_turn(who, BREATH);
        let seen = self.seen_by(who);
        let roll = self.rng.random_range(0..1000);
        let (chat, gift) = match mood {
            Temper::Talker => (620, 60),
            Temper::Liker => (170, 40),
            Temper::Giver => (330, 130),
            Temper::Lurker => (300, 20),
        };
        // People give more when it matters.
        let gift = if seen.is_some_and(|screen| screen.is_close()) { 2 * gift } else { gift };
        if roll < chat {
            self.speak_up(who, seen);
        } else if roll < chat + gift && gives {
            self.give(who);
        } else if roll < 985 {
            self.tap(who);
        } else {
            self.rare_deed(who);
        }
    }

    /// What somebody sees of the game: what was on the screen when the picture left that reaches them now.
    fn seen_by(&self, who: u32) -> Option<Screen> {
        let delay = self.people[who as usize].delay;
        self.screens.at(self.now.checked_sub(delay)?)
    }

    /// Says something: where the screen asks for help, what the others say, or what they always do.
    fn speak_up(&mut self, who: u32, seen: Option<Screen>) {
        let person = &self.people[who as usize];
        let follows = if person.mood == Temper::Talker { 0.35 } else { 0.1 };
        let need = seen.and_then(|screen| screen.need(person.side == TeamChoice::Ember));
        let words = if let Some(lane) = need
            && self.chance(follows)
        {
            habit::lane_word(lane)
        } else if self.chance(0.3)
            && let Some(said) = self.herd(who)
        {
            said
        } else {
            self.words(who)
        };
        self.say(who, None, words);
        let side = usize::from(self.people[who as usize].side == TeamChoice::Tide);
        self.said[side].rotate_left(1);
        self.said[side][2] = words;
    }

    /// What at least two of the last three of one's side said.
    fn herd(&self, who: u32) -> Option<&'static str> {
        let [a, b, c] = self.said[usize::from(self.people[who as usize].side == TeamChoice::Tide)];
        let said = if a == b || a == c { Some(a) } else { (b == c).then_some(b) };
        said.filter(|said| !said.is_empty())
    }

    /// The side of somebody who comes in while a game runs: a third helps the side behind, a third joins the one ahead.
    pub(super) fn choose_side(&mut self, who: u32) {
        let late = self.now > micros(2.0 * OPENING.1) && !self.settings.mirror.is_some_and(|mirror| mirror.is_uneven());
        if !late {
            return;
        }
        let roll: f64 = self.rng.random();
        let Some(ahead) = self.seen_by(who).and_then(|screen| screen.ahead()) else { return };
        let (ahead, behind) =
            if ahead { (TeamChoice::Ember, TeamChoice::Tide) } else { (TeamChoice::Tide, TeamChoice::Ember) };
        let person = &mut self.people[who as usize];
        if roll < 1.0 / 3.0 {
            person.side = behind;
        } else if roll < 2.0 / 3.0 {
            person.side = ahead;
        }
    }

    /// A gift: mostly a small one, seldom a large one.
    fn give(&mut self, who: u32) {
        match self.rng.random_range(0..1000) {
            0..925 => self.give_small(who),
            925..988 => self.give_large(who, crate::catalogue::BIG),
            988..999 => self.give_large(who, crate::catalogue::HUGE),
            _ => self.give_large(who, crate::catalogue::WHALE),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CrowdSettings, Mirror};

    fn mirrored(viewers: u32, mirror: Mirror) -> Audience {
        Audience::new(CrowdSettings::default().viewers(viewers).rate(20.0).mirrored(mirror))
    }

    /// What each person did: names of frames, and the words of those that have any.
    fn deeds(audience: &mut Audience, seconds: f64) -> Vec<Vec<String>> {
        let mut frames = Vec::new();
        audience.frames_until(seconds, &mut frames);
        let words = |frame: &serde_json::Value| {
            let data = &frame["data"];
            format!("{} {} {} {}", frame["event"], data["comment"], data["likeCount"], data["repeatCount"])
        };
        let of = |person: &crate::people::Person| {
            let own = frames.iter().filter(|frame| frame.contains(&person.id));
            let own = own.filter_map(|frame| serde_json::from_str(frame).ok());
            own.map(|frame| words(&frame)).filter(|deed| !deed.contains("roomUser")).collect()
        };
        audience.people.iter().map(of).collect()
    }

    #[test]
    fn twins_do_the_same_at_the_same_time() {
        let mut audience = mirrored(30, Mirror::default());
        let deeds = deeds(&mut audience, 120.0);
        assert!(deeds.iter().map(Vec::len).sum::<usize>() > 1_000);
        for pair in deeds.chunks(2) {
            // They say different words for different sides, and nothing else.
            let different = pair[0].iter().zip(&pair[1]).filter(|(a, b)| a != b).count();
            assert!(pair[0].len() == pair[1].len() && different <= 1, "{pair:#?}");
        }
        let sums = |ember: bool| -> u64 {
            let side = if ember { TeamChoice::Ember } else { TeamChoice::Tide };
            audience.people.iter().filter(|person| person.side == side).map(|person| person.diamonds).sum()
        };
        assert_eq!(sums(true), sums(false));
    }

    #[test]
    fn heads_are_cut_from_one_side_and_seats_are_changed() {
        let count = |heads, swap| {
            let audience = mirrored(20, Mirror { heads, swap });
            let ember = audience.people.iter().filter(|person| person.side == TeamChoice::Ember).count();
            (ember, audience.people.len() - ember)
        };
        assert_eq!(count((50, 50), false), (10, 10));
        assert_eq!(count((60, 40), false), (12, 8));
        assert_eq!(count((60, 40), true), (8, 12));
        assert_eq!(count((1, 0), false), (20, 0));
    }

    #[test]
    fn who_reads_the_screen_goes_where_help_is_needed() {
        let lows = |needs| {
            let mut audience = mirrored(60, Mirror::default());
            let mut frames = Vec::new();
            for second in 0..180_u32 {
                audience.show(f64::from(second), Screen { needs, ..Screen::default() });
                audience.frames_until(f64::from(second), &mut frames);
            }
            frames.iter().filter(|frame| frame.contains("\"low\"")).count()
        };
        assert!(lows([Some(2), Some(2)]) > lows([None, None]) + 20);
    }
}
