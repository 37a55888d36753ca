//! How long to wait before the next try. No clock and no randomness inside.

use std::time::Duration;

/// The first wait.
const FIRST: Duration = Duration::from_secs(1);

/// The longest ordinary wait.
const CEILING: Duration = Duration::from_secs(30);

/// Once the service has complained of quotas: no more than one connect in this time.
pub const QUOTA_PAUSE: Duration = Duration::from_secs(60);

/// Waits that double from 1 s to 30 s, until data has arrived.
#[derive(Debug, Clone, Default)]
pub struct Backoff {
    tries: u32,
    quota: bool,
}

impl Backoff {
    /// The next wait. `jitter` from 0 to 1 is drawn by the caller and shortens the wait by up to a half, so that many
    /// clients do not come back together.
    pub fn next_wait(&mut self, jitter: f64) -> Duration {
        let doubled = FIRST.saturating_mul(2u32.saturating_pow(self.tries)).min(CEILING);
        self.tries = self.tries.saturating_add(1);
        self.at_least(doubled.mul_f64(1.0 - 0.5 * jitter.clamp(0.0, 1.0)))
    }

    /// A wait that the service or the table asks for.
    #[must_use]
    pub fn at_least(&self, wait: Duration) -> Duration {
        if self.quota { wait.max(QUOTA_PAUSE) } else { wait }
    }

    /// Data arrived, so the link works.
    pub fn reset(&mut self) {
        self.tries = 0;
    }

    /// The service complained that we connect too often.
    pub fn complain(&mut self) {
        self.quota = true;
    }

    /// The service wants few connects.
    #[must_use]
    pub fn is_spare(&self) -> bool {
        self.quota
    }

    /// Tries since data last arrived.
    #[must_use]
    pub fn tries(&self) -> u32 {
        self.tries
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(backoff: &mut Backoff, jitter: f64, times: usize) -> Vec<f64> {
        (0..times).map(|_| backoff.next_wait(jitter).as_secs_f64()).collect()
    }

    #[test]
    fn doubles_to_half_a_minute_until_data() {
        let mut backoff = Backoff::default();
        assert_eq!(seconds(&mut backoff, 0.0, 7), [1., 2., 4., 8., 16., 30., 30.]);
        backoff.reset();
        assert_eq!(seconds(&mut backoff, 1.0, 3), [0.5, 1., 2.]);
        assert!(seconds(&mut backoff, 0.0, 100).iter().all(|wait| *wait <= 30.0), "no overflow");
    }

    #[test]
    fn a_quota_complaint_lasts() {
        let mut backoff = Backoff::default();
        backoff.complain();
        backoff.reset();
        assert_eq!(backoff.next_wait(1.0), QUOTA_PAUSE);
        assert_eq!(backoff.at_least(Duration::from_secs(900)), Duration::from_secs(900));
    }
}
