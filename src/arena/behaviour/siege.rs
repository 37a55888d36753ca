//! Walks past everything and hits the gate only.

use super::agent::{Agent, View};

pub(super) fn act(body: &mut Agent, view: &View) {
    body.fight.target = None;
    body.press(view, None);
}
