//! The lanterns of the audience: a side's likes, told without words.

use bevy::prelude::*;

use crate::{
    arena::Meters,
    base::TeamId,
    stage::{
        effects::motes::{Mote, MoteSystems, Motes},
        theme::palette::{rgb, side},
        units::motion,
        view::{
            clock::{StageClock, StageSystems},
            layout,
        },
    },
};

/// Draw order of what is thrown up: over the audience.
const Z: f32 = -3.0;

/// Adds the lanterns; [`scene`](super::scene) hands them out.
pub fn plugin(app: &mut App) {
    app.init_resource::<Meters>().add_systems(Update, lanterns.before(MoteSystems).in_set(StageSystems::Draw));
}

/// The light of one of the audience, by side and place.
#[derive(Component, Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::stage) struct Lantern(pub TeamId, pub usize);

/// Heads of a side in the audience.
pub(in crate::stage) const HEADS: usize = 8;

/// Lanterns light one by one as a side's likes come; when the meter fires they are thrown up.
fn lanterns(
    meters: Res<Meters>,
    clock: Res<StageClock>,
    mut fills: Local<[f32; 2]>,
    mut motes: ResMut<Motes>,
    mut all: Query<(&Lantern, &mut Sprite, &Transform)>,
) {
    for team in TeamId::BOTH {
        let Some((fill, _)) = meters.0.get(team.index()) else { continue };
        let Some(before) = fills.get_mut(team.index()) else { continue };
        let fired = *before > 0.6 && *fill < *before - 0.5;
        *before = *fill;
        for (lantern, mut sprite, place) in &mut all {
            if lantern.0 != team {
                continue;
            }
            let lit = (lantern.1 as f32) < fill.clamp(0.0, 1.0) * HEADS as f32;
            let now = motion::approach(sprite.color.alpha(), if lit { 0.5 } else { 0.0 }, 4.0, clock.delta);
            sprite.color = sprite.color.with_alpha(now);
            if fired {
                let at =
                    Vec2::new(place.translation.x + layout::WIDTH / 2.0, layout::HEIGHT / 2.0 - place.translation.y);
                let velocity = Vec2::new(motes.between(-30.0, 30.0), motes.between(-330.0, -250.0));
                let color = rgb(side(team).glow);
                motes.push(Mote { velocity, life: 1.6, size: (40.0, 12.0), color, z: Z, ..Mote::new("fx/glow", at) });
            }
        }
    }
}
