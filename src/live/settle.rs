//! Turns events into facts: running totals into increments, twins and repeats into one, names into something to show.
//!
//! Pure: what comes out depends on the events and their arrival only.

use std::{sync::Arc, time::Duration};

use xxhash_rust::xxh3::xxh3_64;

use super::{
    BattleState, ChatReceived, Fact, GiftReceived, LikesReceived, LiveEvent, Receipt, SocialKind, SocialReceived,
    ViewerId, ViewersCounted,
    clean::{MAX_LINE, MAX_NAME, clean},
    memory::Recent,
    people::viewer,
    streaks::{GiftFrame, Streaks},
    wire::{Base, Chat, Gift, Like, Tag, User},
};

/// Most units of a gift that one frame may claim; far above what TikTok allows.
const MAX_UNITS: i64 = 1_000_000;

/// Highest price of a gift that is believed, in diamonds.
const MAX_DIAMONDS: i64 = 10_000_000;

/// Most taps that one frame may claim; clients send about fifteen.
const MAX_TAPS: i64 = 100_000;

/// Highest room total that is believed.
const MAX_TOTAL: i64 = 1_000_000_000_000;

/// How long after a reconnect the service may repeat what was handled before the cut.
const REPLAY: Duration = Duration::from_secs(30);

/// The state that settling needs. One per stream; it outlives reconnects.
#[derive(Debug)]
pub struct Settler {
    streaks: Streaks,
    likes_sum: u64,
    room_total: u64,
    /// Follows and shares already told.
    told: Recent<(SocialKind, ViewerId)>,
    /// Messages already handled; gifts apart, so that a flood of likes cannot push them out.
    messages: Recent<u64>,
    gifts: Recent<u64>,
    duplicates: u64,
    battle: Option<(u64, BattleState)>,
    ended: bool,
    /// A link was made since the stream ended, so what is alive now is another stream.
    again: bool,
    newest: i64,
    /// Until when frames older than this timestamp are repeats.
    replay: Option<(Duration, i64)>,
}

impl Default for Settler {
    fn default() -> Self {
        Self {
            streaks: Streaks::default(),
            likes_sum: 0,
            room_total: 0,
            told: Recent::new(50_000),
            messages: Recent::new(16_384),
            gifts: Recent::new(16_384),
            duplicates: 0,
            battle: None,
            ended: false,
            again: false,
            newest: 0,
            replay: None,
        }
    }
}

impl Settler {
    /// Settles one event and appends the facts it holds, none for a repeat. `arrival` counts from the start.
    pub fn settle(&mut self, event: LiveEvent, arrival: Duration, out: &mut Vec<Fact>) {
        if self.again && matches!(event, LiveEvent::Chat(_) | LiveEvent::Gift(_) | LiveEvent::Like(_)) {
            (self.ended, self.again) = (false, false);
        }
        if self.is_repeat(&event, arrival) {
            self.duplicates += 1;
            return;
        }
        match event {
            LiveEvent::Chat(chat) => out.push(chat_fact(chat)),
            LiveEvent::Gift(gift) => out.extend(self.gift(gift, arrival)),
            LiveEvent::Like(like) => out.extend(self.like(like)),
            LiveEvent::Member(member) => out.push(social(member.user, SocialKind::Member)),
            LiveEvent::Follow(follow) => out.extend(self.once(follow.user, SocialKind::Follow)),
            LiveEvent::Share(share) => out.extend(self.once(share.user, SocialKind::Share)),
            LiveEvent::Social(social) => match &*social.action {
                "follow" => out.extend(self.once(social.user, SocialKind::Follow)),
                "share" => out.extend(self.once(social.user, SocialKind::Share)),
                _ => out.push(other("social".into(), social.user)),
            },
            LiveEvent::Subscribe(subscribe) => out.push(social(subscribe.user, SocialKind::Subscribe)),
            LiveEvent::Emote(emote) | LiveEvent::EmoteChat(emote) => out.push(social(emote.user, SocialKind::Emote)),
            LiveEvent::Question(question) | LiveEvent::QuestionNew(question) => {
                out.push(social(question.user, SocialKind::Question));
            }
            LiveEvent::Envelope(envelope) => out.push(social(envelope.user, SocialKind::Envelope)),
            LiveEvent::RoomUserSeq(room) => {
                if let Some(present) = room.viewers.or(room.total) {
                    let present = present.clamp(0, MAX_TOTAL).unsigned_abs();
                    out.push(Fact::Viewers(ViewersCounted { present }));
                }
            }
            event => self.state(event, out),
        }
    }

    /// The link is back after a cut: for a while, frames older than the last one handled are repeats.
    pub fn resumed(&mut self, arrival: Duration) {
        self.again = self.ended;
        self.replay = (self.newest > 0).then_some((arrival + REPLAY, self.newest));
    }

    /// Forgets the stream, for another one; what was counted stays.
    pub fn forget(&mut self) {
        *self = Self { duplicates: self.duplicates, ..Self::default() };
    }

    /// Frames dropped because they were handled before.
    #[must_use]
    pub fn duplicates(&self) -> u64 {
        self.duplicates
    }

    /// The stream ended, as far as the events said.
    #[must_use]
    pub fn ended(&self) -> bool {
        self.ended
    }

    /// What tells of the room and the stream rather than of a viewer.
    fn state(&mut self, event: LiveEvent, out: &mut Vec<Fact>) {
        match event {
            LiveEvent::RoomInfo(room) => {
                self.believe_total(room.info.likes);
                let title = if room.info.title.is_empty() { room.title } else { room.info.title };
                out.extend(room_fact(title));
            }
            LiveEvent::LiveIntro(intro) => out.extend(room_fact(intro.title)),
            LiveEvent::StreamEnd(_) => self.end(out),
            LiveEvent::Control(control) => match control.action {
                Some(1) => out.push(Fact::StreamPaused(true)),
                Some(2) => out.push(Fact::StreamPaused(false)),
                Some(3 | 4) => self.end(out),
                _ => out.push(other("control".into(), User::default())),
            },
            LiveEvent::Battle(battle) => {
                let state = match battle.status {
                    Some(2 | 4) => Some(BattleState::Starting),
                    Some(1 | 5) => Some(BattleState::Active),
                    Some(3) => Some(BattleState::Ended),
                    _ => None,
                };
                out.extend(self.battle(battle.battle_id.0, state));
            }
            LiveEvent::LinkMicBattle(battle) => {
                let state = match battle.status {
                    Some(1 | 2) => Some(BattleState::Active),
                    Some(3) => Some(BattleState::Ended),
                    _ => None,
                };
                out.extend(self.battle(0, state));
            }
            // These are for the link, not for the game.
            LiveEvent::Connected(_)
            | LiveEvent::NotLive(_)
            | LiveEvent::Error(_)
            | LiveEvent::AnonLimit(_)
            | LiveEvent::DemoLimit(_)
            | LiveEvent::SessionLimit(_)
            | LiveEvent::Ping(_)
            | LiveEvent::Pong(_)
            | LiveEvent::Journal(_) => {}
            event => {
                let user = event.user().cloned().unwrap_or_default();
                let name = clean(event.name().into(), MAX_NAME);
                if let LiveEvent::Other(other) = &event
                    && other.name.as_ref() == "unnamed"
                {
                    return;
                }
                out.push(other(name, user));
            }
        }
    }

    fn end(&mut self, out: &mut Vec<Fact>) {
        if !self.ended {
            self.ended = true;
            out.push(Fact::StreamEnded);
        }
    }

    /// A match's state, told only when it changes: frames repeat it with every score.
    fn battle(&mut self, id: u64, state: Option<BattleState>) -> Option<Fact> {
        let now = (id, state?);
        if self.battle == Some(now) {
            return None;
        }
        self.battle = Some(now);
        Some(Fact::Battle { state: now.1 })
    }

    fn gift(&mut self, gift: Gift, arrival: Duration) -> Option<Fact> {
        // A negative count is nonsense, not a gift; a missing one is a single gift.
        let count = gift.repeat_count.unwrap_or(1);
        if count < 0 {
            return None;
        }
        let viewer = viewer(gift.user);
        let giver = match &viewer.id {
            Some(ViewerId::Id(id)) => *id,
            Some(ViewerId::Handle(handle)) => xxh3_64(handle.as_bytes()),
            None => xxh3_64(viewer.name.as_bytes()),
        };
        let name_key = xxh3_64(gift.gift_name.as_bytes());
        let units = self.streaks.count(&GiftFrame {
            giver,
            gift: if gift.gift_id.0 == 0 { name_key } else { gift.gift_id.0 },
            receiver: if gift.relationship.to.0 == 0 { gift.group.0 } else { gift.relationship.to.0 },
            count: bounded(count, MAX_UNITS),
            end: gift.repeat_end,
            streaks: gift.gift_type.map(|kind| kind == 1),
            stamp: stamp(&gift.base),
            arrival,
        });
        (units.new > 0).then(|| {
            Fact::Gift(GiftReceived {
                viewer,
                gift_id: gift.gift_id.0,
                gift: clean(gift.gift_name, MAX_NAME),
                count: units.new,
                diamonds_each: bounded(gift.diamonds.unwrap_or(0), MAX_DIAMONDS),
                streak: units.streak,
                test: false,
                receipt: Receipt::default(),
            })
        })
    }

    fn like(&mut self, like: Like) -> Option<Fact> {
        let count = bounded(like.count.unwrap_or(1), MAX_TAPS);
        self.likes_sum = self.likes_sum.saturating_add(u64::from(count));
        let before = self.room_total;
        self.believe_total(like.total);
        self.room_total = self.room_total.max(self.likes_sum);
        (count > 0 || self.room_total > before)
            .then(|| Fact::Likes(LikesReceived { viewer: viewer(like.user), count, room_total: self.room_total }))
    }

    /// Totals may come out of order, so only a higher one is news.
    fn believe_total(&mut self, total: Option<i64>) {
        let total = total.filter(|total| (0..=MAX_TOTAL).contains(total)).unwrap_or(0);
        self.room_total = self.room_total.max(total.unsigned_abs());
    }

    /// A follow or share, which may come under two names: once per viewer. A passer-by cannot be told from another.
    fn once(&mut self, user: User, kind: SocialKind) -> Option<Fact> {
        let mut viewer = viewer(user);
        viewer.follower |= kind == SocialKind::Follow;
        let news = viewer.id.as_ref().is_none_or(|id| self.told.insert((kind, id.clone())));
        if !news {
            self.duplicates += 1;
        }
        news.then_some(Fact::Social(SocialReceived { viewer, kind }))
    }

    /// The frame was handled before, by its message id, a gift's transaction, or its age after a reconnect.
    fn is_repeat(&mut self, event: &LiveEvent, arrival: Duration) -> bool {
        let base = *event.base();
        if self.is_replayed(event, &base, arrival) {
            return true;
        }
        if let LiveEvent::Gift(gift) = event {
            // Count and end are part of the key: should the wire keep one id for a whole streak, no unit is lost.
            let rest = [
                gift.user.id.0,
                gift.gift_id.0,
                gift.repeat_count.unwrap_or(1).unsigned_abs(),
                u64::from(gift.repeat_end),
            ];
            let known = |tag: Tag, of: u64, gifts: &mut Recent<u64>| {
                tag.0 != 0 && !gifts.insert(key(&[of, tag.0, rest[0], rest[1], rest[2], rest[3]]))
            };
            let by_message = known(base.msg_id, 1, &mut self.gifts);
            let by_transaction = known(gift.transaction, 2, &mut self.gifts);
            return by_message || by_transaction;
        }
        if base.msg_id.0 == 0 {
            return false;
        }
        let who = event.user().map_or(0, |user| user.id.0);
        !self.messages.insert(key(&[xxh3_64(event.name().as_bytes()), base.msg_id.0, who]))
    }

    fn is_replayed(&mut self, event: &LiveEvent, base: &Base, arrival: Duration) -> bool {
        let handled = matches!(
            event,
            LiveEvent::Chat(_) | LiveEvent::Gift(_) | LiveEvent::Like(_) | LiveEvent::Member(_) | LiveEvent::Social(_)
        );
        let Some(stamp) = stamp(base).filter(|_| handled) else { return false };
        if let Some((until, newest)) = self.replay {
            if arrival >= until {
                self.replay = None;
            } else if stamp < newest || (stamp == newest && matches!(event, LiveEvent::Gift(_))) {
                return true;
            }
        }
        self.newest = stamp;
        false
    }
}

/// The server's time, if it is one: some frames carry seconds, or nothing.
fn stamp(base: &Base) -> Option<i64> {
    base.timestamp.filter(|ms| *ms > 100_000_000_000)
}

fn key(words: &[u64]) -> u64 {
    let mut bytes = [0u8; 48];
    for (slot, word) in bytes.chunks_exact_mut(8).zip(words) {
        slot.copy_from_slice(&word.to_le_bytes());
    }
    xxh3_64(&bytes)
}

/// `value` within 0 to `max`.
fn bounded(value: i64, max: i64) -> u32 {
    u32::try_from(value.clamp(0, max)).unwrap_or(u32::MAX)
}

fn chat_fact(chat: Chat) -> Fact {
    let language = (!chat.language.is_empty() && &*chat.language != "un").then(|| clean(chat.language, 8));
    Fact::Chat(ChatReceived { viewer: viewer(chat.user), text: clean(chat.comment, MAX_LINE), language })
}

fn social(user: User, kind: SocialKind) -> Fact {
    let mut viewer = viewer(user);
    viewer.subscriber |= kind == SocialKind::Subscribe;
    Fact::Social(SocialReceived { viewer, kind })
}

/// The room's title; a frame without one must not wipe the one that is known.
fn room_fact(title: Arc<str>) -> Option<Fact> {
    let title = clean(title, MAX_LINE);
    (!title.is_empty()).then_some(Fact::Room { title })
}

fn other(name: Arc<str>, user: User) -> Fact {
    Fact::Other { name, viewer: viewer(user) }
}
