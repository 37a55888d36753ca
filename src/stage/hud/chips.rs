//! Who did what: one chip a side for three seconds; the same deed again counts up. Chips step aside for calls.

use std::collections::{HashMap, VecDeque};

use bevy::{prelude::*, sprite::Anchor, text::TextLayoutInfo};

use super::{
    calls::CallSystems,
    moments::Calls,
    parts::{Bands, place, seen},
    prompt::has_band,
    slots::{Band, CHIPS},
};
use crate::{
    arena::{AnnounceRequested, Cue, Hero, Phase, Round, Unit},
    base::{PlayerId, TeamId, UnitKind},
    locale::{Filling, LocalizedText, TextKey, isolate},
    roster::{Roster, ShownLanguage},
    rules::{CameraSlot, Rules, Style},
    stage::{
        art::{
            Art, BuildStage,
            label::{Face, Label, label, plain, say, short_name, shorten},
        },
        theme::palette::side,
        units::{hero, motion},
        view::clock::{StageClock, StageSystems},
    },
};

/// Seconds a chip stays, and at least while others wait.
const STAY: f32 = 3.0;
const LEAST: f32 = 1.2;
/// Chips of a side that may wait; more are news of yesterday.
const WAITING: usize = 4;
/// Letters of a line at most.
const LETTERS: usize = 17;

/// A deed.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    who: String,
    by: Option<PlayerId>,
    team: TeamId,
    deed: Deed,
    count: u32,
}

#[derive(Debug, Clone, PartialEq)]
enum Deed {
    Sent(UnitKind),
    Felled(String),
    Level(u8),
    Said(LocalizedText),
}

impl Row {
    fn words(&self, rules: &Rules, language: &ShownLanguage) -> String {
        let who = isolate(&short_name(&self.who, 7));
        let many = if self.count > 1 { format!(" ×{}", self.count) } else { String::new() };
        match &self.deed {
            Deed::Sent(kind) => {
                format!("{who}: {}{many}", shorten(language.named(&rules.unit(*kind).name), LETTERS / 2))
            }
            Deed::Felled(whom) => format!("{who} ⚔ {}", isolate(&short_name(whom, 7))),
            Deed::Level(level) => {
                let level = Filling::number(u64::from(*level));
                language.say(TextKey::Level, vec![("name", Filling::As(who.into())), ("level", level)])
            }
            Deed::Said(line) => shorten(&language.line(line), LETTERS),
        }
    }
}

/// The chips that are seen, by side, with their age, and those that wait.
#[derive(Resource, Debug, Default)]
struct Feed {
    rows: [Option<(Row, f32)>; 2],
    waiting: [VecDeque<Row>; 2],
    known: HashMap<PlayerId, String>,
}

impl Feed {
    fn put(&mut self, row: Row) {
        let same = |other: &Row| other.by == row.by && other.team == row.team && other.deed == row.deed;
        if let Some(slot) = self.rows.iter_mut().flatten().find(|(shown, _)| same(shown)) {
            slot.0.count += row.count;
            slot.1 = slot.1.min(0.3);
            return;
        }
        let Some(waiting) = self.waiting.get_mut(row.team.index()) else { return };
        if let Some(known) = waiting.iter_mut().find(|known| same(known)) {
            known.count += row.count;
            return;
        }
        if waiting.len() >= WAITING {
            waiting.pop_front();
        }
        waiting.push_back(row);
    }
}

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
    app.init_resource::<Feed>()
        .init_resource::<Roster>()
        .init_resource::<ChipBoxes>()
        .add_systems(BuildStage, build)
        .add_systems(
            Update,
            (hear, turn, lay_out, (papers, faces, letters, words))
                .chain()
                .after(CallSystems)
                .in_set(StageSystems::Draw),
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

fn hear(
    mut cues: MessageReader<Cue>,
    mut lines: MessageReader<AnnounceRequested>,
    heroes: Query<(&Unit, &Hero)>,
    roster: Res<Roster>,
    mut feed: ResMut<Feed>,
) {
    for (_, hero) in &heroes {
        feed.known.entry(hero.player).or_insert_with(|| hero.name.to_string());
    }
    // A hero's name is known longer than the hero stands.
    if feed.known.len() > 20_000 {
        feed.known.clear();
    }
    let name = |feed: &Feed, player: PlayerId| {
        roster.name(player).map(|name| name.to_string()).or_else(|| feed.known.get(&player).cloned())
    };
    for line in lines.read().filter(|line| line.style == Style::Feed && line.by.is_some()) {
        let team = line.team.unwrap_or(TeamId::LEFT);
        let who = line.by.and_then(|by| name(&feed, by)).unwrap_or_default();
        feed.put(Row { who, by: line.by, team, deed: Deed::Said(line.text.clone()), count: 1 });
    }
    for cue in cues.read() {
        let row = match *cue {
            Cue::Sent { team, kind, count, by: Some(by) } => (by, team, Deed::Sent(kind), count),
            Cue::Fell { team, player: Some(fallen), by: Some(by), kind: None, .. } if !by.is_ai() => {
                let Some(whom) = name(&feed, fallen) else { continue };
                (by, team.enemy(), Deed::Felled(whom), 1)
            }
            Cue::LevelUp { player, level } if !player.is_ai() && level > 1 => {
                let Some((unit, _)) = heroes.iter().find(|(_, hero)| hero.player == player) else { continue };
                (player, unit.team, Deed::Level(level), 1)
            }
            _ => continue,
        };
        let (by, team, deed, count) = row;
        let Some(who) = name(&feed, by) else { continue };
        feed.put(Row { who, by: Some(by), team, deed, count });
    }
}

fn turn(clock: Res<StageClock>, calls: Res<Calls>, feed: ResMut<Feed>) {
    // Behind a call a chip is not seen, and does not age.
    if calls.now().is_some() {
        return;
    }
    let Feed { rows, waiting, .. } = feed.into_inner();
    for (slot, waiting) in rows.iter_mut().zip(waiting) {
        if let Some((_, age)) = slot {
            *age += clock.delta;
            if *age > if waiting.is_empty() { STAY } else { LEAST } {
                *slot = None;
            }
        }
        if slot.is_none() {
            *slot = waiting.pop_front().map(|row| (row, 0.0));
        }
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
    clock: Res<StageClock>,
    rules: Res<Rules>,
    round: Res<Round>,
    words: Query<(&OfChip, &Label, &TextLayoutInfo), With<ChipWords>>,
    mut boxes: ResMut<ChipBoxes>,
) {
    let free = !matches!(round.phase, Phase::Podium | Phase::Lobby)
        && calls.now().is_none()
        && (rules.stage.camera != CameraSlot::Top || !has_band(rules.stage.camera, clock.seconds, false));
    for (of, label, laid_out) in &words {
        let shown = feed.rows.get(of.0.index()).and_then(Option::as_ref).filter(|_| free);
        let (Some(slot), Some(known)) = (CHIPS.get(of.0.index()), boxes.0.get_mut(of.0.index())) else { continue };
        *known = shown.map(|(row, age)| {
            let face = row.by.is_some_and(|by| !by.is_ai());
            let (width, squeeze) = fit(label.measure(laid_out).x, face, slot.size.x);
            let forward = of.0.forward();
            let inner = slot.at.x + slot.size.x / 2.0 * forward;
            let slide = (1.0 - motion::spring(*age, 0.25)).max(0.0) * -120.0 * forward;
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

impl Feed {
    fn row(&self, chip: &OfChip) -> Option<&Row> {
        self.rows.get(chip.0.index()).and_then(Option::as_ref).map(|(row, _)| row)
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
        let (Some(ChipBox { left, .. }), Some(by)) = (shown, feed.row(chip).and_then(|row| row.by)) else { continue };
        sprite.color = hero::face_of(by);
        at(left + 30.0, &mut part);
    }
}

fn letters(
    boxes: Res<ChipBoxes>,
    feed: Res<Feed>,
    mut letters: Query<(&OfChip, &mut Text2d, &mut Transform, &mut Visibility), With<ChipLetters>>,
) {
    for (chip, mut text, mut part, mut visible) in &mut letters {
        let shown = boxes.of(chip).filter(|shown| shown.face);
        visible.set_if_neq(seen(shown.is_some()));
        let (Some(ChipBox { left, .. }), Some(row)) = (shown, feed.row(chip)) else { continue };
        say(&mut text, &hero::initials(&row.who));
        at(left + 30.0, &mut part);
    }
}

fn words(
    boxes: Res<ChipBoxes>,
    feed: Res<Feed>,
    rules: Res<Rules>,
    language: ShownLanguage,
    mut words: Query<(&OfChip, &mut Text2d, &mut Transform, &mut Visibility), With<ChipWords>>,
) {
    for (chip, mut text, mut part, mut visible) in &mut words {
        let shown = boxes.of(chip);
        visible.set_if_neq(seen(shown.is_some()));
        // Unseen words are laid out, too, so that their chip is as wide as they are when it comes.
        let Some(row) = feed.row(chip) else { continue };
        say(&mut text, &row.words(&rules, &language));
        let Some(ChipBox { left, face, squeeze, .. }) = shown else { continue };
        part.scale.x = part.scale.y * squeeze;
        at(left + BEFORE[usize::from(face)], &mut part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(count: u32) -> Row {
        Row { who: "Mia".into(), by: Some(PlayerId(1)), team: TeamId::LEFT, deed: Deed::Sent(UnitKind(0)), count }
    }

    #[test]
    fn the_same_deed_counts_up_in_its_row() {
        let mut feed = Feed::default();
        feed.put(sent(1));
        feed.put(sent(26));
        let [waiting, _] = &feed.waiting;
        assert_eq!((waiting.len(), waiting.front().map(|row| row.count)), (1, Some(27)));
    }

    #[test]
    fn a_chip_is_as_wide_as_its_words_and_never_wider_than_its_slot() {
        assert_eq!(fit(100.0, false, 290.0), (152.0, 1.0));
        assert_eq!(fit(10.0, true, 290.0).0, 110.0);
        let (width, squeeze) = fit(240.0, true, 290.0);
        assert_eq!(width, 290.0);
        assert!((240.0 * squeeze - 210.0).abs() < 0.1);
    }

    #[test]
    fn a_flood_of_news_stays_bounded() {
        let mut feed = Feed::default();
        for player in 0..500 {
            feed.put(Row { by: Some(PlayerId(player)), ..sent(1) });
        }
        assert!(feed.waiting.iter().all(|waiting| waiting.len() <= WAITING));
    }
}
