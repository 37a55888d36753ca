//! Troops and powers in plain words.

use super::fit::TableRow;
use crate::rules::model::{Behaviour, Effect, Rules, UnitRules};

/// A row for every unit and every power.
pub(super) fn rows(rules: &Rules) -> Vec<TableRow> {
    let units = rules.units.iter().map(|unit| ("troops", unit.name.to_string(), troop(rules, unit)));
    let powers = rules.powers.iter().map(|power| {
        let effects: Vec<String> = power.effects.iter().map(effect).collect();
        ("powers", power.name.to_string(), effects.join("; "))
    });
    units.chain(powers).collect()
}

fn troop(rules: &Rules, unit: &UnitRules) -> String {
    let mut parts = vec![
        format!("worth {}", unit.worth),
        format!("{} health", unit.health),
        format!("{} damage every {} s", unit.damage, unit.every_s),
        match unit.behaviour {
            Behaviour::March => "fights hand to hand".into(),
            Behaviour::Skirmish => format!("shoots {} points far", unit.range),
            Behaviour::Cast { radius } => format!("throws spells {} points far, {radius} wide", unit.range),
            Behaviour::Siege => "hits the gate only".into(),
            Behaviour::Fly => "flies".into(),
            Behaviour::Smash { radius } => format!("stamps {radius} points wide"),
            Behaviour::Stand => "stands before its own gate and draws blows".into(),
            Behaviour::Breathe { length } => format!("flies and burns {length} points ahead"),
        },
    ];
    if unit.armour > 0 {
        parts.push(format!("armour {}", unit.armour));
    }
    if unit.siege != 100 {
        parts.push(format!("{} % against castles", unit.siege));
    }
    let good: Vec<String> =
        unit.bonus.iter().map(|(kind, n)| format!("{n} % against {}", rules.unit(*kind).name)).collect();
    parts.extend(good);
    if unit.hits_air {
        parts.push("hits what flies".into());
    }
    if let Some(seconds) = unit.lives_s {
        parts.push(format!("leaves after {seconds} s"));
    }
    parts.join(", ")
}

fn effect(effect: &Effect) -> String {
    match effect {
        Effect::Heal { amount, castle: 0 } => format!("heals {amount}"),
        Effect::Heal { amount, castle } => format!("heals {amount}, a castle {castle}"),
        Effect::Buff { speed, damage, for_s } => format!("{speed} % speed and {damage} % damage for {for_s} s"),
        Effect::Shield { amount, for_s } => format!("takes {amount} damage for {for_s} s"),
        Effect::Strike { damage, radius } => {
            format!("{damage} damage where the enemy is thickest, {radius} points wide")
        }
        Effect::Freeze { for_s } => format!("nobody moves for {for_s} s"),
        Effect::Nova { damage, radius, push } => {
            format!("a ring of {radius} points: {damage} damage, pushes {push} points back")
        }
    }
}
