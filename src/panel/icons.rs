//! Signs of the panel, drawn as lines: a shape says the same as the colour beside it.

use bevy_egui::egui::{Color32, Painter, Pos2, Rect, Stroke, StrokeKind, pos2};

/// A sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::panel) enum Icon {
    /// All is well, live.
    Dot,
    /// Done.
    Check,
    /// Waits.
    Clock,
    /// A line that broke.
    Broken,
    /// A made-up crowd, a test.
    Flask,
    /// Refused.
    Cross,
    /// Do this.
    Arrow,
    /// Say this, chat.
    Speech,
    /// Game time stands still.
    Pause,
    /// Go on.
    Play,
    /// A gift.
    Gift,
    /// A name that is not shown.
    EyeOff,
    /// Calm.
    Waves,
    /// The stage is covered.
    Curtain,
    /// A person who comes.
    Person,
    /// Likes.
    Heart,
    /// All else.
    Ring,
}

/// Draws a sign into a square.
pub(in crate::panel) fn paint(painter: &Painter, area: Rect, icon: Icon, color: Color32) {
    let side = area.width().min(area.height());
    let stroke = Stroke::new((side / 11.0).max(1.5), color);
    let at = |x: f32, y: f32| -> Pos2 { pos2(area.center().x + (x - 0.5) * side, area.center().y + (y - 0.5) * side) };
    let line = |points: &[(f32, f32)]| {
        painter.line(points.iter().map(|(x, y)| at(*x, *y)).collect(), stroke);
    };
    let ring = |x: f32, y: f32, radius: f32| _ = painter.circle_stroke(at(x, y), radius * side, stroke);
    let disc = |x: f32, y: f32, radius: f32| _ = painter.circle_filled(at(x, y), radius * side, color);
    let frame = |x: f32, y: f32, width: f32, height: f32| {
        let rect = Rect::from_min_max(at(x, y), at(x + width, y + height));
        painter.rect_stroke(rect, side * 0.08, stroke, StrokeKind::Middle);
    };
    match icon {
        Icon::Dot => disc(0.5, 0.5, 0.4),
        Icon::Check => line(&[(0.14, 0.52), (0.4, 0.78), (0.88, 0.24)]),
        Icon::Clock => {
            ring(0.5, 0.5, 0.38);
            line(&[(0.5, 0.28), (0.5, 0.52), (0.66, 0.62)]);
        }
        Icon::Broken => {
            line(&[(0.04, 0.5), (0.36, 0.5)]);
            line(&[(0.64, 0.5), (0.96, 0.5)]);
            line(&[(0.44, 0.22), (0.56, 0.78)]);
        }
        Icon::Flask => {
            line(&[(0.4, 0.14), (0.4, 0.42), (0.18, 0.84), (0.82, 0.84), (0.6, 0.42), (0.6, 0.14)]);
            line(&[(0.32, 0.14), (0.68, 0.14)]);
            line(&[(0.3, 0.62), (0.7, 0.62)]);
        }
        Icon::Cross => {
            line(&[(0.2, 0.2), (0.8, 0.8)]);
            line(&[(0.8, 0.2), (0.2, 0.8)]);
        }
        Icon::Arrow => {
            line(&[(0.12, 0.5), (0.86, 0.5)]);
            line(&[(0.56, 0.22), (0.86, 0.5), (0.56, 0.78)]);
        }
        Icon::Speech => {
            line(&[
                (0.34, 0.7),
                (0.12, 0.7),
                (0.12, 0.2),
                (0.88, 0.2),
                (0.88, 0.7),
                (0.54, 0.7),
                (0.34, 0.88),
                (0.34, 0.7),
            ]);
        }
        Icon::Pause => {
            line(&[(0.36, 0.2), (0.36, 0.8)]);
            line(&[(0.64, 0.2), (0.64, 0.8)]);
        }
        Icon::Play => line(&[(0.3, 0.18), (0.78, 0.5), (0.3, 0.82), (0.3, 0.18)]),
        Icon::Gift => {
            frame(0.16, 0.44, 0.68, 0.42);
            line(&[(0.1, 0.32), (0.9, 0.32), (0.9, 0.44), (0.1, 0.44), (0.1, 0.32)]);
            line(&[(0.5, 0.32), (0.5, 0.86)]);
            line(&[(0.5, 0.32), (0.3, 0.14)]);
            line(&[(0.5, 0.32), (0.7, 0.14)]);
        }
        Icon::EyeOff => {
            line(&[
                (0.06, 0.5),
                (0.28, 0.3),
                (0.5, 0.24),
                (0.72, 0.3),
                (0.94, 0.5),
                (0.72, 0.7),
                (0.5, 0.76),
                (0.28, 0.7),
                (0.06, 0.5),
            ]);
            ring(0.5, 0.5, 0.12);
            line(&[(0.18, 0.86), (0.82, 0.14)]);
        }
        Icon::Waves => {
            for y in [0.3, 0.5, 0.7] {
                let wave = |step: u8| {
                    let x = f32::from(step) / 12.0;
                    (0.08 + 0.84 * x, y + 0.06 * (x * 9.4).sin())
                };
                line(&(0..=12).map(wave).collect::<Vec<_>>());
            }
        }
        Icon::Curtain => {
            line(&[(0.1, 0.16), (0.9, 0.16)]);
            line(&[(0.2, 0.16), (0.2, 0.86), (0.38, 0.7), (0.46, 0.16)]);
            line(&[(0.8, 0.16), (0.8, 0.86), (0.62, 0.7), (0.54, 0.16)]);
        }
        Icon::Person => {
            ring(0.5, 0.32, 0.17);
            line(&[(0.16, 0.86), (0.2, 0.68), (0.36, 0.58), (0.64, 0.58), (0.8, 0.68), (0.84, 0.86)]);
        }
        Icon::Heart => {
            line(&[
                (0.5, 0.84),
                (0.14, 0.48),
                (0.14, 0.28),
                (0.32, 0.18),
                (0.5, 0.34),
                (0.68, 0.18),
                (0.86, 0.28),
                (0.86, 0.48),
                (0.5, 0.84),
            ]);
        }
        Icon::Ring => ring(0.5, 0.5, 0.3),
    }
}
