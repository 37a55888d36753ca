//! Draws up the rows: who stands where in each lane.

use bevy::prelude::*;

use super::{
    lanes::{HALF_GAP, Lanes, SQUAD_SCALE},
    post::Post,
    squad::Squad,
};
use crate::{
    arena::{
        components::{Hero, Place, Unit},
        state::{FIELD, Tick},
    },
    base::TeamId,
    rules::Stance,
};

/// Width of a hero's place, in units of its size: the widest that is of use.
const WIDEST: f32 = 128.0;
/// Below this a row is too full.
pub(in crate::arena) const LEAST: f32 = 84.0;
/// Width of a squad, in units of its size.
pub(in crate::arena) const BLOCK: f32 = 226.0;
/// Size of the game's own heroes against people's: the rows are the people's.
pub const AI_SIZE: f32 = 0.8;
/// And what is left of their places where people need the room.
const AI_SQUEEZED: f32 = 0.04;
/// Blows at the head of a row before the next one's turn.
const TURN: u32 = 4;
/// How near to the ends of the field anybody stands.
const EDGE: f32 = 46.0;
/// How near to its place a hero must be to stand in the row.
const NEAR: f32 = 30.0;

/// What stands in a row, in the order of its places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Person,
    Squad,
    Ai,
}

/// People, then their squad, then the game's own; who stands there before who still walks up; first who was told to go,
/// last who holds; of equals who has waited longest.
type Key = (Kind, bool, u8, u32, u32);

fn key(unit: &Unit, hero: Option<&Hero>, post: &Post, crosses: bool) -> Key {
    let order = match hero.map_or(Stance::Auto, |hero| hero.stance) {
        Stance::Charge => 0,
        Stance::Auto | Stance::Retreat => 1,
        Stance::Hold => 2,
    };
    let kind = hero.map_or(Kind::Squad, |hero| if hero.ai { Kind::Ai } else { Kind::Person });
    (kind, !post.stands || crosses, order, post.ticket, unit.id)
}

/// Gives every hero and squad its place of the tick.
pub(in crate::arena) fn draw_up(
    lanes: Res<Lanes>,
    tick: Res<Tick>,
    mut heroes: Query<(Entity, &Unit, Option<&Hero>, Option<&Squad>, &Place, &mut Post)>,
) {
    let mut rows: Vec<(TeamId, u8, Key, Entity)> = Vec::new();
    for (entity, unit, hero, squad, place, mut post) in &mut heroes {
        if post.blows >= TURN {
            (post.blows, post.ticket) = (0, tick.0);
        }
        let crosses = place.lane_mix < 1.0;
        if crosses {
            // Who comes from another lane comes to the end of the row.
            (post.ticket, post.blows) = (tick.0, 0);
        }
        post.people = squad.map_or(1, |squad| squad.members.len() as u32);
        rows.push((unit.team, place.lane, key(unit, hero, &post, crosses), entity));
    }
    rows.sort_unstable_by_key(|(team, lane, key, _)| (*team, *lane, *key));
    for row in rows.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let Some((team, lane, ..)) = row.first().copied() else { continue };
        let count = |kind| row.iter().filter(|(_, _, key, _)| key.0 == kind).count();
        let shape = lanes.shape(lane);
        let block = if count(Kind::Squad) > 0 { BLOCK * SQUAD_SCALE * shape.scale } else { 0.0 };
        let size = lanes.size.hero_scale() * shape.scale;
        let places = places(count(Kind::Person), block, count(Kind::Ai), lanes.room(team, lane), size);
        let front = lanes.front(lane);
        for (index, ((.., entity), from_gap)) in row.iter().zip(places).enumerate() {
            let Ok((_, _, _, _, place, mut post)) = heroes.get_mut(*entity) else { continue };
            post.index = index;
            post.x = (front - team.forward() * (HALF_GAP + from_gap)).clamp(EDGE, FIELD - EDGE);
            post.stands |= (place.x - post.x).abs() < NEAR;
            post.met = if post.stands { front - team.forward() * Post::depth(index) } else { place.x };
        }
    }
}

/// Middles of the places of a row from the gap's edge, for heroes of a size: people, the block of their squad if it has a
/// width, the game's own.
fn places(people: usize, block: f32, ais: usize, room: f32, size: f32) -> Vec<f32> {
    let whole = people as f32 + ais as f32 * AI_SIZE;
    let tight = block > 0.0 || whole * LEAST * size > room;
    let ai = if tight { AI_SQUEEZED } else { AI_SIZE };
    let sum = (people as f32 + ais as f32 * ai).max(0.1);
    let unit = ((room - block).max(size * LEAST * 0.5) / sum).min(WIDEST * size);
    let mut edge = 0.0;
    let mut step = |wide: f32| {
        edge += wide;
        edge - wide / 2.0
    };
    let mut all: Vec<f32> = (0..people).map(|_| step(unit)).collect();
    if block > 0.0 {
        all.push(step(block));
    }
    all.extend((0..ais).map(|_| step(unit * ai)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lie_in_a_row_and_never_nearer_than_there_is_room_for() {
        let at: Vec<f32> = places(3, 0.0, 0, 306.0, 0.8);
        assert_eq!(at.len(), 3);
        assert!(at.windows(2).all(|pair| pair[1] - pair[0] > LEAST * 0.8));
        assert!(at[0] >= 0.4 * LEAST * 0.8 && at[2] <= 306.0);
    }

    #[test]
    fn the_games_own_heroes_make_room_for_people() {
        let wide = |ais: usize| {
            let at: Vec<f32> = places(2, 0.0, ais, 306.0, 1.5);
            at[1] - at[0]
        };
        assert!(wide(3) > LEAST, "{}", wide(3));
        assert!(wide(0) >= wide(3));
    }

    #[test]
    fn a_lonely_hero_stands_near_the_gap() {
        assert_eq!(places(1, 0.0, 0, 400.0, 1.0), [64.0]);
    }
}
