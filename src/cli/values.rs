//! How what is typed is read: times, speeds, proportions.

use std::time::Duration;

#[cfg(feature = "window")]
use super::fault::Fault;

/// A platform whose rules are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum PlatformName {
    /// TikTok LIVE.
    Tiktok,
}

/// When a connection is handed over to a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handover {
    /// At this age.
    At(Duration),
    /// Never: the service cuts, and then there is a gap.
    Never,
}

/// Reads minutes, or `never`.
pub(super) fn handover(text: &str) -> Result<Handover, String> {
    if text.eq_ignore_ascii_case("never") {
        return Ok(Handover::Never);
    }
    match bounded(text, 0.5, 2_880.0) {
        Ok(minutes) => Ok(Handover::At(Duration::from_secs_f64(minutes * 60.0))),
        Err(_) => Err("give minutes from 0.5 to 2880, or never".into()),
    }
}

/// Game time against real time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Speed {
    /// So many times real time.
    Times(f64),
    /// As fast as the machine can.
    Max,
}

impl Speed {
    /// Real time.
    pub const REAL: Self = Self::Times(1.0);

    /// Whether this is real time.
    #[must_use]
    pub fn is_real(self) -> bool {
        matches!(self, Self::Times(times) if (times - 1.0).abs() < 1e-9)
    }

    /// How many times real time, where a window shows it.
    #[cfg(feature = "window")]
    pub(super) fn relative(self) -> Result<f64, Fault> {
        match self {
            Self::Times(times) if times <= 32.0 => Ok(times),
            _ => Err(Fault::Arguments("a window plays at up to 32 times real time; add --headless for more".into())),
        }
    }
}

/// Bounded to two days by the arguments.
pub(super) fn ticks_of(seconds: f64) -> u32 {
    #[expect(clippy::cast_possible_truncation, reason = "bounded by the arguments")]
    crate::base::ticks(seconds as f32)
}

pub(super) fn speed(text: &str) -> Result<Speed, String> {
    if text.eq_ignore_ascii_case("max") {
        return Ok(Speed::Max);
    }
    match text.trim_end_matches(['x', '×']).parse::<f64>() {
        Ok(times) if (0.01..=10_000.0).contains(&times) => Ok(Speed::Times(times)),
        _ => Err("give a number from 0.01 to 10000, or max".into()),
    }
}

pub(super) fn seconds(text: &str) -> Result<f64, String> {
    // 48 hours, far below where a tick count would overflow.
    bounded(text, 0.1, 172_800.0)
}

/// Reads `90`, `1:30` or `1:02:03` as seconds.
pub(super) fn moment(text: &str) -> Result<f64, String> {
    let help = "give seconds, MINUTES:SECONDS or HOURS:MINUTES:SECONDS, for example 12:30";
    let mut seconds = 0.0;
    for (index, part) in text.split(':').enumerate() {
        let part = part.parse::<f64>().ok().filter(|part| (0.0..=1e6).contains(part)).ok_or(help)?;
        if index > 2 {
            return Err(help.into());
        }
        seconds = seconds * 60.0 + part;
    }
    if seconds <= 172_800.0 { Ok(seconds) } else { Err("a show is at most 48 hours long".into()) }
}

/// Reads `60:40`.
pub(super) fn heads(text: &str) -> Result<(u32, u32), String> {
    let help = "give two numbers from 0 to 100, for example 60:40";
    let (a, b) = text.split_once(':').ok_or(help)?;
    let number = |text: &str| text.trim().parse::<u32>().ok().filter(|number| *number <= 100).ok_or(help);
    let heads = (number(a)?, number(b)?);
    if heads == (0, 0) { Err(help.into()) } else { Ok(heads) }
}

pub(super) fn rate(text: &str) -> Result<f64, String> {
    bounded(text, 0.0, 100_000.0)
}

fn bounded(text: &str, least: f64, most: f64) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(number) if (least..=most).contains(&number) => Ok(number),
        _ => Err(format!("give a number from {least} to {most}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_as_people_write_them() {
        for (text, seconds) in [("90", 90.0), ("1:30", 90.0), ("1:02:03", 3_723.0), ("0.5", 0.5)] {
            assert_eq!(moment(text), Ok(seconds));
        }
        for text in ["", "1:2:3:4", "soon", "-1", "60:00:00"] {
            assert!(moment(text).is_err(), "{text}");
        }
    }

    #[test]
    fn proportions_have_two_numbers() {
        assert_eq!(heads("60:40"), Ok((60, 40)));
        for text in ["60", "0:0", "101:1", "a:b"] {
            assert!(heads(text).is_err(), "{text}");
        }
    }
}
