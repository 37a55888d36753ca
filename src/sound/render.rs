//! The same sound into memory, tick by tick: for measuring how loud a show is.

use bevy::prelude::*;
use sound_mixer::{Mixer, NoRoom, Offline};

use super::{
    beds::Beds,
    choice::Choice,
    levels::SoundLevels,
    output::library,
    play::{PlaySound, Rests},
};
use crate::{base::TICK_HZ, rules::Rules};

/// Frames a second.
pub const RENDER_RATE: u32 = 44_100;

/// Mixes a show into memory.
#[derive(Debug)]
pub struct SoundRenderer {
    mixer: Mixer<Offline>,
}

impl SoundRenderer {
    /// With the sounds that come with the game, and the streamer's own; and what is wrong with them.
    ///
    /// # Errors
    /// When the mixer has no room for its buses.
    pub fn new() -> Result<(Self, Vec<String>), NoRoom> {
        let (sounds, problems) = library();
        Ok((Self { mixer: Mixer::offline(RENDER_RATE, sounds)? }, problems))
    }

    /// The frames of the tick that was just made: left and right by turns.
    pub fn tick(&mut self, world: &mut World) -> Vec<f32> {
        let now = world.resource::<Time<Real>>().elapsed_secs_f64();
        let asked: Vec<PlaySound> = world.resource_mut::<Messages<PlaySound>>().drain().collect();
        world.resource_scope(|world, mut rests: Mut<Rests>| {
            let choice = Choice { rules: world.resource::<Rules>(), levels: world.resource::<SoundLevels>() };
            self.mixer.set_volumes(choice.volumes(true));
            self.mixer.set_beds(&choice.beds(&world.resource::<Beds>().0));
            for sound in &asked {
                if let Some(play) = choice.play(sound, &mut rests, now) {
                    self.mixer.play(&play, now);
                }
            }
        });
        self.mixer.update(now);
        self.mixer.render((RENDER_RATE / TICK_HZ) as usize)
    }
}
