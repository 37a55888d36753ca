//! What can be due.

/// Something that is due at a time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Happening {
    /// The room's first words.
    Open,
    /// Whoever has the turn does something.
    Beat,
    /// Somebody of a mirrored audience does something.
    Turn(u32),
    /// Somebody comes in; `true` with a raid.
    Arrive(u32, bool),
    /// Somebody goes.
    Leave(u32),
    /// Somebody picks a side.
    Join(u32),
    /// Somebody says this.
    Say(u32, String),
    /// Somebody says this to the other.
    Reply(u32, u32, String),
    /// Somebody taps on.
    Tap(u32),
    /// The second name of a follow or share.
    Twin(u32, bool),
    /// A running streak goes on.
    Streak(u64),
    /// The viewer count.
    Count,
    /// A gift of hundreds, of a thousand, of more.
    Big,
    Huge,
    Whale,
    /// Excitement rises.
    Wave,
    /// A side shouts as one.
    Rally,
    /// Newcomers pour in.
    Raid,
    /// Two friends talk, or somebody learns the game.
    Tale(Story),
    /// A step of a match against another streamer.
    Match,
    /// Something rare.
    Rare,
    /// The streamer says the line of this number; `true`: to its end.
    Speak(usize, bool),
    /// A flood begins; it goes on for so many steps more.
    Flood,
    Surge(u32),
    /// Many gifts at one moment; the end of one of them.
    Volley,
    Spent(u64),
    /// Somebody is rude.
    Heckle,
    /// The stream ends.
    End,
}

/// A story in several lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Story {
    /// Two friends talk.
    Friends,
    /// Somebody learns the commands from somebody else.
    Lesson,
}
