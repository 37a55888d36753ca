//! Who is at home behind the gate: people who were told to, and who are silent. They strengthen the
//! castle's archers.

use bevy::prelude::*;

use super::records::{HeroRecord, Heroes, Whereabouts};
use crate::{
    arena::{
        body::{Fight, Stats},
        components::{Health, Hero, Place},
        field::Field,
        state::{Round, Tick},
    },
    base::{TICK_HZ, TeamId, ticks},
    rules::{Rules, Stance},
};

/// Ticks between two breaths of a hero that rests; with them it gets about 8 percent of its health back in a second.
const REST_EVERY: u32 = 10;
/// Ticks that a way home and back takes at least.
const WAY: u32 = 3 * TICK_HZ;
/// Percent that each guard adds to a castle's arrows, and how much all add at most.
const ARROWS: u32 = 4;
const MOST_ARROWS: u32 = 100;

/// Sends heroes home, lets them recover there, and lets them come again.
pub(in crate::arena) fn guard(
    mut commands: Commands,
    mut heroes: ResMut<Heroes>,
    mut field: ResMut<Field>,
    rules: Res<Rules>,
    round: Res<Round>,
    tick: Res<Tick>,
    out: Query<(Entity, &Hero, &Place, &Health, &Fight)>,
) {
    let silence = ticks(rules.hero.silent_s);
    for (entity, hero, place, health, fight) in &out {
        let home = hero.stance == Stance::Retreat || hero.is_silent(silence, tick.0);
        if !home || !round.phase.fights() {
            continue;
        }
        let Some(record) = heroes.0.get_mut(&hero.player) else { continue };
        record.hero = hero.clone();
        record.lane = Some(place.lane);
        record.place = Whereabouts::Guard { since: tick.0, health: health.now.max(1) };
        field.free_slot(fight.slot);
        commands.entity(entity).despawn();
    }
    for record in heroes.0.values_mut() {
        let Whereabouts::Guard { since, health } = &mut record.place else { continue };
        let max = Stats::hero(&rules.hero, record.hero.level).health;
        if tick.0.is_multiple_of(REST_EVERY) {
            *health = (*health + max * 2 / 75 + 1).min(max);
        }
        let back = tick.0.saturating_sub(*since) >= WAY;
        if back && record.hero.stance != Stance::Retreat && !record.hero.is_silent(silence, tick.0) {
            let health = *health;
            record.place = Whereabouts::Away { since: tick.0, from: tick.0 };
            record.returns_with = Some(health);
        }
    }
}

/// Percent of a castle archer's usual damage, by who guards it.
pub(in crate::arena) fn arrows(heroes: &Heroes, team: TeamId) -> u32 {
    let guards = |record: &&HeroRecord| record.team == team && matches!(record.place, Whereabouts::Guard { .. });
    let guards = heroes.iter().map(|(_, record)| record).filter(guards).count() as u32;
    100 + guards.saturating_mul(ARROWS).min(MOST_ARROWS)
}
