//! The keys of the panel. They act while one of the two windows is in front; letters never do.

use bevy::{input::InputSystems, prelude::*};
use bevy_egui::EguiContext;

use super::{
    act::Act,
    acts::carry_out,
    draw::{
        block,
        emergency::{Emergency, press},
        state::{PanelState, Tab},
    },
    sources::Sources,
    window::PanelCamera,
};
use crate::{interaction::OperatorRequested, schedule::ThrongSystems, session::transport::Transport};

/// Digits, in order from 0: on the row and on the block.
const DIGITS: [[KeyCode; 2]; 10] = [
    [KeyCode::Digit0, KeyCode::Numpad0],
    [KeyCode::Digit1, KeyCode::Numpad1],
    [KeyCode::Digit2, KeyCode::Numpad2],
    [KeyCode::Digit3, KeyCode::Numpad3],
    [KeyCode::Digit4, KeyCode::Numpad4],
    [KeyCode::Digit5, KeyCode::Numpad5],
    [KeyCode::Digit6, KeyCode::Numpad6],
    [KeyCode::Digit7, KeyCode::Numpad7],
    [KeyCode::Digit8, KeyCode::Numpad8],
    [KeyCode::Digit9, KeyCode::Numpad9],
];

pub(super) fn plugin(app: &mut App) {
    let plays = not(resource_exists::<Transport>);
    let read = read.after(InputSystems).before(carry_out).in_set(ThrongSystems::Receive);
    app.add_systems(PreUpdate, read.run_if(plays));
}

fn read(
    keys: Res<ButtonInput<KeyCode>>,
    sources: Sources,
    time: Res<Time<Real>>,
    mut contexts: Query<&mut EguiContext, With<PanelCamera>>,
    mut state: ResMut<PanelState>,
    mut acts: MessageWriter<Act>,
) {
    if keys.get_just_pressed().next().is_none() {
        return;
    }
    let types = contexts.iter_mut().any(|mut context| context.get_mut().text_edit_focused());
    let control = keys.any_pressed([KeyCode::ControlLeft, KeyCode::ControlRight, KeyCode::SuperLeft]);
    let view = sources.view();
    let mut pressed = Vec::new();
    for (key, act) in [(KeyCode::F2, Act::SaidIt), (KeyCode::F3, Act::Another), (KeyCode::F4, Act::Mark)] {
        if keys.just_pressed(key) {
            pressed.push(act);
        }
    }
    let emergencies = [KeyCode::F5, KeyCode::F6, KeyCode::F7, KeyCode::F8, KeyCode::F9];
    for (key, (which, _)) in emergencies.into_iter().zip(Emergency::ALL) {
        if keys.just_pressed(key) {
            pressed.extend(press(which, &view, &mut state, time.elapsed_secs_f64()));
        }
    }
    if keys.just_pressed(KeyCode::Escape) {
        (state.hiding, state.over) = (false, false);
    }
    // In a text field these belong to the field.
    if !types {
        if control && keys.just_pressed(KeyCode::KeyZ) {
            pressed.push(Act::Undo);
        }
        let digit = DIGITS.iter().position(|both| both.iter().any(|key| keys.just_pressed(*key)));
        match digit {
            Some(0) if control => state.focus_block = true,
            Some(nth) if control => {
                if let Some((tab, _)) = Tab::ALL.get(nth - 1) {
                    state.open(*tab);
                }
            }
            Some(0) if state.hiding => {
                pressed.push(Act::order(OperatorRequested::HideAll(!view.veiled)));
                state.hiding = false;
            }
            Some(nth) if state.hiding => {
                if let Some((id, _)) = view.named.get(nth - 1) {
                    block::hide(&view, *id, &mut pressed);
                    state.hiding = false;
                }
            }
            _ => {}
        }
    }
    acts.write_batch(pressed);
}
