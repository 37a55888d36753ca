//! How a crowd of heroes shapes the field: how many lanes, where they lie, how large heroes are. All in stage units.

use crate::{arena::state::FIELD, base::TeamId};

/// How many heroes the larger side has, in the steps that change the shape of the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub enum CrowdSize {
    /// Up to 4.
    #[default]
    Few,
    /// 5 to 9.
    Some,
    /// 10 to 13.
    Many,
    /// 14 to 100: more than rows have places for, so that squads form.
    Full,
    /// Over 100: squads only, but for the best hero of each side.
    Host,
}

/// A lane's place on the stage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LaneShape {
    /// Stage y of the feet.
    pub feet: f32,
    /// Size of what stands there.
    pub scale: f32,
}

const fn lane(feet: f32, scale: f32) -> LaneShape {
    LaneShape { feet, scale }
}

const TWO: &[LaneShape] = &[lane(760.0, 0.96), lane(1016.0, 1.04)];
const THREE: &[LaneShape] = &[lane(648.0, 0.92), lane(832.0, 1.0), lane(1024.0, 1.08)];
const FOUR: &[LaneShape] = &[lane(606.0, 0.90), lane(742.0, 0.96), lane(884.0, 1.03), lane(1030.0, 1.10)];

impl CrowdSize {
    /// The step for so many heroes on the larger side.
    #[must_use]
    pub fn of(heroes: u32) -> Self {
        match heroes {
            0..=4 => Self::Few,
            5..=9 => Self::Some,
            10..=13 => Self::Many,
            14..=100 => Self::Full,
            _ => Self::Host,
        }
    }

    /// Lanes that it fills.
    #[must_use]
    pub fn lanes(self) -> u8 {
        match self {
            Self::Few => 2,
            Self::Some => 3,
            _ => 4,
        }
    }

    /// Size of heroes against their drawing, before the lane's own.
    #[must_use]
    pub fn hero_scale(self) -> f32 {
        match self {
            Self::Few => 1.6,
            Self::Some => 1.16,
            Self::Many => 0.88,
            Self::Full | Self::Host => 0.86,
        }
    }

    /// Heroes of a side for which there are places while no front is pushed back.
    #[must_use]
    pub fn places(self) -> u32 {
        match self {
            Self::Few => 4,
            Self::Some => 9,
            Self::Many => 13,
            _ => 16,
        }
    }
}

/// The shape of a lane of so many, 0 the farthest.
#[must_use]
pub fn shape(lanes: u8, nth: u8) -> LaneShape {
    let table = match lanes {
        0..=2 => TWO,
        3 => THREE,
        _ => FOUR,
    };
    table.get(usize::from(nth)).or(table.last()).copied().unwrap_or(lane(760.0, 1.0))
}

/// x of the wall along a side of the field, at the height of some feet.
#[must_use]
pub fn wall(team: TeamId, feet: f32) -> f32 {
    let left = (126.0 - 0.27 * (feet - 556.0)).max(24.0);
    if team == TeamId::LEFT { left } else { FIELD - left }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn larger_crowds_have_more_lanes_and_smaller_heroes() {
        let sizes = [1, 5, 10, 14, 101].map(CrowdSize::of);
        assert!(sizes.is_sorted() && sizes.windows(2).all(|pair| pair[0] != pair[1]));
        assert!(sizes.windows(2).all(|pair| pair[1].hero_scale() <= pair[0].hero_scale()));
        assert!(
            sizes.windows(2).all(|pair| pair[1].lanes() >= pair[0].lanes() && pair[1].places() >= pair[0].places())
        );
    }

    /// A figure is 178 high with its ring, a plate's lower edge lies 81 above the feet (each times its scale).
    #[test]
    fn no_row_hides_the_plates_of_the_row_behind() {
        for (size, plate) in [(CrowdSize::Few, 40.0), (CrowdSize::Some, 32.0), (CrowdSize::Many, 26.0)] {
            for nth in 1..size.lanes() {
                let (far, near) = (shape(size.lanes(), nth - 1), shape(size.lanes(), nth));
                let (far_scale, near_scale) = (far.scale * size.hero_scale(), near.scale * size.hero_scale());
                let needed = 178.0 * near_scale - 81.0 * far_scale + plate + 3.0;
                assert!(near.feet - far.feet >= needed, "{size:?}: {} < {needed}", near.feet - far.feet);
            }
        }
    }

    #[test]
    fn walls_lean_outwards_and_mirror_each_other() {
        assert!(wall(TeamId::LEFT, 606.0) > wall(TeamId::LEFT, 1030.0));
        assert!((wall(TeamId::LEFT, 700.0) + wall(TeamId::RIGHT, 700.0) - FIELD).abs() < 0.01);
    }
}
