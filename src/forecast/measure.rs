//! What many battles say: one member a figure, each with its error or its quartiles, and whether it is as wanted.

use serde::Serialize;

use super::{
    battle::Battle,
    coins::CoinPoint,
    odds::{Moment, Odds},
    runner::{Played, Setup},
};
use crate::{arena::EndedBy, base::TICK_HZ, rules::Rules};

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

fn sorted(values: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values
}

/// The value below which a part of the others lie; nought of none.
fn quantile(sorted: &[f64], part: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return 0.0 };
    let at = part * last as f64;
    let (from, to) = (at.floor() as usize, at.ceil() as usize);
    sorted[from] + (sorted[to] - sorted[from]) * at.fract()
}

fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

fn hundredths(value: f64) -> f64 {
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

/// How people spread.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LaneUse {
    /// Entropy of heads over lanes, in parts of the greatest.
    pub evenness: f64,
    /// Percent of the time in which two lanes or more were fought in.
    pub fought: f64,
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

/// Figures of these battles, which took so many seconds to play.
#[must_use]
pub fn measure(rules: &Rules, setup: &Setup, played: &Played, took_s: f64) -> Forecast {
    let battles = &played.0;
    let length = f64::from(rules.round.battle_s).max(1.0);
    let odds = Odds::fit(&moments(battles, length));
    let all = battles.len();
    let share = |which: &dyn Fn(&Battle) -> bool| Share::of(battles.iter().filter(|b| which(b)).count(), all);
    let game_s: f64 = battles.iter().map(|battle| f64::from(battle.ticks) / f64::from(TICK_HZ)).sum();
    let drama: Vec<_> = battles.iter().map(|battle| swings(battle, &odds, length)).collect();
    let percent = |parts: &dyn Fn(&Battle) -> Option<f32>| {
        Quartiles::of(battles.iter().filter_map(parts).map(|part| f64::from(part) * 100.0))
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
        quiet_spell: hundredths(quantile(&sorted(battles.iter().map(|battle| f64::from(battle.quiet_s))), 0.95)),
        free_play: percent(&|battle| battle.free_play),
        on_the_field: percent(&|battle| battle.on_field),
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
        let note = |(nth, lead): (usize, &f32)| super::super::battle::Note {
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
            lanes: (0.9, 0.8),
            gates: Vec::new(),
            ticks: 3_000,
            units: 40.0,
        }
    }

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
