//! When a rule acts: gifts, likes, chat, events, and the limits any rule may carry.

use std::sync::Arc;

use super::action::Action;
use crate::locale::ChatCommand;

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
    pub command: Option<ChatCommand>,
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

/// A rule for any other event.
#[derive(Debug, Clone, PartialEq)]
pub struct EventRule {
    /// What it does.
    pub actions: Vec<Action>,
    /// Limits.
    pub limits: Limits,
}

/// How long a rule that acts once is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Once {
    /// Until the next round.
    Round,
    /// Until the stream ends.
    Stream,
}

/// Something that must hold for a rule to act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// The castle of the rule's side has less of its health left than the other.
    Losing,
    /// It has more left.
    Winning,
    /// The clock of the battle or the overtime shows at most so many seconds, 1 to 3600.
    LastSeconds(u32),
    /// The round is in this part.
    Phase(RoundPart),
    /// The viewer's hero stands in this lane, 0 the farthest.
    Lane(u8),
    /// At least so many people play, 1 to 100,000.
    Players(u32),
}

/// The parts of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoundPart {
    /// Before the battle.
    Lobby,
    /// The battle.
    Battle,
    /// The overtime.
    SuddenDeath,
    /// Who won.
    Podium,
}

/// Limits that any rule may carry.
#[derive(Debug, Clone, PartialEq)]
pub struct Limits {
    /// Seconds between uses by one viewer, 0 to 3600.
    pub cooldown_s: f32,
    /// Seconds between uses by one team, 0 to 3600.
    pub team_cooldown_s: f32,
    /// Who may.
    pub who: Who,
    /// Energy that the viewer's hero must have, and pays; 0 to 100.
    pub energy: u8,
    /// Acts once in so long: for each viewer; where nobody single stands behind the rule, at all.
    pub once: Option<Once>,
    /// Percent of tries that act, 1 to 100.
    pub chance: u8,
    /// All of this must hold.
    pub when: Vec<When>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            cooldown_s: 0.0,
            team_cooldown_s: 0.0,
            who: Who::Anyone,
            energy: 0,
            once: None,
            chance: 100,
            when: Vec::new(),
        }
    }
}

impl Limits {
    /// Whether a gift may pass the rule by, on to the next one that matches. Cooldowns only make it wait.
    #[must_use]
    pub fn pass_by(&self) -> bool {
        self.who != Who::Anyone || self.energy > 0 || self.once.is_some() || self.chance < 100 || !self.when.is_empty()
    }
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
    /// A viewer's line was pinned.
    Pin,
    /// The room has so many viewers for the first time in the stream, 1 to 1,000,000,000.
    Viewers(u32),
    /// One of these words was spoken; folded.
    Caption(Arc<[Arc<str>]>),
    /// The streamer's goal moved.
    Goal,
    /// The streamer's goal is reached; once each.
    GoalReached,
    /// A ranking changed.
    Rank,
    /// The stream was introduced.
    Intro,
    /// A match between streamers started.
    BattleStart,
    /// The streamer took the lead in the match.
    BattleAhead,
    /// The streamer lost the lead in the match.
    BattleBehind,
    /// A match ended.
    BattleEnd,
    /// ... and the streamer won.
    BattleWon,
    /// ... and the streamer lost.
    BattleLost,
    /// The scores of a match changed.
    Armies,
    /// The streamer paused the stream.
    StreamPaused,
    /// The stream goes on.
    StreamResumed,
    /// The stream ended.
    StreamEnd,
    /// The link broke.
    LinkLost,
    /// The link came back.
    LinkRestored,
    /// Any event by its wire name.
    Event(Arc<str>),
}
