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
}

impl Default for CrowdSettings {
    fn default() -> Self {
        Self { viewers: 40, rate: 12.0, seed: 7, seconds: None, chaos: Chaos::None }
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

    /// These faults on the way.
    #[must_use]
    pub fn chaos(self, chaos: Chaos) -> Self {
        Self { chaos, ..self }
    }
}
