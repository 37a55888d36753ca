//! Castles: their archers, what befalls them, rally and last stand.

use bevy::prelude::*;

use super::{
    damage::{Blow, Damage},
    shots::{Shot, launch},
};
use crate::arena::{
    body::{HERO_KIND, Mark},
    components::{ProjectileKind, Spot},
    cues::Cue,
    field::Field,
    formation::lanes::Lanes,
    ground::gate,
    heroes::{guards::arrows, records::Heroes},
    requests::PowerRequested,
    state::{Castles, Phase, Round, Tick},
};
use crate::{
    base::{TICK_HZ, TeamId},
    rules::{Aim, Rules},
};

/// Ticks between two arrows of one castle archer; each lane has one.
const ARROW_EVERY: u32 = 40;

/// The sides whose castle can be attacked. The game's own side has a camp: no archers, nothing to take.
fn castles_of(rules: &Rules) -> impl Iterator<Item = TeamId> + use<> {
    let own = rules.game.sides.game_side();
    TeamId::BOTH.into_iter().filter(move |team| Some(*team) != own)
}

/// Castle archers shoot at whoever is nearest in their lane.
pub(in crate::arena) fn archers(
    mut commands: Commands,
    mut field: ResMut<Field>,
    rules: Res<Rules>,
    round: Res<Round>,
    tick: Res<Tick>,
    lanes: Res<Lanes>,
    heroes: Res<Heroes>,
) {
    if !round.phase.fights() || rules.field.castle_damage <= 0 {
        return;
    }
    for team in castles_of(&rules) {
        let hard = i64::from(rules.field.castle_damage) * i64::from(arrows(&heroes, team)) / 100;
        let hard = i32::try_from(hard).unwrap_or(i32::MAX);
        for lane in 0..lanes.count() {
            let turn = u32::from(lane) * 9 + team.index() as u32 * 4;
            if !(tick.0 + turn).is_multiple_of(ARROW_EVERY) {
                continue;
            }
            let at = Vec2::new(gate(team), 0.0);
            let Some(seen) = field.nearest(team.enemy(), lane, at, rules.field.castle_range, true, tick.0) else {
                continue;
            };
            let blow = Blow {
                unit: 0,
                kind: HERO_KIND,
                team,
                damage: hard,
                siege: 0,
                hits_air: true,
                by: None,
                hero: false,
                squad: false,
            };
            let from = Spot { x: gate(team) - team.forward() * 14.0, y: 0.0, z: 120.0, lane };
            let shot = Shot { blow, mark: Some(Mark::Foe(seen.foe())), radius: 0.0 };
            launch(&mut commands, &mut field, shot, ProjectileKind::Arrow, from, seen.spot(), tick.0);
        }
    }
}

/// Takes the tick's blows off the castles; in overtime they crumble, but never fall by that alone.
pub(in crate::arena) fn batter(
    damage: Res<Damage>,
    rules: Res<Rules>,
    round: Res<Round>,
    tick: Res<Tick>,
    lanes: Res<Lanes>,
    mut castles: ResMut<Castles>,
    mut cues: MessageWriter<Cue>,
) {
    if !round.phase.fights() {
        return;
    }
    for team in castles_of(&rules) {
        let castle = &mut castles.0[team.index()];
        // One that cannot fall keeps a hundredth.
        let least = if rules.field.castle_falls { 0 } else { (castle.max / 100).max(1) };
        if tick.0 >= castle.shield.1 {
            castle.shield.0 = 0;
        }
        let total = i32::try_from(damage.gates[team.index()]).unwrap_or(i32::MAX);
        if total > 0 {
            let held = total.min(castle.shield.0);
            castle.shield.0 -= held;
            castle.health = (castle.health - (total - held)).max(least);
            castle.hit_at = tick.0;
            let at = Spot { x: gate(team), y: 0.0, z: 30.0, lane: lanes.count() / 2 };
            cues.write(Cue::Hit { at, team, damage: total, castle: true });
        }
        let crumbles = round.phase == Phase::Overtime && (tick.0 - round.since).is_multiple_of(TICK_HZ);
        if crumbles && castle.health > 1 {
            castle.health = (castle.health - rules.field.overtime_crumble.max(0)).max(1);
        }
        let mends = rules.field.castle_mend > 0 && (tick.0 - round.battle_since).is_multiple_of(TICK_HZ);
        if mends && castle.health > 0 && castle.health < castle.max {
            castle.health = castle.health.saturating_add(rules.field.castle_mend).min(castle.max);
        }
    }
}

/// Help for the side that is behind: the rally while it is, the last stand once.
pub(in crate::arena) fn help(
    rules: Res<Rules>,
    round: Res<Round>,
    mut castles: ResMut<Castles>,
    mut powers: ResMut<super::pending::PendingPowers>,
    mut cues: MessageWriter<Cue>,
) {
    if !round.phase.fights() {
        return;
    }
    let two = rules.game.sides.game_side().is_none();
    for team in castles_of(&rules) {
        let enemy = castles.0[team.enemy().index()];
        let castle = &mut castles.0[team.index()];
        let percent = |health: i32, max: i32| i64::from(health) * 100 / i64::from(max.max(1));
        let (own, other) = (percent(castle.health, castle.max), percent(enemy.health, enemy.max));
        if castle.rallies && own >= other {
            castle.rallies = false;
        } else if two && !castle.rallies && other - own >= i64::from(rules.field.rally_percent.max(1)) {
            castle.rallies = true;
            cues.write(Cue::Rally { team });
        }
        if rules.field.castle_falls
            && !castle.stood
            && castle.health > 0
            && own <= i64::from(rules.field.last_stand_percent)
        {
            castle.stood = true;
            cues.write(Cue::LastStand { team });
            if let Some(power) = rules.field.last_stand {
                powers.0.push(PowerRequested { power, team, on: Aim::Team, by: None });
            }
        }
    }
}
