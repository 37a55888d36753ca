//! Draws the panel each frame, and hands on what was pressed.

use bevy::prelude::*;
use bevy_egui::{
    EguiContext,
    egui::{self, Ui},
};

use super::{
    act::Act,
    draw::{self, state::PanelState},
    fonts,
    machine::Machine,
    people::PeopleIndex,
    problems::{Problems, problems},
    sheet::RehearsalSheet,
    sources::{RuleProblems, Sources},
    transport,
    window::{PanelCamera, PanelPass},
    words::PanelWords,
};
use crate::{
    arena::Tick,
    schedule::ThrongSystems,
    session::{hidden_list::HiddenList, transport::Transport},
    sound::{SoundLevels, SoundOutput},
};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<PanelWords>()
        .init_resource::<PanelState>()
        .init_resource::<Problems>()
        .init_resource::<RehearsalSheet>()
        .init_resource::<HiddenList>()
        .init_resource::<SoundLevels>()
        .init_resource::<SoundOutput>()
        .init_resource::<RuleProblems>()
        .init_resource::<Machine>()
        .add_message::<Act>()
        .add_systems(Update, find_problems.in_set(ThrongSystems::Show))
        .add_systems(
            PanelPass,
            (draw.run_if(not(resource_exists::<Transport>)), draw_replay.run_if(resource_exists::<Transport>)),
        );
}

/// Looks at what is wrong, in a step of its own: what is drawn only reads.
fn find_problems(mut set: ParamSet<(Sources, ResMut<Problems>)>, words: Res<PanelWords>, time: Res<Time<Real>>) {
    let found = problems(*words, &set.p0().situation());
    let mut known = set.p1();
    if !known.is_same(&found) {
        known.turn(found, time.elapsed_secs());
    }
}

/// A replay cannot be changed, only moved through.
fn draw_replay(
    mut panel: Query<&mut EguiContext, With<PanelCamera>>,
    tick: Res<Tick>,
    mut transport: ResMut<Transport>,
) {
    let Ok(mut context) = panel.single_mut() else { return };
    if !fonts::are_set(context.get_mut()) {
        return;
    }
    let mut root = root(context.get_mut());
    egui::CentralPanel::default().show(&mut root, |ui| transport::show(ui, &mut transport, tick.0));
}

pub(super) fn draw(
    mut panel: Query<&mut EguiContext, With<PanelCamera>>,
    mut set: ParamSet<(Sources, ResMut<PeopleIndex>)>,
    mut state: ResMut<PanelState>,
    mut acts: MessageWriter<Act>,
) {
    let Ok(mut context) = panel.single_mut() else { return };
    let ctx = context.get_mut();
    if !fonts::are_set(ctx) {
        return;
    }
    let zoom = f32::from(state.text.max(100)) / 100.0;
    if (ctx.zoom_factor() - zoom).abs() > 0.01 {
        ctx.set_zoom_factor(zoom);
    }
    let mut root = root(ctx);
    let mut pressed = Vec::new();
    draw::window(&mut root, &set.p0().view(), &mut state, &mut pressed);
    acts.write_batch(pressed);
    let halted = state.points_at_people;
    let mut people = set.p1();
    if people.halted != halted {
        people.halted = halted;
    }
}

/// The whole window.
fn root(ctx: &egui::Context) -> Ui {
    let place = egui::UiBuilder::new().layer_id(egui::LayerId::background()).max_rect(ctx.viewport_rect());
    Ui::new(ctx.clone(), egui::Id::new("panel"), place)
}
