//! The one line to do or to say, with its buttons; and, while a name is to go, the names that were shown last.

use bevy_egui::egui::{Button, Color32, Rect, RichText, Ui, WidgetInfo, WidgetType, vec2};

use super::{
    parts::{self, bold, button, main_button, plain, take_bottom, take_top},
    state::PanelState,
    status::live,
};
use crate::{
    interaction::OperatorRequested,
    panel::{
        act::Act,
        glyphs,
        icons::{self, Icon},
        style::{self, BODY, HEAD, SAY, SMALL},
        tone::Tone,
        view::{Block, PanelView},
        words::{Word, span},
    },
};

/// Draws it.
pub(super) fn draw(ui: &mut Ui, area: Rect, view: &PanelView, state: &mut PanelState, acts: &mut Vec<Act>) {
    if state.hiding {
        parts::card(ui, area, style::CARD, |ui| names(ui, view, state, acts));
        return;
    }
    let filled = match &view.block {
        Block::Do { tone, .. } => Some(tone.color()),
        Block::Say { .. } | Block::Fine { .. } => None,
    };
    parts::card(ui, area, filled.unwrap_or(style::CARD), |ui| match &view.block {
        Block::Do { head, under, tone, buttons } => {
            let words = (Word::DoThis, Icon::Arrow, head.as_str(), under.as_str());
            let row = text(ui, view, words, style::INK, *tone == Tone::Bad);
            parts::place(ui, row, |ui| {
                ui.horizontal(|ui| {
                    for (nth, (label, act)) in buttons.iter().enumerate() {
                        let pressed = main_button(ui, label, "", true);
                        if nth == 0 && std::mem::take(&mut state.focus_block) {
                            pressed.request_focus();
                        }
                        if pressed.clicked() {
                            acts.push(act.clone());
                        }
                    }
                });
            });
        }
        Block::Say { line, under } => {
            let under = if under.is_empty() { String::new() } else { view.say(Word::YouCanSay, &[("handle", under)]) };
            let words = (Word::SayThis, Icon::Speech, line.as_str(), under.as_str());
            let row = text(ui, view, words, style::PAPER, false);
            parts::place(ui, row, |ui| {
                ui.horizontal(|ui| {
                    let said = main_button(ui, view.text(Word::SaidIt), "F2", true);
                    if std::mem::take(&mut state.focus_block) {
                        said.request_focus();
                    }
                    if said.clicked() {
                        acts.push(Act::SaidIt);
                    }
                    if button(ui, view.text(Word::Another), "F3").clicked() {
                        acts.push(Act::Another);
                    }
                    quiet(ui, view, Word::QuietTen, acts);
                });
            });
        }
        Block::Fine { quiet_s } => {
            let under = match quiet_s {
                Some(left) => view.say(Word::QuietPromptsUnder, &[("time", &span(*left))]),
                None => view.text(Word::AllWellUnder).into(),
            };
            let words = (Word::SayThis, Icon::Check, view.text(Word::AllWell), under.as_str());
            let row = text(ui, view, words, style::GOOD, false);
            parts::place(ui, row, |ui| {
                ui.horizontal(|ui| {
                    if button(ui, view.text(Word::Another), "F3").clicked() {
                        acts.push(Act::Another);
                    }
                    quiet(ui, view, if quiet_s.is_some() { Word::SpeakAgain } else { Word::QuietTen }, acts);
                });
            });
        }
    });
}

fn quiet(ui: &mut Ui, view: &PanelView, word: Word, acts: &mut Vec<Act>) {
    if button(ui, view.text(word), "").clicked() {
        acts.push(Act::QuietPrompts);
    }
}

/// The head, the line and what stands below it; gives the row for buttons.
fn text(
    ui: &Ui,
    view: &PanelView,
    (kind, icon, line, under): (Word, Icon, &str, &str),
    ink: Color32,
    urgent: bool,
) -> Rect {
    let mut rest = ui.max_rect();
    let row = take_bottom(&mut rest, style::HIGH, 4.0);
    let mut head = take_top(&mut rest, 16.0, 3.0);
    let fine = ink == style::GOOD;
    let quiet = if ink == style::INK { style::INK } else { style::QUIET };
    let sign = take_left(&mut head, 16.0, 7.0);
    icons::paint(ui.painter(), sign, icon, if fine { ink } else { quiet });
    if !fine {
        parts::words(ui, "block kind", head, view.text(kind), plain(HEAD), quiet, 1);
    }
    let small = take_bottom(&mut rest, 18.0, 2.0);
    let line = parts::words(ui, "block", rest, line, bold(SAY), ink, 2);
    live(ui, line.id, urgent);
    parts::words(ui, "block under", small, under, plain(SMALL), quiet, 1);
    row
}

fn take_left(area: &mut Rect, width: f32, gap: f32) -> Rect {
    let part = Rect::from_min_size(area.min, vec2(width, area.height()));
    area.min.x += width + gap;
    part
}

/// The nine names that were shown last, each with its number.
fn names(ui: &mut Ui, view: &PanelView, state: &mut PanelState, acts: &mut Vec<Act>) {
    let mut rest = ui.max_rect();
    let head = take_top(&mut rest, 16.0, 2.0);
    parts::words(ui, "hide head", head, view.text(Word::WhoseName), plain(HEAD), style::WAIT, 1);
    let row = take_bottom(&mut rest, style::HIGH, 2.0);
    parts::place(ui, rest, |ui| {
        if view.named.is_empty() {
            ui.label(RichText::new(view.text(Word::NobodyNamed)).size(SMALL).color(style::QUIET));
        }
        let third = (ui.available_width() - 12.0) / 3.0;
        ui.spacing_mut().interact_size.y = 27.0;
        ui.spacing_mut().button_padding.y = 1.0;
        bevy_egui::egui::Grid::new("names").num_columns(3).spacing([6.0, 3.0]).show(ui, |ui| {
            for (nth, (id, name)) in view.named.iter().enumerate() {
                let label = format!("{}  {name}", nth + 1);
                let words = glyphs::job(ui, &label, BODY, style::PAPER);
                let response = ui.add_sized([third, 27.0], Button::new(words).truncate());
                response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &label));
                if response.clicked() {
                    hide(view, *id, acts);
                    state.hiding = false;
                }
                if nth % 3 == 2 {
                    ui.end_row();
                }
            }
        });
    });
    parts::place(ui, row, |ui| {
        ui.horizontal(|ui| {
            let all = if view.veiled { Word::NamesBack } else { Word::AllNames };
            if button(ui, view.text(all), "").clicked() {
                acts.push(Act::order(OperatorRequested::HideAll(!view.veiled)));
                state.hiding = false;
            }
            if button(ui, view.text(Word::Close), "Esc").clicked() {
                state.hiding = false;
            }
        });
    });
}

/// Takes somebody's name down.
pub(in crate::panel) fn hide(view: &PanelView, id: crate::base::PlayerId, acts: &mut Vec<Act>) {
    if let Some(act) = hide_act(view.people.get(id), true) {
        acts.push(act);
    }
}

/// The order that takes a name down, or brings it back.
pub(in crate::panel) fn hide_act(person: Option<&crate::panel::people::PersonRow>, hide: bool) -> Option<Act> {
    let person = person?;
    let order = OperatorRequested::Hide { account: person.account.clone()?, hide };
    Some(Act::Order { order, named: person.name.clone() })
}
