//! The gap between the rows of a lane: lit, so that the eye finds the fight, most where the battle is decided now.

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
/// How bright it is; where the battle is decided now, and elsewhere meanwhile.
const BRIGHT: f32 = 0.75;
const DECISIVE: f32 = 1.0;
const MEANWHILE: f32 = 0.5;
/// How much wider it is where the battle is decided.
const WIDER: f32 = 0.35;
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
        let bright = match lanes.decisive() {
            _ if !lit => 0.0,
            Some(decisive) if decisive == *lane => DECISIVE,
            Some(_) => MEANWHILE,
            None => BRIGHT,
        };
        // Slow enough that the light goes over from one lane to the next.
        let now = motion::approach(sprite.color.alpha(), bright, 2.0, clock.delta);
        sprite.color = sprite.color.with_alpha(now);
        let wide = 1.0 + WIDER * ((now - BRIGHT) / (DECISIVE - BRIGHT)).max(0.0);
        let lane = f32::from(*lane);
        let (y, scale) = (lane_layout.feet(lane) - 36.0 * lane_layout.scale(lane), lane_layout.scale(lane));
        place.translation = layout::at(lanes.front(lane as u8), y, Z);
        place.scale = Vec3::new(scale * wide, scale * wide, 1.0);
    }
}
