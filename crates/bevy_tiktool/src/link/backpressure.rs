//! What waits when the game does not keep up.
//!
//! As long as the channel to the game has room, every fact goes straight through. When it is full, facts wait here, and
//! each kind has its own contract:
//!
//! | fact | while it waits |
//! | --- | --- |
//! | `Gift`, `StreakSeen` | never dropped, never merged, never out of order |
//! | `Likes` | merged per viewer: the counts add up, the highest room total stays |
//! | `Social` of kind `Member` | merged per viewer: one join |
//! | `Viewers` | the newest stays |
//! | `Chat` | the oldest beyond [`MAX_CHAT`] lines are dropped and counted |
//! | all others (other `Social`, `Room`, `Battle`, `Scored`, `Caption`, `Goal`, `StreamEnded`, `StreamPaused`, `LinkLost`, `LinkRestored`, `Other`) | as gifts: kept, in order |
//!
//! A merged fact stands where the first of its kind stood; all the others keep their order. When [`MAX_KEPT`] facts of the
//! kinds that are never dropped wait, or [`MAX_MERGED`] merged ones, the queue is full and the socket is not read: the
//! service's own buffers hold what comes then. So what waits is bounded by both limits, the chat, and the facts of the one
//! frame that was being read.

use std::collections::{BTreeMap, HashMap, VecDeque};

use crossbeam_channel::{Sender, TrySendError};

use crate::fact::{Fact, SocialKind, ViewerId};

/// Chat lines that wait at most.
const MAX_CHAT: usize = 512;

/// Facts that are never dropped: so many wait before the socket must wait too.
const MAX_KEPT: usize = 16_384;

/// Merged facts, one a viewer: so many wait before the socket must wait too.
const MAX_MERGED: usize = 16_384;

/// Which facts can be merged into one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum MergeKey {
    Likes(Option<ViewerId>),
    Member(Option<ViewerId>),
    Viewers,
}

impl MergeKey {
    fn of(fact: &Fact) -> Option<Self> {
        match fact {
            Fact::Likes(likes) => Some(Self::Likes(likes.viewer.id.clone())),
            Fact::Social(social) if social.kind == SocialKind::Member => Some(Self::Member(social.viewer.id.clone())),
            Fact::Viewers(_) => Some(Self::Viewers),
            _ => None,
        }
    }
}

/// The sender's side of the bounded channel.
#[derive(Debug)]
pub struct BackpressureQueue {
    to: Sender<Fact>,
    /// In order of arrival.
    waiting: BTreeMap<u64, Fact>,
    next: u64,
    /// Where the fact stands that takes more of its kind in.
    merged: HashMap<MergeKey, u64>,
    /// Where the waiting chat lines stand, oldest first.
    chats: VecDeque<u64>,
    dropped: u64,
    gone: bool,
}

impl BackpressureQueue {
    /// An empty queue before `to`.
    #[must_use]
    pub fn new(to: Sender<Fact>) -> Self {
        Self {
            to,
            waiting: BTreeMap::new(),
            next: 0,
            merged: HashMap::new(),
            chats: VecDeque::new(),
            dropped: 0,
            gone: false,
        }
    }

    /// Sends the fact, or keeps it by its kind.
    pub fn push(&mut self, fact: Fact) {
        if !self.waiting.is_empty() {
            return self.keep(fact);
        }
        match self.to.try_send(fact) {
            Ok(()) => {}
            Err(TrySendError::Full(fact)) => self.keep(fact),
            Err(TrySendError::Disconnected(_)) => self.gone = true,
        }
    }

    /// Sends what waits, as far as there is room.
    pub fn flush(&mut self) {
        while let Some((number, fact)) = self.waiting.pop_first() {
            let merge = MergeKey::of(&fact);
            match self.to.try_send(fact) {
                Ok(()) => self.forget(number, merge.as_ref()),
                Err(fault) => {
                    self.gone |= fault.is_disconnected();
                    self.waiting.insert(number, fault.into_inner());
                    return;
                }
            }
        }
    }

    /// Nothing waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// So much waits that the socket must not be read.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.kept() >= MAX_KEPT || self.merged.len() >= MAX_MERGED
    }

    /// Facts that wait and are never dropped or merged.
    fn kept(&self) -> usize {
        self.waiting.len() - self.merged.len() - self.chats.len()
    }

    /// The game is gone.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.gone
    }

    /// Chat lines dropped so far.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.dropped
    }

    /// What still waits, for the one who stops the link.
    #[must_use]
    pub fn into_waiting(self) -> Vec<Fact> {
        self.waiting.into_values().collect()
    }

    /// The fact of this number was sent.
    fn forget(&mut self, number: u64, merge: Option<&MergeKey>) {
        if let Some(merge) = merge
            && self.merged.get(merge) == Some(&number)
        {
            self.merged.remove(merge);
        }
        if self.chats.front() == Some(&number) {
            self.chats.pop_front();
        }
    }

    fn keep(&mut self, fact: Fact) {
        let number = self.next;
        if let Some(merge) = MergeKey::of(&fact) {
            let known = self.merged.get(&merge).and_then(|number| self.waiting.get_mut(number));
            if let Some(known) = known {
                return absorb(known, fact);
            }
            self.merged.insert(merge, number);
        } else if matches!(fact, Fact::Chat(_)) {
            self.chats.push_back(number);
        }
        self.next += 1;
        self.waiting.insert(number, fact);
        if self.chats.len() > MAX_CHAT
            && let Some(oldest) = self.chats.pop_front()
        {
            self.waiting.remove(&oldest);
            self.dropped += 1;
        }
    }
}

/// Adds a later fact to an earlier one of the same kind and viewer.
fn absorb(kept: &mut Fact, later: Fact) {
    match (kept, later) {
        (Fact::Likes(kept), Fact::Likes(later)) => {
            // Four billion likes by one viewer in one jam are not believed anyway.
            kept.count = kept.count.saturating_add(later.count);
            kept.room_total = kept.room_total.max(later.room_total);
        }
        (kept @ Fact::Viewers(_), later) => *kept = later,
        // A second join by the same viewer adds nothing.
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::fact::{ChatReceived, GiftReceived, LikesReceived, Receipt, SocialReceived, Viewer};

    fn viewer(id: u64) -> Viewer {
        Viewer { id: Some(ViewerId::Id(id)), ..Viewer::default() }
    }

    fn like(id: u64, count: u32) -> Fact {
        Fact::Likes(LikesReceived { viewer: viewer(id), count, room_total: u64::from(count) })
    }

    fn chat(text: &str) -> Fact {
        Fact::Chat(ChatReceived { viewer: viewer(1), text: text.into(), ..ChatReceived::default() })
    }

    fn gift(count: u32) -> Fact {
        Fact::Gift(GiftReceived {
            viewer: viewer(1),
            gift_id: 1,
            gift: Arc::default(),
            count,
            diamonds_each: 1,
            streak: count,
            test: false,
            receipt: Receipt::default(),
        })
    }

    fn join(id: u64) -> Fact {
        Fact::Social(SocialReceived { viewer: viewer(id), kind: SocialKind::Member })
    }

    #[test]
    fn a_slow_game_loses_no_gift_and_no_like() {
        let (to, from) = crossbeam_channel::bounded(1);
        let mut queue = BackpressureQueue::new(to);
        queue.push(gift(1));
        for round in 0..600 {
            queue.push(like(round % 3, 1));
            queue.push(join(7));
            queue.push(chat(&round.to_string()));
        }
        queue.push(gift(2));
        assert_eq!(queue.dropped(), 88);
        let mut got = Vec::new();
        while !queue.is_empty() || !from.is_empty() {
            got.extend(from.try_recv());
            queue.flush();
        }
        let likes: u32 = got.iter().map(|fact| if let Fact::Likes(likes) = fact { likes.count } else { 0 }).sum();
        let gifts: Vec<_> = got.iter().filter(|fact| matches!(fact, Fact::Gift(_))).collect();
        let joins = got.iter().filter(|fact| matches!(fact, Fact::Social(_))).count();
        let chats: Vec<_> = got.iter().filter(|fact| matches!(fact, Fact::Chat(_))).collect();
        assert_eq!((likes, gifts.len(), joins, chats.len()), (600, 2, 1, MAX_CHAT));
        assert_eq!(*chats[0], chat("88"), "the oldest went first");
        assert_eq!(got.last(), Some(&gift(2)), "the order stays");
        queue.push(like(1, 1));
        assert_eq!(from.try_recv(), Ok(like(1, 1)), "after the jam, facts go straight through");
    }

    fn jammed() -> (BackpressureQueue, crossbeam_channel::Receiver<Fact>) {
        let (to, from) = crossbeam_channel::bounded(1);
        let mut queue = BackpressureQueue::new(to);
        queue.push(Fact::LinkLost);
        assert!(queue.is_empty() && !queue.is_full());
        (queue, from)
    }

    fn seen(count: u32) -> Fact {
        Fact::StreakSeen(Receipt { count, ..Receipt::default() })
    }

    fn social(kind: SocialKind) -> Fact {
        Fact::Social(SocialReceived { viewer: viewer(1), kind })
    }

    #[test]
    fn each_kind_keeps_its_contract() {
        let other = Fact::Other { name: "poll".into(), viewer: viewer(1), data: "".into() };
        let battle = Fact::Battle { state: crate::fact::BattleState::Active };
        let kept = [
            gift(1),
            seen(1),
            seen(1),
            gift(1),
            social(SocialKind::Follow),
            social(SocialKind::Share),
            social(SocialKind::Subscribe),
            social(SocialKind::Emote),
            social(SocialKind::Question),
            social(SocialKind::Envelope),
            Fact::Room { title: "t".into() },
            battle.clone(),
            battle,
            Fact::StreamEnded,
            Fact::StreamPaused(true),
            Fact::LinkLost,
            Fact::LinkRestored { gap: std::time::Duration::from_secs(1) },
            other.clone(),
            other,
        ];
        let (mut queue, from) = jammed();
        for fact in &kept {
            // Between them, what is merged.
            queue.push(like(1, 2));
            queue.push(join(1));
            queue.push(Fact::Viewers(crate::fact::ViewersCounted { present: queue.next }));
            queue.push(fact.clone());
        }
        assert_eq!((queue.merged.len(), queue.kept()), (3, kept.len()));
        let newest = kept.len() as u64 + 2;
        let mut wanted = vec![Fact::LinkLost];
        let mut likes = like(1, 2 * kept.len() as u32);
        if let Fact::Likes(likes) = &mut likes {
            likes.room_total = 2;
        }
        wanted.extend([likes, join(1), Fact::Viewers(crate::fact::ViewersCounted { present: newest })]);
        wanted.extend(kept);
        let mut got = Vec::new();
        while let Ok(fact) = from.try_recv() {
            got.push(fact);
            queue.flush();
        }
        assert_eq!(got, wanted);
        assert!(queue.merged.is_empty() && queue.chats.is_empty() && queue.is_empty());
    }

    #[test]
    fn gifts_make_the_socket_wait_and_chat_and_likes_do_not() {
        let (mut queue, _from) = jammed();
        for n in 0..1_000_000u64 {
            queue.push(like(n % 1_000, 1));
            queue.push(chat("hi"));
        }
        assert!(!queue.is_full(), "a million likes and lines");
        assert_eq!(queue.waiting.len(), 1_000 + MAX_CHAT, "and they take no room");
        for _ in 0..MAX_KEPT / 2 {
            assert!(!queue.is_full());
            queue.push(gift(1));
            queue.push(seen(1));
        }
        assert!(queue.is_full());
        assert_eq!(queue.into_waiting().iter().filter(|fact| **fact == gift(1)).count(), MAX_KEPT / 2);
    }

    #[test]
    fn too_many_viewers_make_the_socket_wait() {
        let (mut queue, _from) = jammed();
        for n in 0..MAX_MERGED as u64 {
            assert!(!queue.is_full());
            queue.push(like(n, 1));
        }
        assert!(queue.is_full());
    }

    #[test]
    fn notices_that_the_game_is_gone() {
        let (to, from) = crossbeam_channel::bounded(1);
        drop(from);
        let mut queue = BackpressureQueue::new(to);
        queue.push(gift(1));
        assert!(queue.is_gone());
    }
}
