//! What is seen while the pictures are still being drawn: a plain cloth with the show's name, from the first frame on.

use bevy::prelude::*;

use crate::{
    rules::Rules,
    schedule::ThrongSystems,
    stage::{
        art::{
            Art,
            label::{Face, label},
        },
        theme::palette::{GOLD, INK, Mood},
        view::{
            camera::{Shown, fit},
            clock::StageClock,
            layout::{self, MIDDLE, TITLES_Z},
        },
    },
};

/// Seconds in which it fades.
const FADE: f32 = 0.4;

/// In front of everything.
const FRONT: f32 = TITLES_Z + 100.0;

/// A part of the loading screen, and how much of it is left.
#[derive(Component, Debug)]
pub(in crate::stage) struct LoadingScreen(f32);

pub(in crate::stage) fn plugin(app: &mut App) {
    app.add_systems(PreStartup, close)
        .add_systems(Update, open.after(fit).in_set(ThrongSystems::Show).run_if(resource_exists::<Art>));
}

fn close(mut commands: Commands, rules: Option<Res<Rules>>) {
    let cloth = Sprite::from_color(Mood::Dawn.backdrop(), Vec2::splat(100.0));
    commands.spawn((LoadingScreen(1.0), cloth, Transform::from_xyz(0.0, 0.0, FRONT)));
    let title = rules.map_or_else(|| "Throng".to_owned(), |rules| rules.title.to_string());
    let place = layout::at(MIDDLE, 620.0, FRONT + 1.0);
    commands.spawn((
        LoadingScreen(1.0),
        label(title, Face::Plain, 110.0, GOLD, INK),
        Transform::from_translation(place),
    ));
}

/// Covers the whole view until everything is drawn, then fades.
fn open(
    mut commands: Commands,
    art: Res<Art>,
    shown: Res<Shown>,
    clock: Res<StageClock>,
    mut parts: Query<(Entity, &mut LoadingScreen, Option<&mut Sprite>, Option<&mut TextColor>, &mut Transform)>,
) {
    for (entity, mut screen, sprite, words, mut place) in &mut parts {
        if art.is_ready() {
            screen.0 -= clock.delta / FADE;
        }
        if screen.0 <= 0.0 {
            commands.entity(entity).despawn();
            continue;
        }
        if let Some(mut sprite) = sprite {
            sprite.custom_size = Some(Vec2::new(shown.view.width, shown.view.height) * 1.05);
            sprite.color = sprite.color.with_alpha(screen.0);
            place.translation = shown.view.center().with_z(FRONT);
        } else if let Some(mut words) = words {
            let color = words.0.with_alpha(screen.0);
            words.set_if_neq(TextColor(color));
        }
    }
}
