//! What waits when the game does not keep up: likes and joins are merged, chat drops its oldest, gifts wait.

use std::collections::{HashMap, VecDeque};

use crossbeam_channel::{Sender, TrySendError};

use super::{Fact, SocialKind, ViewerId};

/// Chat lines that wait at most.
const MAX_CHAT: usize = 512;

/// Facts that wait before the socket must wait too.
const MAX_WAITING: usize = 4_096;

/// Which facts can be merged into one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Merge {
    Likes(Option<ViewerId>),
    Member(Option<ViewerId>),
    Viewers,
}

/// The sender's side of the bounded channel.
#[derive(Debug)]
pub struct Outbox {
    to: Sender<Fact>,
    /// In order; `None` where a chat line was dropped.
    waiting: VecDeque<Option<Fact>>,
    /// Number of the first of `waiting`.
    first: u64,
    merged: HashMap<Merge, u64>,
    /// Numbers of the waiting chat lines, oldest first.
    chats: VecDeque<u64>,
    dropped: u64,
    gone: bool,
}

impl Outbox {
    /// An empty outbox before `to`.
    #[must_use]
    pub fn new(to: Sender<Fact>) -> Self {
        Self {
            to,
            waiting: VecDeque::new(),
            first: 0,
            merged: HashMap::new(),
            chats: VecDeque::new(),
            dropped: 0,
            gone: false,
        }
    }

    /// Sends the fact, or keeps it by its kind.
    pub fn push(&mut self, fact: Fact) {
        if self.waiting.is_empty() {
            match self.to.try_send(fact) {
                Ok(()) => {}
                Err(TrySendError::Full(fact)) => self.keep(fact),
                Err(TrySendError::Disconnected(_)) => self.gone = true,
            }
        } else {
            self.keep(fact);
        }
    }

    /// Sends what waits, as far as there is room.
    pub fn flush(&mut self) {
        while let Some(next) = self.waiting.pop_front() {
            self.first += 1;
            let Some(fact) = next else { continue };
            match self.to.try_send(fact) {
                Ok(()) => {}
                Err(TrySendError::Full(fact)) => {
                    self.first -= 1;
                    self.waiting.push_front(Some(fact));
                    return;
                }
                Err(TrySendError::Disconnected(_)) => {
                    self.gone = true;
                    return;
                }
            }
        }
        self.merged.clear();
        self.chats.clear();
    }

    /// Nothing waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// So much waits that the socket must not be read.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.waiting.len() >= MAX_WAITING
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
        self.waiting.into_iter().flatten().collect()
    }

    fn keep(&mut self, fact: Fact) {
        let merge = match &fact {
            Fact::Likes(likes) => Some(Merge::Likes(likes.viewer.id.clone())),
            Fact::Social(social) if social.kind == SocialKind::Member => Some(Merge::Member(social.viewer.id.clone())),
            Fact::Viewers(_) => Some(Merge::Viewers),
            _ => None,
        };
        let number = self.first + self.waiting.len() as u64;
        if let Some(merge) = merge {
            let known = self.merged.get(&merge).copied();
            if let Some(kept) = known.and_then(|number| self.waiting_mut(number)) {
                return absorb(kept, fact);
            }
            if self.merged.len() > 2 * MAX_WAITING {
                self.merged.retain(|_, number| *number >= self.first);
            }
            self.merged.insert(merge, number);
        } else if matches!(fact, Fact::Chat(_)) {
            self.chats.push_back(number);
            self.drop_old_chat();
        }
        self.waiting.push_back(Some(fact));
    }

    fn waiting_mut(&mut self, number: u64) -> Option<&mut Fact> {
        let index = usize::try_from(number.checked_sub(self.first)?).ok()?;
        self.waiting.get_mut(index)?.as_mut()
    }

    fn drop_old_chat(&mut self) {
        while self.chats.front().is_some_and(|number| *number < self.first) {
            self.chats.pop_front();
        }
        if self.chats.len() > MAX_CHAT
            && let Some(oldest) = self.chats.pop_front()
            && let Ok(index) = usize::try_from(oldest - self.first)
            && let Some(slot) = self.waiting.get_mut(index)
        {
            *slot = None;
            self.dropped += 1;
        }
    }
}

/// Adds a later fact to an earlier one of the same kind and viewer.
fn absorb(kept: &mut Fact, later: Fact) {
    match (kept, later) {
        (Fact::Likes(kept), Fact::Likes(later)) => {
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
    use crate::live::{ChatReceived, GiftReceived, LikesReceived, Receipt, SocialReceived, Viewer};

    fn viewer(id: u64) -> Viewer {
        Viewer { id: Some(ViewerId::Id(id)), ..Viewer::default() }
    }

    fn like(id: u64, count: u32) -> Fact {
        Fact::Likes(LikesReceived { viewer: viewer(id), count, room_total: u64::from(count) })
    }

    fn chat(text: &str) -> Fact {
        Fact::Chat(ChatReceived { viewer: viewer(1), text: text.into(), language: None })
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
        let mut outbox = Outbox::new(to);
        outbox.push(gift(1));
        for round in 0..600 {
            outbox.push(like(round % 3, 1));
            outbox.push(join(7));
            outbox.push(chat(&round.to_string()));
        }
        outbox.push(gift(2));
        assert_eq!(outbox.dropped(), 88);
        let mut got = Vec::new();
        while !outbox.is_empty() || !from.is_empty() {
            got.extend(from.try_recv());
            outbox.flush();
        }
        let likes: u32 = got.iter().map(|fact| if let Fact::Likes(likes) = fact { likes.count } else { 0 }).sum();
        let gifts: Vec<_> = got.iter().filter(|fact| matches!(fact, Fact::Gift(_))).collect();
        let joins = got.iter().filter(|fact| matches!(fact, Fact::Social(_))).count();
        let chats: Vec<_> = got.iter().filter(|fact| matches!(fact, Fact::Chat(_))).collect();
        assert_eq!((likes, gifts.len(), joins, chats.len()), (600, 2, 1, MAX_CHAT));
        assert_eq!(*chats[0], chat("88"), "the oldest went first");
        assert_eq!(got.last(), Some(&gift(2)), "the order stays");
        outbox.push(like(1, 1));
        assert_eq!(from.try_recv(), Ok(like(1, 1)), "after the jam, facts go straight through");
    }

    #[test]
    fn gifts_make_the_socket_wait() {
        let (to, from) = crossbeam_channel::bounded(1);
        let mut outbox = Outbox::new(to);
        for count in 1..=5_000 {
            outbox.push(gift(count));
        }
        assert!(outbox.is_full());
        assert_eq!(outbox.into_waiting().len(), 4_999);
        drop(from);
    }

    #[test]
    fn notices_that_the_game_is_gone() {
        let (to, from) = crossbeam_channel::bounded(1);
        drop(from);
        let mut outbox = Outbox::new(to);
        outbox.push(gift(1));
        assert!(outbox.is_gone());
    }
}
