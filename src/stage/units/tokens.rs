//! Who is not on the field waits at its castle's gate, as a small pale face: the fallen with a ring that fills until they
//! come again, guards whole.

use std::sync::Arc;

use bevy::prelude::*;

use crate::{
    arena::{HeroRecord, Heroes, Round, Tick, Whereabouts},
    base::{PlayerId, TeamId},
    rules::{CameraSlot, Rules},
    stage::{
        art::{
            Art, BuildStage,
            label::{Face, Label, label, say},
        },
        theme::palette::{INK, rgb, side},
        units::hero::{FaceLetters, face_of, initials},
        view::{
            clock::{StageClock, StageSystems},
            layout,
        },
    },
};

/// Stage y of the tokens, and below a camera; how far they stand from their side's end of the field.
const Y: f32 = 604.0;
const BELOW_CAMERA: f32 = 842.0;
const ASIDE: [f32; 3] = [26.0, 70.0, 114.0];
/// Where the number of those beyond stands.
const MORE: f32 = 158.0;
/// Size of a token.
const SIZE: f32 = 40.0;
/// Draw order: before the castles, behind the farthest lane's faces.
const Z: f32 = layout::UNITS_Z - 2.0;
/// Steps of a ring, as drawn in `shapes/arc-1` to `shapes/arc-19`.
const STEPS: f32 = 20.0;

/// A place for a token.
#[derive(Component, Debug)]
struct Token {
    team: TeamId,
    place: usize,
    letters: Entity,
    ring: Entity,
    shown: Option<(PlayerId, Arc<str>)>,
    step: u32,
}

/// The number of those for whom there is no token.
#[derive(Component, Debug)]
struct More(TeamId, usize);

/// Adds the tokens.
pub fn plugin(app: &mut App) {
    app.init_resource::<Heroes>().add_systems(BuildStage, build).add_systems(Update, wait.in_set(StageSystems::Draw));
}

fn x(team: TeamId, aside: f32) -> f32 {
    if team == TeamId::LEFT { aside } else { crate::arena::FIELD - aside }
}

fn build(mut commands: Commands, art: Res<Art>) {
    let disc = art.piece("shapes/face").image;
    for team in TeamId::BOTH {
        for (place, aside) in ASIDE.into_iter().enumerate() {
            let letters = label("", Face::Plain, 19.0, 0xff_f4da, INK);
            let letters = commands.spawn((letters, FaceLetters, Transform::from_xyz(0.0, 0.0, 0.2))).id();
            let ring = commands.spawn((Sprite::default(), Transform::from_xyz(0.0, 0.0, 0.3))).id();
            let back = Sprite {
                image: disc.clone(),
                custom_size: Some(Vec2::splat(SIZE + 12.0)),
                color: rgb(INK),
                ..default()
            };
            let back = commands.spawn((back, Transform::from_xyz(0.0, 0.0, -0.1))).id();
            commands
                .spawn((
                    Token { team, place, letters, ring, shown: None, step: 0 },
                    Sprite { image: disc.clone(), custom_size: Some(Vec2::splat(SIZE)), ..default() },
                    Transform::from_translation(layout::at(x(team, aside), Y, Z)),
                    Visibility::Hidden,
                ))
                .add_children(&[letters, ring, back]);
        }
        commands.spawn((
            More(team, 0),
            label("", Face::Display, 27.0, 0xff_f4da, INK),
            Transform::from_translation(layout::at(x(team, MORE), Y, Z)),
        ));
    }
}

/// Who waits, the next to come first; then guards.
fn order(record: &HeroRecord) -> Option<(bool, u32)> {
    match record.place {
        Whereabouts::Away { from, .. } => Some((false, from)),
        Whereabouts::Guard { since, .. } => Some((true, since)),
        Whereabouts::Out { .. } | Whereabouts::Squad { .. } => None,
    }
}

/// How much of its wait somebody has behind them, in steps of a ring; guards wait for nothing.
fn step(record: &HeroRecord, tick: f32) -> u32 {
    let Whereabouts::Away { since, from } = record.place else { return 0 };
    let whole = from.saturating_sub(since).max(1) as f32;
    let part = ((tick - since as f32) / whole).clamp(0.0, 1.0);
    ((part * STEPS) as u32).min(STEPS as u32 - 1)
}

fn wait(
    heroes: Res<Heroes>,
    tick: Res<Tick>,
    round: Res<Round>,
    clock: Res<StageClock>,
    art: Res<Art>,
    rules: Res<Rules>,
    mut tokens: Query<(&mut Token, &mut Sprite, &mut Visibility, &mut Transform), Without<More>>,
    mut rings: Query<&mut Sprite, Without<Token>>,
    mut words: Query<&mut Text2d, (With<Label>, Without<More>)>,
    mut more: Query<(&mut More, &mut Text2d, &mut Transform)>,
) {
    let mut waiting: [Vec<((bool, u32), PlayerId)>; 2] = Default::default();
    if round.phase.fights() {
        for (player, record) in heroes.iter().filter(|(_, record)| !record.hero.ai) {
            // Who comes at once was never gone.
            let soon = matches!(record.place, Whereabouts::Away { from, .. } if from <= tick.0);
            if let Some(order) = order(record).filter(|_| !soon)
                && let Some(side) = waiting.get_mut(record.team.index())
            {
                side.push((order, player));
            }
        }
    }
    waiting.iter_mut().for_each(|side| side.sort_unstable());
    let of = |team: TeamId| waiting.get(team.index()).map_or(&[][..], Vec::as_slice);
    let y = if rules.stage.camera == CameraSlot::Top { BELOW_CAMERA } else { Y };
    let height = layout::at(0.0, y, 0.0).y;
    for (mut token, mut sprite, mut seen, mut place) in &mut tokens {
        place.translation.y = height;
        let wanted = of(token.team).get(token.place).map(|(_, player)| *player);
        seen.set_if_neq(if wanted.is_some() { Visibility::Inherited } else { Visibility::Hidden });
        let Some(player) = wanted else { continue };
        let Some(record) = heroes.get(player) else { continue };
        let step = step(record, clock.tick);
        if step != token.step || token.shown.is_none() {
            token.step = step;
            if let Ok(mut ring) = rings.get_mut(token.ring) {
                if step == 0 {
                    ring.color = Color::NONE;
                } else {
                    let piece = art.arc(step);
                    let size = piece.size * (SIZE + 10.0) / piece.size.max_element().max(1.0);
                    *ring = Sprite {
                        image: piece.image.clone(),
                        custom_size: Some(size),
                        color: rgb(side(token.team).glow),
                        ..default()
                    };
                }
            }
        }
        let wanted = (player, record.hero.name.clone());
        if token.shown.as_ref() != Some(&wanted) {
            token.shown = Some(wanted);
            sprite.color = face_of(player).mix(&rgb(0x8d_8496), 0.45);
            if let Ok(mut text) = words.get_mut(token.letters) {
                say(&mut text, &initials(&record.hero.name));
            }
        }
    }
    for (mut more, mut text, mut place) in &mut more {
        place.translation.y = height;
        let beyond = of(more.0).len().saturating_sub(ASIDE.len());
        if beyond != more.1 {
            more.1 = beyond;
            let words = if beyond == 0 { String::new() } else { format!("+{beyond}") };
            say(&mut text, &words);
        }
    }
}
