//! M in the stage's window mutes. In the panel's it would be a letter of a name.

use bevy::{prelude::*, window::PrimaryWindow};

use super::levels::SoundLevels;
use crate::schedule::ThrongSystems;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<ButtonInput<KeyCode>>().add_systems(Update, mute.in_set(ThrongSystems::Show));
}

fn mute(keys: Res<ButtonInput<KeyCode>>, stages: Query<&Window, With<PrimaryWindow>>, mut levels: ResMut<SoundLevels>) {
    if keys.just_pressed(KeyCode::KeyM) && stages.iter().any(|stage| stage.focused) {
        levels.mute = !levels.mute;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_typed_into_the_panel_mutes_nothing() {
        let mut app = App::new();
        app.init_resource::<SoundLevels>().add_plugins(plugin);
        let stage = app.world_mut().spawn((Window { focused: false, ..default() }, PrimaryWindow)).id();
        app.world_mut().resource_mut::<ButtonInput<KeyCode>>().press(KeyCode::KeyM);
        app.update();
        assert!(!app.world().resource::<SoundLevels>().mute);
        app.world_mut().get_mut::<Window>(stage).unwrap().focused = true;
        app.update();
        assert!(app.world().resource::<SoundLevels>().mute);
    }
}
