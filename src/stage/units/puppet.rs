//! A figure on the stage.

use std::{collections::HashMap, sync::Arc};

use bevy::prelude::*;

use crate::{
    arena::Health,
    base::{PlayerId, TeamId},
    stage::{
        art::{Art, Piece},
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

impl Drawings {
    /// Those of a troop, of a squad or, with a cut, of a hero.
    pub fn of(art: &Art, look: &str, team: TeamId, cut: Option<HeroCut>, muted: bool) -> Self {
        let (idle, strike) = match cut {
            Some(cut) if muted => (art.muted_hero(team, cut), art.hero(team, cut, true)),
            Some(cut) => (art.hero(team, cut, false), art.hero(team, cut, true)),
            None => (art.unit(look, team, false), art.unit(look, team, true)),
        };
        Self { idle, strike, muted }
    }
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
    /// Its health, as the arena has it.
    pub health: Health,
    /// Its energy is full: the gem of its crest glows.
    pub charged: bool,
    /// So large that a bar shows its health all the time.
    pub huge: bool,
    /// What lies around it.
    pub aura: Option<Aura>,
    /// What a blow or a power does to its colours.
    pub tint: Color,
    pub(in crate::stage) look: Arc<str>,
    pub(in crate::stage) drawings: Drawings,
    pub(in crate::stage) gait: Gait,
    pub(in crate::stage) seen: u32,
}

impl Puppet {
    /// Size of its drawing as seen, in stage units for each of its own.
    #[must_use]
    pub fn scale(&self) -> f32 {
        self.standing.scale * self.size
    }

    /// Height of its drawing at rest, in its own units.
    #[must_use]
    pub fn tall(&self) -> f32 {
        self.drawings.idle.size.y
    }

    /// Height above the ground in units of its drawing.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.standing.height / self.scale().max(0.01)
    }

    /// 1 when it looks right, -1 when it looks left.
    #[must_use]
    pub fn forward(&self) -> f32 {
        if self.faces_left { -1.0 } else { 1.0 }
    }
}

/// What lies around a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aura {
    /// It cannot move.
    Ice,
    /// It takes no harm.
    Shield,
}

/// How a figure looks in each pose. Looked up when it comes and when it changes, not each frame.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::stage) struct Drawings {
    pub idle: Piece,
    pub strike: Piece,
    /// Many stand beside it: it falls back while it does not strike.
    pub muted: bool,
}

/// Runs the puppets.
#[derive(SystemSet, Debug, Clone, PartialEq, Eq, Hash)]
pub struct PuppetSystems;

/// Makes puppets and tells them what their units do; first of [`PuppetSystems`].
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FollowSystems;

/// Moves the heads of heroes, once their bodies have been.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct HeadSystems;
