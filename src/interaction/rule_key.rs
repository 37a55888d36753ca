//! Which rule.

use serde::{Deserialize, Serialize};

use crate::base::TeamId;

/// A rule, for what is remembered of its uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum RuleKey {
    /// Index into the gift rules.
    Gift(usize),
    /// Index into the like rules.
    Like(usize),
    /// Index into the chat rules.
    Chat(usize),
    /// Index into the like rules, of a side's likes.
    Side(usize, TeamId),
    /// Index into the rules for events, in order.
    Event(usize),
}

impl RuleKey {
    /// As a number, for a hash.
    pub fn word(self) -> u64 {
        let (kind, index) = match self {
            Self::Gift(index) => (0, index),
            Self::Like(index) => (1, index),
            Self::Chat(index) => (2, index),
            Self::Side(index, team) => (3 + u64::from(team.0), index),
            Self::Event(index) => (5, index),
        };
        kind << 48 ^ index as u64
    }
}
