//! Draws blows and hurts everyone around it when it stamps.

use super::agent::{Agent, SIGHT, View};
use crate::arena::body::Act;

pub(super) fn act(body: &mut Agent, view: &View, radius: f32) {
    let Some(foe) = body.seek(view, SIGHT).filter(|_| view.fights) else {
        return body.press(view, None);
    };
    if body.distance(&foe) <= body.stats().range.max(radius * 0.6) {
        body.face(foe.x);
        body.strike(view, Act::Stamp(radius));
    } else {
        body.walk_to(view, foe.x);
    }
}
