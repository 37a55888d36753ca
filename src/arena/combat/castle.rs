//! Castles: their archers, and what befalls them.

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
    state::{Castle, Castles, Round, Tick},
};
use crate::{
    base::{TICK_HZ, TeamId},
    rules::Rules,
};

/// Ticks between two arrows of one castle archer; each lane has one.
const ARROW_EVERY: u32 = 40;

/// Small parts of health are counted in thousandths.
const THOUSAND: i32 = 1_000;

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

impl Castle {
    /// Takes off what befalls it: first of its shield, then of its health. One that cannot fall keeps a hundredth.
    pub(in crate::arena) fn wound(&mut self, by: i32, falls: bool, tick: u32) {
        let held = by.min(self.shield.0);
        self.shield.0 -= held;
        let least = if falls { 0 } else { (self.max / 100).max(1) };
        self.health = (self.health - (by - held)).max(least.min(self.health));
        self.hit_at = tick;
    }

    /// A power gives health back: no more than powers may give in a while.
    pub(in crate::arena) fn mend(&mut self, amount: i32, bounded: bool) {
        let most = if bounded { self.mendable / THOUSAND } else { i32::MAX };
        let given = amount.clamp(0, most).min((self.max - self.health).max(0));
        self.health += given;
        self.mendable -= if bounded { given * THOUSAND } else { 0 };
    }

    /// What burns in a tick, in parts of a castle.
    fn burn(&mut self, part: f32, falls: bool, tick: u32) {
        self.burnt += (part * self.max as f32 * THOUSAND as f32) as i32;
        let whole = self.burnt / THOUSAND;
        if whole > 0 {
            self.burnt -= whole * THOUSAND;
            self.wound(whole, falls, tick);
        }
    }
}

/// Takes off the castles what the tick did to them: blows, where there are no gates, and what burns from held ground.
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
    let two = rules.game.sides.game_side().is_none();
    let open = !two || rules.battle.gates.is_none();
    let stakes = round.stakes(&rules, tick.0);
    for team in castles_of(&rules) {
        let castle = &mut castles.0[team.index()];
        if tick.0 >= castle.shield.1 {
            castle.shield.0 = 0;
        }
        let total = i32::try_from(damage.gates[team.index()].iter().sum::<i64>()).unwrap_or(i32::MAX);
        if total > 0 {
            if open {
                castle.wound(total, rules.field.castle_falls, tick.0);
            }
            let at = Spot { x: gate(team), y: 0.0, z: 30.0, lane: lanes.count() / 2 };
            cues.write(Cue::Hit { at, team, damage: total, castle: true });
        }
        if two {
            let burns =
                rules.battle.ground.burn / 100.0 * stakes * lanes.burning(team, rules.battle.ground.dead / 100.0);
            castle.burn(burns / TICK_HZ as f32, rules.field.castle_falls, tick.0);
            let most = castle.max as f32 * rules.field.mend_most / 100.0 * THOUSAND as f32;
            let more = most / (60.0 * TICK_HZ as f32);
            castle.mendable = (castle.mendable as f32 + more).min(most) as i32;
        }
        let mends = rules.field.castle_mend > 0 && (tick.0 - round.battle_since).is_multiple_of(TICK_HZ);
        if mends && castle.health > 0 && castle.health < castle.max {
            castle.health = castle.health.saturating_add(rules.field.castle_mend).min(castle.max);
        }
    }
}
