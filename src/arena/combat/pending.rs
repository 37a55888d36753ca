//! What waits until it can be done.

use bevy::prelude::Resource;

use crate::arena::requests::PowerRequested;

/// Powers asked for and not fired yet. They wait here while no battle runs.
#[derive(Resource, Default)]
pub(in crate::arena) struct PendingPowers(pub Vec<PowerRequested>);
