//! Flies over the front and looks for the softest target.

use super::agent::{Agent, LOOK_AGAIN, LOOK_EVERY, View};
use crate::arena::{
    body::{Act, HERO_KIND, Mark},
    field::Seen,
};

/// How far it looks from where it flies.
const SIGHT: f32 = 170.0;

pub(super) fn act(body: &mut Agent, view: &View) {
    if !view.fights {
        return body.muster(view);
    }
    let known = body.fight.target.and_then(|foe| view.field.get(foe)).copied();
    let known = known.filter(|_| !(view.tick + body.unit.id).is_multiple_of(LOOK_EVERY * 3));
    let looks = known.is_none() && (view.tick + body.unit.id).is_multiple_of(LOOK_AGAIN * 2);
    let found = if looks { softest(body, view) } else { None };
    let Some(foe) = known.or(found) else {
        body.fight.target = None;
        return body.press(view, None);
    };
    body.fight.target = Some(foe.foe());
    if foe.lane != body.place.lane {
        crate::arena::ground::change_lane(body.place, foe.lane);
    }
    if body.distance(&foe) <= body.stats().range.max(14.0) {
        body.fight.depth += (foe.y - body.fight.depth).clamp(-1.0, 1.0);
        body.face(foe.x);
        body.strike(view, Act::Hit(Mark::Foe(foe.foe())));
    } else {
        body.walk_to(view, foe.x - (foe.x - body.place.x).signum() * body.stats().range * 0.6);
    }
}

/// The easiest prey in its own lane and the next ones: little health and armour counts more than nearness.
fn softest(body: &Agent, view: &View) -> Option<Seen> {
    let lane = body.place.lane;
    let kind = body.unit.kind.map_or(HERO_KIND, |kind| kind.0);
    let mut best: Option<(f32, Seen)> = None;
    for next in [lane, lane.wrapping_sub(1), lane + 1] {
        if next >= view.lanes.count() {
            continue;
        }
        for seen in view.field.glance(body.enemy(), next, body.place.x, SIGHT, body.unit.id) {
            if (seen.flies && !body.stats().hits_air) || body.distance(seen) > SIGHT {
                continue;
            }
            // A blow that pays well is worth a detour; a lane change costs a little.
            let prey = 100.0 / view.numbers.bonus(kind, seen.kind).max(1) as f32;
            let toughness = (seen.health as f32).min(400.0) * 0.5 + seen.armour as f32 * 12.0;
            let across = if next == lane { 0.0 } else { 30.0 };
            let score = toughness * prey + body.distance(seen) * 0.7 + across;
            if best.as_ref().is_none_or(|(was, old)| score < *was || (score == *was && seen.id < old.id)) {
                best = Some((score, *seen));
            }
        }
    }
    best.map(|(_, seen)| seen)
}
