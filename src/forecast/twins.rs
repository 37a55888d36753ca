//! What a gift changes, and what people change who come late: each battle is played twice, with it and without.

use super::{
    battle::{Extra, ExtraKind},
    figures::{Change, CoinPoint, tenths},
    runner::{Played, Progress, Setup, Stop, play},
};
use crate::{base::TeamId, rules::Rules};

/// Prices and moments that are tried, the moments in parts of a battle's usual time.
const DIAMONDS: [u32; 4] = [10, 100, 1_000, 5_000];
const MOMENTS: [f32; 3] = [0.3, 0.6, 0.85];
/// When those come who come late, in parts of a battle's usual time.
const NEWCOMERS_AT: f32 = 0.6;

/// Plays the battles anew with each of the gifts. `None` if it was asked to stop.
pub fn coins(rules: &Rules, setup: &Setup, without: &Played, stop: Stop, progress: Progress) -> Option<Vec<CoinPoint>> {
    let mut points = Vec::new();
    for at in MOMENTS {
        for diamonds in DIAMONDS {
            let what = Extra { at, what: ExtraKind::Gift(diamonds) };
            let change = change(rules, setup, what, without, stop, progress)?;
            let at = (at * 100.0).round() as u32;
            points.push(CoinPoint { diamonds, at, points: change.points, error: change.error });
        }
    }
    Some(points)
}

/// What it changes that one in ten more come to a side when most of a battle is over. `None` if it was asked to stop.
pub fn newcomers(rules: &Rules, setup: &Setup, without: &Played, stop: Stop, progress: Progress) -> Option<Change> {
    let what = Extra { at: NEWCOMERS_AT, what: ExtraKind::Newcomers((setup.viewers / 10).max(1)) };
    change(rules, setup, what, without, stop, progress)
}

fn change(
    rules: &Rules,
    setup: &Setup,
    extra: Extra,
    without: &Played,
    stop: Stop,
    progress: Progress,
) -> Option<Change> {
    let with = play(rules, &Setup { extra: Some(extra), ..setup.clone() }, stop, progress)?;
    Some(compare(&wins(&with), &wins(without)))
}

fn wins(played: &Played) -> Vec<f64> {
    played.0.iter().map(|battle| f64::from(u8::from(battle.winner == TeamId::LEFT))).collect()
}

fn compare(with: &[f64], without: &[f64]) -> Change {
    let changes: Vec<f64> = with.iter().zip(without).map(|(with, without)| with - without).collect();
    let count = changes.len().max(1) as f64;
    let mean = changes.iter().sum::<f64>() / count;
    let spread = changes.iter().map(|change| (change - mean).powi(2)).sum::<f64>() / count;
    Change { points: tenths(mean * 100.0), error: tenths((spread / count).sqrt() * 100.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_gift_changes_is_counted_battle_by_battle() {
        let change = compare(&[1.0, 1.0, 0.0, 1.0], &[0.0, 1.0, 0.0, 1.0]);
        assert_eq!(change.points, 25.0);
        assert!(change.error > 10.0);
    }
}
