//! The figures as lines for a reader, each beside what is wanted.

use super::figures::{Forecast, Quartiles, Share};

/// One figure.
struct Row {
    name: &'static str,
    value: String,
    wanted: &'static str,
    met: Option<bool>,
}

fn row(name: &'static str, value: String, wanted: &'static str, met: bool) -> Row {
    Row { name, value, wanted, met: Some(met) }
}

fn told(name: &'static str, value: String) -> Row {
    Row { name, value, wanted: "", met: None }
}

fn share(share: Share) -> String {
    if share.cases == 0 { "never".into() } else { format!("{:.1} % ± {:.1}", share.percent, share.error) }
}

fn quartiles(of: Quartiles) -> String {
    format!("{} ({} to {})", of.median, of.low, of.high)
}

fn within(value: f64, from: f64, to: f64) -> bool {
    (from..=to).contains(&value)
}

fn rows(forecast: &Forecast) -> Vec<Row> {
    let f = forecast;
    let left = f.even_sides.left;
    let mut rows = Vec::new();
    match f.unequal_heads {
        Some(wins) => rows.push(row("more heads win", share(wins), "52 to 65 %", within(wins.percent, 52.0, 65.0))),
        None => {
            rows.push(row("left seat wins", share(left), "50 ± 3 %", within(left.percent, 47.0, 53.0)));
            rows.push(told("  bias of pairs", format!("{} %", f.even_sides.bias)));
        }
    }
    let (changes, means, drama, ends) = (&f.lead_changes, &f.lead_means, &f.drama, &f.length_ends);
    rows.extend([
        row("lead changes", quartiles(changes.times), "median 3 or more", changes.times.median >= 3.0),
        row("  at least one", share(changes.any), "95 % or more", changes.any.percent >= 95.0),
        told("  three or more", share(changes.three)),
        row("ahead at 1/2 wins", share(means.half), "55 to 65 %", within(means.half.percent, 55.0, 65.0)),
        row(
            "ahead at 3/4 wins",
            share(means.three_quarters),
            "65 to 80 %",
            within(means.three_quarters.percent, 65.0, 80.0),
        ),
        row("ahead at 95 % wins", share(means.at_95), "more than 88 %", means.at_95.percent > 88.0),
        row("drama of a battle", quartiles(drama.total), "1.8 or more", drama.total.median >= 1.8),
        row("  in the last quarter", format!("{} %", drama.last_quarter), "35 % or more", drama.last_quarter >= 35.0),
        row("peak in the last quarter", share(f.peak.late), "60 % or more", f.peak.late.percent >= 60.0),
        row("comeback from -25 %", share(f.comeback), "20 to 30 %", within(f.comeback.percent, 20.0, 30.0)),
        row("length in seconds", quartiles(ends.seconds), "150 to 240", within(ends.seconds.median, 150.0, 240.0)),
        row("  a castle falls", share(ends.castle), "40 to 70 %", within(ends.castle.percent, 40.0, 70.0)),
        row("  by the clock", share(ends.clock), "20 to 50 %", within(ends.clock.percent, 20.0, 50.0)),
        row("  sudden death", share(ends.sudden_death), "5 to 20 %", within(ends.sudden_death.percent, 5.0, 20.0)),
        told("gates that fall", quartiles(f.gates)),
        row("quiet spell, 95 %", format!("{} s", f.quiet_spell), "3 s at most", f.quiet_spell <= 3.0),
        row("free play", format!("{} %", quartiles(f.free_play)), "40 % or more", f.free_play.median >= 40.0),
        row(
            "hero on the field",
            format!("{} %", quartiles(f.on_the_field)),
            "60 % or more",
            f.on_the_field.median >= 60.0,
        ),
        row("  longest absence, 95 %", format!("{} s", f.longest_absence), "15 s at most", f.longest_absence <= 15.0),
        row("acts answered", share(f.answered), "98 % or more", f.answered.percent >= 98.0),
        row(
            "who comes late, of 100",
            quartiles(f.late_joiner.rank),
            "40 to 60",
            within(f.late_joiner.rank.median, 40.0, 60.0),
        ),
        row("heads over lanes", format!("{}", f.lanes.evenness), "0.8 or more", f.lanes.evenness >= 0.8),
        row("  two lanes fought", format!("{} %", f.lanes.fought), "70 % or more", f.lanes.fought >= 70.0),
        row("a story at the end", share(f.story), "80 % or more", f.story.percent >= 80.0),
        told("chances are off by", format!("{} points", f.odds_error)),
        told("units on the field", format!("{}", f.units)),
    ]);
    if let Some(change) = f.late_joiner.change {
        let value = format!("{:+.1} points ± {:.1}", change.points, change.error);
        rows.push(row("  one in ten more, late", value, "4 to 15 points", within(change.points, 4.0, 15.0)));
    }
    if let Some(agency) = &f.agency {
        rows.push(row("own hero obeys", share(agency.changed), "60 % or more", agency.changed.percent >= 60.0));
        rows.push(told("  an act changes", format!("{:+.1} points", agency.points)));
    }
    for coin in f.coins.iter().flatten() {
        let name = match coin.diamonds {
            10 => "10 diamonds",
            100 => "100 diamonds",
            1_000 => "1,000 diamonds",
            _ => "5,000 diamonds",
        };
        let value = format!("{:+.1} points ± {:.1} at {} %", coin.points, coin.error, coin.at);
        // An error of two is no harm done.
        let harmless = coin.points >= -2.0 * coin.error;
        rows.push(match coin.diamonds {
            1_000 => row(name, value, "3 to 25 points", within(coin.points, 3.0, 25.0)),
            _ => row(name, value, "never less than 0", harmless),
        });
    }
    rows
}

/// The figures of one file, or of two beside each other.
#[must_use]
pub fn table(forecast: &Forecast, against: Option<&Forecast>) -> String {
    let f = forecast;
    let mut lines = vec![format!(
        "{} battles of {} people, {} events a second, from seed {}, heads {}:{}",
        f.battles, f.viewers, f.rate, f.seed, f.heads.0, f.heads.1
    )];
    let other = against.map(rows).unwrap_or_default();
    for (nth, row) in rows(forecast).iter().enumerate() {
        let met = match row.met {
            Some(true) => "yes",
            Some(false) => "NO",
            None => "",
        };
        let beside = other.get(nth).map_or(String::new(), |other| format!("{:<26}", other.value));
        let line = format!("{:<26}{:<26}{beside}{:<18}{met}", row.name, row.value, row.wanted);
        lines.push(line.trim_end().to_owned());
    }
    lines.push(format!(
        "{} battles a minute, {} times real time on all cores",
        f.battles_a_minute.round(),
        f.times_real_time.round()
    ));
    lines.join("\n")
}
