//! Gates: one for each lane and side. A lane of average attackers needs some seconds for one, however many people there
//! are. Where one falls the castle loses a part, and the lane begins anew.

use std::{cmp::Reverse, collections::BTreeMap};

use bevy::prelude::*;

use super::damage::Damage;
use crate::arena::{
    body::Fight,
    components::{Health, Hero, Place, Unit},
    cues::Cue,
    field::MAX_LANES,
    flow::handicap::Handicap,
    formation::{lanes::Lanes, post::Post},
    state::{Castles, FIELD, GATE, Round, Tick},
};
use crate::{
    base::{PlayerId, TICK_HZ, TeamId},
    rules::{GateRules, Rules},
};

/// Seconds over which a change of what a side's lanes strike is smoothed.
const SMOOTH_S: f32 = 10.0;

/// The gates of the round.
#[derive(Resource, Debug, Clone, PartialEq)]
pub struct Gates {
    /// What is left of each, by side and lane: 1 is whole.
    whole: [[f32; MAX_LANES]; 2],
    /// Damage a second of an average lane of a side's heroes.
    force: [f32; 2],
    /// Who struck each gate since it stood whole, and how hard.
    strikers: [[BTreeMap<PlayerId, u64>; MAX_LANES]; 2],
    /// The last one that fell: whose, and when.
    fell: Option<(TeamId, u32)>,
    /// How many fell of each side.
    pub fallen: [u32; 2],
}

impl Default for Gates {
    fn default() -> Self {
        Self { whole: [[1.0; MAX_LANES]; 2], force: [0.0; 2], strikers: Default::default(), fell: None, fallen: [0; 2] }
    }
}

impl Gates {
    /// What is left of a gate, 0 to 1.
    #[must_use]
    pub fn whole(&self, team: TeamId, lane: u8) -> f32 {
        self.whole[team.index()].get(usize::from(lane)).copied().unwrap_or(1.0)
    }

    /// Whose gate fell at this tick or after it.
    pub(in crate::arena) fn fell_since(&self, tick: u32) -> Option<TeamId> {
        self.fell.filter(|(_, at)| *at >= tick).map(|(team, _)| team)
    }

    /// The words that the arena's hash takes.
    pub(in crate::arena) fn words(&self) -> impl Iterator<Item = u32> {
        self.whole.iter().flatten().chain(&self.force).map(|value| value.to_bits()).chain(self.fallen)
    }

    /// Takes what befell a gate in a tick; true when it falls.
    fn strike(&mut self, (team, lane): (TeamId, usize), damage: i64, rules: &GateRules) -> bool {
        let force = self.force[team.enemy().index()].max(1.0);
        let whole = &mut self.whole[team.index()][lane];
        if damage > 0 {
            *whole -= damage as f32 / (force * rules.seconds);
        } else if *whole < 1.0 {
            *whole = (*whole + 1.0 / (rules.mend_s * TICK_HZ as f32)).min(1.0);
            if *whole >= 1.0 {
                self.strikers[team.index()][lane].clear();
            }
        }
        *whole <= 0.0
    }

    /// The three who did most against a gate, best first; it stands anew.
    fn renew(&mut self, (team, lane): (TeamId, usize), tick: u32) -> [Option<PlayerId>; 3] {
        self.whole[team.index()][lane] = 1.0;
        self.fell = Some((team, tick));
        self.fallen[team.index()] += 1;
        let strikers = std::mem::take(&mut self.strikers[team.index()][lane]);
        let mut best: Vec<_> = strikers.into_iter().map(|(player, done)| (Reverse(done), player)).collect();
        best.sort_unstable();
        std::array::from_fn(|nth| best.get(nth).map(|(_, player)| *player))
    }
}

/// Takes how hard an average lane of each side's heroes strikes.
pub(in crate::arena) fn weigh(
    mut gates: ResMut<Gates>,
    round: Res<Round>,
    rules: Res<Rules>,
    lanes: Res<Lanes>,
    handicap: Res<Handicap>,
    heroes: Query<(&Unit, &Fight), With<Post>>,
) {
    if !round.phase.fights() || rules.battle.gates.is_none() {
        return;
    }
    let mut blows = [0_i64; 2];
    for (unit, fight) in &heroes {
        let second = i64::from(fight.stats.damage) * i64::from(TICK_HZ) / i64::from(fight.stats.every.max(1));
        blows[unit.team.index()] += second;
    }
    let one = rules.hero.damage as f32 / rules.hero.every_s.max(0.1);
    for team in TeamId::BOTH {
        let worth = handicap.damage(&rules, team, true) as f32 / 100.0;
        // A lane is no weaker than one hero.
        let now = (blows[team.index()] as f32 * worth / f32::from(lanes.count().max(1))).max(one);
        let force = &mut gates.force[team.index()];
        *force = if *force > 0.0 { *force + (now - *force) / (SMOOTH_S * TICK_HZ as f32) } else { now };
    }
}

/// Takes the tick's blows off the gates, and lets those fall that are worn.
pub(in crate::arena) fn wear(
    mut gates: ResMut<Gates>,
    mut castles: ResMut<Castles>,
    mut lanes: ResMut<Lanes>,
    mut cues: MessageWriter<Cue>,
    damage: Res<Damage>,
    round: Res<Round>,
    rules: Res<Rules>,
    tick: Res<Tick>,
    mut troops: Query<(&Unit, &Place, &mut Health, &Fight), (Without<Hero>, Without<Post>)>,
) {
    let Some(gate) = rules.battle.gates.filter(|_| round.phase.fights() && rules.game.sides.game_side().is_none())
    else {
        return;
    };
    for (team, lane, player, done) in &damage.breakers {
        let lane = usize::from(*lane).min(MAX_LANES - 1);
        *gates.strikers[team.index()][lane].entry(*player).or_default() += done;
    }
    for team in TeamId::BOTH {
        for lane in 0..lanes.count() {
            let at = (team, usize::from(lane).min(MAX_LANES - 1));
            if !gates.strike(at, damage.gates[team.index()][at.1], &gate) {
                continue;
            }
            let by = gates.renew(at, tick.0);
            let castle = &mut castles.0[team.index()];
            let wound = castle.max as f32 * gate.wound / 100.0 * round.stakes(&rules, tick.0);
            castle.wound(wound.round() as i32, rules.field.castle_falls, tick.0);
            lanes.throw_back(lane, team.enemy(), gate.back_to / 100.0);
            for (unit, place, mut health, fight) in &mut troops {
                if unit.team != team && place.lane == lane && !fight.stats.flies() {
                    let left = i64::from(health.now) * i64::from(100 - gate.spent.min(100)) / 100;
                    health.now = i32::try_from(left).unwrap_or(i32::MAX).max(1);
                }
            }
            cues.write(Cue::GateFell { team, lane, by });
        }
    }
}

impl Lanes {
    /// A lane begins anew, so far along the field as `team` sees it.
    fn throw_back(&mut self, lane: u8, team: TeamId, part: f32) {
        let along = GATE + (FIELD - 2.0 * GATE) * part;
        let at = usize::from(lane).min(MAX_LANES - 1);
        self.fronts[at] = if team == TeamId::LEFT { along } else { FIELD - along };
        self.drift[at] = 0.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: GateRules = GateRules { seconds: 10.0, mend_s: 60.0, wound: 4.0, back_to: 35.0, spent: 70 };

    #[test]
    fn a_lane_of_average_attackers_needs_its_seconds() {
        let mut gates = Gates { force: [300.0, 300.0], ..Gates::default() };
        let mut ticks = 0_u32;
        while !gates.strike((TeamId::RIGHT, 0), 10, &RULES) {
            ticks += 1;
        }
        assert!(ticks.abs_diff(10 * TICK_HZ) < 3, "{ticks}");
    }

    #[test]
    fn a_gate_mends_itself_and_forgets_who_struck_it() {
        let mut gates = Gates { force: [300.0; 2], ..Gates::default() };
        gates.strikers[1][2].insert(PlayerId(7), 90);
        gates.strike((TeamId::RIGHT, 2), 1_500, &RULES);
        assert!((gates.whole(TeamId::RIGHT, 2) - 0.5).abs() < 0.01);
        for _ in 0..31 * TICK_HZ {
            gates.strike((TeamId::RIGHT, 2), 0, &RULES);
        }
        assert_eq!(gates.whole(TeamId::RIGHT, 2), 1.0);
        assert!(gates.strikers[1][2].is_empty());
    }

    #[test]
    fn the_three_who_did_most_are_named() {
        let mut gates = Gates::default();
        gates.strikers[0][1].extend([(1, 5), (2, 50), (3, 20), (4, 30)].map(|(who, done)| (PlayerId(who), done)));
        assert_eq!(gates.renew((TeamId::LEFT, 1), 9), [2, 4, 3].map(|who| Some(PlayerId(who))));
        assert_eq!((gates.fell_since(9), gates.fell_since(10)), (Some(TeamId::LEFT), None));
        assert_eq!(gates.fallen, [1, 0]);
    }
}
