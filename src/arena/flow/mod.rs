//! How a round goes: its phases, who comes when, the beacon.

pub(super) mod beacon;
pub(super) mod director;
pub(super) mod handicap;
pub(super) mod lead;
pub(super) mod need;
pub(super) mod recruits;
pub(super) mod reserve;
pub(super) mod round;
pub(super) mod spawn;
pub(super) mod tempo;
pub(super) mod waves;
