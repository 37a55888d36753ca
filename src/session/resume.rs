//! Going on after a crash: what a broken show leaves to the next.
//!
//! With the same version and the same rules the unfinished round is played again, and the show goes on where it stopped.
//! Otherwise a new round begins, with everybody's totals of the finished rounds, and the gifts of the unfinished one are
//! granted anew.

use std::{path::PathBuf, sync::Arc};

use bevy::prelude::*;

use super::{
    Checkpoint, Difference, Replay,
    journal::{Journal, Line, Recording},
};
use crate::{
    arena::Tick,
    interaction::{Entry, Inbox, Ledger},
    live::{Fact, GiftLog, GiftReceived},
    roster::Roster,
};

/// A journal whose show did not end in good order.
#[derive(Debug, Clone)]
pub struct Unfinished {
    /// Its file.
    pub path: PathBuf,
    /// What it holds.
    pub recording: Arc<Recording>,
}

/// How a show went on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resumed {
    /// The tick it went on from.
    pub tick: u32,
    /// Ticks that were played again.
    pub ticks: u32,
    /// Gifts that were on disk but had not acted; they act now.
    pub gifts: usize,
}

impl Unfinished {
    /// Why its round cannot be played again by these rules, if so.
    #[must_use]
    pub fn obstacle(&self, rules_hash: u64) -> Option<&'static str> {
        let header = &self.recording.header;
        if header.throng != env!("CARGO_PKG_VERSION") {
            Some("another version of Throng wrote it")
        } else if header.rules_hash != rules_hash {
            Some("the rules have changed since")
        } else if !self.recording.is_whole_from(self.base_tick()) {
            Some("a part of its journal is missing")
        } else {
            None
        }
    }

    /// The tick of the last checkpoint; 0 before the first.
    fn base_tick(&self) -> u32 {
        self.recording.checkpoints.last().map_or(0, |(tick, _)| *tick)
    }

    /// Plays the unfinished round again, up to the last tick that the journal knows, and lets gifts act that had no tick
    /// yet.
    ///
    /// # Errors
    /// When the game goes another way than the journal says. The world is then as `blank` was.
    pub fn go_on(&self, world: &mut World, blank: &Checkpoint) -> Result<Resumed, Difference> {
        let last = self.recording.last_tick;
        let mut replay = Replay::new(self.recording.clone());
        let unreadable = |_| Difference { tick: self.base_tick(), expected: 0, found: 0, parts: vec!["checkpoint"] };
        replay.rewind(world, last, blank).map_err(unreadable)?;
        let from = world.resource::<Tick>().0;
        if let Some(difference) = replay.run_to(world, last) {
            blank.put_back(world);
            world.resource_mut::<Inbox>().clear();
            return Err(difference);
        }
        let mut inbox = world.resource_mut::<Inbox>();
        for gift in &self.recording.untaken {
            inbox.post(last + 1, Entry::Fact(Fact::Gift(gift.clone())));
        }
        Ok(Resumed { tick: last, ticks: last - from, gifts: self.recording.untaken.len() })
    }

    /// What is left when the round cannot go on.
    #[must_use]
    pub fn legacy(&self) -> Legacy {
        let recording = &self.recording;
        let base = self.base_tick();
        let state = recording.checkpoints.last().and_then(|(_, state)| Checkpoint::read(state.get()).ok());
        let mut legacy = Legacy::default();
        if let Some(state) = state {
            legacy.settled(state);
        }
        let since = recording.entries.iter().filter(|(tick, _)| *tick > base);
        legacy.gifts.extend(since.filter_map(|(_, entry)| match entry {
            Entry::Fact(Fact::Gift(gift)) if !gift.test => Some(gift.clone()),
            _ => None,
        }));
        legacy.gifts.extend(recording.untaken.iter().cloned());
        legacy
    }
}

/// What a broken show leaves to a new one: totals of its finished rounds, and gifts that must act again.
#[derive(Debug, Clone, Default)]
pub struct Legacy {
    /// Everybody with their totals, without what `gifts` will bring again.
    pub roster: Roster,
    /// The book of gifts, likewise.
    pub ledger: Ledger,
    /// Paid gifts of the unfinished round, in order.
    pub gifts: Vec<GiftReceived>,
}

impl Legacy {
    /// Takes over what was settled at the checkpoint. Gifts that waited for a battle then are to be granted with the rest.
    fn settled(&mut self, state: Checkpoint) {
        self.gifts = state.interaction.kept_gifts().filter(|gift| !gift.test).cloned().collect();
        self.roster = state.roster;
        self.ledger = state.interaction.ledger();
        for gift in &self.gifts {
            let diamonds = u64::from(gift.count) * u64::from(gift.diamonds_each);
            self.ledger.give_back(gift.count, diamonds);
            self.roster.give_back(&gift.viewer, u64::from(gift.count), diamonds);
        }
    }

    /// Gift units.
    #[must_use]
    pub fn units(&self) -> u64 {
        self.gifts.iter().map(|gift| u64::from(gift.count)).sum()
    }

    /// Hands everything to a game before its first tick. The gifts are written to the new journal and act in its first
    /// round.
    pub fn hand_over(self, world: &mut World, journal: Option<&Journal>) {
        world.insert_resource(self.roster);
        world.insert_resource(self.ledger);
        let coming = world.resource::<Tick>().0 + 1;
        for mut gift in self.gifts {
            gift.receipt.number = 0;
            if let Some(journal) = journal {
                gift.receipt.number = journal.log(&Fact::Gift(gift.clone()));
            }
            world.resource_mut::<Inbox>().post(coming, Entry::Fact(Fact::Gift(gift)));
        }
        // A replay of the new journal begins with what was handed over. The last line says that all of it is there.
        if let Some(journal) = journal {
            super::record::checkpoint(world, journal);
            journal.write(&Line::Resumed { tick: coming - 1, ms: journal.now_ms() });
            journal.sync();
        }
    }
}
