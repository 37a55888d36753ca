//! Where heroes stand: a lane is one row of faces on each side of its front, and each hero owns a place in its row.
//!
//! The front of a lane is a state of its own: it moves towards the side that is weaker there, and rows, troops and the
//! gap between the rows move with it.

pub(super) mod front;
pub(super) mod lanes;
pub(super) mod muster;
pub(super) mod post;
pub(super) mod row;
pub(super) mod size;
pub(super) mod squad;
