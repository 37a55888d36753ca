//! The rules' numbers in the shape that a tick wants them.

use bevy::prelude::*;

use super::body::{HERO_KIND, Stats};
use crate::{base::UnitKind, rules::Rules};

/// Stats by kind and the table of bonuses. Made anew when the rules change.
#[derive(Resource, Debug, Default, Clone)]
pub(super) struct Numbers {
    stats: Vec<Stats>,
    worth: Vec<u32>,
    bonus: Vec<u32>,
}

impl Numbers {
    pub fn of(rules: &Rules) -> Self {
        let kinds = rules.units.len();
        let mut bonus = vec![100; kinds * kinds];
        for (kind, unit) in rules.units.iter().enumerate() {
            for (against, percent) in &unit.bonus {
                if let Some(cell) = bonus.get_mut(kind * kinds + usize::from(against.0)) {
                    *cell = *percent;
                }
            }
        }
        Self {
            stats: rules.units.iter().map(Stats::troop).collect(),
            worth: rules.units.iter().map(|unit| unit.worth.max(1)).collect(),
            bonus,
        }
    }

    /// `None` for a kind that the rules do not have (any more).
    pub fn stats(&self, kind: UnitKind) -> Option<Stats> {
        self.stats.get(usize::from(kind.0)).copied()
    }

    /// Worth in diamonds, at least 1.
    pub fn worth(&self, kind: UnitKind) -> u32 {
        self.worth.get(usize::from(kind.0)).copied().unwrap_or(1)
    }

    /// Damage in percent of one kind against another; heroes neither give nor get a bonus.
    pub fn bonus(&self, kind: u16, against: u16) -> u32 {
        if kind == HERO_KIND || against == HERO_KIND {
            return 100;
        }
        self.bonus.get(usize::from(kind) * self.stats.len() + usize::from(against)).copied().unwrap_or(100)
    }
}

/// Takes the numbers when the rules are new or changed.
pub(super) fn read(rules: Res<Rules>, mut numbers: ResMut<Numbers>) {
    if rules.is_changed() {
        *numbers = Numbers::of(&rules);
    }
}
