//! The arena's numbers written out for tests, so that no test of the arena changes when the shipped file is tuned.

use super::*;
use crate::{
    base::{Dice, PlayerId, PowerId, TeamId, UnitKind},
    rules::*,
    schedule,
};
use std::sync::Arc;

use bevy::{prelude::*, time::TimeUpdateStrategy};

pub const MILITIA: UnitKind = UnitKind(0);
pub const ARCHER: UnitKind = UnitKind(1);
pub const KNIGHT: UnitKind = UnitKind(2);
pub const MAGE: UnitKind = UnitKind(3);
pub const RAM: UnitKind = UnitKind(4);
pub const GRYPHON: UnitKind = UnitKind(5);
pub const GOLEM: UnitKind = UnitKind(6);
pub const DRAGON: UnitKind = UnitKind(7);
pub const TITAN: UnitKind = UnitKind(8);

pub const HASTE: PowerId = PowerId(0);
pub const HEAL: PowerId = PowerId(1);
pub const METEOR: PowerId = PowerId(2);
pub const SHIELD: PowerId = PowerId(3);
pub const FREEZE: PowerId = PowerId(4);
pub const NOVA: PowerId = PowerId(5);

fn unit(id: &str, behaviour: Behaviour, worth: u32, n: (i32, i32, f32, f32, f32)) -> UnitRules {
    let (health, damage, range, speed, every_s) = n;
    UnitRules {
        id: id.into(),
        name: id.into(),
        look: id.into(),
        health,
        damage,
        range,
        speed,
        every_s,
        armour: 0,
        behaviour,
        hits_air: false,
        huge: false,
        bonus: Vec::new(),
        siege: 100,
        lives_s: None,
        worth,
    }
}

fn units() -> Vec<UnitRules> {
    vec![
        UnitRules {
            bonus: vec![(RAM, 200), (TITAN, 200)],
            ..unit("militia", Behaviour::March, 1, (30, 5, 26.0, 62.0, 0.8))
        },
        UnitRules {
            hits_air: true,
            siege: 60,
            bonus: vec![(GRYPHON, 220), (DRAGON, 220), (MILITIA, 140), (GOLEM, 150)],
            ..unit("archer", Behaviour::Skirmish, 5, (44, 8, 170.0, 56.0, 1.2))
        },
        UnitRules {
            armour: 4,
            bonus: vec![(ARCHER, 150), (MILITIA, 200)],
            ..unit("knight", Behaviour::March, 10, (130, 15, 32.0, 50.0, 1.0))
        },
        UnitRules {
            siege: 70,
            bonus: vec![(KNIGHT, 180), (GOLEM, 200)],
            ..unit("mage", Behaviour::Cast { radius: 46.0 }, 30, (110, 24, 150.0, 46.0, 1.8))
        },
        UnitRules { armour: 3, siege: 250, ..unit("ram", Behaviour::Siege, 50, (460, 40, 30.0, 34.0, 2.0)) },
        UnitRules {
            hits_air: true,
            bonus: vec![(MAGE, 200), (RAM, 220)],
            ..unit("gryphon", Behaviour::Fly, 99, (420, 34, 40.0, 105.0, 1.0))
        },
        UnitRules {
            armour: 5,
            siege: 130,
            bonus: vec![(KNIGHT, 150)],
            ..unit("golem", Behaviour::Smash { radius: 70.0 }, 299, (1_500, 42, 44.0, 28.0, 1.6))
        },
        UnitRules {
            hits_air: true,
            armour: 3,
            lives_s: Some(25.0),
            ..unit("dragon", Behaviour::Breathe { length: 180.0 }, 1_000, (2_400, 48, 180.0, 60.0, 1.1))
        },
        UnitRules {
            armour: 6,
            siege: 150,
            lives_s: Some(90.0),
            ..unit("titan", Behaviour::Smash { radius: 120.0 }, 5_000, (12_000, 150, 60.0, 22.0, 2.2))
        },
    ]
}

fn powers() -> Vec<PowerRules> {
    let power = |id: &str, effect| PowerRules { id: id.into(), name: id.into(), effects: vec![effect] };
    vec![
        power("haste", Effect::Buff { speed: 150, damage: 120, for_s: 8.0 }),
        power("heal", Effect::Heal { amount: 40, castle: 150 }),
        power("meteor", Effect::Strike { damage: 90, radius: 150.0 }),
        power("shield", Effect::Shield { amount: 40, for_s: 8.0 }),
        power("freeze", Effect::Freeze { for_s: 3.0 }),
        power("nova", Effect::Nova { damage: 45, radius: 120.0, push: 60.0 }),
    ]
}

/// The rules of the tests.
pub fn rules() -> Rules {
    Rules {
        round: RoundRules { lobby_s: 2.0, battle_s: 210.0, podium_s: 3.0 },
        units: units(),
        powers: powers(),
        hero: HeroRules {
            health: 120,
            damage: 10,
            range: 34.0,
            speed: 70.0,
            every_s: 0.8,
            per_level: 12,
            max_level: 10,
            return_s: 6.0,
            return_more_s: 1.0,
            return_max_s: 14.0,
            silent_s: 120.0,
            energy_per_like: 50,
            energy_per_blow: 150,
            order_damage: 20,
            order_s: 5.0,
        },
        director: DirectorRules {
            heroes: 4,
            pulse_s: 25.0,
            names: ["Ash", "Brook", "Cole", "Dara", "Elm", "Fern", "Gale", "Hale"].map(Arc::from).to_vec(),
            troops: vec![MILITIA, ARCHER, KNIGHT, MAGE, RAM, GRYPHON],
        },
        field: FieldRules {
            lanes: 4,
            castle_health: 3_000,
            castle_falls: true,
            castle_mend: 0,
            castle_damage: 12,
            castle_range: 190.0,
            troop_cap: 150,
            beacons_s: vec![60.0, 120.0, 180.0],
            beacon_ahead_s: 15.0,
            beacon_hold_s: 6.0,
            beacon_power: Some(HASTE),
            mend_most: 2.0,
        },
        ..shipped()
    }
}

/// Rules without the director, recruits, beacons and castle archers, without gates, burning and help: only what a test puts
/// there happens.
pub fn bare() -> Rules {
    let mut rules = rules();
    rules.director.heroes = 0;
    let battle = &mut rules.battle;
    (battle.gates, battle.recruits, battle.sudden_death) = (None, None, None);
    (battle.ground.burn, battle.even.heads) = (0.0, 0);
    (battle.behind.damage, battle.behind.returns, battle.behind.likes) = (0, 0, 0);
    (battle.even.newcomer.recruits, battle.even.newcomer.shield_s) = (0, 0.0);
    rules.field.mend_most = 100.0;
    rules.director.troops.clear();
    rules.field.beacons_s.clear();
    rules.field.castle_damage = 0;
    rules.round.lobby_s = 0.0;
    rules
}

/// An app that plays one tick for each `update`.
pub fn app(rules: Rules, seed: u64) -> App {
    let mut app = App::new();
    app.add_plugins(MinimalPlugins)
        .add_plugins((schedule::plugin, plugin))
        .insert_resource(TimeUpdateStrategy::FixedTimesteps(1))
        .insert_resource(rules)
        .insert_resource(Dice::new(seed));
    app.update();
    app
}

/// Lanes and sizes as for so many heroes a side.
pub fn crowd(app: &mut App, heroes: u32) {
    app.world_mut().resource_mut::<Lanes>().size = CrowdSize::of(heroes);
}

/// Plays so many ticks.
pub fn play(app: &mut App, ticks: u32) {
    for _ in 0..ticks {
        app.update();
    }
}

/// Plays into the battle.
pub fn battle(app: &mut App) {
    for _ in 0..4_000 {
        if app.world().resource::<Round>().phase == Phase::Battle {
            return;
        }
        app.update();
    }
    panic!("no battle came");
}

/// Troops straight onto the field of a running battle.
pub fn put(app: &mut App, team: TeamId, kind: UnitKind, count: u32, lane: u8, x: f32) {
    app.world_mut()
        .run_system_cached_with(
            |In((team, kind, count, lane, x)): In<(TeamId, UnitKind, u32, u8, f32)>,
             mut spawner: crate::arena::flow::spawn::Spawner| {
                for nth in 0..count {
                    let back = team.forward() * (nth % 24) as f32 * 4.0;
                    spawner.troop(team, kind, None, lane, Some(x - back));
                }
            },
            (team, kind, count, lane, x),
        )
        .unwrap();
}

/// Units of a side.
pub fn standing(app: &mut App, team: TeamId) -> u32 {
    let mut query = app.world_mut().query::<&Unit>();
    query.iter(app.world()).filter(|unit| unit.team == team).count() as u32
}

/// Units of a kind on a side.
pub fn of_kind(app: &mut App, team: TeamId, kind: UnitKind) -> u32 {
    let mut query = app.world_mut().query::<&Unit>();
    query.iter(app.world()).filter(|unit| unit.team == team && unit.kind == Some(kind)).count() as u32
}

/// A player's hero on the field.
pub fn hero(app: &mut App, player: u32) -> Option<(Hero, Place, Health, Unit)> {
    let mut query = app.world_mut().query::<(&Hero, &Place, &Health, &Unit)>();
    let found = query.iter(app.world()).find(|(hero, ..)| hero.player == PlayerId(player));
    found.map(|(hero, place, health, unit)| (hero.clone(), *place, *health, *unit))
}

/// A player joins; the hero stands on the field when this returns.
pub fn join(app: &mut App, player: u32, team: Option<TeamId>) {
    let request = JoinRequested { player: PlayerId(player), name: format!("p{player}").into(), team };
    app.world_mut().write_message(request);
    play(app, 2);
}

/// Gives an order.
pub fn order(app: &mut App, player: u32, order: Order) {
    app.world_mut().write_message(MoveRequested { player: PlayerId(player), order });
    play(app, 1);
}

/// Changes something on a hero or another unit of the field.
pub fn change<T: Component<Mutability = bevy::ecs::component::Mutable>>(
    app: &mut App,
    which: impl Fn(&Unit) -> bool,
    mut change: impl FnMut(&mut T),
) {
    let mut query = app.world_mut().query::<(&Unit, &mut T)>();
    for (unit, mut part) in query.iter_mut(app.world_mut()) {
        if which(unit) {
            change(&mut part);
        }
    }
}

/// Health and shield of a side's units, the healthiest last.
pub fn health(app: &mut App, team: TeamId) -> Vec<(i32, i32)> {
    let mut query = app.world_mut().query::<(&Unit, &Health)>();
    query.iter(app.world()).filter(|(unit, _)| unit.team == team).map(|(_, h)| (h.now, h.shield)).collect()
}
