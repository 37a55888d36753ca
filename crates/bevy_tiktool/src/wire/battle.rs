//! Matches against other streamers, guests and competitions.

use std::sync::Arc;

use super::{
    object::parts,
    payload::payloads,
    read::{Id, Tag},
    user::User,
};

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
}
