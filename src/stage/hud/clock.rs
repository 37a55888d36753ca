//! The clock.

use bevy::prelude::*;

use super::{
    parts::{During, picture, place},
    slots::CLOCK,
    words::clock_face,
};
use crate::{
    arena::{Phase, Round, Tick},
    base,
    stage::{
        art::{
            Art,
            label::{Face, Label, plain, say},
        },
        theme::palette::{INK, rgb},
        view::clock::{StageClock, StageSystems},
    },
};

/// The clock's plate and digits.
#[derive(Component, Debug)]
enum Watch {
    Plate,
    Digits,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Startup, build.run_if(resource_exists::<Art>))
        .add_systems(Update, watch.in_set(StageSystems::Draw));
}

fn build(mut commands: Commands, art: Res<Art>) {
    commands.spawn((During::Play, Watch::Plate, picture(&art, "hud/clock", CLOCK, 1.0)));
    commands.spawn((
        During::Play,
        Watch::Digits,
        plain("", Face::Display, 58.0, INK),
        place(CLOCK.at.x, CLOCK.at.y - 2.0, 2.0),
    ));
}

fn watch(
    round: Res<Round>,
    tick: Res<Tick>,
    art: Res<Art>,
    clock: Res<StageClock>,
    mut parts: Query<(&Watch, Option<&mut Sprite>, Option<(&mut Text2d, &mut Label, &mut TextColor)>)>,
) {
    let left = base::seconds(round.until.saturating_sub(tick.0));
    let late = round.phase == Phase::Overtime || round.phase == Phase::Battle && left <= 30.0;
    for (part, sprite, text) in &mut parts {
        match (part, sprite, text) {
            (Watch::Plate, Some(mut sprite), _) => {
                let image = art.piece(if late { "hud/clock-red" } else { "hud/clock" }).image;
                if sprite.image != image {
                    sprite.image = image;
                }
            }
            (Watch::Digits, _, Some((mut text, mut label, mut colour))) => {
                say(&mut text, &clock_face(left));
                colour.set_if_neq(TextColor(rgb(if late { 0xff_fff0 } else { INK })));
                // The last ten seconds beat.
                let beat = if late && left <= 10.0 { 1.0 + 0.15 * (1.0 - clock.seconds.fract()) } else { 1.0 };
                if (label.zoom - beat).abs() > 0.001 {
                    label.zoom = beat;
                }
            }
            _ => {}
        }
    }
}
