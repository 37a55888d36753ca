//! How to take part, and what each gift does: the ribbon and the quiet menu.

use bevy::{prelude::*, sprite::Anchor};

use super::{
    parts::{During, picture, place},
    slots::{CARDS, RIBBON},
    words::{self, MenuPicture},
};
use crate::{
    base::TeamId,
    locale::LanguageId,
    roster::ShownLanguage,
    rules::Rules,
    stage::{
        art::{Art, ICON},
        clock::{StageClock, StageSystems},
        label::{Face, Label, fit, label, plain, say, shorten},
        palette::{INK, side},
    },
};

/// Seconds until the ribbon and the menu turn.
const TURN: f32 = 6.0;

#[derive(Component, Debug)]
struct HowTo;

#[derive(Component, Debug)]
enum Card {
    Paper(usize),
    Icon(usize),
    What(usize),
    Does(usize),
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Startup, build.run_if(resource_exists::<Art>))
        .add_systems(Update, (ribbon, cards).in_set(StageSystems::Draw));
}

fn build(mut commands: Commands, art: Res<Art>) {
    commands.spawn((During::Play, picture(&art, "hud/ribbon", RIBBON, 0.0)));
    commands.spawn((
        During::Play,
        HowTo,
        plain("", Face::Plain, 44.0, INK),
        place(RIBBON.at.x, RIBBON.at.y - 4.0, 1.0),
    ));
    for (team, digit) in TeamId::BOTH.into_iter().zip(["1", "2"]) {
        let x = RIBBON.at.x - 330.0 * team.forward();
        let badge = art.piece(&format!("hud/number-{}", side(team).stem));
        commands.spawn((
            During::Play,
            Sprite { image: badge.image, custom_size: Some(Vec2::splat(96.0)), ..default() },
            place(x, RIBBON.at.y - 2.0, 2.0),
        ));
        commands.spawn((
            During::Play,
            label(digit, Face::Display, 56.0, 0xff_fff0, INK),
            place(x, RIBBON.at.y - 4.0, 3.0),
        ));
    }
    for (index, slot) in CARDS.iter().enumerate() {
        let left = slot.at.x - slot.size.x / 2.0;
        commands.spawn((Card::Paper(index), picture(&art, "hud/card", *slot, 0.0)));
        commands.spawn((Card::Icon(index), Sprite::default(), place(left + 34.0, slot.at.y, 1.0)));
        commands
            .spawn((
                Card::What(index),
                plain("", Face::Plain, 26.0, 0xff_f4da),
                place(left + 66.0, slot.at.y - 13.0, 1.0),
            ))
            .insert(Anchor::CENTER_LEFT);
        commands
            .spawn((
                Card::Does(index),
                plain("", Face::Plain, 25.0, 0xd9_c2ff),
                place(left + 66.0, slot.at.y + 14.0, 1.0),
            ))
            .insert(Anchor::CENTER_LEFT);
    }
}

/// The line of a turning list that is shown at `seconds`, and how far its turn is (0 to 1).
fn turning(seconds: f32, every: f32, lines: usize) -> (usize, f32) {
    let turns = seconds / every;
    // Hours of seconds fit.
    (turns as usize % lines.max(1), turns.fract())
}

fn ribbon(language: ShownLanguage, clock: Res<StageClock>, mut lines: Query<(&mut Text2d, &mut Label), With<HowTo>>) {
    let how_to = language.how_to();
    let (index, _) = turning(clock.seconds, TURN, how_to.len());
    let line = how_to.get(index).map(|line| language.named(line)).unwrap_or_default();
    for (mut text, mut label) in &mut lines {
        let words = shorten(line, 40);
        // Long lines shrink until they fit between the badges.
        say(&mut text, &words);
        fit(&mut label, &words, 44.0, 520.0);
    }
}

fn cards(
    rules: Res<Rules>,
    art: Res<Art>,
    clock: Res<StageClock>,
    round: Res<crate::arena::Round>,
    language: ShownLanguage,
    mut cards: Query<(&Card, &mut Visibility, Option<&mut Sprite>, Option<&mut Text2d>)>,
    mut menu: Local<Option<((u64, LanguageId), Vec<words::MenuLine>)>>,
) {
    let now = (rules.hash, language.language());
    if menu.as_ref().is_none_or(|(made_for, _)| *made_for != now) {
        *menu = Some((now, words::menu_lines(&rules, now.1)));
    }
    let lines = menu.as_ref().map_or(&[][..], |(_, lines)| lines.as_slice());
    let pages = lines.len().div_ceil(CARDS.len());
    let (page, _) = turning(clock.seconds, TURN + 2.0, pages);
    let other = rules.game.sides.game_side().map_or(TeamId::RIGHT, TeamId::enemy);
    let team = if turning(clock.seconds, TURN + 2.0, 2).0 == 0 { TeamId::LEFT } else { other };
    // The last page is filled up from the front of the list.
    let on_page = |index: usize| {
        let line = page * CARDS.len() + index;
        if pages > 1 { lines.get(line % lines.len().max(1)) } else { lines.get(line) }
    };
    let podium = round.phase == crate::arena::Phase::Podium;
    for (card, mut seen, sprite, text) in &mut cards {
        let (Card::Paper(index) | Card::Icon(index) | Card::What(index) | Card::Does(index)) = card;
        let Some(line) = on_page(*index).filter(|_| !podium) else {
            seen.set_if_neq(Visibility::Hidden);
            continue;
        };
        seen.set_if_neq(Visibility::Inherited);
        match (card, sprite, text) {
            (Card::Icon(_), Some(mut sprite), _) => {
                let piece = match &line.picture {
                    MenuPicture::Unit(look) => art.unit_icon(look, team),
                    MenuPicture::Power(id) => art.power_icon(id),
                    MenuPicture::None => art.piece("hud/crown"),
                };
                let scale = ICON / piece.size.max_element().max(1.0);
                if sprite.image != piece.image {
                    sprite.image = piece.image;
                    sprite.custom_size = Some(piece.size * scale);
                }
            }
            (Card::What(_), _, Some(mut text)) => say(&mut text, &shorten(&line.what, 9)),
            (Card::Does(_), _, Some(mut text)) => say(&mut text, &shorten(&line.does, 11)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_turn_and_start_again() {
        assert_eq!(turning(0.0, 6.0, 3).0, 0);
        assert_eq!(turning(6.5, 6.0, 3).0, 1);
        assert_eq!(turning(18.5, 6.0, 3).0, 0);
        assert_eq!(turning(18.5, 6.0, 0).0, 0);
    }
}
