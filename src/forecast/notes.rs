//! What is noted of a battle.

use crate::{arena::EndedBy, base::TeamId};

/// How a battle stood at a moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Note {
    /// Seconds of the battle.
    pub at: f32,
    /// Who is ahead, by how much.
    pub lead: f32,
    /// The left side's share of the ground.
    pub ground: f32,
    /// What is left of the castles, in parts of one.
    pub castles: [f32; 2],
}

/// All that is noted of a battle.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Battle {
    pub notes: Vec<Note>,
    pub winner: TeamId,
    pub ended_by: EndedBy,
    /// Length in seconds.
    pub seconds: f32,
    pub lead_changes: u32,
    /// Longest time without a blow, a fall, a power or somebody who came.
    pub quiet_s: f32,
    /// What people's heroes did of all that people did.
    pub free_play: Option<f32>,
    /// Part of the battle for which people's heroes were out, on average.
    pub on_field: Option<f32>,
    /// Longest time in seconds for which somebody was off the field.
    pub absent_s: f32,
    /// Acts of people that were answered, and all.
    pub answered: (usize, usize),
    /// Percent of the others that each who came late did more than, a minute.
    pub late_ranks: Vec<f32>,
    /// Evenness of heads over the lanes, 0 to 1, and part of the time in which two lanes or more were fought in.
    pub lanes: (f32, f32),
    /// Seconds at which gates fell.
    pub gates: Vec<f32>,
    /// Ticks played, lobby included.
    pub ticks: u32,
    /// Units on the field, on average.
    pub units: f32,
}
