//! What lies around a puppet: shields, ice, and the tint of what a power does to it.

use bevy::prelude::*;

use crate::{
    arena::{Buffs, Castles, Health, Motion, Pose, Unit},
    stage::{
        art::Art,
        theme::palette::{rgb, side},
        units::{
            motion::{self},
            puppet::{Part, PosedSystems, Puppet, PuppetSystems, Puppets},
        },
        view::clock::{StageClock, StageSystems},
    },
};

/// Adds the auras.
pub fn plugin(app: &mut App) {
    app.add_systems(Update, dress.after(PosedSystems).in_set(PuppetSystems).in_set(StageSystems::Draw));
}

/// Shields, ice, the tint of what a power does.
fn dress(
    mut commands: Commands,
    units: Query<(&Unit, &Health, &Motion, &Buffs)>,
    puppets: Res<Puppets>,
    mut figures: Query<&mut Puppet>,
    mut parts: Query<(&mut Sprite, &mut Transform, &Part), Without<Puppet>>,
    art: Res<Art>,
    clock: Res<StageClock>,
    castles: Res<Castles>,
) {
    for (unit, health, motion, buffs) in &units {
        let Some(mut puppet) = puppets.by_unit.get(&unit.id).and_then(|entity| figures.get_mut(*entity).ok()) else {
            continue;
        };
        let root = puppets.by_unit.get(&unit.id).copied().unwrap_or(Entity::PLACEHOLDER);
        let frozen = motion.pose == Pose::Frozen || clock.since(buffs.frozen_until) < 0.0;
        aura(&mut commands, root, &mut puppet, health, frozen, &mut parts, &art);
        if let Ok((mut sprite, ..)) = parts.get_mut(puppet.body) {
            let alpha = sprite.color.alpha();
            let fast = clock.since(buffs.until) < 0.0 && buffs.speed > 100;
            sprite.color = match (frozen, fast) {
                (true, _) => Color::srgb(0.62, 0.82, 1.0),
                (_, true) => Color::srgb(1.0, 0.97, 0.8),
                _ if castles.0.get(unit.team.index()).is_some_and(|castle| castle.max > 0 && castle.health <= 0) => {
                    Color::srgb(0.75, 0.72, 0.8)
                }
                _ => motion::hurt(puppet.flinched),
            }
            .with_alpha(alpha);
        }
    }
}

fn aura(
    commands: &mut Commands,
    root: Entity,
    puppet: &mut Puppet,
    health: &Health,
    frozen: bool,
    parts: &mut Query<(&mut Sprite, &mut Transform, &Part), Without<Puppet>>,
    art: &Art,
) {
    let wanted = if frozen {
        Some((art.piece("shapes/ice"), Vec2::new(90.0, 56.0), 22.0, Color::WHITE))
    } else if health.shield > 0 {
        let tall = puppet.tall / (puppet.standing.scale * puppet.size).max(0.01);
        let glow = rgb(side(puppet.team).glow);
        Some((art.piece("shapes/shield"), Vec2::splat(tall.clamp(80.0, 220.0) * 1.05), tall * 0.45, glow))
    } else {
        None
    };
    match (wanted, puppet.aura) {
        (None, Some(old)) => {
            commands.entity(old).despawn();
            puppet.aura = None;
        }
        (Some((piece, size, up, colour)), None) => {
            let sprite = Sprite { image: piece.image, custom_size: Some(size), color: colour, ..default() };
            let place = Transform::from_xyz(0.0, up, 4.8);
            puppet.aura = Some(commands.spawn((Part::Aura, sprite, place, ChildOf(root))).id());
        }
        (Some((piece, size, up, colour)), Some(old)) => {
            if let Ok((mut sprite, mut place, _)) = parts.get_mut(old) {
                sprite.image = piece.image;
                sprite.custom_size = Some(size);
                sprite.color = colour;
                place.translation.y = up + puppet.standing.height;
            }
        }
        (None, None) => {}
    }
}
