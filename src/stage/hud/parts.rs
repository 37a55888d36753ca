//! What the parts of the HUD have in common.

use bevy::prelude::*;

use super::slots::{Band, Slot};
use crate::{
    rules::Rules,
    stage::{
        art::Art,
        view::{clock::StageSystems, layout, story::Finale},
    },
};

/// The roots of the bands: whatever stands in a band is a child of its root and moves with it out of the camera's way.
#[derive(Resource, Debug)]
pub(super) struct Bands([Entity; Band::ALL.len()]);

/// The root of a band.
#[derive(Component, Debug)]
struct BandRoot(Band);

impl Bands {
    /// Stands in that band.
    pub fn child(&self, band: Band) -> ChildOf {
        ChildOf(self.0.get(band as usize).copied().unwrap_or(Entity::PLACEHOLDER))
    }
}

pub(super) fn plugin(app: &mut App) {
    let root = |band| app.world_mut().spawn((BandRoot(band), Transform::default(), Visibility::default())).id();
    let bands = Bands(Band::ALL.map(root));
    app.insert_resource(bands).add_systems(Update, (phases, shift).in_set(StageSystems::Draw));
}

/// Moves the bands out of the camera's way.
fn shift(rules: Res<Rules>, mut roots: Query<(&BandRoot, &mut Transform)>) {
    for (root, mut place) in &mut roots {
        place.set_if_neq(root.0.place(rules.stage.camera));
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

/// Gives a sprite another picture, only when it is another.
pub(super) fn show_image(sprite: &mut Mut<Sprite>, image: &Handle<Image>) {
    if sprite.image != *image {
        sprite.image = image.clone();
    }
}

/// Whether something is another than when it was asked last; then it is kept. For words that are made only when they change.
pub(super) fn is_new<T: PartialEq + Clone>(kept: &mut Option<T>, now: &T) -> bool {
    let other = kept.as_ref() != Some(now);
    if other {
        *kept = Some(now.clone());
    }
    other
}

/// Seen or not.
pub(super) fn seen(shown: bool) -> Visibility {
    if shown { Visibility::Inherited } else { Visibility::Hidden }
}

/// Shows and hides what belongs to a phase.
fn phases(finale: Res<Finale>, rules: Res<Rules>, mut parts: Query<(&During, &mut Visibility)>) {
    let podium = finale.podium.is_some();
    let versus = rules.game.sides.game_side().is_none();
    for (during, mut visible) in &mut parts {
        let shown = match during {
            During::Play => !podium,
            During::Versus => !podium && versus,
            During::Podium => podium,
        };
        visible.set_if_neq(seen(shown));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{self, CameraSlot};

    #[test]
    fn the_score_goes_below_a_camera_on_top_and_comes_back() {
        let mut app = App::new();
        app.insert_resource(rules::shipped()).init_resource::<Finale>().add_plugins(plugin);
        let mut score = |camera| {
            app.world_mut().resource_mut::<Rules>().stage.camera = camera;
            app.update();
            let mut roots = app.world_mut().query::<(&BandRoot, &Transform)>();
            let (_, place) = roots.iter(app.world()).find(|(root, _)| root.0 == Band::Score).unwrap();
            place.translation.y
        };
        assert_eq!([CameraSlot::None, CameraSlot::Top, CameraSlot::Bottom].map(&mut score), [0.0, -346.0, 0.0]);
    }
}
