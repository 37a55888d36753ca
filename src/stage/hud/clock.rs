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
    rules::{ActRules, Rules},
    stage::{
        art::{
            Art, BuildStage,
            label::{Face, Label, label, plain, say},
        },
        theme::palette::{GOLD, INK, rgb},
        view::clock::{StageClock, StageSystems},
    },
};

/// The clock's plate, with its look now and late.
#[derive(Component, Debug)]
struct Plate([Handle<Image>; 2]);

/// How much more is at stake than at first.
#[derive(Component, Debug)]
struct Stakes;

/// The clock's digits.
#[derive(Component, Debug)]
struct Digits;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(BuildStage, build).add_systems(Update, (plate, digits, stakes).in_set(StageSystems::Draw));
}

fn build(mut commands: Commands, art: Res<Art>, bands: Res<Bands>) {
    let looks = ["hud/clock", "hud/clock-red"].map(|name| art.piece(name).image);
    let plate = picture(&art, "hud/clock", CLOCK, 1.0);
    commands.spawn((During::Play, Plate(looks), plate, bands.child(Band::Score)));
    let digits = plain("", Face::Display, 58.0, INK);
    let times = label("", Face::Display, 40.0, GOLD, INK);
    let corner = place(CLOCK.at.x + 66.0, CLOCK.at.y + 34.0, 3.0);
    commands.spawn((During::Play, Stakes, times, corner, bands.child(Band::Score)));
    commands.spawn((During::Play, Digits, digits, place(CLOCK.at.x, CLOCK.at.y - 2.0, 2.0), bands.child(Band::Score)));
}

/// Seconds left of the phase, and whether the battle nears its end.
fn left(round: &Round, tick: &Tick) -> (f32, bool) {
    let left = base::seconds(round.until.saturating_sub(tick.0));
    (left, round.phase == Phase::SuddenDeath || round.phase == Phase::Battle && left <= 30.0)
}

fn plate(round: Res<Round>, tick: Res<Tick>, mut plates: Query<(&Plate, &mut Sprite)>) {
    let (_, late) = left(&round, &tick);
    for (Plate([usual, red]), mut sprite) in &mut plates {
        show_image(&mut sprite, if late { red } else { usual });
    }
}

/// How many times as much as at first ground and gates count now.
fn stakes(
    round: Res<Round>,
    rules: Res<Rules>,
    tick: Res<Tick>,
    mut stakes: Query<&mut Text2d, With<Stakes>>,
    mut written: Local<Option<String>>,
) {
    let first = rules.battle.tempo.first().filter(|_| rules.game.sides.game_side().is_none());
    let times = round.act(&rules, tick.0).zip(first).map_or(1.0, |(act, first)| act.times(first));
    let words = if times > 1.05 { format!("×{}", ActRules::told(times)) } else { String::new() };
    if is_new(&mut written, &words) {
        stakes.iter_mut().for_each(|mut text| {
            say(&mut text, &words);
        });
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
