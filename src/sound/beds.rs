//! What lies below: a bed for each phase, and over the battle's a second layer, the louder the more is at stake.

use bevy::prelude::*;

use crate::{
    arena::{Phase, Round, Tick},
    base::seconds,
    rules::Rules,
    schedule::ThrongSystems,
};

/// The beds that lie below now, each with its level from 0 to 1.
#[derive(Resource, Debug, Clone, PartialEq, Default)]
pub(super) struct Beds(pub Vec<(&'static str, f32)>);

/// Every bed.
#[cfg(test)]
pub(super) const NAMES: [&str; 5] = ["bed-lobby", "bed-battle", "bed-battle-tension", "bed-sudden-death", "bed-podium"];
/// Seconds at the end in which the tension is whole.
const END_S: f32 = 20.0;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Beds>().add_systems(Update, choose.in_set(ThrongSystems::Show));
}

fn choose(round: Res<Round>, tick: Res<Tick>, rules: Res<Rules>, mut beds: ResMut<Beds>) {
    let wanted = match round.phase {
        Phase::Lobby => vec![("bed-lobby", 1.0)],
        Phase::Battle => vec![("bed-battle", 1.0), ("bed-battle-tension", tension(&round, tick.0, &rules))],
        Phase::SuddenDeath => vec![("bed-sudden-death", 1.0)],
        Phase::Podium => vec![("bed-podium", 1.0)],
    };
    beds.set_if_neq(Beds(wanted));
}

/// How much is at stake, from 0 to 1, in steps: by the act, and all of it at the end.
fn tension(round: &Round, tick: u32, rules: &Rules) -> f32 {
    if seconds(round.until.saturating_sub(tick)) <= END_S {
        return 1.0;
    }
    let acts = &rules.battle.tempo;
    let now = round.act(rules, tick).and_then(|act| acts.iter().position(|other| other == act)).unwrap_or(0);
    // Few acts.
    0.1 + 0.8 * now as f32 / acts.len().saturating_sub(1).max(1) as f32
}
