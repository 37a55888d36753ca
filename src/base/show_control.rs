//! What the operator has halted, covered or toned down.

use bevy::prelude::Resource;

/// What the operator has halted or toned down. Each order stands for itself: a curtain that opens leaves a pause that was asked for.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ShowControl {
    /// The game stands still.
    pub paused: bool,
    /// Gifts wait.
    pub held: bool,
    /// The stage is covered.
    pub curtain: bool,
    /// Fewer effects, no shaking, quieter.
    pub calm: bool,
}

impl ShowControl {
    /// Whether game time stands still.
    #[must_use]
    pub fn halts(self) -> bool {
        self.paused || self.curtain
    }

    /// Whether gifts wait.
    #[must_use]
    pub fn holds(self) -> bool {
        self.held || self.curtain
    }
}
