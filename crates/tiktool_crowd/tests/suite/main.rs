//! The crowd as others use it: what it says, over a socket and without, and what its faults do to it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

mod support;

mod audience;
mod chaos;
mod server;
