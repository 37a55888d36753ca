//! Who did what: one chip a side for three seconds; the same deed again counts up. Chips step aside for calls.

use std::collections::{HashMap, VecDeque};

use bevy::{prelude::*, sprite::Anchor, text::TextLayoutInfo};

use super::{calls::CallSystems, moments::Calls, parts::place, prompt::has_band, slots::CHIPS};
use crate::{
    arena::{AnnounceRequested, Cue, Hero, Unit},
    base::{PlayerId, TeamId, UnitKind},
    locale::{Filling, LocalizedText, TextKey, isolate},
    roster::{Roster, ShownLanguage},
    rules::{CameraSlot, Rules, Style},
    stage::{
        art::{
            Art,
            label::{Face, Label, label, say, shorten},
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
/// Widest words of a chip, and how many letters of a line that is about.
const WORDS: f32 = 214.0;
const LETTERS: usize = 15;

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
        let who = isolate(&shorten(&self.who, 7));
        let many = if self.count > 1 { format!(" ×{}", self.count) } else { String::new() };
        match &self.deed {
            Deed::Sent(kind) => {
                format!("{who}: {}{many}", shorten(language.named(&rules.unit(*kind).name), LETTERS / 2))
            }
            Deed::Felled(whom) => format!("{who} ⚔ {}", isolate(&shorten(whom, 7))),
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

/// The parts of a row.
#[derive(Component, Debug)]
enum RowPart {
    Chip(usize),
    Face(usize),
    Initials(usize),
    Words(usize),
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Feed>()
        .init_resource::<Roster>()
        .add_systems(Startup, build.run_if(resource_exists::<Art>))
        .add_systems(Update, (hear, turn, draw).chain().after(CallSystems).in_set(StageSystems::Draw));
}

fn build(mut commands: Commands, art: Res<Art>) {
    for (row, slot) in CHIPS.iter().enumerate() {
        let team = if row == 0 { TeamId::LEFT } else { TeamId::RIGHT };
        let chip = art.piece(&format!("hud/chip-{}", side(team).stem));
        let sprite = Sprite { image: chip.image, custom_size: Some(slot.size), ..default() };
        commands.spawn((RowPart::Chip(row), sprite, place(slot.at.x, slot.at.y, 0.0), Visibility::Hidden));
        let face = art.piece("shapes/face");
        let sprite = Sprite { image: face.image, custom_size: Some(Vec2::splat(36.0)), ..default() };
        commands.spawn((RowPart::Face(row), sprite, place(slot.at.x, slot.at.y, 1.0), Visibility::Hidden));
        let letters = label("", Face::Plain, 18.0, 0xff_ffff, 0x2a_1438);
        commands.spawn((
            RowPart::Initials(row),
            hero::FaceLetters,
            letters,
            place(slot.at.x, slot.at.y, 2.0),
            Visibility::Hidden,
        ));
        let words = label("", Face::Plain, 27.0, 0xff_fff0, 0x2a_1438);
        commands
            .spawn((RowPart::Words(row), words, place(slot.at.x, slot.at.y - 1.0, 1.0), Visibility::Hidden))
            .insert(Anchor::CENTER_LEFT);
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

fn draw(
    feed: Res<Feed>,
    calls: Res<Calls>,
    clock: Res<StageClock>,
    rules: Res<Rules>,
    language: ShownLanguage,
    round: Res<crate::arena::Round>,
    mut parts: Query<(
        &RowPart,
        &mut Visibility,
        &mut Transform,
        Option<&mut Sprite>,
        Option<&mut Text2d>,
        Option<(&Label, &TextLayoutInfo)>,
    )>,
) {
    let mut widths = [0.0_f32; 2];
    for (part, .., laid_out) in &parts {
        if let (RowPart::Words(row), Some((label, info))) = (part, laid_out)
            && let Some(width) = widths.get_mut(*row)
        {
            *width = label.measure(info).x.min(WORDS + 10.0);
        }
    }
    let free = round.phase != crate::arena::Phase::Podium
        && round.phase != crate::arena::Phase::Lobby
        && calls.now().is_none()
        && (rules.stage.camera != CameraSlot::Top || !has_band(rules.stage.camera, clock.seconds, false));
    for (part, mut seen, mut place, sprite, text, _) in &mut parts {
        let (RowPart::Chip(row) | RowPart::Face(row) | RowPart::Initials(row) | RowPart::Words(row)) = part;
        let shown = feed.rows.get(*row).and_then(Option::as_ref).filter(|_| free);
        let (Some((entry, age)), Some(slot), Some(words)) = (shown, CHIPS.get(*row), widths.get(*row)) else {
            seen.set_if_neq(Visibility::Hidden);
            continue;
        };
        let person = entry.by.is_some_and(|by| !by.is_ai());
        let (before, after) = (if person { 54.0 } else { 26.0 }, 26.0);
        let width = (words + before + after).clamp(110.0, slot.size.x);
        // Ember's ends at the middle, Tide's begins there.
        let forward = entry.team.forward();
        let inner = slot.at.x + slot.size.x / 2.0 * forward;
        let slide = (1.0 - motion::spring(*age, 0.25)).max(0.0) * -120.0 * forward;
        let left = if forward > 0.0 { inner - width } else { inner } + slide;
        let x = match part {
            RowPart::Chip(_) => left + width / 2.0,
            RowPart::Face(_) | RowPart::Initials(_) => left + 30.0,
            RowPart::Words(_) => left + before,
        };
        place.translation.x = super::parts::place(x, 0.0, 0.0).translation.x;
        let mut visible = true;
        match (part, sprite, text) {
            (RowPart::Chip(_), Some(mut sprite), _) => sprite.custom_size = Some(Vec2::new(width, slot.size.y)),
            (RowPart::Face(_), Some(mut sprite), _) => {
                visible = person;
                sprite.color = entry.by.map_or(Color::WHITE, hero::face_of);
            }
            (RowPart::Initials(_), _, Some(mut text)) => {
                visible = person;
                say(&mut text, &hero::initials(&entry.who));
            }
            (RowPart::Words(_), _, Some(mut text)) => {
                say(&mut text, &entry.words(&rules, &language));
            }
            _ => {}
        }
        seen.set_if_neq(if visible { Visibility::Inherited } else { Visibility::Hidden });
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
    fn a_flood_of_news_stays_bounded() {
        let mut feed = Feed::default();
        for player in 0..500 {
            feed.put(Row { by: Some(PlayerId(player)), ..sent(1) });
        }
        assert!(feed.waiting.iter().all(|waiting| waiting.len() <= WAITING));
    }
}
