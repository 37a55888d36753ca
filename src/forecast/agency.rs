//! What one act of one viewer changes: a battle is played twice, with it and without it.

use bevy::prelude::*;
use bevy_tiktool::Fact;

use super::{
    acts::actor,
    figures::{Agency, Share, tenths},
    measure::odds,
    odds::Odds,
    runner::{Played, Progress, Setup, Stop, on_all_cores},
    sandbox::{Sandbox, Which},
};
use crate::{
    arena::{Heroes, Lead, Phase, Place, Round, Tallies, Tick, Whereabouts},
    base::{PlayerId, TICK_HZ, TeamId},
    roster::Roster,
    rules::Rules,
};

/// The first act after each of these is left out once, in parts of a battle's usual time.
const MOMENTS: [f32; 5] = [0.1, 0.25, 0.4, 0.6, 0.8];
/// For so many ticks its hero is followed.
const FOLLOWED: usize = 10 * TICK_HZ as usize;
/// Steps that can be told apart on a phone, in points of the field.
const STEP: f32 = 8.0;

/// Battles in which so many acts are found.
#[must_use]
pub fn battles_for(acts: u32) -> u32 {
    acts.div_ceil(MOMENTS.len() as u32)
}

/// Plays about so many acts twice. `None` if it was asked to stop.
pub fn agency(
    rules: &Rules,
    setup: &Setup,
    played: &Played,
    acts: u32,
    stop: Stop,
    progress: Progress,
) -> Option<Agency> {
    let odds = &odds(rules, played);
    let found = on_all_cores(battles_for(acts), progress, &|nth| twins(rules, setup.which(nth), stop))?;
    let found: Vec<(Followed, Followed)> = found.into_iter().flatten().collect();
    let length = rules.round.battle_s.max(1.0);
    let changed = found.iter().filter(|(with, without)| with.trace != without.trace).count();
    let gains = found.iter().map(|(with, without)| with.chance(odds, length) - without.chance(odds, length));
    Some(Agency {
        changed: Share::of(changed, found.len()),
        points: tenths(gains.sum::<f64>() / found.len().max(1) as f64 * 100.0),
    })
}

/// One act of a battle.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Act {
    /// The tick that takes it, and its number among the facts of that tick.
    tick: u32,
    nth: usize,
    player: PlayerId,
    team: TeamId,
}

/// Where a hero is and what it has done, as a viewer sees it.
type Glimpse = (Option<u8>, Option<i32>, u64);

/// What came of an act.
struct Followed {
    team: TeamId,
    trace: Vec<Glimpse>,
    /// Who was ahead at the end of it, and when.
    lead: f32,
    second: f32,
}

impl Followed {
    /// The chance of the side of who acted.
    fn chance(&self, odds: &Odds, length: f32) -> f64 {
        let left = odds.chance(self.lead.into(), f64::from(self.second / length));
        if self.team == TeamId::LEFT { left } else { 1.0 - left }
    }
}

/// Some acts of a battle, each with what came of it and of its absence.
fn twins(rules: &Rules, which: Which, stop: Stop) -> Option<Vec<(Followed, Followed)>> {
    let mut sandbox = Sandbox::new(rules, which);
    let mut found = Vec::new();
    for moment in MOMENTS {
        let Some(act) = next_act(&mut sandbox, moment * rules.round.battle_s) else { break };
        found.push((act, follow(&mut sandbox, act)));
    }
    let without = |(act, with): (Act, Followed)| {
        let mut sandbox = Sandbox::new(rules, which);
        while sandbox.coming() < act.tick {
            if sandbox.coming().is_multiple_of(TICK_HZ) && stop() {
                return None;
            }
            sandbox.step(|_, _| {});
        }
        sandbox.step(|_, facts| _ = facts.remove(act.nth));
        Some((with, follow(&mut sandbox, act)))
    };
    found.into_iter().map(without).collect()
}

/// Plays on until somebody with a hero does something; `None` if nobody does before the battle is over.
fn next_act(sandbox: &mut Sandbox, after: f32) -> Option<Act> {
    loop {
        if matches!(sandbox.world().resource::<Round>().phase, Phase::SuddenDeath | Phase::Podium) {
            return None;
        }
        let (second, tick) = (sandbox.second(), sandbox.coming());
        let mut found = None;
        sandbox.step(|world, facts| {
            if second.is_some_and(|now| now >= after) {
                found = facts.iter().enumerate().find_map(|(nth, fact)| act(world, fact, (tick, nth)));
            }
        });
        if found.is_some() {
            return found;
        }
    }
}

fn act(world: &World, fact: &Fact, (tick, nth): (u32, usize)) -> Option<Act> {
    let roster = world.resource::<Roster>();
    let player = roster.known(actor(fact, world.resource::<Rules>(), roster)?)?.id;
    let team = world.resource::<Heroes>().team_of(player)?;
    Some(Act { tick, nth, player, team })
}

/// Watches the hero of an act that was just taken.
fn follow(sandbox: &mut Sandbox, act: Act) -> Followed {
    let mut trace = Vec::with_capacity(FOLLOWED);
    while trace.len() < FOLLOWED {
        trace.push(glimpse(sandbox.world(), act.player));
        sandbox.step(|_, _| {});
    }
    let world = sandbox.world();
    let second = world.resource::<Round>().second(world.resource::<Tick>().0);
    Followed { team: act.team, trace, lead: world.resource::<Lead>().value, second }
}

fn glimpse(world: &World, player: PlayerId) -> Glimpse {
    // With those of the troops that somebody sent.
    let blows = world.resource::<Tallies>().0.get(&player).map_or(0, |tally| tally.damage + tally.round_deeds);
    let Some(record) = world.resource::<Heroes>().get(player) else { return (None, None, blows) };
    let place = match record.place {
        Whereabouts::Out { entity, .. } | Whereabouts::Squad { entity, .. } => world.get::<Place>(entity),
        _ => None,
    };
    (place.map(|place| place.lane), place.map(|place| (place.x / STEP).round() as i32), blows)
}
