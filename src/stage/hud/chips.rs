//! The chips: what each side has just done, in the band of the calls. They step aside for a call.

use bevy::{prelude::*, sprite::Anchor, text::TextLayoutInfo};

use super::{
    feed::{Feed, FeedSystems, Row},
    great_gift::Sky,
    moments::Calls,
    parts::{Bands, is_new, place, seen},
    prompt::has_band,
    slots::{Band, CHIPS},
};
use crate::{
    arena::{Phase, Round},
    base::TeamId,
    roster::{Edition, ShownLanguage, ShownNames},
    rules::{CameraSlot, Rules},
    stage::{
        art::{
            Art, BuildStage,
            label::{Face, Label, label, plain, say},
        },
        theme::palette::side,
        units::{hero, motion},
        view::clock::{StageClock, StageSystems},
    },
};

/// A part of the chip of a side.
#[derive(Component, Debug, Clone, Copy, PartialEq, Eq)]
struct OfChip(TeamId);

/// Its paper.
#[derive(Component, Debug)]
struct Paper;

/// The face of who did it.
#[derive(Component, Debug)]
struct ChipFace;

/// Letters on the face.
#[derive(Component, Debug)]
struct ChipLetters;

/// What was done.
#[derive(Component, Debug)]
struct ChipWords;

/// Where the chips stand and how wide they are, by side; none that is not seen.
#[derive(Resource, Debug, Default)]
struct ChipBoxes([Option<ChipBox>; 2]);

/// A chip on the stage, in stage units.
#[derive(Debug, Clone, Copy, PartialEq)]
struct ChipBox {
    left: f32,
    width: f32,
    /// Somebody's face stands before the words.
    face: bool,
    /// How far the words are squeezed to fit.
    squeeze: f32,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<ChipBoxes>().add_systems(BuildStage, build).add_systems(
        Update,
        (lay_out, (papers, faces, letters, words)).chain().after(FeedSystems).in_set(StageSystems::Draw),
    );
}

/// Height of the words.
const SIZE: f32 = 27.0;

fn build(mut commands: Commands, art: Res<Art>, bands: Res<Bands>) {
    for (team, slot) in TeamId::BOTH.into_iter().zip(CHIPS) {
        let common = |y: f32, z: f32| {
            (OfChip(team), place(slot.at.x, slot.at.y + y, z), Visibility::Hidden, bands.child(Band::Call))
        };
        let image = art.piece(&format!("hud/chip-{}", side(team).stem)).image;
        let paper = Sprite { image, custom_size: Some(slot.size), ..default() };
        commands.spawn((Paper, paper, common(0.0, 0.0)));
        let image = art.piece("shapes/face").image;
        let face = Sprite { image, custom_size: Some(Vec2::splat(36.0)), ..default() };
        commands.spawn((ChipFace, face, common(0.0, 1.0)));
        let letters = label("", Face::Plain, 18.0, 0xff_ffff, 0x2a_1438);
        commands.spawn((ChipLetters, hero::FaceLetters, letters, common(0.0, 2.0)));
        let words = plain("", Face::Plain, SIZE, side(team).on_plate);
        commands.spawn((ChipWords, words, common(-1.0, 1.0))).insert(Anchor::CENTER_LEFT);
    }
}

/// From a chip's edge to its words, with a face before them and without; and behind them.
const BEFORE: [f32; 2] = [26.0, 54.0];
const AFTER: f32 = 26.0;
/// How far words may be squeezed.
const SQUEEZE: f32 = 0.76;

/// How wide a chip is, and how far its words are squeezed, when they are so wide.
fn fit(words: f32, face: bool, most: f32) -> (f32, f32) {
    let around = BEFORE[usize::from(face)] + AFTER;
    let squeeze = ((most - around) / words.max(1.0)).clamp(SQUEEZE, 1.0);
    ((words * squeeze + around).clamp(110.0, most), squeeze)
}

/// Settles which chips are seen, where, and how wide. Ember's ends at the middle, Tide's begins there.
fn lay_out(
    feed: Res<Feed>,
    calls: Res<Calls>,
    sky: Res<Sky>,
    clock: Res<StageClock>,
    rules: Res<Rules>,
    round: Res<Round>,
    words: Query<(&OfChip, &Label, &TextLayoutInfo), With<ChipWords>>,
    mut boxes: ResMut<ChipBoxes>,
) {
    let free = !matches!(round.phase, Phase::Podium | Phase::Lobby)
        && calls.now().is_none()
        && !sky.is_open()
        && (rules.stage.camera != CameraSlot::Top || !has_band(rules.stage.camera, clock.seconds, false));
    for (of, label, laid_out) in &words {
        let shown = feed.shown(of.0).filter(|_| free);
        let (Some(slot), Some(known)) = (CHIPS.get(of.0.index()), boxes.0.get_mut(of.0.index())) else { continue };
        *known = shown.map(|(row, age)| {
            let face = !row.by.is_ai();
            let (width, squeeze) = fit(label.measure(laid_out).x, face, slot.size.x);
            let forward = of.0.forward();
            let inner = slot.at.x + slot.size.x / 2.0 * forward;
            let slide = (1.0 - motion::spring(age, 0.25)).max(0.0) * -120.0 * forward;
            let left = if of.0 == TeamId::LEFT { inner - width } else { inner } + slide;
            ChipBox { left, width, face, squeeze }
        });
    }
}

impl ChipBoxes {
    fn of(&self, chip: &OfChip) -> Option<ChipBox> {
        self.0.get(chip.0.index()).copied().flatten()
    }
}

/// Puts a part at a place of the stage's width.
fn at(x: f32, part: &mut Transform) {
    part.translation.x = place(x, 0.0, 0.0).translation.x;
}

fn papers(
    boxes: Res<ChipBoxes>,
    mut papers: Query<(&OfChip, &mut Sprite, &mut Transform, &mut Visibility), With<Paper>>,
) {
    for (chip, mut sprite, mut part, mut visible) in &mut papers {
        let shown = boxes.of(chip);
        visible.set_if_neq(seen(shown.is_some()));
        let Some(ChipBox { left, width, .. }) = shown else { continue };
        sprite.custom_size = Some(Vec2::new(width, CHIPS[0].size.y));
        at(left + width / 2.0, &mut part);
    }
}

fn faces(
    boxes: Res<ChipBoxes>,
    feed: Res<Feed>,
    mut faces: Query<(&OfChip, &mut Sprite, &mut Transform, &mut Visibility), With<ChipFace>>,
) {
    for (chip, mut sprite, mut part, mut visible) in &mut faces {
        let shown = boxes.of(chip).filter(|shown| shown.face);
        visible.set_if_neq(seen(shown.is_some()));
        let (Some(ChipBox { left, .. }), Some(by)) = (shown, feed.shown(chip.0).map(|(row, _)| row.by)) else {
            continue;
        };
        sprite.color = hero::face_of(by);
        at(left + 30.0, &mut part);
    }
}

fn letters(
    boxes: Res<ChipBoxes>,
    feed: Res<Feed>,
    names: ShownNames,
    mut letters: Query<(&OfChip, &mut Text2d, &mut Transform, &mut Visibility), With<ChipLetters>>,
) {
    for (chip, mut text, mut part, mut visible) in &mut letters {
        let shown = boxes.of(chip).filter(|shown| shown.face);
        visible.set_if_neq(seen(shown.is_some()));
        let (Some(ChipBox { left, .. }), Some((row, _))) = (shown, feed.shown(chip.0)) else { continue };
        say(&mut text, &hero::initials(&names.of(row.by)));
        at(left + 30.0, &mut part);
    }
}

fn words(
    boxes: Res<ChipBoxes>,
    feed: Res<Feed>,
    rules: Res<Rules>,
    language: ShownLanguage,
    names: ShownNames,
    mut words: Query<(&OfChip, &mut Text2d, &mut Transform, &mut Visibility), With<ChipWords>>,
    mut written: Local<[Option<(Row, Edition)>; 2]>,
) {
    for (chip, mut text, mut part, mut visible) in &mut words {
        let shown = boxes.of(chip);
        visible.set_if_neq(seen(shown.is_some()));
        // Unseen words are laid out, too, so that their chip is as wide as they are when it comes.
        let Some((row, _)) = feed.shown(chip.0) else { continue };
        if written.get_mut(chip.0.index()).is_some_and(|known| is_new(known, &(row.clone(), language.edition()))) {
            say(&mut text, &row.words(&rules, &language, &names));
        }
        let Some(ChipBox { left, face, squeeze, .. }) = shown else { continue };
        part.scale.x = part.scale.y * squeeze;
        at(left + BEFORE[usize::from(face)], &mut part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chip_is_as_wide_as_its_words_and_never_wider_than_its_slot() {
        assert_eq!(fit(100.0, false, 290.0), (152.0, 1.0));
        assert_eq!(fit(10.0, true, 290.0).0, 110.0);
        let (width, squeeze) = fit(240.0, true, 290.0);
        assert_eq!(width, 290.0);
        assert!((240.0 * squeeze - 210.0).abs() < 0.1);
    }
}
