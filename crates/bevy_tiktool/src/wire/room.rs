//! What else happens in a room: pins, emotes, chests, questions, captions, goals.

use std::sync::Arc;

use super::{
    payload::payloads,
    read::{Id, Tag},
};

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

    /// A question asked.
    Question by user { text: Arc<str> = "questionText" }

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

    /// A goal moved.
    GoalUpdate {
        key: Arc<str> = "goalKey",
        creator: Id = "creatorUserId",
        level: Option<i64> = "contributionLevel",
        metadata: Arc<str> = "metadataJson",
    }
}
