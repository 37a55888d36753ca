//! Durations counted in bounded memory: quantiles within a tenth of a percent.

use std::time::Duration;

use hdrhistogram::Histogram;

/// Decimal digits that are kept of a duration.
const DIGITS: u8 = 3;

/// Counts durations.
#[derive(Debug, Clone)]
pub struct DurationHistogram {
    nanos: Histogram<u64>,
    max: Duration,
}

impl Default for DurationHistogram {
    #[expect(clippy::expect_used, reason = "fails only for more than five digits")]
    fn default() -> Self {
        Self { nanos: Histogram::new(DIGITS).expect("three digits"), max: Duration::ZERO }
    }
}

impl DurationHistogram {
    /// Counts one.
    pub fn add(&mut self, duration: Duration) {
        let nanos = u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX);
        // It grows with what is counted, to half a megabyte at most.
        if let Err(error) = self.nanos.record(nanos) {
            tracing::warn!("a duration is not counted: {error}");
        }
        self.max = self.max.max(duration);
    }

    /// The duration that a share of `quantile` (0 to 1) of all does not exceed; zero when nothing was counted.
    #[must_use]
    pub fn quantile(&self, quantile: f64) -> Duration {
        Duration::from_nanos(self.nanos.value_at_quantile(quantile)).min(self.max)
    }

    /// The longest, exactly.
    #[must_use]
    pub fn max(&self) -> Duration {
        self.max
    }

    /// How many were counted.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.nanos.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_close_and_the_largest_exact() {
        let mut histogram = DurationHistogram::default();
        assert_eq!((histogram.quantile(0.5), histogram.max()), (Duration::ZERO, Duration::ZERO));
        for micros in 1..=1_000 {
            histogram.add(Duration::from_micros(micros));
        }
        let near = |found: Duration, wanted: f64| (found.as_secs_f64() * 1e6 / wanted - 1.0).abs() < 0.002;
        assert!(near(histogram.quantile(0.5), 500.0), "{:?}", histogram.quantile(0.5));
        assert!(near(histogram.quantile(0.99), 990.0), "{:?}", histogram.quantile(0.99));
        assert_eq!(histogram.quantile(1.0), Duration::from_millis(1));
        assert_eq!((histogram.max(), histogram.count()), (Duration::from_millis(1), 1_000));
    }

    #[test]
    fn a_day_and_a_century_are_counted_too() {
        let mut histogram = DurationHistogram::default();
        for duration in [Duration::from_secs(86_400), Duration::from_secs(3_200_000_000), Duration::MAX] {
            histogram.add(duration);
            assert_eq!(histogram.max(), duration);
        }
        assert_eq!(histogram.count(), 3);
    }
}
