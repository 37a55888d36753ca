//! The clock.

use bevy::prelude::*;

use super::{
    parts::{Bands, During, is_new, picture, place, show_image},
    slots::{Band, CLOCK},
    words::clock_face,
};
use crate::{
    arena::{Phase, Round, Tick},
    base,
    stage::{
        art::{
            Art, BuildStage,
            label::{Face, Label, plain, say},
        },
        theme::palette::{INK, rgb},
        view::clock::{StageClock, StageSystems},
    },
};

/// The clock's plate, with its look now and late.
#[derive(Component, Debug)]
struct Plate([Handle<Image>; 2]);

/// The clock's digits.
#[derive(Component, Debug)]
struct Digits;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(BuildStage, build).add_systems(Update, (plate, digits).in_set(StageSystems::Draw));
}

fn build(mut commands: Commands, art: Res<Art>, bands: Res<Bands>) {
    let looks = ["hud/clock", "hud/clock-red"].map(|name| art.piece(name).image);
    let plate = picture(&art, "hud/clock", CLOCK, 1.0);
    commands.spawn((During::Play, Plate(looks), plate, bands.child(Band::Score)));
    let digits = plain("", Face::Display, 58.0, INK);
    commands.spawn((During::Play, Digits, digits, place(CLOCK.at.x, CLOCK.at.y - 2.0, 2.0), bands.child(Band::Score)));
}

/// Seconds left of the phase, and whether the battle nears its end.
fn left(round: &Round, tick: &Tick) -> (f32, bool) {
    let left = base::seconds(round.until.saturating_sub(tick.0));
    (left, round.phase == Phase::Overtime || round.phase == Phase::Battle && left <= 30.0)
}

fn plate(round: Res<Round>, tick: Res<Tick>, mut plates: Query<(&Plate, &mut Sprite)>) {
    let (_, late) = left(&round, &tick);
    for (Plate([usual, red]), mut sprite) in &mut plates {
        show_image(&mut sprite, if late { red } else { usual });
    }
}

fn digits(
    round: Res<Round>,
    tick: Res<Tick>,
    clock: Res<StageClock>,
    mut digits: Query<(&mut Text2d, &mut Label, &mut TextColor), With<Digits>>,
    mut written: Local<Option<f32>>,
) {
    let (left, late) = left(&round, &tick);
    for (mut text, mut label, mut colour) in &mut digits {
        if is_new(&mut written, &left.ceil()) {
            say(&mut text, &clock_face(left));
        }
        colour.set_if_neq(TextColor(rgb(if late { 0xff_fff0 } else { INK })));
        // The last ten seconds beat.
        let beat = if late && left <= 10.0 { 1.0 + 0.15 * (1.0 - clock.seconds.fract()) } else { 1.0 };
        if (label.zoom - beat).abs() > 0.001 {
            label.zoom = beat;
        }
    }
}
