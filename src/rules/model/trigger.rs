//! When a rule acts: gifts, likes, chat, events, and the limits any rule may carry.

use std::sync::Arc;

use super::Action;
use crate::rules::Command;

/// A rule for gifts.
#[derive(Debug, Clone, PartialEq)]
pub struct GiftRule {
    /// Which gifts.
    pub matches: GiftMatch,
    /// Which gifts, to show: the name as the file writes it, or the prices as "10–29".
    pub label: Arc<str>,
    /// What they do.
    pub actions: Vec<Action>,
    /// Limits.
    pub limits: Limits,
}

/// Which gifts a rule answers, most exact first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GiftMatch {
    /// TikTok's gift number.
    Id(u64),
    /// The gift's name, folded.
    Name(Arc<str>),
    /// Price of one unit in diamonds, both ends included.
    Diamonds(u32, u32),
}

/// Whose likes are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LikeScope {
    /// One viewer's own.
    Viewer,
    /// All of a team.
    Team,
    /// The whole room.
    Room,
}

/// A rule for likes.
#[derive(Debug, Clone, PartialEq)]
pub struct LikeRule {
    /// Likes until it fires, 1 to 1,000,000,000.
    pub every: u32,
    /// Whose.
    pub of: LikeScope,
    /// What it does. When the file gives several lists they take turns.
    pub turns: Vec<Vec<Action>>,
    /// Limits.
    pub limits: Limits,
}

/// A rule for chat.
#[derive(Debug, Clone, PartialEq)]
pub struct ChatRule {
    /// The command whose words of all languages it answers besides its own.
    pub command: Option<Command>,
    /// Words, folded, its own and those of its command; matched against the whole message or its first word.
    pub say: Vec<Arc<str>>,
    /// What they do.
    pub actions: Vec<Action>,
    /// Limits.
    pub limits: Limits,
}

/// Who may use a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Who {
    /// Anyone.
    #[default]
    Anyone,
    /// Followers, subscribers, moderators.
    Follower,
    /// Subscribers.
    Subscriber,
    /// Moderators.
    Moderator,
}

/// Limits that any rule may carry.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Limits {
    /// Seconds between uses by one viewer, 0 to 3600.
    pub cooldown_s: f32,
    /// Seconds between uses by one team, 0 to 3600.
    pub team_cooldown_s: f32,
    /// Who may.
    pub who: Who,
    /// Energy that the viewer's hero must have, and pays; 0 to 100.
    pub energy: u8,
}

/// Events other than gifts, likes and chat.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trigger {
    /// A viewer entered.
    Member,
    /// Followed.
    Follow,
    /// Shared.
    Share,
    /// Subscribed.
    Subscribe,
    /// Sent an emote.
    Emote,
    /// Asked a question.
    Question,
    /// A treasure chest.
    Envelope,
    /// A match between streamers started.
    BattleStart,
    /// A match ended.
    BattleEnd,
    /// The stream ended.
    StreamEnd,
    /// The link came back.
    LinkRestored,
    /// Any event by its wire name.
    Event(Arc<str>),
}
