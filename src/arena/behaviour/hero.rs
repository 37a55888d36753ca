//! A hero fights from its place in the row, obeys its player's last order, and without one does what a sensible player
//! would.

use super::agent::{Agent, View};
use crate::{
    arena::{
        body::{Act, Mark},
        components::Hero,
        field::MAX_LANES,
        formation::post::Post,
        ground::{change_lane, gate},
    },
    rules::Stance,
};

/// Part of the way to its place that a hero slides in a tick once it stands in the row: there in 250 ms.
const SLIDE: f32 = 0.3;
/// How much faster one walks up before a battle: people want to see themselves at once.
const HURRY: f32 = 3.0;
/// Heroes of a side that gather at a beacon by themselves.
const AT_BEACON: u32 = 4;

/// A hero; a squad is nobody's hero, and strikes all who are in its reach.
pub(super) fn act(body: &mut Agent, view: &View, hero: Option<&Hero>, post: &mut Post) {
    if hero.is_some_and(|hero| hero.stance == Stance::Auto) && view.fights && post.stands {
        heed_beacon(body, view, post);
    }
    take_place(body, view, post);
    if view.fights && post.stands && body.place.lane_mix >= 1.0 {
        fight(body, view, post, hero.is_none());
    }
}

/// The head of a row beside the beacon's goes there while few of its side have; the next one is the head then.
fn heed_beacon(body: &mut Agent, view: &View, post: &Post) {
    let Some(lane) = view.beacon.lane else { return };
    let there = view.field.heroes[body.unit.team.index()][usize::from(lane).min(MAX_LANES - 1)];
    if lane.abs_diff(body.place.lane) == 1 && post.index == 0 && there < AT_BEACON {
        change_lane(body.place, lane);
    }
}

/// Walks up to the row, and from then on slides to its places.
fn take_place(body: &mut Agent, view: &View, post: &Post) {
    let gap = post.x - body.place.x;
    let walk = if view.fights { body.speed } else { body.speed * HURRY };
    let step = if post.stands { body.speed.max(gap.abs() * SLIDE) } else { walk };
    body.place.x += gap.clamp(-step, step);
    body.moved |= gap.abs() > 0.5;
    body.faces = if post.stands || gap.abs() < 0.5 { body.forward() } else { gap.signum() };
}

/// Strikes whoever is nearest, and the gate when nobody is, or when it lies open.
fn fight(body: &mut Agent, view: &View, post: &mut Post, squad: bool) {
    let lane = body.place.lane;
    let reach = post.reach(body.stats().range);
    let foe = body.seek(view, reach - body.stats().range);
    let at_gate = view.camp != Some(body.enemy()) && view.lanes.at_gate(body.enemy(), lane);
    let open = (view.lanes.front(lane) - gate(body.enemy())) * body.forward() > -40.0;
    let mark = match foe {
        // Before an open gate every other blow is for it.
        Some(foe) if !(open && post.blows % 2 == 1) => Mark::Foe(foe.foe()),
        _ if at_gate => Mark::Gate,
        Some(foe) => Mark::Foe(foe.foe()),
        None => return,
    };
    let act = if squad && mark != Mark::Gate { Act::Sweep(reach) } else { Act::Hit(mark) };
    body.strike(view, act);
    post.blows += u32::from(body.struck);
}
