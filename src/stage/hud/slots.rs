//! Where the parts of the HUD stand: the score on top, one band for calls and chips, one for prompts.

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
pub const BARS: [Slot; 2] = [Slot::new(242.0, 274.0, 300.0, 50.0), Slot::new(718.0, 274.0, 300.0, 50.0)];
/// Team badges at the outer ends of the bars.
pub const BADGES: [Slot; 2] = [Slot::new(70.0, 277.0, 90.0, 90.0), Slot::new(890.0, 277.0, 90.0, 90.0)];
/// The clock.
pub const CLOCK: Slot = Slot::new(480.0, 276.0, 148.0, 88.0);
/// Like meters.
pub const METERS: [Slot; 2] = [Slot::new(246.0, 309.0, 262.0, 14.0), Slot::new(714.0, 309.0, 262.0, 14.0)];
/// What is called: one at a time.
pub const CALL: Slot = Slot::new(480.0, 350.0, 600.0, 56.0);
/// Who did what: one a side, in the same band.
pub const CHIPS: [Slot; 2] = [Slot::new(325.0, 350.0, 290.0, 46.0), Slot::new(635.0, 350.0, 290.0, 46.0)];
/// What one can do.
pub const PROMPT: Slot = Slot::new(480.0, 1080.0, 700.0, 58.0);
/// The quiet menu, in the place of the prompt.
pub const CARDS: [Slot; 3] = [
    Slot::new(258.0, 1080.0, 212.0, 58.0),
    Slot::new(480.0, 1080.0, 212.0, 58.0),
    Slot::new(702.0, 1080.0, 212.0, 58.0),
];
/// The winner's banner.
pub const BANNER: Slot = Slot::new(480.0, 290.0, 640.0, 110.0);
/// The boards of the podium.
pub const BOARDS: [Slot; 2] = [Slot::new(250.0, 896.0, 440.0, 270.0), Slot::new(704.0, 896.0, 440.0, 270.0)];
/// The line below the boards.
pub const NEXT: Slot = Slot::new(480.0, 1070.0, 860.0, 62.0);

/// Everything that must be read, for the check of the bands.
#[must_use]
pub fn must_read() -> Vec<Slot> {
    let mut all = vec![CLOCK, CALL, PROMPT, BANNER, NEXT];
    for group in [BARS.as_slice(), &BADGES, &METERS, &CHIPS, &CARDS, &BOARDS] {
        all.extend_from_slice(group);
    }
    all
}
