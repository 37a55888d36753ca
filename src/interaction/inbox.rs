//! Where facts wait for a tick. A fixed step reads this, never the messages: Bevy forgets those after two updates, and a
//! slow frame would lose a gift.

use std::{
    collections::VecDeque,
    time::{Duration, Instant},
};

use bevy::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    arena::{RoundRequested, Tick},
    base::TeamId,
    schedule::ThrongSystems,
};
use bevy_tiktool::{Fact, FactBudget, PublishSystems, ViewerId};

/// What can wait for a tick.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Entry {
    /// Something happened on TikTok.
    Fact(Fact),
    /// The operator moves the round.
    Round(RoundRequested),
    /// The streamer took somebody's name down, or brought it back.
    Hidden {
        /// Who; they need not have come yet.
        account: ViewerId,
        /// Taken down, or brought back.
        hide: bool,
    },
    /// The streamer puts somebody on a side.
    Moved {
        /// Who.
        account: ViewerId,
        /// Which side.
        team: TeamId,
    },
    /// The streamer wants nothing but gifts of somebody, or wants all again.
    Blocked {
        /// Who; they need not have come yet.
        account: ViewerId,
        /// Blocked, or no longer.
        block: bool,
    },
    /// The streamer took all names down, or brought them back.
    AllHidden(bool),
    /// The operator halted the game, or let it go on. Halts game time, so no tick is the wiser; kept for the record.
    Paused(bool),
    /// The operator has gifts wait, or lets those that wait act one after the other.
    Held(bool),
    /// The operator covers the stage, or uncovers it. The stage only; kept for the record.
    Curtain(bool),
}

impl Entry {
    /// The number of a gift in the gift log, if it has one.
    #[must_use]
    pub fn logged(&self) -> Option<u64> {
        match self {
            Self::Fact(Fact::Gift(gift)) => Some(gift.receipt.number).filter(|number| *number > 0),
            _ => None,
        }
    }
}

/// An entry with its tick.
#[derive(Debug, Clone)]
pub struct Post {
    /// The tick that takes it.
    pub tick: u32,
    /// When it came in; for the timings only.
    pub at: Instant,
    /// What.
    pub entry: Entry,
}

/// Facts and orders, by tick, in the order they came.
#[derive(Resource, Debug, Default)]
pub struct Inbox {
    posts: VecDeque<Post>,
    /// Gifts that are not safe on disk yet: they get their tick when they are.
    unsafe_gifts: VecDeque<(Instant, Entry)>,
}

/// Up to which number of the gift log gifts are safe on disk and may act. Whoever keeps the log moves it.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq)]
pub struct GiftsSafe(pub u64);

impl Default for GiftsSafe {
    /// Without a log nothing has to wait for it.
    fn default() -> Self {
        Self(u64::MAX)
    }
}

impl Inbox {
    /// Puts a fact in for `tick`. Ticks must not fall.
    pub fn push(&mut self, tick: u32, fact: Fact) {
        self.post(tick, Entry::Fact(fact));
    }

    /// Puts an entry in for `tick`. Ticks must not fall.
    pub fn post(&mut self, tick: u32, entry: Entry) {
        // Nothing acts on it; the gift log has it already.
        if !matches!(entry, Entry::Fact(Fact::StreakSeen(_))) {
            self.posts.push_back(Post { tick, at: Instant::now(), entry });
        }
    }

    /// Puts an entry in for `tick`, unless it is a gift that is not safe yet: that one waits for [`release`](Self::release).
    fn admit(&mut self, tick: u32, entry: Entry, safe: GiftsSafe) {
        if entry.logged().is_some_and(|number| number > safe.0) {
            self.unsafe_gifts.push_back((Instant::now(), entry));
        } else {
            self.post(tick, entry);
        }
    }

    /// Gives gifts that have become safe their tick.
    fn release(&mut self, tick: u32, safe: GiftsSafe) {
        let is_safe = |(_, entry): &mut (Instant, Entry)| entry.logged().is_none_or(|number| number <= safe.0);
        while let Some((at, entry)) = self.unsafe_gifts.pop_front_if(is_safe) {
            self.posts.push_back(Post { tick, at, entry });
        }
    }

    /// Nothing more will come: everything that waits, and `facts` behind it, gets `tick`, safe on disk or not.
    pub fn close(&mut self, tick: u32, facts: impl IntoIterator<Item = Fact>) {
        self.release(tick, GiftsSafe(u64::MAX));
        facts.into_iter().for_each(|fact| self.push(tick, fact));
    }

    /// The entries that `tick` will take, in order.
    pub fn due(&self, tick: u32) -> impl Iterator<Item = &Post> {
        self.posts.iter().take_while(move |post| post.tick <= tick)
    }

    /// The next entry that is due at `tick`.
    pub(super) fn take(&mut self, tick: u32) -> Option<Post> {
        self.posts.pop_front_if(|post| post.tick <= tick)
    }

    /// Units of paid gifts that no tick has taken yet.
    #[must_use]
    pub fn paid_units(&self) -> u64 {
        let waiting = self.posts.iter().map(|post| &post.entry).chain(self.unsafe_gifts.iter().map(|(_, entry)| entry));
        waiting
            .map(|entry| match entry {
                Entry::Fact(Fact::Gift(gift)) if !gift.test => u64::from(gift.count),
                _ => 0,
            })
            .sum()
    }

    /// Entries that no tick has taken yet.
    #[must_use]
    pub fn len(&self) -> usize {
        self.posts.len() + self.unsafe_gifts.len()
    }

    /// Whether nothing waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Forgets what waits, for a replay that jumps.
    pub fn clear(&mut self) {
        self.posts.clear();
        self.unsafe_gifts.clear();
    }
}

/// How long the entries of the last tick waited between arrival and request. Measures the machine; decides nothing.
#[derive(Resource, Debug, Default)]
pub struct Served(Vec<Duration>);

impl Served {
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    pub(super) fn note(&mut self, arrived: Instant) {
        self.0.push(arrived.elapsed());
    }

    /// The waits, in order of arrival.
    pub fn iter(&self) -> impl Iterator<Item = Duration> {
        self.0.iter().copied()
    }
}

/// The part of [`ThrongSystems::Receive`] that gives facts their tick. What decides whether gifts may act runs before.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AdmitSystems;

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Fact>()
        .init_resource::<Inbox>()
        .init_resource::<GiftsSafe>()
        .init_resource::<Served>()
        .configure_sets(PreUpdate, PublishSystems.in_set(ThrongSystems::Receive))
        .add_systems(PreUpdate, hold_back.in_set(ThrongSystems::Receive).before(PublishSystems))
        .add_systems(PreUpdate, receive.in_set(AdmitSystems).in_set(ThrongSystems::Receive).after(PublishSystems));
}

/// Entries that wait for a tick at most, but for what is here already. While game time stands still, the rest waits in the
/// link, where what can be merged is merged.
const ENOUGH: usize = 16_384;

/// Tells the link how much more there is room for.
fn hold_back(inbox: Res<Inbox>, budget: Option<ResMut<FactBudget>>) {
    if let Some(mut budget) = budget {
        budget.set_if_neq(FactBudget(ENOUGH.saturating_sub(inbox.len())));
    }
}

/// Stamps what the live side published with the coming tick. Gifts get theirs as soon as they are safe on disk.
pub(super) fn receive(mut facts: MessageReader<Fact>, tick: Res<Tick>, safe: Res<GiftsSafe>, mut inbox: ResMut<Inbox>) {
    let coming = tick.0 + 1;
    inbox.release(coming, *safe);
    for fact in facts.read() {
        inbox.admit(coming, Entry::Fact(fact.clone()), *safe);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy_tiktool::{GiftReceived, Receipt, ViewersCounted};

    fn present(count: u64) -> Fact {
        Fact::Viewers(ViewersCounted { present: count })
    }

    #[test]
    fn a_tick_takes_what_is_due_in_order() {
        let mut inbox = Inbox::default();
        for (tick, count) in [(1, 10), (1, 11), (2, 12)] {
            inbox.push(tick, present(count));
        }
        assert!(inbox.take(0).is_none());
        assert_eq!(inbox.take(1).unwrap().entry, Entry::Fact(present(10)));
        assert_eq!(inbox.take(1).unwrap().entry, Entry::Fact(present(11)));
        assert!(inbox.take(1).is_none());
        assert_eq!(inbox.len(), 1);
        assert_eq!(inbox.take(5).unwrap().tick, 2);
        assert!(inbox.is_empty());
    }

    #[test]
    fn a_gift_waits_until_it_is_safe_on_disk() {
        let mut app = App::new();
        app.insert_resource(Tick(9)).insert_resource(GiftsSafe(0)).add_plugins(plugin);
        let receipt = Receipt { number: 3, ..Receipt::default() };
        let gift = Fact::Gift(GiftReceived { receipt, ..GiftReceived::default() });
        app.world_mut().write_message(gift.clone());
        app.world_mut().write_message(present(5));
        app.update();
        app.world_mut().resource_mut::<Tick>().0 = 20;
        assert_eq!(app.world().resource::<Inbox>().due(21).count(), 1, "the gift holds nobody else up");
        app.insert_resource(GiftsSafe(3));
        app.update();
        let mut inbox = app.world_mut().resource_mut::<Inbox>();
        assert_eq!(inbox.take(21).unwrap().entry, Entry::Fact(present(5)));
        let post = inbox.take(21).unwrap();
        assert_eq!((post.tick, post.entry), (21, Entry::Fact(gift)));
        assert!(inbox.is_empty());
    }

    #[test]
    fn a_game_that_stands_still_leaves_the_rest_to_the_link() {
        let mut app = App::new();
        app.insert_resource(Tick(0)).init_resource::<FactBudget>().add_plugins(plugin);
        app.update();
        assert_eq!(*app.world().resource::<FactBudget>(), FactBudget(ENOUGH));
        let mut inbox = app.world_mut().resource_mut::<Inbox>();
        (0..20_000).for_each(|count| inbox.push(1, present(count)));
        app.update();
        assert_eq!(*app.world().resource::<FactBudget>(), FactBudget(0));
        let mut inbox = app.world_mut().resource_mut::<Inbox>();
        while inbox.take(1).is_some() {}
        app.update();
        assert_eq!(*app.world().resource::<FactBudget>(), FactBudget(ENOUGH));
    }

    #[test]
    fn a_slow_frame_loses_nothing() {
        let mut app = App::new();
        app.insert_resource(Tick(41)).add_plugins(plugin);
        for count in 0..5 {
            app.world_mut().write_message(present(count));
            app.update(); // no fixed step in any of these
        }
        let mut inbox = app.world_mut().resource_mut::<Inbox>();
        assert_eq!(inbox.len(), 5);
        assert_eq!(inbox.take(42).unwrap().tick, 42);
    }
}
