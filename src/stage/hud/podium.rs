//! Who won: the banner, the three best heroes on their steps, the boards, the next round.

use bevy::{prelude::*, sprite::Anchor};

use super::{
    board::{self, Cell, ROWS},
    parts::{During, picture, place},
    slots::{BANNER, BOARDS, NEXT},
    words::{clock_face, verdict},
};
use crate::{
    arena::{Phase, PodiumPlace, Results, Round, Tick},
    base::{self, PlayerId, TeamId},
    locale::{Filling, LocalizedText, TextKey, isolate},
    roster::{Roster, ShownLanguage},
    rules::Rules,
    stage::{
        art::{
            Art,
            label::{Face, Label, fit, grouped, label, plain, say, shorten},
        },
        theme::palette::{INK, side},
        units::{hero, hero_cut::HeroCut, motion},
        view::clock::{StageClock, StageSystems},
    },
};

/// Middle and top of the three steps, best first.
const STEPS: [(f32, f32); 3] = [(480.0, 584.0), (290.0, 624.0), (670.0, 644.0)];

/// A part of the podium that changes with the result.
#[derive(Component, Debug, Clone, Copy, PartialEq, Eq)]
enum Stand {
    Banner,
    Winner,
    Why,
    Next,
    Body(usize),
    Face(usize),
    Ring(usize),
    Initials(usize),
    Name(usize),
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Startup, build.run_if(resource_exists::<Art>))
        .add_systems(Update, (stand, boards).in_set(StageSystems::Draw));
}

fn build(mut commands: Commands, art: Res<Art>) {
    commands.spawn((Stand::Banner, picture(&art, "hud/banner-ember", BANNER, 0.0)));
    commands.spawn((
        Stand::Winner,
        label("", Face::Display, 70.0, 0xff_fff0, INK),
        place(BANNER.at.x, BANNER.at.y - 4.0, 1.0),
    ));
    commands.spawn((
        Stand::Why,
        label("", Face::Plain, 34.0, 0xff_f4da, INK),
        place(BANNER.at.x, BANNER.at.y + 76.0, 1.0),
    ));
    for (index, (x, y)) in STEPS.into_iter().enumerate() {
        let piece = art.piece(&format!("hud/podium-{}", index + 1));
        commands.spawn((
            During::Podium,
            Sprite { image: piece.image, custom_size: Some(piece.size), ..default() },
            Anchor::TOP_CENTER,
            place(x, y, -30.0),
        ));
        let digit = (index + 1).to_string();
        commands.spawn((During::Podium, label(digit, Face::Display, 44.0, 0xff_fff0, INK), place(x, y + 52.0, -28.0)));
        let z = -26.0 + index as f32;
        commands.spawn((
            Stand::Body(index),
            Sprite::default(),
            Anchor(Vec2::new(0.0, -0.5 + 10.0 / 220.0)),
            place(x, y + 12.0, z),
        ));
        let face = place(x, y + 12.0, z + 0.2);
        commands.spawn((Stand::Face(index), Sprite::default(), face));
        commands.spawn((
            Stand::Ring(index),
            Sprite::default(),
            Anchor(Vec2::new(0.0, -0.5 + 10.0 / 220.0)),
            place(x, y + 12.0, z + 0.4),
        ));
        commands.spawn((Stand::Initials(index), label("", Face::Plain, 42.0, 0xff_ffff, INK), place(x, y, z + 0.3)));
        commands.spawn((Stand::Name(index), label("", Face::Plain, 32.0, 0xff_fff0, INK), place(x, y + 96.0, -27.0)));
    }
    for (index, slot) in BOARDS.into_iter().enumerate() {
        board::spawn(&mut commands, &art, index, slot);
    }
    commands.spawn((During::Podium, picture(&art, "hud/ribbon", NEXT, 0.0)));
    commands.spawn((Stand::Next, plain("", Face::Plain, 40.0, INK), place(NEXT.at.x, NEXT.at.y - 4.0, 1.0)));
}

fn stand(
    round: Res<Round>,
    tick: Res<Tick>,
    results: Res<Results>,
    rules: Res<Rules>,
    language: ShownLanguage,
    art: Res<Art>,
    clock: Res<StageClock>,
    mut parts: Query<(
        &Stand,
        &mut Visibility,
        &mut Transform,
        Option<&mut Sprite>,
        Option<&mut Text2d>,
        Option<&mut Label>,
    )>,
) {
    let Some(result) = results.0.last().filter(|_| round.phase == Phase::Podium) else {
        for (_, mut seen, ..) in &mut parts {
            seen.set_if_neq(Visibility::Hidden);
        }
        return;
    };
    let since = clock.since(round.since);
    // Together all lose or none; the banner is the people's.
    let banner = rules.game.sides.game_side().map_or(result.winner, TeamId::enemy);
    let together = rules.game.sides.game_side().is_some();
    let left = base::seconds(round.until.saturating_sub(tick.0));
    for (part, mut seen, mut place, sprite, text, label) in &mut parts {
        let pop = motion::spring(since, 0.4).max(0.01);
        let mut shown = true;
        match (part, sprite, text) {
            (Stand::Banner, Some(mut sprite), _) => {
                sprite.image = art.piece(&format!("hud/banner-{}", side(banner).stem)).image;
                place.scale = Vec3::new(pop, pop, 1.0);
            }
            (Stand::Winner, _, Some(mut text)) => {
                let words = language.line(&verdict(&rules, language.language(), result)).into_owned();
                say(&mut text, &words);
                if let Some(mut label) = label {
                    fit(&mut label, &words, 70.0, BANNER.size.x - 60.0);
                    label.zoom = pop;
                }
            }
            (Stand::Why, _, Some(mut text)) => {
                let told = |(title, who): &(LocalizedText, PodiumPlace)| {
                    format!("{}: {}", isolate(&shorten(&who.name, 12)), language.line(title))
                };
                let words = result.title.as_ref().map(told).unwrap_or_default();
                say(&mut text, &words);
                if let Some(mut label) = label {
                    fit(&mut label, &words, 34.0, NEXT.size.x);
                }
            }
            (Stand::Next, _, Some(mut text)) => {
                let key = if together { TextKey::NextRoundTogether } else { TextKey::NextRound };
                let words = language.say(key, vec![("time", Filling::As(clock_face(left).into()))]);
                say(&mut text, &words);
                if let Some(mut label) = label {
                    fit(&mut label, &words, 40.0, NEXT.size.x - 60.0);
                }
            }
            (
                Stand::Body(index)
                | Stand::Face(index)
                | Stand::Ring(index)
                | Stand::Initials(index)
                | Stand::Name(index),
                sprite,
                text,
            ) => {
                shown = result.best.get(*index).is_some_and(|best| {
                    let rise = motion::pop((since - 0.25 * (3.0 - *index as f32)).max(0.0)).max(0.02);
                    show_best(*part, best, *index, rise, clock.seconds, &art, &mut place, sprite, text);
                    true
                });
            }
            _ => {}
        }
        seen.set_if_neq(if shown { Visibility::Inherited } else { Visibility::Hidden });
    }
}

#[expect(clippy::too_many_arguments, reason = "one part of a hero with all it is made from")]
fn show_best(
    part: Stand,
    best: &PodiumPlace,
    index: usize,
    rise: f32,
    seconds: f32,
    art: &Art,
    place: &mut Transform,
    sprite: Option<Mut<Sprite>>,
    text: Option<Mut<Text2d>>,
) {
    let size = if index == 0 { 1.25 } else { 1.05 };
    let cut = HeroCut::of(best.level, best.ai);
    let (_, step) = STEPS.get(index).copied().unwrap_or_default();
    let ground = step + 14.0;
    // The winners jump for joy, each in its own time.
    let hop = ((seconds * 2.4 + index as f32 * 0.4) * 3.0).sin().max(0.0) * 12.0;
    let up = |above: f32| super::parts::place(0.0, ground - above * rise - hop, 0.0).translation.y;
    match (part, sprite, text) {
        (Stand::Body(_), Some(mut sprite), _) => {
            let piece = art.hero(best.team, cut, hop > 6.0);
            sprite.image = piece.image;
            sprite.custom_size = Some(piece.size * Vec2::new(size, size * rise));
            sprite.flip_x = best.team == TeamId::RIGHT;
            place.translation.y = up(0.0);
        }
        (Stand::Ring(_), Some(mut sprite), _) => {
            let piece = art.ring(best.team, cut);
            sprite.image = piece.image;
            sprite.custom_size = Some(piece.size * Vec2::new(size, size * rise));
            place.translation.y = up(0.0);
        }
        (Stand::Face(_), Some(mut sprite), _) => {
            sprite.image = art.piece(if best.ai { "shapes/robot" } else { "shapes/face" }).image;
            sprite.color = if best.ai { Color::WHITE } else { hero::face_of(best.player) };
            sprite.custom_size = Some(Vec2::splat(74.0 * size * rise));
            place.translation.y = up(118.0 * size);
        }
        (Stand::Initials(_), _, Some(mut text)) => {
            say(&mut text, &if best.ai { String::new() } else { hero::initials(&best.name) });
            place.translation.y = up(118.0 * size);
        }
        (Stand::Name(_), _, Some(mut text)) => say(&mut text, &shorten(&best.name, 9)),
        _ => {}
    }
}

/// A line of a board.
struct PodiumRow {
    player: PlayerId,
    name: String,
    number: String,
    ai: bool,
}

fn boards(
    round: Res<Round>,
    results: Res<Results>,
    roster: Res<Roster>,
    language: ShownLanguage,
    mut cells: Query<(&Cell, &mut Visibility, Option<&mut Sprite>, Option<&mut Text2d>)>,
    art: Res<Art>,
    mut seen_of: Local<Option<(u32, [Vec<PodiumRow>; 2])>>,
) {
    let Some(result) = results.0.last().filter(|_| round.phase == Phase::Podium) else {
        *seen_of = None;
        for (_, mut seen, ..) in &mut cells {
            seen.set_if_neq(Visibility::Hidden);
        }
        return;
    };
    if seen_of.as_ref().is_none_or(|(number, _)| *number != result.number) {
        let heroes = result.best.iter().take(ROWS).map(|best| PodiumRow {
            player: best.player,
            name: best.name.to_string(),
            number: grouped(best.score),
            ai: best.ai,
        });
        *seen_of = Some((result.number, [heroes.collect(), supporters(&roster)]));
    }
    let Some((_, lines)) = seen_of.as_ref() else { return };
    for (cell, mut seen, sprite, mut text) in &mut cells {
        if let (Cell::Title(board), Some(text)) = (cell, text.as_mut()) {
            seen.set_if_neq(Visibility::Inherited);
            let key = if *board == 0 { TextKey::BoardHeroes } else { TextKey::BoardGivers };
            say(text, &shorten(language.text(key), 24));
            continue;
        }
        let (Cell::Face(board, row) | Cell::Initials(board, row) | Cell::Name(board, row) | Cell::Number(board, row)) =
            cell
        else {
            continue;
        };
        let Some(line) = lines.get(*board).and_then(|lines| lines.get(*row)) else {
            seen.set_if_neq(Visibility::Hidden);
            continue;
        };
        seen.set_if_neq(Visibility::Inherited);
        match (cell, sprite, text) {
            (Cell::Face(..), Some(mut sprite), _) => {
                sprite.image = art.piece(if line.ai { "shapes/robot" } else { "shapes/face" }).image;
                sprite.color = if line.ai { Color::WHITE } else { hero::face_of(line.player) };
            }
            (Cell::Initials(..), _, Some(mut text)) => {
                say(&mut text, &if line.ai { String::new() } else { hero::initials(&line.name) });
            }
            (Cell::Name(..), _, Some(mut text)) => say(&mut text, &shorten(&line.name, 12)),
            (Cell::Number(..), _, Some(mut text)) => say(&mut text, &line.number),
            _ => {}
        }
    }
}

/// Who gave most, in diamonds.
fn supporters(roster: &Roster) -> Vec<PodiumRow> {
    let mut givers: Vec<_> = roster.iter().filter(|player| player.diamonds > 0).collect();
    givers.sort_by_key(|player| (std::cmp::Reverse(player.diamonds), player.id));
    givers
        .into_iter()
        .take(ROWS)
        .map(|player| PodiumRow {
            player: player.id,
            name: player.viewer.name.to_string(),
            number: grouped(player.diamonds),
            ai: false,
        })
        .collect()
}
