//! Where drawings are solid, kept only for who measures it.

use std::collections::HashMap;

use bevy::prelude::*;

/// Where every drawing is solid. The art keeps them where this resource is.
#[derive(Resource, Debug, Default, Deref, DerefMut)]
pub struct Masks(HashMap<AssetId<Image>, Mask>);

/// Where a drawing is solid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mask {
    width: usize,
    solid: Vec<bool>,
}

impl Mask {
    /// Longest side in pixels; finer is not seen in the map.
    const FINEST: u32 = 128;

    /// From straight-alpha pixels: what lets less than half of the ground through is solid.
    #[must_use]
    pub fn of(width: u32, height: u32, rgba: &[u8]) -> Self {
        let step = width.max(height).div_ceil(Self::FINEST).max(1) as usize;
        let (across, down) = (width as usize, height as usize);
        let mut solid = Vec::new();
        for y in (0..down).step_by(step) {
            for x in (0..across).step_by(step) {
                solid.push(rgba.get((y * across + x) * 4 + 3).is_some_and(|alpha| *alpha >= 128));
            }
        }
        Self { width: across.div_ceil(step).max(1), solid }
    }

    /// Whether it is solid at a place given as fractions from the left and from the top.
    #[must_use]
    pub fn at(&self, across: f32, down: f32) -> bool {
        let rows = self.solid.len() / self.width;
        let cell = |share: f32, count: usize| ((share * count as f32) as usize).min(count.saturating_sub(1));
        self.solid.get(cell(down, rows) * self.width + cell(across, self.width)).copied().unwrap_or(false)
    }
}
