//! The audience's unit of time: microseconds since the start of the show.

/// Microseconds in a second: the audience's unit of time.
pub(crate) const SECOND: u64 = 1_000_000;

/// The longest time that can be asked for, in seconds: about 31 years.
const LONGEST: f64 = 1e9;

/// Seconds as microseconds, between nothing and about 31 years.
pub(crate) fn micros(seconds: f64) -> u64 {
    let seconds = if seconds.is_nan() { 0.0 } else { seconds.clamp(0.0, LONGEST) };
    (seconds * 1e6).round() as u64
}
