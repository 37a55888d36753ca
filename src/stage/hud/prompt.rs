//! The prompt band: how to take part. Lines turn; for a fifth of the time the quiet menu stands there instead. While
//! something is called, the band says what it means.

use bevy::{prelude::*, sprite::Anchor};

use super::{
    calls::{CallSystems, Under},
    moments::Calls,
    parts::{During, picture, place},
    slots::{CARDS, PROMPT},
    words::{self, MenuPicture},
};
use crate::{
    arena::{Phase, Round, Tick},
    base::{self, TeamId},
    locale::LanguageId,
    roster::ShownLanguage,
    rules::{CameraSlot, MenuStyle, Rules},
    stage::{
        art::{
            Art, ICON,
            label::{Face, Label, fit, label, plain, say, shorten},
        },
        theme::palette::{INK, side},
        view::clock::{StageClock, StageSystems},
    },
};

/// Seconds of the round of prompts: lines, then the menu.
const LINES_S: f32 = 24.0;
const MENU_S: f32 = 6.0;
/// No menu so many seconds before a battle ends.
const LAST_S: f32 = 20.0;
/// Size of the letters.
const SIZE: f32 = 36.0;
/// Most tiers of the neutral menu.
const TIERS: usize = 4;

/// What stands in the band.
#[derive(Component, Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Paper,
    Line,
    Number,
    Card(usize),
    CardIcon(usize),
    CardWhat(usize),
    CardDoes(usize),
    TierBack,
    Tier(usize),
    Pip(usize),
}

/// What the band shows now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Lines,
    Cards,
    Tiers,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Startup, build.run_if(resource_exists::<Art>))
        .add_systems(Update, show.after(CallSystems).in_set(StageSystems::Draw));
}

fn build(mut commands: Commands, art: Res<Art>) {
    commands.spawn((Part::Paper, picture(&art, "hud/prompt", PROMPT, 0.0)));
    commands.spawn((Part::Line, plain("", Face::Plain, SIZE, INK), place(PROMPT.at.x, PROMPT.at.y - 3.0, 1.0)));
    for (team, digit) in TeamId::BOTH.into_iter().zip(["1", "2"]) {
        let x = PROMPT.at.x - (PROMPT.size.x / 2.0 - 26.0) * team.forward();
        let badge = art.piece(&format!("hud/number-{}", side(team).stem));
        let sprite = Sprite { image: badge.image, custom_size: Some(Vec2::splat(72.0)), ..default() };
        commands.spawn((Part::Number, During::Play, sprite, place(x, PROMPT.at.y, 2.0)));
        let digit = label(digit, Face::Display, 42.0, 0xff_fff0, INK);
        commands.spawn((Part::Number, During::Play, digit, place(x, PROMPT.at.y - 2.0, 3.0)));
    }
    for (index, slot) in CARDS.iter().enumerate() {
        let left = slot.at.x - slot.size.x / 2.0;
        commands.spawn((Part::Card(index), picture(&art, "hud/card", *slot, 0.0)));
        commands.spawn((Part::CardIcon(index), Sprite::default(), place(left + 34.0, slot.at.y, 1.0)));
        let rows = [(Part::CardWhat(index), 26.0, 0xff_f4da, -13.0), (Part::CardDoes(index), 26.0, 0xd9_c2ff, 14.0)];
        for (part, size, colour, down) in rows {
            let words = plain("", Face::Plain, size, colour);
            commands.spawn((part, words, place(left + 66.0, slot.at.y + down, 1.0))).insert(Anchor::CENTER_LEFT);
        }
    }
    let back = Sprite {
        image: art.piece("shapes/plain").image,
        custom_size: Some(PROMPT.size - Vec2::new(20.0, 10.0)),
        color: crate::stage::theme::palette::rgb(crate::stage::theme::palette::PLUM),
        ..default()
    };
    commands.spawn((Part::TierBack, back, place(PROMPT.at.x, PROMPT.at.y, 0.0)));
    for tier in 0..TIERS {
        let x = PROMPT.at.x + (tier as f32 - 1.5) * 144.0;
        commands.spawn((Part::Tier(tier), Sprite::default(), place(x - 26.0, PROMPT.at.y, 1.0)));
        for pip in 0..=tier {
            let sprite = Sprite {
                image: art.piece("shapes/confetti").image,
                custom_size: Some(Vec2::splat(11.0)),
                color: Color::srgba(0.72, 0.7, 0.76, 0.8),
                ..default()
            };
            let mut at = place(x + 12.0 + pip as f32 * 16.0, PROMPT.at.y, 1.0);
            at.rotation = Quat::from_rotation_z(std::f32::consts::FRAC_PI_4);
            commands.spawn((Part::Pip(tier), sprite, at));
        }
    }
}

/// The line of a turning list that is shown at `seconds`.
fn turning(seconds: f32, every: f32, lines: usize) -> usize {
    // Hours of seconds fit.
    (seconds / every) as usize % lines.max(1)
}

/// With the camera on top prompts stand in the call's band: for a third of the time, while nothing is called. Chips have
/// it then for the rest.
pub(super) fn has_band(camera: CameraSlot, seconds: f32, called: bool) -> bool {
    camera != CameraSlot::Top || (!called && seconds % 18.0 < 6.0)
}

/// Whether lines or the menu have their turn.
fn turn(seconds: f32, menu: MenuStyle, quiet: bool) -> Turn {
    let late = seconds % (LINES_S + MENU_S) >= LINES_S;
    match menu {
        MenuStyle::Gifts if late && !quiet => Turn::Cards,
        MenuStyle::Tiers if late && !quiet => Turn::Tiers,
        _ => Turn::Lines,
    }
}

type Parts<'w, 's> = Query<
    'w,
    's,
    (
        &'static Part,
        &'static mut Visibility,
        Option<&'static mut Sprite>,
        Option<(&'static mut Text2d, &'static mut Label)>,
    ),
>;

fn show(
    rules: Res<Rules>,
    art: Res<Art>,
    clock: Res<StageClock>,
    round: Res<Round>,
    tick: Res<Tick>,
    under: Res<Under>,
    calls: Res<Calls>,
    language: ShownLanguage,
    mut parts: Parts,
    mut menu: Local<Option<((u64, LanguageId), Vec<words::MenuLine>)>>,
) {
    let made_for = (rules.hash, language.language());
    if menu.as_ref().is_none_or(|(made, _)| *made != made_for) {
        *menu = Some((made_for, words::menu_lines(&rules, made_for.1)));
    }
    let lines = menu.as_ref().map_or(&[][..], |(_, lines)| lines.as_slice());
    let left = base::seconds(round.until.saturating_sub(tick.0));
    let last = round.phase == Phase::Overtime || round.phase == Phase::Battle && left <= LAST_S;
    let quiet = last || lines.is_empty() || under.0.is_some();
    let now = turn(clock.seconds, rules.stage.menu, quiet);
    let pages = lines.len().div_ceil(CARDS.len());
    let page = turning(clock.seconds, LINES_S + MENU_S, pages);
    let other = rules.game.sides.game_side().map_or(TeamId::RIGHT, TeamId::enemy);
    let team = if turning(clock.seconds, LINES_S + MENU_S, 2) == 0 { TeamId::LEFT } else { other };
    let on_card = |index: usize| {
        let line = page * CARDS.len() + index;
        // The last page is filled up from the front of the list.
        if pages > 1 { lines.get(line % lines.len().max(1)) } else { lines.get(line) }
    };
    let on_tier = |tier: usize| {
        let last = lines.len().checked_sub(1)?;
        lines.get(tier * last / (TIERS - 1))
    };
    for (part, mut seen, sprite, text) in &mut parts {
        let shown = round.phase != Phase::Podium
            && has_band(rules.stage.camera, clock.seconds, calls.now().is_some())
            && match part {
                Part::Paper | Part::Line => now == Turn::Lines,
                Part::Number => true,
                Part::Card(index) | Part::CardIcon(index) | Part::CardWhat(index) | Part::CardDoes(index) => {
                    now == Turn::Cards && on_card(*index).is_some()
                }
                Part::TierBack | Part::Tier(_) | Part::Pip(_) => now == Turn::Tiers,
            };
        seen.set_if_neq(if shown { Visibility::Inherited } else { Visibility::Hidden });
        if !shown {
            continue;
        }
        match (part, sprite, text) {
            (Part::Line, _, Some((mut text, mut label))) => {
                let line = line(&under, &language, clock.seconds);
                say(&mut text, &line);
                // Long lines shrink until they fit between the badges.
                fit(&mut label, &line, SIZE, PROMPT.size.x - 104.0);
            }
            (Part::CardIcon(index), Some(mut sprite), _) => {
                icon(&mut sprite, on_card(*index), team, &art, Color::WHITE)
            }
            (Part::Tier(tier), Some(mut sprite), _) => {
                icon(&mut sprite, on_tier(*tier), team, &art, Color::srgba(0.5, 0.48, 0.55, 0.75));
            }
            (Part::CardWhat(index), _, Some((mut text, _))) => {
                say(&mut text, &shorten(on_card(*index).map_or("", |line| &line.what), 9));
            }
            (Part::CardDoes(index), _, Some((mut text, _))) => {
                say(&mut text, &shorten(on_card(*index).map_or("", |line| &line.does), 11));
            }
            _ => {}
        }
    }
}

/// What the band says: what a call means, or the next of the lines.
fn line(under: &Under, language: &ShownLanguage, seconds: f32) -> String {
    if let Some(under) = &under.0 {
        return language.line(under).into_owned();
    }
    let how_to = language.how_to();
    let index = turning(seconds, LINES_S / 3.0, how_to.len());
    shorten(how_to.get(index).map(|line| language.named(line)).unwrap_or_default(), 40)
}

fn icon(sprite: &mut Mut<Sprite>, line: Option<&words::MenuLine>, team: TeamId, art: &Art, tint: Color) {
    let Some(line) = line else { return };
    let piece = match &line.picture {
        MenuPicture::Unit(look) => art.unit_icon(look, team),
        MenuPicture::Power(id) => art.power_icon(id),
        MenuPicture::None => art.piece("hud/crown"),
    };
    if sprite.image != piece.image {
        let scale = ICON / piece.size.max_element().max(1.0);
        sprite.image = piece.image;
        sprite.custom_size = Some(piece.size * scale);
        sprite.color = tint;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_turn_and_start_again() {
        assert_eq!(turning(0.0, 6.0, 3), 0);
        assert_eq!(turning(6.5, 6.0, 3), 1);
        assert_eq!(turning(18.5, 6.0, 3), 0);
        assert_eq!(turning(18.5, 6.0, 0), 0);
    }

    #[test]
    fn the_menu_has_a_fifth_of_the_time_and_none_of_the_last_seconds() {
        let shown =
            (0..3_000).filter(|tenth| turn(*tenth as f32 / 10.0, MenuStyle::Tiers, false) == Turn::Tiers).count();
        assert!((595..=605).contains(&shown), "{shown} of 3000");
        assert!((0..300).all(|second| turn(second as f32, MenuStyle::Gifts, true) == Turn::Lines));
        assert!((0..300).all(|second| turn(second as f32, MenuStyle::None, false) == Turn::Lines));
    }
}
