//! Where the two windows stand: side by side at the first start, later where the streamer left them.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use bevy::{
    prelude::*,
    window::{Monitor, PrimaryMonitor, PrimaryWindow},
};
use serde::{Deserialize, Serialize};

use super::window::PanelWindow;
use crate::schedule::ThrongSystems;

/// What the window's title and the desktop's bars take of a screen's height.
const BARS: f32 = 88.0;
/// Between windows, and around them.
const GAP: f32 = 16.0;
/// Sizes that are aimed at, in logical pixels.
const STAGE: Vec2 = Vec2::new(540.0, 960.0);
const PANEL: Vec2 = Vec2::new(1280.0, 860.0);
/// The panel is not made narrower than this.
const NARROWEST: f32 = 380.0;
/// Seconds that the windows must stand still until their places are written down.
const STILL: f32 = 1.0;
/// Pixels of a window's upper edge that must be on a screen, so that it can be taken hold of.
const GRIP: i32 = 80;

/// Where a window stands: its outer corner in pixels of the desktop, its inner size in logical pixels.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct WindowPlacement {
    x: i32,
    y: i32,
    width: f32,
    height: f32,
}

impl WindowPlacement {
    fn of(window: &Window) -> Option<Self> {
        let WindowPosition::At(at) = window.position else { return None };
        Some(Self { x: at.x, y: at.y, width: window.resolution.width(), height: window.resolution.height() })
    }

    fn put(self, window: &mut Window) {
        window.position = WindowPosition::At(IVec2::new(self.x, self.y));
        window.resolution.set(self.width, self.height);
    }

    fn is_sound(&self) -> bool {
        (100.0..=8_000.0).contains(&self.width) && (100.0..=8_000.0).contains(&self.height)
    }

    /// Whether enough of its upper edge is on one of the screens.
    fn is_seen(&self, screens: &[Screen]) -> bool {
        screens.iter().any(|screen| {
            // Logical sizes are at most 8,000.
            let right = self.x + (self.width * screen.scale) as i32;
            let (from, to) = (screen.at, screen.at + screen.size);
            right - GRIP >= from.x && self.x + GRIP <= to.x && self.y >= from.y && self.y + GRIP <= to.y
        })
    }
}

/// Where both windows stand.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Places {
    stage: WindowPlacement,
    panel: WindowPlacement,
}

impl Places {
    /// As the streamer left them, if that is known.
    #[must_use]
    pub fn kept() -> Option<Self> {
        Self::read(&file()?)
    }

    /// The stage's inner size in logical pixels.
    #[must_use]
    pub fn stage_size(&self) -> Vec2 {
        Vec2::new(self.stage.width, self.stage.height)
    }

    fn read(file: &Path) -> Option<Self> {
        // A file that cannot be read is as good as none: the windows stand side by side again.
        let places: Self = ron::from_str(&fs::read_to_string(file).ok()?).ok()?;
        (places.stage.is_sound() && places.panel.is_sound()).then_some(places)
    }

    fn write(&self, file: &Path) -> io::Result<()> {
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(file, ron::to_string(self).map_err(io::Error::other)?)
    }

    /// Side by side in the middle of a screen, as large as fits.
    fn beside(screen: Screen) -> Self {
        let room = screen.size.as_vec2() / screen.scale;
        let high = (room.y - BARS).max(200.0);
        let tall = STAGE.y.min(high);
        let stage = Vec2::new((tall * STAGE.x / STAGE.y).round(), tall);
        let wide = (room.x - stage.x - 3.0 * GAP).clamp(NARROWEST, PANEL.x);
        let panel = Vec2::new(wide, PANEL.y.min(high));
        let left = ((room.x - stage.x - GAP - panel.x) / 2.0).max(0.0);
        let spot = |x: f32, size: Vec2| {
            // Bounded by the screen.
            let corner = (Vec2::new(x, BARS / 2.0) * screen.scale).as_ivec2() + screen.at;
            WindowPlacement { x: corner.x, y: corner.y, width: size.x, height: size.y }
        };
        Self { stage: spot(left, stage), panel: spot(left + stage.x + GAP, panel) }
    }

    fn are_seen(&self, screens: &[Screen]) -> bool {
        self.stage.is_seen(screens) && self.panel.is_seen(screens)
    }
}

/// A screen, in pixels of the desktop.
#[derive(Debug, Clone, Copy)]
struct Screen {
    at: IVec2,
    size: IVec2,
    scale: f32,
}

impl Screen {
    fn of(monitor: &Monitor) -> Self {
        Self {
            at: monitor.physical_position,
            size: monitor.physical_size().as_ivec2(),
            scale: (monitor.scale_factor as f32).max(0.1),
        }
    }
}

/// Where the places are kept: `throng/windows.ron` in the user's folder for settings.
fn file() -> Option<PathBuf> {
    Some(dirs::config_dir()?.join("throng").join("windows.ron"))
}

pub(super) fn plugin(app: &mut App) {
    if let Some(places) = Places::kept() {
        app.insert_resource(places);
    }
    app.add_systems(Update, (arrange, reopen, remember).chain().in_set(ThrongSystems::Show));
}

/// Once the screens are known, gives both windows their places.
fn arrange(
    mut commands: Commands,
    monitors: Query<(&Monitor, Has<PrimaryMonitor>)>,
    kept: Option<Res<Places>>,
    mut stage: Query<&mut Window, (With<PrimaryWindow>, Without<PanelWindow>)>,
    mut panel: Query<&mut Window, With<PanelWindow>>,
    mut done: Local<bool>,
) {
    let main = monitors.iter().max_by_key(|(_, is_main)| *is_main);
    let Some((main, _)) = main.filter(|_| !*done) else { return };
    let (Ok(mut stage), Ok(mut panel)) = (stage.single_mut(), panel.single_mut()) else { return };
    *done = true;
    let screens: Vec<_> = monitors.iter().map(|(monitor, _)| Screen::of(monitor)).collect();
    let kept = kept.map(|kept| *kept).filter(|kept| kept.are_seen(&screens));
    let places = kept.unwrap_or_else(|| Places::beside(Screen::of(main)));
    places.stage.put(&mut stage);
    places.panel.put(&mut panel);
    commands.insert_resource(places);
}

/// A panel that is opened again stands where it stood.
fn reopen(mut opened: Query<&mut Window, Added<PanelWindow>>, places: Option<Res<Places>>) {
    if let (Ok(mut window), Some(places)) = (opened.single_mut(), places) {
        places.panel.put(&mut window);
    }
}

/// Writes the places down when the windows were moved and stand still again.
fn remember(
    places: Option<ResMut<Places>>,
    stage: Query<&Window, (With<PrimaryWindow>, Without<PanelWindow>)>,
    panel: Query<&Window, With<PanelWindow>>,
    time: Res<Time<Real>>,
    mut still: Local<Option<f32>>,
) {
    let Some(mut places) = places else { return };
    let spot = |window: Result<&Window, _>| window.ok().and_then(WindowPlacement::of).filter(WindowPlacement::is_sound);
    let now = Places {
        stage: spot(stage.single()).unwrap_or(places.stage),
        panel: spot(panel.single()).unwrap_or(places.panel),
    };
    if *places != now {
        *places = now;
        *still = Some(0.0);
    } else if let Some(waited) = still.as_mut() {
        *waited += time.delta_secs();
        if *waited >= STILL {
            *still = None;
            if let Some(Err(fault)) = file().map(|file| now.write(&file)) {
                tracing::warn!("the places of the windows could not be kept: {fault}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn screen(width: i32, height: i32, scale: f32) -> Screen {
        Screen { at: IVec2::new(100, 0), size: IVec2::new(width, height), scale }
    }

    fn inside(spot: WindowPlacement, screen: Screen) -> bool {
        let end = IVec2::new(spot.x, spot.y) + (Vec2::new(spot.width, spot.height) * screen.scale).as_ivec2();
        let (from, to) = (screen.at, screen.at + screen.size);
        spot.x >= from.x && spot.y >= from.y && end.x <= to.x && end.y <= to.y
    }

    #[test]
    fn both_windows_stand_whole_and_side_by_side_on_every_screen() {
        for (width, height, scale) in [
            (1280, 720, 1.0),
            (1366, 768, 1.0),
            (1920, 1080, 1.0),
            (1920, 1080, 1.25),
            (2560, 1440, 1.5),
            (3840, 2160, 2.0),
            (1080, 1920, 1.0),
        ] {
            let screen = screen(width, height, scale);
            let Places { stage, panel } = Places::beside(screen);
            assert!(inside(stage, screen) && inside(panel, screen), "{screen:?}: {stage:?} {panel:?}");
            assert!(stage.x + (stage.width * scale) as i32 <= panel.x, "{screen:?}: they overlap");
            assert!((stage.width / stage.height - 9.0 / 16.0).abs() < 0.01, "{stage:?} is portrait");
            assert!(panel.width >= NARROWEST);
        }
    }

    #[test]
    fn places_off_every_screen_are_not_taken_up() {
        let spot = |x, y| WindowPlacement { x, y, width: 540.0, height: 900.0 };
        let screens = [screen(1920, 1080, 1.0)];
        assert!(spot(100, 0).is_seen(&screens) && spot(1_900, 900).is_seen(&screens));
        // The second monitor is gone, or the title bar is above the screen.
        assert!(!spot(2_200, 100).is_seen(&screens) && !spot(300, -60).is_seen(&screens));
        assert!(!spot(-600, 100).is_seen(&screens));
    }

    #[test]
    fn places_are_kept_and_nonsense_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a/windows.ron");
        assert_eq!(Places::read(&file), None);
        let places = Places::beside(screen(1920, 1080, 1.0));
        places.write(&file).unwrap();
        assert_eq!(Places::read(&file), Some(places));
        for nonsense in
            ["", "(", "(stage: (x: 0, y: 0, width: 0, height: -5), panel: (x: 0, y: 0, width: 1, height: 1))"]
        {
            fs::write(&file, nonsense).unwrap();
            assert_eq!(Places::read(&file), None);
        }
    }
}
