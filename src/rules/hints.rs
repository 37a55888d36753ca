//! What is sound in a rules file, and yet hardly meant.

use super::{Action, GiftMatch, PowerId, Rules, UnitKind};

/// Gifts cost at most so many diamonds, with room to spare.
const DEAREST: u32 = 50_000;

/// What a streamer may want to look at: gifts that nothing answers, rules that are never reached, troops and powers that
/// nothing calls. One line each; empty for a file without any.
#[must_use]
pub fn advice(rules: &Rules) -> Vec<String> {
    let mut advice = Vec::new();
    prices(rules, &mut advice);
    unused(rules, &mut advice);
    advice
}

/// Gaps between price ranges, and ranges that earlier ones cover.
fn prices(rules: &Rules, advice: &mut Vec<String>) {
    let mut covered: Vec<(u32, u32)> = Vec::new();
    for (index, rule) in rules.gifts.iter().enumerate() {
        let GiftMatch::Diamonds(low, high) = rule.matches else { continue };
        if gaps(&covered, low, high).is_empty() {
            advice.push(format!(
                "gifts[{index}] ({} diamonds) never acts: rules above it answer all of its prices",
                rule.label
            ));
        }
        if !rule.limits.pass_by() {
            covered.push((low, high));
        }
    }
    for (low, high) in gaps(&covered, 0, DEAREST) {
        advice.push(match (low, high) {
            (0, 0) => "a gift whose price TikTok does not tell (0 diamonds) does nothing".into(),
            (low, DEAREST) => format!("gifts of {low} diamonds and more do nothing, unless by name or id"),
            (low, high) if low == high => format!("gifts of {low} diamonds do nothing, unless by name or id"),
            (low, high) => format!("gifts of {low} to {high} diamonds do nothing, unless by name or id"),
        });
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

/// Units and powers that no rule calls.
fn unused(rules: &Rules, advice: &mut Vec<String>) {
    let mut units: Vec<UnitKind> = rules.director.troops.clone();
    let mut powers: Vec<PowerId> = rules.field.beacon_power.into_iter().chain(rules.field.last_stand).collect();
    let gifts = rules.gifts.iter().flat_map(|rule| &rule.actions);
    let likes = rules.likes.iter().flat_map(|rule| rule.turns.iter().flatten());
    let chat = rules.chat.iter().flat_map(|rule| &rule.actions);
    for action in gifts.chain(likes).chain(chat).chain(rules.events.values().flat_map(|rule| &rule.actions)) {
        match action {
            Action::Spawn { unit, .. } => units.push(*unit),
            Action::Power { power, .. } => powers.push(*power),
            _ => {}
        }
    }
    for unit in rules.units.iter().filter(|unit| rules.unit_named(&unit.id).is_none_or(|kind| !units.contains(&kind))) {
        advice.push(format!("nothing calls the unit {:?}", unit.id));
    }
    for power in rules.powers.iter().filter(|power| rules.power_named(&power.id).is_none_or(|id| !powers.contains(&id)))
    {
        advice.push(format!("nothing calls the power {:?}", power.id));
    }
}
