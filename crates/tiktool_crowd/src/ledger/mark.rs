//! What a frame says of a gift.

/// What a frame says was paid, kept beside its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct GiftMark {
    /// Number of the streak, or of the single gift, within the show.
    pub streak: u64,
    /// Who gave, as an index of the audience.
    pub giver: u32,
    /// TikTok's number of the gift.
    pub gift: u32,
    /// Units of the streak so far.
    pub count: u32,
    /// Price of one, in diamonds.
    pub each: u32,
    /// No frame of this streak follows.
    pub last: bool,
    /// The kind of gift that comes as a streak with an end; else this one frame is all of it.
    pub streaks: bool,
    /// The frame tells the server's time.
    pub stamped: bool,
    /// The frame has a message number of its own.
    pub numbered: bool,
}
