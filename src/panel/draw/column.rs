//! The column: three questions, always in the same place.

use bevy_egui::egui::{Align2, Rect, Ui, vec2};

use super::{
    block, emergency,
    parts::{self, bold, button, name_of, plain, take_bottom, take_top},
    round,
    state::{PanelState, Tab},
    status, tabs,
};
use crate::panel::{
    act::Act,
    draw::feed::icon_of,
    event_log::Outcome,
    icons,
    style::{self, BODY, FACT, GIFTS, LINK, SMALL},
    view::PanelView,
    words::{Word, clock},
};

/// Below this height the last act goes.
const DID_FROM: f32 = 470.0;

/// Draws it. In the narrow form it has the last events and the way to the tabs, and an open tab stands over its middle.
pub(super) fn draw(
    ui: &mut Ui,
    area: Rect,
    view: &PanelView,
    state: &mut PanelState,
    acts: &mut Vec<Act>,
    narrow: bool,
) {
    let high = area.height();
    let mut rest = area.shrink(12.0);
    let row = take_bottom(&mut rest, emergency::HIGH, 8.0);
    let did = (high >= DID_FROM).then(|| take_bottom(&mut rest, style::HIGH, 8.0));
    let link = take_top(&mut rest, 72.0, 6.0);
    status::draw(ui, "link", link, &view.link, &LINK, &clock(view.length));
    let gifts = take_top(&mut rest, 64.0, 8.0);
    status::draw(ui, "gifts", gifts, &view.gifts, &GIFTS, "");
    if narrow && state.over {
        over(ui, rest, view, state, acts);
    } else {
        let middle = take_top(&mut rest, 168.0, 10.0);
        block::draw(ui, middle, view, state, acts);
        let nav = narrow.then(|| take_bottom(&mut rest, style::HIGH, 6.0));
        // What there is no room for goes: the facts first, then the castles' bars, then the round.
        if let Some(high) = [round::HIGH, round::LOW].into_iter().find(|high| rest.height() >= *high) {
            let card = take_top(&mut rest, high, 10.0);
            round::draw(ui, card, view, acts);
        }
        if rest.height() >= 44.0 {
            let facts = take_top(&mut rest, 44.0, 8.0);
            self::facts(ui, facts, view);
        }
        if let Some(nav) = nav {
            if rest.height() >= 60.0 {
                parts::card(ui, rest, style::WELL, |ui| last_events(ui, view));
            }
            ways(ui, nav, view, state);
        }
    }
    if let Some(did) = did {
        you_did(ui, did, view, acts);
    }
    emergency::draw(ui, row, view, state, acts);
}

/// A tab over the middle.
fn over(ui: &mut Ui, mut rest: Rect, view: &PanelView, state: &mut PanelState, acts: &mut Vec<Act>) {
    let back = take_top(&mut rest, style::HIGH, 6.0);
    parts::place(ui, back, |ui| {
        if button(ui, view.text(Word::Back), "Esc").clicked() {
            state.over = false;
        }
    });
    tabs::draw(ui, rest, view, state, acts);
}

/// The way to the tabs.
fn ways(ui: &mut Ui, nav: Rect, view: &PanelView, state: &mut PanelState) {
    parts::place(ui, nav, |ui| {
        ui.horizontal(|ui| {
            let trouble = view.problems.len();
            let more = if trouble > 0 {
                format!("{} ({trouble})", view.text(Word::TabMore))
            } else {
                view.text(Word::TabMore).to_owned()
            };
            let wide = (ui.available_width() - 24.0) / 4.0;
            for (tab, label) in [
                (Tab::People, view.text(Word::TabPeople)),
                (Tab::Feed, view.text(Word::TabFeed)),
                (Tab::Rehearse, view.text(Word::TabRehearse)),
                (Tab::Problems, more.as_str()),
            ] {
                let words = bevy_egui::egui::RichText::new(label).size(BODY);
                if ui.add_sized([wide, style::HIGH], bevy_egui::egui::Button::new(words).truncate()).clicked() {
                    state.open(tab);
                }
            }
        });
    });
}

fn last_events(ui: &Ui, view: &PanelView) {
    let mut rest = ui.max_rect();
    for (nth, row) in view.log.newest().enumerate() {
        if rest.height() < 22.0 || nth >= 5 {
            break;
        }
        let line = take_top(&mut rest, 20.0, 4.0);
        let sign = Rect::from_min_size(line.min, vec2(18.0, 18.0));
        icons::paint(ui.painter(), sign, icon_of(row), style::QUIET);
        let (who, what) = line.split_left_right_at_fraction(0.42);
        let who = who.with_min_x(who.left() + 28.0).with_max_x(who.right() - 8.0);
        let name = name_of(view, row);
        parts::words(ui, &format!("event {nth} who"), who, &name, plain(BODY), style::PAPER, 1);
        let what = what.with_max_x(what.right() - 26.0);
        parts::words(ui, &format!("event {nth} what"), what, &row.what, plain(SMALL), style::QUIET, 1);
        if matches!(row.outcome, Outcome::Delivered(_)) {
            let done = Rect::from_min_size([line.right() - 18.0, line.top()].into(), vec2(16.0, 16.0));
            icons::paint(ui.painter(), done, icons::Icon::Check, style::GOOD);
        }
    }
}

/// Four figures with their names below.
fn facts(ui: &Ui, area: Rect, view: &PanelView) {
    let label_width = |word| parts::width(ui, view.text(word), plain(SMALL));
    let widths: Vec<f32> = view.facts.iter().map(|(_, word)| label_width(*word).max(44.0)).collect();
    let gaps = (view.facts.len() - 1) as f32;
    let gap = ((area.width() - 12.0 - widths.iter().sum::<f32>()) / gaps).max(8.0);
    let mut left = area.left() + 12.0;
    for (nth, ((value, name), wide)) in view.facts.iter().zip(widths).enumerate() {
        let place = Rect::from_min_size([left, area.top()].into(), vec2(wide, 44.0));
        left += wide + gap;
        let (top, below) = place.split_top_bottom_at_fraction(0.56);
        let label = view.text(*name);
        let spoken = format!("{value} {label}");
        ui.painter().text(top.left_center(), Align2::LEFT_CENTER, value, bold(FACT), style::PAPER);
        ui.painter().text(below.left_center(), Align2::LEFT_CENTER, label, plain(SMALL), style::QUIET);
        let response = ui.interact(place, ui.id().with(("fact", nth)), bevy_egui::egui::Sense::hover());
        response
            .widget_info(|| bevy_egui::egui::WidgetInfo::labeled(bevy_egui::egui::WidgetType::Label, true, &spoken));
    }
}

/// The last thing that the operator did, and the way back.
fn you_did(ui: &mut Ui, area: Rect, view: &PanelView, acts: &mut Vec<Act>) {
    let (words, undo) = area.split_left_right_at_x(area.right() - 132.0);
    let what = view.deeds.last().map_or(view.text(Word::NothingYet), |deed| &deed.words);
    let line = format!("{}  {what}", view.text(Word::You));
    parts::words(ui, "you did", words, &line, plain(BODY), style::QUIET, 1);
    let offers = view.deeds.offers(view.now);
    parts::place(ui, undo, |ui| {
        ui.with_layout(bevy_egui::egui::Layout::right_to_left(bevy_egui::egui::Align::Center), |ui| {
            ui.add_enabled_ui(offers, |ui| {
                if button(ui, view.text(Word::Undo), "Ctrl+Z").clicked() {
                    acts.push(Act::Undo);
                }
            });
        });
    });
}
