//! What several tests need.

pub mod counter;
pub mod live;
pub mod program;
