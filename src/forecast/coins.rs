//! What a gift changes: each battle is played twice, with it and without.

use serde::Serialize;

use super::{
    battle::ExtraGift,
    runner::{Played, Setup, play},
};
use crate::{base::TeamId, rules::Rules};

/// Prices and moments that are tried, the moments in parts of a battle's usual time.
const DIAMONDS: [u32; 4] = [10, 100, 1_000, 5_000];
const MOMENTS: [f32; 3] = [0.3, 0.6, 0.85];

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

/// Plays the battles anew with each of the gifts. `None` if it was asked to stop.
pub fn coins(
    rules: &Rules,
    setup: &Setup,
    without: &Played,
    stop: &(dyn Fn() -> bool + Sync),
    progress: &(dyn Fn(u32) + Sync),
) -> Option<Vec<CoinPoint>> {
    let mut points = Vec::new();
    for at in MOMENTS {
        for diamonds in DIAMONDS {
            let setup = Setup { gift: Some(ExtraGift { diamonds, at }), ..setup.clone() };
            let with = play(rules, &setup, stop, progress)?;
            points.push(point(diamonds, at, &wins(&with), &wins(without)));
        }
    }
    Some(points)
}

fn wins(played: &Played) -> Vec<f64> {
    played.0.iter().map(|battle| f64::from(u8::from(battle.winner == TeamId::LEFT))).collect()
}

fn point(diamonds: u32, at: f32, with: &[f64], without: &[f64]) -> CoinPoint {
    let changes: Vec<f64> = with.iter().zip(without).map(|(with, without)| with - without).collect();
    let count = changes.len().max(1) as f64;
    let mean = changes.iter().sum::<f64>() / count;
    let spread = changes.iter().map(|change| (change - mean).powi(2)).sum::<f64>() / count;
    let tenths = |value: f64| (value * 1_000.0).round() / 10.0;
    CoinPoint {
        diamonds,
        at: (at * 100.0).round() as u32,
        points: tenths(mean),
        error: tenths((spread / count).sqrt()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_gift_changes_is_counted_battle_by_battle() {
        let point = point(1_000, 0.6, &[1.0, 1.0, 0.0, 1.0], &[0.0, 1.0, 0.0, 1.0]);
        assert_eq!((point.points, point.at), (25.0, 60));
        assert!(point.error > 10.0);
    }
}
