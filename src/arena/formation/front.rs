//! Where the sides meet: each lane's front moves towards the side that is weaker there.

use bevy::prelude::*;

use super::{
    lanes::{CLAMP, Lanes},
    post::Post,
};
use crate::{
    arena::{
        body::Fight,
        components::{Health, Place, Unit},
        field::MAX_LANES,
        flow::handicap::Handicap,
        ground::gate,
        state::{FIELD, Round},
    },
    base::{TICK_HZ, TeamId},
    rules::{Behaviour, Rules},
};

/// Field units a second of a front that nobody holds.
const FASTEST: f32 = 60.0;
/// Part of it while both sides stand there.
const FOUGHT: f32 = 0.33;
/// Seconds over which a change of its pace is smoothed.
const SMOOTH_S: f32 = 1.5;
/// People of a side in a lane whose differences move it as they are.
const FEW: f32 = 3.0;
/// How far behind the front troops count for their lane; those beyond it do wherever they are, so that it passes nobody.
const BEHIND: f32 = 130.0;
/// The lead, as it is felt, from which a front is pushed on to the very gate.
const BREAKS: f32 = 0.3;
/// Where people hold the line against a camp, as a part of the field beyond its middle.
const LINE: f32 = 0.08;

/// Strength of a side in a lane: health times blows a second, as whole numbers, so that their order does not matter.
type Strength = [[u64; MAX_LANES]; 2];

/// Of a squad as much as of its people one by one.
fn strength(health: &Health, fight: &Fight, people: u32) -> u64 {
    let blows = u64::from(fight.stats.damage.unsigned_abs()) * u64::from(TICK_HZ) / u64::from(fight.stats.every.max(1));
    u64::from(health.now.max(0).unsigned_abs()) * blows.max(1) / u64::from(people.max(1))
}

/// Moves the fronts by who stands there.
pub(in crate::arena) fn advance(
    mut lanes: ResMut<Lanes>,
    round: Res<Round>,
    rules: Res<Rules>,
    handicap: Res<Handicap>,
    units: Query<(&Unit, &Place, &Health, &Fight, Option<&Post>)>,
) {
    if !round.phase.fights() {
        return;
    }
    let mut sides: Strength = Default::default();
    let mut people = [0_u32; MAX_LANES];
    for (unit, place, health, fight, post) in &units {
        let lane = usize::from(place.lane).min(MAX_LANES - 1);
        let ahead = (place.x - lanes.front(place.lane)) * unit.team.forward();
        let there = post.map_or(ahead >= -BEHIND && fights_for_ground(fight), |post| post.stands);
        if there {
            let worth = if post.is_some() { f64::from(handicap.heads[unit.team.index()]) } else { 1.0 };
            let worth = worth * handicap.damage(&rules, unit.team, false) as f64 / 100.0;
            let heads = post.map_or(1, |post| post.people);
            people[lane] += post.map_or(0, |post| post.people);
            sides[unit.team.index()][lane] += (strength(health, fight, heads) as f64 * worth) as u64;
        }
    }
    let camp = rules.game.sides.game_side();
    let count = usize::from(lanes.count());
    for (lane, (own, other)) in sides[0].into_iter().zip(sides[1]).enumerate().take(count) {
        let lead = felt(lead(own, other), people[lane]);
        let pace = FASTEST * lead * if own > 0 && other > 0 { FOUGHT } else { 1.0 };
        let drift = &mut lanes.drift[lane];
        *drift += (pace - *drift) / (SMOOTH_S * TICK_HZ as f32);
        let step = *drift / TICK_HZ as f32;
        let (from, to) = bounds(lanes.fronts[lane], lead, camp);
        lanes.fronts[lane] = (lanes.fronts[lane] + step).clamp(from, to);
    }
}

/// Whether a troop holds ground. Flyers and rams pass over it, what stands for good is nobody's advance.
fn fights_for_ground(fight: &Fight) -> bool {
    !fight.stats.flies() && !matches!(fight.stats.behaviour, Behaviour::Siege | Behaviour::Stand)
}

/// How much stronger the left side is, -1 to 1.
fn lead(left: u64, right: u64) -> f32 {
    let all = left + right;
    if all == 0 { 0.0 } else { (left as f32 - right as f32) / all as f32 }
}

/// A lead as the front feels it. Many people even out: the more of them there are, the smaller a difference moves it, so
/// that a lane of forty swings as far as a lane of four.
fn felt(lead: f32, people: u32) -> f32 {
    let gain = (people as f32 / (2.0 * FEW)).max(1.0).sqrt();
    (lead * gain).clamp(-1.0, 1.0)
}

/// How far a front may go: to the gates only where a lane is lost, and never into a camp.
fn bounds(now: f32, lead: f32, camp: Option<TeamId>) -> (f32, f32) {
    let near = |team: TeamId, broken: bool| {
        let clamp = if team == TeamId::LEFT { CLAMP } else { FIELD - CLAMP };
        // A front beyond the clamp goes back step by step, not at once.
        let beyond = (now - clamp) * team.forward() < 0.0;
        if broken || beyond { gate(team) } else { clamp }
    };
    let right = match camp {
        Some(TeamId::RIGHT) => FIELD * (0.5 + LINE),
        _ => near(TeamId::RIGHT, lead >= BREAKS),
    };
    (near(TeamId::LEFT, lead <= -BREAKS), right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_front_goes_to_the_gate_only_where_the_lane_is_lost() {
        assert_eq!(bounds(480.0, 0.2, None), (CLAMP, FIELD - CLAMP));
        assert_eq!(bounds(480.0, 0.9, None), (CLAMP, gate(TeamId::RIGHT)));
        assert_eq!(bounds(200.0, -0.1, None).0, gate(TeamId::LEFT), "it does not jump back");
        assert!(bounds(480.0, 0.9, Some(TeamId::RIGHT)).1 < 600.0, "nobody walks into a camp");
    }

    #[test]
    fn many_people_move_a_front_by_smaller_differences() {
        assert!((felt(0.2, 4) - 0.2).abs() < 1e-6, "few as it is");
        assert!(felt(0.2, 60) > 0.6 && felt(0.9, 60) <= 1.0);
        assert!((felt(-0.2, 60) + felt(0.2, 60)).abs() < 1e-6, "both ways alike");
    }

    #[test]
    fn the_lead_is_a_share() {
        assert_eq!([lead(0, 0), lead(5, 0), lead(0, 5), lead(3, 1)], [0.0, 1.0, -1.0, 0.5]);
    }
}
