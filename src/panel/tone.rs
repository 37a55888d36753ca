//! How something stands, and the colour of it.

use bevy_egui::egui::Color32;

use super::style;

/// How something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// All is well.
    Good,
    /// Waits, or is not as usual.
    Wait,
    /// Needs the operator.
    Bad,
    /// Nothing to know.
    Quiet,
}

impl Tone {
    /// Its colour.
    pub fn color(self) -> Color32 {
        match self {
            Self::Good => style::GOOD,
            Self::Wait => style::WAIT,
            Self::Bad => style::BAD,
            Self::Quiet => style::QUIET,
        }
    }
}
