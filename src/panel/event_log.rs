//! What came in last, and how much a minute.

use std::collections::VecDeque;

use bevy::prelude::*;

use crate::schedule::ThrongSystems;
use bevy_tiktool::{BattleState, Fact, SocialKind, Viewer, ViewerId};

/// Rows kept.
const ROWS: usize = 200;

/// What a row is about, for the filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowKind {
    Gift,
    Like,
    Chat,
    Other,
}

/// One thing that happened.
#[derive(Debug, Clone)]
pub(super) struct LogRow {
    /// Counts the rows, from 1.
    pub(super) number: u64,
    /// Seconds since the start.
    pub(super) at: f32,
    pub(super) kind: RowKind,
    pub(super) text: String,
    /// Whose doing it was.
    pub(super) by: Option<ViewerId>,
}

/// The last rows, newest first, and rates over the last minute.
#[derive(Resource, Default)]
pub(super) struct EventLog {
    pub(super) rows: VecDeque<LogRow>,
    recent: VecDeque<(f32, RowKind, u32)>,
    pub(super) viewers: Option<u64>,
}

impl EventLog {
    /// Events, likes and gift units of the last minute.
    pub(super) fn rates(&self) -> Rates {
        let mut rates = Rates::default();
        for (_, kind, amount) in &self.recent {
            rates.events += 1;
            match kind {
                RowKind::Like => rates.likes += u64::from(*amount),
                RowKind::Gift => rates.gifts += u64::from(*amount),
                RowKind::Chat => rates.chats += 1,
                RowKind::Other => {}
            }
        }
        rates
    }

    /// The number of the newest row.
    pub(super) fn last(&self) -> u64 {
        self.rows.front().map_or(0, |row| row.number)
    }

    fn note(&mut self, at: f32, fact: &Fact) {
        let (kind, amount, text) = describe(fact);
        self.recent.push_back((at, kind, amount));
        if let Some(text) = text {
            let number = self.last() + 1;
            let by = fact.viewer().and_then(|viewer| viewer.id.clone());
            self.rows.push_front(LogRow { number, at, kind, text, by });
            self.rows.truncate(ROWS);
        }
    }

    fn forget(&mut self, now: f32) {
        while self.recent.front().is_some_and(|(at, ..)| now - at > 60.0) {
            self.recent.pop_front();
        }
    }
}

/// Amounts over the last minute.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Rates {
    pub(super) events: u64,
    pub(super) chats: u64,
    pub(super) likes: u64,
    pub(super) gifts: u64,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<EventLog>().add_systems(Update, listen.in_set(ThrongSystems::Show));
}

fn listen(mut facts: MessageReader<Fact>, mut feed: ResMut<EventLog>, time: Res<Time<Real>>) {
    let now = time.elapsed_secs();
    for fact in facts.read() {
        if let Fact::Viewers(count) = fact {
            feed.viewers = Some(count.present);
        }
        feed.note(now, fact);
    }
    feed.forget(now);
}

/// A viewer as shown, also one whose name no frame has told.
fn who(viewer: &Viewer) -> &str {
    if viewer.name.is_empty() { "someone" } else { &viewer.name }
}

/// The kind, the amount, and a line to show unless the fact is mere noise.
fn describe(fact: &Fact) -> (RowKind, u32, Option<String>) {
    match fact {
        Fact::Gift(gift) => {
            let test = if gift.test { " (test)" } else { "" };
            let worth = match gift.count.saturating_mul(gift.diamonds_each) {
                1 => "1 diamond".to_owned(),
                worth => format!("{worth} diamonds"),
            };
            let line = format!("{} gives {} × {} ({worth}){test}", who(&gift.viewer), gift.count, gift.gift);
            (RowKind::Gift, gift.count, Some(line))
        }
        Fact::Likes(likes) => {
            (RowKind::Like, likes.count, Some(format!("{} likes × {}", who(&likes.viewer), likes.count)))
        }
        Fact::Chat(chat) => (RowKind::Chat, 1, Some(format!("{}: {}", who(&chat.viewer), chat.text))),
        Fact::ChatDeleted { .. } => (RowKind::Chat, 1, Some("a line was deleted".to_owned())),
        Fact::Social(social) => {
            let verb = match social.kind {
                SocialKind::Member => "comes in",
                SocialKind::Follow => "follows",
                SocialKind::Share => "shares the stream",
                SocialKind::Subscribe => "subscribes",
                SocialKind::Emote => "sends an emote",
                SocialKind::Question => "asks a question",
                SocialKind::Envelope => "opens a treasure chest",
            };
            (RowKind::Other, 1, Some(format!("{} {verb}", who(&social.viewer))))
        }
        Fact::Viewers(_) | Fact::StreakSeen(_) => (RowKind::Other, 1, None),
        Fact::Room { title } => (RowKind::Other, 1, Some(format!("the room is called “{title}”"))),
        Fact::Battle { state } => {
            let what = match state {
                BattleState::Starting => "a match is about to start",
                BattleState::Active => "a match runs",
                BattleState::Ended => "the match is over",
            };
            (RowKind::Other, 1, Some(what.to_owned()))
        }
        Fact::Scored { own, other } => (RowKind::Other, 1, Some(format!("the match stands {own} to {other}"))),
        Fact::Caption { text } => (RowKind::Other, 1, Some(format!("said: “{text}”"))),
        Fact::Goal { key, now, target } => (RowKind::Other, 1, Some(format!("the goal {key}: {now} of {target}"))),
        Fact::StreamEnded => (RowKind::Other, 1, Some("the stream has ended".to_owned())),
        Fact::StreamPaused(true) => (RowKind::Other, 1, Some("the stream is paused".to_owned())),
        Fact::StreamPaused(false) => (RowKind::Other, 1, Some("the stream goes on".to_owned())),
        Fact::LinkLost => (RowKind::Other, 1, Some("the link to TikTool is lost".to_owned())),
        Fact::LinkRestored { gap } => {
            (RowKind::Other, 1, Some(format!("the link is back after {:.0} s", gap.as_secs_f32())))
        }
        Fact::Other { name, viewer, .. } => (RowKind::Other, 1, Some(format!("{name} {}", who(viewer)))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy_tiktool::LikesReceived;

    fn likes(count: u32) -> Fact {
        Fact::Likes(LikesReceived { viewer: Viewer::default(), count, room_total: 0 })
    }

    #[test]
    fn rates_cover_the_last_minute_only() {
        let mut feed = EventLog::default();
        feed.note(0.0, &likes(7));
        feed.note(50.0, &likes(5));
        feed.forget(70.0);
        assert_eq!(feed.rates(), Rates { events: 1, chats: 0, likes: 5, gifts: 0 });
    }

    #[test]
    fn rows_say_who_and_how_much() {
        let gift = |name: &str, count| {
            let viewer = Viewer { name: name.into(), ..Viewer::default() };
            let gift = bevy_tiktool::GiftReceived {
                viewer,
                gift: "Rose".into(),
                count,
                diamonds_each: 1,
                ..bevy_tiktool::GiftReceived::default()
            };
            describe(&Fact::Gift(gift)).2.unwrap()
        };
        assert_eq!(gift("Mia", 1), "Mia gives 1 × Rose (1 diamond)");
        assert_eq!(gift("", 5), "someone gives 5 × Rose (5 diamonds)");
    }

    #[test]
    fn rows_are_bounded() {
        let mut feed = EventLog::default();
        for _ in 0..ROWS * 2 {
            feed.note(0.0, &likes(1));
        }
        assert_eq!((feed.rows.len(), feed.last()), (ROWS, 2 * ROWS as u64));
    }
}
