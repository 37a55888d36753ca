//! The arena between two rounds, taken down and put back. The field is empty then, so what is left is little: the
//! round's number, the heroes, what waits, and what the show has counted so far.

use std::sync::Arc;

use bevy::{ecs::message::Message, prelude::*};
use serde::{Deserialize, Serialize};

use super::{
    combat::{damage::Damage, gates::Gates, pending::PendingPowers},
    components::{Hero, Projectile, Unit},
    cues::Cue,
    field::Field,
    flow::{
        director::Direction,
        handicap::Handicap,
        lead::Lead,
        round::{Cut, RoundBorder},
        waves::Waves,
    },
    formation::lanes::Lanes,
    hash,
    heroes::records::{Feats, HeroRecord, Heroes, Whereabouts},
    requests::{
        AnnounceRequested, BeaconRequested, BoostRequested, FlareRequested, JoinRequested, MergeRequested, MeterMoved,
        MoveRequested, PowerRequested, RefusalRequested, RoundRequested, SpawnRequested,
    },
    state::{Beacon, Castles, Meters, Reserve, Results, Round, StateHash, Tallies, Tally, Tick},
};
use crate::{
    base::{Dice, PlayerId, TeamId},
    rules::Stance,
};

/// The arena at a [`RoundBorder`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ArenaState {
    tick: u32,
    round: Round,
    castles: Castles,
    /// Numbers given to units and shots.
    ids: u32,
    last_blow: u32,
    direction: Direction,
    dice: Dice,
    meters: Meters,
    reserve: Reserve,
    /// Powers asked for and not fired yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    fired: Vec<PowerRequested>,
    heroes: Vec<HeroState>,
    tallies: Vec<TallyState>,
    results: Results,
    #[serde(default, skip_serializing_if = "is_default")]
    waves: Waves,
}

impl ArenaState {
    /// The tick after which it was taken.
    #[must_use]
    pub fn tick(&self) -> u32 {
        self.tick
    }
}

/// Damage, enemies felled and highest level of a player, whole show.
type TallyState = (PlayerId, u64, u32, u8);

/// What a new round leaves of a hero.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct HeroState {
    player: PlayerId,
    name: Arc<str>,
    team: TeamId,
    level: u8,
    #[serde(default, skip_serializing_if = "is_default")]
    energy: u32,
    #[serde(default, skip_serializing_if = "is_default")]
    stance: Stance,
    heard_at: u32,
    #[serde(default, skip_serializing_if = "is_default")]
    ai: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    chosen: bool,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl HeroState {
    fn of(player: PlayerId, record: &HeroRecord) -> Self {
        let HeroRecord { team, hero, chosen, .. } = record;
        let Hero { level, energy, stance, heard_at, ai, .. } = *hero;
        Self { player, name: hero.name.clone(), team: *team, level, energy, stance, heard_at, ai, chosen: *chosen }
    }

    fn record(self, tick: u32) -> (PlayerId, HeroRecord) {
        let Self { player, name, team, level, energy, stance, heard_at, ai, chosen } = self;
        let hero = Hero { player, name, level, deeds: 0, energy, stance, falls: 0, heard_at, ai };
        let place = Whereabouts::Away { since: tick, from: tick };
        let (lane, changed, head_start, feats) = (None, false, 0, Feats::default());
        let (returns_with, raised_until, sent, late, diamonds) = (None, 0, false, false, 0);
        let record = HeroRecord {
            team,
            hero,
            place,
            lane,
            sent,
            late,
            diamonds,
            chosen,
            changed,
            head_start,
            returns_with,
            raised_until,
            feats,
        };
        (player, record)
    }
}

/// Takes the arena down. Exact at a [`RoundBorder`] and before the first tick; at any other moment units and shots are
/// not in it and heroes are taken for being off the field.
#[must_use]
pub fn save(world: &World) -> ArenaState {
    let heroes = world.resource::<Heroes>().iter();
    let tallies = world.resource::<Tallies>().0.iter();
    ArenaState {
        tick: world.resource::<Tick>().0,
        round: world.resource::<Round>().clone(),
        castles: *world.resource::<Castles>(),
        ids: world.resource::<Field>().ids(),
        last_blow: world.resource::<Damage>().last_blow,
        direction: world.resource::<Direction>().clone(),
        dice: world.resource::<Dice>().clone(),
        meters: *world.resource::<Meters>(),
        reserve: world.resource::<Reserve>().clone(),
        fired: world.resource::<PendingPowers>().0.clone(),
        heroes: heroes.map(|(player, record)| HeroState::of(player, record)).collect(),
        tallies: tallies.map(|(player, tally)| (*player, tally.damage, tally.felled, tally.level)).collect(),
        results: world.resource::<Results>().clone(),
        waves: *world.resource::<Waves>(),
    }
}

/// Puts the arena back, whatever goes on in the world: units and shots go, requests and cues that nobody has read are
/// forgotten. The rules must be those under which the state was taken.
pub fn load(world: &mut World, state: ArenaState) {
    clear(world);
    let tick = state.tick;
    world.insert_resource(Tick(tick));
    world.insert_resource(RoundBorder(tick));
    world.insert_resource(state.round);
    world.insert_resource(state.castles);
    world.insert_resource(Beacon::default());
    world.insert_resource(Lead::default());
    world.insert_resource(Handicap::default());
    world.insert_resource(Gates::default());
    world.insert_resource(Lanes::default());
    world.insert_resource(Cut::default());
    world.insert_resource(Field::counted(state.ids));
    world.insert_resource(Damage::since(state.last_blow));
    world.insert_resource(state.direction);
    world.insert_resource(state.dice);
    world.insert_resource(state.meters);
    world.insert_resource(state.reserve);
    world.insert_resource(PendingPowers(state.fired));
    world.insert_resource(Heroes(state.heroes.into_iter().map(|hero| hero.record(tick)).collect()));
    let tally = |(player, damage, felled, level)| (player, Tally { damage, felled, level, ..Tally::default() });
    world.insert_resource(Tallies(state.tallies.into_iter().map(tally).collect()));
    world.insert_resource(state.results);
    world.insert_resource(state.waves);
    let hash = hash::of_empty_field(world);
    world.insert_resource(StateHash(hash));
    world.write_message(Cue::PhaseChanged);
}

fn clear(world: &mut World) {
    let mut bodies = world.query_filtered::<Entity, Or<(With<Unit>, With<Projectile>)>>();
    let bodies: Vec<Entity> = bodies.iter(world).collect();
    for entity in bodies {
        world.despawn(entity);
    }
    forget::<JoinRequested>(world);
    forget::<MergeRequested>(world);
    forget::<SpawnRequested>(world);
    forget::<PowerRequested>(world);
    forget::<MoveRequested>(world);
    forget::<BoostRequested>(world);
    forget::<MeterMoved>(world);
    forget::<AnnounceRequested>(world);
    forget::<FlareRequested>(world);
    forget::<RefusalRequested>(world);
    forget::<RoundRequested>(world);
    forget::<BeaconRequested>(world);
    forget::<Cue>(world);
}

fn forget<M: Message>(world: &mut World) {
    if let Some(mut messages) = world.get_resource_mut::<Messages<M>>() {
        messages.clear();
    }
}
