//! Arrows on arcs, spells, fire and falling stars.

use std::collections::HashMap;

use bevy::{prelude::*, sprite::Anchor};

use crate::{
    arena::{Projectile, ProjectileKind},
    stage::{
        art::Art,
        effects::motes::{Mote, MoteSystems, Motes},
        theme::palette::{rgb, side},
        view::{
            clock::{StageClock, StageSystems},
            lane_layout::LaneLayout,
            layout,
        },
    },
};

/// A projectile's picture.
#[derive(Component, Debug)]
struct ProjectileSprite {
    kind: ProjectileKind,
    glow: Color,
    end: Vec2,
    seen: u32,
    trail: f32,
}

/// Pictures by projectile.
#[derive(Resource, Debug, Default)]
struct Shots {
    by_id: HashMap<u32, Entity>,
    frame: u32,
}

/// Adds the projectiles.
pub fn plugin(app: &mut App) {
    app.init_resource::<Shots>().add_systems(Update, show.before(MoteSystems).in_set(StageSystems::Draw));
}

/// Where a projectile is on the stage when `t` of its way is done.
#[must_use]
pub fn flight(shot: &Projectile, lanes: LaneLayout, t: f32) -> Vec2 {
    let (from, to) = (lanes.spot(shot.from), lanes.spot(shot.to));
    let chest = |standing: &layout::Standing| standing.ground - Vec2::new(0.0, standing.height + 38.0 * standing.scale);
    let (mut start, end) = (chest(&from), chest(&to));
    let t = t.clamp(0.0, 1.0);
    if shot.kind == ProjectileKind::Meteor {
        // From the sky, whatever the arena calls its start.
        start = Vec2::new(to.ground.x - 300.0 * shot.team.forward(), -60.0);
        return start.lerp(to.ground, t * t);
    }
    let arc = match shot.kind {
        ProjectileKind::Arrow => (start.distance(end) * 0.22).clamp(10.0, 90.0),
        ProjectileKind::Spell => 16.0,
        ProjectileKind::Breath | ProjectileKind::Meteor => 0.0,
    };
    start.lerp(end, t) - Vec2::new(0.0, arc * 4.0 * t * (1.0 - t))
}

fn show(
    mut commands: Commands,
    projectiles: Query<&Projectile>,
    shots: ResMut<Shots>,
    mut drawn: Query<(&mut ProjectileSprite, &mut Sprite, &mut Transform)>,
    mut motes: ResMut<Motes>,
    lanes: Res<LaneLayout>,
    art: Res<Art>,
    clock: Res<StageClock>,
) {
    let shots = shots.into_inner();
    shots.frame = shots.frame.wrapping_add(1);
    let lanes = *lanes;
    for projectile in &projectiles {
        let length = projectile.lands.saturating_sub(projectile.launched).max(1) as f32;
        let t = (clock.tick - projectile.launched as f32) / length;
        let Some(entity) = shots.by_id.get(&projectile.id) else {
            let made = spawn(&mut commands, projectile, lanes, &art, shots.frame);
            shots.by_id.insert(projectile.id, made);
            continue;
        };
        let Ok((mut shot, mut sprite, mut place)) = drawn.get_mut(*entity) else { continue };
        shot.seen = shots.frame;
        let here = flight(projectile, lanes, t);
        let next = flight(projectile, lanes, t + 0.03);
        let ahead = Vec2::new(next.x - here.x, here.y - next.y);
        let near = f32::from(projectile.to.lane).lerp(f32::from(projectile.from.lane), 1.0 - t.clamp(0.0, 1.0));
        let z = over_bodies(&lanes, near);
        if shot.kind == ProjectileKind::Breath {
            breathe(projectile, lanes, t, &mut sprite, &mut place, z);
            continue;
        }
        place.translation = layout::at(here.x, here.y, z);
        if ahead.length_squared() > 0.01 {
            place.rotation = Quat::from_rotation_z(ahead.to_angle());
        }
        shot.trail -= clock.delta;
        if shot.kind != ProjectileKind::Arrow && shot.trail <= 0.0 {
            shot.trail = 0.05;
            let big = if shot.kind == ProjectileKind::Meteor { 46.0 } else { 16.0 };
            let drift = Vec2::new(motes.between(-20.0, 20.0), motes.between(-20.0, 20.0));
            motes.push(Mote {
                velocity: drift,
                size: (big, 2.0),
                color: shot.glow,
                z: z - 0.1,
                life: 0.4,
                ..Mote::new("fx/spark", here)
            });
        }
    }
    let frame = shots.frame;
    shots.by_id.retain(|_, entity| match drawn.get(*entity) {
        Ok((shot, ..)) if shot.seen != frame => {
            land(shot, &mut motes);
            commands.entity(*entity).despawn();
            false
        }
        _ => true,
    });
}

/// Over the bodies of a lane and under its faces.
fn over_bodies(lanes: &LaneLayout, lane: f32) -> f32 {
    layout::under_faces(lanes.feet(lane)) - 0.5
}

fn spawn(commands: &mut Commands, projectile: &Projectile, lanes: LaneLayout, art: &Art, frame: u32) -> Entity {
    let colours = side(projectile.team);
    let (name, anchor) = match projectile.kind {
        ProjectileKind::Arrow => (format!("fx/arrow-{}", colours.stem), Anchor::CENTER),
        ProjectileKind::Spell => (format!("fx/spell-{}", colours.stem), Anchor::CENTER),
        ProjectileKind::Breath => (format!("fx/breath-{}", colours.stem), Anchor::CENTER_LEFT),
        ProjectileKind::Meteor => ("fx/meteor".to_owned(), Anchor::CENTER),
    };
    let piece = art.piece(&name);
    let here = flight(projectile, lanes, 0.0);
    let end = flight(projectile, lanes, 1.0);
    let shot = ProjectileSprite { kind: projectile.kind, glow: rgb(colours.glow), end, seen: frame, trail: 0.0 };
    let sprite = Sprite { image: piece.image, custom_size: Some(piece.size), ..default() };
    // Unseen until its first turn: a breath must not flash at full length.
    let place = Transform::from_translation(layout::at(here.x, here.y, layout::under_faces(here.y)))
        .with_scale(Vec3::splat(0.01));
    let place = if projectile.kind == ProjectileKind::Breath { place } else { place.with_scale(Vec3::ONE) };
    commands.spawn((shot, sprite, place, anchor)).id()
}

/// A tongue of fire from the mouth to the aim.
fn breathe(projectile: &Projectile, lanes: LaneLayout, t: f32, sprite: &mut Sprite, place: &mut Transform, z: f32) {
    let (from, to) = (flight(projectile, lanes, 0.0), flight(projectile, lanes, 1.0));
    let reach = Vec2::new(to.x - from.x, from.y - to.y);
    let size = sprite.custom_size.unwrap_or(Vec2::new(200.0, 80.0));
    let grown = (t * 3.0).clamp(0.05, 1.0);
    let length = reach.length().max(60.0) * grown;
    let flicker = 1.0 + 0.08 * (t * 40.0).sin();
    place.translation = layout::at(from.x, from.y, z);
    place.rotation = Quat::from_rotation_z(reach.to_angle());
    let upright = if reach.x < 0.0 { -1.0 } else { 1.0 };
    place.scale = Vec3::new(length / size.x.max(1.0), upright * grown.sqrt() * flicker, 1.0);
    sprite.color = Color::WHITE.with_alpha(((1.2 - t) * 3.0).clamp(0.0, 1.0));
}

fn land(shot: &ProjectileSprite, motes: &mut Motes) {
    match shot.kind {
        ProjectileKind::Arrow | ProjectileKind::Breath => {}
        ProjectileKind::Spell => {
            motes.push(Mote { size: (30.0, 120.0), color: shot.glow, life: 0.3, ..Mote::new("fx/ring", shot.end) });
            motes.burst("fx/spark", shot.end, 6, 160.0, 18.0, shot.glow);
        }
        ProjectileKind::Meteor => {
            motes.push(Mote {
                size: (60.0, 380.0),
                color: rgb(0xff_c53a),
                life: 0.45,
                ..Mote::new("fx/ring", shot.end)
            });
            motes.push(Mote { size: (260.0, 340.0), life: 0.22, ..Mote::new("fx/hit", shot.end) });
            motes.push(Mote {
                size: (320.0, 60.0),
                color: rgb(0xff_9a3d),
                life: 0.6,
                ..Mote::new("fx/glow", shot.end)
            });
            motes.burst("fx/spark", shot.end, 14, 380.0, 30.0, rgb(0xff_c53a));
            motes.burst("fx/dust", shot.end, 8, 200.0, 60.0, Color::WHITE);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{arena::Spot, base::TeamId};

    fn arrow(kind: ProjectileKind) -> Projectile {
        let spot = |x, lane| Spot { x, y: 0.0, z: 0.0, lane };
        Projectile { id: 1, team: TeamId::LEFT, kind, from: spot(200.0, 1), to: spot(500.0, 2), launched: 0, lands: 20 }
    }

    #[test]
    fn an_arrow_rises_and_comes_down_on_its_aim() {
        let (shot, lanes) = (arrow(ProjectileKind::Arrow), LaneLayout::default());
        let (start, top, end) = (flight(&shot, lanes, 0.0), flight(&shot, lanes, 0.5), flight(&shot, lanes, 1.0));
        assert!(top.y < start.midpoint(end).y - 20.0);
        assert!((start.x - 200.0).abs() < 0.1 && (end.x - 500.0).abs() < 0.1);
        assert_eq!(flight(&shot, lanes, 7.0), end);
    }

    #[test]
    fn a_meteor_falls_from_above_the_field() {
        let (shot, lanes) = (arrow(ProjectileKind::Meteor), LaneLayout::default());
        assert!(flight(&shot, lanes, 0.0).y < 100.0);
        assert!((flight(&shot, lanes, 1.0).y - lanes.feet(2.0)).abs() < 0.1);
    }
}
