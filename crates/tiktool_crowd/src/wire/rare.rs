//! Frames that come now and then, to which most games have no answer.

use super::{
    FrameWriter, OWNER_ID, ROOM_ID, TITLE, envelope,
    frame::Form,
    json::{Object, array},
};
use crate::people::Person;

impl FrameWriter {
    /// Words of the streamer's: as they are being said, then as they stand.
    pub(crate) fn caption(&mut self, text: &str, is_final: bool) -> String {
        let now = self.now_ms();
        let data = self
            .head(Form::Recent, "caption")
            .text("text", text)
            .text("language", "en")
            .flag("isFinal", is_final)
            .number("startedAtMs", now)
            .number("endsAtMs", now + 1_800);
        envelope("caption", data)
    }

    pub(crate) fn live_intro(&mut self) -> String {
        let data = self.head(Form::Sdk, "liveIntro").text("roomId", ROOM_ID).text("title", TITLE);
        envelope("liveIntro", data)
    }

    pub(crate) fn chest(&mut self, form: Form, diamonds: u32) -> String {
        let data = match form {
            Form::Docs => self
                .head(form, "envelope")
                .number("coins", diamonds)
                .number("canOpen", 5_u32)
                .number("timestamp", self.now_ms() / 1000),
            Form::Sdk | Form::Recent => self
                .head(form, "envelope")
                .text("envelopeId", &(7_607_345_111_000_000_000 + self.at_ms).to_string())
                .number("diamondCount", diamonds),
        };
        envelope("envelope", data)
    }

    pub(crate) fn rank(&mut self, top: &[&Person]) -> String {
        let list: Vec<_> = top
            .iter()
            .zip(1_u32..)
            .map(|(person, rank)| {
                let user = self.user(Form::Sdk, person);
                Object::new().json("user", &user).number("rank", rank).number("score", person.diamonds).end()
            })
            .collect();
        let data = self.head(Form::Sdk, "rankUpdate").text("rankType", "rank_8").json("rankList", &array(&list));
        envelope("rankUpdate", data)
    }

    pub(crate) fn goal(&mut self, progress: u64) -> String {
        let meta = format!("{{\"target\":10000,\"progress\":{progress}}}");
        let data = self
            .head(Form::Recent, "goalUpdate")
            .text("goalKey", "gift_goal")
            .text("creatorUserId", OWNER_ID)
            .number("contributionLevel", 1_u32)
            .text("metadataJson", &meta);
        envelope("goalUpdate", data)
    }

    pub(crate) fn pin(&mut self, person: &Person, comment: &str) -> String {
        let now = self.now_ms();
        let data = self
            .by(Form::Recent, "roomPin", person)
            .text("comment", comment)
            .number("action", 1_u32)
            .number("durationSeconds", 60_u32)
            .number("pinnedAt", now)
            .text("originalMsgType", "WebcastChatMessage")
            .text("operatorUserId", OWNER_ID);
        envelope("roomPin", data)
    }
}
