//! The frames as the service documents them, in the three forms it has been seen to send.

mod frame;
mod json;
mod matches;
mod rare;

pub(crate) use self::frame::{Form, Frame, GiftFrame};
use self::json::{Object, array};
use crate::people::Person;

/// The room and its owner, the same in every show.
const ROOM_ID: &str = "7607345000000000001";
const OWNER_ID: &str = "6843116833038452746";
/// The first message number of newer frames.
const FIRST_MESSAGE: u64 = 7_607_345_938_000_000_000;
/// What the streamer calls the show.
const TITLE: &str = "Ember or Tide? You decide 🔴🔵";

/// Writes frames; knows the time of the show and the addresses in it.
#[derive(Debug)]
pub(crate) struct FrameWriter {
    /// Epoch milliseconds at the start of the show.
    pub epoch_ms: u64,
    /// Where this server answers plain requests (`http://host:port`), if it does.
    pub base: Option<String>,
    /// Milliseconds into the show.
    pub at_ms: u64,
    serial: u64,
}

impl FrameWriter {
    pub(crate) fn new(epoch_ms: u64) -> Self {
        Self { epoch_ms, base: None, at_ms: 0, serial: 0 }
    }

    fn now_ms(&self) -> u64 {
        self.epoch_ms + self.at_ms
    }

    fn picture(&self, person: &Person) -> Option<String> {
        self.base.as_ref().map(|base| format!("{base}/portrait/{}.png", person.id))
    }

    fn user(&self, form: Form, person: &Person) -> String {
        let picture = self.picture(person);
        let picture = picture.as_deref();
        let role = u32::from(person.follows);
        match form {
            Form::Docs => Object::new()
                .text("uniqueId", &person.handle)
                .text("nickname", &person.name)
                .text("userId", &person.id)
                .maybe("profilePictureUrl", picture)
                .number("followRole", role)
                .json("userBadges", "[]")
                .flag("isModerator", person.moderator)
                .flag("isSubscriber", person.subscriber)
                .flag("isNewGifter", false)
                .json("topGifterRank", "null")
                .end(),
            Form::Sdk => {
                let user = Object::new()
                    .text("id", &person.id)
                    .text("nickname", &person.name)
                    .text("uniqueId", &person.handle)
                    .maybe("profilePictureUrl", picture);
                if person.level == 0 {
                    return user.end();
                }
                user.json("badges", &format!("[\"Level {}\"]", person.level)).number("payGrade", person.level).end()
            }
            Form::Recent => {
                let user = Object::new()
                    .text("userId", &person.id)
                    .text("uniqueId", &person.handle)
                    .text("nickname", &person.name)
                    .maybe("profilePictureUrl", picture)
                    .number("followRole", role)
                    .flag("isSubscriber", person.subscriber);
                if person.level == 0 { user.end() } else { user.number("level", person.level).end() }
            }
        }
    }

    /// What every payload of this form starts with.
    fn head(&mut self, form: Form, name: &str) -> Object {
        match form {
            Form::Docs => Object::new().text("type", name),
            Form::Sdk => Object::new().number("timestamp", self.now_ms()).text("msgId", "").text("type", name),
            Form::Recent => {
                self.serial += 1;
                Object::new()
                    .text("type", name)
                    .number("timestamp", self.now_ms())
                    .text("msgId", &(FIRST_MESSAGE + self.serial).to_string())
                    .number("protoVersion", 3_u32)
            }
        }
    }

    fn by(&mut self, form: Form, name: &str, person: &Person) -> Object {
        let user = self.user(form, person);
        self.head(form, name).json("user", &user)
    }

    /// The first frame of every connection.
    pub(crate) fn room_info(&self, streamer: &str, present: u64, likes: u64) -> String {
        let owner = Object::new().text("nickname", streamer).text("uniqueId", streamer).end();
        let info = Object::new()
            .text("title", TITLE)
            .number("user_count", present)
            .number("like_count", likes)
            .json("owner", &owner)
            .end();
        Object::new()
            .text("event", "roomInfo")
            .text("roomId", ROOM_ID)
            .text("uniqueId", streamer)
            .json("roomInfo", &info)
            .end()
    }

    pub(crate) fn member(&mut self, form: Form, person: &Person, by_raid: bool) -> String {
        let action: u32 = if by_raid { 3 } else { 1 };
        let data = self.by(form, "member", person);
        let data = match form {
            Form::Docs => data.number("actionId", 1_u32),
            Form::Sdk => data.number("action", action),
            Form::Recent => data
                .number("actionId", 1_u32)
                .number("actionCode", 38_u32)
                .text("entrySource", "homepage_hot-live_cell")
                .text("entryAction", if by_raid { "click" } else { "draw" })
                .text("entryType", "rec"),
        };
        envelope("member", data)
    }

    pub(crate) fn chat(&mut self, form: Form, person: &Person, comment: &str, reply: Option<&Person>) -> String {
        let data = self.by(form, "chat", person).text("comment", comment);
        let data = match form {
            Form::Docs => data.json("emotes", "[]"),
            Form::Sdk => data,
            Form::Recent => {
                let spoken = if comment.chars().any(char::is_alphabetic) { person.lang } else { "un" };
                let uuid = format!("0f3a6f0e-7b1d-4f43-9a0e-{:012x}", self.serial);
                let data = data.json("emotes", "[]").text("language", spoken).text("messageUuid", &uuid);
                match reply {
                    Some(to) => {
                        let to = Object::new()
                            .text("userId", &to.id)
                            .text("uniqueId", &to.handle)
                            .text("nickname", &to.name)
                            .end();
                        data.json("replyToUser", &to)
                    }
                    None => data,
                }
            }
        };
        envelope("chat", data)
    }

    /// The oldest shape of chat: the user's fields lie flat in the payload.
    pub(crate) fn flat_chat(&self, person: &Person, comment: &str) -> String {
        let data = Object::new()
            .text("uniqueId", &person.handle)
            .text("nickname", &person.name)
            .text("userId", &person.id)
            .maybe("profilePictureUrl", self.picture(person).as_deref())
            .text("comment", comment);
        envelope("chat", data)
    }

    pub(crate) fn like(&mut self, form: Form, person: &Person, count: u32, total: u64) -> String {
        let name = if form == Form::Docs { "totalLikeCount" } else { "totalLikes" };
        let data = self.by(form, "like", person).number("likeCount", count).number(name, total);
        envelope("like", data)
    }

    pub(crate) fn gift(&mut self, form: Form, person: &Person, frame: &GiftFrame) -> String {
        let GiftFrame { gift, count, end, numeric_end, transaction } = *frame;
        let mut data = self
            .by(form, "gift", person)
            .number("giftId", gift.id)
            .text("giftName", gift.name)
            .number("diamondCount", gift.diamonds)
            .number("repeatCount", count);
        data = if numeric_end { data.number("repeatEnd", u32::from(end)) } else { data.flag("repeatEnd", end) };
        if form == Form::Sdk {
            data = data.flag("combo", count > 1 && !end);
        }
        data = data.number("giftType", if gift.streaks() { 1_u32 } else { 2 });
        data = match form {
            Form::Docs => data,
            Form::Sdk => data.text("groupId", OWNER_ID),
            Form::Recent => data
                .text("groupId", &(self.epoch_ms + transaction).to_string())
                .text("transactionId", &format!("9f2c6b7e41d84a0f{transaction:016x}"))
                .text("senderUserId", &person.id),
        };
        if let Some(base) = &self.base {
            data = data.text("giftPictureUrl", &format!("{base}/gift/{}.png", gift.id));
        }
        envelope("gift", data)
    }

    /// Follow or share under its own name.
    pub(crate) fn deed(&mut self, form: Form, person: &Person, deed: &str) -> String {
        let data = self.by(form, deed, person);
        let data = if form == Form::Docs { data } else { data.text("eventType", deed) };
        envelope(deed, data)
    }

    /// Follow or share under the decoder's name for both.
    pub(crate) fn social(&mut self, person: &Person, deed: &str) -> String {
        let data = self.by(Form::Sdk, "social", person).text("action", deed);
        envelope("social", data)
    }

    pub(crate) fn subscribe(&mut self, form: Form, person: &Person, months: u32) -> String {
        let data = self.by(form, "subscribe", person);
        let data = if form == Form::Docs { data } else { data.number("subMonth", months) };
        envelope("subscribe", data)
    }

    pub(crate) fn emote(&mut self, form: Form, person: &Person) -> String {
        let name = if form == Form::Docs { "emote" } else { "emoteChat" };
        let data = self
            .by(form, name, person)
            .text("emoteId", "7012345")
            .text("emoteUrl", "https://p16-webcast.tiktokcdn.com/img/maliva/webcast-va/emote7012345~tplv-obj.webp");
        envelope(name, data)
    }

    pub(crate) fn question(&mut self, form: Form, person: &Person, question: &str) -> String {
        let name = if form == Form::Docs { "questionNew" } else { "question" };
        let data = self.by(form, name, person).text("questionText", question);
        envelope(name, data)
    }

    pub(crate) fn viewers(&mut self, form: Form, present: u64, seen: u64, top: &[&Person]) -> String {
        let data = match form {
            Form::Sdk => self.head(form, "roomUserSeq").number("totalViewers", seen).number("viewerCount", present),
            Form::Docs => {
                let top: Vec<_> = top
                    .iter()
                    .map(|person| {
                        let user = self.user(form, person);
                        Object::new().json("user", &user).number("coinCount", person.diamonds).end()
                    })
                    .collect();
                self.head(form, "roomUserSeq").number("viewerCount", present).json("topViewers", &array(&top))
            }
            Form::Recent => {
                let top: Vec<_> = top.iter().map(|person| self.user(form, person)).collect();
                self.head(form, "roomUserSeq")
                    .number("viewerCount", present)
                    .number("totalViewers", seen)
                    .json("topViewers", &array(&top))
            }
        };
        envelope("roomUserSeq", data)
    }

    pub(crate) fn control_end(&mut self) -> String {
        let data = self.head(Form::Sdk, "control").number("action", 3_u32);
        envelope("control", data)
    }

    pub(crate) fn stream_end(&mut self) -> String {
        let data = self.head(Form::Docs, "streamEnd").text("reason", "ended_by_host");
        envelope("streamEnd", data)
    }
}

fn envelope(name: &str, data: Object) -> String {
    Object::new().text("event", name).json("data", &data.end()).end()
}

/// The service's own words at the start of a connection, which some clients hear of.
pub(crate) fn connected(streamer: &str) -> String {
    let data = Object::new().text("uniqueId", streamer).text("roomId", ROOM_ID);
    envelope("connected", data)
}

/// A complaint in the middle of a stream.
pub(crate) fn error(words: &str) -> String {
    envelope("error", Object::new().text("error", words))
}

/// A complaint as the service's plain requests answer, which it also sends over a socket.
pub(crate) fn plain_error(status: u16, words: &str) -> String {
    Object::new().number("status_code", status).text("message", words).end()
}

/// What the server says before it refuses a streamer who is not live.
pub(crate) fn not_live(streamer: &str) -> String {
    let data = Object::new().text("uniqueId", streamer).text("message", "Creator is not live");
    envelope("not_live", data)
}

/// What the server says before it closes for a spent plan.
pub(crate) fn session_limit() -> String {
    Object::new()
        .text("type", "session_limit")
        .text("message", "Session limit reached.")
        .number("sessionMaxMs", 7_200_000_u32)
        .end()
}
