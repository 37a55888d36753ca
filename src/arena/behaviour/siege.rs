//! Walks past everything and hits the gate only.

use super::{Body, View};

pub(super) fn act(body: &mut Body, view: &View) {
    body.fight.target = None;
    body.press(view, None);
}
