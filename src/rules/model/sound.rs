//! How loud the game is.

use std::sync::Arc;

/// Volumes from 0 to 1, and what is left out.
#[derive(Debug, Clone, PartialEq)]
pub struct SoundRules {
    /// Nothing is heard.
    pub mute: bool,
    /// Of all.
    pub all: f32,
    /// Of each bus: beds, fight, heroes, moments, panel.
    pub buses: [f32; 5],
    /// Sounds that are never played, by their files' names or by the part before the first `-`.
    pub leave_out: Vec<Arc<str>>,
}

impl SoundRules {
    /// Usual volumes in percent: all, then each bus.
    pub(crate) const USUAL: [i64; 6] = [100, 80, 80, 100, 100, 70];
}
