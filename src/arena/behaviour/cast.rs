//! Throws a spell that hurts everyone around its target.

use super::{Body, View, skirmish};
use crate::arena::ProjectileKind;

pub(super) fn act(body: &mut Body, view: &View, radius: f32) {
    skirmish::shoot(body, view, ProjectileKind::Spell, radius);
}
