//! The program as a streamer runs it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

mod support;

mod check;
mod forecast;
mod headless;
mod link;
#[cfg(feature = "window")]
mod picture;
mod replay;
mod resume;
#[cfg(feature = "window")]
mod window;
