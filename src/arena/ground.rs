//! Where things stand: gates and lanes.

use super::{
    components::{Place, Spot},
    field::MAX_LANES,
    state::{FIELD, GATE},
};
use crate::base::TeamId;

/// x of a side's gate.
pub(super) fn gate(team: TeamId) -> f32 {
    if team == TeamId::LEFT { GATE } else { FIELD - GATE }
}

/// A spot before a side's gate, in the middle of the field's depth.
pub(super) fn before_gate(team: TeamId, lanes: u8) -> Spot {
    Spot { x: (gate(team) + team.forward() * 30.0).clamp(0.0, FIELD), y: 0.0, z: 0.0, lane: lanes / 2 }
}

/// Sends a unit to another lane.
pub(super) fn change_lane(place: &mut Place, lane: u8) {
    if lane != place.lane && usize::from(lane) < MAX_LANES {
        place.from_lane = place.lane;
        place.lane = lane;
        place.lane_mix = 0.0;
    }
}
