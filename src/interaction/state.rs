//! What interaction remembers, taken down and put back: gifts that wait, cooldowns, what happens once, meters, the
//! ledger.

use bevy::prelude::*;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use super::{
    gift_hold::GiftHold,
    ledger::{Count, Ledger},
    like_meters::LikeMeters,
    occasions::Occasions,
    pending::PendingGifts,
    people::{People, PlayerProfile},
    recent_lines::RecentLines,
    rule_key::RuleKey,
};
use crate::{arena::Tick, base::TeamId};
use bevy_tiktool::GiftReceived;

/// Everything that interaction carries from one tick to the next, without the inbox.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InteractionState {
    ledger: Ledger,
    /// In order of the players' numbers.
    persons: Vec<PersonState>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    team_cooldowns: Vec<(RuleKey, TeamId, u32)>,
    sides: [u32; 2],
    counted_at: Option<u32>,
    meters: LikeMeters,
    kept: PendingGifts,
    #[serde(default, skip_serializing_if = "is_default")]
    hold: GiftHold,
    #[serde(default, skip_serializing_if = "is_default")]
    occasions: Occasions,
    #[serde(default, skip_serializing_if = "is_default")]
    lines: RecentLines,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct PersonState {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    heard_at: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    changed_in: Option<u32>,
    #[serde(default, skip_serializing_if = "is_default")]
    likes: u64,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    cooldowns: Vec<(RuleKey, u32)>,
}

impl InteractionState {
    /// The book of gifts.
    #[must_use]
    pub fn ledger(&self) -> Ledger {
        self.ledger
    }

    /// Gifts that waited for a battle, in order, test gifts included.
    pub fn kept_gifts(&self) -> impl Iterator<Item = &GiftReceived> {
        self.kept.gifts()
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Takes down what interaction remembers. Exact between two ticks; cooldowns that are over are left out.
#[must_use]
pub fn save(world: &World) -> InteractionState {
    let tick = world.resource::<Tick>().0;
    let people = world.resource::<People>();
    let person = |person: &PlayerProfile| PersonState {
        heard_at: person.heard_at,
        changed_in: person.changed_in,
        likes: person.likes,
        cooldowns: person.cooldowns.iter().copied().filter(|(_, until)| *until > tick).collect(),
    };
    let of_teams = people.team_cooldowns.iter().filter(|(_, until)| **until > tick);
    InteractionState {
        ledger: *world.resource::<Ledger>(),
        persons: people.persons.iter().map(person).collect(),
        team_cooldowns: of_teams.map(|((key, team), until)| (*key, *team, *until)).collect(),
        sides: people.sides,
        counted_at: people.counted_at,
        meters: world.resource::<LikeMeters>().clone(),
        kept: world.resource::<PendingGifts>().clone(),
        hold: *world.resource::<GiftHold>(),
        occasions: world.resource::<Occasions>().clone(),
        lines: world.resource::<RecentLines>().clone(),
    }
}

/// Puts back what interaction remembers. What waits in the [`Inbox`](super::inbox::Inbox) is left alone.
pub fn load(world: &mut World, state: InteractionState) {
    let person = |person: PersonState| PlayerProfile {
        heard_at: person.heard_at,
        changed_in: person.changed_in,
        likes: person.likes,
        cooldowns: person.cooldowns,
    };
    let people = People {
        persons: state.persons.into_iter().map(person).collect(),
        team_cooldowns: state.team_cooldowns.into_iter().map(|(key, team, until)| ((key, team), until)).collect(),
        sides: state.sides,
        counted_at: state.counted_at,
        ..People::default()
    };
    world.insert_resource(people);
    world.insert_resource(state.ledger);
    world.insert_resource(state.meters);
    world.insert_resource(state.kept);
    world.insert_resource(state.hold);
    world.insert_resource(state.occasions);
    world.insert_resource(state.lines);
}

/// Hash of the ledger, of what waits for a battle, of what happens once and of who was heard when. Nought for a world without interaction.
#[must_use]
pub fn hash(world: &World) -> u64 {
    let all = (world.get_resource::<Ledger>(), world.get_resource::<People>(), world.get_resource::<PendingGifts>());
    let (Some(ledger), Some(people), Some(kept)) = all else { return 0 };
    let all_else = (world.get_resource::<Occasions>(), world.get_resource::<RecentLines>());
    let (Some(occasions), Some(lines)) = all_else else { return 0 };
    let mut hash = Xxh3::new();
    let mut word = |word: u64| hash.update(&word.to_le_bytes());
    for Count { received, fulfilled, waiting, diamonds } in [ledger.paid, ledger.test] {
        [received, fulfilled, waiting, diamonds].into_iter().for_each(&mut word);
    }
    [ledger.likes, kept.len() as u64, u64::from(people.sides[0]), u64::from(people.sides[1])]
        .into_iter()
        .for_each(&mut word);
    occasions.words().for_each(&mut word);
    lines.words().for_each(&mut word);
    world.get_resource::<GiftHold>().iter().flat_map(|hold| hold.words()).for_each(&mut word);
    for person in &people.persons {
        let when = |at: Option<u32>| at.map_or(u64::MAX, u64::from);
        [when(person.heard_at), when(person.changed_in), person.likes].into_iter().for_each(&mut word);
    }
    hash.digest()
}
