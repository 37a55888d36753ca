//! What the tick's blows come to: shields, health, falls, deeds, levels.

use bevy::prelude::*;

use super::damage::{Damage, Hurt};
use crate::arena::{
    body::Fight,
    components::{Buffs, FULL_ENERGY, Health, Hero, Place, Spot, Unit},
    cues::Cue,
    field::{FLY_HEIGHT, Field},
    flow::handicap::Handicap,
    formation::{post::Post, squad::Squad},
    heroes::{
        orders::grown,
        records::{Heroes, Whereabouts, deeds_for, pause},
    },
    state::{FIELD, Round, Tallies, Tick},
};
use crate::rules::{Rules, Stance};

/// Deeds for felling an enemy.
const DEEDS_FELLED: u32 = 15;
/// A hero that holds its place takes less by this part.
const HELD_OFF: i64 = 3;

/// Takes health, knocks back, and notes who falls.
pub(in crate::arena) fn wound(
    mut commands: Commands,
    mut field: ResMut<Field>,
    mut damage: ResMut<Damage>,
    mut heroes: ResMut<Heroes>,
    mut cues: MessageWriter<Cue>,
    rules: Res<Rules>,
    handicap: Res<Handicap>,
    round: Res<Round>,
    tick: Res<Tick>,
    mut units: Query<(
        Entity,
        &Unit,
        &mut Place,
        &mut Health,
        &Fight,
        &Buffs,
        Option<(&mut Hero, &Post)>,
        Option<&Squad>,
    )>,
) {
    let mut fallen = Vec::new();
    for (entity, unit, mut place, mut health, fight, buffs, hero, squad) in &mut units {
        if health.shield > 0 && tick.0 >= buffs.shield_until {
            health.shield = 0;
        }
        let hurt = damage.of(fight.slot);
        if hurt.push != 0 {
            place.x = (place.x + hurt.push as f32 / 100.0).clamp(20.0, FIELD - 20.0);
        }
        if hurt.total > 0 {
            let braced = hero.as_ref().is_some_and(|(hero, post)| hero.stance == Stance::Hold && post.stands)
                || squad.is_some_and(|squad| squad.stance == Stance::Hold);
            let total = if braced { hurt.total - hurt.total / HELD_OFF } else { hurt.total };
            let total = if hero.is_some() || squad.is_some() { total * handicap.hurt(unit.team) / 100 } else { total };
            let total = i32::try_from(total).unwrap_or(i32::MAX);
            let held = total.min(health.shield);
            health.shield -= held;
            health.now = (health.now - (total - held)).max(0);
            health.hit_at = tick.0;
            let at = Spot { x: hero.as_ref().map_or(place.x, |(_, post)| post.met), ..spot(&place, fight) };
            cues.write(Cue::Hit { at, team: unit.team, damage: total, castle: false });
            if let Some(record) = hero.as_ref().and_then(|(hero, _)| heroes.0.get_mut(&hero.player)) {
                record.feats.taken += u64::from(total.unsigned_abs());
            }
        }
        // A squad falls one by one.
        if squad.is_none() && (health.now <= 0 || tick.0 >= fight.leaves_at) {
            fallen.push((unit.id, entity, hurt));
        }
    }
    fallen.sort_unstable_by_key(|(id, ..)| *id);
    for (_, entity, hurt) in fallen {
        let Ok((_, unit, place, health, fight, _, hero, _)) = units.get_mut(entity) else { continue };
        let slain = health.now <= 0;
        let Hurt { by, by_hero, .. } = if slain { hurt } else { Hurt::default() };
        cues.write(Cue::Fell {
            unit: unit.id,
            team: unit.team,
            kind: unit.kind,
            at: spot(&place, fight),
            player: hero.as_ref().map(|(hero, _)| hero.player),
            by,
        });
        if let Some(player) = by {
            let earned = damage.earn(player);
            earned.felled += 1;
            earned.hero_felled += u32::from(by_hero);
        }
        if let Some((mut hero, _)) = hero {
            hero.falls += 1;
            let most = round.act(&rules, tick.0).and_then(|act| act.returns_s);
            let from = tick.0 + pause(&rules, &hero, handicap.returns(&rules, unit.team), most);
            heroes.leave(&hero, place.lane, tick.0, from);
        }
        field.free_slot(fight.slot);
        commands.entity(entity).despawn();
    }
}

fn spot(place: &Place, fight: &Fight) -> Spot {
    let z = if fight.stats.flies() { FLY_HEIGHT } else { 0.0 };
    Spot { x: place.x, y: place.y, z, lane: place.lane }
}

/// Gives players what they earned: tallies, energy, deeds, levels.
pub(in crate::arena) fn reward(
    damage: Res<Damage>,
    rules: Res<Rules>,
    mut tallies: ResMut<Tallies>,
    mut heroes: ResMut<Heroes>,
    mut cues: MessageWriter<Cue>,
    mut units: Query<(&mut Hero, &mut Fight, &mut Health)>,
) {
    for (player, earned) in &damage.earned {
        let tally = tallies.0.entry(*player).or_default();
        tally.damage += earned.damage;
        tally.felled += earned.felled;
        tally.round_hero_damage += earned.hero_damage;
        tally.round_felled += earned.hero_felled;
        tally.round_deeds += earned.deeds;
        let Some(record) = heroes.0.get_mut(player) else { continue };
        record.feats.gate_damage += earned.gate_damage;
        let deeds = u32::try_from(earned.hero_damage + earned.deeds).unwrap_or(u32::MAX);
        let deeds = deeds.saturating_add(earned.hero_felled * DEEDS_FELLED);
        let energy = earned.hero_blows.saturating_mul(rules.hero.energy_per_blow);
        let mut out = match record.place {
            Whereabouts::Out { entity, .. } => units.get_mut(entity).ok(),
            _ => None,
        };
        let hero = match &mut out {
            Some((hero, ..)) => &mut **hero,
            None => &mut record.hero,
        };
        hero.deeds = hero.deeds.saturating_add(deeds);
        hero.energy = hero.energy.saturating_add(energy).min(FULL_ENERGY);
        let before = hero.level;
        while hero.level < rules.hero.max_level && hero.deeds >= deeds_for(hero.level) {
            hero.deeds -= deeds_for(hero.level);
            hero.level += 1;
        }
        tally.level = tally.level.max(hero.level);
        if hero.level > before {
            cues.write(Cue::LevelUp { player: *player, level: hero.level });
            if let Some((hero, fight, health)) = &mut out {
                grown(hero, &rules, fight, health);
            }
        }
    }
}
