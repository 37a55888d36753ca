//! What is told of a gift that acts.

use std::sync::Arc;

use bevy::prelude::*;
use bevy_tiktool::ViewerId;

/// Units of a gift have acted. Whoever tells givers what became of their gift reads this.
#[derive(Message, Debug, Clone, PartialEq, Eq)]
pub struct GiftDelivered {
    /// Who gave it; a passer-by has no account.
    pub giver: Option<ViewerId>,
    /// The gift's name.
    pub gift: Arc<str>,
    /// Its number in the gift log; 0 where it has none, as tests have.
    pub receipt: u64,
    /// How many units.
    pub units: u32,
}
