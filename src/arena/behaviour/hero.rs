//! A hero obeys its player's last order, and without one does what a sensible player would.

use super::agent::{Agent, SIGHT, View, silent};
use crate::{
    arena::{
        components::Hero,
        field::{MAX_LANES, Seen},
        ground::{change_lane, gate},
        state::FIELD,
    },
    rules::Stance,
};

/// Part of its health (in percent) at which a hero without orders runs, and at which it has recovered.
const RUNS: i32 = 28;
const RECOVERED: i32 = 70;
/// How far it leaves its side's troops behind.
const AHEAD: f32 = 24.0;
/// How far a hero that holds goes for an enemy.
const LEASH: f32 = 55.0;
/// From how far it goes for the beacon.
const BEACON_CALLS: f32 = 260.0;

pub(super) fn act(body: &mut Agent, view: &View, hero: &Hero) {
    if silent(view, hero) {
        return guard(body, view, home(body, 24.0));
    }
    if !view.fights {
        return body.muster(view);
    }
    match hero.stance {
        Stance::Charge => super::march::act(body, view),
        Stance::Hold => guard(body, view, body.fight.anchor),
        Stance::Retreat => guard(body, view, home(body, 6.0)),
        Stance::Auto => sensible(body, view),
    }
}

fn home(body: &Agent, out: f32) -> f32 {
    gate(body.unit.team) + body.forward() * out
}

/// Stands at `x` and fights what comes near.
fn guard(body: &mut Agent, view: &View, x: f32) {
    let reach = body.stats().range + LEASH;
    match body.seek(view, SIGHT).filter(|foe| view.fights && (foe.x - x).abs() <= reach) {
        Some(foe) => body.melee(view, &foe),
        None => body.walk_to(view, x),
    }
}

fn sensible(body: &mut Agent, view: &View) {
    let percent = body.health.now.saturating_mul(100) / body.health.max.max(1);
    body.fight.shaken = if body.fight.shaken { percent < RECOVERED } else { percent < RUNS };
    if body.fight.shaken {
        return run(body, view);
    }
    if let Some(lane) = view.beacon.lane
        && lane.abs_diff(body.place.lane) <= 1
        && (body.place.x - FIELD / 2.0).abs() < BEACON_CALLS
    {
        change_lane(body.place, lane);
        return guard(body, view, FIELD / 2.0);
    }
    match body.seek(view, SIGHT) {
        Some(foe) if !leads(body, view, foe.x) || body.distance(&foe) <= body.stats().range * 1.3 => {
            body.melee(view, &foe);
        }
        Some(_) => body.faces = body.forward(),
        None if leads(body, view, body.place.x) => body.faces = body.forward(),
        None => body.press(view, None),
    }
}

/// Runs home, still hitting whoever is upon it when it has got there.
fn run(body: &mut Agent, view: &View) {
    let x = home(body, -10.0);
    let safe = (body.place.x - x).abs() < 4.0;
    match body.seek(view, 10.0) {
        Some(foe) if safe && near(body, &foe) => body.melee(view, &foe),
        _ => body.walk_to(view, x),
    }
}

fn near(body: &Agent, foe: &Seen) -> bool {
    body.distance(foe) <= body.stats().range
}

/// Whether going to `x` would leave its side's troops behind. In a lane without troops it need not wait for any.
fn leads(body: &Agent, view: &View, x: f32) -> bool {
    let lane = usize::from(body.place.lane).min(MAX_LANES - 1);
    let front = view.field.front[body.unit.team.index()][lane];
    front.is_some_and(|front| (x - front) * body.forward() > AHEAD)
}
