//! Remembers what was seen lately, in bounded memory.

use std::{collections::HashSet, hash::Hash, mem};

/// A set that forgets its older half when it grows past `limit`, so that it holds the last `limit` to `2 × limit`.
///
/// The room for all of them is taken at the start: a show of many hours needs no more than its first minutes.
#[derive(Debug)]
pub struct Recent<T> {
    limit: usize,
    young: HashSet<T>,
    old: HashSet<T>,
}

impl<T: Eq + Hash> Recent<T> {
    /// An empty memory of at least `limit` things.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self { limit, young: HashSet::with_capacity(limit), old: HashSet::with_capacity(limit) }
    }

    /// Whether `thing` is remembered.
    #[must_use]
    pub fn contains(&self, thing: &T) -> bool {
        self.young.contains(thing) || self.old.contains(thing)
    }

    /// Remembers `thing`; false if it was there already.
    pub fn insert(&mut self, thing: T) -> bool {
        if self.old.contains(&thing) || !self.young.insert(thing) {
            return false;
        }
        if self.young.len() >= self.limit {
            mem::swap(&mut self.old, &mut self.young);
            self.young.clear();
        }
        true
    }

    /// Remembers each of `things`.
    pub fn extend(&mut self, things: impl IntoIterator<Item = T>) {
        for thing in things {
            self.insert(thing);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remembers_the_last_and_forgets_the_first() {
        let mut recent = Recent::new(10);
        assert!((0..15).all(|n| recent.insert(n)));
        assert!((5..15).all(|n| !recent.insert(n)), "the last ten are known");
        assert!((100..130).all(|n| recent.insert(n)));
        assert!(recent.insert(0), "the first is forgotten");
        assert!(recent.young.len() + recent.old.len() <= 20);
    }

    #[test]
    fn takes_its_room_once() {
        let mut recent = Recent::new(1_000);
        let room = |recent: &Recent<u32>| recent.young.capacity() + recent.old.capacity();
        let before = room(&recent);
        recent.extend(0..10_000);
        assert_eq!(room(&recent), before);
    }
}
