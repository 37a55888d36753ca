//! What kind of show it is.

use crate::chaos::Chaos;

/// What kind of audience it is.
#[derive(Debug, Clone, PartialEq)]
pub struct CrowdSettings {
    /// How many people there are; not all are present at a time. At most 100,000.
    pub viewers: u32,
    /// Events a second when all are present, on average over its ups and downs. At most 100,000.
    pub rate: f64,
    /// What everything random derives from. The people are the same for every seed; what they do is not.
    pub seed: u64,
    /// Length of the stream in seconds; endless without it.
    pub seconds: Option<f64>,
    /// Faults on the way. In lockstep, without a server, no link is cut.
    pub chaos: Chaos,
    /// Two sides that mirror each other, for measuring a game; otherwise a lively show.
    pub mirror: Option<Mirror>,
}

/// Two sides of which everybody on one has a twin on the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mirror {
    /// People of the one side and of the other, as a proportion: `(60, 40)` leaves a third of the twins out.
    pub heads: (u32, u32),
    /// The sides have changed seats.
    pub swap: bool,
}

impl Default for Mirror {
    fn default() -> Self {
        Self { heads: (50, 50), swap: false }
    }
}

impl Mirror {
    /// How many of `count` people are on each side.
    pub(crate) fn sides(self, count: u32) -> (u32, u32) {
        let (a, b) = (u64::from(self.heads.0), u64::from(self.heads.1));
        let first = (u64::from(count) * a + (a + b) / 2) / (a + b).max(1);
        // No more than there are.
        (first as u32, count - first as u32)
    }

    pub(crate) fn is_uneven(self) -> bool {
        self.heads.0 != self.heads.1
    }
}

impl Default for CrowdSettings {
    fn default() -> Self {
        Self { viewers: 40, rate: 12.0, seed: 7, seconds: None, chaos: Chaos::None, mirror: None }
    }
}

impl CrowdSettings {
    /// So many people.
    #[must_use]
    pub fn viewers(self, viewers: u32) -> Self {
        Self { viewers, ..self }
    }

    /// So many events a second when all are present.
    #[must_use]
    pub fn rate(self, rate: f64) -> Self {
        Self { rate, ..self }
    }

    /// Another show of the same people.
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// A stream that ends after so many seconds.
    #[must_use]
    pub fn seconds(self, seconds: f64) -> Self {
        Self { seconds: Some(seconds), ..self }
    }

    /// Two sides that mirror each other.
    #[must_use]
    pub fn mirrored(self, mirror: Mirror) -> Self {
        Self { mirror: Some(mirror), ..self }
    }

    /// These faults on the way.
    #[must_use]
    pub fn chaos(self, chaos: Chaos) -> Self {
        Self { chaos, ..self }
    }
}
