//! Draws the panel. It reads a [`PanelView`] and hands out what was pressed; it knows no Bevy and nothing of the game.

pub(super) mod block;
pub(super) mod column;
pub(super) mod emergency;
pub(super) mod feed;
pub(super) mod first_run;
pub(super) mod keys;
pub(super) mod parts;
pub(super) mod people;
pub(super) mod person;
pub(super) mod problems;
pub(super) mod rehearse;
pub(super) mod round;
pub(super) mod rules;
pub(super) mod show;
pub(super) mod sound;
pub(super) mod stage;
pub(super) mod state;
pub(super) mod status;
pub(super) mod tabs;
#[cfg(test)]
mod tests;

use bevy_egui::egui::{Ui, pos2};

use self::state::PanelState;
use super::{act::Act, view::PanelView};

/// From this width on the tabs stand beside the column.
const WIDE: f32 = 840.0;
/// With words of this size in percent, and larger ones, they never do.
const LARGE: u16 = 150;
/// Width of the column beside the tabs.
const COLUMN: f32 = 416.0;

/// The whole window.
pub(super) fn window(ui: &mut Ui, view: &PanelView, state: &mut PanelState, acts: &mut Vec<Act>) {
    let all = ui.max_rect();
    if state.first_run {
        first_run::draw(ui, all, view, state, acts);
        return;
    }
    if all.width() >= WIDE && state.text < LARGE {
        // Beside the column nothing stands over it.
        state.over = false;
        let (left, right) = all.split_left_right_at_x(all.left() + COLUMN);
        column::draw(ui, left, view, state, acts, false);
        let line = [pos2(right.left(), all.top()), pos2(right.left(), all.bottom())];
        ui.painter().line_segment(line, (1.0, super::style::RAISED));
        tabs::draw(ui, right.shrink2([12.0, 8.0].into()), view, state, acts);
    } else {
        column::draw(ui, all, view, state, acts, true);
    }
}
