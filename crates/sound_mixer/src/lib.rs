#![doc = include_str!("../README.md")]

mod limiter;
mod mixer;
mod offline;
mod sounds;
mod speaker;
mod voices;

pub use self::{
    mixer::{Bus, Mixer, Play, Volumes},
    offline::{NoRoom, Offline},
    sounds::SoundLibrary,
    speaker::{Speaker, SpeakerState},
    voices::{Admission, Voices},
};
