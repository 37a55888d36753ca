//! The presets: sound, without advice, and played by crowds of many sizes. Prints a line for each show, for tuning:
//! `PRESET_SEEDS=5 PRESET=siege cargo test --test presets -- --nocapture`.

use bevy::{prelude::*, time::TimeUpdateStrategy};
use throng::{
    arena::{Castles, Cue, Hero, Phase, Results, Round, StateHash, Tick, Unit},
    base::TeamId,
    game::{GamePlugins, Lockstep, bare_app},
    interaction::Inbox,
    roster::Roster,
    rules,
    session::Report,
};
use tiktool_crowd::CrowdSettings;

/// What a show of some minutes was like.
struct Show {
    /// Wave and seconds of each decided round.
    rounds: Vec<(u32, f32)>,
    /// Least health of the left castle, in percent.
    lowest: i32,
    /// Longest time without a blow while a battle ran, in ticks.
    quiet: u32,
    /// Most units of each side.
    most: [usize; 2],
    players: usize,
    hash: u64,
}

/// The file as it lies in the folder, so that tuning it needs no new build.
fn text(preset: &str) -> String {
    let file = format!("{}/assets/presets/{preset}.ron", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(file).unwrap()
}

fn app(preset: &str, seed: u64) -> App {
    let mut app = bare_app();
    app.add_plugins(GamePlugins::new(rules::parse(&text(preset)).unwrap(), seed));
    app.insert_resource(TimeUpdateStrategy::FixedTimesteps(1));
    app.finish();
    app.cleanup();
    app
}

fn show(preset: &str, viewers: u32, seed: u64, minutes: u32) -> Show {
    let mut app = app(preset, seed);
    // More people do more, as the program's own crowd has it.
    let usual = CrowdSettings::default();
    let rate = usual.rate * (f64::from(viewers) / f64::from(usual.viewers)).powf(0.65);
    let mut crowd = Lockstep::crowd(CrowdSettings { seed, viewers, rate, ..usual });
    let mut facts = Vec::new();
    let (mut quiet, mut longest, mut lowest, mut most) = (0_u32, 0, 100, [0; 2]);
    let mut units = app.world_mut().query::<(&Unit, Option<&Hero>)>();
    let mut tick = 0;
    while tick < minutes * 60 * 30 {
        crowd.facts_until(f64::from(tick + 1) / 30.0, &mut facts);
        let mut inbox = app.world_mut().resource_mut::<Inbox>();
        facts.drain(..).for_each(|fact| inbox.push(tick + 1, fact));
        app.update();
        let world = app.world();
        tick = world.resource::<Tick>().0;
        let cues = world.resource::<Messages<Cue>>();
        let hit = cues.iter_current_update_messages().any(|cue| matches!(cue, Cue::Hit { .. }));
        let fights = world.resource::<Round>().phase == Phase::Battle;
        quiet = if fights && !hit { quiet + 1 } else { 0 };
        longest = longest.max(quiet);
        let castle = world.resource::<Castles>().0[0];
        if fights {
            lowest = lowest.min(castle.health * 100 / castle.max.max(1));
        }
        if tick % 30 == 0 {
            let mut now = [0; 2];
            for (unit, hero) in units.iter(world) {
                now[unit.team.index()] += 1;
                let right = unit.team == TeamId::RIGHT;
                assert!(preset == "clash" || !(right && hero.is_some()), "a hero on the game's own side");
            }
            most = [most[0].max(now[0]), most[1].max(now[1])];
        }
    }
    let world = app.world();
    let report = Report::of(world);
    assert_eq!(report.gifts.received, report.gifts.fulfilled + report.gifts.waiting);
    if preset != "clash" {
        assert!(world.resource::<Roster>().iter().all(|player| player.team != Some(TeamId::RIGHT)));
    }
    Show {
        rounds: world.resource::<Results>().0.iter().map(|result| (result.wave, result.seconds)).collect(),
        lowest,
        quiet: longest,
        most,
        players: world.resource::<Roster>().len(),
        hash: world.resource::<StateHash>().0,
    }
}

fn median(mut values: Vec<f32>) -> f32 {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f32::NAN)
}

/// Plays shows and prints what they were like.
fn shows(preset: &str, viewers: u32, minutes: u32) -> Vec<Show> {
    let asked = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u32>().ok());
    let seeds = asked("PRESET_SEEDS").unwrap_or(1);
    let all: Vec<Show> = (1..=u64::from(seeds))
        .map(|seed| show(preset, viewers, seed, asked("PRESET_MIN").unwrap_or(minutes)))
        .collect();
    let rounds = || all.iter().flat_map(|show| &show.rounds);
    println!(
        "{preset:>6} {viewers:>3} viewers: {:>2} rounds, wave {:>4.1}, {:>5.1} s (median); {:?}; castle down to {} %, quiet {:.1} s, units {:?}, {} players",
        rounds().count(),
        median(rounds().map(|(wave, _)| *wave as f32).collect()),
        median(rounds().map(|(_, seconds)| *seconds).collect()),
        rounds().map(|(wave, seconds)| (*wave, seconds.round())).collect::<Vec<_>>(),
        all.iter().map(|show| show.lowest).min().unwrap_or(0),
        all.iter().map(|show| show.quiet).max().unwrap_or(0) as f32 / 30.0,
        all.iter().map(|show| show.most).max().unwrap_or_default(),
        all.iter().map(|show| show.players).max().unwrap_or(0),
    );
    all
}

#[test]
fn every_preset_is_sound_and_needs_no_advice() {
    for preset in rules::PRESETS {
        let rules = rules::parse(preset.text).unwrap_or_else(|faults| panic!("{}\n{faults}", preset.name));
        let warnings = rules::warnings(preset.text, &rules);
        assert!(warnings.list.is_empty(), "{}\n{warnings}", preset.name);
        assert!(ron::from_str::<Box<ron::value::RawValue>>(preset.text).is_ok(), "{} is no RON", preset.name);
        // A file without lines of its own shows those of the language.
        let lines = rules.stage.how_to.len();
        assert!(lines == 0 || lines >= 5, "{}: {lines} lines of how to play", preset.name);
    }
}

#[test]
fn a_siege_is_lost_in_the_end_and_the_wave_is_its_score() {
    for viewers in [0, 3, 30, 300] {
        for show in shows("siege", viewers, 10) {
            assert!(!show.rounds.is_empty(), "{viewers} viewers: no siege ended");
            assert!(
                show.rounds.iter().all(|(wave, seconds)| *wave >= 3 && *seconds >= 60.0),
                "{viewers}: {:?}",
                show.rounds
            );
            assert!(show.quiet <= 90, "nothing happened for {} ticks", show.quiet);
        }
    }
}

#[test]
fn nobody_loses_when_it_is_calm() {
    for viewers in [0, 3, 30, 300] {
        for show in shows("calm", viewers, 10) {
            assert!(show.rounds.iter().all(|(_, seconds)| (*seconds - 240.0).abs() < 0.1), "{:?}", show.rounds);
            assert_eq!(show.rounds.len(), 2);
            assert!(show.lowest >= 50, "{viewers} viewers: the castle was down to {} %", show.lowest);
            assert!(show.quiet <= 90, "nothing happened for {} ticks", show.quiet);
        }
    }
}

#[test]
fn a_siege_is_the_same_for_the_same_seed() {
    assert_eq!(show("siege", 30, 5, 4).hash, show("siege", 30, 5, 4).hash);
    assert_ne!(show("siege", 30, 5, 4).hash, show("siege", 30, 6, 4).hash);
}
