//! Where the parts of the HUD stand: the score on top, one band for calls and chips, one for prompts.

use bevy::prelude::{Transform, Vec2, Vec3};

use crate::{rules::CameraSlot, stage::view::layout};

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
    /// The podium's boards and what comes next.
    Boards,
}

/// The steps of the podium, with who stands on them, in the place of the first board.
const SMALL_STEPS: f32 = 0.66;
/// Where the steps have their middle, and where that comes to lie below a camera.
const STEPS_AT: [Vec2; 2] = [Vec2::new(480.0, 590.0), Vec2::new(250.0, 892.0)];

impl Band {
    /// All.
    pub const ALL: [Self; 6] = [Self::Score, Self::Call, Self::Prompt, Self::Winner, Self::Steps, Self::Boards];

    /// Where its root stands to make room for the streamer's camera.
    pub fn place(self, camera: CameraSlot) -> Transform {
        if (camera, self) == (CameraSlot::Top, Self::Steps) {
            let [from, to] = STEPS_AT.map(|at| layout::at(at.x, at.y, 0.0));
            let scale = Vec3::new(SMALL_STEPS, SMALL_STEPS, 1.0);
            return Transform::from_translation(to - from * scale).with_scale(scale);
        }
        Transform::from_xyz(0.0, -self.down(camera), 0.0)
    }

    /// How far down it moves.
    fn down(self, camera: CameraSlot) -> f32 {
        match (camera, self) {
            (CameraSlot::Top, Self::Score) => 346.0,
            (CameraSlot::Top, Self::Call | Self::Winner) => 342.0,
            // In the call's place, while nothing is called.
            (CameraSlot::Top, Self::Prompt) => -388.0,
            _ => 0.0,
        }
    }
}

/// Everything that must be read, for the check of the bands.
#[must_use]
pub fn must_read(camera: CameraSlot) -> Vec<Slot> {
    let moved = |band: Band, slots: &[Slot]| -> Vec<Slot> {
        slots.iter().map(|slot| Slot { at: slot.at + Vec2::new(0.0, band.down(camera)), ..*slot }).collect()
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
