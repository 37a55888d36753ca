//! Plays a journal again, tick by tick, and compares what comes of it with what the journal says.

use std::{fmt, io, sync::Arc};

use bevy::{
    app::FixedMain,
    ecs::{change_detection::Tick as ChangeTick, message::MessageRegistry},
    prelude::*,
};

use super::{
    checkpoint::{self, Checkpoint},
    journal::{Parts, Recording},
};
use crate::{
    arena::{StateHash, Tick},
    interaction::Inbox,
};

/// A journal while it is played again.
#[derive(Debug, Clone)]
pub struct Replay {
    recording: Arc<Recording>,
    /// The next entry, and the next tick's mark.
    entry: usize,
    mark: usize,
    compared: u64,
}

/// The first tick at which the game went another way than the journal says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The tick.
    pub tick: u32,
    /// What the journal says.
    pub expected: u64,
    /// What came.
    pub found: u64,
    /// Names of the parts that differ, where the journal has them; otherwise they differ since the last mark that has.
    pub parts: Vec<&'static str>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { tick, expected, found, parts } = self;
        write!(f, "tick {tick}: the journal says {expected:016x}, the replay {found:016x}")?;
        if parts.is_empty() { Ok(()) } else { write!(f, "; different: {}", parts.join(", ")) }
    }
}

impl Replay {
    /// From the first tick.
    #[must_use]
    pub fn new(recording: Arc<Recording>) -> Self {
        Self { recording, entry: 0, mark: 0, compared: 0 }
    }

    /// Compares no more: a difference was found, and what follows differs too.
    pub fn stop_comparing(&mut self) {
        self.mark = self.recording.ticks.len();
    }

    /// Ticks that were compared so far.
    #[must_use]
    pub fn compared(&self) -> u64 {
        self.compared
    }

    /// The last tick of the show: the last that was made, or that took something.
    #[must_use]
    pub fn last_tick(&self) -> u32 {
        let took = self.recording.entries.last().map_or(0, |(tick, _)| *tick);
        self.recording.last_tick.max(took)
    }

    /// The last tick from `first` on that can be played again: where lines are missing, the one before the hole.
    #[must_use]
    pub fn whole_until(&self, first: u32) -> u32 {
        let hole = self.recording.gaps.iter().map(|(tick, _)| *tick).find(|tick| *tick >= first);
        hole.unwrap_or_else(|| self.last_tick())
    }

    /// What is played.
    #[must_use]
    pub fn recording(&self) -> &Arc<Recording> {
        &self.recording
    }

    /// Puts what the coming tick took into the inbox.
    pub fn feed(&mut self, coming: u32, inbox: &mut Inbox) {
        while let Some((tick, entry)) = self.recording.entries.get(self.entry)
            && *tick <= coming
        {
            inbox.post(coming, entry.clone());
            self.entry += 1;
        }
    }

    /// Compares the tick that was made with its mark, if it has one.
    pub fn compare(&mut self, world: &mut World) -> Option<Difference> {
        let tick = world.resource::<Tick>().0;
        while self.recording.ticks.get(self.mark).is_some_and(|mark| mark.tick < tick) {
            self.mark += 1;
        }
        let mark = self.recording.ticks.get(self.mark).filter(|mark| mark.tick == tick)?;
        self.compared += 1;
        let found = world.resource::<StateHash>().0;
        let parts =
            mark.parts.as_ref().map_or_else(Vec::new, |expected| differing(expected, &checkpoint::parts(world)));
        (found != mark.hash || !parts.is_empty()).then_some(Difference { tick, expected: mark.hash, found, parts })
    }

    /// Moves the game to just before the first tick, or to the last checkpoint at or before `tick`. From there ticks lead
    /// on to `tick`. `blank` is the game before its first tick.
    ///
    /// # Errors
    /// When the checkpoint cannot be read.
    pub fn rewind(&mut self, world: &mut World, tick: u32, blank: &Checkpoint) -> io::Result<()> {
        let checkpoint = match self.recording.checkpoints.iter().rev().find(|made| made.tick <= tick) {
            Some(made) => serde_json::from_str(self.recording.state(made)?.get())?,
            None => blank.clone(),
        };
        checkpoint.put_back(world);
        world.resource_mut::<Inbox>().clear();
        let now = world.resource::<Tick>().0;
        self.entry = self.recording.entries.partition_point(|(at, _)| *at <= now);
        self.mark = self.recording.ticks.partition_point(|mark| mark.tick <= now);
        Ok(())
    }

    /// Whether a jump from `now` to `target` is better begun at a checkpoint than from here. At the very beginning too, for a
    /// show may have taken something over from another.
    #[must_use]
    pub fn is_better_rewound(&self, now: u32, target: u32) -> bool {
        let checkpoint = self.recording.checkpoints.iter().rev().map(|made| made.tick).find(|at| *at <= target);
        target < now || now == 0 || checkpoint.is_some_and(|at| at > now)
    }

    /// Makes one tick without comparing it, in the midst of a jump.
    pub fn step_unseen(&mut self, world: &mut World) {
        let coming = world.resource::<Tick>().0 + 1;
        self.feed(coming, &mut world.resource_mut::<Inbox>());
        make_tick(world);
    }

    /// Makes ticks up to and including `tick`, as fast as the machine can, and stops at the first difference.
    pub fn run_to(&mut self, world: &mut World, tick: u32) -> Option<Difference> {
        while world.resource::<Tick>().0 < tick {
            let difference = self.step(world);
            if difference.is_some() {
                return difference;
            }
        }
        None
    }

    /// Makes one tick, without a frame around it.
    pub fn step(&mut self, world: &mut World) -> Option<Difference> {
        let coming = world.resource::<Tick>().0 + 1;
        self.feed(coming, &mut world.resource_mut::<Inbox>());
        make_tick(world);
        self.compare(world)
    }
}

/// One fixed step outside of a frame. Messages grow old as they do in a frame, so that none pile up.
pub(super) fn make_tick(world: &mut World) {
    world.run_schedule(FixedMain);
    if world.contains_resource::<MessageRegistry>() {
        world.resource_scope(|world, mut registry: Mut<MessageRegistry>| {
            registry.run_updates(world, ChangeTick::new(0));
        });
    }
}

fn differing(expected: &Parts, found: &Parts) -> Vec<&'static str> {
    let pairs = [
        ("units", expected.units, found.units),
        ("projectiles", expected.shots, found.shots),
        ("castles", expected.castles, found.castles),
        ("heroes off the field", expected.heroes, found.heroes),
        ("reserve", expected.reserve, found.reserve),
        ("round", expected.round, found.round),
        ("players and gifts", expected.people, found.people),
    ];
    pairs.into_iter().filter(|(_, expected, found)| expected != found).map(|(name, ..)| name).collect()
}
