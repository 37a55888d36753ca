//! An app without a window.

use bevy::{
    app::{RunFixedMainLoop, ScheduleRunnerPlugin, TaskPoolOptions, TaskPoolPlugin},
    ecs::schedule::{ScheduleLabel, SingleThreadedExecutor},
    prelude::*,
    tasks::available_parallelism,
};

/// An app with Bevy's smallest plugins and no runner of its own: who made it calls `update`.
pub fn bare_app() -> App {
    let mut app = App::new();
    app.add_plugins(MinimalPlugins.build().disable::<ScheduleRunnerPlugin>().set(pools()));
    on_one_thread(&mut app);
    app
}

/// Runs the systems of each schedule one after the other. Without a window they are short: to wake a thread for one costs
/// more than it does. Threads are used within a system, where many units decide.
fn on_one_thread(app: &mut App) {
    fn one(app: &mut App, label: impl ScheduleLabel) {
        app.edit_schedule(label, |schedule| {
            schedule.set_executor(SingleThreadedExecutor::new());
        });
    }
    one(app, First);
    one(app, PreUpdate);
    one(app, RunFixedMainLoop);
    one(app, Update);
    one(app, PostUpdate);
    one(app, Last);
    one(app, FixedFirst);
    one(app, FixedPreUpdate);
    one(app, FixedPostUpdate);
    one(app, FixedLast);
}

/// Task pools with a computing thread for each core. Bevy's own split leaves one on two cores.
#[must_use]
pub fn pools() -> TaskPoolPlugin {
    let mut options = TaskPoolOptions::default();
    options.compute.min_threads = available_parallelism();
    options.compute.max_threads = options.compute.min_threads;
    TaskPoolPlugin { task_pool_options: options }
}
