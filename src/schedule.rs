//! The system sets of the game, in run order, and the length of a tick.

use bevy::prelude::*;

/// Ticks of the arena in one second of game time.
pub const TICK_HZ: u32 = 30;

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

/// Whole ticks in `seconds` of game time; at least one for anything above zero.
#[must_use]
pub fn ticks(seconds: f32) -> u32 {
    if seconds <= 0.0 {
        return 0;
    }
    // Rules bound seconds to hours, so the product fits.
    ((seconds * TICK_HZ as f32).round() as u32).max(1)
}

/// Seconds of game time in `ticks`.
#[must_use]
pub fn seconds(ticks: u32) -> f32 {
    ticks as f32 / TICK_HZ as f32
}

/// Ticks of game time as `1:02:03` or `2:03`.
#[must_use]
pub fn clock(tick: u32) -> String {
    let seconds = tick / TICK_HZ;
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}
