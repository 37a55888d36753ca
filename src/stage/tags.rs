//! Names over the heroes: readable, steady, never over each other while there is room.

use std::collections::HashMap;

use bevy::{prelude::*, text::TextLayoutInfo};

use super::{
    clock::{StageClock, StageSystems},
    hero::Crowd,
    label::{Face, Label, label, say, shorten},
    layout::{self, BAND, RIGHT, TAGS_Z},
    motion,
    palette::side,
    puppet::{Puppet, PuppetSystems, Puppets},
};
use crate::{
    arena::{FlareRequested, Hero, Phase, Round, Tallies, Unit},
    base::PlayerId,
};

/// Tags by the number of their hero's unit.
#[derive(Resource, Debug, Default)]
struct Tags {
    by_unit: HashMap<u32, Entity>,
    /// Seconds for which a player's tag is shown whatever the crowd.
    flared: HashMap<PlayerId, f32>,
}

/// A name on the stage.
#[derive(Component, Debug)]
struct Tag {
    /// Which of [`TRIES`] it keeps.
    place: usize,
    shift: Vec2,
    /// Gives way to the tags it would cover.
    crowded: bool,
}

/// A name that must be read.
#[derive(Component, Debug)]
pub(super) struct Plate;

/// Where a tag may be, relative to the place above the head.
const TRIES: [Vec2; 9] = [
    Vec2::ZERO,
    Vec2::new(0.0, -22.0),
    Vec2::new(-26.0, -4.0),
    Vec2::new(26.0, -4.0),
    Vec2::new(-46.0, -14.0),
    Vec2::new(46.0, -14.0),
    Vec2::new(0.0, -46.0),
    Vec2::new(-30.0, -36.0),
    Vec2::new(30.0, -36.0),
];

/// Adds the tags.
pub fn plugin(app: &mut App) {
    app.init_resource::<Tags>()
        .init_resource::<Tallies>()
        .add_systems(Update, (hear, write, settle).chain().after(PuppetSystems).in_set(StageSystems::Draw));
}

fn hear(mut flares: MessageReader<FlareRequested>, mut tags: ResMut<Tags>, clock: Res<StageClock>) {
    for flare in flares.read() {
        tags.flared.insert(flare.player, 4.0);
    }
    tags.flared.retain(|_, left| {
        *left -= clock.delta;
        *left > 0.0
    });
}

/// Chooses who wears a tag, and writes it.
fn write(
    mut commands: Commands,
    heroes: Query<(&Unit, &Hero)>,
    tallies: Res<Tallies>,
    crowd: Res<Crowd>,
    mut tags: ResMut<Tags>,
    mut drawn: Query<(&mut Text2d, &mut Label), With<Tag>>,
) {
    let mut wanted: Vec<(&Unit, &Hero, u64)> = heroes
        .iter()
        // The game's own say it in place of a face.
        .filter(|(_, hero)| !hero.ai)
        .map(|(unit, hero)| {
            let flared = u64::from(tags.flared.contains_key(&hero.player)) << 62;
            let deeds = tallies.0.get(&hero.player).map_or(0, |tally| tally.round_hero_damage).min(1 << 40);
            // Someone who just spoke looks for their name.
            let spoke = u64::from(hero.heard_at) * 8;
            (unit, hero, flared + deeds + spoke + (u64::from(hero.level) << 12))
        })
        .collect();
    wanted.sort_by_key(|(unit, _, worth)| (std::cmp::Reverse(*worth), unit.id));
    let flares = tags.flared.len();
    wanted.truncate(crowd.tags + flares);
    let keep: Vec<u32> = wanted.iter().map(|(unit, ..)| unit.id).collect();
    tags.by_unit.retain(|unit, entity| {
        let kept = keep.contains(unit);
        if !kept {
            commands.entity(*entity).try_despawn();
        }
        kept
    });
    for (unit, hero, _) in wanted {
        let words = shorten(&hero.name, crowd.letters);
        if let Some(entity) = tags.by_unit.get(&unit.id) {
            if let Ok((mut text, mut label)) = drawn.get_mut(*entity) {
                say(&mut text, &words);
                if (label.size - crowd.tag_size).abs() > 0.01 {
                    label.size = crowd.tag_size;
                }
            }
            continue;
        }
        let colours = side(unit.team);
        let place = Transform::from_translation(layout::at(-500.0, -500.0, TAGS_Z));
        let tag = Tag { place: 0, shift: Vec2::ZERO, crowded: false };
        let label = label(words, Face::Plain, crowd.tag_size, colours.name, colours.tag);
        let entity = commands.spawn((label, Plate, tag, place, Visibility::Hidden)).id();
        tags.by_unit.insert(unit.id, entity);
    }
}

/// A box on the stage.
#[derive(Debug, Clone, Copy)]
struct Area {
    middle: Vec2,
    half: Vec2,
}

impl Area {
    fn overlap(&self, other: &Self) -> f32 {
        let gap = (self.half + other.half - (self.middle - other.middle).abs()).max(Vec2::ZERO);
        gap.x * gap.y
    }
}

/// Finds each tag a place over its hero.
fn settle(
    puppets: Res<Puppets>,
    figures: Query<&Puppet>,
    tags: Res<Tags>,
    clock: Res<StageClock>,
    crowd: Res<Crowd>,
    round: Res<Round>,
    mut drawn: Query<(&mut Tag, &mut Transform, &mut Visibility, &Label, &TextLayoutInfo)>,
) {
    let mut order: Vec<(u32, Entity, &Puppet)> = tags
        .by_unit
        .iter()
        .filter_map(|(unit, tag)| Some((*unit, *tag, figures.get(puppets.of(*unit)?).ok()?)))
        .collect();
    order.sort_by_key(|(unit, ..)| *unit);
    let scale = |puppet: &Puppet| puppet.standing.scale * puppet.size;
    let faces: Vec<(u32, Area)> = order
        .iter()
        .map(|(unit, _, puppet)| {
            let middle = puppet.standing.ground - Vec2::new(0.0, 118.0 * scale(puppet));
            (*unit, Area { middle, half: Vec2::splat(34.0 * scale(puppet)) })
        })
        .collect();
    let mut taken: Vec<Area> = Vec::with_capacity(order.len());
    for (unit, entity, puppet) in order {
        let Ok((mut tag, mut place, mut seen, label, info)) = drawn.get_mut(entity) else { continue };
        let laid_out = info.size.x > 0.0;
        let size = if laid_out { label.measure(info) } else { Vec2::new(crowd.tag_size * 2.4, crowd.tag_size * 1.2) };
        let half = Vec2::new(size.x / 2.0, size.y * 0.4);
        let home =
            puppet.standing.ground - Vec2::new(0.0, puppet.standing.height + 178.0 * scale(puppet) + half.y * 0.6);
        let within = |middle: Vec2| {
            Vec2::new(
                middle.x.clamp(12.0 + half.x, (RIGHT - 4.0 - half.x).max(12.0 + half.x)),
                middle.y.clamp(BAND.0 + 240.0, BAND.1 - half.y),
            )
        };
        let cost = |index: usize| {
            let Some(shift) = TRIES.get(index) else { return f32::INFINITY };
            let area = Area { middle: within(home + *shift), half };
            let tags: f32 = taken.iter().map(|other| area.overlap(other)).sum();
            let heads: f32 = faces.iter().filter(|(other, _)| *other != unit).map(|(_, face)| area.overlap(face)).sum();
            tags * 4.0 + heads * 2.0 + shift.length() * 6.0 + (area.middle - home - *shift).length() * 4.0
        };
        let best = (0..TRIES.len()).min_by(|a, b| cost(*a).total_cmp(&cost(*b))).unwrap_or(0);
        // A place is kept until another is much better, or names would flicker.
        if best != tag.place && cost(best) < cost(tag.place) * 0.6 {
            tag.place = best;
        }
        let shift = TRIES.get(tag.place).copied().unwrap_or_default();
        let (x, y) = (
            motion::approach(tag.shift.x, shift.x, 9.0, clock.delta),
            motion::approach(tag.shift.y, shift.y, 9.0, clock.delta),
        );
        tag.shift = Vec2::new(x, y);
        let middle = within(home + tag.shift);
        let area = Area { middle, half };
        // One name that can be read says more than two that cannot; the sooner comer keeps its place.
        let covered: f32 = taken.iter().map(|other| area.overlap(other)).sum::<f32>() / (half.x * half.y * 4.0);
        tag.crowded = covered > if tag.crowded { 0.06 } else { 0.2 };
        if !tag.crowded {
            taken.push(area);
        }
        let fallen = puppet.fallen.is_some();
        place.translation =
            layout::at(middle.x, middle.y, TAGS_Z + puppet.standing.z() * 0.1 + motion::phase(unit) * 0.02);
        // A tag far from its head says nothing.
        let lost = (middle - home).length() > 90.0;
        seen.set_if_neq(if fallen || lost || tag.crowded || round.phase == Phase::Podium {
            Visibility::Hidden
        } else {
            Visibility::Inherited
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_overlap_by_their_common_area() {
        let area = |x, y| Area { middle: Vec2::new(x, y), half: Vec2::new(10.0, 5.0) };
        assert_eq!(area(0.0, 0.0).overlap(&area(30.0, 0.0)), 0.0);
        assert!((area(0.0, 0.0).overlap(&area(10.0, 5.0)) - 50.0).abs() < 0.01);
    }
}
