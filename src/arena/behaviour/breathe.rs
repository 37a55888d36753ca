//! Flies along its lane and burns everyone on the strip ahead; at the castle it burns the gate.

use super::agent::{Agent, View};
use crate::arena::{
    body::{Act, Mark},
    components::ProjectileKind,
    ground::gate,
};

/// Part of its speed while it breathes.
const SLOW: f32 = 0.35;

pub(super) fn act(body: &mut Agent, view: &View, length: f32) {
    if !view.fights {
        return body.muster(view);
    }
    let from = body.place.x - 12.0;
    let middle = from + body.forward() * length * 0.5;
    let prey = view.field.along(body.enemy(), body.place.lane, middle, length * 0.5 + 12.0).next().is_some();
    if prey {
        body.faces = body.forward();
        body.strike(view, Act::Breathe(length));
        body.speed *= SLOW;
    } else if body.to_gate() <= length * 0.6 && view.camp != Some(body.enemy()) {
        body.face(gate(body.enemy()));
        body.strike(view, Act::Shoot(Mark::Gate, ProjectileKind::Breath, 0.0));
        return;
    }
    body.walk_to(view, gate(body.enemy()) - body.forward() * length * 0.5);
}
