//! Whole battles with the shipped rules and no people. Prints a line for each, for tuning:
//! `ARENA_SEEDS=20 cargo test --test arena_shipped -- --nocapture`.

use bevy::{prelude::*, time::TimeUpdateStrategy};
use throng::{
    arena::{self, Castles, Cue, Results, Round, RoundResult, Tick, Unit},
    base::{Dice, TeamId},
    rules::shipped,
    schedule,
};

struct Watched {
    result: RoundResult,
    /// Longest time without a blow while a battle ran, in ticks.
    quiet: u32,
    castles: [i32; 2],
    most: usize,
    mean: f32,
}

fn watch(seed: u64) -> Watched {
    let mut app = App::new();
    app.add_plugins(MinimalPlugins)
        .add_plugins((schedule::plugin, arena::plugin))
        .insert_resource(TimeUpdateStrategy::FixedTimesteps(1))
        .insert_resource(shipped())
        .insert_resource(Dice::new(seed));
    let (mut quiet, mut longest, mut most, mut sum, mut ticks) = (0, 0, 0, 0, 0);
    let mut units = app.world_mut().query::<&Unit>();
    while app.world().resource::<Results>().0.is_empty() {
        app.update();
        let fights = app.world().resource::<Round>().phase.fights();
        let hit = app
            .world()
            .resource::<Messages<Cue>>()
            .iter_current_update_messages()
            .any(|cue| matches!(cue, Cue::Hit { .. }));
        quiet = if fights && !hit { quiet + 1 } else { 0 };
        longest = longest.max(quiet);
        let count = units.iter(app.world()).count();
        most = most.max(count);
        if fights {
            sum += count;
            ticks += 1;
        }
        assert!(app.world().resource::<Tick>().0 < 30 * 300, "seed {seed}: the battle never ends");
    }
    let castles = app.world().resource::<Castles>().0.map(|castle| castle.health);
    let result = app.world().resource::<Results>().0[0].clone();
    Watched { result, quiet: longest, castles, most, mean: sum as f32 / ticks.max(1) as f32 }
}

#[test]
fn battles_are_alive_close_and_end() {
    let seeds = std::env::var("ARENA_SEEDS").ok().and_then(|seeds| seeds.parse().ok()).unwrap_or(6_u64);
    let (mut leads, mut untouched, mut left) = (0, 0, 0);
    for seed in 1..=seeds {
        let Watched { result, quiet, castles, most, mean } = watch(seed);
        println!(
            "seed {seed:>2}: {} by {:?} after {:.0} s, castles {castles:?}, {} leads, quiet {:.1} s, units {mean:.0} (most {most})",
            if result.winner == TeamId::LEFT { "left " } else { "right" },
            result.ended_by,
            result.seconds,
            result.lead_changes,
            throng::base::seconds(quiet),
        );
        assert!(quiet <= 90, "seed {seed}: nothing happened for {quiet} ticks");
        assert!((60.0..=256.0).contains(&result.seconds), "seed {seed}: {} s", result.seconds);
        leads += result.lead_changes;
        left += u64::from(result.winner == TeamId::LEFT);
        let full = shipped().field.castle_health;
        untouched += u64::from(castles.contains(&full));
    }
    println!("left won {left} of {seeds}, {leads} leads, {untouched} with an untouched castle");
    assert!(untouched * 4 <= seeds, "castles are rarely untouched");
}
