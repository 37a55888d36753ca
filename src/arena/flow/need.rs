//! Where people are needed most: the one thing that a newcomer should be told.

use crate::arena::{formation::lanes::Lanes, heroes::records::Heroes};
use crate::base::TeamId;

/// A lane in which a side is pushed back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    /// The side.
    pub team: TeamId,
    /// The lane, 0 the farthest.
    pub lane: u8,
    /// Its heroes there.
    pub own: u32,
    /// The enemy's.
    pub other: u32,
}

impl Need {
    /// The lane in which either side is pushed back farthest; `None` while no lane is.
    #[must_use]
    pub fn greatest(lanes: &Lanes, heroes: &Heroes) -> Option<Self> {
        let held = |team: TeamId, lane: u8| {
            if team == TeamId::LEFT { lanes.share(lane) } else { 1.0 - lanes.share(lane) }
        };
        let needs = TeamId::BOTH.into_iter().filter_map(|team| Some((team, lanes.needy(team)?)));
        let (team, lane) = needs.min_by(|a, b| held(a.0, a.1).total_cmp(&held(b.0, b.1)))?;
        let there = |team: TeamId| {
            let here = heroes.iter().filter(|(_, record)| record.team == team && record.lane == Some(lane));
            here.filter(|(_, record)| record.place.fights()).count() as u32
        };
        Some(Self { team, lane, own: there(team), other: there(team.enemy()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arena::state::FIELD;

    #[test]
    fn the_lane_that_is_pushed_back_farthest_is_named() {
        let (mut lanes, heroes) = (Lanes::default(), Heroes::default());
        assert_eq!(Need::greatest(&lanes, &heroes), None, "even");
        lanes.fronts[0] = 300.0;
        lanes.fronts[1] = FIELD - 200.0;
        let need = Need::greatest(&lanes, &heroes).unwrap();
        assert_eq!((need.team, need.lane), (TeamId::RIGHT, 1));
    }
}
