//! Answers to orders, where their viewer looks: a mark beside the own face, also on a banner that bears it.

use std::collections::HashMap;

use bevy::prelude::*;

use crate::{
    arena::{Cue, Order, RefusalRequested, Squad, Unit},
    base::PlayerId,
    rules::{Stance, Step},
    stage::{
        art::Art,
        units::{
            banner::LEADER_UP,
            hero::HEAD_Z,
            motion,
            puppet::{HeadSystems, Puppet, Puppets},
        },
        view::{
            clock::{StageClock, StageSystems},
            layout,
        },
    },
};

/// Seconds for which a mark is seen, and for which it goes.
const MARK_S: f32 = 1.6;
const GOES_S: f32 = 0.2;
/// Where a mark is, from the middle of the face, outwards and up, and its size, in units of the hero's drawing.
const ASIDE: Vec2 = Vec2::new(-42.0, 36.0);
const SIZE: f32 = 50.0;

/// A mark beside a face.
#[derive(Component, Debug)]
struct Mark {
    player: PlayerId,
    age: f32,
}

/// Adds the answers.
pub fn plugin(app: &mut App) {
    app.add_systems(Update, (hear, ride.after(HeadSystems)).chain().in_set(StageSystems::Draw));
}

/// The mark of an order.
fn mark_of(order: Order) -> &'static str {
    match order {
        Order::Step(Step::Up) => "hud/order-up",
        Order::Step(Step::Down) => "hud/order-down",
        Order::Lane(_) => "hud/order-lane",
        Order::Stance(Stance::Charge) => "hud/order-go",
        Order::Stance(Stance::Hold) => "hud/order-hold",
        Order::Stance(Stance::Retreat) => "hud/order-back",
        Order::Stance(Stance::Auto) => "hud/order-auto",
    }
}

fn hear(
    mut commands: Commands,
    mut cues: MessageReader<Cue>,
    mut refusals: MessageReader<RefusalRequested>,
    mut marks: Query<(&mut Mark, &mut Sprite)>,
    art: Res<Art>,
) {
    let orders = cues.read().filter_map(|cue| match cue {
        Cue::Ordered { player, order } => Some((*player, mark_of(*order))),
        _ => None,
    });
    let refused = refusals.read().map(|refused| (refused.player, "hud/order-wait"));
    // Of several orders in a frame the last one stands.
    let said: HashMap<PlayerId, &'static str> = orders.chain(refused).collect();
    for (player, mark) in said {
        let image = art.piece(mark).image;
        if let Some((mut shown, mut sprite)) = marks.iter_mut().find(|(shown, _)| shown.player == player) {
            shown.age = 0.0;
            sprite.image = image;
            continue;
        }
        commands.spawn((
            Mark { player, age: 0.0 },
            Sprite { image, custom_size: Some(Vec2::splat(SIZE)), ..default() },
            Transform::default(),
            Visibility::Hidden,
        ));
    }
}

/// Marks ride beside the faces that they answer. Whose face is not to be seen has none.
fn ride(
    mut commands: Commands,
    mut marks: Query<(Entity, &mut Mark, &mut Transform, &mut Visibility)>,
    puppets: Query<&Puppet>,
    squads: Query<(&Unit, &Squad)>,
    known: Res<Puppets>,
    clock: Res<StageClock>,
) {
    if marks.is_empty() {
        return;
    }
    let alone = puppets.iter().filter_map(|puppet| Some((puppet.player?, (puppet, puppet.face))));
    let leaders = squads.iter().filter_map(|(unit, squad)| {
        let puppet = puppets.get(known.of(unit.id)?).ok()?;
        Some((squad.leader, (puppet, puppet.standing.ground - Vec2::new(0.0, LEADER_UP * puppet.scale()))))
    });
    let faces: HashMap<PlayerId, (&Puppet, Vec2)> =
        alone.chain(leaders).filter(|(_, (puppet, _))| puppet.fallen.is_none()).collect();
    for (entity, mut mark, mut place, mut seen) in &mut marks {
        mark.age += clock.delta;
        if mark.age >= MARK_S {
            commands.entity(entity).despawn();
            continue;
        }
        let Some((puppet, face)) = faces.get(&mark.player) else {
            seen.set_if_neq(Visibility::Hidden);
            continue;
        };
        let at = *face + ASIDE * Vec2::new(puppet.forward(), -1.0) * puppet.scale();
        place.translation = layout::at(at.x, at.y, puppet.standing.z() + HEAD_Z + 1.0);
        let gone = ((MARK_S - mark.age) / GOES_S).clamp(0.0, 1.0);
        place.scale = Vec2::splat(puppet.scale() * motion::pop(mark.age) * gone).extend(1.0);
        seen.set_if_neq(Visibility::Inherited);
    }
}
