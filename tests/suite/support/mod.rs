//! What several tests need.

#[path = "../../../crates/bevy_tiktool/tests/suite/support/mod.rs"]
pub mod live;
pub mod program;
