//! Blows of one tick: summed as whole numbers for each target, so that their order does not matter, then resolved at once.

use std::collections::BTreeMap;

use bevy::prelude::*;

use super::{
    Buffs, Hero, Phase, Place, PlayerId, ProjectileKind, Round, Spot, Tick, Unit,
    behaviour::gate,
    body::{Act, Fight, HERO_KIND, Mark},
    field::{FLY_HEIGHT, Field, SHOT_CAP, Seen},
    numbers::Numbers,
    shots::{Shot, launch},
};
use crate::rules::{Rules, TeamId};

/// Who strikes, and how hard.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Blow {
    /// The unit's number; 0 for castles and powers.
    pub unit: u32,
    pub kind: u16,
    pub team: TeamId,
    /// Buffs and overtime included.
    pub damage: i32,
    pub siege: u32,
    pub hits_air: bool,
    pub by: Option<PlayerId>,
    pub hero: bool,
}

/// What one unit took this tick.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Hurt {
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
pub(super) struct Earned {
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
pub(super) struct Damage {
    hurt: Vec<Hurt>,
    pub gates: [i64; 2],
    pub earned: BTreeMap<PlayerId, Earned>,
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
        self.gates = [0; 2];
        self.earned.clear();
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

    /// A blow on a castle.
    pub fn hit_gate(&mut self, blow: &Blow) {
        let done = i64::from(blow.damage) * i64::from(blow.siege) / 100;
        if done > 0 {
            self.gates[blow.team.enemy().index()] += done;
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
        let earned = self.earn(player);
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

/// Carries out what the units decided.
pub(super) fn blows(
    mut commands: Commands,
    mut field: ResMut<Field>,
    mut damage: ResMut<Damage>,
    numbers: Res<Numbers>,
    rules: Res<Rules>,
    round: Res<Round>,
    tick: Res<Tick>,
    shots: Query<(), With<Shot>>,
    units: Query<(&Unit, &Place, &Fight, &Buffs, Has<Hero>)>,
) {
    damage.begin(field.len());
    let overtime = if round.phase == Phase::Overtime { i64::from(rules.field.overtime_damage.max(1)) } else { 100 };
    let mut launches = Vec::new();
    for (unit, place, fight, buffs, hero) in &units {
        if fight.act == Act::None {
            continue;
        }
        let percent = if tick.0 < buffs.until { i64::from(buffs.damage) } else { 100 };
        let hard = i64::from(fight.stats.damage) * percent * overtime / 10_000;
        let blow = Blow {
            unit: unit.id,
            kind: unit.kind.map_or(HERO_KIND, |kind| kind.0),
            team: unit.team,
            damage: i32::try_from(hard).unwrap_or(i32::MAX),
            siege: fight.stats.siege,
            hits_air: fight.stats.hits_air,
            by: unit.by,
            hero,
        };
        damage.last_blow = tick.0;
        let enemy = unit.team.enemy();
        match fight.act {
            Act::None => {}
            Act::Hit(Mark::Gate) => damage.hit_gate(&blow),
            Act::Hit(Mark::Foe(foe)) => {
                if let Some(seen) = field.get(foe) {
                    damage.hit(&numbers, &blow, seen);
                }
            }
            Act::Stamp(radius) => damage.area(&field, &numbers, &blow, spot(place, fight), radius),
            Act::Breathe(length) => {
                let middle = place.x - 12.0 + unit.team.forward() * length * 0.5;
                for seen in field.along(enemy, place.lane, middle, length * 0.5 + 12.0) {
                    damage.hit(&numbers, &blow, seen);
                }
                // The fire is seen flying; it has done its work already.
                let to = Spot { x: place.x + unit.team.forward() * length, y: place.y, z: 0.0, lane: place.lane };
                launches.push((Blow { damage: 0, ..blow }, None, to, ProjectileKind::Breath, 0.0, spot(place, fight)));
            }
            Act::Shoot(mark, kind, radius) => {
                let to = match mark {
                    Mark::Gate => Some(Spot { x: gate(enemy), y: 0.0, z: 24.0, lane: place.lane }),
                    Mark::Foe(foe) => field.get(foe).map(Seen::spot),
                };
                if let Some(to) = to {
                    launches.push((blow, Some(mark), to, kind, radius, spot(place, fight)));
                }
            }
        }
    }
    launches.sort_by_key(|(blow, ..)| blow.unit);
    let mut flying = shots.iter().count();
    for (blow, mark, to, kind, radius, from) in launches {
        let shot = Shot { blow, mark, radius };
        if flying < SHOT_CAP {
            flying += 1;
            launch(&mut commands, &mut field, shot, kind, from, to, tick.0);
        } else {
            shot.strike(&field, &numbers, &mut damage, to);
        }
    }
}

fn spot(place: &Place, fight: &Fight) -> Spot {
    let z = if fight.stats.flies() { FLY_HEIGHT } else { 16.0 };
    Spot { x: place.x, y: place.y, z, lane: place.lane }
}
