//! What a forecast tells: one member a figure, each with its error or its quartiles.

use serde::Serialize;

/// A share of some cases, in percent, with its error.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Default)]
pub struct Share {
    /// Percent.
    pub percent: f64,
    /// Standard error in points: `sqrt(p (1 - p) / n)`.
    pub error: f64,
    /// Cases.
    pub cases: usize,
}

impl Share {
    pub(super) fn of(yes: usize, cases: usize) -> Self {
        if cases == 0 {
            return Self::default();
        }
        let part = yes as f64 / cases as f64;
        Self {
            percent: tenths(part * 100.0),
            error: tenths((part * (1.0 - part) / cases as f64).sqrt() * 100.0),
            cases,
        }
    }
}

/// Where a quarter, a half and three quarters of the values lie below.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Default)]
pub struct Quartiles {
    /// A quarter is smaller.
    pub low: f64,
    /// Half are smaller.
    pub median: f64,
    /// Three quarters are smaller.
    pub high: f64,
}

impl Quartiles {
    pub(super) fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let values = sorted(values);
        let at = |part| hundredths(quantile(&values, part));
        Self { low: at(0.25), median: at(0.5), high: at(0.75) }
    }
}

pub(super) fn sorted(values: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values
}

/// The value below which a part of the others lie; nought of none.
pub(super) fn quantile(sorted: &[f64], part: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return 0.0 };
    let at = part * last as f64;
    let (from, to) = (at.floor() as usize, at.ceil() as usize);
    sorted[from] + (sorted[to] - sorted[from]) * at.fract()
}

pub(super) fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

pub(super) fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// Which seat wins.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EvenSides {
    /// Battles that the left seat won.
    pub left: Share,
    /// Pairs of one seed, with changed seats, that the left seat won both of, less those that the right one did, in percent.
    pub bias: f64,
}

/// How often the lead changes in a battle.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeadChanges {
    /// How often.
    pub times: Quartiles,
    /// Battles in which it did at least once.
    pub any: Share,
    /// Battles in which it did three times or more.
    pub three: Share,
}

/// How often the side that is ahead at some time wins.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeadMeans {
    /// At half of the battle's time.
    pub half: Share,
    /// At three quarters.
    pub three_quarters: Share,
    /// At 95 of a hundred parts.
    pub at_95: Share,
}

/// How much the chance to win swings.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Drama {
    /// Sum of all changes of the chance in a battle; 1 is from nought to certainty.
    pub total: Quartiles,
    /// Percent of it in each tenth of the battle's time.
    pub by_tenth: [f64; 10],
    /// Percent of it in the last quarter.
    pub last_quarter: f64,
}

/// Where the greatest swing of a battle lies.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Peak {
    /// Battles whose tenth of greatest swing is in the last quarter.
    pub late: Share,
}

/// How battles end.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ends {
    /// Length in seconds.
    pub seconds: Quartiles,
    /// By a fallen castle.
    pub castle: Share,
    /// By the clock.
    pub clock: Share,
    /// By sudden death.
    pub sudden_death: Share,
}

/// What people who come late are worth.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LateJoiner {
    /// Percent of the others who did less a minute than somebody who came after six tenths of a battle.
    pub rank: Quartiles,
    /// What it changes that one in ten more come to a side then; absent unless it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
}

/// How people spread.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LaneUse {
    /// Entropy of heads over lanes, in parts of the greatest.
    pub evenness: f64,
    /// Percent of the time in which two lanes or more were fought in.
    pub fought: f64,
}

/// What acts change.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Agency {
    /// Acts after which the own hero's lane, place or blows were others within ten seconds.
    pub changed: Share,
    /// Points by which an act raises its side's chance to win, on average, ten seconds later.
    pub points: f64,
}

/// What one gift at one moment changes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct CoinPoint {
    /// Its price.
    pub diamonds: u32,
    /// Percent of a battle's usual time at which it comes.
    pub at: u32,
    /// Points by which it raises its side's chance to win.
    pub points: f64,
    /// Standard error of it.
    pub error: f64,
}

/// By how much a side's chance to win changes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Change {
    /// Points by which it rises.
    pub points: f64,
    /// Standard error of it.
    pub error: f64,
}

/// All figures. Names of members are a contract; there may be more of them later.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Forecast {
    /// Version of the game.
    pub throng: &'static str,
    /// Hash of the rules, hexadecimal.
    pub rules_hash: String,
    /// Battles.
    pub battles: u32,
    /// People in the room.
    pub viewers: u32,
    /// Events a second when all are there.
    pub rate: f64,
    /// Seed of the first pair of battles.
    pub seed: u64,
    /// People of the one side and of the other, as a proportion.
    pub heads: (u32, u32),
    /// Which seat wins.
    pub even_sides: EvenSides,
    /// How often the side with more people wins; absent where both have as many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unequal_heads: Option<Share>,
    /// How often the lead changes.
    pub lead_changes: LeadChanges,
    /// Who wins that is ahead.
    pub lead_means: LeadMeans,
    /// How much the chance to win swings.
    pub drama: Drama,
    /// When it swings most.
    pub peak: Peak,
    /// Sides that were behind by a quarter of a castle and won.
    pub comeback: Share,
    /// How battles end.
    pub length_ends: Ends,
    /// Gates that fell.
    pub gates: Quartiles,
    /// Longest time in which nothing happened, in seconds: 95 of 100 battles have no longer one.
    pub quiet_spell: f64,
    /// Percent of all that people did which their heroes did.
    pub free_play: Quartiles,
    /// Percent of the battle for which people's heroes are out.
    pub on_the_field: Quartiles,
    /// Longest time in seconds for which somebody was off the field: 95 of 100 battles have no longer one.
    pub longest_absence: f64,
    /// Acts of people that their own hero or a word with their name answered within two seconds.
    pub answered: Share,
    /// What single acts change; absent unless it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agency: Option<Agency>,
    /// What people who come late are worth.
    pub late_joiner: LateJoiner,
    /// How people spread.
    pub lanes: LaneUse,
    /// Battles in whose last 20 seconds the lead changed, a gate or a castle fell, or sudden death ran.
    pub story: Share,
    /// What gifts change; absent unless it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coins: Option<Vec<CoinPoint>>,
    /// How far the chances to win are from what came, in points.
    pub odds_error: f64,
    /// Game time against real time, on all cores together.
    pub times_real_time: f64,
    /// Battles a minute.
    pub battles_a_minute: f64,
    /// Units on the field, on average.
    pub units: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_has_an_error() {
        assert_eq!(Share::of(25, 100), Share { percent: 25.0, error: 4.3, cases: 100 });
        assert_eq!(Share::of(0, 0).cases, 0);
    }

    #[test]
    fn quartiles_lie_between_the_values() {
        let quartiles = Quartiles::of([4.0, 1.0, 3.0, 2.0, 5.0]);
        assert_eq!((quartiles.low, quartiles.median, quartiles.high), (2.0, 3.0, 4.0));
        assert_eq!(Quartiles::of([]).median, 0.0);
    }
}
