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
}

impl Default for SoundLevels {
    fn default() -> Self {
        Self { mute: false, all: 1.0, buses: [1.0; 5] }
    }
}

/// The streamer asks for another loudness.
#[derive(Message, Debug, Clone, Copy, PartialEq)]
pub enum SoundRequested {
    /// These volumes.
    Levels(SoundLevels),
    /// Silence: what sounds ends, and nothing follows until the sound is switched on again.
    Stop,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<SoundLevels>()
        .add_message::<SoundRequested>()
        .add_systems(Update, (follow.run_if(resource_changed::<Rules>), take).chain().before(ThrongSystems::Show));
}

fn take(mut requests: MessageReader<SoundRequested>, mut levels: ResMut<SoundLevels>) {
    for request in requests.read() {
        match request {
            SoundRequested::Levels(wanted) => *levels = *wanted,
            SoundRequested::Stop => levels.mute = true,
        }
    }
}

fn follow(rules: Res<Rules>, mut levels: ResMut<SoundLevels>) {
    let sound = &rules.sound;
    *levels = SoundLevels { mute: sound.mute, all: sound.all, buses: sound.buses };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_lasts_until_the_sound_is_switched_on_again() {
        let mut app = App::new();
        app.insert_resource(crate::rules::shipped()).add_plugins(plugin);
        app.update();
        let usual = *app.world().resource::<SoundLevels>();
        assert!(!usual.mute && usual.all > 0.0, "as the rules say");
        app.world_mut().write_message(SoundRequested::Stop);
        app.update();
        app.update();
        assert_eq!(*app.world().resource::<SoundLevels>(), SoundLevels { mute: true, ..usual });
        app.world_mut().write_message(SoundRequested::Levels(SoundLevels { all: 0.5, ..usual }));
        app.update();
        assert_eq!(*app.world().resource::<SoundLevels>(), SoundLevels { all: 0.5, ..usual });
    }
}
