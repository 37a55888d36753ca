//! Gifts on hold: the operator has them wait, and later lets them act one after the other.

use bevy::prelude::Resource;
use serde::{Deserialize, Serialize};

use crate::base::TICK_HZ;

/// Ticks from one gift to the next when they are let go.
const STEP: u32 = TICK_HZ / 2;
/// All that was held acts within so many steps: a minute.
const STEPS: u32 = 120;

/// Whether gifts act.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum GiftHold {
    /// As they come.
    #[default]
    Off,
    /// All wait.
    On,
    /// What was held acts by and by, and what comes meanwhile queues up behind it.
    Releasing {
        /// Gifts that are still to act.
        left: u32,
        /// How many act at each step.
        each: u32,
        /// The tick of the next step.
        next: u32,
    },
}

impl GiftHold {
    /// Whether a gift that comes in now waits.
    #[must_use]
    pub fn holds(self) -> bool {
        self != Self::Off
    }

    /// Holds gifts, or lets go the `waiting` ones from `tick` on.
    pub(super) fn set(&mut self, hold: bool, waiting: usize, tick: u32) {
        let left = u32::try_from(waiting).unwrap_or(u32::MAX);
        *self = match (hold, left) {
            (true, _) => Self::On,
            (false, 0) => Self::Off,
            (false, left) => Self::Releasing { left, each: left.div_ceil(STEPS), next: tick },
        };
    }

    /// One more gift waits behind those that are let go.
    pub(super) fn queue(&mut self) {
        if let Self::Releasing { left, .. } = self {
            *left = left.saturating_add(1);
        }
    }

    /// How many of the gifts that wait may act at `tick`.
    pub(super) fn allow(&mut self, tick: u32) -> u32 {
        match self {
            Self::Off => u32::MAX,
            Self::On => 0,
            Self::Releasing { left: 0, .. } => {
                *self = Self::Off;
                u32::MAX
            }
            Self::Releasing { left, each, next } if tick >= *next => {
                let now = (*each).min(*left);
                *left -= now;
                *next = tick + STEP;
                now
            }
            Self::Releasing { .. } => 0,
        }
    }

    /// What a hash is made of.
    pub(super) fn words(self) -> impl Iterator<Item = u64> {
        let words = match self {
            Self::Off => [0; 3],
            Self::On => [u64::MAX; 3],
            Self::Releasing { left, each, next } => [u64::from(left) + 1, u64::from(each), u64::from(next)],
        };
        // A game in which nothing was ever held has the hash it always had.
        words.into_iter().take(if self == Self::Off { 0 } else { 3 })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_was_held_acts_half_a_second_apart() {
        let mut hold = GiftHold::On;
        assert_eq!(hold.allow(100), 0);
        hold.set(false, 3, 100);
        let acted: Vec<u32> = (100..160).filter(|tick| hold.allow(*tick) == 1).collect();
        assert_eq!(acted, [100, 115, 130]);
        assert_eq!(hold, GiftHold::Off);
    }

    #[test]
    fn nothing_held_is_nothing_to_let_go() {
        let mut hold = GiftHold::On;
        hold.set(false, 0, 5);
        assert_eq!(hold, GiftHold::Off);
    }

    proptest! {
        #[test]
        fn everything_acts_once_and_within_a_minute(waiting in 1..20_000_usize, more in 0..50_u32) {
            let mut hold = GiftHold::On;
            hold.set(false, waiting, 0);
            (0..more).for_each(|_| hold.queue());
            let acted: u64 = (0..60 * TICK_HZ + STEP * more).map(|tick| hold.allow(tick)).take_while(|now| *now < u32::MAX).map(u64::from).sum();
            prop_assert_eq!(acted, waiting as u64 + u64::from(more));
        }
    }
}
