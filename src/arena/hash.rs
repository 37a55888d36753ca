//! One number for the whole arena: two shows that agree in it each tick went the same way. And one for each part of it,
//! so that a difference can be named.

use bevy::{ecs::system::SystemParam, prelude::*};
use xxhash_rust::xxh3::xxh3_64;

use super::{
    body::Fight,
    combat::gates::Gates,
    components::{Buffs, Health, Hero, Place, Projectile, Unit},
    field::Field,
    flow::{handicap::Handicap, lead::Lead, waves::Waves},
    formation::{lanes::Lanes, post::Post},
    heroes::records::{Heroes, Whereabouts},
    state::{Beacon, Castles, Phase, Reserve, Round, StateHash, Tick},
};

type UnitView<'a> = (&'a Unit, &'a Place, &'a Health, &'a Fight, &'a Buffs, Option<(&'a Hero, &'a Post)>);

/// Hashes of the parts of the arena, of the moment they were asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PartHashes {
    /// Units on the field.
    pub units: u64,
    /// Projectiles.
    pub shots: u64,
    /// Castles, beacon, fronts, gates, lead and help.
    pub castles: u64,
    /// Heroes off the field.
    pub heroes: u64,
    /// Troops that wait.
    pub reserve: u64,
    /// Tick, round, waves, and how many numbers were given to units and shots.
    pub round: u64,
}

fn digest<const N: usize>(words: [u64; N]) -> u64 {
    xxh3_64(words.map(u64::to_le_bytes).as_flattened())
}

fn pair(a: u32, b: u32) -> u64 {
    u64::from(a) << 32 | u64::from(b)
}

/// Units as a sum, so that their order does not matter.
fn units_sum<'a>(units: impl Iterator<Item = UnitView<'a>>) -> u64 {
    let mut sum = 0_u64;
    for (unit, place, health, fight, buffs, hero) in units {
        let own = hero.map_or([0; 3], |(hero, post)| {
            let (level, stance) = (u64::from(hero.level), hero.stance as u64);
            [pair(hero.deeds, hero.energy), level << 8 | stance, pair(post.ticket, post.blows)]
        });
        let h = digest([
            u64::from(unit.id),
            pair(place.x.to_bits(), place.y.to_bits()),
            pair(health.now.cast_unsigned(), health.shield.cast_unsigned()),
            pair(fight.ready_at, fight.target.map_or(0, |foe| foe.id)),
            pair(buffs.until ^ buffs.frozen_until.rotate_left(16), u32::from(place.lane)),
            own[0],
            own[1],
            own[2],
        ]);
        sum = sum.wrapping_add(h);
    }
    sum
}

/// Projectiles as a sum.
fn shots_sum<'a>(shots: impl Iterator<Item = &'a Projectile>) -> u64 {
    shots.fold(0, |sum, shot| {
        let to = pair(shot.to.x.to_bits(), u32::from(shot.to.lane));
        sum.wrapping_add(digest([pair(shot.id, shot.lands), to]))
    })
}

fn round_words(tick: Tick, round: &Round, field: &Field) -> [u64; 3] {
    let phase = match round.phase {
        Phase::Lobby => 0,
        Phase::Battle => 1,
        Phase::SuddenDeath => 2,
        Phase::Podium => 3,
    };
    [pair(tick.0, field.ids()), pair(round.number, phase), pair(round.since, round.until)]
}

fn castle_words(castles: &Castles) -> impl Iterator<Item = u64> {
    castles.0.iter().flat_map(|castle| {
        [
            pair(castle.health.cast_unsigned(), castle.shield.0.cast_unsigned()),
            pair(castle.burnt.cast_unsigned(), castle.mendable.cast_unsigned()) ^ u64::from(castle.banner),
        ]
    })
}

fn reserve_words(reserve: &Reserve) -> impl Iterator<Item = u64> {
    reserve.0.iter().flatten().flat_map(|waiting| {
        let by = waiting.by.map_or(u64::MAX, |player| u64::from(player.0));
        [pair(u32::from(waiting.kind.0) << 16 | waiting.strength, waiting.count), by]
    })
}

fn beacon_word(beacon: &Beacon) -> u64 {
    // Without a beacon that was asked for this is what it always was.
    let asked = pair(u32::from(beacon.extra), u32::from(beacon.waiting)).rotate_left(17);
    pair(beacon.lights_at, beacon.held_since) ^ asked
}

/// Heroes off the field or in squads as a sum.
fn away_sum(heroes: &Heroes) -> u64 {
    heroes.iter().fold(0, |sum, (player, record)| match record.place {
        Whereabouts::Away { from, .. } => {
            sum.wrapping_add(digest([pair(player.0, from), pair(record.hero.deeds, record.hero.energy)]))
        }
        Whereabouts::Guard { since, health } => {
            sum.wrapping_add(digest([pair(player.0, since), u64::from(health.unsigned_abs()) << 1 | 1]))
        }
        Whereabouts::Squad { since, .. } => {
            sum.wrapping_add(digest([pair(player.0, since), pair(record.hero.deeds, record.hero.energy) << 1]))
        }
        Whereabouts::Out { .. } => sum,
    })
}

fn of_words(words: impl IntoIterator<Item = u64>) -> u64 {
    let bytes: Vec<u8> = words.into_iter().flat_map(u64::to_le_bytes).collect();
    xxh3_64(&bytes)
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
    waves: Res<Waves>,
    lanes: Res<Lanes>,
    standing: Standing,
    units: Query<UnitView>,
    shots: Query<&Projectile>,
) {
    let bodies = units_sum(units.iter()).wrapping_add(shots_sum(shots.iter()));
    let round = round_words(*tick, &round, &field);
    let standing = standing_words(&standing.lead, &standing.gates, &standing.handicap);
    state.0 = all(bodies, round, &castles, &reserve, &beacon, &heroes, &waves, &lanes, standing);
}

/// A game without waves has none of these, so that its numbers are what they were before there were any.
fn wave_words(waves: &Waves) -> impl Iterator<Item = u64> {
    (*waves != Waves::default())
        .then(|| [pair(waves.number, waves.since), u64::from(waves.next_at)])
        .into_iter()
        .flatten()
}

fn lane_words(lanes: &Lanes) -> impl Iterator<Item = u64> {
    let fronts = lanes.fronts.iter().zip(&lanes.drift);
    fronts.map(|(front, drift)| pair(front.to_bits(), drift.to_bits())).chain([u64::from(lanes.count())])
}

/// How the battle stands: who leads, what gates are left, what help there is.
#[derive(SystemParam)]
pub(super) struct Standing<'w> {
    lead: Res<'w, Lead>,
    gates: Res<'w, Gates>,
    handicap: Res<'w, Handicap>,
}

fn standing_words(lead: &Lead, gates: &Gates, handicap: &Handicap) -> impl Iterator<Item = u64> {
    let led = pair(lead.value.to_bits(), lead.changes << 2 | lead.ahead.map_or(0, |team| team.index() as u32 + 1));
    let [left, right] = handicap.heads.map(f32::to_bits);
    [led, pair(left, right)].into_iter().chain(gates.words().map(u64::from))
}

fn standing_of(world: &World) -> impl Iterator<Item = u64> {
    standing_words(world.resource::<Lead>(), world.resource::<Gates>(), world.resource::<Handicap>())
}

fn all(
    bodies: u64,
    round: [u64; 3],
    castles: &Castles,
    reserve: &Reserve,
    beacon: &Beacon,
    heroes: &Heroes,
    waves: &Waves,
    lanes: &Lanes,
    standing: impl Iterator<Item = u64>,
) -> u64 {
    let words = [bodies].into_iter().chain(round).chain(castle_words(castles)).chain(reserve_words(reserve));
    of_words(
        words
            .chain([beacon_word(beacon), away_sum(heroes)])
            .chain(wave_words(waves))
            .chain(lane_words(lanes))
            .chain(standing),
    )
}

/// What [`hash`] gives for an empty field.
pub(super) fn of_empty_field(world: &World) -> u64 {
    let round = round_words(*world.resource::<Tick>(), world.resource::<Round>(), world.resource::<Field>());
    let castles = world.resource::<Castles>();
    let (reserve, beacon) = (world.resource::<Reserve>(), world.resource::<Beacon>());
    let (waves, lanes) = (world.resource::<Waves>(), world.resource::<Lanes>());
    let standing = standing_of(world);
    all(0, round, castles, reserve, beacon, world.resource::<Heroes>(), waves, lanes, standing)
}

/// Hashes of the parts of the arena as they are now. All nought for a world without the arena.
#[must_use]
pub fn parts(world: &World) -> PartHashes {
    let Some(field) = world.get_resource::<Field>() else { return PartHashes::default() };
    // A query fails where nothing of the kind was ever on the field.
    let units = world.try_query::<UnitView>().map_or(0, |mut units| units_sum(units.iter(world)));
    let shots = world.try_query::<&Projectile>().map_or(0, |mut shots| shots_sum(shots.iter(world)));
    let beacon = beacon_word(world.resource::<Beacon>());
    PartHashes {
        units,
        shots,
        castles: of_words(
            castle_words(world.resource::<Castles>())
                .chain([beacon])
                .chain(lane_words(world.resource::<Lanes>()))
                .chain(standing_of(world)),
        ),
        heroes: away_sum(world.resource::<Heroes>()),
        reserve: of_words(reserve_words(world.resource::<Reserve>())),
        round: of_words(
            round_words(*world.resource::<Tick>(), world.resource::<Round>(), field)
                .into_iter()
                .chain(wave_words(world.resource::<Waves>())),
        ),
    }
}
