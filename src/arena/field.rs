//! Who stands where, rebuilt each tick: a table by slot, bins along each lane, and how crowded each patch of ground is.
//! Everything read from it is independent of the order in which units were written.

use bevy::prelude::*;

use super::{
    body::{Fight, Foe, HERO_KIND},
    components::{Health, Place, Spot, Unit},
    formation::post::Post,
    gap::Gap,
    grid::{BIN, BINS, CELLS, ROWS, bin_index, bin_of, cell_index, cell_of, row_of},
    state::FIELD,
};
use crate::{
    base::{TeamId, UnitKind},
    rules::Behaviour,
};

pub(super) use super::grid::{DEPTH, MAX_LANES};

/// Distance between lanes in field units.
pub(super) const LANE_GAP: f32 = 60.0;
/// Projectiles in the air at most; over it a shot lands at once.
pub(super) const SHOT_CAP: usize = 4_000;
/// Units of one bin that a search looks at; in a bin with more, each searcher looks at others of them.
const GLANCE: usize = 24;
/// How much nearer a unit that draws blows seems.
const TAUNT: f32 = 45.0;

/// What others can see of a unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Seen {
    pub id: u32,
    pub slot: u32,
    pub x: f32,
    pub y: f32,
    pub health: i32,
    pub armour: i32,
    pub kind: u16,
    pub lane: u8,
    pub team: TeamId,
    pub flies: bool,
    pub taunts: bool,
    /// How many people it is: those of a squad, or one.
    pub people: u32,
}

impl Seen {
    pub fn foe(&self) -> Foe {
        Foe { slot: self.slot, id: self.id }
    }

    pub fn spot(&self) -> Spot {
        Spot { x: self.x, y: self.y, z: if self.flies { FLY_HEIGHT } else { 0.0 }, lane: self.lane }
    }
}

/// Height of flyers.
pub(super) const FLY_HEIGHT: f32 = 70.0;

/// The field as it stood when the tick began.
#[derive(Resource, Default)]
pub(super) struct Field {
    slots: Vec<Option<Seen>>,
    free: Vec<u32>,
    next_id: u32,
    scratch: Vec<(u32, Seen)>,
    starts: Vec<u32>,
    binned: Vec<Seen>,
    crowd: Vec<u16>,
    /// Troops on the field by side, spawned ones of this tick included.
    pub troops: [u32; 2],
    /// Those of them that nobody sent.
    pub unsent: [u32; 2],
    /// Bodies by side and lane.
    pub bodies: [[u32; MAX_LANES]; 2],
    /// Great ones of a side, see [`Stats::is_great`](super::body::Stats::is_great); spawned ones of this tick included.
    pub greats: [u32; 2],
    /// Troops that take room in their lane, by side and lane; spawned ones of this tick included.
    pub troops_in: [[u32; MAX_LANES]; 2],
    /// Heroes by side and lane.
    pub heroes: [[u32; MAX_LANES]; 2],
    /// Units that draw blows, by side and lane.
    taunters: [[u32; MAX_LANES]; 2],
    /// x of the foremost troop on foot, by side and lane.
    pub front: [[Option<f32>; MAX_LANES]; 2],
    /// Heroes that stand in their row, by side and lane.
    pub rows: [[u32; MAX_LANES]; 2],
    /// The troops that may fight in the gap between two rows, by side and lane.
    gaps: [[Gap; MAX_LANES]; 2],
}

/// The best enemy seen so far.
struct Best {
    at: Vec2,
    hits_air: bool,
    found: Option<(f32, Seen)>,
}

impl Best {
    fn look(&mut self, some: &[Seen], sight: f32) {
        for seen in some {
            let far = (seen.x - self.at.x).abs();
            if far > sight || (seen.flies && !self.hits_air) {
                continue;
            }
            let draw = if seen.taunts { TAUNT } else { 0.0 };
            let score = far + (seen.y - self.at.y).abs() * 0.6 - draw;
            let better = match &self.found {
                None => true,
                Some((was, old)) => score < *was || (score == *was && seen.id < old.id),
            };
            if better {
                self.found = Some((score, *seen));
            }
        }
    }
}

/// All of a sparse bin, a part of a dense one. Dense bins are in order of number, so the part is the same on each run.
fn part(bin: &[Seen], salt: u32) -> &[Seen] {
    if bin.len() <= GLANCE {
        return bin;
    }
    let start = salt.wrapping_mul(0x9e37_79b1) as usize % (bin.len() - GLANCE + 1);
    &bin[start..start + GLANCE]
}

impl Field {
    /// A number nobody had before. Counts from 1.
    pub fn new_id(&mut self) -> u32 {
        self.next_id += 1;
        self.next_id
    }

    /// How many numbers were given.
    pub fn ids(&self) -> u32 {
        self.next_id
    }

    /// A free row of the table.
    pub fn take_slot(&mut self) -> u32 {
        if let Some(slot) = self.free.pop() {
            return slot;
        }
        self.slots.push(None);
        (self.slots.len() - 1) as u32
    }

    /// Gives a row back.
    pub fn free_slot(&mut self, slot: u32) {
        if let Some(row) = self.slots.get_mut(slot as usize) {
            *row = None;
            self.free.push(slot);
        }
    }

    /// Empties the field; numbers go on counting.
    pub fn clear(&mut self) {
        *self = Self::counted(self.next_id);
    }

    /// An empty field after so many numbers.
    pub fn counted(ids: u32) -> Self {
        Self { next_id: ids, ..Self::default() }
    }

    /// Rows of the table, empty ones included.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// The unit, if it still stands.
    pub fn get(&self, foe: Foe) -> Option<&Seen> {
        self.slots.get(foe.slot as usize)?.as_ref().filter(|seen| seen.id == foe.id)
    }

    /// All of a side in a lane within `reach` of `x`.
    pub fn along(&self, team: TeamId, lane: u8, x: f32, reach: f32) -> impl Iterator<Item = &Seen> {
        let (from, to) = (bin_of(x - reach), bin_of(x + reach));
        self.bins(team, lane, from, to).iter().filter(move |seen| (seen.x - x).abs() <= reach)
    }

    /// All of a side within `radius` of a spot, lanes counted as [`LANE_GAP`] apart.
    pub fn around(&self, team: TeamId, at: Spot, radius: f32) -> impl Iterator<Item = &Seen> {
        (0..MAX_LANES as u8).flat_map(move |lane| {
            let across = f32::from(lane.abs_diff(at.lane)) * LANE_GAP;
            let reach = (radius * radius - across * across).max(0.0).sqrt();
            let reach = if across <= radius { reach } else { -1.0 };
            self.along(team, lane, at.x, reach)
        })
    }

    fn bins(&self, team: TeamId, lane: u8, from: usize, to: usize) -> &[Seen] {
        let start = self.starts.get(bin_index(team, lane, from)).copied().unwrap_or(0) as usize;
        let end = self.starts.get(bin_index(team, lane, to) + 1).copied().unwrap_or(0) as usize;
        self.binned.get(start..end.max(start)).unwrap_or(&[])
    }

    /// Some of a side in a lane within about `reach` of `x`: of a dense stretch a part only, another for each `salt`.
    pub fn glance(&self, team: TeamId, lane: u8, x: f32, reach: f32, salt: u32) -> impl Iterator<Item = &Seen> {
        (bin_of(x - reach)..=bin_of(x + reach)).flat_map(move |bin| part(self.bins(team, lane, bin, bin), salt))
    }

    /// The enemy of a lane that seems nearest: those who draw blows before others; equal ones by number.
    pub fn nearest(&self, team: TeamId, lane: u8, at: Vec2, sight: f32, hits_air: bool, salt: u32) -> Option<Seen> {
        let mut best = Best { at, hits_air, found: None };
        let home = bin_of(at.x);
        // Those who draw blows seem nearer than they are, so one must look farther where there are any.
        let draw = if self.taunters[team.index()][usize::from(lane).min(MAX_LANES - 1)] > 0 { TAUNT } else { 0.0 };
        best.look(part(self.bins(team, lane, home, home), salt), sight);
        for ring in 1..=(sight / BIN) as usize + 1 {
            let unseen = (ring - 1) as f32 * BIN - draw;
            if best.found.as_ref().is_some_and(|(score, _)| *score < unseen) {
                break;
            }
            if home + ring < BINS {
                best.look(part(self.bins(team, lane, home + ring, home + ring), salt), sight);
            }
            if ring <= home {
                best.look(part(self.bins(team, lane, home - ring, home - ring), salt), sight);
            }
        }
        best.found.map(|(_, seen)| seen)
    }

    /// Whether a row of heroes stands in a lane.
    pub fn has_row(&self, team: TeamId, lane: u8) -> bool {
        self.rows[team.index()].get(usize::from(lane)).is_some_and(|heroes| *heroes > 0)
    }

    /// Whether it is a troop's turn to fight in the gap of its lane.
    pub fn in_gap(&self, team: TeamId, lane: u8, id: u32) -> bool {
        let gap = self.gaps[team.index()].get(usize::from(lane));
        gap.is_some_and(|gap| gap.0.iter().flatten().any(|(.., troop)| *troop == id))
    }

    /// Bodies of a side on the patch of ground around a spot.
    pub fn crowd(&self, team: TeamId, lane: u8, x: f32, y: f32) -> u16 {
        self.crowd.get(cell_index(team, lane, row_of(y), cell_of(x))).copied().unwrap_or(0)
    }

    /// Whether two depths are the same row.
    pub fn same_row(a: f32, b: f32) -> bool {
        row_of(a) == row_of(b)
    }

    /// Whether two places along a lane are the same patch of ground.
    pub fn same_patch(a: f32, b: f32) -> bool {
        cell_of(a) == cell_of(b)
    }

    /// Where a side stands thickest: the middle, by health, of those on the busiest stretch of a lane.
    pub fn thickest(&self, team: TeamId, lanes: u8, width: f32) -> Option<Spot> {
        let span = ((width / BIN) as usize).clamp(1, BINS - 1);
        let mut best: Option<(i64, u8, usize)> = None;
        for lane in 0..lanes.min(MAX_LANES as u8) {
            for from in 0..BINS - span {
                let weight: i64 = self.bins(team, lane, from, from + span).iter().map(|s| i64::from(s.health)).sum();
                if weight > 0 && best.is_none_or(|(was, ..)| weight > was) {
                    best = Some((weight, lane, from));
                }
            }
        }
        let (weight, lane, from) = best?;
        // Of stretches that hold the same units the first is found; their middle is the same in all of them, so that
        // neither side is aimed at better than the other.
        let sum: f64 =
            self.bins(team, lane, from, from + span).iter().map(|s| f64::from(s.health) * f64::from(s.x)).sum();
        Some(Spot { x: ((sum / weight as f64) as f32).clamp(0.0, FIELD), y: 0.0, z: 0.0, lane })
    }

    fn rebuild(&mut self) {
        let bins = 2 * MAX_LANES * BINS;
        self.starts.clear();
        self.starts.resize(bins + 1, 0);
        for (bin, _) in &self.scratch {
            self.starts[*bin as usize + 1] += 1;
        }
        for bin in 0..bins {
            self.starts[bin + 1] += self.starts[bin];
        }
        let Some((_, any)) = self.scratch.first() else {
            self.binned.clear();
            return;
        };
        self.binned.resize(self.scratch.len(), *any);
        self.binned.truncate(self.scratch.len());
        // Fill each bin from its end, so that `starts` is put back by the walk.
        for (bin, seen) in &self.scratch {
            let end = &mut self.starts[*bin as usize + 1];
            *end -= 1;
            self.binned[*end as usize] = *seen;
        }
        // After the walk starts[b + 1] holds the start of bin b; shift it to where it belongs.
        self.starts.remove(0);
        self.starts.push(self.scratch.len() as u32);
        for bin in 0..bins {
            let of_bin = self.starts[bin] as usize..self.starts[bin + 1] as usize;
            if of_bin.len() > GLANCE {
                self.binned[of_bin].sort_unstable_by_key(|seen| seen.id);
            }
        }
    }
}

/// Rebuilds the field.
pub(super) fn look(mut field: ResMut<Field>, units: Query<(&Unit, &Place, &Health, &Fight, Option<&Post>)>) {
    let field = &mut *field;
    field.scratch.clear();
    field.crowd.clear();
    field.crowd.resize(2 * MAX_LANES * ROWS * CELLS, 0);
    field.troops = [0; 2];
    field.unsent = [0; 2];
    field.bodies = [[0; MAX_LANES]; 2];
    field.heroes = [[0; MAX_LANES]; 2];
    field.troops_in = [[0; MAX_LANES]; 2];
    field.greats = [0; 2];
    field.taunters = [[0; MAX_LANES]; 2];
    field.front = [[None; MAX_LANES]; 2];
    field.rows = [[0; MAX_LANES]; 2];
    field.gaps = [[Gap::default(); MAX_LANES]; 2];
    for (unit, place, health, fight, post) in &units {
        let is_hero = post.is_some();
        let x = post.map_or(place.x, |post| post.met);
        let seen = Seen {
            id: unit.id,
            slot: fight.slot,
            x,
            y: place.y,
            health: health.now,
            armour: fight.stats.armour,
            kind: unit.kind.map_or(HERO_KIND, |UnitKind(kind)| kind),
            lane: place.lane,
            team: unit.team,
            flies: fight.stats.flies(),
            taunts: fight.stats.taunts(),
            people: post.map_or(1, |post| post.people),
        };
        let (side, lane) = (unit.team.index(), usize::from(place.lane).min(MAX_LANES - 1));
        field.bodies[side][lane] += 1;
        field.taunters[side][lane] += u32::from(seen.taunts);
        if let Some(post) = post {
            field.heroes[side][lane] += post.people;
            field.rows[side][lane] += u32::from(post.stands);
        } else {
            field.troops[side] += 1;
            field.troops_in[side][lane] += u32::from(!fight.stats.is_great());
            field.greats[side] += u32::from(fight.stats.is_great());
            field.unsent[side] += u32::from(unit.by.is_none());
        }
        // What stands for good is walked around, and is nobody's front.
        if !seen.flies && !is_hero && fight.stats.behaviour != Behaviour::Stand {
            if fight.stats.behaviour != Behaviour::Siege {
                // Whole units of ground are near enough: of two on one of them the older goes first.
                let behind = -(place.x * unit.team.forward()) as i32;
                field.gaps[side][lane].offer((fight.stats.shoots(), behind, unit.id));
            }
            let cell = cell_index(unit.team, place.lane, row_of(place.y), cell_of(place.x));
            field.crowd[cell] = field.crowd[cell].saturating_add(1);
            let forward = unit.team.forward();
            let front = &mut field.front[side][lane];
            if front.is_none_or(|x| (place.x - x) * forward > 0.0) {
                *front = Some(place.x);
            }
        }
        if let Some(row) = field.slots.get_mut(fight.slot as usize) {
            *row = Some(seen);
        }
        field.scratch.push((bin_index(unit.team, place.lane, bin_of(x)) as u32, seen));
    }
    field.rebuild();
}
