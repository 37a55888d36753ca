//! Files as people write them, well and badly.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

mod parse;
mod read;
mod report;
