//! How long the fixed steps and the frames take, and how long a fact waits for its request. Measures the machine; nothing
//! in the game reads it.

use std::time::Instant;

use bevy::prelude::*;

use super::histogram::DurationHistogram;
use crate::{interaction::Served, schedule::ThrongSystems};

/// The spreads of the show so far.
#[derive(Resource, Debug, Default)]
pub struct Timings {
    /// One fixed step, all of it.
    pub tick: DurationHistogram,
    /// From a fact's arrival in the inbox to its request.
    pub to_request: DurationHistogram,
    /// From one drawn frame to the next; empty where nothing is drawn.
    pub frame: DurationHistogram,
}

#[derive(Resource, Debug, Default)]
struct Stopwatch(Option<Instant>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Timings>()
        .init_resource::<Stopwatch>()
        .add_systems(FixedPreUpdate, start.in_set(ThrongSystems::Decide))
        .add_systems(FixedPostUpdate, stop.in_set(ThrongSystems::Apply));
}

fn start(mut watch: ResMut<Stopwatch>) {
    watch.0 = Some(Instant::now());
}

fn stop(mut watch: ResMut<Stopwatch>, served: Option<Res<Served>>, mut timings: ResMut<Timings>) {
    if let Some(started) = watch.0.take() {
        timings.tick.add(started.elapsed());
    }
    for wait in served.iter().flat_map(|served| served.iter()) {
        timings.to_request.add(wait);
    }
}

/// Measures from one drawn frame to the next. For whoever draws, once there is something to see.
pub fn measure_frames(mut timings: ResMut<Timings>, mut before: Local<Option<Instant>>) {
    let now = Instant::now();
    if let Some(before) = before.replace(now) {
        timings.frame.add(now - before);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_is_measured_once() {
        let mut app = App::new();
        app.add_plugins(plugin);
        for _ in 0..3 {
            app.world_mut().run_schedule(FixedPreUpdate);
            app.world_mut().run_schedule(FixedPostUpdate);
        }
        let timings = app.world().resource::<Timings>();
        assert_eq!((timings.tick.count(), timings.to_request.count(), timings.frame.count()), (3, 0, 0));
    }

    #[test]
    fn a_frame_lasts_until_the_next() {
        let mut app = App::new();
        app.add_plugins(plugin).add_systems(Last, measure_frames);
        (0..5).for_each(|_| app.world_mut().run_schedule(Last));
        assert_eq!(app.world().resource::<Timings>().frame.count(), 4);
    }
}
