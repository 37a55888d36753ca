//! Somebody's card, and below it whom to thank and to greet.

use bevy_egui::egui::{Color32, DragValue, Label, RichText, Sense, TextEdit, Ui};

use super::{
    block::hide_act,
    parts::{button, head, small},
    state::{PanelState, TestForm},
};
use crate::{
    base::TeamId,
    interaction::OperatorRequested,
    panel::{
        act::Act,
        glyphs,
        people::PersonRow,
        style::{self, BODY, SMALL},
        view::PanelView,
        words::{Word, grouped},
    },
};
use bevy_tiktool::ViewerId;

/// People in a short list.
const SHORT: usize = 5;

/// Draws the card of whoever is chosen, and the short lists.
pub(super) fn draw(
    ui: &mut Ui,
    view: &PanelView,
    state: &mut PanelState,
    person: Option<&PersonRow>,
    beside: bool,
    acts: &mut Vec<Act>,
) {
    bevy_egui::egui::ScrollArea::vertical().id_salt("card").auto_shrink([false, false]).show(ui, |ui| {
        if let Some(person) = person {
            if !beside && button(ui, view.text(Word::Back), "").clicked() {
                state.person = None;
            }
            card(ui, view, state, person, acts);
            ui.separator();
        }
        lists(ui, view, state);
    });
}

fn card(ui: &mut Ui, view: &PanelView, state: &mut PanelState, person: &PersonRow, acts: &mut Vec<Act>) {
    let (name, color) = name_of(view, state, person);
    let words = glyphs::job(ui, &name, style::FACT, color);
    if ui.add(Label::new(words).truncate().sense(Sense::click())).clicked() {
        state.revealed.insert(person.id);
    }
    let side = person.team.map_or(view.text(Word::NoSide), |team| &view.sides[team.index()]);
    small(ui, &format!("@{} · {side} · {} {}", person.handle, view.text(Word::LevelHead), person.level), style::QUIET);
    let gave = if person.gifts > 0 {
        let places = [("count", &*grouped(person.gifts)), ("diamonds", &*grouped(person.diamonds))];
        view.say(Word::GaveGifts, &places)
    } else {
        view.text(Word::GaveNothing).to_owned()
    };
    small(ui, &gave, style::PAPER);
    small(ui, &view.say(Word::SaidLines, &[("count", &person.chats.to_string())]), style::PAPER);
    let last = view.people.last_line(person.id);
    if !last.is_empty() && !person.hidden {
        small(ui, &view.say(Word::LastLine, &[("line", last)]), style::PAPER);
    }
    ui.horizontal_wrapped(|ui| {
        let done = view.people.is_greeted(person.id) && !person.thanks_due;
        let word = if done { Word::ThankDone } else { Word::Thanked };
        if button(ui, view.text(word), "").clicked() {
            acts.push(Act::Thank(person.id));
        }
        let word = if person.hidden { Word::ShowThis } else { Word::HideThis };
        if button(ui, view.text(word), "").clicked() {
            acts.extend(hide_act(Some(person), !person.hidden));
        }
        if let Some(team) = person.team.map(TeamId::enemy).filter(|_| view.two_sides) {
            let side = view.say(Word::ToSide, &[("team", &view.sides[team.index()])]);
            if button(ui, &side, "").clicked() {
                acts.extend(order(person, |account| OperatorRequested::Move { account, team }));
            }
        }
        let word = if person.blocked { Word::Unblock } else { Word::Block };
        if button(ui, view.text(word), "").clicked() {
            acts.extend(order(person, |account| OperatorRequested::Block { account, block: !person.blocked }));
        }
    });
    give(ui, view, &mut state.tests, person, acts);
    small(ui, view.text(Word::HideExplained), style::QUIET);
}

/// An order about somebody.
fn order(person: &PersonRow, order: impl FnOnce(ViewerId) -> OperatorRequested) -> Option<Act> {
    Some(Act::Order { order: order(person.account.clone()?), named: person.name.clone() })
}

/// A gift by hand, for one that went missing.
fn give(ui: &mut Ui, view: &PanelView, form: &mut TestForm, person: &PersonRow, acts: &mut Vec<Act>) {
    ui.horizontal_wrapped(|ui| {
        ui.add(TextEdit::singleline(&mut form.gift).desired_width(90.0).char_limit(64));
        ui.add(DragValue::new(&mut form.diamonds).range(1..=44_999));
        let fit = !form.gift.trim().is_empty();
        if ui.add_enabled_ui(fit, |ui| button(ui, view.text(Word::Give), "")).inner.clicked() {
            let (gift, diamonds) = (form.gift.trim().into(), form.diamonds);
            acts.extend(order(person, |account| OperatorRequested::Give { account, gift, diamonds }));
        }
    });
}

/// Best players, thanks due, not greeted yet.
fn lists(ui: &mut Ui, view: &PanelView, state: &mut PanelState) {
    let mut best: Vec<&PersonRow> = view.people.rows.iter().filter(|row| row.felled > 0 && !row.hidden).collect();
    best.sort_by_key(|row| std::cmp::Reverse(row.felled));
    let felled = |row: &PersonRow| view.say(Word::Felled, &[("count", &row.felled.to_string())]);
    list(ui, view, state, Word::BestPlayers, &best, felled);
    let due: Vec<&PersonRow> = view.people.rows.iter().filter(|row| row.thanks_due && !row.hidden).collect();
    list(ui, view, state, Word::ThanksDue, &due, |row| grouped(row.gifts));
    let new = |row: &&PersonRow| row.new && row.chats > 0 && !row.hidden && !view.people.is_greeted(row.id);
    let new: Vec<&PersonRow> = view.people.rows.iter().filter(new).collect();
    list(ui, view, state, Word::NotGreeted, &new, |_| view.text(Word::NewHere).to_owned());
}

fn list(
    ui: &mut Ui,
    view: &PanelView,
    state: &mut PanelState,
    title: Word,
    rows: &[&PersonRow],
    note: impl Fn(&PersonRow) -> String,
) {
    if rows.is_empty() {
        return;
    }
    head(ui, view.text(title));
    for row in rows.iter().take(SHORT) {
        ui.horizontal(|ui| {
            let words = glyphs::job(ui, &row.name, BODY, style::PAPER);
            let name = ui.add(Label::new(words).truncate().sense(Sense::click()));
            if name.clicked() {
                state.person = Some(row.id);
            }
            ui.with_layout(bevy_egui::egui::Layout::right_to_left(bevy_egui::egui::Align::Center), |ui| {
                ui.label(RichText::new(note(row)).size(SMALL).color(style::QUIET));
            });
        });
    }
    if rows.len() > SHORT {
        let more = view.say(Word::AndMore, &[("count", &(rows.len() - SHORT).to_string())]);
        small(ui, &more, style::QUIET);
    }
    ui.add_space(6.0);
}

/// A name as the operator may read it: one that is taken down stays masked until it is pressed.
pub(super) fn name_of(view: &PanelView, state: &PanelState, person: &PersonRow) -> (String, Color32) {
    if person.hidden && !state.revealed.contains(&person.id) {
        (format!("• • • {}", view.text(Word::PressToSee)), style::QUIET)
    } else {
        (person.name.to_string(), style::PAPER)
    }
}
