//! Test buttons: what a viewer could do, done under any name and never counted as paid.

use std::sync::Arc;

use bevy::prelude::*;
use bevy_egui::egui::{self, Align, Ui, vec2};

use super::style::{self, HIGH};
use crate::interaction::{OperatorRequested, TestAct};
use bevy_tiktool::SocialKind;

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

/// From this price on a test gift changes the battle for minutes, so it asks first.
const BIG: u32 = 1_000;

fn field(text: &mut String, width: f32, most: usize) -> egui::TextEdit<'_> {
    egui::TextEdit::singleline(text)
        .desired_width(width)
        .char_limit(most)
        .vertical_align(Align::Center)
        .min_size(vec2(0.0, HIGH))
}

/// Draws the buttons; gives back what was pressed.
pub(super) fn show(ui: &mut Ui, form: &mut TestForm) -> Option<OperatorRequested> {
    let mut act = None;
    ui.horizontal_wrapped(|ui| {
        ui.label("as");
        ui.add(field(&mut form.name, 120.0, 64));
        for kind in [SocialKind::Follow, SocialKind::Share, SocialKind::Subscribe] {
            if ui.button(format!("{kind:?}")).clicked() {
                act = Some(TestAct::Social(kind));
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        for (gift, diamonds) in GIFTS {
            let name = format!("{gift} · {diamonds}");
            let pressed = if diamonds >= BIG {
                style::sure_button(ui, &name, &format!("Sure? {gift}"))
            } else {
                ui.button(name).clicked()
            };
            if pressed {
                act = Some(TestAct::Gift { gift: gift.into(), diamonds, count: 1 });
            }
        }
        if ui.button("50 likes").clicked() {
            act = Some(TestAct::Likes(50));
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.label("says");
        let line = ui.add(field(&mut form.chat, 200.0, 500));
        let entered = line.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        if (ui.button("Send").clicked() || entered) && !form.chat.trim().is_empty() {
            act = Some(TestAct::Chat(form.chat.trim().into()));
        }
    });
    act.map(|act| OperatorRequested::Test { name: Arc::from(form.name.trim()), act })
}
