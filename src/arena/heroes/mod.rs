//! Heroes: who has one, what it is told, when it comes back, what it has done.

pub(super) mod guards;
pub(super) mod merge;
pub(super) mod orders;
pub(super) mod records;
pub(super) mod returns;
pub(super) mod score;
