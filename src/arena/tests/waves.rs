//! All together against waves: they grow, bosses lead some, the castle decides, and nobody is on the other side.

use crate::{
    arena::{
        checkpoint::{load, save},
        testing::*,
        *,
    },
    base::{PlayerId, TeamId, UnitKind},
    rules::{Behaviour, GameRules, Rules, Sides, UnitRules, WaveRules},
};
use bevy::prelude::*;

const L: TeamId = TeamId::LEFT;
const R: TeamId = TeamId::RIGHT;

fn plan() -> WaveRules {
    WaveRules {
        first_s: 2.0,
        every_s: 10.0,
        pause_s: 1.0,
        worth: 20,
        grow_percent: 50,
        per_person_percent: 50,
        troops: vec![MILITIA, ARCHER, KNIGHT],
        boss_every: 5,
        boss: vec![GOLEM, DRAGON],
        announce: "Wave {wave}".into(),
        announce_boss: "Wave {wave}: the {boss} comes!".into(),
    }
}

/// A siege in which only what a test does defends the castle.
fn siege() -> Rules {
    let mut rules = bare();
    rules.game = GameRules { sides: Sides::Together };
    rules.waves = Some(plan());
    rules.director.troops = vec![MILITIA];
    rules.round.podium_s = 2.0;
    rules
}

/// Plays, and takes down waves and lines.
fn watch(app: &mut App, ticks: u32) -> (Vec<(u32, Option<UnitKind>)>, Vec<String>) {
    let (mut waves, mut lines) = (Vec::new(), Vec::new());
    for _ in 0..ticks {
        play(app, 1);
        let cues = app.world().resource::<Messages<Cue>>();
        waves.extend(cues.iter_current_update_messages().filter_map(|cue| match cue {
            Cue::WaveComing { wave, boss } => Some((*wave, *boss)),
            _ => None,
        }));
        let said = app.world().resource::<Messages<AnnounceRequested>>();
        lines.extend(said.iter_current_update_messages().map(|line| line.text.to_string()));
    }
    (waves, lines)
}

/// Worth of what has come from the right in a wave, bosses left out: on the field and waiting.
fn come(app: &mut App) -> u32 {
    let mut query = app.world_mut().query::<&Unit>();
    let rules = app.world().resource::<Rules>();
    let worth = |kind: UnitKind| rules.unit(kind).worth;
    let standing: u32 =
        query.iter(app.world()).filter(|unit| unit.team == R).filter_map(|unit| unit.kind).map(worth).sum();
    let waiting: u32 =
        app.world().resource::<Reserve>().0[1].iter().map(|waiting| worth(waiting.kind) * waiting.count).sum();
    standing + waiting
}

#[test]
fn waves_come_in_rhythm_and_a_boss_leads_every_fifth() {
    let mut rules = siege();
    rules.field.castle_health = 1_000_000;
    let mut app = app(rules, 3);
    battle(&mut app);
    let (waves, lines) = watch(&mut app, 30 * 95);
    let bosses: Vec<_> = (1..=10)
        .map(|wave| (wave, [None, Some(GOLEM), Some(DRAGON)][if wave % 5 == 0 { wave as usize / 5 } else { 0 }]))
        .collect();
    assert_eq!(waves, bosses);
    assert_eq!(lines[..5], ["Wave 1", "Wave 2", "Wave 3", "Wave 4", "Wave 5: the golem comes!"]);
    assert_eq!(lines[9], "Wave 10: the dragon comes!");
}

#[test]
fn each_wave_is_stronger_and_people_make_it_stronger_still() {
    let worths = |people: u32| -> Vec<u32> {
        let mut rules = siege();
        rules.waves.as_mut().unwrap().boss_every = 0;
        // Nobody falls, so that the difference is what came: no sparks either, which fight.
        rules.director.troops.clear();
        rules.field.castle_health = 10_000_000;
        (rules.hero.damage, rules.hero.health) = (0, 1_000_000);
        rules.field.castle_damage = 0;
        let mut app = app(rules, 3);
        for player in 0..people {
            join(&mut app, player, None);
        }
        battle(&mut app);
        let mut worths = Vec::new();
        let mut before = 0;
        for _ in 0..60 * 30 {
            let (waves, _) = watch(&mut app, 1);
            if !waves.is_empty() {
                let now = come(&mut app);
                worths.push(now - before);
                before = now;
            }
        }
        worths
    };
    let (alone, five) = (worths(1), worths(5));
    // A straggler or two may have come with them.
    let about = |came: &[u32], sent: &[u32]| came.iter().zip(sent).all(|(a, b)| a.abs_diff(*b) <= 4);
    assert!(about(&alone, &[20, 30, 45, 67]), "{alone:?}");
    assert!(about(&five, &[60, 90, 135]), "{five:?}");
    assert!(alone.is_sorted() && five.is_sorted());
}

#[test]
fn a_beaten_wave_brings_the_next_sooner() {
    let mut rules = siege();
    rules.waves.as_mut().unwrap().every_s = 60.0;
    let mut app = app(rules, 1);
    battle(&mut app);
    put(&mut app, L, TITAN, 3, 1, 500.0);
    put(&mut app, L, DRAGON, 2, 2, 500.0);
    put(&mut app, L, GOLEM, 4, 0, 500.0);
    put(&mut app, L, GOLEM, 4, 3, 500.0);
    let (waves, _) = watch(&mut app, 30 * 58);
    assert!(waves.len() >= 2, "{waves:?}");
}

#[test]
fn the_fallen_castle_ends_it_and_the_wave_is_the_score() {
    let mut rules = siege();
    rules.field.castle_health = 400;
    let mut app = app(rules, 2);
    battle(&mut app);
    for _ in 0..30 * 200 {
        play(&mut app, 1);
        if !app.world().resource::<Results>().0.is_empty() {
            break;
        }
    }
    let result = app.world().resource::<Results>().0[0].clone();
    assert_eq!((result.winner, result.ended_by, result.lead_changes), (R, EndedBy::Castle, 0));
    assert!(result.wave >= 1 && result.wave == app.world().resource::<Waves>().number);
    assert_eq!(app.world().resource::<Results>().best_wave(), result.wave);
    // The next round begins before its first wave, with nothing left of the last one.
    while app.world().resource::<RoundBorder>().0 != app.world().resource::<Tick>().0 {
        play(&mut app, 1);
    }
    assert_eq!(app.world().resource::<Waves>().number, 0);
    assert_eq!((app.world().resource::<Reserve>().waiting(R), standing(&mut app, R)), (0, 0));
    // A result of a journal from before there were waves.
    let mut old = serde_json::to_value(&result).unwrap();
    old.as_object_mut().unwrap().remove("wave");
    assert_eq!(serde_json::from_value::<RoundResult>(old).unwrap().wave, 0);
}

#[test]
fn who_holds_out_until_time_is_up_has_won_without_sudden_death() {
    let mut rules = siege();
    rules.round.battle_s = 20.0;
    rules.field.castle_health = 1_000_000;
    let mut app = app(rules, 2);
    battle(&mut app);
    play(&mut app, 30 * 20 + 1);
    let result = &app.world().resource::<Results>().0[0];
    assert_eq!((result.winner, result.ended_by, result.wave), (L, EndedBy::Clock, 2));
}

#[test]
fn a_castle_that_cannot_fall_stands_and_mends_itself() {
    let mut rules = siege();
    (rules.field.castle_falls, rules.field.castle_mend) = (false, 10);
    rules.waves.as_mut().unwrap().worth = 2_000;
    let mut app = app(rules, 2);
    battle(&mut app);
    let mut least = i32::MAX;
    for _ in 0..30 * 60 {
        play(&mut app, 1);
        least = least.min(app.world().resource::<Castles>().0[0].health);
    }
    assert_eq!(least, 30, "a hundredth is left");
    assert!(app.world().resource::<Results>().0.is_empty());
    // Once the enemy is gone it mends.
    change::<Health>(&mut app, |unit| unit.team == R, |health| health.now = 0);
    app.world_mut().resource_mut::<Reserve>().0[1].clear();
    let before = app.world().resource::<Castles>().0[0].health;
    play(&mut app, 30 * 2);
    let after = app.world().resource::<Castles>().0[0].health;
    assert!(after > before, "{before} then {after}");
}

#[test]
fn nobody_is_on_the_games_own_side() {
    let mut rules = siege();
    rules.director.heroes = 6;
    let mut app = app(rules, 2);
    join(&mut app, 1, Some(R));
    join(&mut app, 2, None);
    battle(&mut app);
    join(&mut app, 1, Some(R));
    join(&mut app, 3, Some(R));
    play(&mut app, 300);
    let heroes = app.world().resource::<Heroes>();
    assert!((1..=3).all(|player| heroes.team_of(PlayerId(player)) == Some(L)));
    assert!(heroes.iter().all(|(_, record)| record.team == L), "the director's are ours, too");
    assert!(heroes.iter().any(|(_, record)| record.hero.ai), "the castle has defenders");
}

#[test]
fn who_played_for_the_right_side_before_comes_over() {
    let mut app = app(bare(), 2);
    join(&mut app, 1, Some(R));
    battle(&mut app);
    app.world_mut().insert_resource(siege());
    app.world_mut().write_message(RoundRequested::Restart);
    play(&mut app, 3);
    assert_eq!(hero(&mut app, 1).map(|(.., unit)| unit.team), Some(L));
}

#[test]
fn the_camp_has_no_archers_and_nothing_to_take() {
    let mut rules = siege();
    rules.waves.as_mut().unwrap().first_s = 300.0;
    rules.field.castle_damage = 50;
    let mut app = app(rules, 2);
    battle(&mut app);
    put(&mut app, L, RAM, 3, 1, 800.0);
    put(&mut app, L, KNIGHT, 3, 2, 800.0);
    play(&mut app, 30 * 20);
    assert_eq!(of_kind(&mut app, L, RAM) + of_kind(&mut app, L, KNIGHT), 6);
    let castle = app.world().resource::<Castles>().0[1];
    assert_eq!(castle.health, castle.max);
}

#[test]
fn a_wall_stands_before_the_gate_and_draws_the_blows() {
    let mut rules = bare();
    let wall = UnitKind(rules.units.len() as u16);
    let militia = rules.unit(MILITIA).clone();
    let id: std::sync::Arc<str> = "wall".into();
    let behaviour = Behaviour::Stand;
    rules.units.push(UnitRules { id, health: 4_000, damage: 0, speed: 0.0, behaviour, ..militia });
    let mut app = app(rules, 4);
    battle(&mut app);
    app.world_mut().write_message(SpawnRequested { team: L, unit: wall, count: 1, by: None, diamonds: 0 });
    play(&mut app, 2);
    let mut query = app.world_mut().query::<(&Unit, &Place)>();
    let found =
        query.iter(app.world()).find(|(unit, _)| unit.kind == Some(wall)).map(|(unit, place)| (unit.id, *place));
    let (id, place) = found.expect("a wall");
    assert!((GATE + 40.0..GATE + 120.0).contains(&place.x), "{place:?}");
    put(&mut app, R, KNIGHT, 5, place.lane, place.x + 120.0);
    put(&mut app, L, ARCHER, 1, place.lane, place.x - 30.0);
    play(&mut app, 30 * 8);
    let mut query = app.world_mut().query::<(&Unit, &Place, &Health)>();
    let now = query.iter(app.world()).find(|(unit, ..)| unit.id == id).map(|(_, place, health)| (place.x, health.now));
    let (x, health) = now.expect("it stands");
    assert_eq!(x.to_bits(), place.x.to_bits());
    assert!(health < 4_000, "nobody struck it");
    assert_eq!(of_kind(&mut app, L, ARCHER), 1, "they left the archer behind it alone");
    assert_eq!(app.world().resource::<Castles>().0[0].health, 3_000);
}

#[test]
fn a_siege_goes_the_same_way_twice_and_on_from_a_border() {
    let crowd = |app: &mut App| {
        for player in 0..6 {
            join(app, player, None);
        }
    };
    let run = |seed| {
        let mut app = app(siege(), seed);
        crowd(&mut app);
        let mut hashes = Vec::new();
        for _ in 0..30 * 40 {
            play(&mut app, 1);
            hashes.push(app.world().resource::<StateHash>().0);
        }
        hashes
    };
    assert_eq!(run(5), run(5));
    assert_ne!(run(5), run(6));
    let mut first = app(siege(), 7);
    crowd(&mut first);
    battle(&mut first);
    play(&mut first, 30 * 15);
    first.world_mut().write_message(RoundRequested::Restart);
    play(&mut first, 1);
    assert_eq!(first.world().resource::<RoundBorder>().0, first.world().resource::<Tick>().0);
    let text = serde_json::to_string(&save(first.world())).unwrap();
    let mut second = app(siege(), 1);
    crowd(&mut second);
    battle(&mut second);
    play(&mut second, 200);
    load(second.world_mut(), serde_json::from_str(&text).unwrap());
    assert_eq!(second.world().resource::<Waves>(), first.world().resource::<Waves>());
    for tick in 0..30 * 30 {
        play(&mut first, 1);
        play(&mut second, 1);
        let hash = |app: &App| app.world().resource::<StateHash>().0;
        assert_eq!(hash(&first), hash(&second), "tick {tick} after the border");
    }
    assert!(first.world().resource::<Waves>().number >= 2);
}
