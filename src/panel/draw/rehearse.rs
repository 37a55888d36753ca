//! The test bench: what a viewer could do, done under any name and never counted as paid.

use std::sync::Arc;

use bevy_egui::egui::{Align, DragValue, Grid, RichText, TextEdit, Ui, vec2};

use super::{
    parts::{button, head, main_button, small},
    state::PanelState,
};
use crate::{
    interaction::{OperatorRequested, TestAct},
    panel::{
        act::Act,
        style::{self, BODY, HEAD, HIGH, SMALL},
        view::PanelView,
        words::{Word, clock},
    },
};
use bevy_tiktool::SocialKind;

/// Gifts on the buttons: name and diamonds.
const GIFTS: [(&str, u32); 4] = [("Rose", 1), ("Doughnut", 30), ("Confetti", 100), ("Galaxy", 1_000)];
/// From this price on a test gift changes the battle for minutes, so it asks first.
const BIG: u32 = 1_000;
/// People and gifts of the two storms.
const PEOPLE: u32 = 50;
const RAIN: u32 = 30;

fn field(text: &mut String, width: f32, most: usize) -> TextEdit<'_> {
    TextEdit::singleline(text)
        .desired_width(width)
        .char_limit(most)
        .vertical_align(Align::Center)
        .min_size(vec2(0.0, HIGH))
}

/// Draws the tab.
pub(super) fn draw(ui: &mut Ui, view: &PanelView, state: &mut PanelState, acts: &mut Vec<Act>) {
    head(ui, view.text(Word::TryOneThing));
    small(ui, view.text(Word::TestsExplained), style::QUIET);
    ui.add_space(6.0);
    let form = &mut state.tests;
    let mut pressed: Vec<(Arc<str>, TestAct)> = Vec::new();
    let mut act = |name: &str, act: TestAct| pressed.push((name.trim().into(), act));
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(view.text(Word::As)).size(BODY));
        ui.add(field(&mut form.name, 120.0, 64));
        for (word, kind) in [
            (Word::Follow, SocialKind::Follow),
            (Word::Share, SocialKind::Share),
            (Word::Subscribe, SocialKind::Subscribe),
        ] {
            if button(ui, view.text(word), "").clicked() {
                act(&form.name, TestAct::Social(kind));
            }
        }
        if button(ui, &view.say(Word::LikesButton, &[("count", "50")]), "").clicked() {
            act(&form.name, TestAct::Likes(50));
        }
    });
    ui.horizontal_wrapped(|ui| {
        for (gift, diamonds) in GIFTS {
            let label = format!("{gift} · {diamonds}");
            let sure = view.say(Word::SureGift, &[("gift", gift)]);
            let meant =
                if diamonds >= BIG { style::sure_button(ui, &label, &sure) } else { button(ui, &label, "").clicked() };
            if meant {
                act(&form.name, TestAct::Gift { gift: gift.into(), diamonds, count: 1 });
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(view.text(Word::Gift)).size(BODY));
        ui.add(field(&mut form.gift, 140.0, 64));
        ui.label(RichText::new(view.text(Word::Diamonds)).size(BODY));
        ui.add(DragValue::new(&mut form.diamonds).range(1..=44_999));
        ui.label(RichText::new(view.text(Word::HowMany)).size(BODY));
        ui.add(DragValue::new(&mut form.count).range(1..=10_000));
        let fit = !form.gift.trim().is_empty();
        if main_button(ui, view.text(Word::Send), "", fit).clicked() {
            let gift = form.gift.trim().into();
            act(&form.name, TestAct::Gift { gift, diamonds: form.diamonds, count: form.count });
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(view.text(Word::Says)).size(BODY));
        let line = ui.add(field(&mut form.chat, 220.0, 500));
        let entered = line.lost_focus() && ui.input(|input| input.key_pressed(bevy_egui::egui::Key::Enter));
        let chat = form.chat.trim();
        if (button(ui, view.text(Word::Send), "").clicked() || entered) && !chat.is_empty() {
            act(&form.name, TestAct::Chat(chat.into()));
        }
    });
    ui.horizontal_wrapped(|ui| {
        if button(ui, view.text(Word::FiftyPeople), "").clicked() {
            (1..=PEOPLE).for_each(|nth| {
                act(&format!("Guest {nth}"), TestAct::Chat(if nth.is_multiple_of(2) { "2" } else { "1" }.into()))
            });
        }
        if button(ui, view.text(Word::GiftRain), "").clicked() {
            (1..=RAIN).for_each(|nth| {
                let (gift, diamonds) = GIFTS[nth as usize % 2];
                act(&format!("Guest {nth}"), TestAct::Gift { gift: gift.into(), diamonds, count: 1 });
            });
        }
    });
    ui.add_space(10.0);
    head(ui, view.text(Word::RehearseCrowd));
    whole_show(ui, view, &mut form.crowd, acts);
    sheet(ui, view);
    acts.extend(pressed.into_iter().map(|(name, act)| Act::order(OperatorRequested::Test { name, act })));
}

/// A crowd of another size, and the minute in which everything goes wrong.
fn whole_show(ui: &mut Ui, view: &PanelView, crowd: &mut u32, acts: &mut Vec<Act>) {
    let free = view.account.can_switch && !view.account.live && view.sheet.runs_s.is_none();
    ui.horizontal_wrapped(|ui| {
        ui.add(DragValue::new(crowd).range(3..=5_000));
        ui.label(RichText::new(view.text(Word::Crowd)).size(BODY));
        if main_button(ui, view.text(Word::PlayCrowd), "", free).clicked() {
            acts.push(Act::Rehearse(*crowd));
        }
        if main_button(ui, view.text(Word::HostileMinute), "", free).clicked() {
            acts.push(Act::Hostile(*crowd));
        }
    });
    // One line, whatever it says.
    let words = match view.sheet.runs_s {
        Some(left) => view.say(Word::HostileRuns, &[("time", &clock(left))]),
        None if view.account.live => view.text(Word::NotWhileLive).to_owned(),
        None => view.text(Word::HostileExplained).to_owned(),
    };
    small(ui, &words, style::QUIET);
}

/// What came of it: failed rows first, each with its remedy.
fn sheet(ui: &mut Ui, view: &PanelView) {
    let sheet = view.sheet;
    if sheet.rows.is_empty() {
        return;
    }
    let places = [("count", &*sheet.passed().to_string()), ("all", &*sheet.rows.len().to_string())];
    head(ui, &view.say(Word::SheetPassed, &places));
    Grid::new("sheet").num_columns(4).spacing([18.0, 4.0]).show(ui, |ui| {
        for word in [Word::SheetWhat, Word::SheetWanted, Word::SheetWas] {
            ui.label(RichText::new(view.text(word)).size(HEAD).color(style::QUIET));
        }
        ui.end_row();
        for row in &sheet.rows {
            let color = if row.passed { style::GOOD } else { style::BAD };
            let mark = if row.passed { "✔" } else { "✖" };
            ui.label(RichText::new(format!("{mark} {}", view.text(row.item.word()))).size(BODY).color(color));
            ui.label(RichText::new(&row.wanted).size(BODY));
            ui.label(RichText::new(&row.was).size(BODY).color(color));
            let remedy = if row.passed { "" } else { view.text(row.item.remedy()) };
            ui.label(RichText::new(remedy).size(SMALL).color(style::QUIET));
            ui.end_row();
        }
    });
    if let Some(file) = &sheet.file {
        small(ui, &view.say(Word::SheetSaved, &[("path", &file.display().to_string())]), style::QUIET);
    }
}
