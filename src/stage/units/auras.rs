//! What lies around a figure: shields, ice, and the tint of what a blow or a power does to it.

use bevy::prelude::*;

use crate::{
    arena::{Buffs, Castles, Motion, Pose, Unit},
    stage::{
        art::Art,
        theme::palette::{rgb, side},
        units::{
            motion,
            puppet::{Aura, FollowSystems, Puppet, PuppetSystems, Puppets},
            puppets,
        },
        view::clock::{StageClock, StageSystems},
    },
};

/// The drawing of an aura.
#[derive(Component, Debug)]
struct AuraSprite(Aura);

/// Draw order within a figure: over its body, under its face.
const Z: f32 = 4.8;

/// Adds the auras.
pub fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (feel.after(puppets::go).in_set(FollowSystems), wrap.after(FollowSystems))
            .in_set(PuppetSystems)
            .in_set(StageSystems::Draw),
    );
}

/// Tells each figure what is done to it; an aura that is new gets its drawing.
fn feel(
    mut commands: Commands,
    units: Query<(&Unit, &Motion, &Buffs)>,
    puppets: Res<Puppets>,
    mut figures: Query<&mut Puppet>,
    art: Res<Art>,
    clock: Res<StageClock>,
    castles: Res<Castles>,
) {
    for (unit, motion, buffs) in &units {
        let Some(root) = puppets.of(unit.id) else { continue };
        let Ok(mut puppet) = figures.get_mut(root) else { continue };
        let frozen = motion.pose == Pose::Frozen || clock.since(buffs.frozen_until) < 0.0;
        let fast = clock.since(buffs.until) < 0.0 && buffs.speed > 100;
        let lost = castles.0.get(unit.team.index()).is_some_and(|castle| castle.max > 0 && castle.health <= 0);
        puppet.tint = match (frozen, fast, lost) {
            (true, ..) => Color::srgb(0.62, 0.82, 1.0),
            (_, true, _) => Color::srgb(1.0, 0.97, 0.8),
            (.., true) => Color::srgb(0.75, 0.72, 0.8),
            _ => motion::hurt(puppet.flinched),
        };
        let aura = if frozen { Some(Aura::Ice) } else { (puppet.health.shield > 0).then_some(Aura::Shield) };
        if puppet.aura != aura {
            puppet.aura = aura;
            if let Some(aura) = aura {
                commands.spawn((drawn(aura, &puppet, &art), ChildOf(root)));
            }
        }
    }
}

fn drawn(aura: Aura, puppet: &Puppet, art: &Art) -> impl Bundle {
    let natural = puppet.tall / puppet.scale().max(0.01);
    let (name, size, color) = match aura {
        Aura::Ice => ("shapes/ice", Vec2::new(90.0, 56.0), Color::WHITE),
        Aura::Shield => ("shapes/shield", Vec2::splat(natural.clamp(80.0, 220.0) * 1.05), rgb(side(puppet.team).glow)),
    };
    let sprite = Sprite { image: art.piece(name).image, custom_size: Some(size), color, ..default() };
    (AuraSprite(aura), sprite, Transform::from_xyz(0.0, 0.0, Z))
}

/// Keeps auras around their figures; one that is over goes.
fn wrap(
    mut commands: Commands,
    puppets: Query<&Puppet>,
    mut auras: Query<(Entity, &ChildOf, &AuraSprite, &mut Transform)>,
) {
    for (entity, of, aura, mut place) in &mut auras {
        let Ok(puppet) = puppets.get(of.parent()) else { continue };
        if puppet.aura != Some(aura.0) {
            commands.entity(entity).despawn();
            continue;
        }
        let up = match aura.0 {
            Aura::Ice => 22.0,
            Aura::Shield => puppet.tall / puppet.scale().max(0.01) * 0.45,
        };
        place.translation.y = up + puppet.height();
    }
}
