//! The gap between the rows of a lane: lit, so that the eye finds the fight.

use bevy::prelude::*;

use crate::{
    arena::Lanes,
    stage::{
        art::{Art, BuildStage},
        theme::palette::rgb,
        units::motion,
        view::{
            clock::{StageClock, StageSystems},
            lane_layout::LaneLayout,
            layout::{self, UNITS_Z},
            story::Finale,
        },
    },
};

/// Size of the light on the ground.
const LIGHT: Vec2 = Vec2::new(250.0, 150.0);
/// How bright it is.
const BRIGHT: f32 = 0.75;
/// Draw order: on the ground, under all who stand there.
const Z: f32 = UNITS_Z - 5.0;

/// The light of a lane's gap.
#[derive(Component, Debug)]
struct GapLight(u8);

/// Adds the light of the gaps.
pub fn plugin(app: &mut App) {
    app.add_systems(BuildStage, build).add_systems(Update, shine.in_set(StageSystems::Draw));
}

fn build(mut commands: Commands, art: Res<Art>) {
    let image = art.piece("fx/glow").image;
    for lane in 0..4 {
        let sprite = Sprite {
            image: image.clone(),
            custom_size: Some(LIGHT),
            color: rgb(0xff_f7e0).with_alpha(0.0),
            ..default()
        };
        commands.spawn((GapLight(lane), sprite, Transform::default()));
    }
}

fn shine(
    lanes: Res<Lanes>,
    lane_layout: Res<LaneLayout>,
    finale: Res<Finale>,
    clock: Res<StageClock>,
    mut lights: Query<(&GapLight, &mut Sprite, &mut Transform)>,
) {
    for (GapLight(lane), mut sprite, mut place) in &mut lights {
        let lit = *lane < lanes.count() && finale.podium.is_none();
        let now = motion::approach(sprite.color.alpha(), if lit { BRIGHT } else { 0.0 }, 3.0, clock.delta);
        sprite.color = sprite.color.with_alpha(now);
        let lane = f32::from(*lane);
        let (y, scale) = (lane_layout.feet(lane) - 36.0 * lane_layout.scale(lane), lane_layout.scale(lane));
        place.translation = layout::at(lanes.front(lane as u8), y, Z);
        place.scale = Vec3::new(scale, scale, 1.0);
    }
}
