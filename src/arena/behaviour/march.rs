//! Walks, meets, fights hand to hand.

use super::agent::{Agent, SIGHT, View};

pub(super) fn act(body: &mut Agent, view: &View) {
    match body.seek(view, SIGHT) {
        Some(foe) if view.fights => body.melee(view, &foe),
        _ => body.press(view, None),
    }
}
