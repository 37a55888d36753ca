//! The one state through which all events of a stream go.

use std::{mem, sync::Arc, time::Duration};

use xxhash_rust::xxh3::xxh3_64;

use super::{
    accounts::Accounts,
    bounds::key,
    gifts,
    gifts::{Gifts, Outcome},
    likes::Likes,
    matches::Matches,
    moments,
    replay::{ReplayGuard, stamp},
};
use crate::{
    clean::{MAX_LINE, MAX_NAME, clean},
    fact::{ChatReceived, Fact, SocialKind, SocialReceived, Viewer, ViewerId, ViewersCounted},
    recent::Recent,
    wire::{Chat, Gift, LiveEvent, User},
};

/// Most viewers that are believed.
const MAX_VIEWERS: i64 = 1_000_000_000_000;

/// The state that settling needs. One per stream; it outlives reconnects, and a restart by [`Normalizer::recall`].
#[derive(Debug)]
pub struct Normalizer {
    accounts: Accounts,
    gifts: Gifts,
    likes: Likes,
    matches: Matches,
    replay: ReplayGuard,
    /// Follows and shares already told.
    told: Recent<(SocialKind, ViewerId)>,
    /// Messages already handled; gifts apart, so that a flood of likes cannot push them out.
    messages: Recent<u64>,
    duplicates: u64,
    ended: bool,
    /// A link was made since the stream ended, so what is alive now is another stream.
    again: bool,
}

impl Default for Normalizer {
    fn default() -> Self {
        Self {
            accounts: Accounts::default(),
            gifts: Gifts::default(),
            likes: Likes::default(),
            matches: Matches::default(),
            replay: ReplayGuard::default(),
            told: Recent::new(50_000),
            messages: Recent::new(16_384),
            duplicates: 0,
            ended: false,
            again: false,
        }
    }
}

impl Normalizer {
    /// Settles one event and appends the facts it holds, none for a repeat. `arrival` counts from the start.
    pub fn settle(&mut self, event: LiveEvent, arrival: Duration, out: &mut Vec<Fact>) {
        if matches!(event, LiveEvent::Chat(_) | LiveEvent::Gift(_) | LiveEvent::Like(_)) {
            self.wake();
        }
        if self.is_repeat(&event, arrival) {
            self.duplicates += 1;
            return;
        }
        match event {
            LiveEvent::Chat(chat) => out.push(self.chat(chat)),
            LiveEvent::Gift(gift) => out.extend(self.gift(gift, arrival)),
            LiveEvent::Like(like) => {
                let viewer = self.accounts.recognise(like.user);
                out.extend(self.likes.take(viewer, like.count, like.total));
            }
            LiveEvent::Member(member) => out.push(self.social(member.user, SocialKind::Member)),
            LiveEvent::Follow(follow) => out.extend(self.once(follow.user, SocialKind::Follow)),
            LiveEvent::Share(share) => out.extend(self.once(share.user, SocialKind::Share)),
            LiveEvent::Social(social) => match &*social.action {
                "follow" => out.extend(self.once(social.user, SocialKind::Follow)),
                "share" => out.extend(self.once(social.user, SocialKind::Share)),
                _ => out.push(self.other("social".into(), social.user, Arc::default())),
            },
            LiveEvent::Subscribe(subscribe) => out.push(self.social(subscribe.user, SocialKind::Subscribe)),
            LiveEvent::Emote(emote) | LiveEvent::EmoteChat(emote) => {
                out.push(self.social(emote.user, SocialKind::Emote))
            }
            LiveEvent::Question(question) | LiveEvent::QuestionNew(question) => {
                out.push(self.social(question.user, SocialKind::Question));
            }
            LiveEvent::Envelope(envelope) => out.push(self.social(envelope.user, SocialKind::Envelope)),
            LiveEvent::RoomUserSeq(room) => {
                if let Some(present) = room.viewers.or(room.total) {
                    let present = present.clamp(0, MAX_VIEWERS).unsigned_abs();
                    out.push(Fact::Viewers(ViewersCounted { present }));
                }
            }
            event => self.state(event, arrival, out),
        }
    }

    /// The link is back after a cut: for a while, frames older than the last one handled are repeats.
    pub fn resumed(&mut self, arrival: Duration) {
        self.again = self.ended;
        self.replay.resumed(arrival);
    }

    /// Learns what an earlier run of the same stream knew, from all the facts it handed out, in order: streaks, ids of
    /// gifts, likes, follows and shares, how far it had come. Call it before the first event; what follows is then
    /// settled as if there had been no break. Arrivals go on from those in the receipts.
    pub fn recall(&mut self, facts: &[Fact]) {
        self.replay.restarted();
        for fact in facts {
            if let Some(viewer) = fact.viewer() {
                let giver = if let Fact::Gift(gift) = fact { Some(gift.receipt.giver) } else { None };
                self.accounts.recall(viewer, giver.filter(|giver| *giver != 0));
            }
            match fact {
                Fact::Gift(gift) if gift.receipt.is_empty() => {}
                Fact::Gift(gift) => {
                    self.wake();
                    self.gifts.recall(&gift.receipt);
                    self.replay.note_gift(gift.receipt.stamp);
                }
                Fact::StreakSeen(receipt) => {
                    self.wake();
                    self.gifts.recall(receipt);
                    self.replay.note_gift(receipt.stamp);
                }
                Fact::Likes(likes) => {
                    self.wake();
                    self.likes.recall(likes);
                }
                Fact::Chat(_) => self.wake(),
                Fact::Social(SocialReceived { viewer, kind: kind @ (SocialKind::Follow | SocialKind::Share) }) => {
                    self.told.extend(viewer.id.iter().map(|id| (*kind, id.clone())));
                }
                Fact::StreamEnded => self.ended = true,
                Fact::LinkRestored { .. } => self.again = self.ended,
                _ => {}
            }
        }
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

    /// Something only a live stream sends; after another link was made, the end that was told is not the end of this.
    fn wake(&mut self) {
        if self.again {
            (self.ended, self.again) = (false, false);
        }
    }

    /// What tells of the room and the stream rather than of a viewer.
    fn state(&mut self, event: LiveEvent, arrival: Duration, out: &mut Vec<Fact>) {
        match event {
            LiveEvent::RoomInfo(room) => {
                self.matches.room(&room);
                self.likes.believe(room.info.likes.and_then(|likes| u64::try_from(likes).ok()));
                let title = if room.info.title.is_empty() { room.title } else { room.info.title };
                out.extend(room_fact(title));
            }
            LiveEvent::LiveIntro(intro) => {
                out.extend(room_fact(intro.title));
                out.push(nobodys("liveIntro"));
            }
            LiveEvent::Caption(caption) => out.extend(moments::caption(caption)),
            LiveEvent::GoalUpdate(goal) => {
                out.push(moments::goal(&goal).unwrap_or_else(|| nobodys("goalUpdate")));
            }
            LiveEvent::ImDelete(line) if line.deleted.0 != 0 => out.push(Fact::ChatDeleted { message: line.deleted.0 }),
            // The line that is taken down is nobody's deed.
            LiveEvent::RoomPin(pin) if pin.action == Some(2) => out.push(nobodys("roomUnpin")),
            LiveEvent::StreamEnd(_) => self.end(out),
            LiveEvent::Control(control) => match control.action {
                Some(1) => out.push(Fact::StreamPaused(true)),
                Some(2) => out.push(Fact::StreamPaused(false)),
                Some(3 | 4) => self.end(out),
                _ => out.push(nobodys("control")),
            },
            LiveEvent::Battle(battle) => out.extend(self.matches.battle(&battle, arrival)),
            LiveEvent::LinkMicBattle(battle) => out.extend(self.matches.link_battle(&battle, arrival)),
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
                if let LiveEvent::BattleArmies(armies) = &event
                    && let Ok(news) = self.matches.armies(armies, arrival)
                {
                    out.extend(news);
                    return;
                }
                let mut user = event.user().cloned().unwrap_or_default();
                // There the handle is the display name.
                if matches!(event, LiveEvent::BattleArmies(_)) {
                    user.handle = Arc::default();
                }
                let name = clean(event.name().into(), MAX_NAME);
                if let LiveEvent::Other(other) = &event
                    && other.name.as_ref() == "unnamed"
                {
                    return;
                }
                let data = if let LiveEvent::Other(other) = event { other.data } else { Arc::default() };
                out.push(self.other(name, user, data));
            }
        }
    }

    fn end(&mut self, out: &mut Vec<Fact>) {
        if !self.ended {
            self.ended = true;
            out.push(Fact::StreamEnded);
        }
    }

    fn gift(&mut self, mut gift: Gift, arrival: Duration) -> Option<Fact> {
        let viewer = self.accounts.recognise(mem::take(&mut gift.user));
        let receipt = gifts::receipt(self.accounts.giver(&viewer), &gift, arrival)?;
        if self.matches.is_for_the_other_side(receipt.receiver, arrival) {
            tracing::debug!("a gift for the other side of the match is not counted");
            return None;
        }
        // Ids of gifts are known for good, restart or not: one that was not seen is a new gift, whatever its time.
        let named = receipt.message != 0 || receipt.transaction != 0;
        let old = !named && self.replay.is_old_gift(receipt.stamp, arrival);
        match self.gifts.take(viewer, gift, receipt, old) {
            Outcome::Told(fact) => {
                self.replay.note_gift(receipt.stamp);
                Some(*fact)
            }
            Outcome::Repeat => {
                self.duplicates += 1;
                None
            }
            Outcome::Nothing => None,
        }
    }

    fn chat(&mut self, chat: Chat) -> Fact {
        let language = (!chat.language.is_empty() && &*chat.language != "un").then(|| clean(chat.language, 8));
        let viewer = self.accounts.recognise(chat.user);
        Fact::Chat(ChatReceived { viewer, text: clean(chat.comment, MAX_LINE), language, message: chat.message_uuid.0 })
    }

    fn social(&mut self, user: User, kind: SocialKind) -> Fact {
        let mut viewer = self.accounts.recognise(user);
        if kind == SocialKind::Subscribe {
            self.accounts.note(&mut viewer, |viewer| viewer.subscriber = true);
        }
        Fact::Social(SocialReceived { viewer, kind })
    }

    fn other(&mut self, name: Arc<str>, user: User, data: Arc<str>) -> Fact {
        Fact::Other { name, viewer: self.accounts.recognise(user), data }
    }

    /// A follow or share, which may come under two names: once per viewer. A passer-by cannot be told from another.
    fn once(&mut self, user: User, kind: SocialKind) -> Option<Fact> {
        let mut viewer = self.accounts.recognise(user);
        if kind == SocialKind::Follow {
            self.accounts.note(&mut viewer, |viewer| viewer.follower = true);
        }
        let news = viewer.id.as_ref().is_none_or(|id| self.told.insert((kind, id.clone())));
        if !news {
            self.duplicates += 1;
        }
        news.then_some(Fact::Social(SocialReceived { viewer, kind }))
    }

    /// The frame was handled before: its message id is known or, where that proves nothing, it is older than the last one
    /// before a cut. Gifts have rules of their own.
    fn is_repeat(&mut self, event: &LiveEvent, arrival: Duration) -> bool {
        let base = *event.base();
        let named = base.msg_id.0 != 0 && !matches!(event, LiveEvent::Gift(_));
        if named {
            let who = event.user().map_or(0, |user| self.accounts.key_of(user));
            if !self.messages.insert(key([xxh3_64(event.name().as_bytes()), base.msg_id.0, who])) {
                return true;
            }
        }
        if is_of_the_moment(event) {
            let stamp = stamp(&base);
            if self.replay.is_repeat(stamp, named, arrival) {
                return true;
            }
            self.replay.note(stamp);
        }
        false
    }
}

/// A viewer did it at the time that the frame says, so that an older one than the last is a repeat after a cut.
fn is_of_the_moment(event: &LiveEvent) -> bool {
    matches!(
        event,
        LiveEvent::Chat(_)
            | LiveEvent::Like(_)
            | LiveEvent::Member(_)
            | LiveEvent::Social(_)
            | LiveEvent::Subscribe(_)
            | LiveEvent::Emote(_)
            | LiveEvent::EmoteChat(_)
            | LiveEvent::Question(_)
            | LiveEvent::QuestionNew(_)
    )
}

/// The room's title; a frame without one must not wipe the one that is known.
fn room_fact(title: Arc<str>) -> Option<Fact> {
    let title = clean(title, MAX_LINE);
    (!title.is_empty()).then_some(Fact::Room { title })
}

/// Something that nobody in the room did.
fn nobodys(name: &str) -> Fact {
    Fact::Other { name: name.into(), viewer: Viewer::default(), data: Arc::default() }
}
