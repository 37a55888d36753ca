//! How people of a mirrored audience differ: tables of quantiles, so that every machine draws the same.

/// A value between the quantiles of a table, `roll` from 0 to 1.
fn quantile(table: &[f64], roll: f64) -> f64 {
    let at = roll.clamp(0.0, 1.0) * (table.len() - 1) as f64;
    let from = (at as usize).min(table.len().saturating_sub(2));
    table[from] + (table[from + 1] - table[from]) * (at - from as f64)
}

/// Seconds a picture takes to somebody's phone: median 7, 3 to 20, as a log-normal is.
pub(crate) fn delay_s(roll: f64) -> f64 {
    quantile(&[3.0, 4.0, 4.9, 5.6, 6.3, 7.0, 7.9, 9.0, 10.6, 13.4, 20.0], roll)
}

/// Seconds somebody stays: median 4 minutes, as a log-normal is.
pub(crate) fn stay_s(roll: f64) -> f64 {
    quantile(&[45.0, 85.0, 125.0, 165.0, 200.0, 240.0, 290.0, 360.0, 470.0, 690.0, 1_500.0], roll)
}

/// How much somebody does against others: most hardly anything, one in twenty half of all.
pub(crate) fn activity(roll: f64) -> f64 {
    match roll {
        ..0.6 => 0.25,
        0.6..0.95 => 0.5 + (roll - 0.6) * 5.0,
        _ => 6.0 + (roll - 0.95) * 240.0,
    }
}

/// How to say a lane.
pub(crate) fn lane_word(lane: u8) -> &'static str {
    ["top", "mid", "low", "bottom"][usize::from(lane.min(3))]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_go_from_end_to_end_with_the_median_in_the_middle() {
        assert_eq!([delay_s(0.0), delay_s(0.5), delay_s(1.0)], [3.0, 7.0, 20.0]);
        assert_eq!([stay_s(0.0), stay_s(0.5), stay_s(1.0)], [45.0, 240.0, 1_500.0]);
    }

    #[test]
    fn a_few_do_half_of_all() {
        let all: Vec<f64> = (0..1_000).map(|n| activity(f64::from(n) / 1_000.0)).collect();
        let (sum, loud) = (all.iter().sum::<f64>(), all[950..].iter().sum::<f64>());
        assert!((0.35..0.6).contains(&(loud / sum)), "{}", loud / sum);
        assert!(all.is_sorted());
    }
}
