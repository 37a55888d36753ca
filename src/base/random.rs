//! The one seeded generator, and a hash of it for choices made per unit in any order.

use bevy::prelude::Resource;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

/// The generator of a show. Drawn from only by ordered systems of the fixed step. Written down as a [`DiceMark`].
#[derive(Resource, Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "DiceMark", into = "DiceMark")]
pub struct Dice {
    /// What everything random derives from.
    pub seed: u64,
    /// The stream of draws.
    pub rng: ChaCha8Rng,
}

/// How far the draws of a seed have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiceMark {
    /// The seed.
    pub seed: u64,
    /// 32-bit words drawn.
    pub drawn: u64,
}

impl From<Dice> for DiceMark {
    fn from(dice: Dice) -> Self {
        // A stream of 2^64 words outlasts every show.
        Self { seed: dice.seed, drawn: dice.rng.get_word_pos() as u64 }
    }
}

impl From<DiceMark> for Dice {
    fn from(mark: DiceMark) -> Self {
        let mut dice = Self::new(mark.seed);
        dice.rng.set_word_pos(u128::from(mark.drawn));
        dice
    }
}

impl Dice {
    /// A generator that gives the same draws for the same `seed` on every machine.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { seed, rng: ChaCha8Rng::seed_from_u64(seed) }
    }

    /// A number that depends on seed, tick and unit only, so that units may be visited in any order.
    #[must_use]
    pub fn mix(&self, tick: u32, unit: u32) -> u64 {
        // SplitMix64's finaliser over the three words.
        let mut z = self.seed ^ (u64::from(tick) << 32 | u64::from(unit)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

#[cfg(test)]
mod tests {
    use rand::Rng;

    use super::*;

    #[test]
    fn written_down_and_read_again_it_goes_on_drawing_the_same() {
        for drawn in [0, 1, 7, 64, 1_001] {
            let mut dice = Dice::new(u64::MAX - 3);
            for _ in 0..drawn {
                dice.rng.next_u32();
            }
            let text = serde_json::to_string(&dice).unwrap();
            let mut again: Dice = serde_json::from_str(&text).unwrap();
            assert_eq!(DiceMark::from(again.clone()).drawn, drawn);
            for _ in 0..100 {
                assert_eq!(again.rng.next_u64(), dice.rng.next_u64());
            }
            assert_eq!(again.mix(3, 4), dice.mix(3, 4));
        }
    }
}
