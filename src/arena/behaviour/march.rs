//! Walks, meets, fights hand to hand.

use super::{Body, SIGHT, View};

pub(super) fn act(body: &mut Body, view: &View) {
    match body.seek(view, SIGHT) {
        Some(foe) if view.fights => body.melee(view, &foe),
        _ => body.press(view, None),
    }
}
