//! M mutes, in either window.

use bevy::prelude::*;

use super::levels::SoundLevels;
use crate::schedule::ThrongSystems;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<ButtonInput<KeyCode>>().add_systems(Update, mute.in_set(ThrongSystems::Show));
}

fn mute(keys: Res<ButtonInput<KeyCode>>, mut levels: ResMut<SoundLevels>) {
    if keys.just_pressed(KeyCode::KeyM) {
        levels.mute = !levels.mute;
    }
}
