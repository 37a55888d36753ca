//! Who did something: the user object, nested under `user` or flat beside the event's own fields.

use std::{mem, sync::Arc};

use serde::de::MapAccess;

use super::{
    object::{fill_next, parts},
    read::{Id, Lenient},
};

parts! {
    /// A TikTok account as a frame describes it; every field may be missing.
    User {
        id: Id = "userId" | "id" | "user_id",
        handle: Arc<str> = "uniqueId" | "user_unique_id" | "unique_id",
        nickname: Arc<str> = "nickname",
        picture: Arc<str> = "profilePictureUrl" | "profilePicture" | "avatarUrl",
        follow_role: Option<i64> = "followRole",
        moderator: Option<i64> = "isModerator",
        subscriber: Option<i64> = "isSubscriber",
        new_gifter: bool = "isNewGifter",
        level: Option<i64> = "level" | "payGrade",
        top_gifter_rank: Option<i64> = "topGifterRank",
        badges: Vec<Arc<str>> = "badges" | "userBadges",
    }
}

impl User {
    /// Nothing is known of them.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.id.is_blank() && self.handle.is_blank() && self.nickname.is_blank()
    }

    /// Reads a key that stands beside an event's own: `user` itself, or one of its fields sent flat. What the nested
    /// object says wins, in whichever order they come.
    pub(super) fn beside<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error> {
        match key {
            "user" => {
                let nested = fill_next::<Self, A>(map)?;
                let flat = mem::replace(self, nested);
                keep(&mut self.id, flat.id);
                keep(&mut self.handle, flat.handle);
                keep(&mut self.nickname, flat.nickname);
                keep(&mut self.picture, flat.picture);
                keep(&mut self.moderator, flat.moderator);
                keep(&mut self.subscriber, flat.subscriber);
                keep(&mut self.follow_role, flat.follow_role);
            }
            "userId" | "user_id" | "senderUserId" => keep(&mut self.id, fill_next(map)?),
            "uniqueId" | "user_unique_id" | "senderUniqueId" => keep(&mut self.handle, fill_next(map)?),
            "nickname" | "senderNickname" => keep(&mut self.nickname, fill_next(map)?),
            "profilePictureUrl" | "senderAvatarUrl" => keep(&mut self.picture, fill_next(map)?),
            "isModerator" => keep(&mut self.moderator, fill_next(map)?),
            "isSubscriber" => keep(&mut self.subscriber, fill_next(map)?),
            "followRole" => keep(&mut self.follow_role, fill_next(map)?),
            _ => return Ok(false),
        }
        Ok(true)
    }
}

/// Keeps what is there, else takes the other.
fn keep<T: Lenient>(slot: &mut T, other: T) {
    if slot.is_blank() {
        *slot = other;
    }
}
