//! Throws a spell that hurts everyone around its target.

use super::{
    agent::{Agent, View},
    skirmish,
};
use crate::arena::components::ProjectileKind;

pub(super) fn act(body: &mut Agent, view: &View, radius: f32) {
    skirmish::shoot(body, view, ProjectileKind::Spell, radius);
}
