//! A spread of durations in bounded memory: quantiles within 7 %, the largest exactly.

use std::time::Duration;

/// Buckets for each doubling.
const STEPS: u64 = 16;
/// From 1 ns to beyond a century.
const BUCKETS: usize = 1024;

/// Counts durations in buckets that grow with them.
#[derive(Debug, Clone)]
pub struct Spread {
    buckets: Box<[u64; BUCKETS]>,
    count: u64,
    max: Duration,
}

impl Default for Spread {
    fn default() -> Self {
        Self { buckets: Box::new([0; BUCKETS]), count: 0, max: Duration::ZERO }
    }
}

impl Spread {
    /// Counts one.
    pub fn add(&mut self, duration: Duration) {
        self.buckets[bucket(nanos(duration))] += 1;
        self.count += 1;
        self.max = self.max.max(duration);
    }

    /// The duration that a share of `quantile` (0 to 1) of all does not exceed; zero when nothing was counted.
    #[must_use]
    pub fn quantile(&self, quantile: f64) -> Duration {
        let rank = (quantile.clamp(0.0, 1.0) * self.count as f64).ceil().max(1.0) as u64;
        let mut seen = 0;
        for (index, count) in self.buckets.iter().enumerate() {
            seen += count;
            if seen >= rank {
                return Duration::from_nanos(upper_end(index)).min(self.max);
            }
        }
        self.max
    }

    /// The longest.
    #[must_use]
    pub fn max(&self) -> Duration {
        self.max
    }

    /// How many were counted.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }
}

fn nanos(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

/// Below [`STEPS`] a bucket for each number; above, [`STEPS`] for each doubling.
fn bucket(nanos: u64) -> usize {
    let shift = nanos.max(1).ilog2().saturating_sub(STEPS.ilog2());
    let index = u64::from(shift) * STEPS + (nanos >> shift);
    usize::try_from(index).map_or(BUCKETS - 1, |index| index.min(BUCKETS - 1))
}

/// The largest number that falls into a bucket.
fn upper_end(index: usize) -> u64 {
    let index = index as u64;
    let shift = (index / STEPS).saturating_sub(1);
    let lead = index - shift * STEPS;
    ((u128::from(lead) + 1) << shift).saturating_sub(1).try_into().unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_meet_without_gaps() {
        for nanos in (0..5_000).chain([1 << 20, (1 << 40) + 12_345, u64::MAX]) {
            let index = bucket(nanos);
            let upper = upper_end(index);
            assert!(upper >= nanos, "{nanos} in {index} up to {upper}");
            assert!(index == 0 || upper_end(index - 1) < nanos, "{nanos} in {index}");
            assert!((upper - nanos) as f64 <= nanos as f64 * 0.0667, "{nanos} shown as {upper}");
        }
    }

    #[test]
    fn quantiles_are_close_and_the_largest_exact() {
        let mut spread = Spread::default();
        assert_eq!((spread.quantile(0.5), spread.max()), (Duration::ZERO, Duration::ZERO));
        for micros in 1..=1_000 {
            spread.add(Duration::from_micros(micros));
        }
        let near = |found: Duration, wanted: f64| (found.as_secs_f64() * 1e6 / wanted - 1.0).abs() < 0.07;
        assert!(near(spread.quantile(0.5), 500.0), "{:?}", spread.quantile(0.5));
        assert!(near(spread.quantile(0.99), 990.0), "{:?}", spread.quantile(0.99));
        assert_eq!(spread.quantile(1.0), Duration::from_millis(1));
        assert_eq!((spread.max(), spread.count()), (Duration::from_millis(1), 1_000));
    }
}
