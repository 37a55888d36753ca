//! The built-in crowd as the arguments want it.

use tiktool_crowd::{CrowdSettings, Mirror};

use super::args::PlayArgs;

/// The built-in crowd as asked for.
pub(super) fn crowd(args: &PlayArgs, seed: u64) -> CrowdSettings {
    let usual = CrowdSettings::default();
    let viewers = args.viewers.unwrap_or(usual.viewers);
    let rate = args.rate.unwrap_or_else(|| usual_rate(viewers));
    let mirror = args.mirrored.map(|heads| Mirror { heads, swap: false });
    CrowdSettings { seed, viewers, rate, chaos: args.chaos.unwrap_or_default(), mirror, ..usual }
}

/// Events a second of so many people: the usual rate is for the usual house, more people do more, but each of them less.
pub(super) fn usual_rate(viewers: u32) -> f64 {
    let usual = CrowdSettings::default();
    usual.rate * (f64::from(viewers) / f64::from(usual.viewers.max(1))).powf(0.65)
}
