//! The flow of a round, its end, and what a battle without people is like.

use crate::{
    arena::{testing::*, *},
    base::{PlayerId, TeamId},
    rules::{GateRules, SuddenDeathRules},
};
use bevy::prelude::*;

const L: TeamId = TeamId::LEFT;
const R: TeamId = TeamId::RIGHT;

fn phase(app: &App) -> Phase {
    app.world().resource::<Round>().phase
}

fn last(app: &App) -> &RoundResult {
    app.world().resource::<Results>().0.last().expect("a decided round")
}

fn castle(app: &mut App, team: TeamId, health: i32) {
    app.world_mut().resource_mut::<Castles>().0[team.index()].health = health;
}

fn request(app: &mut App, request: RoundRequested) {
    app.world_mut().write_message(request);
    play(app, 1);
}

#[test]
fn all_phases_in_turn() {
    let mut rules = bare();
    (rules.round.lobby_s, rules.round.battle_s) = (2.0, 20.0);
    rules.round.podium_s = 3.0;
    rules.battle.sudden_death = Some(SuddenDeathRules { within: 5.0, at_most_s: 5.0 });
    let mut app = app(rules, 1);
    let mut seen = Vec::new();
    for _ in 0..30 * 36 {
        play(&mut app, 1);
        let round = app.world().resource::<Round>();
        let now = (round.number, round.phase);
        if seen.last().is_none_or(|(_, was)| *was != now) {
            seen.push((app.world().resource::<Tick>().0, now));
        }
    }
    let phases = [Phase::Lobby, Phase::Battle, Phase::SuddenDeath, Phase::Podium];
    let wanted: Vec<_> =
        phases.map(|phase| (1, phase)).into_iter().chain([(2, Phase::Lobby), (2, Phase::Battle)]).collect();
    assert_eq!(seen.iter().map(|(_, now)| *now).collect::<Vec<_>>(), wanted);
    let lengths: Vec<_> = seen.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
    assert_eq!(lengths, [60, 600, 150, 90, 60]);
    assert_eq!(last(&app).ended_by, EndedBy::SuddenDeath, "nobody touched a castle");
}

#[test]
fn a_fallen_castle_ends_it() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    play(&mut app, 60);
    put(&mut app, L, RAM, 4, 1, 790.0);
    castle(&mut app, R, 50);
    play(&mut app, 30 * 2);
    assert_eq!(phase(&app), Phase::Podium);
    let result = last(&app);
    assert_eq!((result.winner, result.ended_by), (L, EndedBy::Castle));
    assert!(result.seconds > 2.0 && result.seconds < 5.0);
}

#[test]
fn the_clock_goes_by_castle_health_and_a_clear_lead_needs_no_sudden_death() {
    let mut rules = bare();
    rules.round.battle_s = 20.0;
    rules.battle.sudden_death = Some(SuddenDeathRules { within: 5.0, at_most_s: 30.0 });
    let mut app = app(rules, 1);
    battle(&mut app);
    castle(&mut app, L, 1_500);
    play(&mut app, 30 * 21);
    assert_eq!(phase(&app), Phase::Podium);
    assert_eq!((last(&app).winner, last(&app).ended_by), (R, EndedBy::Clock));
}

/// A battle of 20 s whose castles are too near to each other for the clock to decide.
fn sudden_death() -> App {
    let mut rules = bare();
    rules.round.battle_s = 20.0;
    rules.battle.sudden_death = Some(SuddenDeathRules { within: 5.0, at_most_s: 30.0 });
    rules.battle.gates = Some(GateRules { seconds: 2.0, mend_s: 60.0, wound: 1.0, back_to: 35.0, spent: 70 });
    let mut app = app(rules, 1);
    battle(&mut app);
    castle(&mut app, R, 2_900);
    play(&mut app, 30 * 21);
    assert_eq!(phase(&app), Phase::SuddenDeath);
    app
}

#[test]
fn in_sudden_death_the_next_gate_wins() {
    let mut app = sudden_death();
    put(&mut app, R, RAM, 4, 0, 170.0);
    for _ in 0..30 * 8 {
        if phase(&app) == Phase::SuddenDeath {
            play(&mut app, 1);
        }
    }
    assert_eq!(phase(&app), Phase::Podium);
    let result = last(&app);
    assert_eq!((result.winner, result.ended_by, result.gates), (R, EndedBy::SuddenDeath, [1, 0]), "though behind");
}

#[test]
fn after_sudden_death_the_ground_decides() {
    let mut app = sudden_death();
    app.world_mut().resource_mut::<Lanes>().fronts = [300.0; 4];
    play(&mut app, 30 * 31);
    assert_eq!((last(&app).winner, last(&app).ended_by), (R, EndedBy::SuddenDeath));
}

#[test]
fn without_sudden_death_even_castles_are_decided_by_the_ground() {
    let mut rules = bare();
    rules.round.battle_s = 20.0;
    let mut app = app(rules, 1);
    battle(&mut app);
    app.world_mut().resource_mut::<Lanes>().fronts = [700.0; 4];
    play(&mut app, 30 * 21);
    assert_eq!((last(&app).winner, last(&app).ended_by), (L, EndedBy::Clock));
}

#[test]
fn a_battle_is_not_extended_for_ever() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    for _ in 0..9 {
        request(&mut app, RoundRequested::Extend(u32::MAX));
    }
    let round = app.world().resource::<Round>().clone();
    assert_eq!(round.until, round.since + 2 * 3_600 * 30);
}

#[test]
fn the_operator_moves_the_round() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    let until = app.world().resource::<Round>().until;
    request(&mut app, RoundRequested::Extend(30));
    assert_eq!(app.world().resource::<Round>().until, until + 900);
    castle(&mut app, L, 2_000);
    request(&mut app, RoundRequested::Next);
    assert_eq!(phase(&app), Phase::Podium);
    assert_eq!((last(&app).winner, last(&app).ended_by), (R, EndedBy::Operator));
    request(&mut app, RoundRequested::Next);
    assert_eq!((phase(&app), app.world().resource::<Round>().number), (Phase::Lobby, 2));
    battle(&mut app);
    request(&mut app, RoundRequested::Restart);
    assert_eq!((phase(&app), app.world().resource::<Round>().number), (Phase::Lobby, 3));
    assert_eq!(app.world().resource::<Results>().0.len(), 1, "a restart decides nothing");
}

#[test]
fn of_earlier_rounds_little_is_kept() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    (1..=15).for_each(|player| join(&mut app, player, Some(R)));
    let mut decide = || {
        request(&mut app, RoundRequested::Next);
        let rounds = &app.world().resource::<Results>().0;
        let kept: Vec<_> = rounds.iter().map(|round| (round.best.len(), round.best.capacity())).collect();
        request(&mut app, RoundRequested::Next);
        battle(&mut app);
        kept
    };
    assert_eq!(decide(), [(10, 10)]);
    assert_eq!(decide(), [(3, 3), (10, 10)]);
}

#[test]
fn a_new_round_begins_with_a_clear_field_and_the_same_heroes() {
    let mut app = app(rules(), 1);
    battle(&mut app);
    join(&mut app, 1, Some(R));
    app.world_mut().write_message(BoostRequested { player: PlayerId(1), levels: 4, energy: 0, wake: true });
    play(&mut app, 30 * 20);
    request(&mut app, RoundRequested::Next);
    play(&mut app, 30 * 3 + 1);
    let round = app.world().resource::<Round>();
    assert_eq!((round.number, round.phase), (2, Phase::Lobby));
    let mut shots = app.world_mut().query::<&Projectile>();
    assert_eq!(shots.iter(app.world()).count(), 0);
    let (hero, _, health, unit) = hero(&mut app, 1).expect("back at once");
    assert_eq!((unit.team, hero.level, hero.deeds), (R, 1, 0));
    assert_eq!(health.now, health.max);
    assert_eq!(app.world().resource::<Castles>().0[0].health, 3_000);
    assert_eq!(app.world().resource::<Tallies>().0.get(&PlayerId(1)).map_or(0, |tally| tally.round_hero_damage), 0);
}

#[test]
fn people_stand_before_the_directors_heroes_on_the_podium() {
    let mut app = app(rules(), 2);
    join(&mut app, 1, Some(L));
    battle(&mut app);
    play(&mut app, 30 * 60);
    request(&mut app, RoundRequested::Next);
    let best = &last(&app).best;
    assert_eq!(best[0].player, PlayerId(1));
    assert!(best.len() > 3 && best[1..].iter().all(|place| place.ai));
    assert!(best[1..].is_sorted_by(|a, b| a.score >= b.score));
}

/// What a battle of the director's is like, for several seeds: printed for tuning, held to the promises.
#[test]
fn battles_without_people_are_alive_and_end() {
    let (mut lengths, mut leads, mut untouched) = (Vec::new(), 0, 0);
    for seed in 1..=5 {
        let mut app = app(rules(), seed);
        let (mut quiet, mut longest) = (0_u32, 0);
        while app.world().resource::<Results>().0.is_empty() {
            play(&mut app, 1);
            let cues = app.world().resource::<Messages<Cue>>();
            let hit = cues.iter_current_update_messages().any(|cue| matches!(cue, Cue::Hit { .. }));
            quiet = if phase(&app).fights() && !hit { quiet + 1 } else { 0 };
            longest = longest.max(quiet);
            assert!(app.world().resource::<Tick>().0 < 30 * 300, "it never ends");
        }
        let castles = app.world().resource::<Castles>().0.map(|castle| castle.health);
        let result = last(&app);
        println!(
            "seed {seed}: {:?} by {:?} after {:.0} s, castles {castles:?}, {} leads, quiet {:.1} s, {:?}",
            result.winner,
            result.ended_by,
            result.seconds,
            result.lead_changes,
            longest as f32 / 30.0,
            result.titles.first().map(|(text, _)| text),
        );
        assert!(longest <= 90, "nothing happened for {longest} ticks");
        lengths.push(result.seconds);
        leads += result.lead_changes;
        untouched += u32::from(castles[0] == 3_000 || castles[1] == 3_000);
    }
    assert!(lengths.iter().all(|seconds| (90.0..=241.0).contains(seconds)), "{lengths:?}");
    assert!(leads >= 3, "leads change");
    assert!(untouched <= 1, "castles are rarely untouched");
}
