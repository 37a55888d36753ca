//! How units fight: one file for each way. A way reads the field as it stood and writes its own unit only, so units may
//! be visited in any order and on any thread.

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
    Beacon, Buffs, FIELD, GATE, Health, Hero, Motion, Phase, Place, Pose, Round, Tick, Unit,
    body::{Act, Fight, HERO_KIND, Mark, Stats},
    field::{DEPTH, Field, MAX_LANES, Seen},
    numbers::Numbers,
};
use crate::rules::{Behaviour, Rules, TeamId};

/// How far a unit looks along its lane, beyond its own reach.
const SIGHT: f32 = 110.0;
/// A target is looked for anew every so many ticks.
const LOOK_EVERY: u32 = 8;
/// And so often while there is none.
const LOOK_AGAIN: u32 = 3;
/// Where the sides line up before the battle, from the middle.
const MUSTER: f32 = 46.0;
/// How far beyond the middle a side holds its line before a camp, as a part of the field.
const LINE: f32 = 0.08;
/// Ticks a strike is seen.
const STRIKE_SHOWN: u32 = 9;
/// Progress of a lane change a tick.
const LANE_CHANGE: f32 = 1.0 / 24.0;

/// x of a side's gate.
pub(super) fn gate(team: TeamId) -> f32 {
    if team == TeamId::LEFT { GATE } else { FIELD - GATE }
}

/// What all units see alike.
struct View<'a> {
    field: &'a Field,
    tick: u32,
    fights: bool,
    lanes: u8,
    numbers: &'a Numbers,
    beacon: Beacon,
    silent: u32,
    /// The side that has a camp instead of a castle: nobody marches on it.
    camp: Option<TeamId>,
}

/// One unit while it decides.
struct Body<'a> {
    unit: Unit,
    place: &'a mut Place,
    fight: &'a mut Fight,
    health: Health,
    /// Field units it may move this tick.
    speed: f32,
    moved: bool,
    struck: bool,
    faces: f32,
}

impl Body<'_> {
    fn stats(&self) -> Stats {
        self.fight.stats
    }

    fn forward(&self) -> f32 {
        self.unit.team.forward()
    }

    fn at(&self) -> Vec2 {
        Vec2::new(self.place.x, self.place.y)
    }

    fn enemy(&self) -> TeamId {
        self.unit.team.enemy()
    }

    /// Distance to the enemy's gate.
    fn to_gate(&self) -> f32 {
        (gate(self.enemy()) - self.place.x) * self.forward()
    }

    /// The target, looked for anew now and then. `sight` is beyond reach.
    fn seek(&mut self, view: &View, sight: f32) -> Option<Seen> {
        let reach = self.stats().range + sight;
        let known = self.fight.target.and_then(|foe| view.field.get(foe)).copied();
        let known = known.filter(|seen| (seen.x - self.place.x).abs() <= reach * 1.2 && self.near_lane(seen));
        let every = if known.is_some() { LOOK_EVERY } else { LOOK_AGAIN };
        if !(view.tick + self.unit.id).is_multiple_of(every) {
            return known;
        }
        let found =
            view.field.nearest(self.enemy(), self.place.lane, self.at(), reach, self.stats().hits_air, self.unit.id);
        self.fight.target = found.map(|seen| seen.foe());
        found
    }

    fn near_lane(&self, seen: &Seen) -> bool {
        seen.lane.abs_diff(self.place.lane) <= 1
    }

    fn distance(&self, seen: &Seen) -> f32 {
        (seen.x - self.place.x).abs()
    }

    /// Whether the next blow is due.
    fn ready(&self, view: &View) -> bool {
        view.fights && view.tick >= self.fight.ready_at
    }

    /// Strikes if it is time.
    fn strike(&mut self, view: &View, act: Act) {
        if self.ready(view) {
            self.fight.act = act;
            self.fight.ready_at = view.tick + self.stats().every;
            self.struck = true;
        }
    }

    fn face(&mut self, x: f32) {
        if (x - self.place.x).abs() > 0.5 {
            self.faces = (x - self.place.x).signum();
        }
    }

    /// Steps along the lane towards `x`, held up by its own side's bodies.
    fn walk_to(&mut self, view: &View, x: f32) {
        let gap = x - self.place.x;
        if gap.abs() < 0.3 {
            return;
        }
        let way = gap.signum();
        self.faces = way;
        let mut step = self.speed.min(gap.abs());
        if !self.stats().flies() {
            let field = view.field;
            let crowd = |x: f32, y: f32| field.crowd(self.unit.team, self.place.lane, x, y);
            let ahead = self.place.x + way * 11.0;
            if !Field::same_patch(ahead, self.place.x) {
                let (there, here) = (crowd(ahead, self.place.y), crowd(self.place.x, self.place.y));
                if there >= 1 && here < there + 3 {
                    // On the march one closes up; behind a fight one waits for room.
                    step *= if there >= 2 || self.fight.target.is_some() { 0.0 } else { 0.4 };
                    // Sidestep into the emptier row, as people in a queue do.
                    let (up, down) = (crowd(ahead, self.place.y - 6.0), crowd(ahead, self.place.y + 6.0));
                    if up.min(down) < there {
                        let side = if up < down || (up == down && self.unit.id.is_multiple_of(2)) { -0.6 } else { 0.6 };
                        self.fight.row = (self.place.y + side * 8.0).clamp(-DEPTH, DEPTH);
                    }
                }
            }
        }
        self.place.x = (self.place.x + way * step).clamp(20.0, FIELD - 20.0);
        self.moved |= step > self.speed * 0.15;
    }

    /// Marches on the enemy's gate and hits it when it is in reach.
    fn press(&mut self, view: &View, shot: Option<super::ProjectileKind>) {
        if !view.fights {
            self.muster(view);
            return;
        }
        if view.camp == Some(self.enemy()) {
            return self.hold_line(view);
        }
        // Bodies fill the wall several ranks deep.
        let reach = self.stats().range.max(16.0) + 12.0;
        if self.to_gate() <= reach {
            self.face(gate(self.enemy()));
            let act = match shot {
                Some(kind) => Act::Shoot(Mark::Gate, kind, 0.0),
                None => Act::Hit(Mark::Gate),
            };
            self.strike(view, act);
        } else {
            self.walk_to(view, gate(self.enemy()) - self.forward() * (reach - 6.0));
        }
    }

    /// Stands some ranks deep before a camp, out of its reach: what comes from there comes to it.
    fn hold_line(&mut self, view: &View) {
        let back = (self.fight.row.abs() * 2.1) % 34.0;
        let line = FIELD * 0.5 + self.forward() * (FIELD * LINE - back);
        self.walk_to(view, line);
        self.faces = if self.moved { self.faces } else { self.forward() };
    }

    /// Draws up before the battle, some ranks deep.
    fn muster(&mut self, view: &View) {
        let back = (self.fight.row.abs() * 2.1) % 34.0;
        self.walk_to(view, FIELD / 2.0 - self.forward() * (MUSTER + back));
        self.faces = if self.moved { self.faces } else { self.forward() };
    }

    /// Closes with the target and hits it hand to hand.
    fn melee(&mut self, view: &View, foe: &Seen) {
        let reach = self.stats().range;
        // Across to the next lane one leans over the edge of one's own.
        if foe.lane != self.place.lane {
            self.fight.row = if foe.lane > self.place.lane { DEPTH } else { -DEPTH };
        } else if self.distance(foe) < reach * 1.5 {
            self.fight.row += (foe.y - self.fight.row).clamp(-0.3, 0.3);
        }
        if self.distance(foe) <= reach.max(12.0) {
            self.face(foe.x);
            self.strike(view, Act::Hit(Mark::Foe(foe.foe())));
        } else if view.fights {
            self.walk_to(view, foe.x - (foe.x - self.place.x).signum() * reach * 0.8);
        } else {
            self.muster(view);
        }
    }

    /// Makes room on a crowded patch: half of those there try the row above, half the one below.
    fn spread(&mut self, view: &View) {
        let crowd = |y: f32| view.field.crowd(self.unit.team, self.place.lane, self.place.x, y);
        let y = self.place.y;
        if crowd(y) < 2 {
            return;
        }
        let side = if self.unit.id.is_multiple_of(2) { -6.0 } else { 6.0 };
        let beside = [y + side, y - side].into_iter().find(|to| to.abs() <= DEPTH && crowd(*to) + 1 < crowd(y));
        if let Some(beside) = beside {
            self.fight.row = beside;
        }
    }

    /// Drifts to its row, and out of a pile into a row beside it.
    fn settle_depth(&mut self, view: &View) {
        if !self.stats().flies() {
            self.spread(view);
        }
        let drift = (self.fight.row - self.place.y).clamp(-0.5, 0.5);
        let y = (self.place.y + drift).clamp(-DEPTH, DEPTH);
        let crowd = |y: f32| view.field.crowd(self.unit.team, self.place.lane, self.place.x, y);
        let free = self.stats().flies() || Field::same_row(y, self.place.y) || crowd(y) < crowd(self.place.y);
        if free {
            self.place.y = y;
        }
        if self.place.lane_mix < 1.0 {
            self.place.lane_mix = (self.place.lane_mix + LANE_CHANGE).min(1.0);
            self.moved = true;
        }
    }
}

/// Sends a unit to another lane.
pub(super) fn change_lane(place: &mut Place, lane: u8) {
    if lane != place.lane && usize::from(lane) < MAX_LANES {
        place.from_lane = place.lane;
        place.lane = lane;
        place.lane_mix = 0.0;
    }
}

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
    mut units: Query<(&Unit, &mut Place, &mut Fight, &mut Motion, &Health, &Buffs, Option<&Hero>)>,
) {
    let view = View {
        field: &field,
        tick: tick.0,
        fights: round.phase.fights(),
        lanes: rules.field.lanes.clamp(1, MAX_LANES as u8),
        numbers: &numbers,
        beacon: *beacon,
        silent: crate::schedule::ticks(rules.hero.silent_s),
        camp: rules.game.sides.game_side(),
    };
    let stands = round.phase == Phase::Podium;
    // Waking threads costs more than a few hundred units do.
    if field.len() >= threads.0 {
        units.par_iter_mut().for_each(|(unit, mut place, mut fight, mut motion, health, buffs, hero)| {
            act(unit, &mut place, &mut fight, &mut motion, health, buffs, hero, &view, stands);
        });
    } else {
        for (unit, mut place, mut fight, mut motion, health, buffs, hero) in &mut units {
            act(unit, &mut place, &mut fight, &mut motion, health, buffs, hero, &view, stands);
        }
    }
}

/// Lets one unit decide.
fn act(
    unit: &Unit,
    place: &mut Place,
    fight: &mut Fight,
    motion: &mut Motion,
    health: &Health,
    buffs: &Buffs,
    hero: Option<&Hero>,
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
    let mut body = Body { unit: *unit, place, fight, health: *health, speed, moved: false, struck: false, faces };
    decide(&mut body, view, hero);
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

fn decide(body: &mut Body, view: &View, hero: Option<&Hero>) {
    if let Some(hero) = hero {
        return hero::act(body, view, hero);
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

/// Whether a player has been silent for so long that its hero guards the castle.
fn silent(view: &View, hero: &Hero) -> bool {
    !hero.ai && view.silent > 0 && view.tick.saturating_sub(hero.heard_at) >= view.silent
}
