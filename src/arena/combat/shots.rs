//! Things in flight.

use bevy::prelude::*;

use super::damage::{Blow, Damage};
use crate::arena::{
    body::Mark,
    components::{Projectile, ProjectileKind, Spot},
    field::{Field, LANE_GAP},
    numbers::Numbers,
    state::Tick,
};

/// What a projectile does when it lands.
#[derive(Component, Debug, Clone, Copy, PartialEq)]
pub(in crate::arena) struct Shot {
    pub blow: Blow,
    /// What it follows; `None` flies to its spot.
    pub mark: Option<Mark>,
    /// Hurts everyone within, or only its mark when 0.
    pub radius: f32,
}

impl Shot {
    /// Does what it was shot for, at `at`.
    pub fn strike(&self, field: &Field, numbers: &Numbers, damage: &mut Damage, at: Spot) {
        match self.mark {
            Some(Mark::Gate) => damage.hit_gate(&self.blow, at.lane),
            _ if self.radius > 0.0 => damage.area(field, numbers, &self.blow, at, self.radius),
            Some(Mark::Foe(foe)) => {
                if let Some(seen) = field.get(foe) {
                    damage.hit(numbers, &self.blow, seen);
                }
            }
            None => {}
        }
    }
}

/// Ticks a projectile is on its way.
fn flight(kind: ProjectileKind, from: Spot, to: Spot) -> u32 {
    let across = f32::from(from.lane.abs_diff(to.lane)) * LANE_GAP;
    let far = (to.x - from.x).abs() + across;
    match kind {
        ProjectileKind::Arrow => (far / 14.0) as u32 + 3,
        ProjectileKind::Spell => (far / 9.0) as u32 + 4,
        ProjectileKind::Breath => 9,
        ProjectileKind::Meteor => 27,
    }
    .min(45)
}

/// Puts a projectile into the air.
pub(in crate::arena) fn launch(
    commands: &mut Commands,
    field: &mut Field,
    shot: Shot,
    kind: ProjectileKind,
    from: Spot,
    to: Spot,
    tick: u32,
) {
    let lands = tick + flight(kind, from, to);
    let id = field.new_id();
    commands.spawn((Projectile { id, team: shot.blow.team, kind, from, to, launched: tick, lands }, shot));
}

/// Moves aims along with their targets and lets what has come down strike.
pub(in crate::arena) fn land(
    mut commands: Commands,
    field: Res<Field>,
    numbers: Res<Numbers>,
    tick: Res<Tick>,
    mut damage: ResMut<Damage>,
    mut shots: Query<(Entity, &mut Projectile, &Shot)>,
) {
    for (entity, mut projectile, shot) in &mut shots {
        if let Some(Mark::Foe(foe)) = shot.mark
            && let Some(seen) = field.get(foe)
        {
            projectile.to = seen.spot();
        }
        if tick.0 >= projectile.lands {
            shot.strike(&field, &numbers, &mut damage, projectile.to);
            if shot.blow.damage > 0 {
                damage.last_blow = tick.0;
            }
            commands.entity(entity).despawn();
        }
    }
}
