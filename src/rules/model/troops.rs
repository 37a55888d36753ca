//! Kinds of troop, and powers with their effects.

use std::sync::Arc;

use crate::base::UnitKind;

/// How a troop fights. Each is one file in `arena/behaviour`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Behaviour {
    /// Walks, meets, fights hand to hand.
    March,
    /// Shoots and keeps its distance.
    Skirmish,
    /// Throws a spell that hurts everyone within `radius` of its target.
    Cast {
        /// Field units.
        radius: f32,
    },
    /// Walks past everything and hits the gate only.
    Siege,
    /// Flies over the front and looks for the softest target.
    Fly,
    /// Stands before its own gate and draws blows.
    Stand,
    /// Draws blows and hurts everyone within `radius` when it stamps.
    Smash {
        /// Field units.
        radius: f32,
    },
    /// Flies along its lane and burns everyone within `length` ahead.
    Breathe {
        /// Field units.
        length: f32,
    },
}

/// A kind of troop.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitRules {
    /// The name in the file.
    pub id: Arc<str>,
    /// Shown name ("Dragon").
    pub name: Arc<str>,
    /// Art: the look's file name stem.
    pub look: Arc<str>,
    /// Health, 1 to 1,000,000.
    pub health: i32,
    /// Damage of a blow, 0 to 100,000.
    pub damage: i32,
    /// Reach in field units, 5 to 600.
    pub range: f32,
    /// Field units a second, 0 to 400.
    pub speed: f32,
    /// Seconds between blows, 0.1 to 30.
    pub every_s: f32,
    /// Taken off every blow it receives (a blow does at least 1), 0 to 1,000.
    pub armour: i32,
    /// How it fights.
    pub behaviour: Behaviour,
    /// Can hit flyers.
    pub hits_air: bool,
    /// Damage multiplier in percent against a kind (100 when absent).
    pub bonus: Vec<(UnitKind, u32)>,
    /// Damage multiplier in percent against castles, 0 to 1,000.
    pub siege: u32,
    /// Leaves after so many seconds, 1 to 3600, if set.
    pub lives_s: Option<f32>,
    /// So large that it walks on the nearest lane only, where it hides nobody; a bar shows its health.
    pub huge: bool,
    /// Worth in diamonds, for the director and fairness, 1 to 1,000,000.
    pub worth: u32,
}

/// A power.
#[derive(Debug, Clone, PartialEq)]
pub struct PowerRules {
    /// The name in the file, also its icon.
    pub id: Arc<str>,
    /// Shown name.
    pub name: Arc<str>,
    /// What it does, in order, 1 to 8 effects. Amounts 0 to 1,000,000, radii 5 to 2000, times 0.1 to 120.
    pub effects: Vec<Effect>,
}

/// One effect of a power. A new one is a variant here and an arm in `arena/powers`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Effect {
    /// Heals units by an amount (heroes, troops) and castles by `castle`.
    Heal {
        /// Health given to each unit.
        amount: i32,
        /// Health given to the castle.
        castle: i32,
    },
    /// Speed and damage in percent of normal, for a time.
    Buff {
        /// Percent, 10 to 500.
        speed: u32,
        /// Percent, 10 to 500.
        damage: u32,
        /// Seconds.
        for_s: f32,
    },
    /// Takes blows up to an amount, for a time.
    Shield {
        /// Health of the shield.
        amount: i32,
        /// Seconds.
        for_s: f32,
    },
    /// Strikes the enemy where their front is thickest.
    Strike {
        /// Damage to each.
        damage: i32,
        /// Field units.
        radius: f32,
    },
    /// The target stands still.
    Freeze {
        /// Seconds.
        for_s: f32,
    },
    /// A ring around the hero: hurts and knocks back.
    Nova {
        /// Damage to each.
        damage: i32,
        /// Field units.
        radius: f32,
        /// Knock-back in field units.
        push: f32,
    },
}
