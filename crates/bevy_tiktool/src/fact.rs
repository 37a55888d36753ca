//! What happened on TikTok, as the game reads it: typed, bounded, each thing once.
//!
//! Facts are written in the past tense. They come out of the [`Normalizer`](crate::normalize::Normalizer), which has already undone what
//! the wire does to them (running totals, twins, repeats), so a reader may simply add them up.

use std::{fmt, str::FromStr, sync::Arc, time::Duration};

#[cfg(feature = "bevy")]
use bevy_ecs::message::Message;
use serde::{Deserialize, Serialize};

/// The key of a TikTok account: its numeric id, or its handle where a frame has no id.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ViewerId {
    /// The numeric `userId`; never 0.
    Id(u64),
    /// The handle (`uniqueId`), lower-cased; never empty.
    Handle(Arc<str>),
    /// Somebody of the operator's test buttons, by a name in small letters. No frame can bear this mark.
    Test(Arc<str>),
}

impl fmt::Display for ViewerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => write!(f, "{id}"),
            Self::Handle(handle) => write!(f, "@{handle}"),
            Self::Test(name) => write!(f, "test {name}"),
        }
    }
}

/// A text that is no account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an account is a number or a handle such as @mia")]
pub struct NoAccount;

impl FromStr for ViewerId {
    type Err = NoAccount;

    /// Reads what [`Display`](fmt::Display) writes.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if let Some(handle) = text.strip_prefix('@').filter(|handle| !handle.is_empty()) {
            return Ok(Self::Handle(handle.to_lowercase().into()));
        }
        if let Some(name) = text.strip_prefix("test ") {
            return Ok(Self::Test(name.trim().to_lowercase().into()));
        }
        text.parse().ok().filter(|id| *id > 0).map(Self::Id).ok_or(NoAccount)
    }
}

/// Who did something, with all that the frames so far said of them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Viewer {
    /// The key; `None` for a passer-by, who owns nothing.
    pub id: Option<ViewerId>,
    /// The handle without `@`; may be empty.
    pub handle: Arc<str>,
    /// The display name, cleaned of control and bidi characters, at most 64 characters; falls back to the handle.
    pub name: Arc<str>,
    /// Address of the profile picture; signed, so it expires.
    pub picture: Option<Arc<str>>,
    /// Follows the streamer.
    pub follower: bool,
    /// Subscribes to the streamer.
    pub subscriber: bool,
    /// Moderates the room.
    pub moderator: bool,
}

impl Viewer {
    /// Somebody of the operator's test buttons.
    #[must_use]
    pub fn is_test(&self) -> bool {
        matches!(self.id, Some(ViewerId::Test(_)))
    }
}

/// A gift arrived. A streak of five gives facts whose `count` adds up to five, each as its frame comes.
#[cfg_attr(feature = "bevy", derive(Message))]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct GiftReceived {
    /// The giver.
    pub viewer: Viewer,
    /// TikTok's number of the gift.
    pub gift_id: u64,
    /// Localised name; not unique.
    pub gift: Arc<str>,
    /// Units in this fact, at least 1.
    pub count: u32,
    /// Price of one unit in diamonds; 0 when the frame did not say.
    pub diamonds_each: u32,
    /// Running total of the streak this fact belongs to (for the combo display), at least `count`.
    pub streak: u32,
    /// The streamer pressed a test button; never counted as paid.
    pub test: bool,
    /// The frame it came with, as far as counting goes.
    #[serde(default, skip_serializing_if = "Receipt::is_empty")]
    pub receipt: Receipt,
}

/// What the frame of a gift said for counting: enough to rebuild, after a restart, what the [`Normalizer`](crate::normalize::Normalizer)
/// knew of the streak. Empty for a gift that came by no wire.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Receipt {
    /// Number in the [`WriteAheadLog`](crate::write_ahead_log::WriteAheadLog), from 1; 0 when there is none.
    pub number: u64,
    /// The giver's key within the normaliser.
    pub giver: u64,
    /// The gift's key within the normaliser.
    pub gift: u64,
    /// Who receives it, or the wire's group; 0 when the frame did not say.
    pub receiver: u64,
    /// Running total of the streak, as the frame said.
    pub count: u32,
    /// The streak ends here.
    pub end: bool,
    /// Whether this kind of gift can streak, if the frame says.
    pub streaks: Option<bool>,
    /// The server's time, epoch milliseconds.
    pub stamp: Option<i64>,
    /// Arrival, in milliseconds since the start.
    pub arrival_ms: u64,
    /// Price of one unit in diamonds; 0 when the frame did not say.
    pub diamonds: u32,
    /// The wire's message id, hashed; 0 when there is none.
    pub message: u64,
    /// The wire's transaction id, hashed; 0 when there is none.
    pub transaction: u64,
}

impl Receipt {
    /// Arrival since the start: whole milliseconds, so that a restart counts the same.
    #[must_use]
    pub fn arrival(&self) -> Duration {
        Duration::from_millis(self.arrival_ms)
    }

    /// Whether no frame stands behind it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A batch of likes by one viewer.
#[cfg_attr(feature = "bevy", derive(Message))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LikesReceived {
    /// Who tapped.
    pub viewer: Viewer,
    /// Taps in this batch.
    pub count: u32,
    /// Highest room total heard so far; includes likes never sent as events.
    pub room_total: u64,
}

/// A line of chat.
#[cfg_attr(feature = "bevy", derive(Message))]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ChatReceived {
    /// Who wrote.
    pub viewer: Viewer,
    /// The text, cleaned of control and bidi characters, at most 500 characters.
    pub text: Arc<str>,
    /// ISO 639-1, when the frame has it.
    pub language: Option<Arc<str>>,
    /// The line's own id (`messageUuid`), hashed, by which a deletion names it; 0 when the frame did not say.
    #[serde(default, skip_serializing_if = "is_none")]
    pub message: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde wants a reference")]
fn is_none(message: &u64) -> bool {
    *message == 0
}

/// How a room learned of a viewer or what a viewer did besides chat, likes and gifts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SocialKind {
    /// Entered the room.
    Member,
    /// Followed the streamer.
    Follow,
    /// Shared the stream.
    Share,
    /// Subscribed.
    Subscribe,
    /// Sent an emote of the streamer's.
    Emote,
    /// Asked a question.
    Question,
    /// Opened or sent a treasure chest.
    Envelope,
}

/// A viewer did one of the things of [`SocialKind`].
#[cfg_attr(feature = "bevy", derive(Message))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SocialReceived {
    /// Who.
    pub viewer: Viewer,
    /// What.
    pub kind: SocialKind,
}

/// How many watch now.
#[cfg_attr(feature = "bevy", derive(Message))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewersCounted {
    /// Viewers present.
    pub present: u64,
}

/// One thing that happened, in the order it arrived. The stream that the inbox holds.
#[cfg_attr(feature = "bevy", derive(Message))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Fact {
    /// A gift.
    Gift(GiftReceived),
    /// A frame of a streak that brought no new unit: its end, or a running total that was known. Nothing to act on; it
    /// is kept so that a restart counts the streak on from where it stood.
    StreakSeen(Receipt),
    /// Likes.
    Likes(LikesReceived),
    /// Chat.
    Chat(ChatReceived),
    /// A line of chat was deleted, by the streamer, a moderator or TikTok (`imDelete`).
    ChatDeleted {
        /// The [`message`](ChatReceived::message) of the line; never 0.
        message: u64,
    },
    /// Member, follow, share, subscribe, emote, question, envelope.
    Social(SocialReceived),
    /// Viewer count.
    Viewers(ViewersCounted),
    /// The streamer's title, name or room became known.
    Room {
        /// The room's title, if told.
        title: Arc<str>,
    },
    /// A match against another streamer started, ended or changed its score.
    Battle {
        /// What the frame said of it.
        state: BattleState,
    },
    /// The scores of the match changed. Told only when the room's own side is known.
    Scored {
        /// The streamer's.
        own: u64,
        /// The best of the others.
        other: u64,
    },
    /// The streamer, or a guest, said something; a line once it stands.
    Caption {
        /// The words, cleaned of control and bidi characters, at most 500 characters.
        text: Arc<str>,
    },
    /// The streamer's goal moved.
    Goal {
        /// Which, at most 64 characters.
        key: Arc<str>,
        /// How far it is.
        now: u64,
        /// Where it is reached; never 0.
        target: u64,
    },
    /// The stream is over.
    StreamEnded,
    /// The stream was paused or resumed by the streamer.
    StreamPaused(bool),
    /// The link broke.
    LinkLost,
    /// The link is back.
    LinkRestored {
        /// How long it was gone.
        gap: Duration,
    },
    /// Any other event of the wire, by its name, so that a rule can still answer it.
    Other {
        /// The wire's name.
        name: Arc<str>,
        /// Who, when the frame says.
        viewer: Viewer,
        /// What the frame said, as JSON, just as it came: clean what you show of it. Empty for an event with a type of
        /// its own, and in what is read back from a journal.
        #[serde(skip)]
        data: Arc<str>,
    },
}

impl Fact {
    /// Who did it, if somebody did.
    #[must_use]
    pub fn viewer(&self) -> Option<&Viewer> {
        match self {
            Self::Gift(gift) => Some(&gift.viewer),
            Self::Likes(likes) => Some(&likes.viewer),
            Self::Chat(chat) => Some(&chat.viewer),
            Self::Social(social) => Some(&social.viewer),
            Self::Other { viewer, .. } => Some(viewer),
            _ => None,
        }
    }

    /// The operator did it with a test button.
    #[must_use]
    pub fn is_test(&self) -> bool {
        matches!(self, Self::Gift(gift) if gift.test) || self.viewer().is_some_and(Viewer::is_test)
    }
}

/// State of a match between streamers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum BattleState {
    /// Announced or starting.
    Starting,
    /// Running.
    Active,
    /// Over.
    Ended,
}
