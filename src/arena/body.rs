//! What the arena knows of a unit beyond what it shows: its numbers, its target, what it does this tick.

use bevy::prelude::Component;

use super::components::ProjectileKind;
use crate::{
    base::{TICK_HZ, ticks},
    rules::{Behaviour, HeroRules, UnitRules},
};

/// The kind number that stands for a hero wherever kinds are compared.
pub(super) const HERO_KIND: u16 = u16::MAX;

/// A unit's numbers in ticks, taken from the rules when it comes (a hero's also when it levels).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stats {
    pub health: i32,
    pub damage: i32,
    pub range: f32,
    /// Field units a tick.
    pub speed: f32,
    /// Ticks between blows.
    pub every: u32,
    pub armour: i32,
    pub behaviour: Behaviour,
    pub hits_air: bool,
    /// Percent against castles.
    pub siege: u32,
    /// Ticks it stays.
    pub lives: Option<u32>,
}

impl Stats {
    pub fn troop(rules: &UnitRules) -> Self {
        Self {
            health: rules.health.max(1),
            damage: rules.damage,
            range: rules.range,
            speed: rules.speed / TICK_HZ as f32,
            every: ticks(rules.every_s).max(1),
            armour: rules.armour,
            behaviour: rules.behaviour,
            hits_air: rules.hits_air,
            siege: rules.siege,
            lives: rules.lives_s.map(ticks),
        }
    }

    /// With so many percent of health and damage, at least one of each there is.
    pub fn scaled(self, percent: u32) -> Self {
        let part = |whole: i32| i32::try_from(i64::from(whole) * i64::from(percent) / 100).unwrap_or(i32::MAX);
        Self { health: part(self.health).max(1), damage: part(self.damage).max(self.damage.min(1)), ..self }
    }

    pub fn hero(rules: &HeroRules, level: u8) -> Self {
        let percent = 100 + i64::from(rules.per_level) * i64::from(level.saturating_sub(1));
        let grown = |base: i32| i32::try_from(i64::from(base) * percent / 100).unwrap_or(i32::MAX);
        Self {
            health: grown(rules.health).max(1),
            damage: grown(rules.damage),
            range: rules.range,
            speed: rules.speed / TICK_HZ as f32,
            every: ticks(rules.every_s).max(1),
            armour: 0,
            behaviour: Behaviour::March,
            hits_air: true,
            siege: 100,
            lives: None,
        }
    }

    pub fn flies(&self) -> bool {
        matches!(self.behaviour, Behaviour::Fly | Behaviour::Breathe { .. })
    }

    /// Whether it is so large, or so far above, that no lane is too full for it.
    pub fn is_great(&self) -> bool {
        self.flies() || matches!(self.behaviour, Behaviour::Smash { .. } | Behaviour::Stand)
    }

    /// Whether it fights from afar.
    pub fn shoots(&self) -> bool {
        matches!(self.behaviour, Behaviour::Skirmish | Behaviour::Cast { .. })
    }

    /// Whether enemies turn to it before others.
    pub fn taunts(&self) -> bool {
        matches!(self.behaviour, Behaviour::Smash { .. } | Behaviour::Stand)
    }
}

/// An enemy by its slot, valid while the slot still holds the same unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Foe {
    pub slot: u32,
    pub id: u32,
}

/// What a blow is aimed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Foe(Foe),
    Gate,
}

/// What a unit does this tick; carried out after all have decided.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) enum Act {
    #[default]
    None,
    /// Hand to hand.
    Hit(Mark),
    /// Something flies there and hurts within the radius (only its mark when 0).
    Shoot(Mark, ProjectileKind, f32),
    /// Hurts everyone around itself.
    Stamp(f32),
    /// A squad's blow: shared among all enemies of its lane within the reach.
    Sweep(f32),
    /// Hurts everyone on the strip ahead.
    Breathe(f32),
}

/// The fighting side of a unit.
#[derive(Component, Debug, Clone, Copy, PartialEq)]
pub(super) struct Fight {
    pub stats: Stats,
    /// Its place in the field's table.
    pub slot: u32,
    pub target: Option<Foe>,
    pub act: Act,
    /// Tick of the next blow.
    pub ready_at: u32,
    /// Tick it leaves by itself.
    pub leaves_at: u32,
    /// The depth in its lane that it keeps to.
    pub depth: f32,
}
