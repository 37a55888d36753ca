use bevy::prelude::*;

use super::{testing::*, *};

#[test]
fn rounds_come_and_go() {
    for seed in 1..=6 {
        let mut app = app(rules(), seed);
        let mut quiet = 0;
        let mut longest = 0;
        while app.world().resource::<Results>().0.is_empty() {
            app.update();
            let tick = app.world().resource::<Tick>().0;
            let fights = app.world().resource::<Round>().phase.fights();
            let hit = app
                .world()
                .resource::<Messages<Cue>>()
                .iter_current_update_messages()
                .any(|c| matches!(c, Cue::Hit { .. }));
            quiet = if fights && !hit { quiet + 1 } else { 0 };
            longest = longest.max(quiet);
            assert!(tick < 30 * 400, "the round never ends");
            if tick % 900 == 0 {
                let castles = app.world().resource::<Castles>().0;
                let (l, r) =
                    (standing(&mut app, crate::rules::TeamId::LEFT), standing(&mut app, crate::rules::TeamId::RIGHT));
                println!(
                    "seed {seed} {:>4}s castles {} {} units {l} {r}",
                    tick / 30,
                    castles[0].health,
                    castles[1].health
                );
            }
        }
        let result = &app.world().resource::<Results>().0[0];
        println!(
            "seed {seed}: {:?} {:?} {:.0}s leads {} quiet {:.1}s title {:?}",
            result.winner,
            result.ended_by,
            result.seconds,
            result.lead_changes,
            longest as f32 / 30.0,
            result.title.as_ref().map(|t| t.0.clone())
        );
    }
}
