//! Where the parts of the HUD stand.

use bevy::prelude::Vec2;

/// A place of the HUD: the middle and the size of what stands there, in stage units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Slot {
    /// Middle.
    pub at: Vec2,
    /// Width and height.
    pub size: Vec2,
}

impl Slot {
    const fn new(x: f32, y: f32, width: f32, height: f32) -> Self {
        Self { at: Vec2::new(x, y), size: Vec2::new(width, height) }
    }
}

/// Castle bars, left and right.
pub const BARS: [Slot; 2] = [Slot::new(242.0, 264.0, 316.0, 52.0), Slot::new(718.0, 264.0, 316.0, 52.0)];
/// Team badges at the outer ends of the bars.
pub const BADGES: [Slot; 2] = [Slot::new(70.0, 277.0, 92.0, 92.0), Slot::new(890.0, 277.0, 92.0, 92.0)];
/// The clock.
pub const CLOCK: Slot = Slot::new(480.0, 276.0, 148.0, 88.0);
/// Like meters.
pub const METERS: [Slot; 2] = [Slot::new(226.0, 314.0, 220.0, 29.0), Slot::new(734.0, 314.0, 220.0, 29.0)];
/// How many watch.
pub const VIEWERS: Slot = Slot::new(480.0, 342.0, 160.0, 36.0);
/// The two rows of the feed.
pub const FEED: [Slot; 2] = [Slot::new(204.0, 382.0, 360.0, 46.0), Slot::new(204.0, 434.0, 360.0, 46.0)];
/// Titles and announcements.
pub const TITLE: Slot = Slot::new(480.0, 508.0, 640.0, 104.0);
/// The line under a title.
pub const UNDER_TITLE: Slot = Slot::new(480.0, 578.0, 640.0, 44.0);
/// The how-to ribbon.
pub const RIBBON: Slot = Slot::new(480.0, 1014.0, 860.0, 62.0);
/// The quiet menu.
pub const CARDS: [Slot; 4] = [
    Slot::new(138.0, 1083.0, 212.0, 58.0),
    Slot::new(362.0, 1083.0, 212.0, 58.0),
    Slot::new(586.0, 1083.0, 212.0, 58.0),
    Slot::new(810.0, 1083.0, 212.0, 58.0),
];
/// Troops that wait, on each side.
pub const RESERVES: [Slot; 2] = [Slot::new(104.0, 966.0, 150.0, 36.0), Slot::new(856.0, 966.0, 150.0, 36.0)];
/// The winner's banner.
pub const BANNER: Slot = Slot::new(480.0, 290.0, 640.0, 110.0);
/// The boards of the podium.
pub const BOARDS: [Slot; 2] = [Slot::new(250.0, 896.0, 440.0, 270.0), Slot::new(704.0, 896.0, 440.0, 270.0)];
/// The line below the boards.
pub const NEXT: Slot = Slot::new(480.0, 1070.0, 860.0, 62.0);

/// Everything that must be read, for the check of the bands.
#[must_use]
pub fn must_read() -> Vec<Slot> {
    let mut all = vec![CLOCK, VIEWERS, TITLE, UNDER_TITLE, RIBBON, BANNER, NEXT];
    for group in [BARS.as_slice(), &BADGES, &METERS, &FEED, &CARDS, &RESERVES, &BOARDS] {
        all.extend_from_slice(group);
    }
    all
}
