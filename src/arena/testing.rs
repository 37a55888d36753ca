//! Rules written out for tests, so that a test of the arena does not change when the shipped file is tuned.

use std::{collections::BTreeMap, sync::Arc};

use bevy::{prelude::*, time::TimeUpdateStrategy};

use super::*;
use crate::{random::Dice, rules::*, schedule};

pub const MILITIA: UnitKind = UnitKind(0);
pub const ARCHER: UnitKind = UnitKind(1);
pub const KNIGHT: UnitKind = UnitKind(2);
pub const MAGE: UnitKind = UnitKind(3);
pub const RAM: UnitKind = UnitKind(4);
pub const GRYPHON: UnitKind = UnitKind(5);
pub const GOLEM: UnitKind = UnitKind(6);
pub const DRAGON: UnitKind = UnitKind(7);

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
        bonus: Vec::new(),
        siege: 100,
        lives_s: None,
        worth,
    }
}

fn units() -> Vec<UnitRules> {
    let ranged = |rules: UnitRules, siege| UnitRules { hits_air: true, siege, ..rules };
    vec![
        unit("militia", Behaviour::March, 1, (30, 5, 22.0, 62.0, 0.8)),
        UnitRules {
            bonus: vec![(GRYPHON, 300), (DRAGON, 200), (MILITIA, 130)],
            ..ranged(unit("archer", Behaviour::Skirmish, 5, (34, 9, 150.0, 56.0, 1.2)), 40)
        },
        UnitRules {
            armour: 4,
            bonus: vec![(ARCHER, 180)],
            ..unit("knight", Behaviour::March, 10, (140, 14, 24.0, 66.0, 0.9))
        },
        UnitRules { siege: 50, ..unit("mage", Behaviour::Cast { radius: 42.0 }, 30, (60, 26, 150.0, 50.0, 1.9)) },
        UnitRules { armour: 2, siege: 300, ..unit("ram", Behaviour::Siege, 50, (420, 30, 20.0, 38.0, 1.6)) },
        UnitRules {
            hits_air: true,
            bonus: vec![(MAGE, 250), (RAM, 220)],
            ..unit("gryphon", Behaviour::Fly, 99, (260, 30, 22.0, 110.0, 1.0))
        },
        UnitRules { armour: 6, ..unit("golem", Behaviour::Smash { radius: 46.0 }, 299, (1_300, 34, 26.0, 36.0, 1.5)) },
        UnitRules {
            hits_air: true,
            lives_s: Some(25.0),
            siege: 60,
            ..unit("dragon", Behaviour::Breathe { length: 120.0 }, 1_000, (1_800, 40, 110.0, 60.0, 0.8))
        },
    ]
}

fn powers() -> Vec<PowerRules> {
    let power = |id: &str, effect| PowerRules { id: id.into(), name: id.into(), effects: vec![effect] };
    vec![
        power("haste", Effect::Buff { speed: 150, damage: 120, for_s: 8.0 }),
        power("heal", Effect::Heal { amount: 40, castle: 150 }),
        power("meteor", Effect::Strike { damage: 90, radius: 110.0 }),
        power("shield", Effect::Shield { amount: 60, for_s: 8.0 }),
        power("freeze", Effect::Freeze { for_s: 3.0 }),
        power("nova", Effect::Nova { damage: 40, radius: 90.0, push: 60.0 }),
    ]
}

/// The rules of the tests.
pub fn rules() -> Rules {
    let team = |id: &str| TeamRules { id: id.into(), name: id.into(), color: [0; 3], join: Vec::new() };
    Rules {
        title: "Test".into(),
        teams: [team("ember"), team("tide")],
        round: RoundRules { lobby_s: 2.0, battle_s: 210.0, overtime_s: 45.0, podium_s: 3.0 },
        gifts: Vec::new(),
        likes: Vec::new(),
        chat: Vec::new(),
        events: BTreeMap::new(),
        units: units(),
        powers: powers(),
        hero: HeroRules {
            health: 120,
            damage: 10,
            range: 26.0,
            speed: 70.0,
            every_s: 0.8,
            per_level: 12,
            max_level: 10,
            return_s: 6.0,
            return_more_s: 1.0,
            return_max_s: 14.0,
            silent_s: 120.0,
            energy_per_like: 100,
            energy_per_blow: 60,
            cap: 60,
        },
        director: DirectorRules {
            fill_to: 24,
            none_from: 12,
            pulse_s: 25.0,
            names: ["Ash", "Brook", "Cole", "Dara", "Elm", "Fern", "Gale", "Hale"].map(Arc::from).to_vec(),
            troops: vec![MILITIA, ARCHER, KNIGHT, MAGE, RAM, GRYPHON, GOLEM],
        },
        field: FieldRules {
            lanes: 4,
            castle_health: 3_000,
            castle_damage: 9,
            castle_range: 190.0,
            troop_cap: 300,
            beacons_s: vec![60.0, 120.0, 180.0],
            beacon_ahead_s: 15.0,
            beacon_hold_s: 6.0,
            beacon_power: Some(HASTE),
            rally_percent: 25,
            last_stand: Some(SHIELD),
            last_stand_percent: 15,
            overtime_crumble: 20,
            overtime_damage: 150,
        },
        stage: StageRules { menu: MenuStyle::Gifts, band: (0.12, 0.58), right: 0.88, how_to: Vec::new() },
        hash: 0,
        words: crate::rules::WordIndex::default(),
    }
}

/// Rules without the director, beacons and castle archers: only what a test puts there happens.
pub fn bare() -> Rules {
    let mut rules = rules();
    rules.director.fill_to = 0;
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
            |In((team, kind, count, lane, x)): In<(TeamId, UnitKind, u32, u8, f32)>, mut spawner: spawn::Spawner| {
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
