//! What the show is drawn on: the streamed window, a picture, or nothing.

use std::time::Duration;

use bevy::{
    app::{PluginGroupBuilder, ScheduleRunnerPlugin, TaskPoolOptions, TaskPoolPlugin, TaskPoolThreadAssignmentPolicy},
    log::LogPlugin,
    prelude::*,
    render::{
        RenderPlugin,
        settings::{RenderCreation, WgpuSettings},
    },
    window::{ExitCondition, PresentMode, WindowResolution},
    winit::{WinitPlugin, WinitSettings},
};

/// The title of the streamed window, always, so that a capture of it is found again.
pub const TITLE: &str = "Throng";

/// What the stage is drawn on.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surface {
    /// The streamed window.
    Window {
        /// Logical width at the start.
        width: u32,
        /// Logical height at the start.
        height: u32,
    },
    /// A picture in memory, without any window or display.
    Image {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// Nothing: everything runs but the graphics card; for tests.
    Nothing,
}

impl Default for Surface {
    fn default() -> Self {
        Self::Window { width: 540, height: 960 }
    }
}

/// Bevy's plugins for a show on `surface`: no log plugin (the program has its own), and compute threads for all cores.
#[must_use]
pub fn base_plugins(surface: Surface) -> PluginGroupBuilder {
    let base = DefaultPlugins.build().disable::<LogPlugin>().set(TaskPoolPlugin { task_pool_options: all_cores() });
    let windowless = WindowPlugin { primary_window: None, exit_condition: ExitCondition::DontExit, ..default() };
    let looped = ScheduleRunnerPlugin::run_loop(Duration::ZERO);
    match surface {
        Surface::Window { width, height } => base.set(WindowPlugin {
            primary_window: Some(Window {
                title: TITLE.into(),
                resolution: WindowResolution::new(width, height),
                present_mode: PresentMode::AutoVsync,
                ..default()
            }),
            exit_condition: ExitCondition::OnPrimaryClosed,
            ..default()
        }),
        Surface::Image { .. } => base.set(windowless).disable::<WinitPlugin>().add(looped),
        Surface::Nothing => {
            let settings = WgpuSettings { backends: None, ..default() };
            let blind = RenderPlugin { render_creation: RenderCreation::Automatic(Box::new(settings)), ..default() };
            base.set(windowless).set(blind).disable::<WinitPlugin>().add(looped)
        }
    }
    .add(SurfacePlugin(surface))
}

/// Tells the stage what it is drawn on.
struct SurfacePlugin(Surface);

impl Plugin for SurfacePlugin {
    fn build(&self, app: &mut App) {
        // A streamed window must not slow down because the streamer clicks elsewhere.
        app.insert_resource(self.0).insert_resource(WinitSettings::continuous());
    }
}

fn all_cores() -> TaskPoolOptions {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let policy = |threads| TaskPoolThreadAssignmentPolicy {
        min_threads: threads,
        max_threads: threads,
        percent: 1.0,
        on_thread_spawn: None,
        on_thread_destroy: None,
    };
    TaskPoolOptions { compute: policy(cores), async_compute: policy((cores / 2).max(1)), ..default() }
}
