//! Buses, voices, beds and ducking.

use std::{collections::HashMap, time::Duration};

use kira::{
    AudioManager, AudioManagerSettings, Decibels, Easing, Panning, PlaybackRate, Semitones, StartTime, Tween,
    backend::Backend,
    sound::{
        PlaybackState,
        static_sound::{StaticSoundData, StaticSoundHandle},
    },
    track::{MainTrackBuilder, TrackBuilder, TrackHandle},
};

use crate::{
    limiter::LimiterBuilder,
    sounds::SoundLibrary,
    voices::{ALL, Admission, Voices},
};

/// Loudest sample, as a share of full scale: 2 dB below, so that what a converter makes between two samples stays below -1.
const CEILING: f32 = 0.79;
/// How far beds and fight step back below a moment, in dB, and how fast, in seconds.
const DUCK_DB: [f32; 2] = [-9.0, -6.0];
const DUCK_S: f32 = 0.12;
const RETURN_S: f32 = 0.9;
/// Seconds in which one bed becomes another.
const FADE_S: f32 = 1.6;
/// How far to the side a sound at the edge of the picture is: not all the way, for many hear with one ear.
const WIDTH: f32 = 0.6;

/// Where a sound belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Bus {
    /// What lies below all.
    Beds,
    /// Blows and shots.
    #[default]
    Fight,
    /// What becomes of heroes.
    Heroes,
    /// What everybody shall hear; beds and fight step back below it.
    Moments,
    /// What only the operator needs.
    Panel,
}

impl Bus {
    /// All of them, in order.
    pub const ALL: [Self; 5] = [Self::Beds, Self::Fight, Self::Heroes, Self::Moments, Self::Panel];
}

/// A sound that is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Play<'a> {
    /// Its name in the library.
    pub name: &'a str,
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
}

impl Default for Play<'_> {
    fn default() -> Self {
        Self { name: "", bus: Bus::default(), pan: 0.0, gain: 0.0, pitch: 0.0, priority: 0 }
    }
}

/// Volumes from 0 to 1: of all, and of each bus in the order of [`Bus::ALL`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Volumes {
    /// Of all.
    pub all: f32,
    /// Of each bus.
    pub buses: [f32; 5],
}

impl Default for Volumes {
    fn default() -> Self {
        Self { all: 1.0, buses: [1.0; 5] }
    }
}

/// A share of full volume as decibels: half is 6 dB less, nought is silence.
fn decibels(share: f32) -> Decibels {
    if share <= 0.0 { Decibels::SILENCE } else { Decibels((20.0 * share.log10()).max(Decibels::SILENCE.0)) }
}

fn over(seconds: f32) -> Tween {
    Tween { start_time: StartTime::Immediate, duration: Duration::from_secs_f32(seconds), easing: Easing::Linear }
}

struct Bed {
    handle: StaticSoundHandle,
    level: f32,
}

/// Mixes sounds into a backend of kira's.
pub struct Mixer<B: Backend> {
    pub(crate) manager: AudioManager<B>,
    library: SoundLibrary,
    tracks: [TrackHandle; 5],
    voices: Voices,
    playing: HashMap<u64, StaticSoundHandle>,
    beds: HashMap<String, Bed>,
    volumes: Volumes,
    ducks_until: f64,
    ducked: bool,
}

impl<B: Backend> std::fmt::Debug for Mixer<B> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mixer")
            .field("voices", &self.voices.len())
            .field("volumes", &self.volumes)
            .finish_non_exhaustive()
    }
}

impl<B: Backend> Mixer<B> {
    /// A mixer that plays into a backend.
    ///
    /// # Errors
    /// When the backend cannot be started, or has no room for five buses.
    pub(crate) fn new(backend: B::Settings, library: SoundLibrary) -> Result<Self, Option<B::Error>>
    where
        B::Settings: Default,
    {
        let settings = AudioManagerSettings {
            main_track_builder: MainTrackBuilder::new().with_effect(LimiterBuilder { ceiling: CEILING }),
            backend_settings: backend,
            ..AudioManagerSettings::default()
        };
        let mut manager = AudioManager::<B>::new(settings).map_err(Some)?;
        let mut track = || manager.add_sub_track(TrackBuilder::new().sound_capacity(2 * ALL)).map_err(|_| None);
        let tracks = [track()?, track()?, track()?, track()?, track()?];
        Ok(Self {
            manager,
            library,
            tracks,
            voices: Voices::default(),
            playing: HashMap::new(),
            beds: HashMap::new(),
            volumes: Volumes::default(),
            ducks_until: 0.0,
            ducked: false,
        })
    }

    /// Plays a sound at `now` seconds, if there is a voice for it. Nothing happens for a name that the library does not
    /// have.
    pub fn play(&mut self, play: &Play, now: f64) {
        let Some(sound) = self.library.get(play.name) else { return };
        let pitch = PlaybackRate::from(Semitones(f64::from(play.pitch)));
        let seconds = sound.duration().as_secs_f64() / pitch.0;
        let admission = self.voices.admit(now, play.name, play.priority, seconds);
        let Admission::Sounds { voice, instead_of, beside } = admission else { return };
        if let Some(mut old) = instead_of.and_then(|old| self.playing.remove(&old)) {
            old.stop(over(0.02));
        }
        // Many together are no louder than one.
        let gain = play.gain - 10.0 * ((beside + 1) as f32).log10();
        let sound: StaticSoundData =
            sound.volume(Decibels(gain)).panning(Panning(play.pan.clamp(-1.0, 1.0) * WIDTH)).playback_rate(pitch);
        let Some(track) = self.tracks.get_mut(play.bus as usize) else { return };
        // A bus that is full plays nothing more.
        if let Ok(handle) = track.play(sound) {
            self.playing.insert(voice, handle);
        }
        if play.bus == Bus::Moments {
            self.ducks_until = self.ducks_until.max(now + seconds * 0.7);
        }
    }

    /// The beds that sound, by name, each from 0 to 1; any other fades out. Those that begin together stay together.
    pub fn set_beds(&mut self, wanted: &[(&str, f32)]) {
        for (name, bed) in &mut self.beds {
            if !wanted.iter().any(|(other, _)| other == name) {
                bed.handle.stop(over(FADE_S));
            }
        }
        self.beds.retain(|name, _| wanted.iter().any(|(other, _)| other == name));
        for (name, level) in wanted {
            match self.beds.get_mut(*name) {
                Some(bed) if (bed.level - level).abs() > 0.01 => {
                    bed.level = *level;
                    bed.handle.set_volume(decibels(*level), over(FADE_S));
                }
                Some(_) => {}
                None => self.begin_bed(name, *level),
            }
        }
    }

    fn begin_bed(&mut self, name: &str, level: f32) {
        let Some(sound) = self.library.get(name) else { return };
        let sound = sound.loop_region(..).volume(decibels(level)).fade_in_tween(over(FADE_S));
        let [beds, ..] = &mut self.tracks;
        if let Ok(handle) = beds.play(sound) {
            self.beds.insert(name.to_owned(), Bed { handle, level });
        }
    }

    /// Sets the volumes.
    pub fn set_volumes(&mut self, volumes: Volumes) {
        if self.volumes != volumes {
            self.volumes = volumes;
            self.level(0.05);
        }
    }

    /// Lets beds and fight step back and return; call it every frame.
    pub fn update(&mut self, now: f64) {
        self.playing.retain(|_, handle| handle.state() != PlaybackState::Stopped);
        let ducked = now < self.ducks_until;
        if ducked != self.ducked {
            self.ducked = ducked;
            self.level(if ducked { DUCK_S } else { RETURN_S });
        }
    }

    fn level(&mut self, seconds: f32) {
        for (track, (bus, share)) in self.tracks.iter_mut().zip(Bus::ALL.into_iter().zip(self.volumes.buses)) {
            let duck = match (self.ducked, bus) {
                (true, Bus::Beds) => DUCK_DB[0],
                (true, Bus::Fight) => DUCK_DB[1],
                _ => 0.0,
            };
            let Decibels(level) = decibels(share * self.volumes.all);
            track.set_volume(Decibels((level + duck).max(Decibels::SILENCE.0)), over(seconds));
        }
    }

    /// Everything falls silent, beds too.
    pub fn stop_all(&mut self) {
        self.playing.drain().for_each(|(_, mut handle)| handle.stop(over(0.05)));
        self.beds.drain().for_each(|(_, mut bed)| bed.handle.stop(over(0.05)));
        self.voices.clear();
        self.ducks_until = 0.0;
    }

    /// How many voices sound, beds not among them.
    #[must_use]
    pub fn voices(&self) -> usize {
        self.voices.len()
    }
}
