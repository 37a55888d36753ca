//! The tabs: Problems is always the first, so that none moves.

use bevy_egui::egui::{Button, Color32, CornerRadius, Rect, RichText, ScrollArea, Ui, WidgetInfo, WidgetType, vec2};

use super::{
    feed, keys, parts, people, problems, rehearse, rules, show, sound, stage,
    state::{PanelState, Step, Tab},
};
use crate::panel::{
    act::Act,
    style::{self, BODY},
    view::PanelView,
    words::Word,
};

/// Height of the row of names.
const ROW: f32 = 36.0;

/// Draws the names of the tabs and the open one.
pub(super) fn draw(ui: &mut Ui, mut area: Rect, view: &PanelView, state: &mut PanelState, acts: &mut Vec<Act>) {
    let names = parts::take_top(&mut area, ROW, 0.0);
    parts::place(ui, names, |ui| {
        ScrollArea::horizontal().id_salt("tabs").auto_shrink([false, false]).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                for (tab, word) in Tab::ALL {
                    name(ui, view, state, tab, word);
                }
                let word = if view.account.live { Word::LeaveStream } else { Word::GoLiveTab };
                if parts::button(ui, view.text(word), "").clicked() {
                    (state.first_run, state.step) = (true, first_step(view));
                }
            });
        });
    });
    ui.painter().rect_filled(area, CornerRadius::same(8), style::WELL);
    let inner = area.shrink(12.0);
    parts::place(ui, inner, |ui| match state.tab {
        Tab::Feed => feed::draw(ui, inner, view, state),
        Tab::People => people::draw(ui, inner, view, state, acts),
        other => {
            ScrollArea::vertical().id_salt(("tab", other as u8)).auto_shrink([false, false]).show(
                ui,
                |ui| match other {
                    Tab::Problems => problems::draw(ui, view, state, acts),
                    Tab::Rehearse => rehearse::draw(ui, view, state, acts),
                    Tab::Rules => rules::draw(ui, view),
                    Tab::Stage => stage::draw(ui, view, acts),
                    Tab::Sound => sound::draw(ui, view, acts),
                    Tab::Show => show::draw(ui, view, state, acts),
                    Tab::Keys => keys::draw(ui, view, state),
                    Tab::Feed | Tab::People => {}
                },
            );
        }
    });
}

/// The first step that is not done.
fn first_step(view: &PanelView) -> Step {
    match (view.account.name.is_empty(), view.account.has_key) {
        (true, _) => Step::Name,
        (false, false) => Step::Key,
        (false, true) => Step::Live,
    }
}

fn name(ui: &mut Ui, view: &PanelView, state: &mut PanelState, tab: Tab, word: Word) {
    let count = match tab {
        Tab::Problems => view.problems.len(),
        Tab::Rules => view.rules.warnings.len() + usize::from(view.rules.faults.is_some()),
        _ => 0,
    };
    let label = view.text(word);
    let open = state.tab == tab;
    let shown = if count > 0 { format!("{label}  {count}") } else { label.to_owned() };
    let color = match (count, open) {
        (1.., _) => style::WAIT,
        (_, true) => style::PAPER,
        _ => style::QUIET,
    };
    let fill = if open { style::WELL } else { Color32::TRANSPARENT };
    let button = Button::new(RichText::new(shown).size(BODY).color(color))
        .fill(fill)
        .corner_radius(CornerRadius { nw: 6, ne: 6, sw: 0, se: 0 })
        .min_size(vec2(0.0, ROW));
    let response = ui.add(button);
    response.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, true, open, label));
    parts::ring(ui, &response);
    if response.clicked() {
        state.open(tab);
    }
}
