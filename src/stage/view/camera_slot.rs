//! Room for the streamer's camera: a frame with a dark box in it, in which slow lamps move until the camera is laid over.

use bevy::prelude::*;

use crate::{
    base::TeamId,
    rules::{CameraSlot, Rules},
    stage::{
        art::{Art, BuildStage},
        theme::palette::{rgb, side},
        units::motion,
        view::{
            clock::{StageClock, StageSystems},
            layout,
            story::Leader,
        },
    },
};

/// Width of the frame around the camera.
const FRAME: f32 = 26.0;
/// Draw order: over field and harbour, under the HUD.
const Z: f32 = 120.0;
/// Seconds for which the frame glows when the lead changes.
const GLOW_S: f32 = 1.0;

/// A part of the frame.
#[derive(Component, Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Frame,
    Edge,
    Box,
    Lamp(usize),
}

/// Adds the camera's room.
pub fn plugin(app: &mut App) {
    app.add_systems(BuildStage, build).add_systems(Update, show.in_set(StageSystems::Draw));
}

fn build(mut commands: Commands, art: Res<Art>) {
    let plain = art.piece("shapes/plain").image;
    let mut put = |part: Part, image: Handle<Image>, color: u32, z: f32| {
        let sprite = Sprite { image, color: rgb(color), custom_size: Some(Vec2::ONE), ..default() };
        commands.spawn((part, sprite, Transform::from_xyz(0.0, 0.0, z), Visibility::Hidden));
    };
    put(Part::Frame, plain.clone(), 0x2a_1840, Z);
    put(Part::Edge, plain.clone(), 0xd9_a441, Z + 0.1);
    put(Part::Box, plain, 0x17_1033, Z + 0.2);
    for nth in 0..3 {
        put(Part::Lamp(nth), art.piece("fx/glow").image, 0x5a_4a90, Z + 0.3);
    }
}

/// The camera's area on the stage: middle and size.
#[must_use]
pub fn area(slot: CameraSlot) -> Option<(Vec2, Vec2)> {
    let [left, top, width, height] = slot.area()?.map(|side| side as f32);
    let size = Vec2::new(width, height);
    Some((Vec2::new(left, top) + size / 2.0, size))
}

fn show(
    rules: Res<Rules>,
    leader: Res<Leader>,
    clock: Res<StageClock>,
    mut parts: Query<(&Part, &mut Sprite, &mut Transform, &mut Visibility)>,
    mut turned: Local<(Option<TeamId>, f32)>,
) {
    if turned.0 != leader.team {
        *turned = (leader.team, clock.seconds);
    }
    let area = area(rules.stage.camera);
    for (part, mut sprite, mut place, mut seen) in &mut parts {
        seen.set_if_neq(if area.is_some() { Visibility::Inherited } else { Visibility::Hidden });
        let Some((middle, size)) = area else { continue };
        let wanted = match part {
            Part::Frame => size + 2.0 * FRAME,
            Part::Edge => size + 10.0,
            Part::Box => size,
            Part::Lamp(_) => Vec2::splat(size.y * 0.55),
        };
        let mut at = middle;
        match part {
            Part::Edge => {
                let glow = (1.0 - (clock.seconds - turned.1) / GLOW_S).clamp(0.0, 1.0);
                let team = leader.team.map_or(0xd9_a441, |team| side(team).glow);
                sprite.color = rgb(0xd9_a441).mix(&rgb(team), glow);
            }
            // Never a still black hole.
            Part::Lamp(nth) => {
                let turn = motion::stepped(clock.seconds) * 0.16 + *nth as f32 * 2.1;
                at += Vec2::new(turn.cos() * size.x * 0.28, (turn * 1.3).sin() * size.y * 0.2);
                sprite.color = rgb(0x5a_4a90).with_alpha(0.35 + 0.15 * (turn * 2.0).sin());
            }
            Part::Frame | Part::Box => {}
        }
        if sprite.custom_size != Some(wanted) {
            sprite.custom_size = Some(wanted);
        }
        place.translation = layout::at(at.x, at.y, place.translation.z);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slot_lies_on_the_picture_and_is_free_of_the_field() {
        for slot in [CameraSlot::Top, CameraSlot::Bottom, CameraSlot::Corner] {
            let (middle, size) = area(slot).unwrap();
            let (from, to) = (middle - size / 2.0, middle + size / 2.0);
            assert!(from.min_element() >= 0.0 && to.x <= layout::WIDTH && to.y <= layout::HEIGHT, "{slot:?}");
            assert!(to.y < 600.0 || from.y > 1180.0, "{slot:?} lies on the field");
        }
        assert!(area(CameraSlot::None).is_none());
    }
}
