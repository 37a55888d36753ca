//! What many battles say, in figures.

use super::{
    figures::{
        Drama, Ends, EvenSides, Forecast, LaneUse, LateJoiner, LeadChanges, LeadMeans, Peak, Quartiles, Share,
        hundredths, quantile, sorted, tenths,
    },
    notes::Battle,
    odds::{Moment, Odds},
    runner::{Played, Setup},
};
use crate::{arena::EndedBy, base::TICK_HZ, rules::Rules};

/// The chances to win by these battles.
pub(super) fn odds(rules: &Rules, played: &Played) -> Odds {
    Odds::fit(&moments(&played.0, f64::from(rules.round.battle_s).max(1.0)))
}

/// Figures of these battles, which took so many seconds to play.
#[must_use]
pub fn measure(rules: &Rules, setup: &Setup, played: &Played, took_s: f64) -> Forecast {
    let battles = &played.0;
    let length = f64::from(rules.round.battle_s).max(1.0);
    let odds = odds(rules, played);
    let all = battles.len();
    let share = |which: &dyn Fn(&Battle) -> bool| Share::of(battles.iter().filter(|b| which(b)).count(), all);
    let game_s: f64 = battles.iter().map(|battle| f64::from(battle.ticks) / f64::from(TICK_HZ)).sum();
    let drama: Vec<_> = battles.iter().map(|battle| swings(battle, &odds, length)).collect();
    let percent = |parts: &dyn Fn(&Battle) -> Option<f32>| {
        Quartiles::of(battles.iter().filter_map(parts).map(|part| f64::from(part) * 100.0))
    };
    let in_95 = |value: &dyn Fn(&Battle) -> f32| {
        hundredths(quantile(&sorted(battles.iter().map(|battle| f64::from(value(battle)))), 0.95))
    };
    let mean = |part: &dyn Fn(&Battle) -> f32| {
        battles.iter().map(|battle| f64::from(part(battle))).sum::<f64>() / all.max(1) as f64
    };
    Forecast {
        throng: env!("CARGO_PKG_VERSION"),
        rules_hash: format!("{:016x}", rules.hash),
        battles: setup.battles,
        viewers: setup.viewers,
        rate: hundredths(setup.rate),
        seed: setup.seed,
        heads: setup.heads,
        even_sides: even_sides(battles),
        unequal_heads: unequal_heads(battles, setup.heads),
        lead_changes: LeadChanges {
            times: Quartiles::of(battles.iter().map(|battle| f64::from(battle.lead_changes))),
            any: share(&|battle| battle.lead_changes >= 1),
            three: share(&|battle| battle.lead_changes >= 3),
        },
        lead_means: lead_means(battles),
        peak: Peak { late: Share::of(drama.iter().filter(|tenths| peaks_late(tenths)).count(), all) },
        drama: drama_of(&drama),
        comeback: comeback(battles),
        length_ends: Ends {
            seconds: Quartiles::of(battles.iter().map(|battle| f64::from(battle.seconds))),
            castle: share(&|battle| battle.ended_by == EndedBy::Castle),
            clock: share(&|battle| battle.ended_by == EndedBy::Clock),
            sudden_death: share(&|battle| battle.ended_by == EndedBy::SuddenDeath),
        },
        gates: Quartiles::of(battles.iter().map(|battle| battle.gates.len() as f64)),
        quiet_spell: in_95(&|battle| battle.quiet_s),
        free_play: percent(&|battle| battle.free_play),
        on_the_field: percent(&|battle| battle.on_field),
        longest_absence: in_95(&|battle| battle.absent_s),
        answered: Share::of(
            battles.iter().map(|battle| battle.answered.0).sum(),
            battles.iter().map(|battle| battle.answered.1).sum(),
        ),
        agency: None,
        late_joiner: LateJoiner {
            rank: Quartiles::of(battles.iter().flat_map(|battle| &battle.late_ranks).map(|rank| f64::from(*rank))),
            change: None,
        },
        lanes: LaneUse {
            evenness: hundredths(mean(&|battle| battle.lanes.0)),
            fought: tenths(mean(&|battle| battle.lanes.1) * 100.0),
        },
        story: share(&has_story),
        coins: None,
        odds_error: tenths(odds.error(&moments(battles, length)) * 100.0),
        times_real_time: tenths(game_s / took_s.max(1e-9)),
        battles_a_minute: tenths(all as f64 * 60.0 / took_s.max(1e-9)),
        units: tenths(mean(&|battle| battle.units)),
    }
}

fn moments(battles: &[Battle], length: f64) -> Vec<Moment> {
    let of = |battle: &Battle| {
        let won = battle.winner == crate::base::TeamId::LEFT;
        battle
            .notes
            .iter()
            .step_by(4)
            .map(|note| Moment { lead: note.lead.into(), progress: f64::from(note.at) / length, won })
            .collect::<Vec<_>>()
    };
    battles.iter().flat_map(of).collect()
}

fn won_left(battle: &Battle) -> bool {
    battle.winner == crate::base::TeamId::LEFT
}

fn even_sides(battles: &[Battle]) -> EvenSides {
    let pairs = battles.chunks_exact(2);
    let count = pairs.len().max(1) as f64;
    let both = |left: bool| pairs.clone().filter(|pair| pair.iter().all(|b| won_left(b) == left)).count() as f64;
    EvenSides {
        left: Share::of(battles.iter().filter(|battle| won_left(battle)).count(), battles.len()),
        bias: tenths((both(true) - both(false)) / count * 100.0),
    }
}

fn unequal_heads(battles: &[Battle], heads: (u32, u32)) -> Option<Share> {
    if heads.0 == heads.1 {
        return None;
    }
    // The first of the two proportions sits on the left in every other battle.
    let first = |(nth, battle): &(usize, &Battle)| won_left(battle) == nth.is_multiple_of(2);
    let won = battles.iter().enumerate().filter(first).count();
    Some(Share::of(if heads.0 > heads.1 { won } else { battles.len() - won }, battles.len()))
}

fn lead_means(battles: &[Battle]) -> LeadMeans {
    let at = |part: f32| {
        let (mut right, mut cases) = (0, 0);
        for battle in battles {
            let Some(note) = battle.notes.iter().rfind(|note| note.at <= battle.seconds * part) else { continue };
            if note.lead != 0.0 {
                cases += 1;
                right += usize::from((note.lead > 0.0) == won_left(battle));
            }
        }
        Share::of(right, cases)
    };
    LeadMeans { half: at(0.5), three_quarters: at(0.75), at_95: at(0.95) }
}

/// Changes of the chance to win in each tenth of a battle, and in its last quarter.
fn swings(battle: &Battle, odds: &Odds, length: f64) -> ([f64; 10], f64) {
    let (mut tenths, mut late, mut before) = ([0.0; 10], 0.0, 0.5);
    let whole = f64::from(battle.seconds).max(0.1);
    let chances = battle
        .notes
        .iter()
        .map(|note| (f64::from(note.at) / whole, odds.chance(note.lead.into(), f64::from(note.at) / length)));
    let end = (1.0, if won_left(battle) { 1.0 } else { 0.0 });
    for (along, chance) in chances.chain([end]) {
        let swing = (chance - before).abs();
        tenths[((along * 10.0) as usize).min(9)] += swing;
        late += if along >= 0.75 { swing } else { 0.0 };
        before = chance;
    }
    (tenths, late)
}

fn peaks_late((tenths, _): &([f64; 10], f64)) -> bool {
    let peak = (0..10).max_by(|a, b| tenths[*a].total_cmp(&tenths[*b]));
    // The last quarter begins in the middle of the eighth.
    peak.is_some_and(|tenth| tenth >= 7)
}

fn drama_of(swings: &[([f64; 10], f64)]) -> Drama {
    let total = |tenths: &[f64; 10]| tenths.iter().sum::<f64>();
    let all: f64 = swings.iter().map(|(tenths, _)| total(tenths)).sum::<f64>().max(1e-9);
    let by_tenth =
        std::array::from_fn(|nth| tenths_of_percent(swings.iter().map(|(tenths, _)| tenths[nth]).sum::<f64>() / all));
    let late: f64 = swings.iter().map(|(_, late)| late).sum();
    Drama {
        total: Quartiles::of(swings.iter().map(|(tenths, _)| total(tenths))),
        by_tenth,
        last_quarter: tenths_of_percent(late / all),
    }
}

fn tenths_of_percent(part: f64) -> f64 {
    tenths(part * 100.0)
}

/// Sides that were behind by a quarter of a castle at some time, and those of them that won.
fn comeback(battles: &[Battle]) -> Share {
    let (mut won, mut cases) = (0, 0);
    for battle in battles {
        for (side, left) in [(1.0, true), (-1.0, false)] {
            if battle.notes.iter().any(|note| note.lead * side <= -0.25) {
                cases += 1;
                won += usize::from(won_left(battle) == left);
            }
        }
    }
    Share::of(won, cases)
}

/// Whether the end was worth waiting for.
fn has_story(battle: &Battle) -> bool {
    let late = |at: f32| at >= battle.seconds - 20.0;
    let leads = battle.notes.iter().filter(|note| late(note.at)).map(|note| note.lead);
    let (least, most) = leads.fold((f32::MAX, f32::MIN), |(least, most), lead| (least.min(lead), most.max(lead)));
    matches!(battle.ended_by, EndedBy::Castle | EndedBy::SuddenDeath)
        || battle.gates.iter().any(|at| late(*at))
        || (least <= -0.02 && most >= 0.02)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::TeamId;

    /// A battle of 100 seconds with these leads, evenly spaced.
    fn battle(leads: &[f32], left_wins: bool) -> Battle {
        let step = 100.0 / leads.len() as f32;
        let note = |(nth, lead): (usize, &f32)| super::super::notes::Note {
            at: nth as f32 * step,
            lead: *lead,
            ground: 0.5,
            castles: [1.0; 2],
        };
        Battle {
            notes: leads.iter().enumerate().map(note).collect(),
            winner: if left_wins { TeamId::LEFT } else { TeamId::RIGHT },
            ended_by: EndedBy::Clock,
            seconds: 100.0,
            lead_changes: 2,
            quiet_s: 1.0,
            free_play: Some(0.5),
            on_field: Some(0.8),
            absent_s: 8.0,
            answered: (9, 10),
            late_ranks: vec![50.0],
            lanes: (0.9, 0.8),
            gates: Vec::new(),
            ticks: 3_000,
            units: 40.0,
        }
    }

    #[test]
    fn seats_and_heads_are_told_apart() {
        // The left seat always wins: it is biased, and heads do not matter.
        let battles: Vec<Battle> = (0..8).map(|_| battle(&[0.1; 20], true)).collect();
        assert_eq!((even_sides(&battles).left.percent, even_sides(&battles).bias), (100.0, 100.0));
        assert_eq!(unequal_heads(&battles, (60, 40)).unwrap().percent, 50.0);
        // The side of the first proportion always wins, wherever it sits.
        let battles: Vec<Battle> = (0..8).map(|nth| battle(&[0.1; 20], nth % 2 == 0)).collect();
        assert_eq!((even_sides(&battles).left.percent, even_sides(&battles).bias), (50.0, 0.0));
        assert_eq!(unequal_heads(&battles, (60, 40)).unwrap().percent, 100.0);
        assert_eq!(unequal_heads(&battles, (40, 60)).unwrap().percent, 0.0);
    }

    #[test]
    fn who_is_ahead_when_and_who_comes_back() {
        let turned = battle(&[-0.3, -0.3, -0.3, -0.3, 0.2, 0.2], true);
        let means = lead_means(std::slice::from_ref(&turned));
        assert_eq!((means.half.percent, means.three_quarters.percent, means.at_95.percent), (0.0, 100.0, 100.0));
        assert_eq!(comeback(&[turned]).percent, 100.0);
        assert_eq!(comeback(&[battle(&[-0.3, 0.3], true)]).cases, 2, "both were behind");
        assert!(has_story(&battle(&[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, -0.1, 0.1], true)));
        assert!(!has_story(&battle(&[0.1; 10], true)));
    }

    #[test]
    fn what_swings_late_is_late_drama() {
        let moments: Vec<Moment> = (0..200)
            .map(|nth| Moment { lead: if nth % 2 == 0 { 0.3 } else { -0.3 }, progress: 0.5, won: nth % 2 == 0 })
            .collect();
        let odds = Odds::fit(&moments);
        let late = swings(&battle(&[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.3, -0.3], false), &odds, 100.0);
        let early = swings(&battle(&[0.3, -0.3, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0], false), &odds, 100.0);
        assert!(peaks_late(&late) && !peaks_late(&early));
        assert!(drama_of(&[late]).last_quarter > 95.0 && drama_of(&[early]).last_quarter < 60.0);
    }
}
