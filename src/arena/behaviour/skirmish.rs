//! Shoots from afar and gives ground to whoever comes close.

use super::agent::{Agent, SIGHT, View};
use crate::arena::{
    body::{Act, Mark},
    components::ProjectileKind,
    field::Seen,
    ground::gate,
};

/// Part of its reach within which it steps back.
const TOO_NEAR: f32 = 0.5;
/// Part of its speed while it steps back with the bow drawn.
const BACKWARDS: f32 = 0.55;

pub(super) fn act(body: &mut Agent, view: &View) {
    shoot(body, view, ProjectileKind::Arrow, 0.0);
}

/// Keeps its distance and shoots; also the way of casters.
pub(super) fn shoot(body: &mut Agent, view: &View, kind: ProjectileKind, radius: f32) {
    let Some(foe) = body.seek(view, SIGHT * 0.5).filter(|_| view.fights) else {
        return body.press(view, Some(kind));
    };
    let far = body.distance(&foe);
    let range = body.stats().range;
    if far > range {
        return body.walk_to(view, foe.x - body.forward() * range * 0.9);
    }
    body.strike(view, Act::Shoot(Mark::Foe(foe.foe()), kind, radius));
    if !body.struck && far < range * TOO_NEAR && !foe.flies {
        give_ground(body, view, &foe);
    }
    body.face(foe.x);
}

fn give_ground(body: &mut Agent, view: &View, foe: &Seen) {
    let home = gate(body.unit.team) - body.forward() * 30.0;
    let pressed = (foe.x - body.place.x) * body.forward() > 0.0;
    let room = (body.place.x - home) * body.forward() > 2.0;
    if pressed && room {
        let speed = body.speed;
        body.speed *= BACKWARDS;
        body.walk_to(view, home);
        body.speed = speed;
    }
}
