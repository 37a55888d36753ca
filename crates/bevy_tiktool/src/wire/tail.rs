//! The long tail: notices, shops and small games of a room, typed so that a rule can read them.

use std::sync::Arc;

use super::{Id, Tag, payloads};

payloads! {
    /// Access was taken back or limited.
    AccessRecall {
        status: Option<i64> = "status",
        reason: Arc<str> = "reason",
        duration_sec: Option<i64> = "durationSec",
        suspend_key: Arc<str> = "suspendKey",
    }

    /// A machine-made summary of the stream.
    AiSummary {
        summary: Arc<str> = "summary",
        scenario_key: Arc<str> = "scenarioKey",
        icon_url: Arc<str> = "iconUrl",
        label_key: Arc<str> = "labelKey",
        display_duration_ms: Option<i64> = "displayDurationMs",
    }

    /// A tool of the streamer's changed.
    AnchorToolModification {
        tool_payload: Arc<str> = "toolPayload",
    }

    /// A notice at the bottom of the screen.
    BottomMessage {
        notice_key: Arc<str> = "noticeKey",
        anchor_user_id: Id = "anchorUserId",
        duration_sec: Option<i64> = "durationSec",
        risk_key: Arc<str> = "riskKey",
    }

    /// A small reminder over the stream.
    Capsule {
        image_url: Arc<str> = "imageUrl",
        title_key: Arc<str> = "titleKey",
        btn_key: Arc<str> = "btnKey",
        deep_link: Arc<str> = "deepLink",
        reminder_key: Arc<str> = "reminderKey",
        display_duration_sec: Option<i64> = "displayDurationSec",
    }

    /// The comment tray changed.
    CommentTray {
        tray_count: Option<i64> = "trayCount",
        updated_at_ms: Option<i64> = "updatedAtMs",
        related_msg_id: Tag = "relatedMsgId",
    }

    /// A shop item must be fetched anew.
    EcShortItemRefresh {
        refresh_token: Arc<str> = "refreshToken",
    }

    /// A fan ticket.
    FanTicket {
        raw_payload: Arc<str> = "rawPayload",
    }

    /// Something happened in the fan club.
    FansEvent {
        fan_type: Option<i64> = "fanType",
        event_key: Arc<str> = "eventKey",
    }

    /// A moment of a game worth keeping.
    GameMoment {
        moment_type: Option<i64> = "momentType",
        started_at_ms: Option<i64> = "startedAtMs",
        ends_at_ms: Option<i64> = "endsAtMs",
        moment_msg_id: Tag = "momentMsgId",
    }

    /// A switch of the game service.
    GameServerFeature {
        raw_tag: Arc<str> = "rawTag",
    }

    /// Some gifts are restricted now.
    GiftDynamicRestriction {
        raw_payload: Arc<str> = "rawPayload",
    }

    /// The gift gallery changed.
    GiftGallery {
        transaction_id: Tag = "transactionId",
    }

    /// A gift was unlocked.
    GiftUnlock {
        icon_url: Arc<str> = "iconUrl",
        tooltip_key: Arc<str> = "tooltipKey",
    }

    /// A member of a group stream.
    GroupLiveMemberNotify by user {}

    /// The streamer's board.
    HostBoard {
        raw_payload: Arc<str> = "rawPayload",
    }

    /// The room is hot.
    HotRoom {
        hot_key: Arc<str> = "hotKey",
    }

    /// A banner of an activity.
    InRoomBanner {
        activity_json: Arc<str> = "activityJson",
    }

    /// The shop's billboard.
    OecLiveBillboard {
        status: Option<i64> = "status",
        slot_count: Option<i64> = "slotCount",
        updated_at_ms: Option<i64> = "updatedAtMs",
        product_payload: Arc<str> = "productPayload",
        flags_payload: Vec<Arc<str>> = "flagsPayload",
    }

    /// The shop's manager.
    OecLiveManager {
        status: Option<i64> = "status",
        manager_nickname: Arc<str> = "managerNickname",
    }

    /// The shop's product.
    OecLiveShopping {
        status: Option<i64> = "status",
        product_info: Arc<str> = "productInfo",
    }

    /// TikTok's own watching of the stream changed its mind.
    Perception {
        perception_code: Option<i64> = "perceptionCode",
        action: Arc<str> = "action",
    }

    /// A drawing game ended.
    PictionaryEnd {
        pictionary_id: Id = "pictionaryId",
        answer: Arc<str> = "answer",
        status: Option<i64> = "status",
    }

    /// A drawing game was left.
    PictionaryExit {
        pictionary_id: Id = "pictionaryId",
        exit_reason: Option<i64> = "exitReason",
    }

    /// A drawing game moved on.
    PictionaryUpdate {
        status: Option<i64> = "status",
        pictionary_id: Id = "pictionaryId",
    }

    /// A privilege moved up.
    PrivilegeAdvance {
        privilege_key: Arc<str> = "privilegeKey",
        action: Arc<str> = "action",
        bg_urls: Vec<Arc<str>> = "bgUrls",
    }

    /// A sticker on the stream.
    RoomSticker {
        sticker_payload: Arc<str> = "stickerPayload",
    }

    /// The room is being verified.
    RoomVerify {
        verify_code: Option<i64> = "verifyCode",
    }

    /// A notice about shared income.
    ShareRevenueNotice {
        creator_user_id: Id = "creatorUserId",
    }

    /// A small business's board.
    SmbBoard {
        board_payload: Arc<str> = "boardPayload",
        status: Option<i64> = "status",
    }

    /// The state of the video stream.
    StreamStatus {
        raw_payload: Arc<str> = "rawPayload",
    }

    /// Guests without an account.
    UnauthorizedMember {
        template_key: Arc<str> = "templateKey",
        count_label: Arc<str> = "countLabel",
        enter_toast_key: Arc<str> = "enterToastKey",
    }

    /// The viewers' picks changed.
    ViewerPicksUpdate {
        pick_type: Option<i64> = "pickType",
        payload: Arc<str> = "payload",
    }
}
