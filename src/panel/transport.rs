//! Moving through a replay: a bar in the panel, and keys that work in both windows.

use bevy::prelude::*;
use bevy_egui::egui::{self, RichText, Slider, Ui};

use super::style::{self, BAD, GOOD, QUIET};
use crate::{
    arena::Tick,
    base::{TICK_HZ, clock},
    schedule::ThrongSystems,
    session::transport::{SPEEDS, Transport},
};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, keys.in_set(ThrongSystems::Show).run_if(resource_exists::<Transport>));
}

/// Space halts, the arrows jump and change the speed.
fn keys(keys: Res<ButtonInput<KeyCode>>, tick: Res<Tick>, mut transport: ResMut<Transport>) {
    let far = keys.any_pressed([KeyCode::ShiftLeft, KeyCode::ShiftRight]);
    let step = if far { 60 } else { 10 };
    for key in keys.get_just_pressed() {
        match key {
            KeyCode::Space => transport.halted = !transport.halted,
            KeyCode::ArrowLeft => transport.jump_by(tick.0, -step),
            KeyCode::ArrowRight => transport.jump_by(tick.0, step),
            KeyCode::ArrowUp => transport.change_speed(true),
            KeyCode::ArrowDown => transport.change_speed(false),
            KeyCode::Home => transport.jump_to(0),
            KeyCode::End => {
                let last = transport.last_tick;
                transport.jump_to(last);
            }
            _ => {}
        }
    }
}

pub(super) fn show(ui: &mut Ui, transport: &mut Transport, tick: u32) {
    style::block(ui, "REPLAY", |ui| {
        let at = transport.jumping_to().unwrap_or(tick);
        ui.label(RichText::new(format!("{} of {}", clock(tick), clock(transport.last_tick))).size(22.0).strong());
        let mut second = at / TICK_HZ;
        ui.spacing_mut().slider_width = ui.available_width();
        let bar = Slider::new(&mut second, 0..=transport.last_tick / TICK_HZ).show_value(false);
        if ui.add(bar).changed() {
            transport.jump_to(second * TICK_HZ);
        }
        ui.horizontal(|ui| {
            if ui.button(if transport.halted { "Play" } else { "Halt" }).clicked() {
                transport.halted = !transport.halted;
            }
            for (name, seconds) in [("-60 s", -60), ("-10 s", -10), ("+10 s", 10), ("+60 s", 60)] {
                if ui.button(name).clicked() {
                    transport.jump_by(tick, seconds);
                }
            }
            egui::ComboBox::from_id_salt("speed").selected_text(format!("{} ×", transport.speed)).show_ui(ui, |ui| {
                for speed in SPEEDS {
                    ui.selectable_value(&mut transport.speed, speed, format!("{speed} ×"));
                }
            });
        });
        let quiet = "space: halt · ←/→: 10 s, with shift 60 s · ↑/↓: speed · home, end";
        ui.label(RichText::new(quiet).color(QUIET).size(12.0));
        match (&transport.fault, &transport.difference) {
            (Some(fault), _) => ui.label(RichText::new(fault).color(BAD)),
            (None, Some(difference)) => ui.label(
                RichText::new(format!("From here on the replay goes another way than the show did: {difference}"))
                    .color(BAD),
            ),
            (None, None) => ui.label(RichText::new("As it was: every tick so far has the journal's hash.").color(GOOD)),
        };
    });
}
