//! What of all that is asked for the rules and the sliders let through.

use sound_mixer::{Play, Volumes};

use super::{
    levels::SoundLevels,
    play::{PlaySound, Rests},
};
use crate::rules::Rules;

/// What decides.
pub(super) struct Choice<'a> {
    pub rules: &'a Rules,
    pub levels: &'a SoundLevels,
}

impl Choice<'_> {
    fn leaves_out(&self, name: &str) -> bool {
        let family = name.split('-').next().unwrap_or(name);
        self.rules.sound.leave_out.iter().any(|out| **out == *name || **out == *family)
    }

    /// The volumes; silence where the game does not go at its own pace, for it would only rattle.
    pub fn volumes(&self, own_pace: bool) -> Volumes {
        let all = if self.levels.mute || !own_pace { 0.0 } else { self.levels.all };
        Volumes { all, buses: self.levels.buses }
    }

    /// The beds that are let through.
    pub fn beds<'b>(&self, wanted: &[(&'b str, f32)]) -> Vec<(&'b str, f32)> {
        wanted.iter().copied().filter(|(name, _)| !self.leaves_out(name)).collect()
    }

    /// The sound as the mixer plays it; nothing while it rests, or where it is left out.
    pub fn play(&self, sound: &PlaySound, rests: &mut Rests, now: f64) -> Option<Play<'static>> {
        let heard = !self.leaves_out(sound.name) && rests.over(sound, now);
        let PlaySound { name, bus, pan, gain, pitch, priority, .. } = *sound;
        heard.then_some(Play { name, bus, pan, gain, pitch, priority })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_not_heard_and_another_pace_is_silent() {
        let mut rules = crate::rules::shipped();
        rules.sound.leave_out = vec!["hero".into(), "bed-lobby".into()];
        let levels = SoundLevels { all: 0.8, ..SoundLevels::default() };
        let (choice, mut rests) = (Choice { rules: &rules, levels: &levels }, Rests::default());
        assert_eq!(choice.play(&PlaySound::hero("hero-falls"), &mut rests, 0.0), None);
        assert!(choice.play(&PlaySound::hero("streak"), &mut rests, 0.0).is_some());
        assert_eq!(choice.play(&PlaySound::hero("streak"), &mut rests, 0.1), None, "it rests");
        assert_eq!(choice.beds(&[("bed-lobby", 1.0), ("bed-battle", 0.5)]), [("bed-battle", 0.5)]);
        assert!((choice.volumes(true).all - 0.8).abs() < 1e-6 && choice.volumes(false).all <= 0.0);
    }
}
