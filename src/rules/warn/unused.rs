//! Units and powers that no rule calls.

use super::{
    notes::{Notes, deeds},
    place::RulePlaces,
};
use crate::{
    base::{PowerId, UnitKind},
    rules::model::{Action, Rules},
};

pub(super) fn look(rules: &Rules, at: &RulePlaces, notes: &mut Notes) {
    let mut units: Vec<UnitKind> = rules.director.troops.clone();
    units.extend(rules.waves.iter().flat_map(|waves| waves.troops.iter().chain(&waves.boss)));
    units.extend(rules.battle.recruits.map(|recruits| recruits.unit));
    let mut powers: Vec<PowerId> = rules.field.beacon_power.into_iter().collect();
    for action in deeds(rules) {
        match action {
            Action::Spawn { unit, .. } => units.push(*unit),
            Action::Power { power, .. } => powers.push(*power),
            _ => {}
        }
    }
    for (index, (key, _)) in at.entries("units").iter().enumerate() {
        if !units.iter().any(|kind| usize::from(kind.0) == index) {
            let help = "give a rule Spawn(unit: ...) of it, name it in director: (troops: [ ... ]), or take it out";
            notes.say(key.span.clone(), "nothing calls this unit", help);
        }
    }
    for (index, (key, _)) in at.entries("powers").iter().enumerate() {
        if !powers.iter().any(|power| usize::from(power.0) == index) {
            let help = "give a rule Power(name: ..., on: Team) of it, or take it out";
            notes.say(key.span.clone(), "nothing calls this power", help);
        }
    }
}
