//! The one seeded generator, and a hash of it for choices made per unit in any order.

use bevy::prelude::Resource;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

/// The generator of a show. Drawn from only by ordered systems of the fixed step.
#[derive(Resource, Debug, Clone)]
pub struct Dice {
    /// What everything random derives from.
    pub seed: u64,
    /// The stream of draws.
    pub rng: ChaCha8Rng,
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
