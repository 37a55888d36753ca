//! What a unit is made of. Read by anyone; changed by the arena only.

use std::sync::Arc;

use bevy::prelude::{Component, Vec2};

use crate::{
    base::{PlayerId, TeamId, UnitKind},
    rules::Stance,
};

/// Every unit, hero or troop. Ids count up and are never used twice in a show.
#[derive(Component, Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// Stable number; sort by it, never by entity.
    pub id: u32,
    /// Side.
    pub team: TeamId,
    /// Troop kind; `None` for a hero.
    pub kind: Option<UnitKind>,
    /// Who gets the credit for what it does.
    pub by: Option<PlayerId>,
}

/// Where a unit stands. Field units are pixels of the 1080-wide reference stage: x runs 0..=960, the gates at
/// [`GATE`](super::state::GATE).
#[derive(Component, Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Along the lane.
    pub x: f32,
    /// Depth within the lane, -18 (far) to 18 (near); cosmetic.
    pub y: f32,
    /// Height above the ground; 0 unless it flies.
    pub z: f32,
    /// Lane, 0 the farthest.
    pub lane: u8,
    /// Where it moves from while it changes lanes, and how far it has come (0..=1).
    pub from_lane: u8,
    /// Progress of the lane change; 1 when done.
    pub lane_mix: f32,
    /// x and y one tick ago, for interpolation.
    pub before: Vec2,
}

/// Health, and a shield that is spent first.
#[derive(Component, Debug, Clone, Copy, PartialEq, Eq)]
pub struct Health {
    /// Now; at 0 the unit falls.
    pub now: i32,
    /// Full.
    pub max: i32,
    /// Shield left.
    pub shield: i32,
    /// Tick of the last blow taken, for the flash.
    pub hit_at: u32,
}

/// What a unit is seen doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pose {
    /// Standing.
    #[default]
    Idle,
    /// Walking or flying.
    Walk,
    /// Striking, shooting, casting, since [`Motion::since`].
    Strike,
    /// Frozen.
    Frozen,
}

/// What a unit is seen doing, and since when.
#[derive(Component, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Motion {
    /// What.
    pub pose: Pose,
    /// Tick it began.
    pub since: u32,
    /// Looks left.
    pub faces_left: bool,
}

/// A unit that flies.
#[derive(Component, Debug, Clone, Copy, Default)]
pub struct Flies;

/// Effects with an end.
#[derive(Component, Debug, Clone, Copy, PartialEq, Eq)]
pub struct Buffs {
    /// Speed in percent.
    pub speed: u32,
    /// Damage in percent.
    pub damage: u32,
    /// Tick at which speed and damage are normal again.
    pub until: u32,
    /// Tick until which it stands still.
    pub frozen_until: u32,
    /// Tick at which the shield goes.
    pub shield_until: u32,
}

impl Buffs {
    /// Strikes harder by so many percent for `ticks`, unless something strengthens it already.
    pub(in crate::arena) fn encourage(&mut self, percent: u32, tick: u32, ticks: u32) {
        if tick >= self.until {
            (self.speed, self.damage, self.until) = (100, 100 + percent, tick + ticks);
        }
    }
}

/// Hundredths of energy that a hero has at most: enough for its ult.
pub const FULL_ENERGY: u32 = 10_000;

/// A player's hero.
#[derive(Component, Debug, Clone, PartialEq)]
pub struct Hero {
    /// Whose.
    pub player: PlayerId,
    /// Name on the tag.
    pub name: Arc<str>,
    /// 1 to the rules' maximum.
    pub level: u8,
    /// Deeds towards the next level.
    pub deeds: u32,
    /// Energy in hundredths, 0 to 10,000.
    pub energy: u32,
    /// The last order.
    pub stance: Stance,
    /// Falls this round.
    pub falls: u32,
    /// Tick of the player's last word or deed.
    pub heard_at: u32,
    /// The director's, marked as AI on the stage.
    pub ai: bool,
}

impl Hero {
    /// Whether its player has said nothing for `silence` ticks; the director's are never silent, and nobody is at 0.
    #[must_use]
    pub fn is_silent(&self, silence: u32, tick: u32) -> bool {
        !self.ai && silence > 0 && tick.saturating_sub(self.heard_at) >= silence
    }
}

/// Something in flight. It hits when `lands` comes.
#[derive(Component, Debug, Clone, Copy, PartialEq)]
pub struct Projectile {
    /// Stable number, from the same count as units.
    pub id: u32,
    /// Side.
    pub team: TeamId,
    /// The look.
    pub kind: ProjectileKind,
    /// Start, field units (x, lane + y folded into the stage's height by the stage).
    pub from: Spot,
    /// Aim; follows a target while it lives.
    pub to: Spot,
    /// Tick of the shot.
    pub launched: u32,
    /// Tick of the hit.
    pub lands: u32,
}

/// How a projectile looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProjectileKind {
    /// Of archers and castles.
    Arrow,
    /// Of mages.
    Spell,
    /// Of dragons.
    Breath,
    /// From the sky.
    Meteor,
}

/// A spot on the field.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Spot {
    /// Along the lane.
    pub x: f32,
    /// Depth within the lane.
    pub y: f32,
    /// Height above the ground.
    pub z: f32,
    /// Lane, 0 the farthest.
    pub lane: u8,
}
