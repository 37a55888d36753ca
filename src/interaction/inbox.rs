//! Where facts wait for a tick. A fixed step reads this, never the messages: Bevy forgets those after two updates, and a
//! slow frame would lose a gift.

use std::{
    collections::VecDeque,
    time::{Duration, Instant},
};

use bevy::prelude::*;

use crate::{
    arena::{RoundRequested, Tick},
    live::{Fact, PublishSystems},
    schedule::ThrongSystems,
};

/// What can wait for a tick.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Entry {
    /// Something happened on TikTok.
    Fact(Fact),
    /// The operator moves the round.
    Round(RoundRequested),
}

/// An entry with its tick.
#[derive(Debug, Clone)]
pub(super) struct Post {
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
}

impl Inbox {
    /// Puts a fact in for `tick`. Ticks must not fall.
    pub fn push(&mut self, tick: u32, fact: Fact) {
        self.post(tick, Entry::Fact(fact));
    }

    pub(super) fn post(&mut self, tick: u32, entry: Entry) {
        self.posts.push_back(Post { tick, at: Instant::now(), entry });
    }

    /// The next entry that is due at `tick`.
    pub(super) fn take(&mut self, tick: u32) -> Option<Post> {
        self.posts.pop_front_if(|post| post.tick <= tick)
    }

    /// Entries that no tick has taken yet.
    #[must_use]
    pub fn len(&self) -> usize {
        self.posts.len()
    }

    /// Whether nothing waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.posts.is_empty()
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

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Fact>()
        .init_resource::<Inbox>()
        .init_resource::<Served>()
        .add_systems(PreUpdate, receive.in_set(ThrongSystems::Receive).after(PublishSystems));
}

/// Stamps what the live side published with the coming tick.
pub(super) fn receive(mut facts: MessageReader<Fact>, tick: Res<Tick>, mut inbox: ResMut<Inbox>) {
    for fact in facts.read() {
        inbox.push(tick.0 + 1, fact.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::live::ViewersCounted;

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
