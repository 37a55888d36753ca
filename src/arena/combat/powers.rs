//! Powers: what each effect of the rules does, and to whom.
//!
//! Helpful effects (heal, buff, shield) go to those the aim names. Hostile ones (strike, freeze, nova) go to the enemies
//! of the side that benefits, so that "meteor for whoever is behind" strikes the side ahead.

use bevy::prelude::*;

use super::{
    damage::{Blow, Damage},
    pending::PendingPowers,
    shots::{Shot, launch},
};
use crate::arena::{
    body::HERO_KIND,
    components::{Buffs, Health, Place, ProjectileKind, Spot, Unit},
    cues::Cue,
    field::Field,
    flow::lead::Lead,
    formation::lanes::Lanes,
    ground::before_gate,
    heroes::records::{Heroes, Whereabouts},
    numbers::Numbers,
    requests::PowerRequested,
    state::{Castle, Castles, FIELD, Round, Tick},
};
use crate::{
    base::{PlayerId, TeamId, ticks},
    rules::{Aim, Effect, Rules},
};

/// How far from a hero its own freeze reaches.
const FREEZE_REACH: f32 = 130.0;
/// Heights from which meteors fall.
const SKY: f32 = 900.0;
/// Health healed for one deed.
const HEALED_A_DEED: u64 = 4;

/// Takes powers that are asked for.
pub(in crate::arena) fn ask(mut requests: MessageReader<PowerRequested>, mut pending: ResMut<PendingPowers>) {
    pending.0.extend(requests.read().cloned());
}

type Units<'w, 's> = Query<'w, 's, (&'static Unit, &'static mut Place, &'static mut Health, &'static mut Buffs)>;

/// Everything an effect may touch.
struct Scene<'a, 'w, 's, 'v, 't> {
    field: &'a mut Field,
    damage: &'a mut Damage,
    castles: &'a mut Castles,
    numbers: &'a Numbers,
    commands: &'a mut Commands<'w, 's>,
    units: &'a mut Units<'v, 't>,
    lanes: u8,
    /// Two sides fight: what powers give castles is bounded.
    two: bool,
    tick: u32,
}

/// One power on its way.
#[derive(Clone, Copy)]
struct Casting {
    aim: Aim,
    /// The side that benefits.
    team: TeamId,
    by: Option<PlayerId>,
    hero: Option<(Entity, Spot)>,
}

/// Fires what waits, in the order it was asked for.
pub(in crate::arena) fn fire(
    mut commands: Commands,
    mut pending: ResMut<PendingPowers>,
    mut field: ResMut<Field>,
    mut damage: ResMut<Damage>,
    mut castles: ResMut<Castles>,
    mut cues: MessageWriter<Cue>,
    numbers: Res<Numbers>,
    heroes: Res<Heroes>,
    rules: Res<Rules>,
    round: Res<Round>,
    tick: Res<Tick>,
    lanes: Res<Lanes>,
    lead: Res<Lead>,
    mut units: Units,
) {
    if !round.phase.fights() {
        return;
    }
    for request in std::mem::take(&mut pending.0) {
        let Some(power) = rules.powers.get(usize::from(request.power.0)) else { continue };
        let hero = request.by.and_then(|player| heroes.get(player)).and_then(|record| match record.place {
            Whereabouts::Out { entity, .. } | Whereabouts::Squad { entity, .. } => Some(entity),
            Whereabouts::Away { .. } | Whereabouts::Guard { .. } => None,
        });
        let hero = hero.and_then(|entity| {
            let (_, place, ..) = units.get(entity).ok()?;
            Some((entity, Spot { x: place.x, y: place.y, z: place.z, lane: place.lane }))
        });
        let teams: &[TeamId] = match request.on {
            Aim::Hero | Aim::Team | Aim::Enemy | Aim::Castle => &[request.team],
            Aim::Behind => &[lead.behind().unwrap_or(request.team)],
            Aim::All => &TeamId::BOTH,
        };
        let mut at = (request.on == Aim::Hero).then_some(hero.map(|(_, spot)| spot)).flatten();
        let mut scene = Scene {
            field: &mut field,
            damage: &mut damage,
            castles: &mut castles,
            numbers: &numbers,
            commands: &mut commands,
            units: &mut units,
            lanes: lanes.count(),
            two: rules.game.sides.game_side().is_none(),
            tick: tick.0,
        };
        for team in teams {
            let casting = Casting { aim: request.on, team: *team, by: request.by, hero };
            for effect in &power.effects {
                at = scene.act(&casting, *effect).or(at);
            }
        }
        cues.write(Cue::PowerFired { power: request.power, team: request.team, at, by: request.by });
    }
}

impl Scene<'_, '_, '_, '_, '_> {
    /// Does one effect; returns its centre if it has one.
    fn act(&mut self, casting: &Casting, effect: Effect) -> Option<Spot> {
        let enemy = casting.team.enemy();
        match effect {
            Effect::Heal { amount, castle } => {
                let mut healed = 0;
                self.helped(casting, |health, _| {
                    let full = health.max.max(health.now);
                    let now = health.now.saturating_add(amount.max(0)).min(full);
                    healed += u64::from((now - health.now).unsigned_abs());
                    health.now = now;
                });
                let bounded = self.two;
                self.castle(casting, |own| {
                    own.mend(castle, bounded);
                });
                if let Some(player) = casting.by {
                    self.damage.earn(player).deeds += healed / HEALED_A_DEED;
                }
                None
            }
            Effect::Buff { speed, damage, for_s } => {
                let until = self.tick + ticks(for_s);
                self.helped(casting, |_, buffs| {
                    buffs.speed = speed;
                    buffs.damage = damage;
                    buffs.until = buffs.until.max(until);
                });
                None
            }
            Effect::Shield { amount, for_s } => {
                let until = self.tick + ticks(for_s);
                self.helped(casting, |health, buffs| {
                    health.shield = health.shield.max(amount);
                    buffs.shield_until = buffs.shield_until.max(until);
                });
                self.castle(casting, |own| own.shield = (own.shield.0.max(amount), own.shield.1.max(until)));
                None
            }
            Effect::Strike { damage, radius } => {
                let thick = self.field.thickest(enemy, self.lanes, radius);
                let at = thick.unwrap_or_else(|| before_gate(enemy, self.lanes));
                let shot = Shot { blow: self.blow(casting, damage), mark: None, radius: radius.max(1.0) };
                let from = Spot { x: at.x - casting.team.forward() * 260.0, z: SKY, ..at };
                launch(self.commands, self.field, shot, ProjectileKind::Meteor, from, at, self.tick);
                Some(at)
            }
            Effect::Freeze { for_s } => {
                let until = self.tick + ticks(for_s);
                let around = if casting.aim == Aim::Hero { casting.hero.map(|(_, spot)| spot) } else { None };
                for (unit, place, _, mut buffs) in self.units.iter_mut() {
                    let near = around
                        .is_none_or(|at| (place.x - at.x).abs() <= FREEZE_REACH && place.lane.abs_diff(at.lane) <= 1);
                    if unit.team == enemy && near {
                        buffs.frozen_until = buffs.frozen_until.max(until);
                    }
                }
                around
            }
            Effect::Nova { damage, radius, push } => {
                let at = self.nova_centre(casting);
                let blow = self.blow(casting, damage);
                self.damage.area(self.field, self.numbers, &blow, at, radius);
                let pushed: Vec<_> = self.field.around(enemy, at, radius).copied().collect();
                for seen in pushed {
                    let way = if seen.x == at.x { casting.team.forward() } else { (seen.x - at.x).signum() };
                    self.damage.push(&seen, way * push);
                }
                Some(at)
            }
        }
    }

    fn blow(&self, casting: &Casting, damage: i32) -> Blow {
        Blow {
            unit: 0,
            kind: HERO_KIND,
            team: casting.team,
            damage,
            siege: 0,
            hits_air: true,
            by: casting.by,
            // A hero's own power is the hero's deed.
            hero: casting.aim == Aim::Hero,
            squad: false,
        }
    }

    /// Around the hero; without one, where the enemy has come farthest.
    fn nova_centre(&self, casting: &Casting) -> Spot {
        if let Some((_, spot)) = casting.hero {
            return spot;
        }
        let enemy = casting.team.enemy();
        let foremost = (0..self.lanes).filter_map(|lane| {
            let x = (*self.field.front[enemy.index()].get(usize::from(lane))?)?;
            Some(Spot { x: x.clamp(0.0, FIELD), y: 0.0, z: 0.0, lane })
        });
        let forward = casting.team.forward();
        let deeper = |a: &Spot, b: &Spot| (a.x * forward).total_cmp(&(b.x * forward)).then(a.lane.cmp(&b.lane));
        foremost.min_by(deeper).unwrap_or_else(|| before_gate(casting.team, self.lanes))
    }

    /// Calls `help` on every unit that the aim helps.
    fn helped(&mut self, casting: &Casting, mut help: impl FnMut(&mut Health, &mut Buffs)) {
        let team = match casting.aim {
            Aim::Castle => return,
            Aim::Hero => {
                if let Some((entity, _)) = casting.hero
                    && let Ok((_, _, mut health, mut buffs)) = self.units.get_mut(entity)
                {
                    help(&mut health, &mut buffs);
                }
                return;
            }
            Aim::Enemy => casting.team.enemy(),
            Aim::Team | Aim::Behind | Aim::All => casting.team,
        };
        for (unit, _, mut health, mut buffs) in self.units.iter_mut() {
            if unit.team == team && health.now > 0 {
                help(&mut health, &mut buffs);
            }
        }
    }

    fn castle(&mut self, casting: &Casting, help: impl FnOnce(&mut Castle)) {
        let team = match casting.aim {
            Aim::Hero => return,
            Aim::Enemy => casting.team.enemy(),
            Aim::Castle | Aim::Team | Aim::Behind | Aim::All => casting.team,
        };
        let castle = &mut self.castles.0[team.index()];
        if castle.health > 0 {
            help(castle);
        }
    }
}
