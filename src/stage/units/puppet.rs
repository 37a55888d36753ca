//! A figure on the stage.

use std::{collections::HashMap, sync::Arc};

use bevy::prelude::*;

use crate::{
    base::{PlayerId, TeamId},
    stage::{
        units::{
            hero_cut::HeroCut,
            motion::{Gait, Held},
        },
        view::layout::Standing,
    },
};

/// Puppets by the number of their unit.
#[derive(Resource, Debug, Default)]
pub struct Puppets {
    pub(in crate::stage) by_unit: HashMap<u32, Entity>,
    pub(in crate::stage) frame: u32,
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
    pub(in crate::stage) look: Arc<str>,
    pub(in crate::stage) gait: Gait,
    pub(in crate::stage) hit_at: u32,
    pub(in crate::stage) seen: u32,
    pub(in crate::stage) body: Entity,
    pub(in crate::stage) shadow: Entity,
    pub(in crate::stage) bar: Option<(Entity, Entity)>,
    pub(in crate::stage) aura: Option<Entity>,
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

/// Makes puppets and moves their bodies; the rest of [`PuppetSystems`] comes after.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PosedSystems;

/// Moves the heads of heroes, once their bodies have been.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct HeadSystems;
