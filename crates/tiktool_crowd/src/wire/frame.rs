//! One frame, and how it can be dressed.

use crate::{catalogue::Gift, ledger::GiftMark};

/// One frame, and what it says was paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Frame {
    pub text: String,
    pub mark: Option<GiftMark>,
    /// When it happened, in microseconds into the show. It may go out later than others.
    pub made: u64,
    /// Repeats an earlier frame.
    pub echo: bool,
    /// Goes out as bytes, each from a char below 256, and not as text.
    pub binary: bool,
}

impl From<String> for Frame {
    fn from(text: String) -> Self {
        Self { text, mark: None, made: 0, echo: false, binary: false }
    }
}

impl Frame {
    /// A gift's frame.
    pub(crate) fn paid(text: String, mark: GiftMark) -> Self {
        Self { mark: Some(mark), ..Self::from(text) }
    }
}

/// How a frame is dressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// As the documentation shows it: no time, no message number.
    Docs,
    /// As the vendor's decoder makes it: `id` instead of `userId`, an empty message number.
    Sdk,
    /// As newer servers send it: both names filled, message numbers, more fields.
    Recent,
}

/// One frame of a gift.
pub(crate) struct GiftFrame {
    pub gift: Gift,
    pub count: u32,
    pub end: bool,
    /// Write the end as 0 or 1, as TikTok itself does.
    pub numeric_end: bool,
    pub transaction: u64,
}
