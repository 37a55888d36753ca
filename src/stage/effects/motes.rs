//! Small things that fly and vanish: sparks, dust, hearts, confetti. A bounded pool; the oldest go first.

use std::{borrow::Cow, collections::VecDeque};

use bevy::prelude::*;

use crate::stage::{
    art::Art,
    view::{
        clock::{StageClock, StageSystems},
        layout,
    },
};

/// Most motes at a time.
pub const MOST: usize = 220;

/// The same while the operator wants it calm.
const CALM_MOST: usize = MOST / 5;

/// Height of a chest above the feet.
const CHEST: f32 = 44.0;

/// A mote to be let go.
#[derive(Debug, Clone, PartialEq)]
pub struct Mote {
    /// Name of its picture.
    pub piece: Cow<'static, str>,
    /// Stage position.
    pub at: Vec2,
    /// Draw order.
    pub z: f32,
    /// Stage units a second; y is down.
    pub velocity: Vec2,
    /// Added to the downward speed each second.
    pub gravity: f32,
    /// Seconds.
    pub life: f32,
    /// Width at the start and at the end.
    pub size: (f32, f32),
    /// Tint.
    pub color: Color,
    /// Radians at the start and radians a second.
    pub turn: (f32, f32),
    /// Sideways swing in stage units.
    pub sway: f32,
}

impl Mote {
    /// A mote of a picture at a place; still, white, half a second long.
    #[must_use]
    pub fn new(piece: impl Into<Cow<'static, str>>, at: Vec2) -> Self {
        Self {
            piece: piece.into(),
            at,
            // Most fly at the height of a chest.
            z: layout::under_faces(at.y + CHEST),
            velocity: Vec2::ZERO,
            gravity: 0.0,
            life: 0.5,
            size: (24.0, 24.0),
            color: Color::WHITE,
            turn: (0.0, 0.0),
            sway: 0.0,
        }
    }
}

/// What is to be let go in this frame.
#[derive(Resource, Debug, Default)]
pub struct Motes {
    coming: Vec<Mote>,
    alive: VecDeque<Entity>,
    seed: u32,
}

impl Motes {
    /// Lets a mote go.
    pub fn push(&mut self, mote: Mote) {
        self.coming.push(mote);
    }

    /// A number between 0 and 1 for looks only; the arena has its own dice.
    pub fn chance(&mut self) -> f32 {
        // A linear congruential step is plenty for dust.
        self.seed = self.seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.seed >> 8) as f32 / 16_777_216.0
    }

    /// A number between two others.
    pub fn between(&mut self, from: f32, to: f32) -> f32 {
        from + (to - from) * self.chance()
    }

    /// How many fly.
    #[must_use]
    pub fn alive(&self) -> usize {
        self.alive.len()
    }

    /// Sparks that fly apart from a place.
    pub fn burst(&mut self, piece: &'static str, at: Vec2, count: usize, speed: f32, size: f32, color: Color) {
        for _ in 0..count {
            let angle = self.between(0.0, std::f32::consts::TAU);
            let pace = self.between(0.4, 1.0) * speed;
            let mote = Mote {
                velocity: Vec2::new(angle.cos(), angle.sin()) * pace,
                gravity: speed * 1.2,
                life: self.between(0.3, 0.6),
                size: (size * self.between(0.7, 1.2), 2.0),
                color,
                turn: (angle, self.between(-6.0, 6.0)),
                ..Mote::new(piece, at)
            };
            self.push(mote);
        }
    }
}

/// A mote in flight.
#[derive(Component, Debug)]
struct Flying {
    mote: Mote,
    age: f32,
    shape: f32,
}

/// Runs after everything that lets motes go.
#[derive(SystemSet, Debug, Clone, PartialEq, Eq, Hash)]
pub struct MoteSystems;

/// Adds the motes.
pub fn plugin(app: &mut App) {
    app.init_resource::<Motes>()
        .add_systems(Update, (fly, release).chain().in_set(MoteSystems).in_set(StageSystems::Draw));
}

fn fly(
    mut commands: Commands,
    clock: Res<StageClock>,
    mut motes: ResMut<Motes>,
    mut flying: Query<(Entity, &mut Flying, &mut Sprite, &mut Transform)>,
) {
    let delta = clock.delta;
    let mut over = false;
    for (entity, mut flying, mut sprite, mut place) in &mut flying {
        flying.age += delta;
        let t = flying.age / flying.mote.life.max(0.01);
        if t >= 1.0 {
            commands.entity(entity).despawn();
            over = true;
            continue;
        }
        flying.mote.velocity.y += flying.mote.gravity * delta;
        let step = flying.mote.velocity * delta;
        flying.mote.at += step;
        let mote = &flying.mote;
        let swing = (flying.age * 3.0 + mote.turn.0).sin() * mote.sway;
        place.translation = layout::at(mote.at.x + swing, mote.at.y, mote.z);
        place.rotation = Quat::from_rotation_z(mote.turn.0 + mote.turn.1 * flying.age);
        let width = mote.size.0.lerp(mote.size.1, t).max(0.5);
        sprite.custom_size = Some(Vec2::new(width, width * flying.shape));
        let fade = ((1.0 - t) * 3.0).min(1.0);
        sprite.color = mote.color.with_alpha(mote.color.alpha() * fade);
    }
    if over {
        let gone: Vec<_> = motes
            .alive
            .iter()
            .copied()
            .filter(|entity| flying.get(*entity).is_ok_and(|(_, flying, ..)| flying.age >= flying.mote.life))
            .collect();
        motes.alive.retain(|entity| !gone.contains(entity));
    }
}

fn release(mut commands: Commands, mut motes: ResMut<Motes>, art: Res<Art>, clock: Res<StageClock>) {
    let mut coming = std::mem::take(&mut motes.coming);
    // More than the pool holds would only be seen for a frame.
    let most = if clock.calm { CALM_MOST } else { MOST };
    let extra = coming.len().saturating_sub(most);
    for mote in coming.drain(extra..) {
        if motes.alive.len() >= most
            && let Some(oldest) = motes.alive.pop_front()
        {
            commands.entity(oldest).try_despawn();
        }
        let piece = art.piece(&mote.piece);
        let shape = piece.size.y / piece.size.x.max(1.0);
        let size = Vec2::new(mote.size.0, mote.size.0 * shape);
        let sprite = Sprite { image: piece.image, color: mote.color, custom_size: Some(size), ..default() };
        let mut place = Transform::from_translation(layout::at(mote.at.x, mote.at.y, mote.z));
        place.rotation = Quat::from_rotation_z(mote.turn.0);
        let entity = commands.spawn((Flying { mote, age: 0.0, shape }, sprite, place)).id();
        motes.alive.push_back(entity);
    }
}
