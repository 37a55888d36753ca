//! Takes up what the panel remembers, and keeps what changes.

use bevy::prelude::*;

use super::{
    account::{Account, CanSwitch},
    draw::state::PanelState,
    settings::PanelSettings,
};
use crate::{schedule::ThrongSystems, session::SessionInfo};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Startup, recall).add_systems(Update, remember.in_set(ThrongSystems::Show));
}

/// Who has no name yet is led through the first run.
fn recall(
    account: Res<Account>,
    session: Res<SessionInfo>,
    switch: Option<Res<CanSwitch>>,
    mut state: ResMut<PanelState>,
) {
    state.text = PanelSettings::kept().text;
    state.first_run = session.rehearsal && switch.is_some() && account.name.is_empty();
    state.name.clone_from(&account.name);
}

/// Writes down what changed.
fn remember(state: Res<PanelState>, account: Res<Account>, mut known: Local<Option<PanelSettings>>) {
    let now = PanelSettings { streamer: account.name.clone(), text: state.text };
    match &*known {
        Some(before) if *before == now => return,
        Some(_) => {
            if let Err(fault) = now.keep() {
                tracing::warn!("the panel's settings could not be kept: {fault}");
            }
        }
        // What was just read.
        None => {}
    }
    *known = Some(now);
}
