//! Stands where it was put, draws blows, and hits back at what comes near: a wall, a tower, a totem.

use super::agent::{Agent, View};
use crate::arena::body::{Act, Mark};

pub(super) fn act(body: &mut Agent, view: &View) {
    body.faces = body.forward();
    let Some(foe) = body.seek(view, 0.0).filter(|_| view.fights) else { return };
    if body.distance(&foe) <= body.stats().range && body.stats().damage > 0 {
        body.strike(view, Act::Hit(Mark::Foe(foe.foe())));
    }
}
