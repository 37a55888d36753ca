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
struct AuraSprite {
    aura: Aura,
    /// What stays of a shield.
    mark: Handle<Image>,
    /// Seconds since it came.
    age: f32,
}

/// Draw order within a figure: over its body, under its face.
const Z: f32 = 4.8;

/// Seconds for which a shield is seen around somebody.
const BUBBLE_S: f32 = 1.0;
/// Size of the mark that says it holds.
const MARK: f32 = 30.0;

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
    let (name, size, color) = match aura {
        Aura::Ice => ("shapes/ice", Vec2::new(90.0, 56.0), Color::WHITE),
        Aura::Shield => {
            ("shapes/shield", Vec2::splat(puppet.tall().clamp(80.0, 220.0) * 1.05), rgb(side(puppet.team).glow))
        }
    };
    let sprite = Sprite { image: art.piece(name).image, custom_size: Some(size), color, ..default() };
    (AuraSprite { aura, mark: art.piece("icons/shield").image, age: 0.0 }, sprite, Transform::from_xyz(0.0, 0.0, Z))
}

/// Keeps auras around their figures; one that is over goes. A shield is around somebody for a moment, then a mark beside
/// the feet says that it holds.
fn wrap(
    mut commands: Commands,
    puppets: Query<&Puppet>,
    clock: Res<StageClock>,
    mut auras: Query<(Entity, &ChildOf, &mut AuraSprite, &mut Sprite, &mut Transform)>,
) {
    for (entity, of, mut drawn, mut sprite, mut place) in &mut auras {
        let Ok(puppet) = puppets.get(of.parent()) else { continue };
        if puppet.aura != Some(drawn.aura) || puppet.fallen.is_some() {
            commands.entity(entity).despawn();
            continue;
        }
        drawn.age += clock.delta;
        let at = match drawn.aura {
            Aura::Ice => Vec2::new(0.0, 22.0),
            Aura::Shield if drawn.age < BUBBLE_S => Vec2::new(0.0, puppet.tall() * 0.45),
            Aura::Shield => {
                if sprite.image != drawn.mark {
                    sprite.image = drawn.mark.clone();
                    (sprite.custom_size, sprite.color) = (Some(Vec2::splat(MARK)), Color::WHITE);
                }
                Vec2::new(-30.0 * puppet.forward(), 18.0)
            }
        };
        place.translation = (at + Vec2::new(0.0, puppet.height())).extend(Z);
    }
}
