//! One unit while it decides, and what it sees.

use bevy::prelude::*;

use crate::{
    arena::{
        body::{Act, Fight, Mark, Stats},
        components::{Place, ProjectileKind, Unit},
        field::{DEPTH, Field, Seen},
        formation::lanes::Lanes,
        ground::gate,
        numbers::Numbers,
        state::{Beacon, FIELD},
    },
    base::TeamId,
    rules::Behaviour,
};

/// How far a unit looks along its lane, beyond its own reach.
pub(super) const SIGHT: f32 = 110.0;
/// A target is looked for anew every so many ticks.
pub(super) const LOOK_EVERY: u32 = 8;
/// And so often while there is none.
pub(super) const LOOK_AGAIN: u32 = 3;
/// Where the sides line up before the battle, from the middle.
pub(super) const MUSTER: f32 = 46.0;
/// How far beyond the middle a side holds its line before a camp, as a part of the field.
pub(super) const LINE: f32 = 0.08;
/// How far beyond the front a troop goes while heroes stand there, and how far behind it one waits its turn.
const INTO_GAP: f32 = 20.0;
const WAITS_BEHIND: f32 = 78.0;
/// Progress of a lane change a tick.
pub(super) const LANE_CHANGE: f32 = 1.0 / 24.0;

/// What all units see alike.
pub(super) struct View<'a> {
    pub(super) field: &'a Field,
    pub(super) tick: u32,
    pub(super) fights: bool,
    pub(super) lanes: &'a Lanes,
    pub(super) numbers: &'a Numbers,
    pub(super) beacon: Beacon,
    /// The side that has a camp instead of a castle: nobody marches on it.
    pub(super) camp: Option<TeamId>,
}

/// One unit while it decides.
pub(super) struct Agent<'a> {
    pub(super) unit: Unit,
    pub(super) place: &'a mut Place,
    /// Where others meet it, and it them, along the lane.
    pub(super) met: f32,
    pub(super) fight: &'a mut Fight,
    /// Field units it may move this tick.
    pub(super) speed: f32,
    pub(super) moved: bool,
    pub(super) struck: bool,
    pub(super) faces: f32,
}

impl Agent<'_> {
    pub(super) fn stats(&self) -> Stats {
        self.fight.stats
    }

    pub(super) fn forward(&self) -> f32 {
        self.unit.team.forward()
    }

    pub(super) fn at(&self) -> Vec2 {
        Vec2::new(self.met, self.place.y)
    }

    pub(super) fn enemy(&self) -> TeamId {
        self.unit.team.enemy()
    }

    /// Distance to the enemy's gate.
    pub(super) fn to_gate(&self) -> f32 {
        (gate(self.enemy()) - self.place.x) * self.forward()
    }

    /// The target, looked for anew now and then. `sight` is beyond reach.
    pub(super) fn seek(&mut self, view: &View, sight: f32) -> Option<Seen> {
        let reach = self.stats().range + sight;
        let known = self.fight.target.and_then(|foe| view.field.get(foe)).copied();
        let known = known.filter(|seen| self.distance(seen) <= reach * 1.2 && seen.lane == self.place.lane);
        let every = if known.is_some() { LOOK_EVERY } else { LOOK_AGAIN };
        if !(view.tick + self.unit.id).is_multiple_of(every) {
            return known;
        }
        let found =
            view.field.nearest(self.enemy(), self.place.lane, self.at(), reach, self.stats().hits_air, self.unit.id);
        self.fight.target = found.map(|seen| seen.foe());
        found
    }

    pub(super) fn distance(&self, seen: &Seen) -> f32 {
        (seen.x - self.met).abs()
    }

    /// Whether the next blow is due.
    pub(super) fn ready(&self, view: &View) -> bool {
        view.fights && view.tick >= self.fight.ready_at
    }

    /// Strikes if it is time.
    pub(super) fn strike(&mut self, view: &View, act: Act) {
        if self.ready(view) {
            self.fight.act = act;
            self.fight.ready_at = view.tick + self.stats().every;
            self.struck = true;
        }
    }

    pub(super) fn face(&mut self, x: f32) {
        if (x - self.place.x).abs() > 0.5 {
            self.faces = (x - self.place.x).signum();
        }
    }

    /// Steps along the lane towards `x`, held up by its own side's bodies.
    pub(super) fn walk_to(&mut self, view: &View, x: f32) {
        let held = self.held_back(view, x);
        let gap = held.unwrap_or(x) - self.place.x;
        if gap.abs() < 0.3 {
            return;
        }
        let way = gap.signum();
        self.faces = if held.is_some() { self.forward() } else { way };
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
                        self.fight.depth = (self.place.y + side * 8.0).clamp(-DEPTH, DEPTH);
                    }
                }
            }
        }
        self.place.x = (self.place.x + way * step).clamp(20.0, FIELD - 20.0);
        self.moved |= step > self.speed * 0.15;
    }

    /// Where troops on foot stop short of `x`: they do not walk into a row of heroes, and wait behind their own row, on
    /// the near edge of the lane, until it is their turn to fight in the gap.
    fn held_back(&mut self, view: &View, x: f32) -> Option<f32> {
        let free = self.stats().flies() || self.stats().behaviour == Behaviour::Siege || self.unit.kind.is_none();
        if free || !view.fights {
            return None;
        }
        let (team, lane, forward) = (self.unit.team, self.place.lane, self.forward());
        let mut most = f32::INFINITY;
        if view.field.has_row(self.enemy(), lane) {
            most = INTO_GAP;
        }
        if view.field.has_row(team, lane) && !view.field.in_gap(team, lane, self.unit.id) {
            most = -WAITS_BEHIND;
            self.fight.depth = DEPTH;
        }
        let stop = view.lanes.front(lane) + forward * most;
        ((x - stop) * forward > 0.0).then_some(stop)
    }

    /// Marches on the enemy's gate and hits it when it is in reach.
    pub(super) fn press(&mut self, view: &View, shot: Option<ProjectileKind>) {
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
    pub(super) fn hold_line(&mut self, view: &View) {
        let back = (self.fight.depth.abs() * 2.1) % 34.0;
        let line = FIELD * 0.5 + self.forward() * (FIELD * LINE - back);
        self.walk_to(view, line);
        self.faces = if self.moved { self.faces } else { self.forward() };
    }

    /// Draws up before the battle, some ranks deep.
    pub(super) fn muster(&mut self, view: &View) {
        let back = (self.fight.depth.abs() * 2.1) % 34.0;
        self.walk_to(view, FIELD / 2.0 - self.forward() * (MUSTER + back));
        self.faces = if self.moved { self.faces } else { self.forward() };
    }

    /// Closes with the target and hits it hand to hand.
    pub(super) fn melee(&mut self, view: &View, foe: &Seen) {
        let reach = self.stats().range;
        if self.distance(foe) < reach * 1.5 {
            self.fight.depth += (foe.y - self.fight.depth).clamp(-0.3, 0.3);
        }
        if self.distance(foe) <= reach.max(12.0) {
            self.face(foe.x);
            self.strike(view, Act::Hit(Mark::Foe(foe.foe())));
        } else if view.fights {
            self.walk_to(view, foe.x - (foe.x - self.met).signum() * reach * 0.8);
        } else {
            self.muster(view);
        }
    }

    /// Makes room on a crowded patch: half of those there try the row above, half the one below.
    pub(super) fn spread(&mut self, view: &View) {
        let crowd = |y: f32| view.field.crowd(self.unit.team, self.place.lane, self.place.x, y);
        let y = self.place.y;
        if crowd(y) < 2 {
            return;
        }
        let side = if self.unit.id.is_multiple_of(2) { -6.0 } else { 6.0 };
        let beside = [y + side, y - side].into_iter().find(|to| to.abs() <= DEPTH && crowd(*to) + 1 < crowd(y));
        if let Some(beside) = beside {
            self.fight.depth = beside;
        }
    }

    /// Drifts to its row, and out of a pile into a row beside it.
    pub(super) fn settle_depth(&mut self, view: &View) {
        if !self.stats().flies() {
            self.spread(view);
        }
        let drift = (self.fight.depth - self.place.y).clamp(-0.5, 0.5);
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
