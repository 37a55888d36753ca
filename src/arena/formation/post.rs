//! What a hero knows of its place in the formation.

use bevy::prelude::Component;

/// Field units from the front at which the first of a row is met, and how much farther each next one.
const MET_AT: f32 = 45.0;
const MET_NEXT: f32 = 7.0;
/// Last place that is met farther than the one before.
const MET_LAST: usize = 5;
/// How much farther than its own reach a hero in a row strikes, from the front.
const STEP_OUT: f32 = 50.0;

/// A hero's place in its lane's row.
#[derive(Component, Debug, Clone, Copy, PartialEq)]
pub(in crate::arena) struct Post {
    /// Tick since which it has waited for its turn at the head.
    pub ticket: u32,
    /// Blows struck since.
    pub blows: u32,
    /// Its place, 0 at the front.
    pub index: usize,
    /// Where it stands, or is to stand.
    pub x: f32,
    /// Where others meet it: whoever stands in the row steps out to strike and is struck there.
    pub met: f32,
    /// Has walked up to the row; from then on it fights and slides to its places.
    pub stands: bool,
    /// How many people stand there: one, or a squad.
    pub people: u32,
}

impl Post {
    pub fn new(tick: u32, x: f32) -> Self {
        Self { ticket: tick, blows: 0, index: 0, x, met: x, stands: false, people: 1 }
    }

    /// Has its turn at the head of the row now.
    pub fn step_up(&mut self) {
        (self.ticket, self.blows) = (0, 0);
    }

    /// How far from the front the hero of a place is met.
    pub fn depth(index: usize) -> f32 {
        MET_AT + MET_NEXT * index.min(MET_LAST) as f32
    }

    /// How far from where it is met a hero of so much range strikes: as far beyond the front from each place of the row,
    /// so that standing in line costs nothing.
    pub fn reach(&self, range: f32) -> f32 {
        Self::depth(self.index) + range + STEP_OUT
    }
}
