//! Two players turn out to be one person: one hero goes, and all that it earned and sent is the other's.

use bevy::prelude::*;

use super::records::{Heroes, Whereabouts};
use crate::arena::{
    body::Fight,
    combat::{pending::PendingPowers, shots::Shot},
    components::{Hero, Unit},
    field::Field,
    requests::{BoostRequested, MergeRequested},
    state::{Phase, Reserve, Round, Tallies},
};
use crate::base::PlayerId;

type Bodies<'w, 's> = Query<'w, 's, (&'static mut Unit, &'static Fight, Option<&'static Hero>)>;

/// Runs after joins, so that who stays has a hero, and before boosts, so that its level is right in the same tick.
pub(in crate::arena) fn merge(
    mut commands: Commands,
    mut requests: MessageReader<MergeRequested>,
    mut heroes: ResMut<Heroes>,
    mut field: ResMut<Field>,
    mut tallies: ResMut<Tallies>,
    mut reserve: ResMut<Reserve>,
    round: Res<Round>,
    mut fired: ResMut<PendingPowers>,
    mut bodies: Bodies,
    mut shots: Query<&mut Shot>,
    mut boosts: MessageWriter<BoostRequested>,
) {
    for MergeRequested { from, into } in requests.read().copied() {
        let levels = level(&heroes, &bodies, from).saturating_sub(level(&heroes, &bodies, into));
        // What is given on the podium counts for the next round, for which everyone begins anew.
        if levels > 0 && round.phase != Phase::Podium {
            boosts.write(BoostRequested { player: into, levels, energy: 0, wake: false });
        }
        if let Some(gone) = heroes.0.remove(&from) {
            if let Whereabouts::Out { entity, .. } = gone.place
                && let Ok((_, fight, _)) = bodies.get(entity)
            {
                field.free_slot(fight.slot);
                commands.entity(entity).despawn();
            }
            if let Some(stays) = heroes.0.get_mut(&into) {
                stays.head_start = stays.head_start.max(gone.head_start);
            }
        }
        tallies.merge(from, into);
        reserve.merge(from, into);
        let pass_on = |by: &mut Option<PlayerId>| *by = if *by == Some(from) { Some(into) } else { *by };
        bodies.iter_mut().for_each(|(mut unit, ..)| pass_on(&mut unit.by));
        shots.iter_mut().for_each(|mut shot| pass_on(&mut shot.blow.by));
        fired.0.iter_mut().for_each(|power| pass_on(&mut power.by));
    }
}

/// The level of a player's hero, as it stands on the field or waits; nought without one.
fn level(heroes: &Heroes, bodies: &Bodies, player: PlayerId) -> u8 {
    let Some(record) = heroes.get(player) else { return 0 };
    let out = match record.place {
        Whereabouts::Out { entity, .. } => bodies.get(entity).ok().and_then(|(.., hero)| hero),
        _ => None,
    };
    out.unwrap_or(&record.hero).level
}
