//! A figure on the stage.

use std::{collections::HashMap, sync::Arc};

use bevy::prelude::*;

use super::{
    hero_cut::HeroCut,
    layout::Standing,
    motion::{Gait, Held},
};
use crate::base::{PlayerId, TeamId};

/// Puppets by the number of their unit.
#[derive(Resource, Debug, Default)]
pub struct Puppets {
    pub(super) by_unit: HashMap<u32, Entity>,
    pub(super) frame: u32,
}

impl Puppets {
    /// The puppet of a unit.
    #[must_use]
    pub fn of(&self, unit: u32) -> Option<Entity> {
        self.by_unit.get(&unit).copied()
    }

    /// How many stand.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_unit.len()
    }

    /// Whether the stage is bare.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_unit.is_empty()
    }
}

/// A figure on the stage.
#[derive(Component, Debug, Clone)]
pub struct Puppet {
    /// Number of its unit.
    pub unit: u32,
    /// Side.
    pub team: TeamId,
    /// Whose hero it is.
    pub player: Option<PlayerId>,
    /// The hero's cut; none for a troop.
    pub cut: Option<HeroCut>,
    /// Where it stands.
    pub standing: Standing,
    /// Slides to another place of its row, behind the others.
    pub slides: bool,
    /// Middle of a hero's face on the stage.
    pub face: Vec2,
    /// Size of its drawing against the natural size.
    pub size: f32,
    /// Height of its drawing in stage units, as seen.
    pub tall: f32,
    /// Natural width of its drawing.
    pub wide: f32,
    /// Seconds since it came.
    pub age: f32,
    /// Seconds since it fell, once it has.
    pub fallen: Option<f32>,
    /// Looks left.
    pub faces_left: bool,
    /// Seconds since the last blow.
    pub flinched: f32,
    /// How it is held now.
    pub held: Held,
    pub(super) look: Arc<str>,
    pub(super) gait: Gait,
    pub(super) hit_at: u32,
    pub(super) seen: u32,
    pub(super) body: Entity,
    pub(super) shadow: Entity,
    pub(super) bar: Option<(Entity, Entity)>,
    pub(super) aura: Option<Entity>,
}

/// Which part of a puppet a sprite is.
#[derive(Component, Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The drawing.
    Body,
    /// On the ground.
    Shadow,
    /// Health.
    Bar,
    /// A shield or ice around it.
    Aura,
}

/// Runs the puppets.
#[derive(SystemSet, Debug, Clone, PartialEq, Eq, Hash)]
pub struct PuppetSystems;

/// Moves the heads of heroes, once their bodies have been.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct HeadSystems;
