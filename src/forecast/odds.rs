//! The chance to win, by the lead and the time that is left: a logistic curve, fitted to the battles themselves.

use bevy::math::{DMat3, DVec3};

/// What the chance is read off: the lead as it is, and as it counts the later it is.
fn features(lead: f64, progress: f64) -> DVec3 {
    lead * DVec3::new(1.0, progress, progress * progress)
}

/// Steps of Newton's method; a handful is enough.
const STEPS: usize = 25;
/// Keeps weights finite where the lead decides everything.
const RIDGE: f64 = 1e-6;
/// How far a weight goes in a step at most.
const STRIDE: f64 = 20.0;

/// The chance of the left side to win. Seen from the other side it is the rest to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Odds(DVec3);

/// A moment of a battle, and whether the left side won it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Moment {
    pub lead: f64,
    /// Seconds of the battle, in parts of its usual length.
    pub progress: f64,
    pub won: bool,
}

impl Odds {
    /// The curve that fits these moments best (Newton's method on the likelihood).
    pub fn fit(moments: &[Moment]) -> Self {
        let mut weights = DVec3::ZERO;
        let scale = 1.0 / moments.len().max(1) as f64;
        for _ in 0..STEPS {
            let mut slope = -RIDGE * weights;
            let mut bend = DMat3::from_diagonal(DVec3::splat(RIDGE));
            for moment in moments {
                let x = features(moment.lead, moment.progress);
                let p = Self(weights).of_features(x);
                slope += scale * (f64::from(u8::from(moment.won)) - p) * x;
                bend += scale * p * (1.0 - p) * DMat3::from_cols(x.x * x, x.y * x, x.z * x);
            }
            let step = bend.inverse() * slope;
            weights += step.clamp(DVec3::splat(-STRIDE), DVec3::splat(STRIDE));
        }
        Self(weights)
    }

    fn of_features(&self, x: DVec3) -> f64 {
        1.0 / (1.0 + (-self.0.dot(x)).exp())
    }

    /// The left side's chance.
    pub fn chance(&self, lead: f64, progress: f64) -> f64 {
        self.of_features(features(lead, progress))
    }

    /// How far the chances are from what came, on average over ten bins of chance.
    pub fn error(&self, moments: &[Moment]) -> f64 {
        let mut bins = [(0.0, 0.0, 0.0); 10];
        for moment in moments {
            let p = self.chance(moment.lead, moment.progress);
            let bin = &mut bins[((p * 10.0) as usize).min(9)];
            *bin = (bin.0 + 1.0, bin.1 + p, bin.2 + f64::from(u8::from(moment.won)));
        }
        let all: f64 = bins.iter().map(|bin| bin.0).sum();
        bins.iter().filter(|bin| bin.0 > 0.0).map(|(_, p, won)| (p - won).abs()).sum::<f64>() / all.max(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Moments of which the left side wins as often as a known curve says.
    fn moments(weight: f64, by_time: f64) -> Vec<Moment> {
        let mut moments = Vec::new();
        for nth in 0..40_000_u32 {
            let lead = f64::from(nth % 101) / 50.0 - 1.0;
            let progress = f64::from(nth % 7) / 7.0;
            let p = 1.0 / (1.0 + (-lead * (weight + by_time * progress)).exp());
            let roll = f64::from(nth.wrapping_mul(0x9e37_79b1) >> 8) / f64::from(1_u32 << 24);
            moments.push(Moment { lead, progress, won: roll < p });
        }
        moments
    }

    #[test]
    fn the_curve_that_made_the_moments_is_found_again() {
        let moments = moments(2.0, 6.0);
        let odds = Odds::fit(&moments);
        for (lead, progress) in [(0.1_f64, 0.0_f64), (0.3, 0.5), (-0.5, 0.8)] {
            let right = 1.0 / (1.0 + (-lead * (2.0 + 6.0 * progress)).exp());
            assert!((odds.chance(lead, progress) - right).abs() < 0.03, "{lead} {progress}: {odds:?}");
        }
        assert!(odds.error(&moments) < 0.02);
    }

    #[test]
    fn both_sides_have_the_same_odds() {
        let odds = Odds::fit(&moments(3.0, 1.0));
        assert!((odds.chance(0.4, 0.6) + odds.chance(-0.4, 0.6) - 1.0).abs() < 1e-9);
        assert!((odds.chance(0.0, 0.9) - 0.5).abs() < 1e-9);
    }

    #[test]
    fn nothing_known_is_an_even_chance() {
        assert!((Odds::fit(&[]).chance(0.7, 0.5) - 0.5).abs() < 1e-9);
    }
}
