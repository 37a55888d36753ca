//! One number for the whole arena: two shows that agree in it each tick went the same way.

use bevy::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::{
    Beacon, Buffs, Castles, Health, Hero, Heroes, Phase, Place, Projectile, Reserve, Round, StateHash, Tick, Unit,
    Whereabouts, body::Fight, field::Field,
};

fn mix(a: u64, b: u64) -> u64 {
    let z = (a ^ b.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (z ^ (z >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93)
}

fn pair(a: u32, b: u32) -> u64 {
    u64::from(a) << 32 | u64::from(b)
}

/// Hashes units as a sum, so that their order does not matter, and the rest in a fixed order.
pub(super) fn hash(
    mut state: ResMut<StateHash>,
    tick: Res<Tick>,
    round: Res<Round>,
    castles: Res<Castles>,
    reserve: Res<Reserve>,
    beacon: Res<Beacon>,
    heroes: Res<Heroes>,
    field: Res<Field>,
    units: Query<(&Unit, &Place, &Health, &Fight, &Buffs, Option<&Hero>)>,
    shots: Query<&Projectile>,
) {
    let mut sum = 0_u64;
    for (unit, place, health, fight, buffs, hero) in &units {
        let mut h = mix(u64::from(unit.id), pair(place.x.to_bits(), place.y.to_bits()));
        h = mix(h, pair(health.now.cast_unsigned(), health.shield.cast_unsigned()));
        h = mix(h, pair(fight.ready_at, fight.target.map_or(0, |foe| foe.id)));
        h = mix(h, pair(buffs.until ^ buffs.frozen_until.rotate_left(16), u32::from(place.lane)));
        if let Some(hero) = hero {
            h = mix(h, pair(hero.deeds, hero.energy));
            h = mix(h, u64::from(hero.level) << 8 | hero.stance as u64);
        }
        sum = sum.wrapping_add(h);
    }
    for shot in &shots {
        sum = sum.wrapping_add(mix(pair(shot.id, shot.lands), pair(shot.to.x.to_bits(), u32::from(shot.to.lane))));
    }
    let phase = match round.phase {
        Phase::Lobby => 0,
        Phase::Battle => 1,
        Phase::Overtime => 2,
        Phase::Podium => 3,
    };
    let mut words = vec![sum, pair(tick.0, field.ids()), pair(round.number, phase), pair(round.since, round.until)];
    for castle in &castles.0 {
        words.push(pair(castle.health.cast_unsigned(), castle.shield.0.cast_unsigned()));
        words.push(u64::from(castle.stood) << 2 | u64::from(castle.rallies) << 1 | u64::from(castle.banner));
    }
    for (kind, count, by) in reserve.0.iter().flatten() {
        words.push(pair(u32::from(kind.0), *count));
        words.push(by.map_or(u64::MAX, |player| u64::from(player.0)));
    }
    words.push(pair(beacon.lights_at, beacon.held_since));
    let mut away = 0_u64;
    for (player, record) in heroes.iter() {
        if let Whereabouts::Away { from, .. } = record.place {
            away = away.wrapping_add(mix(pair(player.0, from), pair(record.hero.deeds, record.hero.energy)));
        }
    }
    words.push(away);
    let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
    state.0 = xxh3_64(&bytes);
}
