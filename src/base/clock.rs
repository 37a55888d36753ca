//! Game time: ticks, and what people read of them.

/// Ticks of the arena in one second of game time.
pub const TICK_HZ: u32 = 30;

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
