//! Frames of a match against another streamer.

use super::{
    FrameWriter, OWNER_ID, envelope,
    frame::Form,
    json::{Object, array},
};
use crate::{catalogue::Gift, people::Person};

/// The other streamer.
const OPPONENT_ID: &str = "6958047938976040321";

impl FrameWriter {
    /// A match against another streamer: 2 starting, 1 active, 3 ended.
    pub(crate) fn battle(&mut self, status: u32, seconds: u32, started_ms: u64, scores: (u64, u64)) -> String {
        // The order of the teams is not stable on the real wire either.
        let mut teams = [team(OPPONENT_ID, scores.1, &[]), team(OWNER_ID, scores.0, &[])];
        if status == 1 {
            teams.reverse();
        }
        let settings =
            Object::new().number("startTimeMs", self.epoch_ms + started_ms).number("duration", seconds).end();
        let data = self
            .head(Form::Sdk, "battle")
            .text("battleId", "7607340011223344556")
            .number("status", status)
            .number("battleDuration", seconds)
            .json("teams", &array(&teams))
            .json("battleSettings", &settings);
        envelope("battle", data)
    }

    pub(crate) fn armies(&mut self, top: &[&Person], scores: (u64, u64)) -> String {
        let users: Vec<_> = top
            .iter()
            .map(|person| {
                let user = self.user(Form::Sdk, person);
                Object::new().json("user", &user).number("score", scores.0).end()
            })
            .collect();
        let teams = [team(OPPONENT_ID, scores.1, &[]), team(OWNER_ID, scores.0, &users)];
        let data = self
            .head(Form::Sdk, "battleArmies")
            .text("battleId", "")
            .json("teams", &array(&teams))
            .number("status", 4_u32);
        envelope("battleArmies", data)
    }

    /// The documentation's own name and numbers for the same thing: 1 started, 2 in progress, 3 ended.
    pub(crate) fn link_battle(&mut self, streamer: &str, status: u32, scores: (u64, u64)) -> String {
        let user = |name: &str, score| Object::new().text("uniqueId", name).number("score", score).end();
        let users = [user(streamer, scores.0), user("the_other_side", scores.1)];
        let data =
            self.head(Form::Docs, "linkMicBattle").json("battleUsers", &array(&users)).number("battleStatus", status);
        envelope("linkMicBattle", data)
    }

    /// A gift to the other streamer of a match: nothing that this room was paid.
    pub(crate) fn opponent_gift(&mut self, person: &Person, gift: Gift) -> String {
        let now = self.now_ms();
        let data = self
            .head(Form::Recent, "linkMicOpponentGift")
            .text("senderUserId", &person.id)
            .text("opponentRoomId", "7607345000000000777")
            .number("giftId", gift.id)
            .number("startedAtMs", now)
            .number("endsAtMs", now + 3000);
        envelope("linkMicOpponentGift", data)
    }
}

fn team(host: &str, score: u64, users: &[String]) -> String {
    Object::new().text("hostUserId", host).number("score", score).json("users", &array(users)).end()
}
