//! The operator's curtain: covers the whole stage with stripes that move and a line that the streamer may word. Nothing of
//! the show is seen behind it: no name, no chat.

use bevy::prelude::*;

use crate::{
    base::ShowControl,
    locale::TextKey,
    roster::ShownLanguage,
    rules::Rules,
    schedule::ThrongSystems,
    stage::{
        art::label::{Face, Label, fit as fit_label, label, say},
        theme::palette::{GOLD, INK, Mood, PLUM, rgb},
        view::{
            camera::{Shown, fit},
            clock::StageClock,
            layout::{self, MIDDLE, TITLES_Z},
        },
    },
};

/// In front of the whole stage, behind the loading screen.
const FRONT: f32 = TITLES_Z + 90.0;
/// Stripes, their width, and how far they are apart.
const STRIPES: u8 = 14;
const STRIPE: f32 = 130.0;
const APART: f32 = 260.0;
/// Stage units a second by which they move: a picture that stands still is held against a stream.
const SPEED: f32 = 36.0;
/// How far they lean over, in radians.
const LEAN: f32 = 0.42;

#[derive(Component)]
struct Cloth;

/// A stripe, counted from 0 at the left.
#[derive(Component)]
struct Stripe(u8);

#[derive(Component)]
struct Words;

/// Everything of the curtain.
#[derive(Component, Clone)]
struct CurtainPart;

pub(in crate::stage) fn plugin(app: &mut App) {
    app.init_resource::<ShowControl>().add_systems(PreStartup, hang).add_systems(
        Update,
        (draw, (cloth, stripes, words).run_if(is_down))
            .chain()
            .after(fit)
            .in_set(ThrongSystems::Show)
            .run_if(resource_exists::<Rules>),
    );
}

fn is_down(control: Res<ShowControl>) -> bool {
    control.curtain
}

fn hang(mut commands: Commands) {
    let part = (CurtainPart, Visibility::Hidden);
    let cloth = Sprite::from_color(Mood::Dawn.backdrop(), Vec2::splat(100.0));
    commands.spawn((part.clone(), Cloth, cloth, Transform::from_xyz(0.0, 0.0, FRONT)));
    for nth in 0..STRIPES {
        let stripe = Sprite::from_color(rgb(PLUM).with_alpha(0.55), Vec2::new(STRIPE, 2.0 * layout::HEIGHT));
        let lean = Transform::from_xyz(0.0, 0.0, FRONT + 1.0).with_rotation(Quat::from_rotation_z(LEAN));
        commands.spawn((part.clone(), Stripe(nth), stripe, lean));
    }
    let place = Transform::from_translation(layout::at(MIDDLE, 620.0, FRONT + 2.0));
    commands.spawn((part, Words, label("", Face::Plain, 84.0, GOLD, INK), place));
}

/// Down or up, within the frame.
fn draw(control: Res<ShowControl>, mut parts: Query<&mut Visibility, With<CurtainPart>>) {
    let wanted = if control.curtain { Visibility::Visible } else { Visibility::Hidden };
    for mut visible in &mut parts {
        visible.set_if_neq(wanted);
    }
}

fn cloth(shown: Res<Shown>, mut cloths: Query<(&mut Sprite, &mut Transform), With<Cloth>>) {
    for (mut sprite, mut place) in &mut cloths {
        sprite.custom_size = Some(Vec2::new(shown.view.width, shown.view.height) * 1.05);
        place.translation = shown.view.center().with_z(FRONT);
    }
}

fn stripes(shown: Res<Shown>, clock: Res<StageClock>, mut stripes: Query<(&Stripe, &mut Transform)>) {
    let middle = shown.view.center();
    for (Stripe(nth), mut place) in &mut stripes {
        let x = middle.x + along(*nth, clock.seconds);
        place.translation = Vec3::new(x, middle.y, FRONT + 1.0);
    }
}

/// Where a stripe is from the middle, in stage units: they come round again.
fn along(nth: u8, seconds: f32) -> f32 {
    let whole = APART * f32::from(STRIPES);
    (f32::from(nth) * APART + seconds * SPEED).rem_euclid(whole) - whole / 2.0
}

fn words(language: ShownLanguage, mut labels: Query<(&mut Text2d, &mut Label), With<Words>>) {
    for (mut text, mut label) in &mut labels {
        let words = language.text(TextKey::Curtain);
        say(&mut text, words);
        fit_label(&mut label, words, 84.0, 800.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stripes_always_cover_the_stage_and_always_move() {
        for seconds in [0.0, 1.0, 7.3, 3_600.0, 86_400.0] {
            let mut places: Vec<f32> = (0..STRIPES).map(|nth| along(nth, seconds)).collect();
            places.sort_by(f32::total_cmp);
            assert!(places.windows(2).all(|pair| (pair[1] - pair[0] - APART).abs() < 1.0), "{places:?}");
            assert!(places[0] < -layout::WIDTH && places[places.len() - 1] > layout::WIDTH, "{places:?}");
        }
        assert!((along(3, 1.0) - along(3, 0.0) - SPEED).abs() < 0.01);
    }
}
