//! The people of the audience: who they are is fixed by their number, so that they come back the same to every show.

use super::{
    habit,
    names::{NAMES, TAILS},
};
use crate::{settings::Mirror, time::micros};

/// The one who is always new here, as an index of the audience.
pub(crate) const LEARNER: u32 = 4;

/// What somebody mostly does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Temper {
    /// Chats and steers.
    Talker,
    /// Taps.
    Liker,
    /// Gives.
    Giver,
    /// Watches, and now and then does something.
    Lurker,
}

/// Which side somebody likes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TeamChoice {
    /// The left one, red.
    Ember,
    /// The right one, blue.
    Tide,
}

impl TeamChoice {
    fn other(self) -> Self {
        if self == Self::Ember { Self::Tide } else { Self::Ember }
    }
}

/// One viewer.
#[derive(Debug)]
pub(crate) struct Person {
    /// The numeric account id, as text.
    pub id: String,
    /// The handle, without `@`.
    pub handle: String,
    /// The display name.
    pub name: String,
    /// ISO 639-1 code of what they write.
    pub lang: &'static str,
    pub mood: Temper,
    pub side: TeamChoice,
    /// Chance to act when their turn may have come, 0 to 1.
    pub energy: f64,
    /// The order they love, as an index of the list of orders.
    pub favourite: usize,
    pub moderator: bool,
    pub follows: bool,
    pub subscriber: bool,
    /// Spender level, 0 for those who never gave.
    pub level: u32,
    /// Comes only with a raid.
    pub newcomer: bool,
    /// Place in the list of those present.
    pub slot: Option<usize>,
    /// Has said which side.
    pub joined: bool,
    /// What they chatted last.
    pub last_words: &'static str,
    /// A streak is running.
    pub giving: bool,
    /// No new gift before this time, in microseconds: keeps one streak apart from the next.
    pub gift_free_us: u64,
    /// Diamonds given in this show.
    pub diamonds: u64,
    /// Number of the pair of twins.
    pub pair: u32,
    /// Part of all that the audience does which is theirs; of a mirrored audience only, as is what follows.
    pub share: f64,
    /// Ever gives.
    pub gives: bool,
    /// How old the picture is that they see, in microseconds.
    pub delay: u64,
    /// Acts so far.
    pub acts: u32,
}

/// Spreads a number over 64 bits (SplitMix64).
pub(crate) fn scatter(number: u64) -> u64 {
    let mut z = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A small number taken from eight of the bits.
fn byte(bits: u64, shift: u32) -> u8 {
    bits.to_le_bytes()[(shift as usize / 8).min(7)]
}

/// The first `count` people, with the people of each mood taking sides by turns: neither side has all the givers. Where one
/// is over, and who comes first, is another side's in every other show, so that over many shows neither has more.
pub(crate) fn people(count: u32, seed: u64) -> Vec<Person> {
    let mut turns = [TeamChoice::Ember, TeamChoice::Tide, TeamChoice::Ember, TeamChoice::Tide];
    if scatter(seed) & 1 == 1 {
        turns = turns.map(TeamChoice::other);
    }
    (0..count).map(|index| person(index, &mut turns)).collect()
}

/// The `index`-th person of every audience.
fn person(index: u32, turns: &mut [TeamChoice; 4]) -> Person {
    let bits = scatter(u64::from(index));
    let place = index as usize % NAMES.len();
    let lap = index as usize / NAMES.len();
    let (name, handle, lang) = NAMES[place];
    let (name, handle) = if lap == 0 {
        (name.to_owned(), handle.to_owned())
    } else {
        (format!("{name}{}", TAILS[(place + lap) % TAILS.len()]), format!("{handle}{}", lap * 7 + place % 7))
    };
    let mood = mood(index, byte(bits, 0));
    let spread = f64::from(byte(bits, 8)) / 255.0;
    let energy = match mood {
        Temper::Talker | Temper::Liker => 0.55 + 0.45 * spread,
        Temper::Giver => 0.5 + 0.4 * spread,
        Temper::Lurker => 0.06 + 0.14 * spread,
    };
    let turn = &mut turns[mood as usize];
    let side = *turn;
    *turn = side.other();
    Person {
        id: (6_800_000_000_000_000_000 + bits % 500_000_000_000_000_000).to_string(),
        handle,
        name,
        lang,
        mood,
        side,
        energy,
        favourite: usize::from(byte(bits, 16)),
        moderator: index % 41 == 7,
        follows: byte(bits, 24) < 90,
        subscriber: byte(bits, 32) < 14,
        level: if mood == Temper::Giver { 10 + u32::from(byte(bits, 40)) % 35 } else { u32::from(byte(bits, 40)) % 12 },
        // Nobody of a handful, else about every sixth.
        newcomer: index >= 8 && index % 6 == 4,
        slot: None,
        joined: false,
        last_words: "",
        giving: false,
        gift_free_us: 0,
        diamonds: 0,
        pair: 0,
        share: 0.0,
        gives: mood == Temper::Giver,
        delay: 0,
        acts: 0,
    }
}

/// `count` people in pairs of twins, the even ones on the left. They are others for each seed. Where one side has fewer,
/// the last of it have not come.
pub(crate) fn mirrored(count: u32, seed: u64, mirror: Mirror) -> Vec<Person> {
    let (left, right) = mirror.sides(count);
    let mut turns = [TeamChoice::Ember; 4];
    let mut people: Vec<Person> = (0..left.max(right) * 2).map(|index| person(index, &mut turns)).collect();
    for (index, pair) in people.chunks_exact_mut(2).enumerate() {
        let bits = scatter(seed ^ scatter(index as u64));
        let roll = |nth: u64| (scatter(bits ^ nth) >> 11) as f64 / (1_u64 << 53) as f64;
        let mood = mood(u32::MAX, byte(bits, 0));
        // One in twenty-five gives; of a handful of people one pair does.
        let gives = index == 0 || roll(1) < 0.04;
        let Person { lang, follows, subscriber, level, .. } = pair[0];
        for (nth, person) in pair.iter_mut().enumerate() {
            (person.mood, person.pair) = (mood, index as u32);
            person.side = if (nth == 0) != mirror.swap { TeamChoice::Ember } else { TeamChoice::Tide };
            person.favourite = usize::from(byte(bits, 16));
            (person.gives, person.newcomer, person.moderator) = (gives, false, false);
            (person.lang, person.follows, person.subscriber, person.level) = (lang, follows, subscriber, level);
            person.delay = micros(habit::delay_s(roll(2)));
            person.share = habit::activity(roll(3));
        }
    }
    let mut nth = 0;
    people.retain(|person| {
        nth += 1;
        person.pair < if nth % 2 == 1 { left } else { right }
    });
    let all: f64 = people.iter().map(|person| person.share).sum();
    people.iter_mut().for_each(|person| person.share /= all.max(1e-9));
    people
}

fn mood(index: u32, roll: u8) -> Temper {
    match index {
        // The first few are given, so that a tiny audience has one of each and its two friends.
        0 | 2 | 3 | 4 => Temper::Talker,
        1 => Temper::Giver,
        5 => Temper::Liker,
        _ => match roll {
            0..76 => Temper::Talker,
            76..152 => Temper::Liker,
            152..192 => Temper::Giver,
            _ => Temper::Lurker,
        },
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn over_many_shows_neither_side_has_more_people() {
        for count in [1, 3, 7, 30] {
            let ember = |seed| people(count, seed).iter().filter(|person| person.side == TeamChoice::Ember).count();
            let (sum, all) = ((0..200).map(ember).sum::<usize>(), 200 * count as usize);
            assert!((sum * 2).abs_diff(all) * 100 < all * 15, "{sum} of {all} with {count} people");
        }
    }

    #[test]
    fn five_thousand_people_are_all_different_and_the_sides_are_even() {
        let people = people(5000, 1);
        let ids: BTreeSet<_> = people.iter().map(|p| &p.id).collect();
        let handles: BTreeSet<_> = people.iter().map(|p| &p.handle).collect();
        assert_eq!((ids.len(), handles.len()), (5000, 5000));
        assert!(people.iter().filter(|p| p.side == TeamChoice::Ember).count().abs_diff(2500) <= 2);
        assert!(people.iter().all(|p| p.id.parse::<u64>().is_ok()));
    }
}
