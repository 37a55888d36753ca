//! A great gift in the sky: the giver's face and name, and the beast that comes. Nothing else is called meanwhile.

use bevy::{prelude::*, sprite::Anchor};

use super::{
    great_gift::{GreatGift, Sky, SkySystems, deed},
    parts::{is_new, place, seen, show_image},
};
use crate::{
    base::{PlayerId, TeamId, UnitKind},
    locale::{isolate, short_name},
    roster::{Edition, ShownLanguage, ShownNames},
    rules::Rules,
    stage::{
        art::{
            Art, BuildStage, Piece,
            label::{Face, Label, fit, label, plain, say},
        },
        theme::palette::{INK, rgb, side},
        units::{hero, motion},
        view::{
            clock::StageSystems,
            lane_layout::{LaneLayout, OpenSky},
            layout::{self, HUD_Z, MIDDLE},
        },
    },
};

/// How dark the land is meanwhile.
const DARK: f32 = 0.62;
/// Draw order: the dark lies over everybody on the field and below the score.
const DARK_Z: f32 = -8.0;
/// The parts stand before the score's own depth.
const Z: f32 = 8.0;
/// A part of it: where it stands when a gift of the left side is told, and the second at which it comes.
#[derive(Component, Debug, Clone, Copy)]
struct SkyPart {
    at: Vec2,
    from: Vec2,
    since: f32,
}

/// A part that is mirrored for the other side, with its look for each.
#[derive(Component, Debug)]
struct Sided([Handle<Image>; 2]);

/// The giver's face.
#[derive(Component, Debug)]
struct SkyFace;

/// Letters on it.
#[derive(Component, Debug)]
struct SkyLetters;

/// The giver's name.
#[derive(Component, Debug)]
struct SkyName;

/// What it does.
#[derive(Component, Debug)]
struct SkyDeed;

/// The beast.
#[derive(Component, Debug)]
struct SkyBeast;

/// What is dark meanwhile: above the lit lane, and below it.
#[derive(Component, Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::stage) enum Dark {
    Above,
    Below,
}

/// Rays of light over the sky.
#[derive(Component, Debug)]
struct Rays;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(BuildStage, build).add_systems(
        Update,
        (open, dark, rays, parts, (sides, faces, letters, names, deeds, beasts))
            .chain()
            .after(SkySystems)
            .in_set(StageSystems::Draw),
    );
}

fn build(mut commands: Commands, art: Res<Art>) {
    let part = |x: f32, y: f32, z: f32, from: Vec2, since: f32| {
        (SkyPart { at: Vec2::new(x, y), from, since }, place(x, y, Z + z), Visibility::Hidden)
    };
    let images = |part: &str| TeamId::BOTH.map(|team| art.piece(&format!("hud/gift-{}-{part}", side(team).stem)));
    let [left, right] = images("burst");
    let sided = |left: &Piece, right: &Piece| {
        let sprite = Sprite { image: left.image.clone(), custom_size: Some(left.size), ..default() };
        (Sided([left.image.clone(), right.image.clone()]), sprite)
    };
    let down = Vec2::new(0.0, -320.0);
    let (in_left, in_right) = (Vec2::new(-420.0, 0.0), Vec2::new(520.0, 0.0));
    commands.spawn((sided(&left, &right), part(728.0, 436.0, 0.0, in_right, 0.6)));
    commands.spawn((SkyBeast, Sprite::default(), part(728.0, 444.0, 0.5, in_right, 0.6)));
    let paper = art.piece("hud/gift-paper");
    let sprite = Sprite { image: paper.image, custom_size: Some(Vec2::new(330.0, 56.0)), ..default() };
    commands.spawn((sprite, part(420.0, 492.0, 1.0, in_left, 0.5)));
    let [left, right] = images("ribbon");
    commands.spawn((sided(&left, &right), part(420.0, 424.0, 1.1, in_left, 0.45)));
    let name = label("", Face::Plain, 74.0, 0xff_ffff, INK);
    commands.spawn((SkyName, name, part(412.0, 420.0, 1.3, in_left, 0.45)));
    commands.spawn((SkyDeed, plain("", Face::Plain, 34.0, INK), part(420.0, 490.0, 1.3, in_left, 0.5)));
    let face = art.piece("shapes/face").image;
    let sprite = Sprite { image: face, custom_size: Some(Vec2::splat(188.0)), ..default() };
    commands.spawn((SkyFace, sprite, part(146.0, 452.0, 2.0, down, 0.3)));
    let letters = label("", Face::Plain, 92.0, 0xff_ffff, 0x2a_1438);
    commands.spawn((SkyLetters, hero::FaceLetters, letters, part(146.0, 452.0, 2.1, down, 0.3)));
    let [left, right] = images("ring");
    commands.spawn((sided(&left, &right), part(146.0, 452.0, 2.2, down, 0.3)));
    let rays = art.piece("hud/gift-rays");
    let sprite = Sprite { image: rays.image, custom_size: Some(rays.size), color: Color::NONE, ..default() };
    commands.spawn((Rays, sprite, Anchor::TOP_CENTER, place(layout::WIDTH / 2.0, 0.0, DARK_Z + 1.0)));
    for dark in [Dark::Above, Dark::Below] {
        let sprite = Sprite::from_color(rgb(0x17_0a30).with_alpha(0.0), Vec2::ONE);
        commands.spawn((dark, sprite, place(MIDDLE, 0.0, DARK_Z), Visibility::Hidden));
    }
}

/// The rows close ranks, so that the sky opens above them.
fn open(sky: Res<Sky>, mut ranks: ResMut<OpenSky>) {
    ranks.set_if_neq(OpenSky(sky.needs_room()));
}

fn dark(
    sky: Res<Sky>,
    lanes: Res<LaneLayout>,
    mut darks: Query<(&Dark, &mut Sprite, &mut Transform, &mut Visibility)>,
) {
    for (dark, mut sprite, mut at, mut visible) in &mut darks {
        let now = sky.now();
        visible.set_if_neq(seen(now.is_some()));
        let Some((gift, _, there)) = now else { continue };
        let lane = f32::from(gift.lane);
        let (feet, scale) = (lanes.feet(lane), lanes.scale(lane) * lanes.hero);
        let (above, below) = (feet - 172.0 * scale, feet + 16.0);
        let (from, to) = if *dark == Dark::Above { (-600.0, above) } else { (below, layout::HEIGHT + 600.0) };
        sprite.custom_size = Some(Vec2::new(layout::WIDTH * 4.0, to - from));
        sprite.color = sprite.color.with_alpha(DARK * there);
        at.translation = layout::at(MIDDLE, (from + to) / 2.0, HUD_Z + DARK_Z);
    }
}

fn rays(sky: Res<Sky>, mut rays: Query<(&mut Sprite, &mut Visibility), With<Rays>>) {
    let there = sky.now().map_or(0.0, |(.., there)| there);
    for (mut sprite, mut visible) in &mut rays {
        visible.set_if_neq(seen(there > 0.0));
        let wanted = Color::WHITE.with_alpha(there);
        if sprite.color != wanted {
            sprite.color = wanted;
        }
    }
}

/// Mirrored for the right side.
fn mirrored(team: TeamId, x: f32) -> f32 {
    if team == TeamId::LEFT { x } else { 2.0 * MIDDLE - x }
}

fn parts(sky: Res<Sky>, mut parts: Query<(&SkyPart, &mut Transform, &mut Visibility)>) {
    for (part, mut at, mut visible) in &mut parts {
        let now = sky.now().filter(|(_, age, _)| *age >= part.since);
        visible.set_if_neq(seen(now.is_some()));
        let Some((gift, age, there)) = now else { continue };
        let come = motion::spring(age - part.since, 0.32);
        // It leaves the way it came.
        let away = (1.0 - come) + (1.0 - there) * f32::from(u8::from(age > 1.0));
        let place = part.at + part.from * away;
        let z = at.translation.z;
        at.translation = layout::at(mirrored(gift.team, place.x), place.y, z);
    }
}

fn sides(sky: Res<Sky>, mut sided: Query<(&Sided, &mut Sprite)>) {
    let Some((gift, ..)) = sky.now() else { return };
    for (Sided([left, right]), mut sprite) in &mut sided {
        let image = if gift.team == TeamId::LEFT { left } else { right };
        show_image(&mut sprite, image);
        sprite.flip_x = gift.team == TeamId::RIGHT;
    }
}

fn faces(sky: Res<Sky>, mut faces: Query<&mut Sprite, With<SkyFace>>) {
    let Some((gift, ..)) = sky.now() else { return };
    for mut sprite in &mut faces {
        sprite.color = hero::face_of(gift.by);
    }
}

fn letters(sky: Res<Sky>, names: ShownNames, mut letters: Query<&mut Text2d, With<SkyLetters>>) {
    let Some((gift, ..)) = sky.now() else { return };
    for mut text in &mut letters {
        say(&mut text, &hero::initials(&names.of(gift.by)));
    }
}

fn names(
    sky: Res<Sky>,
    called: ShownNames,
    mut names: Query<(&mut Text2d, &mut Label), With<SkyName>>,
    mut written: Local<Option<String>>,
) {
    let Some((gift, ..)) = sky.now() else { return };
    let name = short_name(&called.of(gift.by), 14);
    let words = if gift.times > 1 { format!("{} ×{}", isolate(&name), gift.times) } else { name };
    if !is_new(&mut written, &words) {
        return;
    }
    for (mut text, mut label) in &mut names {
        say(&mut text, &words);
        fit(&mut label, &words, 74.0, 290.0);
    }
}

fn deeds(
    sky: Res<Sky>,
    language: ShownLanguage,
    names: ShownNames,
    mut deeds: Query<(&mut Text2d, &mut Label), With<SkyDeed>>,
    mut written: Local<Option<(GreatGift, Edition)>>,
) {
    let Some((gift, ..)) = sky.now() else { return };
    if !is_new(&mut written, &(gift.clone(), language.edition())) {
        return;
    }
    // Nobody goes unnamed: who is told with this one stands in the place of the deed.
    let words = if gift.others.is_empty() {
        deed(&language.line(&gift.line), &names.of(gift.by))
    } else {
        let other = |who: &PlayerId| format!("+ {}", isolate(&short_name(&names.of(*who), 10)));
        gift.others.iter().map(other).collect::<Vec<_>>().join(" ")
    };
    for (mut text, mut label) in &mut deeds {
        say(&mut text, &words);
        fit(&mut label, &words, 34.0, 280.0);
    }
}

/// Longest side of the beast, in stage units.
const BEAST: f32 = 330.0;

fn beasts(
    sky: Res<Sky>,
    rules: Res<Rules>,
    art: Res<Art>,
    mut beasts: Query<&mut Sprite, With<SkyBeast>>,
    mut drawn: Local<Option<(UnitKind, TeamId, bool)>>,
) {
    let Some((gift, age, _)) = sky.now() else { return };
    for mut sprite in &mut beasts {
        let Some(kind) = gift.beast else {
            sprite.color = Color::NONE;
            continue;
        };
        let wanted = (kind, gift.team, (1.3..2.2).contains(&age));
        if drawn.replace(wanted) != Some(wanted) {
            let piece = art.unit(&rules.unit(kind).look, gift.team, wanted.2);
            let scale = BEAST / piece.size.max_element().max(1.0);
            *sprite = Sprite {
                image: piece.image,
                custom_size: Some(piece.size * scale.min(1.9)),
                flip_x: gift.team == TeamId::RIGHT,
                ..default()
            };
        }
    }
}
