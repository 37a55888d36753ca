//! Events without a type of their own: name, viewer and raw JSON.

use std::sync::Arc;

use super::{
    payload::{Base, Payload, payloads},
    user::User,
};

/// Names that the service documents and whose fields nobody needs typed; [`Other::data`] holds them.
pub const NAMES_WITHOUT_TYPE: &[&str] = &[
    "accessRecall",
    "aiSummary",
    "anchorToolModification",
    "barrage",
    "battleGameplay",
    "battleItemCard",
    "battleNotice",
    "battlePunishFinish",
    "battleTask",
    "bottomMessage",
    "capsule",
    "cohostLayoutUpdate",
    "commentTray",
    "competition",
    "competitionContributor",
    "ecShortItemRefresh",
    "envelopePortal",
    "fanTicket",
    "fansEvent",
    "gameMoment",
    "gameServerFeature",
    "giftDynamicRestriction",
    "giftGallery",
    "giftPanelUpdate",
    "giftUnlock",
    "groupLiveMemberNotify",
    "guestShowdown",
    "hostBoard",
    "hotRoom",
    "hourlyRank",
    "inRoomBanner",
    "link",
    "linkLayer",
    "linkMic",
    "linkMicAnchorGuide",
    "linkMicOpponentGift",
    "linkScreenChange",
    "oecLiveBillboard",
    "oecLiveManager",
    "oecLiveShopping",
    "perception",
    "pictionaryEnd",
    "pictionaryExit",
    "pictionaryUpdate",
    "poll",
    "privilegeAdvance",
    "questionSelected",
    "questionSlideDown",
    "rankText",
    "rankUpdate",
    "room",
    "roomSticker",
    "roomVerify",
    "shareRevenueNotice",
    "shortTouch",
    "smbBoard",
    "streamStatus",
    "superFan",
    "superFanBox",
    "superFanJoin",
    "unauthorizedMember",
    "unknown",
    "viewerPicksUpdate",
];

payloads! {
    /// The fields looked for in an event without a shape of its own.
    AnyEvent by user {}
}

/// An event without a type of its own.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Other {
    /// The wire's name; `unnamed` where it had none.
    pub name: Arc<str>,
    /// Time and message id.
    pub base: Base,
    /// Who, where it says.
    pub user: User,
    /// The payload as JSON text.
    pub data: Arc<str>,
}

/// Reads the base and user of an unknown payload.
pub(super) fn read_other(name: &str, payload: &str) -> Result<Other, serde_json::Error> {
    let any = AnyEvent::read(payload)?;
    Ok(Other { name: name.into(), base: any.base, user: any.user, data: payload.into() })
}

impl Other {
    /// The service documents this name; any other may be a new thing of the service, or nonsense.
    #[must_use]
    pub fn is_documented(&self) -> bool {
        NAMES_WITHOUT_TYPE.contains(&&*self.name)
    }
}
