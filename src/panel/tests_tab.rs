//! Test buttons: what a viewer could do, done under any name and never counted as paid.

use std::sync::Arc;

use bevy::prelude::*;
use bevy_egui::egui::{self, Ui};

use crate::{
    interaction::{OperatorRequested, TestAct},
    live::SocialKind,
};

/// What the operator typed.
#[derive(Resource)]
pub(super) struct TestForm {
    name: String,
    chat: String,
}

impl Default for TestForm {
    fn default() -> Self {
        Self { name: "Mia".to_owned(), chat: "1".to_owned() }
    }
}

/// Gifts on the buttons: name and diamonds.
const GIFTS: [(&str, u32); 4] = [("Rose", 1), ("Doughnut", 30), ("Confetti", 100), ("Galaxy", 1000)];

/// Draws the buttons; gives back what was pressed.
pub(super) fn show(ui: &mut Ui, form: &mut TestForm) -> Option<OperatorRequested> {
    let mut act = None;
    ui.horizontal(|ui| {
        ui.label("as");
        ui.add(egui::TextEdit::singleline(&mut form.name).desired_width(140.0).char_limit(64));
        for kind in [SocialKind::Follow, SocialKind::Share, SocialKind::Subscribe] {
            if ui.button(format!("{kind:?}")).clicked() {
                act = Some(TestAct::Social(kind));
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        for (gift, diamonds) in GIFTS {
            if ui.button(format!("{gift} · {diamonds}")).clicked() {
                act = Some(TestAct::Gift { gift: gift.into(), diamonds, count: 1 });
            }
        }
        if ui.button("50 likes").clicked() {
            act = Some(TestAct::Likes(50));
        }
    });
    ui.horizontal(|ui| {
        ui.label("says");
        let line = ui.add(egui::TextEdit::singleline(&mut form.chat).desired_width(220.0).char_limit(500));
        let entered = line.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        if (ui.button("Send").clicked() || entered) && !form.chat.trim().is_empty() {
            act = Some(TestAct::Chat(form.chat.trim().into()));
        }
    });
    act.map(|act| OperatorRequested::Test { name: Arc::from(form.name.trim()), act })
}
