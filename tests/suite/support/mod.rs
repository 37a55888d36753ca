//! What several tests need.

pub mod live;
pub mod program;
