//! Everything that must be read lies in the bands that `game.ron` names, whatever the window's shape.

use bevy::math::Vec2;
use throng::{
    rules::CameraSlot,
    stage::{
        hud::{Slot, must_read},
        view::layout::{BAND, RIGHT, Viewport},
    },
};

/// Phone, tablet, square, desktop, and a tall phone.
const WINDOWS: [(f32, f32); 6] =
    [(540.0, 960.0), (1080.0, 1920.0), (768.0, 1024.0), (900.0, 900.0), (1920.0, 1080.0), (500.0, 1100.0)];

const CAMERAS: [CameraSlot; 4] = [CameraSlot::None, CameraSlot::Top, CameraSlot::Bottom, CameraSlot::Corner];

fn corners(slot: Slot) -> [Vec2; 2] {
    [slot.at - slot.size / 2.0, slot.at + slot.size / 2.0]
}

#[test]
fn must_read_things_lie_within_the_stage_band() {
    for slot in CAMERAS.into_iter().flat_map(must_read) {
        let [top_left, bottom_right] = corners(slot);
        assert!(top_left.y >= BAND.0 && bottom_right.y <= BAND.1, "{slot:?}");
        assert!(top_left.x >= 0.0 && bottom_right.x <= RIGHT, "{slot:?}");
    }
}

#[test]
fn the_band_holds_at_any_window_shape() {
    for (width, height) in WINDOWS {
        for (band, right) in [((0.12, 0.58), 0.88), ((0.2, 0.5), 0.8), ((0.05, 0.95), 1.0)] {
            let view = Viewport::fit(Vec2::new(width, height), band, right);
            for slot in CAMERAS.into_iter().flat_map(must_read) {
                for corner in corners(slot) {
                    let seen = view.fraction(corner.x, corner.y);
                    let what = format!("{slot:?} at {seen} in {width}x{height}, band {band:?}");
                    assert!(seen.y >= band.0 - 0.001 && seen.y <= band.1 + 0.001, "{what}");
                    assert!(seen.x >= -0.001 && seen.x <= right + 0.001, "{what}");
                }
            }
        }
    }
}

#[test]
fn a_window_without_a_size_is_no_harm() {
    let view = Viewport::fit(Vec2::ZERO, (0.12, 0.58), 0.88);
    assert!(view.width.is_finite() && view.height.is_finite() && view.height > 0.0);
}
