//! Matches against other streamers, guests and competitions.

use std::sync::Arc;

use super::{Id, Tag, User, parts, payloads};

parts! {
    /// A contributor and their score.
    Contributor {
        user: User = "user",
        user_id: Id = "userId",
        nickname: Arc<str> = "nickname",
        score: Option<i64> = "score",
    }

    /// One side of a match; match sides by `host`, their order changes.
    Team {
        host: Id = "hostUserId",
        score: Option<i64> = "score" | "teamTotalScore",
        index: Option<i64> = "teamIdx",
        users: Vec<Contributor> = "users" | "contributors",
        host_user: User = "hostUser",
    }

    /// When a match runs.
    BattleSettings {
        start_ms: Option<i64> = "startTimeMs",
        duration_s: Option<i64> = "duration",
        end_ms: Option<i64> = "endTimeMs",
    }

    /// A streamer and their score, in the documentation's shape.
    BattleUser { handle: Arc<str> = "uniqueId", score: Option<i64> = "score" }
}

payloads! {
    /// A match: `status` 1 active, 2 starting, 3 ended, 4 preparing, 5 finalising.
    Battle {
        battle_id: Id = "battleId",
        status: Option<i64> = "status",
        duration_s: Option<i64> = "battleDuration",
        teams: Vec<Team> = "teams",
        settings: BattleSettings = "battleSettings",
        scores: Vec<Option<i64>> = "scores",
        extra_hosts: Vec<Id> = "extraHostUserIds",
        layout: Arc<str> = "layoutSubtype",
    }

    /// A match as the documentation has it: `battleStatus` 1 started, 2 in progress, 3 ended.
    LinkMicBattle {
        users: Vec<BattleUser> = "battleUsers",
        status: Option<i64> = "battleStatus",
    }

    /// The scores of a match and who made them.
    BattleArmies {
        battle_id: Id = "battleId",
        status: Option<i64> = "status",
        teams: Vec<Team> = "teams",
        match_id: Id = "matchId",
        session_id: Id = "sessionId",
        started_ms: Option<i64> = "startedAtMs",
        server_ms: Option<i64> = "serverTsMs",
        session_tag: Arc<str> = "sessionTag",
        duration_s: Option<i64> = "durationSec",
        left_s: Option<i64> = "secsRemaining",
        hosts: Vec<Team> = "hosts",
        transaction: Tag = "transactionId",
    }

    /// A card played in a match.
    BattleItemCard by user {
        battle_id: Id = "battleId",
        card: Option<i64> = "cardType",
        effect: Arc<str> = "effect",
        effect_key: Arc<str> = "effectKey",
        multiplier: Option<i64> = "multiplier",
        activated_s: Option<i64> = "activatedAtSec",
        duration_s: Option<i64> = "durationSec",
        ends_s: Option<i64> = "endsAtSec",
        template: Arc<str> = "commentTemplate",
        icon: Arc<str> = "iconUrl",
        icon_key: Arc<str> = "iconKey",
        color: Arc<str> = "accentColor",
    }

    /// A task inside a match: `taskAction` 1 start, 2 update, 3 done.
    BattleTask {
        action: Option<i64> = "taskAction",
        battle_id: Id = "battleRefId",
        mission: Arc<str> = "missionType",
        multiplier: Option<i64> = "multiplier",
        duration_s: Option<i64> = "missionDuration",
        target: Option<i64> = "missionTarget",
        left_s: Option<i64> = "remainingSeconds",
        ends_s: Option<i64> = "endTimestampS",
        timer: Option<i64> = "timerType",
    }

    /// The loser's forfeit is over.
    BattlePunishFinish {
        battle_id: Id = "battleId",
        punished: Id = "punishedUserId",
        kind: Option<i64> = "punishType",
        session_id: Id = "sessionId",
    }

    /// A notice about a match.
    BattleNotice {
        code: Option<i64> = "noticeCode",
        key: Arc<str> = "noticeKey",
        text: Arc<str> = "noticeText",
    }

    /// A game inside a match.
    BattleGameplay {
        gameplay_id: Id = "gameplayId",
        kind: Option<i64> = "gameplayType",
        sub_kind: Option<i64> = "subType",
    }

    /// A gift to the *other* streamer; never ours.
    LinkMicOpponentGift by user {
        room_id: Id = "opponentRoomId",
        gift_id: Id = "giftId",
        picture: Arc<str> = "giftPictureUrl",
        started_ms: Option<i64> = "startedAtMs",
        ends_ms: Option<i64> = "endsAtMs",
        transaction: Tag = "transactionId",
    }

    /// Guests on the microphone.
    LinkMic { action: Arc<str> = "action", users: Vec<User> = "users" }

    /// A step of linking with another streamer.
    LinkLayer {
        action: Option<i64> = "action",
        sub_action: Option<i64> = "subAction",
        source: Arc<str> = "sourceType",
        target: Id = "targetUserId",
    }

    /// A link request.
    Link {
        action: Option<i64> = "action",
        sub_action: Option<i64> = "subAction",
        related: User = "relatedUser",
    }

    /// The shared screen changed.
    LinkScreenChange { kind: Option<i64> = "changeType", session: Arc<str> = "sessionInfo" }

    /// The layout of a shared stream changed.
    CohostLayoutUpdate { layout: Arc<str> = "layoutSubtype" }

    /// A competition.
    Competition { kind: Option<i64> = "competitionType", layout: Arc<str> = "layoutSubtype" }

    /// Who contributed to a competition.
    CompetitionContributor {
        kind: Option<i64> = "competitionType",
        contributor: Id = "contributorUserId",
        receiver: Id = "receiverUserId",
    }

    /// A showdown between guests.
    GuestShowdown { kind: Option<i64> = "showdownType" }

    /// Guidance for linking.
    LinkMicAnchorGuide { code: Option<i64> = "guideCode", raw: Arc<str> = "rawPayload" }
}
