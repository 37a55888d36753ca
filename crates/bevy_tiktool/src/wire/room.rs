//! What else happens in a room: pins, emotes, chests, questions, captions, ranks, goals, polls.

use std::sync::Arc;

use super::{Id, Tag, User, parts, payloads};

parts! {
    /// One place of a ranking.
    Ranked { user: User = "user", rank: Option<i64> = "rank", score: Option<i64> = "score" }
}

payloads! {
    /// A pinned comment; `action` 1 pinned, 2 unpinned.
    RoomPin by user {
        text: Arc<str> = "comment" | "pinnedMessage",
        action: Option<i64> = "action",
        duration_s: Option<i64> = "durationSeconds",
        pinned_ms: Option<i64> = "pinnedAt",
        original_type: Arc<str> = "originalMsgType",
        original_id: Tag = "originalMsgId",
        operator: Id = "operatorUserId",
    }

    /// An emote sent by itself.
    Emote by user {
        emote_id: Tag = "emoteId",
        picture: Arc<str> = "emoteUrl",
        emote_name: Arc<str> = "emoteName",
    }

    /// A treasure chest.
    Envelope by user {
        envelope_id: Id = "envelopeId",
        diamonds: Option<i64> = "diamondCount" | "diamonds" | "coins",
        can_open: Option<i64> = "canOpen",
    }

    /// A portal to treasure chests.
    EnvelopePortal {
        session: Arc<str> = "sessionInfo",
        status: Option<i64> = "status",
        kind: Option<i64> = "kind",
        level: Option<i64> = "level",
    }

    /// A question asked.
    Question by user { text: Arc<str> = "questionText" }

    /// The streamer picked a question.
    QuestionSelected { text: Arc<str> = "questionText" }

    /// A question was taken down.
    QuestionSlideDown { question_id: Id = "questionId" }

    /// The stream's introduction.
    LiveIntro { room_id: Id = "roomId", title: Arc<str> = "title" }

    /// Spoken words as text.
    Caption {
        text: Arc<str> = "text",
        is_final: bool = "isFinal",
        started_ms: Option<i64> = "startedAtMs",
        ends_ms: Option<i64> = "endsAtMs",
        language: Arc<str> = "language",
        speaker: Arc<str> = "speaker",
    }

    /// A chat line was deleted; `deleted` is the chat's `messageUuid`.
    ImDelete { deleted: Tag = "deletedMsgId" }

    /// A ranking changed.
    RankUpdate { kind: Arc<str> = "rankType", list: Vec<Ranked> = "rankList" }

    /// A line about a rank.
    RankText by user { template: Arc<str> = "templateKey" }

    /// The streamer's place among others of the hour.
    HourlyRank {
        kind: Arc<str> = "rankType",
        rank: Option<i64> = "rank",
        list: Vec<Ranked> = "rankList",
    }

    /// A banner across the screen.
    Barrage by user {
        kind: Option<i64> = "msgType",
        sub_kind: Option<i64> = "subType",
        display: Option<i64> = "displayType",
        duration_ms: Option<i64> = "duration",
        pattern: Arc<str> = "defaultPattern",
        content: Arc<str> = "content",
    }

    /// A super fan did something, or someone became one.
    SuperFan by user {}

    /// A super fan's chest.
    SuperFanBox by user { envelope_id: Id = "envelopeId", diamonds: Option<i64> = "diamondCount" }

    /// A goal moved.
    GoalUpdate {
        key: Arc<str> = "goalKey",
        creator: Id = "creatorUserId",
        level: Option<i64> = "contributionLevel",
        metadata: Arc<str> = "metadataJson",
    }

    /// A poll.
    Poll {
        poll_id: Id = "pollId",
        action: Option<i64> = "action",
        status: Option<i64> = "status",
        question: Arc<str> = "questionPayload",
        options: Arc<str> = "optionsPayload",
    }

    /// A short-touch area was shown.
    ShortTouch { variant: Arc<str> = "variant", action: Arc<str> = "action", reference: Tag = "refId" }

    /// The gift list changed.
    GiftPanelUpdate { panel_id: Id = "panelId", updated_s: Option<i64> = "updatedAtSec" }

    /// A TikTok message the service does not know.
    Unknown { method: Arc<str> = "method" }
}
