//! The arena taken down between two rounds and put back, and the hashes of its parts.

use crate::{
    arena::{
        checkpoint::{ArenaState, load, save},
        combat::{damage::Damage, pending::PendingPowers},
        flow::{director::Direction, lead::Lead},
        testing::*,
        *,
    },
    base::{PlayerId, TeamId},
    rules::{Aim, Rules},
};
use bevy::prelude::*;

/// A show with people, gifts and powers, up to the border after its first round.
fn to_the_border(rules: Rules, seed: u64) -> App {
    let mut app = app(rules, seed);
    battle(&mut app);
    for player in 0..12 {
        join(&mut app, player, (player < 4).then_some(TeamId::RIGHT));
    }
    for team in TeamId::BOTH {
        app.world_mut().write_message(SpawnRequested {
            team,
            unit: ARCHER,
            count: 200,
            by: Some(PlayerId(3)),
            diamonds: 0,
        });
    }
    order(&mut app, 2, Order::Stance(crate::rules::Stance::Hold));
    play(&mut app, 400);
    app.world_mut().write_message(RoundRequested::Next);
    play(&mut app, 2);
    app.world_mut().write_message(BoostRequested { player: PlayerId(1), levels: 3, energy: 700, wake: true });
    app.world_mut().write_message(PowerRequested {
        power: METEOR,
        team: TeamId::LEFT,
        on: Aim::Enemy,
        by: Some(PlayerId(2)),
    });
    for _ in 0..200 {
        play(&mut app, 1);
        if at_border(&app) {
            return app;
        }
    }
    panic!("no new round came");
}

fn at_border(app: &App) -> bool {
    app.world().resource::<RoundBorder>().0 == app.world().resource::<Tick>().0
}

fn same<R: Resource + PartialEq + std::fmt::Debug>(a: &App, b: &App) {
    assert_eq!(a.world().resource::<R>(), b.world().resource::<R>());
}

#[test]
fn nothing_of_the_arena_is_lost() {
    let before = to_the_border(rules(), 4);
    let text = serde_json::to_string(&save(before.world())).unwrap();
    // Into the middle of another battle.
    let mut after = app(rules(), 99);
    battle(&mut after);
    join(&mut after, 70, None);
    play(&mut after, 200);
    after.world_mut().write_message(SpawnRequested {
        team: TeamId::LEFT,
        unit: KNIGHT,
        count: 9,
        by: None,
        diamonds: 0,
    });
    after.world_mut().write_message(RoundRequested::Restart);
    load(after.world_mut(), serde_json::from_str::<ArenaState>(&text).unwrap());
    assert_eq!(serde_json::to_string(&save(after.world())).unwrap(), text);
    same::<Tick>(&before, &after);
    same::<Round>(&before, &after);
    same::<RoundBorder>(&before, &after);
    same::<Castles>(&before, &after);
    same::<Beacon>(&before, &after);
    same::<Lead>(&before, &after);
    same::<Heroes>(&before, &after);
    same::<Reserve>(&before, &after);
    same::<Meters>(&before, &after);
    same::<Tallies>(&before, &after);
    same::<Results>(&before, &after);
    same::<Direction>(&before, &after);
    same::<StateHash>(&before, &after);
    same::<crate::base::Dice>(&before, &after);
    let fired = |app: &App| app.world().resource::<PendingPowers>().0.clone();
    assert_eq!((fired(&before).len(), fired(&before)), (1, fired(&after)));
    let last_blow = |app: &App| app.world().resource::<Damage>().last_blow;
    assert_eq!(last_blow(&before), last_blow(&after));
    assert_eq!(parts(before.world()), parts(after.world()));
    // There was something to lose.
    let heroes = before.world().resource::<Heroes>();
    let [led, held] = [1, 2].map(|player| heroes.get(PlayerId(player)).unwrap().hero.clone());
    assert_eq!((led.level, held.stance), (4, crate::rules::Stance::Hold));
    assert!(before.world().resource::<Reserve>().waiting(TeamId::LEFT) > 0);
    // And nobody of the other battle is left, nor what was asked for in it.
    assert_eq!(standing(&mut after, TeamId::LEFT) + standing(&mut after, TeamId::RIGHT), 0);
    play(&mut after, 1);
    assert_eq!(after.world().resource::<Round>().number, 2, "the restart is forgotten");
    same::<Reserve>(&before, &after);
}

#[test]
fn a_restarted_battle_is_never_decided() {
    let mut rules = bare();
    rules.round.battle_s = 20.0;
    let mut app = app(rules, 1);
    battle(&mut app);
    let until = app.world().resource::<Round>().until;
    let now = app.world().resource::<Tick>().0;
    play(&mut app, until - now - 1);
    // In the tick in which the clock runs out and a castle lies in ruins.
    app.world_mut().resource_mut::<Castles>().0[1].health = 0;
    app.world_mut().write_message(RoundRequested::Restart);
    play(&mut app, 1);
    let round = app.world().resource::<Round>().clone();
    assert_eq!((round.number, round.phase, round.since), (2, Phase::Lobby, until));
    assert!(app.world().resource::<Results>().0.is_empty());
    assert_eq!(app.world().resource::<Castles>().0[1].health, 3_000);
}

#[test]
fn each_part_has_a_hash_of_its_own() {
    let mut app = app(bare(), 5);
    battle(&mut app);
    put(&mut app, TeamId::LEFT, KNIGHT, 2, 0, 300.0);
    play(&mut app, 1);
    let plain = parts(app.world());
    assert_eq!(plain, parts(app.world()));
    let whole = app.world().resource::<StateHash>().0;
    assert!([plain.units, plain.castles, plain.round].iter().all(|part| *part != 0 && *part != whole));
    change::<Health>(&mut app, |_| true, |health| health.now -= 1);
    let hurt = parts(app.world());
    assert_eq!(PartHashes { units: plain.units, ..hurt }, plain);
    app.world_mut().resource_mut::<Castles>().0[0].health -= 1;
    let battered = parts(app.world());
    assert_eq!(PartHashes { castles: hurt.castles, ..battered }, hurt);
    app.world_mut().resource_mut::<Beacon>().lights_at += 1;
    assert_ne!(parts(app.world()).castles, battered.castles);
    let lit = parts(app.world());
    app.world_mut().resource_mut::<Reserve>().0[1].push(Waiting { kind: RAM, count: 3, by: None, strength: 80 });
    let waiting = parts(app.world());
    assert_eq!(PartHashes { reserve: lit.reserve, ..waiting }, lit);
    app.world_mut().resource_mut::<Round>().until += 1;
    let longer = parts(app.world());
    assert_eq!(PartHashes { round: waiting.round, ..longer }, waiting);
    app.world_mut().resource_mut::<Heroes>().add(PlayerId(1), "p".into(), TeamId::LEFT, false, 9);
    let joined = parts(app.world());
    assert_eq!(PartHashes { heroes: longer.heroes, ..joined }, longer);
    for part in [
        (plain.units, hurt.units),
        (hurt.castles, battered.castles),
        (lit.reserve, waiting.reserve),
        (waiting.round, longer.round),
        (longer.heroes, joined.heroes),
    ] {
        assert_ne!(part.0, part.1);
    }
    assert_eq!(parts(&World::new()), PartHashes::default());
}
