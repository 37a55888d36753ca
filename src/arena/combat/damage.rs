//! Blows of one tick: summed as whole numbers for each target, so that their order does not matter, then resolved at once.

use std::collections::BTreeMap;

use bevy::prelude::*;

use crate::arena::{
    components::Spot,
    field::{Field, MAX_LANES, Seen},
    numbers::Numbers,
};
use crate::base::{PlayerId, TeamId};

/// Who strikes, and how hard.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::arena) struct Blow {
    /// The unit's number; 0 for castles and powers.
    pub unit: u32,
    pub kind: u16,
    pub team: TeamId,
    /// Buffs and all help included.
    pub damage: i32,
    pub siege: u32,
    pub hits_air: bool,
    pub by: Option<PlayerId>,
    pub hero: bool,
    /// Struck by a squad: what it does is its people's.
    pub squad: bool,
}

/// What one unit took this tick.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::arena) struct Hurt {
    pub total: i64,
    /// The hardest single blow and whose it was; of equal ones the lower number's.
    pub best: i32,
    pub unit: u32,
    pub by: Option<PlayerId>,
    pub by_hero: bool,
    /// Knock-back in hundredths of a field unit.
    pub push: i32,
}

/// What one player's side of the fight did this tick.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::arena) struct Earned {
    pub hero_damage: u64,
    pub damage: u64,
    pub gate_damage: u64,
    pub hero_blows: u32,
    pub felled: u32,
    pub hero_felled: u32,
    /// Healing and the like, as deeds.
    pub deeds: u64,
}

/// All blows of the tick.
#[derive(Resource, Default)]
pub(in crate::arena) struct Damage {
    hurt: Vec<Hurt>,
    /// Blows on gates, by side and lane.
    pub gates: [[i64; MAX_LANES]; 2],
    /// Who struck them: side, lane, who, how hard.
    pub breakers: Vec<(TeamId, u8, PlayerId, u64)>,
    pub earned: BTreeMap<PlayerId, Earned>,
    /// What squads did this tick, by their unit; to be shared.
    pub squads: BTreeMap<u32, Earned>,
    /// Tick of the last blow in the show.
    pub last_blow: u32,
}

impl Damage {
    /// No blows yet, and the last one in the show so long ago.
    pub fn since(last_blow: u32) -> Self {
        Self { last_blow, ..Self::default() }
    }

    pub fn begin(&mut self, slots: usize) {
        self.hurt.clear();
        self.hurt.resize(slots, Hurt::default());
        self.gates = [[0; MAX_LANES]; 2];
        self.breakers.clear();
        self.earned.clear();
        self.squads.clear();
    }

    pub fn of(&self, slot: u32) -> Hurt {
        self.hurt.get(slot as usize).copied().unwrap_or_default()
    }

    /// A blow on a unit.
    pub fn hit(&mut self, numbers: &Numbers, blow: &Blow, seen: &Seen) {
        if blow.damage <= 0 || (seen.flies && !blow.hits_air) {
            return;
        }
        let percent = i64::from(numbers.bonus(blow.kind, seen.kind));
        let done = (i64::from(blow.damage) * percent / 100 - i64::from(seen.armour)).max(1);
        let Some(hurt) = self.hurt.get_mut(seen.slot as usize) else { return };
        hurt.total += done;
        let hard = i32::try_from(done).unwrap_or(i32::MAX);
        if hard > hurt.best || (hard == hurt.best && blow.unit < hurt.unit) {
            hurt.best = hard;
            hurt.unit = blow.unit;
            hurt.by = blow.by;
            hurt.by_hero = blow.hero;
        }
        // What a blow does beyond its target's health is nobody's deed.
        self.credit(blow, done.min(i64::from(seen.health.max(0))), false);
    }

    /// A blow on the gate of a lane.
    pub fn hit_gate(&mut self, blow: &Blow, lane: u8) {
        let done = i64::from(blow.damage) * i64::from(blow.siege) / 100;
        if done > 0 {
            let team = blow.team.enemy();
            self.gates[team.index()][usize::from(lane).min(MAX_LANES - 1)] += done;
            self.breakers.extend(blow.by.map(|player| (team, lane, player, done.unsigned_abs())));
            self.credit(blow, done, true);
        }
    }

    /// A blow on everyone of the other side around a spot.
    pub fn area(&mut self, field: &Field, numbers: &Numbers, blow: &Blow, at: Spot, radius: f32) {
        for seen in field.around(blow.team.enemy(), at, radius) {
            self.hit(numbers, blow, seen);
        }
    }

    /// Knocks a unit back.
    pub fn push(&mut self, seen: &Seen, by: f32) {
        if let Some(hurt) = self.hurt.get_mut(seen.slot as usize) {
            hurt.push = hurt.push.saturating_add((by * 100.0) as i32);
        }
    }

    /// What a player did this tick.
    pub fn earn(&mut self, player: PlayerId) -> &mut Earned {
        self.earned.entry(player).or_default()
    }

    fn credit(&mut self, blow: &Blow, done: i64, gate: bool) {
        let Some(player) = blow.by else { return };
        let done = u64::try_from(done).unwrap_or(0);
        let earned = if blow.squad { self.squads.entry(blow.unit).or_default() } else { self.earn(player) };
        earned.damage += done;
        if gate {
            earned.gate_damage += done;
        }
        if blow.hero {
            earned.hero_damage += done;
            earned.hero_blows += 1;
        }
    }
}
