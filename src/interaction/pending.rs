//! What waits until it can act.

use std::{collections::VecDeque, sync::Arc};

use bevy::prelude::Resource;
use bevy_tiktool::GiftReceived;
use serde::{Deserialize, Serialize};

use super::actor::Actor;
use crate::rules::Action;

/// What waits for a battle, in the order it came: gifts, and the troops and powers of other events.
#[derive(Resource, Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct PendingGifts(pub VecDeque<Pending>);

/// One of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Pending {
    /// A gift, by whom.
    Gift(GiftReceived, Actor),
    /// Units of a gift that this gift rule has taken, and that wait for its cooldown.
    Taken(GiftReceived, Actor, usize),
    /// What else a rule promised.
    Actions(Arc<[Action]>, Actor),
}

impl PendingGifts {
    /// The gifts among it.
    pub(super) fn gifts(&self) -> impl Iterator<Item = &GiftReceived> {
        self.0.iter().filter_map(|deed| match deed {
            Pending::Gift(gift, _) | Pending::Taken(gift, ..) => Some(gift),
            Pending::Actions(..) => None,
        })
    }

    /// Units of paid gifts, and of test gifts.
    pub(super) fn units(&self) -> (u64, u64) {
        let sum = |test: bool| self.gifts().filter(|gift| gift.test == test).map(|gift| u64::from(gift.count)).sum();
        (sum(false), sum(true))
    }

    pub(super) fn push(&mut self, deed: Pending) {
        self.0.push_back(deed);
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}
