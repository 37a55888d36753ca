//! A map of who is seen where: every pixel holds the number of what was drawn there last.

use bevy::{math::Affine2, prelude::*};

use crate::stage::{
    art::mask::Mask,
    view::layout::{HEIGHT, WIDTH},
};

/// Pixels of the map for each stage unit.
const SHARPNESS: f32 = 0.5;

/// What covers others but is not looked for itself.
pub(super) const COVER: u16 = u16::MAX;

/// Something that is drawn, in the coordinates of Bevy's world.
#[derive(Debug, Clone, Copy)]
pub(super) enum Footprint<'a> {
    /// A disc.
    Disc {
        /// Middle.
        at: Vec2,
        /// Radius.
        radius: f32,
    },
    /// An upright box.
    Box(Rect),
    /// A drawing: where its middle goes, how large it is there, and where it is solid; everywhere without a mask.
    Drawing {
        /// From its own coordinates, the middle at nought, to the world.
        place: Affine2,
        /// Width and height.
        size: Vec2,
        /// Mirrored.
        flip: bool,
        /// Solid parts.
        mask: Option<&'a Mask>,
    },
}

impl Footprint<'_> {
    /// The box around it.
    pub fn bounds(&self) -> Rect {
        match *self {
            Self::Disc { at, radius } => Rect::from_center_half_size(at, Vec2::splat(radius)),
            Self::Box(rect) => rect,
            Self::Drawing { place, size, .. } => {
                let corners = [(-0.5, -0.5), (0.5, -0.5), (-0.5, 0.5), (0.5, 0.5)]
                    .map(|(x, y)| place.transform_point2(size * Vec2::new(x, y)));
                corners.into_iter().fold(Rect::EMPTY, |all, corner| all.union_point(corner))
            }
        }
    }

    /// Whether it is solid at a point of the world; `back` leads from there to its own coordinates.
    fn covers(&self, back: &Affine2, point: Vec2) -> bool {
        match *self {
            Self::Disc { at, radius } => at.distance_squared(point) <= radius * radius,
            Self::Box(rect) => rect.contains(point),
            Self::Drawing { size, flip, mask, .. } => {
                let share = back.transform_point2(point) / size + 0.5;
                let inside = share.cmpge(Vec2::ZERO).all() && share.cmple(Vec2::ONE).all();
                let across = if flip { 1.0 - share.x } else { share.x };
                inside && mask.is_none_or(|mask| mask.at(across, 1.0 - share.y))
            }
        }
    }
}

/// The map.
#[derive(Debug)]
pub(super) struct IdCanvas {
    ids: Vec<u16>,
    across: usize,
    down: usize,
}

impl Default for IdCanvas {
    fn default() -> Self {
        let (across, down) = ((WIDTH * SHARPNESS) as usize, (HEIGHT * SHARPNESS) as usize);
        Self { ids: vec![0; across * down], across, down }
    }
}

impl IdCanvas {
    /// Wipes it.
    pub fn clear(&mut self) {
        self.ids.fill(0);
    }

    /// Draws something with a number, but leaves what belongs to `own` as it is. Gives the pixels that it takes.
    pub fn paint(&mut self, shape: &Footprint, id: u16, own: Option<u16>) -> u32 {
        let bounds = shape.bounds();
        let back = if let Footprint::Drawing { place, .. } = shape { place.inverse() } else { Affine2::IDENTITY };
        let (left, top) = self.pixel(Vec2::new(bounds.min.x, bounds.max.y));
        let (right, bottom) = self.pixel(Vec2::new(bounds.max.x, bounds.min.y));
        let mut taken = 0;
        for y in top..(bottom + 1).min(self.down) {
            for x in left..(right + 1).min(self.across) {
                if !shape.covers(&back, Self::world(x, y)) {
                    continue;
                }
                taken += 1;
                if let Some(pixel) = self.ids.get_mut(y * self.across + x)
                    && own != Some(*pixel)
                {
                    *pixel = id;
                }
            }
        }
        taken
    }

    /// How many pixels each number has, by number up to `most`.
    pub fn count(&self, most: u16) -> Vec<u32> {
        let mut counts = vec![0; usize::from(most) + 1];
        for id in &self.ids {
            if let Some(count) = counts.get_mut(usize::from(*id)) {
                *count += 1;
            }
        }
        counts
    }

    /// The pixel of a point of the world; the nearest one for a point outside.
    fn pixel(&self, point: Vec2) -> (usize, usize) {
        let at = |value: f32, count: usize| (value.max(0.0) as usize).min(count.saturating_sub(1));
        (at((point.x + WIDTH / 2.0) * SHARPNESS, self.across), at((HEIGHT / 2.0 - point.y) * SHARPNESS, self.down))
    }

    fn world(x: usize, y: usize) -> Vec2 {
        let middle = |pixel: usize| (pixel as f32 + 0.5) / SHARPNESS;
        Vec2::new(middle(x) - WIDTH / 2.0, HEIGHT / 2.0 - middle(y))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACE: Footprint = Footprint::Disc { at: Vec2::ZERO, radius: 40.0 };

    #[test]
    fn what_is_drawn_later_covers_what_was_there() {
        let mut canvas = IdCanvas::default();
        let whole = canvas.paint(&FACE, 1, None);
        assert!((f64::from(whole) / 1_256.6 - 1.0).abs() < 0.03, "{whole} pixels of a disc of radius 20");
        canvas.paint(&Footprint::Box(Rect::new(0.0, -99.0, 99.0, 99.0)), COVER, None);
        let half = canvas.count(1)[1];
        assert!((f64::from(half) / f64::from(whole) - 0.5).abs() < 0.03, "{half} of {whole}");
    }

    #[test]
    fn what_belongs_to_it_covers_nothing_of_it() {
        let mut canvas = IdCanvas::default();
        let whole = canvas.paint(&FACE, 1, None);
        canvas.paint(&Footprint::Disc { at: Vec2::ZERO, radius: 60.0 }, COVER, Some(1));
        assert_eq!(canvas.count(1)[1], whole);
    }

    #[test]
    fn a_drawing_covers_where_it_is_solid_turned_and_mirrored() {
        // Solid in its left half.
        let mask = Mask::of(2, 1, &[0, 0, 0, 255, 0, 0, 0, 0]);
        let place = |angle: f32| Affine2::from_angle(angle);
        let seen = |angle: f32, flip: bool| {
            let mut canvas = IdCanvas::default();
            canvas.paint(&Footprint::Box(Rect::new(-40.0, -10.0, -20.0, 10.0)), 1, None);
            let size = Vec2::splat(100.0);
            canvas.paint(&Footprint::Drawing { place: place(angle), size, flip, mask: Some(&mask) }, COVER, None);
            canvas.count(1)[1] > 0
        };
        assert!(!seen(0.0, false), "behind its solid half");
        assert!(seen(0.0, true) && seen(std::f32::consts::PI, false), "its other half is clear");
    }

    #[test]
    fn what_lies_outside_takes_no_pixel() {
        let mut canvas = IdCanvas::default();
        assert_eq!(canvas.paint(&Footprint::Disc { at: Vec2::new(5_000.0, 0.0), radius: 40.0 }, 1, None), 0);
    }
}
