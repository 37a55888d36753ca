//! How units fight: one file for each way. A way reads the field as it stood and writes its own unit only, so units may
//! be visited in any order and on any thread.

mod agent;
mod breathe;
mod cast;
mod fly;
mod hero;
mod march;
mod siege;
mod skirmish;
mod smash;
mod stand;

use bevy::prelude::*;

use super::{
    body::{Act, Fight},
    components::{Buffs, Hero, Motion, Place, Pose, Unit},
    field::Field,
    formation::{lanes::Lanes, post::Post},
    numbers::Numbers,
    state::{Beacon, Phase, Round, Tick},
};
use crate::rules::{Behaviour, Rules};

use self::agent::{Agent, View};

/// Ticks a strike is seen.
const STRIKE_SHOWN: u32 = 9;
/// From how many units on several threads decide for them. What they decide is the same.
#[derive(Resource, Debug, Clone, Copy)]
pub(in crate::arena) struct ThreadsFrom(pub usize);

impl Default for ThreadsFrom {
    fn default() -> Self {
        Self(1_000)
    }
}

/// Lets every unit decide and move.
pub(super) fn think(
    field: Res<Field>,
    threads: Res<ThreadsFrom>,
    tick: Res<Tick>,
    round: Res<Round>,
    beacon: Res<Beacon>,
    rules: Res<Rules>,
    numbers: Res<Numbers>,
    lanes: Res<Lanes>,
    mut units: Query<(&Unit, &mut Place, &mut Fight, &mut Motion, &Buffs, Option<&Hero>, Option<&mut Post>)>,
) {
    let view = View {
        field: &field,
        tick: tick.0,
        fights: round.phase.fights(),
        lanes: &lanes,
        numbers: &numbers,
        beacon: *beacon,
        camp: rules.game.sides.game_side(),
    };
    let stands = round.phase == Phase::Podium;
    // Waking threads costs more than a few hundred units do.
    if field.len() >= threads.0 {
        units.par_iter_mut().for_each(|(unit, mut place, mut fight, mut motion, buffs, hero, post)| {
            act(unit, &mut place, &mut fight, &mut motion, buffs, (hero, post), &view, stands);
        });
    } else {
        for (unit, mut place, mut fight, mut motion, buffs, hero, post) in &mut units {
            act(unit, &mut place, &mut fight, &mut motion, buffs, (hero, post), &view, stands);
        }
    }
}

/// Lets one unit decide.
fn act(
    unit: &Unit,
    place: &mut Place,
    fight: &mut Fight,
    motion: &mut Motion,
    buffs: &Buffs,
    (hero, post): (Option<&Hero>, Option<Mut<Post>>),
    view: &View,
    stands: bool,
) {
    place.before = Vec2::new(place.x, place.y);
    fight.act = Act::None;
    if view.tick < buffs.frozen_until {
        show(motion, Pose::Frozen, view.tick);
        return;
    }
    if stands {
        show(motion, Pose::Idle, view.tick);
        return;
    }
    let percent = if view.tick < buffs.until { buffs.speed } else { 100 };
    let speed = fight.stats.speed * percent as f32 / 100.0;
    let faces = if motion.faces_left { -1.0 } else { 1.0 };
    let met = post.as_ref().map_or(place.x, |post| post.met);
    let mut body = Agent { unit: *unit, place, met, fight, speed, moved: false, struck: false, faces };
    decide(&mut body, view, hero, post);
    body.settle_depth(view);
    let (moved, struck, faces) = (body.moved, body.struck, body.faces);
    motion.faces_left = faces < 0.0;
    if struck {
        motion.pose = Pose::Strike;
        motion.since = view.tick;
    } else if motion.pose != Pose::Strike || view.tick >= motion.since + STRIKE_SHOWN {
        show(motion, if moved { Pose::Walk } else { Pose::Idle }, view.tick);
    }
}

fn decide(body: &mut Agent, view: &View, hero: Option<&Hero>, post: Option<Mut<Post>>) {
    if let Some(mut post) = post {
        return hero::act(body, view, hero, &mut post);
    }
    match body.stats().behaviour {
        Behaviour::March => march::act(body, view),
        Behaviour::Skirmish => skirmish::act(body, view),
        Behaviour::Cast { radius } => cast::act(body, view, radius),
        Behaviour::Siege => siege::act(body, view),
        Behaviour::Fly => fly::act(body, view),
        Behaviour::Smash { radius } => smash::act(body, view, radius),
        Behaviour::Stand => stand::act(body, view),
        Behaviour::Breathe { length } => breathe::act(body, view, length),
    }
}

fn show(motion: &mut Motion, pose: Pose, tick: u32) {
    if motion.pose != pose {
        motion.pose = pose;
        motion.since = tick;
    }
}
