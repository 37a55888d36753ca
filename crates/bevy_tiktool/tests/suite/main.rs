//! The client as others use it: real frames, a real WebSocket on loopback, and every way a link can fail.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

mod support;

mod backpressure;
mod bad_input;
mod faults;
mod link;
mod plain;
mod python;
mod recall;
mod samples;
mod settle;
mod streaks;
