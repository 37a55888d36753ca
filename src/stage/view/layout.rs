//! Where things stand on the stage: a portrait space of 1080 x 1920 units, x to the right, y down from the top.
//!
//! Everything is placed in these units. [`Viewport::fit`] chooses the part of the space (and what lies around it) that a
//! window shows, so that all that must be read lies in the bands that `game.ron` names, whatever the window's shape.

use bevy::prelude::*;

/// Width of the stage in its units.
pub const WIDTH: f32 = 1080.0;
/// Height of the stage in its units.
pub const HEIGHT: f32 = 1920.0;
/// Top and bottom of everything that must be read, in stage units from the top.
pub const BAND: (f32, f32) = (230.4, 1113.6);
/// Right end of everything that must be read, in stage units.
pub const RIGHT: f32 = 945.0;
/// The middle of the HUD: between the two castle bars.
pub const MIDDLE: f32 = 480.0;
/// Where the paper sun stands.
pub const SUN: Vec2 = Vec2::new(490.0, 470.0);

/// A place in Bevy's world for a stage position.
#[must_use]
pub fn at(x: f32, y: f32, z: f32) -> Vec3 {
    Vec3::new(x - WIDTH / 2.0, HEIGHT / 2.0 - y, z)
}

/// The part of the stage's space that a window shows, in stage units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Viewport {
    /// Left edge; negative in a window wider than the stage.
    pub left: f32,
    /// Top edge; negative in a window taller than the stage.
    pub top: f32,
    /// Shown width.
    pub width: f32,
    /// Shown height.
    pub height: f32,
}

impl Viewport {
    /// The largest view of the stage in a window of `size` pixels that keeps what must be read between `band` (fractions
    /// of the height) and left of `right` (a fraction of the width).
    #[must_use]
    pub fn fit(size: Vec2, band: (f32, f32), right: f32) -> Self {
        let size = size.max(Vec2::ONE);
        let aspect = size.x / size.y;
        let share = (band.1 - band.0).max(0.05);
        let right = right.clamp(0.05, 1.0);
        let height = ((BAND.1 - BAND.0) / share).max(WIDTH.max(RIGHT / right) / aspect);
        let width = height * aspect;
        let top = f32::midpoint(BAND.0, BAND.1) - f32::midpoint(band.0, band.1) * height;
        let left = ((WIDTH - width) / 2.0).max(RIGHT - right * width);
        Self { left, top, width, height }
    }

    /// Where a stage position is seen, as fractions of the window.
    #[must_use]
    pub fn fraction(&self, x: f32, y: f32) -> Vec2 {
        Vec2::new((x - self.left) / self.width, (y - self.top) / self.height)
    }

    /// Middle of the view in Bevy's world.
    #[must_use]
    pub fn center(&self) -> Vec3 {
        at(self.left + self.width / 2.0, self.top + self.height / 2.0, 0.0)
    }
}

impl Default for Viewport {
    fn default() -> Self {
        Self { left: 0.0, top: 0.0, width: WIDTH, height: HEIGHT }
    }
}

/// A unit's place on the stage.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Standing {
    /// Stage position of the ground below it.
    pub ground: Vec2,
    /// Height above the ground in stage units.
    pub height: f32,
    /// Size of things that stand there.
    pub scale: f32,
    /// Lane with fraction, 0 the farthest.
    pub lane: f32,
}

impl Standing {
    /// The draw order of things that stand there: near over far. Leaves room for parts up to a lane above.
    #[must_use]
    pub fn z(&self) -> f32 {
        // The ground line alone decides, so that a unit between lanes lies between them, too.
        UNITS_Z + (self.ground.y - 560.0) * 0.1
    }
}

/// Draw order of the farthest units.
pub const UNITS_Z: f32 = 20.0;
/// How far above bodies on the ground effects are drawn: under the faces of their lane.
const UNDER_FACES: f32 = 4.5;

/// Draw order of an effect around the feet at a height of the stage: over the bodies of its lane, under all its faces.
#[must_use]
pub fn under_faces(ground: f32) -> f32 {
    (UNITS_Z + (ground - 560.0) * 0.1).max(UNITS_Z - 4.0) + UNDER_FACES
}

/// Draw order of name tags.
pub const TAGS_Z: f32 = 100.0;
/// Draw order of the HUD.
pub const HUD_Z: f32 = 200.0;
/// Draw order of what covers the HUD for a moment.
pub const TITLES_Z: f32 = 300.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_window_shows_exactly_the_stage() {
        let view = Viewport::fit(Vec2::new(540.0, 960.0), (0.12, 0.58), 0.88);
        assert!(view.left.abs() < 0.5 && view.top.abs() < 0.5, "{view:?}");
        assert!((view.width - WIDTH).abs() < 0.5 && (view.height - HEIGHT).abs() < 0.5, "{view:?}");
    }
}
