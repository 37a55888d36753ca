//! Effects that are too weak or too strong for what they cost, and those that do nothing.

use ron_diagnostics::{Node, Span};

use super::{notes::Notes, place::RulePlaces};
use crate::rules::model::{Action, Behaviour, Effect, GiftMatch, GiftRule, Per, PowerRules, Rules, UnitRules};

/// Points from one castle to the other.
const FIELD: f32 = crate::base::FIELD_LENGTH;
/// Troops are worth at least one of so many parts of their gift's price, and at most so many times of it.
const BOUND: f64 = 4.0;
/// The longest freeze that leaves the other side a game, in seconds.
const FREEZE: f32 = 30.0;

pub(super) fn look(rules: &Rules, at: &RulePlaces, notes: &mut Notes) {
    for (rule, node) in rules.gifts.iter().zip(at.rules("gifts")) {
        let span = node.member("do").map_or_else(|| node.opening(), Node::opening);
        if rule.actions.iter().all(|action| matches!(action, Action::Announce { .. } | Action::ShowMe)) {
            let help = "a gift that shows a line and does nothing disappoints; add Spawn or Power";
            notes.say(span, "this gift does nothing in the battle", help);
        } else if let Some((price, worth)) = unfair(rules, rule) {
            let (word, help) = if worth < price {
                ("under a quarter of", "raise count, or count with per: Diamond(...), so that dear gifts call more")
            } else {
                ("over four times", "lower count, or take a cheaper troop; worth: of a unit says what it should cost")
            };
            let noun = if price > 1.0 { "diamonds" } else { "diamond" };
            let what = format!("a gift of {price} {noun} calls troops worth {worth}: {word} its price");
            notes.say(span, what, help);
        }
    }
    for (unit, (key, node)) in rules.units.iter().zip(at.entries("units")) {
        weak_unit(rules, unit, node, &key.span, notes);
    }
    for (power, (_, node)) in rules.powers.iter().zip(at.entries("powers")) {
        for (effect, node) in power.effects.iter().zip(node.member("effects").map_or(&[][..], Node::items)) {
            if let Some((what, help)) = odd_effect(rules, power, effect) {
                notes.say(node.opening(), what, help);
            }
        }
    }
}

/// A price of this rule at which its troops are out of bounds, and what they are worth then.
fn unfair(rules: &Rules, rule: &GiftRule) -> Option<(f64, f64)> {
    // Where the price is not known, only what counts by diamonds can be weighed; a dear gift rounds little.
    let prices = match rule.matches {
        GiftMatch::Diamonds(low, high) => [low.max(1), high.max(1)],
        GiftMatch::Id(_) | GiftMatch::Name(_) => [50_000, 50_000],
    };
    let known = matches!(rule.matches, GiftMatch::Diamonds(..));
    let by_diamonds =
        |action: &Action| !matches!(action, Action::Spawn { per: Per::Gift, .. } | Action::Spawn { max: Some(_), .. });
    if !known && !rule.actions.iter().all(by_diamonds) {
        return None;
    }
    // A power has no price, so troops beside one may be few.
    let only_troops = !rule.actions.iter().any(|action| {
        !matches!(action, Action::Spawn { .. } | Action::Announce { .. } | Action::ShowMe | Action::Energy(_))
    });
    let troops = rule.actions.iter().any(|action| matches!(action, Action::Spawn { .. }));
    prices.into_iter().filter(|_| troops).find_map(|price| {
        let worth: f64 = rule.actions.iter().map(|action| worth(rules, action, price)).sum();
        let price = f64::from(price);
        (worth > price * BOUND || (only_troops && worth * BOUND < price)).then_some((price, worth))
    })
}

/// What the troops of an action are worth for a gift of this price.
fn worth(rules: &Rules, action: &Action, price: u32) -> f64 {
    let Action::Spawn { unit, count, per, max } = action else { return 0.0 };
    let times = match per {
        Per::Gift => 1.0,
        Per::Diamond(each) => (f64::from(price) / f64::from(*each)).round().max(1.0),
    };
    let troops = (f64::from(*count) * times).min(max.map_or(f64::INFINITY, f64::from));
    troops * f64::from(rules.unit(*unit).worth)
}

fn weak_unit(rules: &Rules, unit: &UnitRules, node: &Node, key: &Span, notes: &mut Notes) {
    let span = |name: &str| node.member(name).map_or_else(|| key.clone(), |node| node.span.clone());
    // A wall is there to stand and to be hit.
    let stands = unit.behaviour == Behaviour::Stand;
    if unit.damage == 0 && !stands {
        notes.say(
            span("damage"),
            format!("{} never hurts anyone: its damage is 0", unit.name),
            "a blow of 5 is that of a militia",
        );
    } else if unit.damage >= rules.field.castle_health {
        let what = format!("one blow of {} fells a castle, which has {} health", unit.name, rules.field.castle_health);
        notes.say(span("damage"), what, "lower damage, or raise field.castle_health");
    }
    if stands {
        return;
    }
    if unit.speed <= 0.0 {
        let help = "a militia walks 62 points a second";
        notes.say(span("speed"), format!("{} never leaves its castle: its speed is 0", unit.name), help);
    } else if unit.lives_s.is_some_and(|seconds| seconds * unit.speed + unit.range < FIELD / 2.0) {
        let what = format!("{} is gone before it reaches the middle of the field", unit.name);
        let help = format!("the field is {FIELD} points long: raise lives_s or speed");
        notes.say(span("lives_s"), what, help);
    }
}

fn odd_effect(rules: &Rules, power: &PowerRules, effect: &Effect) -> Option<(String, String)> {
    let nothing = match effect {
        Effect::Heal { amount, castle } => *amount == 0 && *castle == 0,
        Effect::Buff { speed, damage, .. } => *speed == 100 && *damage == 100,
        Effect::Shield { amount, .. } => *amount == 0,
        Effect::Strike { damage, .. } => *damage == 0,
        Effect::Nova { damage, push, .. } => *damage == 0 && *push <= 0.0,
        Effect::Freeze { .. } => false,
    };
    if nothing {
        return Some((
            format!("this effect of {} changes nothing", power.name),
            "raise its numbers, or take it out".into(),
        ));
    }
    match effect {
        Effect::Strike { radius, .. } | Effect::Nova { radius, .. } if *radius > FIELD => {
            let what = format!("{} reaches {radius} points, farther than the whole field", power.name);
            Some((what, format!("the field is {FIELD} points long; a meteor has a radius of 150")))
        }
        Effect::Strike { damage, .. } | Effect::Nova { damage, .. } if *damage >= rules.field.castle_health => {
            let what = format!("{} hurts more than a whole castle has health", power.name);
            Some((what, "nothing on the field stands that; a meteor has a damage of 90".into()))
        }
        Effect::Freeze { for_s } if *for_s > FREEZE => {
            let what =
                format!("{} holds a side still for {for_s} s of a battle of {} s", power.name, rules.round.battle_s);
            Some((what, format!("at most {FREEZE} s leave the other side a game")))
        }
        _ => None,
    }
}
