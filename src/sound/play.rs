//! The one way to a sound: a message. Whoever writes it knows no mixer.

use std::collections::HashMap;

use bevy::prelude::*;
use sound_mixer::Bus;

use crate::{arena::FIELD, base::TeamId};

/// Asks for a sound.
#[derive(Message, Debug, Clone, Copy, PartialEq)]
pub struct PlaySound {
    /// The name of its file.
    pub name: &'static str,
    /// Where it belongs.
    pub bus: Bus,
    /// From -1 left to 1 right.
    pub pan: f32,
    /// How much louder, in dB.
    pub gain: f32,
    /// How much higher, in semitones.
    pub pitch: f32,
    /// How important: the least important give way.
    pub priority: u8,
    /// Seconds within which it is not heard again.
    pub rests_s: f32,
}

impl PlaySound {
    /// A blow, a shot: many, and none matters.
    #[must_use]
    pub fn fight(name: &'static str) -> Self {
        Self { name, bus: Bus::Fight, pan: 0.0, gain: 0.0, pitch: 0.0, priority: 1, rests_s: 0.07 }
    }

    /// Something of somebody's.
    #[must_use]
    pub fn hero(name: &'static str) -> Self {
        Self { bus: Bus::Heroes, priority: 3, rests_s: 0.2, ..Self::fight(name) }
    }

    /// Something for everybody.
    #[must_use]
    pub fn moment(name: &'static str) -> Self {
        Self { bus: Bus::Moments, priority: 6, rests_s: 0.4, ..Self::fight(name) }
    }

    /// At a place of the field.
    #[must_use]
    pub fn at(self, x: f32) -> Self {
        Self { pan: (x / FIELD * 2.0 - 1.0).clamp(-1.0, 1.0), ..self }
    }

    /// On a side.
    #[must_use]
    pub fn of(self, team: TeamId) -> Self {
        Self { pan: -0.55 * team.forward(), ..self }
    }
}

/// When each sound was last heard, in seconds.
#[derive(Resource, Debug, Default)]
pub(super) struct Rests(HashMap<&'static str, f64>);

impl Rests {
    /// Whether a sound has rested; then it is heard now.
    pub fn over(&mut self, sound: &PlaySound, now: f64) -> bool {
        let last = self.0.get(sound.name);
        let over = last.is_none_or(|last| now - last >= f64::from(sound.rests_s));
        if over {
            self.0.insert(sound.name, now);
        }
        over
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_message::<PlaySound>().init_resource::<Rests>();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sound_stands_where_it_happens_and_rests_between() {
        assert!((PlaySound::fight("blow-light").at(0.0).pan + 1.0).abs() < 1e-6);
        assert!(PlaySound::moment("gate-fallen").of(TeamId::RIGHT).pan > 0.5);
        let (mut rests, blow) = (Rests::default(), PlaySound::fight("blow-light"));
        assert!(rests.over(&blow, 1.0) && !rests.over(&blow, 1.05) && rests.over(&blow, 1.08));
        assert!(rests.over(&PlaySound::fight("blow-stone"), 1.05));
    }
}
