//! How loud it is now: as the rules say, until somebody moves a slider.

use bevy::prelude::*;

use crate::{rules::Rules, schedule::ThrongSystems};

/// Volumes from 0 to 1, for this show.
#[derive(Resource, Debug, Clone, Copy, PartialEq)]
pub struct SoundLevels {
    /// Nothing is heard.
    pub mute: bool,
    /// Of all.
    pub all: f32,
    /// Of each bus: beds, fight, heroes, moments, panel.
    pub buses: [f32; 5],
    /// Asks for silence now: what sounds ends.
    pub stop: bool,
}

impl Default for SoundLevels {
    fn default() -> Self {
        Self { mute: false, all: 1.0, buses: [1.0; 5], stop: false }
    }
}

/// Somebody moved a slider, or asks for silence.
#[derive(Message, Debug, Clone, Copy, PartialEq)]
pub struct SoundLevelsChanged(pub SoundLevels);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<SoundLevels>()
        .add_message::<SoundLevelsChanged>()
        .add_systems(Update, (follow.run_if(resource_changed::<Rules>), take).chain().before(ThrongSystems::Show));
}

fn take(mut changes: MessageReader<SoundLevelsChanged>, mut levels: ResMut<SoundLevels>) {
    if let Some(SoundLevelsChanged(last)) = changes.read().last() {
        *levels = *last;
    }
}

fn follow(rules: Res<Rules>, mut levels: ResMut<SoundLevels>) {
    let sound = &rules.sound;
    *levels = SoundLevels { mute: sound.mute, all: sound.all, buses: sound.buses, stop: false };
}
