//! What several tests need.

pub mod counter;
