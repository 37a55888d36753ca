//! The events every stream has: chat, gifts, likes, members, follows, shares, counts, and the stream's own state.

use std::sync::Arc;

use super::{
    object::parts,
    payload::payloads,
    read::{Id, Tag},
    user::User,
};

parts! {
    /// An emote inside a chat line.
    ChatEmote {
        emote_id: Tag = "emoteId",
        image: Arc<str> = "image" | "imageUrl",
        place: Option<i64> = "placeInComment",
    }

    /// A paid highlight of a chat line.
    Starred { claps: Option<i64> = "claps", score: Option<i64> = "score" }

    /// Whom a gift goes from and to.
    Relationship {
        join_day: Option<i64> = "joinDayNumber",
        from: Id = "fromUser",
        to: Id = "toUser",
    }

    /// One of the room's top viewers; the account is flat or under `user`.
    TopViewer {
        user: User = "user",
        id: Id = "userId",
        handle: Arc<str> = "uniqueId",
        nickname: Arc<str> = "nickname",
        coins: Option<i64> = "coinCount",
    }

    /// What is known of a room.
    RoomDetails {
        title: Arc<str> = "title",
        viewers: Option<i64> = "user_count" | "userCount" | "viewerCount",
        likes: Option<i64> = "like_count" | "likeCount",
        owner: User = "owner",
    }

    /// The room's own state inside `control`.
    RoomStatus { status: Option<i64> = "status" }
}

payloads! {
    /// A line of chat.
    Chat by user {
        comment: Arc<str> = "comment",
        emotes: Vec<ChatEmote> = "emotes",
        starred: Starred = "starred",
        language: Arc<str> = "language",
        message_uuid: Tag = "messageUuid",
        reply_to: User = "replyToUser",
    }

    /// One frame of a gift: see PROTOCOL section 4 for what its numbers mean.
    Gift by user {
        gift_id: Id = "giftId",
        gift_name: Arc<str> = "giftName",
        diamonds: Option<i64> = "diamondCount",
        repeat_count: Option<i64> = "repeatCount",
        repeat_end: bool = "repeatEnd",
        gift_type: Option<i64> = "giftType",
        combo: bool = "combo",
        group: Tag = "groupId",
        transaction: Tag = "transactionId",
        relationship: Relationship = "relationship",
        picture: Arc<str> = "giftPictureUrl",
    }

    /// A batch of likes.
    Like by user {
        count: Option<i64> = "likeCount",
        total: Option<i64> = "totalLikes" | "totalLikeCount",
    }

    /// A viewer entered; `action` 1 joined, 2 by following, 3 by a share.
    Member by user {
        action: Option<i64> = "action" | "actionId",
        action_code: Option<i64> = "actionCode",
        entry_source: Arc<str> = "entrySource",
        entry_action: Arc<str> = "entryAction",
        entry_type: Arc<str> = "entryType",
    }

    /// A follow or a share, under its own name or as `social` with an action.
    Social by user {
        action: Arc<str> = "action",
        event_type: Arc<str> = "eventType",
    }

    /// A subscription.
    Subscribe by user { months: Option<i64> = "subMonth" }

    /// How many watch.
    RoomUserSeq {
        viewers: Option<i64> = "viewerCount" | "viewer_count" | "roomUser",
        total: Option<i64> = "totalViewers" | "totalUser",
        top: Vec<TopViewer> = "topViewers",
    }

    /// The stream is over.
    StreamEnd { reason: Arc<str> = "reason" }

    /// The room, told at the start.
    RoomInfo {
        room_id: Id = "roomId",
        unique_id: Arc<str> = "uniqueId",
        info: RoomDetails = "roomInfo",
        title: Arc<str> = "title",
        owner_id: Id = "ownerUserId",
        ws_host: Arc<str> = "wsHost",
        region: Arc<str> = "clusterRegion",
        connected_at: Arc<str> = "connectedAt",
    }

    /// The service says it is connected.
    Connected { unique_id: Arc<str> = "uniqueId", room_id: Id = "roomId" }

    /// The service says that the streamer is not live.
    NotLive { unique_id: Arc<str> = "uniqueId", message: Arc<str> = "message" }

    /// The service reports a fault.
    Trouble {
        error: Arc<str> = "error",
        message: Arc<str> = "message",
        status_code: Option<i64> = "status_code",
    }

    /// The plan's limit is reached; the connection will be closed.
    Limit {
        message: Arc<str> = "message",
        upgrade_url: Arc<str> = "upgrade_url",
        session_max_ms: Option<i64> = "sessionMaxMs",
    }

    /// The stream's state changed: 1 paused, 2 resumed, 3 ended, 4 suspended.
    Control { action: Option<i64> = "action", room: RoomStatus = "room" }

    /// A frame that only keeps the line warm.
    Beat {}
}
