//! The beacon: announced ahead or asked for, taken by the side with more heroes in its lane, worth a power and a banner.

use bevy::prelude::*;

use crate::arena::{
    combat::{damage::Damage, pending::PendingPowers},
    components::{Hero, Place, Unit},
    cues::Cue,
    formation::{lanes::Lanes, post::Post, squad::Squad},
    heroes::records::Heroes,
    requests::{BeaconRequested, PowerRequested},
    state::{Beacon, Castles, Phase, Round, Tick},
};
use crate::{
    base::{Dice, TICK_HZ, TeamId, ticks},
    rules::{Aim, Rules},
};

/// A beacon that nobody takes goes out after so many seconds.
const BURNS_S: f32 = 40.0;
/// So many beacons that were asked for wait at most.
const WAITING: u8 = 20;

/// Lights a beacon that was asked for, or keeps it for when the present one is done.
pub(in crate::arena) fn call(
    mut beacon: ResMut<Beacon>,
    mut requests: MessageReader<BeaconRequested>,
    lanes: Res<Lanes>,
    round: Res<Round>,
    tick: Res<Tick>,
    dice: Res<Dice>,
    mut cues: MessageWriter<Cue>,
) {
    let mut wish = None;
    for request in requests.read() {
        beacon.waiting = beacon.waiting.saturating_add(1).min(WAITING);
        wish = wish.or(request.lane);
    }
    if !round.phase.fights() || beacon.lane.is_some() || beacon.waiting == 0 {
        return;
    }
    let lanes = lanes.count();
    let any = (dice.mix(tick.0, 0x00be_ac01) % u64::from(lanes)) as u8;
    let lane = wish.filter(|lane| *lane < lanes).unwrap_or(any);
    let waiting = beacon.waiting - 1;
    *beacon =
        Beacon { lane: Some(lane), lights_at: tick.0, done: beacon.done, extra: true, waiting, ..Beacon::default() };
    cues.write(Cue::BeaconComing { lane });
}

/// Takes the beacon away; one of the plan is done with it.
fn put_out(beacon: &mut Beacon) {
    let done = beacon.done.saturating_add(u8::from(!beacon.extra));
    *beacon = Beacon { done, waiting: beacon.waiting, ..Beacon::default() };
}

/// Announces, lights, counts who stands there, and gives it away.
pub(in crate::arena) fn burn(
    mut beacon: ResMut<Beacon>,
    mut castles: ResMut<Castles>,
    mut fired: ResMut<PendingPowers>,
    mut damage: ResMut<Damage>,
    mut records: ResMut<Heroes>,
    mut cues: MessageWriter<Cue>,
    rules: Res<Rules>,
    round: Res<Round>,
    tick: Res<Tick>,
    dice: Res<Dice>,
    lanes: Res<Lanes>,
    heroes: Query<(&Unit, &Place, Option<&Hero>, Option<&Squad>, &Post)>,
) {
    if round.phase != Phase::Battle && !(round.phase == Phase::SuddenDeath && beacon.extra) {
        // A beacon of the battle goes out with it; one that was asked for stays through sudden death.
        if beacon.lane.is_some() {
            *beacon = Beacon { done: beacon.done, waiting: beacon.waiting, ..Beacon::default() };
        }
        return;
    }
    let Some(lane) = beacon.lane else {
        let Some(at) = rules.field.beacons_s.get(usize::from(beacon.done)) else { return };
        let lights_at = round.battle_since + ticks(*at);
        if tick.0 + ticks(rules.field.beacon_ahead_s) >= lights_at {
            let lane = (dice.mix(tick.0, 0x00be_ac00) % u64::from(lanes.count())) as u8;
            // One that was asked for may have kept it from its time.
            let lights_at = lights_at.max(tick.0 + 1);
            *beacon = Beacon { lane: Some(lane), lights_at, done: beacon.done, ..Beacon::default() };
            cues.write(Cue::BeaconComing { lane });
        }
        return;
    };
    if tick.0 < beacon.lights_at {
        return;
    }
    if tick.0 == beacon.lights_at {
        cues.write(Cue::BeaconLit { lane });
    }
    let mut near = [0_u32; 2];
    for (unit, place, hero, squad, post) in &heroes {
        if place.lane != lane || !post.stands {
            continue;
        }
        near[unit.team.index()] += post.people;
        let members = squad.into_iter().flat_map(|squad| squad.members.iter().map(|member| member.player));
        for player in hero.map(|hero| hero.player).into_iter().chain(members) {
            if let Some(record) = records.0.get_mut(&player) {
                record.feats.beacon_ticks += 1;
            }
            // A second at the beacon is a deed.
            if tick.0.is_multiple_of(TICK_HZ) {
                damage.earn(player).deeds += 5;
            }
        }
    }
    let holder = match near[0].cmp(&near[1]) {
        std::cmp::Ordering::Greater => Some(TeamId::LEFT),
        std::cmp::Ordering::Less => Some(TeamId::RIGHT),
        std::cmp::Ordering::Equal => beacon.held_by.filter(|_| near[0] > 0),
    };
    if holder != beacon.held_by {
        beacon.held_by = holder;
        beacon.held_since = tick.0;
    }
    if let Some(team) = holder
        && tick.0 - beacon.held_since >= ticks(rules.field.beacon_hold_s)
    {
        cues.write(Cue::BeaconTaken { team });
        castles.0[team.index()].banner = true;
        castles.0[team.enemy().index()].banner = false;
        if let Some(power) = rules.field.beacon_power {
            fired.0.push(PowerRequested { power, team, on: Aim::Team, by: None });
        }
        put_out(&mut beacon);
    } else if tick.0 >= beacon.lights_at + ticks(BURNS_S) {
        put_out(&mut beacon);
    }
}
