//! Blows, shots, powers, castles, and what comes of them.

pub(super) mod blows;
pub(super) mod castle;
pub(super) mod damage;
pub(super) mod gates;
pub(super) mod pending;
pub(super) mod powers;
pub(super) mod resolve;
pub(super) mod shots;
