//! What the parts of the HUD have in common.

use bevy::prelude::*;

use super::slots::{Band, Slot};
use crate::{
    arena::{Phase, Round},
    rules::Rules,
    stage::{
        art::{Art, label::Label},
        view::{clock::StageSystems, layout},
    },
};

/// One of the bands of the HUD, with the height at which its part stands while no camera is in the way.
#[derive(Component, Debug, Clone, Copy, PartialEq)]
struct Banded {
    band: Band,
    home: f32,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(PostStartup, sort_into_bands)
        .add_systems(Update, (phases, shift.run_if(resource_changed::<Rules>)).in_set(StageSystems::Draw));
}

/// Everything of the HUD that stands in a band when the stage has been built moves with it.
fn sort_into_bands(
    mut commands: Commands,
    parts: Query<(Entity, &Transform), (Or<(With<Sprite>, With<Label>)>, Without<ChildOf>)>,
) {
    for (entity, place) in &parts {
        let (home, z) = (place.translation.y, place.translation.z - layout::HUD_Z);
        let own = (-50.0..30.0).contains(&z);
        if let Some(band) = Band::at(layout::HEIGHT / 2.0 - home, z).filter(|_| own) {
            commands.entity(entity).insert(Banded { band, home });
        }
    }
}

/// Moves the bands out of the camera's way.
fn shift(rules: Res<Rules>, mut parts: Query<(&Banded, &mut Transform)>) {
    for (part, mut place) in &mut parts {
        place.translation.y = part.home - part.band.shift(rules.stage.camera);
    }
}

/// Shown during some phases only.
#[derive(Component, Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum During {
    /// All but the podium.
    Play,
    /// As `Play`, in games with people on both sides.
    Versus,
    /// The podium.
    Podium,
}

/// A picture at its natural size in the middle of a slot.
pub(super) fn picture(art: &Art, name: &str, slot: Slot, z: f32) -> impl Bundle {
    let piece = art.piece(name);
    (
        Sprite { image: piece.image, custom_size: Some(slot.size), ..default() },
        Transform::from_translation(layout::at(slot.at.x, slot.at.y, layout::HUD_Z + z)),
    )
}

/// A transform in the HUD.
pub(super) fn place(x: f32, y: f32, z: f32) -> Transform {
    Transform::from_translation(layout::at(x, y, layout::HUD_Z + z))
}

/// Shows and hides what belongs to a phase.
fn phases(round: Res<Round>, rules: Res<Rules>, mut parts: Query<(&During, &mut Visibility)>) {
    let podium = round.phase == Phase::Podium;
    let versus = rules.game.sides.game_side().is_none();
    for (during, mut seen) in &mut parts {
        let shown = match during {
            During::Play => !podium,
            During::Versus => !podium && versus,
            During::Podium => podium,
        };
        seen.set_if_neq(if shown { Visibility::Inherited } else { Visibility::Hidden });
    }
}
