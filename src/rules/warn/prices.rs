//! Gifts that no rule answers, and rules whose prices others take.

use super::{notes::Notes, place::RulePlaces};
use crate::rules::model::{GiftMatch, Rules};

/// Gifts cost at most so many diamonds, with room to spare.
const DEAREST: u32 = 50_000;

pub(super) fn look(rules: &Rules, at: &RulePlaces, notes: &mut Notes) {
    let mut covered: Vec<(u32, u32)> = Vec::new();
    for (rule, node) in rules.gifts.iter().zip(at.rules("gifts")) {
        let GiftMatch::Diamonds(low, high) = rule.matches else { continue };
        // A gift whose price is not told counts as one diamond, so that nothing ever costs 0.
        let span = node.member("diamonds").map_or(0..0, |node| node.span.clone());
        if high == 0 {
            notes.say(
                span,
                "this rule never acts: no gift costs 0 diamonds",
                "a gift of unknown price counts as 1 diamond",
            );
        } else if gaps(&covered, low.max(1), high).is_empty() {
            let help = "put this rule above them, or give it other prices; the first that fits takes the gift";
            notes.say(span, "this rule never acts: rules above it answer all of its prices", help);
        }
        if !rule.limits.pass_by() {
            covered.push((low, high));
        }
    }
    let list = at.section("gifts").unwrap_or_else(|| at.root());
    for (low, high) in gaps(&covered, 1, DEAREST) {
        let which = match (low, high) {
            (low, DEAREST) => format!("{low} diamonds and more"),
            (low, high) if low == high => format!("{low} diamonds"),
            (low, high) => format!("{low} to {high} diamonds"),
        };
        let end = if high == DEAREST { 1_000_000 } else { high };
        let what = format!("no rule always answers gifts of {which}: they call only the cheapest troop");
        notes.say(list.opening(), what, format!("add (diamonds: ({low}, {end}), do: [ ... ]) without limits"));
    }
}

/// The parts of `low..=high` that no range covers.
fn gaps(ranges: &[(u32, u32)], low: u32, high: u32) -> Vec<(u32, u32)> {
    let mut sorted = ranges.to_vec();
    sorted.sort_unstable();
    let mut gaps = Vec::new();
    let mut next = low;
    for (from, to) in sorted {
        if next > high {
            return gaps;
        }
        if from > next {
            gaps.push((next, high.min(from - 1)));
        }
        next = next.max(to.saturating_add(1));
    }
    if next <= high {
        gaps.push((next, high));
    }
    gaps
}
