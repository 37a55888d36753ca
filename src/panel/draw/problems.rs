//! What is wrong, newest first, each with its next step.

use bevy_egui::egui::{CornerRadius, Frame, Margin, Rect, RichText, Sense, Ui, pos2, vec2};

use super::{
    parts::{button, head, main_button, small},
    state::{PanelState, Tab},
};
use crate::panel::{
    act::Act,
    problems::LISTED,
    style::{self, BODY},
    view::PanelView,
    words::{Word, span},
};

/// Draws the tab.
pub(super) fn draw(ui: &mut Ui, view: &PanelView, state: &mut PanelState, acts: &mut Vec<Act>) {
    if view.problems.is_empty() {
        let words = match view.mended.last() {
            Some(mended) => view.say(Word::LastMended, &[("time", &span(view.now - mended.at))]),
            None => view.text(Word::NoProblems).to_owned(),
        };
        head(ui, &words);
    } else {
        let count = view.problems.len();
        let words = if count == 1 {
            view.text(Word::OneProblem).to_owned()
        } else {
            view.say(Word::ProblemsCount, &[("count", &count.to_string())])
        };
        head(ui, &format!("{words} · {}", view.text(Word::NewestFirst)));
    }
    for problem in view.problems.iter().take(LISTED) {
        card(ui, problem.tone.color(), |ui| {
            head(ui, &problem.head);
            small(ui, &problem.todo, style::PAPER);
            if !problem.already.is_empty() {
                small(ui, &problem.already, style::QUIET);
            }
            ui.horizontal(|ui| {
                for (word, act) in &problem.buttons {
                    if main_button(ui, view.text(*word), "", true).clicked() {
                        acts.push(act.clone());
                    }
                }
                if problem.cause == "rules" && button(ui, view.text(Word::OpenRules), "").clicked() {
                    state.open(Tab::Rules);
                }
                if button(ui, view.text(Word::CopyDetails), "").clicked() {
                    ui.ctx().copy_text(format!("{}\n{}\n{}", problem.head, problem.todo, problem.already));
                }
            });
        });
    }
    if view.problems.len() > LISTED {
        let more = (view.problems.len() - LISTED).to_string();
        small(ui, &view.say(Word::AndMore, &[("count", &more)]), style::QUIET);
    }
    for mended in view.mended.iter().rev() {
        card(ui, style::GOOD, |ui| {
            let words = view.say(Word::Mended, &[("what", &mended.head)]);
            ui.label(RichText::new(words).size(BODY).color(style::GOOD));
        });
    }
    ui.add_space(6.0);
    curve(ui, view);
}

fn card(ui: &mut Ui, edge: bevy_egui::egui::Color32, add: impl FnOnce(&mut Ui)) {
    let shown = Frame::new()
        .fill(style::CARD)
        .corner_radius(CornerRadius::same(4))
        .inner_margin(Margin { left: 18, right: 12, top: 10, bottom: 10 })
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            add(ui);
        });
    let rect = shown.response.rect;
    let bar = Rect::from_min_max(rect.min, pos2(rect.left() + 6.0, rect.bottom()));
    ui.painter().rect_filled(bar, CornerRadius::same(2), edge);
}

/// Events of the last minute, one bar a second.
fn curve(ui: &mut Ui, view: &PanelView) {
    let curve = view.log.curve(view.now);
    let most = curve.iter().copied().max().unwrap_or(0).max(1);
    let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), 72.0), Sense::hover());
    ui.painter().rect_filled(area, CornerRadius::same(6), style::GROUND);
    let inner = area.shrink(8.0);
    let wide = inner.width() / curve.len() as f32;
    for (nth, count) in curve.iter().enumerate() {
        let high = inner.height() * *count as f32 / most as f32;
        let left = inner.left() + nth as f32 * wide;
        let bar =
            Rect::from_min_max(pos2(left, inner.bottom() - high.max(1.0)), pos2(left + wide - 1.0, inner.bottom()));
        ui.painter().rect_filled(bar, 0.0, style::QUIET);
    }
}
