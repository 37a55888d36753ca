//! The sound card: opened when there is one, waited for when there is none.

use std::time::{Duration, Instant};

use kira::backend::cpal::CpalBackend;

use crate::{
    mixer::{Mixer, Play, Volumes},
    sounds::SoundLibrary,
};

/// Time between two looks for a sound card.
const LOOK: Duration = Duration::from_secs(10);

/// How the sound card stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SpeakerState {
    /// Not looked for yet.
    #[default]
    Closed,
    /// It plays.
    Plays,
    /// There is none, with what the system says.
    Missing(String),
}

/// A mixer to the sound card. Without one nothing is heard, and nothing else goes wrong.
#[derive(Debug, Default)]
pub struct Speaker {
    mixer: Option<Mixer<CpalBackend>>,
    library: SoundLibrary,
    volumes: Volumes,
    state: SpeakerState,
    looked: Option<Instant>,
}

impl Speaker {
    /// For the sounds of a library; opened with the first [`update`](Self::update).
    #[must_use]
    pub fn new(library: SoundLibrary) -> Self {
        Self { library, ..Self::default() }
    }

    /// How it stands.
    #[must_use]
    pub fn state(&self) -> &SpeakerState {
        &self.state
    }

    /// Call it every frame: opens the sound card, or looks again for one.
    pub fn update(&mut self, now: f64) {
        if let Some(mixer) = &mut self.mixer {
            mixer.update(now);
        } else if self.looked.is_none_or(|at| at.elapsed() >= LOOK) {
            self.looked = Some(Instant::now());
            self.open();
        }
    }

    fn open(&mut self) {
        if !may_have_card() {
            self.state = SpeakerState::Missing("this computer has no sound card".into());
            return;
        }
        match Mixer::new(Default::default(), self.library.clone()) {
            Ok(mut mixer) => {
                mixer.set_volumes(self.volumes);
                self.mixer = Some(mixer);
                self.state = SpeakerState::Plays;
            }
            Err(fault) => {
                let why = fault.map_or_else(|| "there is no room for the buses".into(), |fault| fault.to_string());
                self.state = SpeakerState::Missing(why);
            }
        }
    }

    /// See [`Mixer::play`].
    pub fn play(&mut self, play: &Play, now: f64) {
        if let Some(mixer) = &mut self.mixer {
            mixer.play(play, now);
        }
    }

    /// See [`Mixer::set_beds`].
    pub fn set_beds(&mut self, wanted: &[(&str, f32)]) {
        if let Some(mixer) = &mut self.mixer {
            mixer.set_beds(wanted);
        }
    }

    /// See [`Mixer::set_volumes`].
    pub fn set_volumes(&mut self, volumes: Volumes) {
        self.volumes = volumes;
        if let Some(mixer) = &mut self.mixer {
            mixer.set_volumes(volumes);
        }
    }

    /// See [`Mixer::stop_all`].
    pub fn stop_all(&mut self) {
        if let Some(mixer) = &mut self.mixer {
            mixer.stop_all();
        }
    }
}

/// Whether it is worth asking: ALSA complains at length on the terminal of a machine without a card.
#[cfg(target_os = "linux")]
fn may_have_card() -> bool {
    let cards = std::fs::read_to_string("/proc/asound/cards").unwrap_or_default();
    let has_card = cards.lines().any(|line| line.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    let told = |name: &str| std::env::var_os(name).is_some();
    let served = std::env::var_os("XDG_RUNTIME_DIR").is_some_and(|dir| {
        let dir = std::path::Path::new(&dir);
        dir.join("pulse/native").exists() || dir.join("pipewire-0").exists()
    });
    let configured =
        std::env::var_os("HOME").is_some_and(|home| std::path::Path::new(&home).join(".asoundrc").exists());
    has_card || served || configured || told("PULSE_SERVER") || told("ALSA_CONFIG_PATH")
}

#[cfg(not(target_os = "linux"))]
fn may_have_card() -> bool {
    true
}
