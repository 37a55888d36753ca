//! Events in words, for the feed.

use bevy_tiktool::{BattleState, Fact, SocialKind};

/// What a row is about, for the filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowKind {
    Gift,
    Like,
    Chat,
    Join,
    Follow,
    You,
    Other,
}

/// The kind, the amount, and what to show unless the fact is mere noise.
pub(super) fn describe(fact: &Fact) -> (RowKind, u32, Option<String>) {
    let other = |what: String| (RowKind::Other, 1, Some(what));
    match fact {
        Fact::Gift(gift) => {
            let worth = u64::from(gift.count) * u64::from(gift.diamonds_each);
            let name = if gift.gift.is_empty() { "a gift" } else { &*gift.gift };
            let what = if gift.count == 1 {
                format!("{name} ({worth})")
            } else {
                format!("{} × {name} ({worth})", gift.count)
            };
            (RowKind::Gift, gift.count, Some(what))
        }
        Fact::Likes(likes) => (RowKind::Like, likes.count, Some(format!("{} likes", likes.count))),
        Fact::Chat(chat) => (RowKind::Chat, 1, Some(chat.text.to_string())),
        Fact::ChatDeleted { .. } => (RowKind::Chat, 1, Some("a line was deleted".to_owned())),
        Fact::Social(social) => {
            let (kind, what) = match social.kind {
                SocialKind::Member => (RowKind::Join, "comes in"),
                SocialKind::Follow => (RowKind::Follow, "follows"),
                SocialKind::Share => (RowKind::Follow, "shares the stream"),
                SocialKind::Subscribe => (RowKind::Follow, "subscribes"),
                SocialKind::Emote => (RowKind::Other, "sends an emote"),
                SocialKind::Question => (RowKind::Other, "asks a question"),
                SocialKind::Envelope => (RowKind::Other, "opens a treasure chest"),
            };
            (kind, 1, Some(what.to_owned()))
        }
        Fact::Viewers(_) | Fact::StreakSeen(_) => (RowKind::Other, 1, None),
        Fact::Room { title } => other(format!("the room is called “{title}”")),
        Fact::Battle { state } => {
            let what = match state {
                BattleState::Starting => "a match is about to start",
                BattleState::Active => "a match runs",
                BattleState::Ended => "the match is over",
            };
            other(what.to_owned())
        }
        Fact::Scored { own, other: theirs } => other(format!("the match stands {own} to {theirs}")),
        Fact::Caption { text } => other(format!("said: “{text}”")),
        Fact::Goal { key, now, target } => other(format!("the goal {key}: {now} of {target}")),
        Fact::StreamEnded => other("the stream has ended".to_owned()),
        Fact::StreamPaused(true) => other("the stream is paused".to_owned()),
        Fact::StreamPaused(false) => other("the stream goes on".to_owned()),
        Fact::LinkLost => other("the link to TikTool is lost".to_owned()),
        Fact::LinkRestored { gap } => other(format!("the link is back after {:.0} s", gap.as_secs_f32())),
        Fact::Other { name, .. } => other(name.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy_tiktool::GiftReceived;

    #[test]
    fn a_gift_says_how_many_and_what_they_are_worth() {
        let gift = |gift: &str, count| {
            let gift = GiftReceived { gift: gift.into(), count, diamonds_each: 30, ..GiftReceived::default() };
            describe(&Fact::Gift(gift)).2.unwrap()
        };
        assert_eq!(gift("Doughnut", 1), "Doughnut (30)");
        assert_eq!(gift("", 5), "5 × a gift (150)");
    }
}
