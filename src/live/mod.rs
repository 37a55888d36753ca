//! The TikTool LIVE client: events of a TikTok stream as typed facts.

mod fact;

pub use fact::*;
