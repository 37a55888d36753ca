//! Going on after a crash: what a broken show leaves to the next.
//!
//! With the same version and the same rules the unfinished round is played again, and the show goes on where it stopped.
//! Otherwise a new round begins, with everybody's totals of the finished rounds, and the gifts of the unfinished one are
//! granted anew.

use std::{path::PathBuf, sync::Arc, time::Duration};

use bevy::prelude::*;

use super::{
    checkpoint::Checkpoint,
    journal::{Journal, JournalLine, Recording},
    replay::{Difference, Replay},
};
use crate::{
    arena::Tick,
    base::ShowControl,
    interaction::{Entry, GiftHold, Inbox, Ledger},
    roster::Roster,
};
use bevy_tiktool::{Fact, GiftReceived, WriteAheadLog};

/// How long the disk may take for what an old show leaves to a new one.
const PATIENCE: Duration = Duration::from_secs(10);

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
    /// Gift units that were on disk but had not acted; they act now.
    pub gifts: u64,
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
        } else if !self.recording.can_resume() || self.recording.gaps.iter().any(|(tick, _)| *tick >= self.base_tick())
        {
            Some("a part of its journal is missing")
        } else {
            None
        }
    }

    /// The tick of the last checkpoint; 0 before the first.
    fn base_tick(&self) -> u32 {
        self.recording.checkpoints.last().map_or(0, |made| made.tick)
    }

    /// Plays the unfinished round again, up to the last tick that the journal knows, and lets gifts act that had no tick
    /// yet.
    ///
    /// # Errors
    /// When the game goes another way than the journal says. The world is then as `blank` was.
    pub fn go_on(&self, world: &mut World, blank: &Checkpoint) -> Result<Resumed, Difference> {
        let mut replay = Replay::new(self.recording.clone());
        let last = replay.last_tick();
        let unreadable = |fault| {
            tracing::warn!("the last checkpoint cannot be read: {fault}");
            Difference { tick: self.base_tick(), expected: 0, found: 0, parts: vec!["checkpoint"] }
        };
        replay.rewind(world, last, blank).map_err(unreadable)?;
        let from = world.resource::<Tick>().0;
        if let Some(difference) = replay.run_to(world, last) {
            blank.clone().put_back(world);
            world.resource_mut::<Inbox>().clear();
            return Err(difference);
        }
        // What the operator held stays held, and the panel says so.
        let held = *world.resource::<GiftHold>() == GiftHold::On;
        let control = world.get_resource::<ShowControl>().copied().unwrap_or_default();
        world.insert_resource(ShowControl { held, ..control });
        let mut inbox = world.resource_mut::<Inbox>();
        let mut gifts = 0;
        for gift in self.recording.waiting() {
            inbox.post(last + 1, Entry::Fact(Fact::Gift(gift.clone())));
            gifts += u64::from(gift.count);
        }
        Ok(Resumed { tick: last, ticks: last - from, gifts })
    }

    /// What is left when the round cannot go on.
    #[must_use]
    pub fn legacy(&self) -> Legacy {
        let base = self.last_checkpoint();
        let base_tick = base.as_ref().map_or(0, Checkpoint::tick);
        let gifts = &self.recording.gifts;
        // Ticks take gifts in the order of their numbers.
        let settled = gifts.iter().rev().find(|(_, gift)| gift.tick.is_some_and(|tick| tick <= base_tick));
        let settled = settled.map_or(0, |(number, _)| *number);
        let mut legacy = base.map_or_else(Legacy::default, Legacy::of);
        legacy.gifts.extend(gifts.range(settled + 1..).map(|(_, logged)| logged.gift.clone()));
        legacy
    }

    /// The newest checkpoint there is, behind a damage too.
    fn last_checkpoint(&self) -> Option<Checkpoint> {
        let behind = self.recording.after.iter().rev().find_map(|line| match line {
            JournalLine::Checkpoint { state, .. } => serde_json::from_str(state.get()).ok(),
            _ => None,
        });
        behind.or_else(|| {
            let state = self.recording.state(self.recording.checkpoints.last()?).ok()?;
            serde_json::from_str(state.get()).ok()
        })
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
    /// What was settled at the checkpoint. Gifts that waited for a battle then are to act with the rest.
    fn of(state: Checkpoint) -> Self {
        let gifts: Vec<_> = state.interaction.kept_gifts().filter(|gift| !gift.test).cloned().collect();
        let (mut ledger, mut roster) = (state.interaction.ledger(), state.roster);
        for gift in &gifts {
            let diamonds = u64::from(gift.count) * u64::from(gift.diamonds_each);
            ledger.give_back(gift.count, diamonds);
            roster.give_back(&gift.viewer, u64::from(gift.count), diamonds);
        }
        Self { roster, ledger, gifts }
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
            journal.write(&JournalLine::Resumed { tick: coming - 1, ms: journal.ms() });
            if !journal.sync(PATIENCE) {
                tracing::warn!("the gifts of the last show are not safe on disk yet");
            }
        }
    }
}
