//! One typed variant for each event whose fields a game can use; the rest is [`Other`].

use serde::de::MapAccess;

use super::{
    battle::*,
    object::fill_next,
    other::{Other, read_other},
    payload::{Base, Payload},
    read::Lenient,
    room::*,
    stream::*,
    user::User,
};

/// Writes the enum, its names and its reader from one table.
macro_rules! events {
    ($($variant:ident($shape:ty) = $name:literal),+ $(,)?) => {
        /// An event of the wire.
        #[derive(Debug, Clone, PartialEq)]
        pub enum LiveEvent {
            $(
                #[doc = concat!("The wire's `", $name, "`.")]
                $variant($shape),
            )+
            /// Any other name: who, and the payload as JSON.
            Other(Other),
        }

        impl LiveEvent {
            /// Every name that has a type of its own.
            pub const NAMES: &[&str] = &[$($name),+];

            /// The wire's name.
            #[must_use]
            pub fn name(&self) -> &str {
                match self {
                    $(Self::$variant(_) => $name,)+
                    Self::Other(other) => &other.name,
                }
            }

            /// The type's name.
            #[must_use]
            pub fn variant(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => stringify!($variant),)+
                    Self::Other(_) => "Other",
                }
            }

            /// Time and message id.
            #[must_use]
            pub fn base(&self) -> &Base {
                match self {
                    $(Self::$variant(payload) => payload.base(),)+
                    Self::Other(other) => &other.base,
                }
            }

            /// Who did it, where the event has someone.
            #[must_use]
            pub fn user(&self) -> Option<&User> {
                match self {
                    $(Self::$variant(payload) => payload.user(),)+
                    Self::Other(other) => Some(&other.user),
                }
            }

            /// Reads the payload of the event called `name`.
            pub(super) fn read(name: &str, payload: &str) -> Result<Self, serde_json::Error> {
                Ok(match name {
                    $($name => Self::$variant(<$shape>::read(payload)?),)+
                    _ => Self::Other(read_other(name, payload)?),
                })
            }
        }
    };
}

impl LiveEvent {
    /// Reads the payload of one of the frequent events straight from the frame; `None` for any other name, whose
    /// payload is then left unread.
    pub(super) fn read_frequent<'de, A: MapAccess<'de>>(name: &str, map: &mut A) -> Result<Option<Self>, A::Error> {
        Ok(Some(match name {
            "chat" => Self::Chat(fill_next(map)?),
            "gift" => Self::Gift(fill_next(map)?),
            "like" => Self::Like(fill_next(map)?),
            "member" => Self::Member(fill_next(map)?),
            _ => return Ok(None),
        }))
    }

    /// Nothing was said, for the events of [`Self::read_frequent`].
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Chat(chat) => chat.is_blank(),
            Self::Gift(gift) => gift.is_blank(),
            Self::Like(like) => like.is_blank(),
            Self::Member(member) => member.is_blank(),
            _ => false,
        }
    }
}

events! {
    Chat(Chat) = "chat",
    Gift(Gift) = "gift",
    Like(Like) = "like",
    Member(Member) = "member",
    Follow(Social) = "follow",
    Share(Social) = "share",
    Social(Social) = "social",
    Subscribe(Subscribe) = "subscribe",
    RoomUserSeq(RoomUserSeq) = "roomUserSeq",
    StreamEnd(StreamEnd) = "streamEnd",
    RoomInfo(RoomInfo) = "roomInfo",
    Connected(Connected) = "connected",
    NotLive(NotLive) = "not_live",
    Error(Trouble) = "error",
    AnonLimit(Limit) = "anon_limit",
    DemoLimit(Limit) = "demo_limit",
    SessionLimit(Limit) = "session_limit",
    Control(Control) = "control",
    Ping(Beat) = "ping",
    Pong(Beat) = "pong",
    Journal(Beat) = "_journal",
    Battle(Battle) = "battle",
    LinkMicBattle(LinkMicBattle) = "linkMicBattle",
    BattleArmies(BattleArmies) = "battleArmies",
    RoomPin(RoomPin) = "roomPin",
    Emote(Emote) = "emote",
    EmoteChat(Emote) = "emoteChat",
    Envelope(Envelope) = "envelope",
    Question(Question) = "question",
    QuestionNew(Question) = "questionNew",
    LiveIntro(LiveIntro) = "liveIntro",
    Caption(Caption) = "caption",
    ImDelete(ImDelete) = "imDelete",
    GoalUpdate(GoalUpdate) = "goalUpdate",
}
