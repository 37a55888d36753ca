//! Requests about heroes: join, move, boost.

use bevy::prelude::*;

use super::records::{HeroRecord, Heroes, Whereabouts};
use crate::arena::{
    body::{Fight, Stats},
    components::{Buffs, FULL_ENERGY, Health, Hero, Place, Unit},
    cues::Cue,
    field::Field,
    formation::{lanes::Lanes, post::Post},
    ground::change_lane,
    requests::{BoostRequested, JoinRequested, MeterMoved, MoveRequested, Order},
    state::{Meters, Phase, Round, Tick},
};
use crate::{
    base::{TeamId, ticks},
    rules::{Rules, Step},
};

type OnField<'w, 's> = Query<
    'w,
    's,
    (
        &'static mut Hero,
        &'static mut Place,
        &'static mut Fight,
        &'static mut Health,
        &'static Unit,
        &'static mut Post,
        &'static mut Buffs,
    ),
>;

/// Joins and changes of side.
pub(in crate::arena) fn join(
    mut commands: Commands,
    mut requests: MessageReader<JoinRequested>,
    mut heroes: ResMut<Heroes>,
    mut field: ResMut<Field>,
    rules: Res<Rules>,
    round: Res<Round>,
    tick: Res<Tick>,
    mut units: OnField,
) {
    let people_side = rules.game.sides.game_side().map(TeamId::enemy);
    for request in requests.read() {
        let player = request.player;
        let Some(record) = heroes.0.get_mut(&player) else {
            let team = people_side.or(request.team).unwrap_or_else(|| heroes.smaller());
            let median = heroes.median_level();
            heroes.add(player, request.name.clone(), team, false, tick.0);
            if let Some(record) = heroes.0.get_mut(&player) {
                record.chosen = request.team.is_some();
                if round.phase.fights() && people_side.is_none() {
                    record.late = true;
                    record.hero.level = median.saturating_sub(rules.battle.even.newcomer.below_median).max(1);
                }
            }
            continue;
        };
        record.hero.name = request.name.clone();
        wake(record, tick.0, &mut units);
        let Some(team) = request.team.map(|team| people_side.unwrap_or(team)) else { continue };
        if team == record.team || record.changed {
            record.chosen |= team == record.team;
            continue;
        }
        // The first own choice is free, the next is the round's one change.
        record.changed = record.chosen;
        record.chosen = true;
        record.team = team;
        (record.lane, record.sent) = (None, false);
        let pause = if round.phase.fights() { ticks(rules.hero.return_s) } else { 0 };
        if let Whereabouts::Out { entity, .. } = record.place {
            if let Ok((hero, _, fight, ..)) = units.get(entity) {
                record.hero = hero.clone();
                field.free_slot(fight.slot);
            }
            commands.entity(entity).despawn();
        }
        record.place = Whereabouts::Away { since: tick.0, from: tick.0 + pause };
    }
}

fn wake(record: &mut HeroRecord, tick: u32, units: &mut OnField) {
    record.hero.heard_at = tick;
    if let Whereabouts::Out { entity, .. } = record.place
        && let Ok((mut hero, ..)) = units.get_mut(entity)
    {
        hero.heard_at = tick;
        if hero.name != record.hero.name {
            hero.name = record.hero.name.clone();
        }
    }
}

/// Orders; the last one stands, also for a hero that is off the field. Who gives one steps to the head of
/// their row and strikes harder for a while.
pub(in crate::arena) fn order(
    mut requests: MessageReader<MoveRequested>,
    mut cues: MessageWriter<Cue>,
    mut heroes: ResMut<Heroes>,
    rules: Res<Rules>,
    lanes: Res<Lanes>,
    tick: Res<Tick>,
    mut units: OnField,
) {
    let lanes = lanes.count();
    for request in requests.read() {
        let Some(record) = heroes.0.get_mut(&request.player) else { continue };
        wake(record, tick.0, &mut units);
        cues.write(Cue::Ordered { player: request.player, order: request.order });
        let mut out = match record.place {
            Whereabouts::Out { entity, .. } => units.get_mut(entity).ok(),
            _ => None,
        };
        let now = out.as_ref().map(|(_, place, ..)| place.lane).or(record.lane).unwrap_or(lanes / 2);
        let lane = match request.order {
            Order::Step(Step::Up) => now.saturating_sub(1),
            Order::Step(Step::Down) => (now + 1).min(lanes - 1),
            Order::Lane(lane) => lane.min(lanes - 1),
            Order::Stance(stance) => {
                record.hero.stance = stance;
                if let Some((hero, ..)) = &mut out {
                    hero.stance = stance;
                }
                now
            }
        };
        if matches!(request.order, Order::Stance(_)) && out.is_none() {
            continue;
        }
        if lane != now {
            record.feats.lane_changes += 1;
        }
        record.sent |= !matches!(request.order, Order::Stance(_));
        record.lane = Some(lane);
        if let Some((_, place, fight, .., post, buffs)) = &mut out {
            if lane != place.lane {
                change_lane(place, lane);
                fight.target = None;
            }
            post.step_up();
            buffs.encourage(rules.hero.order_damage, tick.0, ticks(rules.hero.order_s));
        }
    }
}

/// Levels, energy and signs of life.
pub(in crate::arena) fn boost(
    mut requests: MessageReader<BoostRequested>,
    mut heroes: ResMut<Heroes>,
    rules: Res<Rules>,
    round: Res<Round>,
    tick: Res<Tick>,
    mut units: OnField,
) {
    for request in requests.read() {
        let Some(record) = heroes.0.get_mut(&request.player) else { continue };
        if request.wake {
            wake(record, tick.0, &mut units);
        }
        if round.phase == Phase::Podium {
            record.head_start = record.head_start.saturating_add(request.levels);
        }
        let max = rules.hero.max_level.max(1);
        let grow = |hero: &mut Hero| {
            hero.level = hero.level.saturating_add(request.levels).min(max);
            hero.energy = hero.energy.saturating_add_signed(request.energy).min(FULL_ENERGY);
        };
        grow(&mut record.hero);
        if let Whereabouts::Out { entity, .. } = record.place
            && let Ok((mut hero, _, mut fight, mut health, ..)) = units.get_mut(entity)
        {
            grow(&mut hero);
            grown(&hero, &rules, &mut fight, &mut health);
        }
    }
}

/// Gives a hero the numbers of its level; what it gains in health it has at once.
pub(in crate::arena) fn grown(hero: &Hero, rules: &Rules, fight: &mut Fight, health: &mut Health) {
    let stats = Stats::hero(&rules.hero, hero.level);
    if stats != fight.stats {
        health.now = (health.now + (stats.health - health.max).max(0)).min(stats.health);
        health.max = stats.health;
        fight.stats = stats;
    }
}

/// Keeps the meters for the stage.
pub(in crate::arena) fn meters(mut moved: MessageReader<MeterMoved>, mut meters: ResMut<Meters>) {
    for meter in moved.read() {
        if let Some(slot) = meters.0.get_mut(meter.team.index()) {
            *slot = (meter.fill, meter.power);
        }
    }
}
