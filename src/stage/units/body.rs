//! Bodies and their shadows: how a figure stands, walks, strikes and falls.

use bevy::{prelude::*, sprite::Anchor};

use crate::stage::{
    art::{Art, Piece},
    units::{
        hero_cut::HeroCut,
        motion,
        puppet::{FollowSystems, Puppet, PuppetSystems},
    },
    view::{
        clock::{StageClock, StageSystems},
        layout,
        story::Finale,
    },
};

/// The drawing of a figure.
#[derive(Component, Debug)]
struct Body;

/// What it throws on the ground.
#[derive(Component, Debug)]
struct Shadow;

/// How far behind people of their lane the game's own heroes are drawn: faces come before theirs.
const AI_BEHIND: f32 = 4.0;
/// How far behind the row somebody slides to another place of it.
const SLIDES_BEHIND: f32 = 3.0;
/// From which height on a flyer is behind all faces.
const HIGH: f32 = 110.0;

/// Draw order of what is huge: over the ground, under the faces of the farthest lane.
const HUGE_Z: f32 = layout::UNITS_Z + 5.0;

/// Adds the bodies.
pub fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (stand, (bodies, shadows)).chain().after(FollowSystems).in_set(PuppetSystems).in_set(StageSystems::Draw),
    );
}

/// Gives a figure its body.
pub(super) fn dress(commands: &mut Commands, root: Entity, puppet: &Puppet, art: &Art) {
    let Piece { image, size } = puppet.drawings.idle.clone();
    let width = if puppet.cut.is_some() { 92.0 } else { (size.x * 0.62).clamp(44.0, 190.0) };
    let sprite = Sprite { image, custom_size: Some(size), ..default() };
    commands.spawn((Body, sprite, feet_of(size), Transform::from_xyz(0.0, 0.0, 0.1), ChildOf(root)));
    let Piece { image, size } = art.piece("fx/shadow");
    let size = Vec2::new(width, width * size.y / size.x.max(1.0));
    let sprite = Sprite { image, custom_size: Some(size), ..default() };
    commands.spawn((Shadow, sprite, Transform::from_xyz(0.0, 2.0, 0.0), ChildOf(root)));
}

/// Where in a drawing the feet are: the middle, ten units above its lower edge.
fn feet_of(size: Vec2) -> Anchor {
    Anchor(Vec2::new(0.0, -0.5 + 10.0 / size.y.max(1.0)))
}

/// Puts each figure where it stands. Who has fallen is seen for a moment longer.
fn stand(
    mut commands: Commands,
    mut puppets: Query<(Entity, &mut Puppet, &mut Transform, &mut Visibility)>,
    finale: Res<Finale>,
    clock: Res<StageClock>,
) {
    // The podium is for the winners' likenesses.
    let wanted = if finale.podium.is_some() { Visibility::Hidden } else { Visibility::Inherited };
    for (entity, mut puppet, mut root, mut seen) in &mut puppets {
        seen.set_if_neq(wanted);
        puppet.age += clock.delta;
        if let Some(since) = &mut puppet.fallen {
            *since += clock.delta;
            if *since >= motion::FALL {
                commands.entity(entity).despawn();
                continue;
            }
        }
        let standing = puppet.standing;
        let behind = match puppet.cut {
            Some(HeroCut::Ai) => AI_BEHIND,
            _ if puppet.slides => SLIDES_BEHIND,
            _ => 0.0,
        };
        // What flies high is behind all faces, and so is what is as high as three lanes.
        let ground = match puppet.huge {
            _ if standing.height > HIGH => layout::UNITS_Z - 1.0,
            true => HUGE_Z,
            false => standing.z(),
        };
        let z = ground - behind + motion::phase(puppet.unit) * 0.04;
        root.translation = layout::at(standing.ground.x, standing.ground.y, z);
        root.scale = Vec3::new(puppet.scale(), puppet.scale(), 1.0);
    }
}

/// How far somebody has fallen: turn, height, and how much is still seen.
fn fall(puppet: &Puppet) -> (f32, f32, f32) {
    puppet.fallen.map_or((0.0, 0.0, 1.0), motion::fall)
}

fn bodies(
    puppets: Query<&Puppet>,
    mut bodies: Query<(&ChildOf, &mut Sprite, &mut Transform, &mut Anchor), With<Body>>,
) {
    for (of, mut sprite, mut place, mut anchor) in &mut bodies {
        let Ok(puppet) = puppets.get(of.parent()) else { continue };
        let held = puppet.held;
        let piece = if held.strikes { &puppet.drawings.strike } else { &puppet.drawings.idle };
        if sprite.image != piece.image {
            sprite.image = piece.image.clone();
            sprite.custom_size = Some(piece.size);
            *anchor = feet_of(piece.size);
        }
        sprite.flip_x = puppet.faces_left;
        let (turn, hop, seen) = fall(puppet);
        let (flinch, forward) = (motion::flinch(puppet.flinched), puppet.forward());
        let (reach, up) = ((held.reach + flinch.reach) * forward, puppet.height() * seen + held.lift + hop);
        place.translation = Vec3::new(reach, up, 0.1);
        place.rotation = Quat::from_rotation_z((turn - held.lean - flinch.lean) * forward);
        let stretch = held.stretch * flinch.stretch;
        place.scale = Vec3::new(stretch.x, stretch.y * motion::pop(puppet.age).max(0.02), 1.0);
        sprite.color = puppet.tint.with_alpha(seen);
    }
}

fn shadows(
    puppets: Query<&Puppet>,
    mut shadows: Query<(&ChildOf, &mut Sprite, &mut Transform), (With<Shadow>, Without<Body>)>,
) {
    for (of, mut sprite, mut place) in &mut shadows {
        let Ok(puppet) = puppets.get(of.parent()) else { continue };
        let far = 1.0 / (1.0 + (puppet.height() + puppet.held.lift) * 0.006);
        place.scale = Vec3::splat(far);
        sprite.color = Color::WHITE.with_alpha(far * fall(puppet).2);
    }
}
