//! The sounds of Throng, made of arithmetic: no recording, so nothing to license and nothing that a platform mutes.
//!
//! All of it is in D minor, so that whatever sounds together fits. Ember is struck: dry and bright. Tide is blown: round
//! and wet. Each family has its own place in the spectrum, so that one tells them apart with closed eyes.
//!
//! `scripts/sounds` writes them anew into `assets/sounds`. The same program makes the same bytes.

mod beds;
mod fight;
mod heroes;
mod instruments;
mod moments;
mod panel;
mod take;
mod tune;

pub use self::take::{RATE, Take};

/// A sound with its name: the file's name without its ending.
#[derive(Debug, Clone)]
pub struct Sound {
    /// Name of the file, without its ending.
    pub name: &'static str,
    /// What is heard.
    pub take: Take,
}

impl Sound {
    fn new(name: &'static str, take: Take) -> Self {
        Self { name, take }
    }
}

/// Every sound of the game.
#[must_use]
pub fn all() -> Vec<Sound> {
    [fight::all(), heroes::all(), moments::all(), beds::all(), panel::all()].into_iter().flatten().collect()
}
