//! Where the parts of the HUD stand: the score on top, one band for calls and chips, one for prompts.

use bevy::prelude::Vec2;

use crate::rules::CameraSlot;

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

/// A band of the HUD.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Band {
    /// Castles, clock, likes.
    Score,
    /// Calls and chips.
    Call,
    /// What one can do.
    Prompt,
    /// The podium's banner.
    Winner,
    /// The podium's steps and who stands on them.
    Steps,
}

impl Band {
    /// The band of something that stands at a height, `z` before the HUD's own depth.
    pub fn at(y: f32, z: f32) -> Option<Self> {
        match y {
            _ if z < -20.0 => Some(Self::Steps),
            ..=320.0 if z < 1.5 && (285.0..295.0).contains(&y) => Some(Self::Winner),
            200.0..=320.0 => Some(Self::Score),
            320.0..=400.0 => Some(Self::Call),
            1_075.0..=1_120.0 => Some(Self::Prompt),
            _ => None,
        }
    }

    /// How far down it moves to make room for the streamer's camera.
    pub fn shift(self, camera: CameraSlot) -> f32 {
        match (camera, self) {
            (CameraSlot::Top, Self::Score) => 346.0,
            (CameraSlot::Top, Self::Call | Self::Winner) => 342.0,
            // In the call's place, while nothing is called.
            (CameraSlot::Top, Self::Prompt) => -388.0,
            // Behind the camera nobody would see them.
            (CameraSlot::Top, Self::Steps) => 4_000.0,
            _ => 0.0,
        }
    }
}

/// Everything that must be read, for the check of the bands.
#[must_use]
pub fn must_read(camera: CameraSlot) -> Vec<Slot> {
    let moved = |band: Band, slots: &[Slot]| -> Vec<Slot> {
        slots.iter().map(|slot| Slot { at: slot.at + Vec2::new(0.0, band.shift(camera)), ..*slot }).collect()
    };
    let mut all = vec![NEXT];
    all.extend(moved(Band::Score, &[CLOCK]));
    for group in [BARS.as_slice(), &BADGES, &METERS] {
        all.extend(moved(Band::Score, group));
    }
    all.extend(moved(Band::Call, &[CALL, CHIPS[0], CHIPS[1]]));
    all.extend(moved(Band::Prompt, &[PROMPT, CARDS[0], CARDS[1], CARDS[2]]));
    all.extend(moved(Band::Winner, &[BANNER]));
    all.extend_from_slice(&BOARDS);
    all
}
