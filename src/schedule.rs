//! The system sets of the game, in run order.

use bevy::prelude::*;

use crate::base::TICK_HZ;

/// The four steps of an event's way through the game. Every system of the game is in one of them.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ThrongSystems {
    /// Moves facts from the live side into Bevy messages and the inbox. Runs in [`PreUpdate`]; where facts come by game
    /// time, in [`FixedPreUpdate`].
    Receive,
    /// Turns this tick's facts into requests by the rules. Runs in [`FixedUpdate`].
    Decide,
    /// Carries requests out and moves the arena one tick on. Runs in [`FixedUpdate`], after `Decide`.
    Apply,
    /// Shows what the arena holds: stage, panel, text. Runs in [`Update`]; never changes the arena.
    Show,
}

/// Fixes the order of the sets in their schedules.
pub fn plugin(app: &mut App) {
    app.insert_resource(Time::<Fixed>::from_hz(f64::from(TICK_HZ)))
        .configure_sets(PreUpdate, ThrongSystems::Receive)
        .configure_sets(FixedUpdate, (ThrongSystems::Decide, ThrongSystems::Apply).chain())
        .configure_sets(Update, ThrongSystems::Show);
}
