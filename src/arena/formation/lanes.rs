//! The lanes of the round: how many there are, and where in each the sides meet.

use bevy::prelude::*;

use super::size::{CrowdSize, LaneShape, shape, wall};
use crate::{
    arena::{
        field::MAX_LANES,
        heroes::records::Heroes,
        state::{FIELD, GATE, Tick},
    },
    base::{TeamId, ticks},
    rules::{CameraSlot, Rules},
};

/// Half of the gap between the rows, in field units.
pub const HALF_GAP: f32 = 62.0;
/// Size of squads against their drawing, before the lane's own: the largest at which a banner's top stays below the plates
/// of the lane behind.
pub const SQUAD_SCALE: f32 = 0.89;
/// Where fronts stop while a side has anybody in the lane, from the left end.
pub(in crate::arena) const CLAMP: f32 = 230.0;

/// A side needs people in a lane of which it has less than this share.
const NEEDY: f32 = 0.42;

/// A front that moves by so many field units a second is seen to move.
const SEEN_TO_MOVE: f32 = 6.0;

/// The lanes of the round.
#[derive(Resource, Debug, Clone, Copy, PartialEq)]
pub struct Lanes {
    /// How large the crowd is; grows within a round, so that no lane is taken away in it.
    pub size: CrowdSize,
    /// Most lanes that the rules allow.
    most: u8,
    /// x of each lane's front: where the sides meet.
    pub(in crate::arena) fronts: [f32; MAX_LANES],
    /// How fast each moves, in field units a second; to the right when positive.
    pub(in crate::arena) drift: [f32; MAX_LANES],
}

impl Default for Lanes {
    fn default() -> Self {
        let middle = [FIELD / 2.0; MAX_LANES];
        Self { size: CrowdSize::default(), most: MAX_LANES as u8, fronts: middle, drift: [0.0; MAX_LANES] }
    }
}

impl Lanes {
    /// How many there are.
    #[must_use]
    pub fn count(&self) -> u8 {
        self.size.lanes().min(self.most)
    }

    /// x of a lane's front.
    #[must_use]
    pub fn front(&self, lane: u8) -> f32 {
        self.fronts.get(usize::from(lane)).copied().unwrap_or(FIELD / 2.0)
    }

    /// How much of a lane the left side holds: 0 at its own gate, 1 at the other's.
    #[must_use]
    pub fn share(&self, lane: u8) -> f32 {
        ((self.front(lane) - GATE) / (FIELD - 2.0 * GATE)).clamp(0.0, 1.0)
    }

    /// The left side's share of the field: the mean of its lanes.
    #[must_use]
    pub fn ground(&self) -> f32 {
        let lanes = self.count().max(1);
        (0..lanes).map(|lane| self.share(lane)).sum::<f32>() / f32::from(lanes)
    }

    /// How much of what ground can do burns the castle of `team`, 0 to 1: the mean over lanes of how far beyond the middle
    /// the enemy has come, less what is `dead`.
    #[must_use]
    pub fn burning(&self, team: TeamId, dead: f32) -> f32 {
        let lanes = self.count().max(1);
        let depth = |lane: u8| if team == TeamId::LEFT { 1.0 - self.share(lane) } else { self.share(lane) };
        (0..lanes).map(|lane| (2.0 * (depth(lane) - 0.5) - dead).max(0.0)).sum::<f32>() / f32::from(lanes)
    }

    /// The lane in which a side is pushed back farthest, if it is anywhere: where it needs people.
    #[must_use]
    pub fn needy(&self, team: TeamId) -> Option<u8> {
        let own = |lane: u8| if team == TeamId::LEFT { self.share(lane) } else { 1.0 - self.share(lane) };
        let worst = (0..self.count()).min_by(|a, b| own(*a).total_cmp(&own(*b)))?;
        (own(worst) < NEEDY).then_some(worst)
    }

    /// The lane whose front moves fastest, if any moves as fast as one can see: where the battle is decided now.
    #[must_use]
    pub fn decisive(&self) -> Option<u8> {
        let pace = |lane: u8| self.drift.get(usize::from(lane)).map_or(0.0, |drift| drift.abs());
        let fastest = (0..self.count()).max_by(|a, b| pace(*a).total_cmp(&pace(*b)))?;
        (pace(fastest) >= SEEN_TO_MOVE).then_some(fastest)
    }

    /// Where a lane lies on the stage.
    #[must_use]
    pub fn shape(&self, lane: u8) -> LaneShape {
        shape(self.count(), lane)
    }

    /// Room for a side's row in a lane: from the gap to the wall, in field units; never less than one place.
    #[must_use]
    pub fn room(&self, team: TeamId, lane: u8) -> f32 {
        let to_wall = (self.front(lane) - wall(team, self.shape(lane).feet)) * team.forward();
        // Where little is left, a row may stand on the wall.
        let soft = (self.front(lane) - if team == TeamId::LEFT { 20.0 } else { FIELD - 20.0 }) * team.forward();
        (to_wall - HALF_GAP).max((soft - HALF_GAP).min(150.0)).max(60.0)
    }

    /// Whether a front is pressed against the gate of `team`.
    pub(in crate::arena) fn at_gate(&self, team: TeamId, lane: u8) -> bool {
        let x = self.front(lane);
        let from_left = if team == TeamId::LEFT { x } else { FIELD - x };
        from_left <= CLAMP + 4.0
    }
}

/// Grows with the crowd. The director's heroes count for half, so that the first people are large.
pub(in crate::arena) fn choose(mut lanes: ResMut<Lanes>, heroes: Res<Heroes>, rules: Res<Rules>, tick: Res<Tick>) {
    let silence = ticks(rules.hero.silent_s);
    let mut sides = [0_u32; 2];
    for (_, record) in heroes.iter().filter(|(_, record)| !record.hero.is_silent(silence, tick.0)) {
        sides[record.team.index()] += if record.hero.ai { 1 } else { 2 };
    }
    let size = CrowdSize::of(sides[0].max(sides[1]).div_ceil(2)).max(lanes.size);
    // Below a camera there is room for three.
    let room = if rules.stage.camera == CameraSlot::Top { 3 } else { MAX_LANES as u8 };
    let most = rules.field.lanes.clamp(1, room);
    if (size, most) != (lanes.size, lanes.most) {
        (lanes.size, lanes.most) = (size, most);
    }
}
