//! What the show is drawn on: the streamed window, a picture, or nothing.

use std::{env, panic, time::Duration};

use bevy::{
    app::{
        PluginGroupBuilder, ScheduleRunnerPlugin, TaskPoolOptions, TaskPoolPlugin, TaskPoolThreadAssignmentPolicy,
        TerminalCtrlCHandlerPlugin,
    },
    prelude::*,
    render::{
        RenderPlugin,
        settings::{MemoryHints, RenderCreation, WgpuSettings},
    },
    window::{ExitCondition, PresentMode, WindowResolution},
    winit::{UpdateMode, WinitPlugin, WinitSettings},
};
use thiserror::Error;

use crate::stage::art::asset::ArtSourcesPlugin;

/// The least time from one frame to the next: no stream carries more than 60 a second, and what is drawn beyond takes from
/// the streamer's own capture. A picture in memory keeps to it, too.
const FRAME: Duration = Duration::from_nanos(1_000_000_000 / 60);

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
        /// Sixty frames a second at most, as in a window; else as many as the machine draws.
        paced: bool,
    },
    /// Nothing: everything runs but the graphics card; for tests.
    Nothing,
}

impl Default for Surface {
    fn default() -> Self {
        Self::Window { width: 540, height: 960 }
    }
}

/// Why no window can be opened here, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("No window can be opened: {0}")]
pub struct NoWindow(String);

impl NoWindow {
    /// In words for a streamer, from those that Bevy panics with.
    fn of(words: &str) -> Self {
        Self(if words.contains("GPU") {
            format!("there is no driver that draws. {DRIVER}")
        } else if words.contains("NoMatch") {
            // Of fontconfig, which has no font to offer.
            "there is no font at all. On Debian: apt-get install fonts-noto-core.".into()
        } else if words.contains("LibraryOpenError") {
            "a library of the display is missing. On Debian: apt-get install libx11-6 libxcursor1 libxi6 \
             libxkbcommon-x11-0."
                .into()
        } else if words.contains("event loop") {
            let place =
                ["WAYLAND_DISPLAY", "DISPLAY"].iter().find_map(|name| env::var(name).ok().filter(|v| !v.is_empty()));
            let place =
                place.map_or_else(|| "the display".into(), |place| format!("the display \u{201c}{place}\u{201d}"));
            format!("nothing answers at {place}. Start Throng on the desktop itself, or add --headless.")
        } else {
            words.lines().next().unwrap_or("the reason is unknown").into()
        })
    }
}

/// What to do where nothing draws.
const DRIVER: &str = if cfg!(target_os = "windows") {
    "Install the driver of your graphics card, and the updates of Windows."
} else if cfg!(target_os = "macos") {
    "Throng needs a Mac with Metal, macOS 10.13 or later."
} else {
    "Install the Vulkan driver of your graphics card; without a card, on Debian: apt-get install libvulkan1 \
     mesa-vulkan-drivers."
};

/// An app with Bevy's plugins for a show on `surface`.
///
/// # Errors
/// When this machine has no display or nothing that draws.
pub fn open(surface: Surface) -> Result<App, NoWindow> {
    // Bevy panics then, and there is no other way to learn of it. Only its plugins are built here, so nothing is lost.
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let opened = panic::catch_unwind(move || {
        let mut app = App::new();
        app.add_plugins(base_plugins(surface));
        app
    });
    panic::set_hook(hook);
    opened.map_err(|payload| {
        let text = payload.downcast_ref::<String>().map(String::as_str);
        NoWindow::of(text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or_default())
    })
}

/// Bevy's plugins for a show on `surface`, with compute threads for all cores.
#[must_use]
pub fn base_plugins(surface: Surface) -> PluginGroupBuilder {
    let base = DefaultPlugins
        .build()
        // The program ends a show by itself when it is asked to, with its report.
        .disable::<TerminalCtrlCHandlerPlugin>()
        .add_before::<AssetPlugin>(ArtSourcesPlugin)
        .set(renderer(WgpuSettings::default()))
        .set(TaskPoolPlugin { task_pool_options: all_cores() });
    let windowless = WindowPlugin { primary_window: None, exit_condition: ExitCondition::DontExit, ..default() };
    let looped = ScheduleRunnerPlugin::run_loop;
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
        Surface::Image { paced, .. } => {
            let wait = if paced { FRAME } else { Duration::ZERO };
            base.set(windowless).disable::<WinitPlugin>().add(looped(wait))
        }
        Surface::Nothing => {
            let blind = renderer(WgpuSettings { backends: None, ..default() });
            base.set(windowless).set(blind).disable::<WinitPlugin>().add(looped(Duration::ZERO))
        }
    }
    .add(SurfacePlugin(surface))
}

/// The renderer. All pictures of the stage together are some tens of megabytes; the usual hint sets 200 aside at once.
fn renderer(settings: WgpuSettings) -> RenderPlugin {
    let memory_hints = MemoryHints::Manual { suballocated_device_memory_block_size: 4 << 20..8 << 20 };
    let settings = WgpuSettings { memory_hints, ..settings };
    RenderPlugin { render_creation: RenderCreation::Automatic(Box::new(settings)), ..default() }
}

/// Tells the stage what it is drawn on.
struct SurfacePlugin(Surface);

impl Plugin for SurfacePlugin {
    fn build(&self, app: &mut App) {
        // A streamed window must not slow down because the streamer clicks elsewhere, nor hurry because they move a mouse.
        let steady = UpdateMode::Reactive {
            wait: FRAME,
            react_to_device_events: false,
            react_to_user_events: false,
            react_to_window_events: false,
        };
        app.insert_resource(self.0).insert_resource(WinitSettings { focused_mode: steady, unfocused_mode: steady });
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bevys_panics_become_sentences_that_say_what_to_do() {
        let said = |words: &str| NoWindow::of(words).to_string();
        assert!(said("Unable to find a GPU! Make sure").contains("no driver that draws. "));
        let loop_fault = "Failed to build event loop: Os(OsError { error: XNotSupported(XOpenDisplayFailed) })";
        assert!(said(loop_fault).ends_with("or add --headless."), "{}", said(loop_fault));
        assert!(said("called `Result::unwrap()` on an `Err` value: NoMatch").contains("there is no font at all"));
        assert!(said("Failed to build event loop: LibraryOpenError").contains("apt-get install"));
        assert_eq!(said("Another\nthing"), "No window can be opened: Another");
    }
}
