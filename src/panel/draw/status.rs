//! The two lines that are read from afar: am I live, and is everybody getting what they paid for.

use bevy_egui::egui::{
    CornerRadius, Rect, Ui,
    accesskit::{Live, Node},
    pos2, vec2,
};

use super::parts::{self, bold, plain};
use crate::panel::{
    icons,
    style::{self, SMALL},
    tone::Tone,
    view::StatusLine,
};

/// Draws a line: its sign, its word in the first of these sizes that fits, and the line below. `right` stands at its end.
pub(super) fn draw(ui: &mut Ui, name: &str, area: Rect, line: &StatusLine, sizes: &[f32], right: &str) {
    let ground = if line.filled { Some(line.tone.color()) } else { None };
    if let Some(fill) = ground {
        ui.painter().rect_filled(area, CornerRadius::same(8), fill);
    }
    let ink = if line.filled { style::INK } else { line.tone.color() };
    let quiet = if line.filled { style::INK } else { style::QUIET };
    let inner = if line.filled { area.shrink2(vec2(10.0, 0.0)) } else { area };
    let under = SMALL + 6.0;
    let top = Rect::from_min_max(inner.min, pos2(inner.right(), inner.bottom() - under));
    let sign = Rect::from_min_size(pos2(top.left(), top.center().y - 17.0), vec2(34.0, 34.0));
    icons::paint(ui.painter(), sign, line.icon, ink);
    let right_width = if right.is_empty() { 0.0 } else { parts::width(ui, right, plain(style::FACT)) + 8.0 };
    let word = Rect::from_min_max(pos2(sign.right() + 12.0, top.top()), pos2(top.right() - right_width, top.bottom()));
    let size = parts::fitting(ui, &line.word, sizes, word.width());
    let response = parts::words(ui, name, word, &line.word, bold(size), ink, 1);
    tell(ui, response.id, line);
    if !right.is_empty() {
        let place = Rect::from_min_max(pos2(top.right() - right_width + 8.0, top.top()), top.max);
        parts::words(ui, &format!("{name} right"), place, right, plain(style::FACT), quiet, 1);
    }
    let below = Rect::from_min_max(pos2(inner.left(), inner.bottom() - under), inner.max);
    parts::words(ui, &format!("{name} under"), below, &line.under, plain(SMALL), quiet, 1);
}

/// Has a screen reader speak up when the line changes: at once where it is urgent.
fn tell(ui: &Ui, id: bevy_egui::egui::Id, line: &StatusLine) {
    live(ui, id, line.tone == Tone::Bad);
}

/// Marks a part that is read out when it changes.
pub(super) fn live(ui: &Ui, id: bevy_egui::egui::Id, urgent: bool) {
    let mark = |node: &mut Node| node.set_live(if urgent { Live::Assertive } else { Live::Polite });
    ui.ctx().accesskit_node_builder(id, mark);
}
