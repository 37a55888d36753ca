//! Who did best in a round, by free play alone, and who gets surprising titles.

use bevy::prelude::*;

use super::records::{HeroRecord, Heroes};
use crate::arena::{
    components::{Hero, Place},
    state::{PodiumPlace, Round, Tallies, Tick},
};
use crate::{
    base::{Dice, PlayerId, TICK_HZ},
    locale::{Filling, LocalizedText, TextKey},
};

/// Places a result keeps.
pub(in crate::arena) const PLACES: usize = 10;
/// Titles a result keeps.
const TITLES: usize = 4;
/// Score for an enemy felled by the hero.
const FELLED: u64 = 20;

fn place(player: PlayerId, record: &HeroRecord, tallies: &Tallies) -> PodiumPlace {
    let score = tallies
        .0
        .get(&player)
        .map_or(0, |tally| tally.round_hero_damage + u64::from(tally.round_felled) * FELLED + tally.round_deeds);
    PodiumPlace {
        player,
        name: record.hero.name.clone(),
        team: record.team,
        score,
        level: record.hero.level,
        ai: record.hero.ai,
    }
}

/// Everyone, best first: people before the director's, then by score, then by number.
pub(in crate::arena) fn best(heroes: &Heroes, tallies: &Tallies) -> Vec<PodiumPlace> {
    let mut places: Vec<_> = heroes.iter().map(|(player, record)| place(player, record, tallies)).collect();
    places.sort_by_key(|place| (place.ai, std::cmp::Reverse(place.score), place.player));
    places
}

/// Titles that people off the top earned in an unlikely way, each somebody else; people before the director's heroes. Which
/// is told first is chance.
pub(in crate::arena) fn titles(
    heroes: &Heroes,
    tallies: &Tallies,
    best: &[PodiumPlace],
    dice: &Dice,
    tick: u32,
) -> Vec<(LocalizedText, PodiumPlace)> {
    let first = best.first().map(|place| place.player);
    let any_people = heroes.iter().any(|(_, record)| !record.hero.ai);
    let may =
        |player, record: &HeroRecord| record.hero.ai != any_people && (Some(player) != first || heroes.0.len() == 1);
    // Below the number of feats.
    let turn = (dice.mix(tick, 0x0071_71e5) % FEATS.len() as u64) as usize;
    let mut found: Vec<(LocalizedText, PodiumPlace)> = Vec::new();
    for feat in FEATS.iter().cycle().skip(turn).take(FEATS.len()) {
        let winner = heroes
            .iter()
            .filter(|(player, record)| may(*player, record))
            .filter(|(player, _)| !found.iter().any(|(_, who)| who.player == *player))
            .map(|(player, record)| (feat.measure(player, record, tallies), std::cmp::Reverse(player), record))
            .filter(|(value, ..)| *value >= feat.least)
            .max_by_key(|(value, player, _)| (*value, *player));
        if let Some((value, std::cmp::Reverse(player), record)) = winner {
            found.push(((feat.text)(value, record), place(player, record, tallies)));
        }
    }
    found.truncate(TITLES);
    found
}

/// Something one can be best at without being the best.
struct Feat {
    least: u64,
    of: fn(&HeroRecord) -> u64,
    text: fn(u64, &HeroRecord) -> LocalizedText,
}

impl Feat {
    fn measure(&self, player: PlayerId, record: &HeroRecord, tallies: &Tallies) -> u64 {
        // Without a single blow nobody gets a title, however long they stood there.
        let active = tallies.0.get(&player).is_some_and(|tally| tally.round_hero_damage > 0);
        if active { (self.of)(record) } else { 0 }
    }
}

fn longest_lane(record: &HeroRecord) -> u32 {
    record.feats.lane_ticks.iter().copied().max().unwrap_or(0)
}

fn counted(key: TextKey, count: u64) -> LocalizedText {
    LocalizedText::keyed(key, vec![("count", Filling::number(count))])
}

fn span(all: u64) -> Filling {
    let whole = all / u64::from(TICK_HZ);
    Filling::Text(if whole >= 120 {
        counted(TextKey::Minutes, (whole + 30) / 60)
    } else {
        counted(TextKey::Seconds, whole)
    })
}

fn lane_name(record: &HeroRecord) -> Filling {
    let lane = record.feats.lane_ticks.iter().position(|t| *t == longest_lane(record)).unwrap_or(0);
    Filling::Text(LocalizedText::keyed(TextKey::Lane, vec![("number", Filling::number(lane as u64 + 1))]))
}

const FEATS: &[Feat] = &[
    Feat {
        least: 45 * TICK_HZ as u64,
        of: |record| u64::from(longest_lane(record)),
        text: |value, record| {
            LocalizedText::keyed(TextKey::Wall, vec![("time", span(value)), ("lane", lane_name(record))])
        },
    },
    Feat { least: 3, of: |record| u64::from(record.hero.falls), text: |value, _| counted(TextKey::Phoenix, value) },
    Feat { least: 60, of: |record| record.feats.gate_damage, text: |value, _| counted(TextKey::Hammer, value) },
    Feat {
        least: 5 * TICK_HZ as u64,
        of: |record| u64::from(record.feats.beacon_ticks),
        text: |value, _| LocalizedText::keyed(TextKey::Keeper, vec![("time", span(value))]),
    },
    Feat { least: 200, of: |record| record.feats.taken, text: |value, _| counted(TextKey::Anvil, value) },
    Feat {
        least: 5,
        of: |record| u64::from(record.feats.lane_changes),
        text: |value, _| counted(TextKey::Wanderer, value),
    },
];

/// Time in a lane is counted every so many ticks.
const COUNT_EVERY: u32 = 15;

/// Counts how long each hero has stood in which lane.
pub(in crate::arena) fn count_lanes(
    tick: Res<Tick>,
    round: Res<Round>,
    mut heroes: ResMut<Heroes>,
    units: Query<(&Hero, &Place)>,
) {
    if !round.phase.fights() || !tick.0.is_multiple_of(COUNT_EVERY) {
        return;
    }
    for (hero, place) in &units {
        if let Some(record) = heroes.0.get_mut(&hero.player) {
            record.lane = Some(place.lane);
        }
    }
    for record in heroes.0.values_mut().filter(|record| record.place.fights()) {
        let lane = record.lane.map_or(usize::MAX, usize::from);
        if let Some(stood) = record.feats.lane_ticks.get_mut(lane) {
            *stood += COUNT_EVERY;
        }
    }
}
