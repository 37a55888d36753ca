//! What the whole arena knows: the round, the castles, the beacon, the score. Read by anyone; changed by the arena only.

use std::{collections::BTreeMap, sync::Arc};

use bevy::prelude::Resource;
use serde::{Deserialize, Serialize};

use crate::{
    base::{PlayerId, PowerId, TeamId, UnitKind},
    locale::LocalizedText,
};

/// x of the left gate; the right gate is as far from the right end ([`FIELD`] - `GATE`).
pub const GATE: f32 = 150.0;
/// Length of the field in field units.
pub const FIELD: f32 = crate::base::FIELD_LENGTH;

/// Ticks of the arena since the show began; the tick being made while a fixed step runs.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tick(pub u32);

/// Phases of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Phase {
    /// Who is in, how to join.
    #[default]
    Lobby,
    /// The battle.
    Battle,
    /// Time is up and nothing is decided: the next gate that falls decides.
    SuddenDeath,
    /// Who won.
    Podium,
}

impl Phase {
    /// Whether units fight and gifts act.
    #[must_use]
    pub fn fights(self) -> bool {
        matches!(self, Self::Battle | Self::SuddenDeath)
    }
}

/// The round.
#[derive(Resource, Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// Counts from 1.
    pub number: u32,
    /// Phase.
    pub phase: Phase,
    /// Tick the phase began.
    pub since: u32,
    /// Tick the phase ends by the clock.
    pub until: u32,
    /// Tick the battle began.
    pub battle_since: u32,
}

/// A castle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Castle {
    /// Health left.
    pub health: i32,
    /// Full.
    pub max: i32,
    /// Shield left, and the tick it goes.
    pub shield: (i32, u32),
    /// Tick of the last blow taken.
    pub hit_at: u32,
    /// What burns of it and is no whole point of health yet, in thousandths.
    #[serde(default)]
    pub burnt: i32,
    /// Health that powers may still give back now, in thousandths.
    #[serde(default)]
    pub mendable: i32,
    /// Won the last beacon.
    pub banner: bool,
}

/// Both castles, left first.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Castles(pub [Castle; 2]);

/// Strength of a troop as the rules have it, in percent.
pub const FULL_STRENGTH: u32 = 100;

/// Troops of one kind that one person sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Kind.
    pub kind: UnitKind,
    /// How many.
    pub count: u32,
    /// Who sent them.
    pub by: Option<PlayerId>,
    /// Percent of their kind's health and damage.
    pub strength: u32,
}

/// Troops that wait for room, by side.
#[derive(Resource, Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reserve(pub [Vec<Waiting>; 2]);

impl Reserve {
    /// Troops that wait on a side.
    #[must_use]
    pub fn waiting(&self, team: TeamId) -> u32 {
        self.0[team.index()].iter().map(|waiting| waiting.count).sum()
    }
}

/// The beacon.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Beacon {
    /// Where it is announced or burns.
    pub lane: Option<u8>,
    /// Tick it lights.
    pub lights_at: u32,
    /// Who holds it now.
    pub held_by: Option<TeamId>,
    /// Tick since which.
    pub held_since: u32,
    /// Beacons of this round's plan that are done.
    pub done: u8,
    /// This one was asked for and is none of the plan.
    #[serde(default)]
    pub extra: bool,
    /// Beacons asked for that wait until this one is done.
    #[serde(default)]
    pub waiting: u8,
}

/// The people's meters, for the stage.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Meters(pub [(f32, Option<PowerId>); 2]);

/// What one player did in the show and in this round.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// Damage dealt by the hero and its troops, whole show.
    pub damage: u64,
    /// Enemies felled, whole show.
    pub felled: u32,
    /// Highest hero level.
    pub level: u8,
    /// Damage of the hero alone this round (free play).
    pub round_hero_damage: u64,
    /// Enemies felled by the hero this round.
    pub round_felled: u32,
    /// Healing and beacon seconds this round, as deeds.
    pub round_deeds: u64,
}

/// Tallies by player.
#[derive(Resource, Debug, Clone, PartialEq, Eq, Default)]
pub struct Tallies(pub BTreeMap<PlayerId, Tally>);

impl Tallies {
    /// All that one player did was done by another.
    pub(super) fn merge(&mut self, from: PlayerId, into: PlayerId) {
        let Some(gone) = self.0.remove(&from) else { return };
        let tally = self.0.entry(into).or_default();
        tally.damage += gone.damage;
        tally.felled += gone.felled;
        tally.level = tally.level.max(gone.level);
        tally.round_hero_damage += gone.round_hero_damage;
        tally.round_felled += gone.round_felled;
        tally.round_deeds += gone.round_deeds;
    }
}

/// How a battle ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum EndedBy {
    /// A castle fell.
    Castle,
    /// The clock, by castle health.
    Clock,
    /// Time was up with nothing decided; then a gate fell, or the ground decided.
    SuddenDeath,
    /// The operator ended it.
    Operator,
}

/// A place on the podium.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PodiumPlace {
    /// Who.
    pub player: PlayerId,
    /// Name on the tag.
    pub name: Arc<str>,
    /// Side.
    pub team: TeamId,
    /// Deeds of the round, free play only.
    pub score: u64,
    /// Hero level.
    pub level: u8,
    /// Director's hero.
    pub ai: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_nought(number: &u32) -> bool {
    *number == 0
}

/// A decided round.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RoundResult {
    /// Its number.
    pub number: u32,
    /// The side that won.
    pub winner: TeamId,
    /// How.
    pub ended_by: EndedBy,
    /// Length of the battle in seconds.
    pub seconds: f32,
    /// Times the side ahead changed.
    pub lead_changes: u32,
    /// How far the left side was ahead at the end; see [`Lead`](super::Lead).
    #[serde(default)]
    pub lead: f32,
    /// The left side's share of the ground at the end, 0 to 1.
    #[serde(default)]
    pub ground: f32,
    /// Gates that fell, of the left side and of the right one.
    #[serde(default)]
    pub gates: [u32; 2],
    /// The wave that the round reached; 0 in a game without waves.
    #[serde(default, skip_serializing_if = "is_nought")]
    pub wave: u32,
    /// Best players by deeds, people before AI: at most 10 of the last round, 3 of those before it.
    pub best: Vec<PodiumPlace>,
    /// Surprising titles and who has them, each somebody else; four at most of the last round, one of those before it.
    #[serde(default)]
    pub titles: Vec<(LocalizedText, PodiumPlace)>,
}

/// All decided rounds of the show; the last is on the podium.
#[derive(Resource, Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Results(pub Vec<RoundResult>);

impl Results {
    /// Places kept of the rounds before the last.
    const KEPT: usize = 3;

    /// Calls everybody who is remembered what `name` says; whom it does not know keep theirs.
    pub fn rename(&mut self, name: impl Fn(PlayerId) -> Option<Arc<str>>) {
        for result in &mut self.0 {
            for place in result.best.iter_mut().chain(result.titles.iter_mut().map(|(_, place)| place)) {
                if let Some(name) = name(place.player) {
                    place.name = name;
                }
            }
        }
    }

    /// Adds the round that was just decided, and forgets of the one before all that only the podium shows.
    pub(super) fn decide(&mut self, result: RoundResult) {
        if let Some(earlier) = self.0.last_mut() {
            earlier.best.truncate(Self::KEPT);
            earlier.best.shrink_to_fit();
            earlier.titles.truncate(1);
        }
        self.0.push(result);
    }
}

/// Hash of the arena's state at the last tick; see `arena::hash`.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StateHash(pub u64);
