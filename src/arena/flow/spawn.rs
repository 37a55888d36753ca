//! Brings units onto the field.

use bevy::{ecs::system::SystemParam, prelude::*};

use crate::arena::{
    body::{Act, Fight, Stats},
    components::{Buffs, Flies, Health, Hero, Motion, Place, Spot, Unit},
    cues::Cue,
    field::{DEPTH, FLY_HEIGHT, Field, MAX_LANES},
    formation::{
        lanes::Lanes,
        post::Post,
        squad::{self, Member, Squad},
    },
    ground::gate,
    numbers::Numbers,
    state::Tick,
};
use crate::{
    base::{Dice, PlayerId, TeamId, UnitKind, ticks},
    rules::{Behaviour, Rules},
};

/// Great ones of a side at a time: beasts, flyers, walls.
const GREATS: u32 = 12;
/// How far those of a row stand from its line.
const SWAY: f32 = 5.0;

/// Everything a new unit needs.
#[derive(SystemParam)]
pub(in crate::arena) struct Spawner<'w, 's> {
    pub commands: Commands<'w, 's>,
    pub field: ResMut<'w, Field>,
    pub numbers: Res<'w, Numbers>,
    pub rules: Res<'w, Rules>,
    pub lanes: Res<'w, Lanes>,
    pub dice: Res<'w, Dice>,
    pub tick: Res<'w, Tick>,
    pub cues: MessageWriter<'w, Cue>,
}

impl Spawner<'_, '_> {
    /// A number between 0 and 1 that depends on seed, tick and salt only.
    pub fn chance(&self, salt: u32) -> f32 {
        (self.dice.mix(self.tick.0, salt) >> 40) as f32 / (1_u64 << 24) as f32
    }

    /// Lanes of the field.
    pub fn lanes(&self) -> u8 {
        self.lanes.count()
    }

    /// Troops of a kind that may come to a lane now.
    pub fn room(&self, team: TeamId, kind: UnitKind, lane: u8) -> u32 {
        if self.numbers.stats(kind).is_some_and(|stats| stats.is_great()) {
            // A wave comes with all that it has.
            let own = self.rules.game.sides.game_side() == Some(team);
            return if own { u32::MAX } else { GREATS.saturating_sub(self.field.greats[team.index()]) };
        }
        let cap = self.rules.field.troop_cap.max(1);
        let in_lane = self.field.troops_in[team.index()][usize::from(lane).min(MAX_LANES - 1)];
        let all: u32 = self.field.troops_in[team.index()].iter().sum();
        cap.div_ceil(MAX_LANES as u32).saturating_sub(in_lane).min(cap.saturating_sub(all))
    }

    /// A troop at `x`, or behind its gate. A kind that the rules do not have brings nobody.
    pub fn troop(&mut self, team: TeamId, kind: UnitKind, by: Option<PlayerId>, lane: u8, x: Option<f32>) {
        if let Some(stats) = self.numbers.stats(kind) {
            self.body_of(team, kind, by, lane, x, stats);
        }
    }

    /// A troop behind its gate with so many percent of its kind's health and damage.
    pub fn weakened(&mut self, team: TeamId, kind: UnitKind, by: Option<PlayerId>, lane: u8, strength: u32) {
        if let Some(stats) = self.numbers.stats(kind) {
            self.body_of(team, kind, by, lane, None, stats.scaled(strength));
        }
    }

    fn body_of(&mut self, team: TeamId, kind: UnitKind, by: Option<PlayerId>, lane: u8, x: Option<f32>, stats: Stats) {
        // There it stands before all others; the stage draws it behind their faces.
        let lane = if self.rules.unit(kind).huge { self.lanes() - 1 } else { lane };
        self.field.troops[team.index()] += 1;
        let in_lane = usize::from(lane).min(MAX_LANES - 1);
        self.field.troops_in[team.index()][in_lane] += u32::from(!stats.is_great());
        self.field.greats[team.index()] += u32::from(stats.is_great());
        let (unit, body) = self.body(team, Some(kind), by, lane, x, stats);
        if stats.flies() {
            self.commands.spawn((unit, body, Flies));
        } else {
            self.commands.spawn((unit, body));
        }
    }

    /// A hero at `x`, or behind its gate, with so much health, or all of it.
    pub fn hero(&mut self, team: TeamId, hero: Hero, lane: u8, x: Option<f32>, health: Option<i32>) -> Entity {
        let stats = Stats::hero(&self.rules.hero, hero.level);
        let lane = lane.min(self.lanes() - 1);
        self.field.heroes[team.index()][usize::from(lane)] += 1;
        let (unit, body) = self.body(team, None, Some(hero.player), lane, x, stats);
        let post = Post::new(self.tick.0, x.unwrap_or(gate(team)));
        let max = stats.health;
        let mut spawned = self.commands.spawn((unit, body, hero, post));
        if let Some(health) = health {
            spawned.insert(Health { now: health.clamp(1, max), max, shield: 0, hit_at: 0 });
        }
        spawned.id()
    }

    /// Gives a hero that has just come a shield as strong as itself, for as long as newcomers have one.
    pub fn shield(&mut self, hero: Entity, level: u8) {
        let max = Stats::hero(&self.rules.hero, level).health;
        let lasts = ticks(self.rules.battle.even.newcomer.shield_s);
        if lasts == 0 {
            return;
        }
        self.commands.entity(hero).insert((
            Health { now: max, max, shield: max, hit_at: 0 },
            Buffs { speed: 100, damage: 100, until: 0, frozen_until: 0, shield_until: self.tick.0 + lasts },
        ));
    }

    /// A squad at `x`.
    pub fn squad(&mut self, team: TeamId, members: Vec<Member>, lane: u8, x: f32) -> Entity {
        let stats = squad::stats(&self.rules);
        let (unit, body) = self.body(team, None, None, lane, Some(x), stats);
        let post = Post { stands: true, ..Post::new(self.tick.0, x) };
        let squad = Squad::of(members, self.tick.0);
        let (now, max) = squad.health();
        let health = Health { now, max, shield: 0, hit_at: 0 };
        self.commands.spawn((unit, body, squad, post)).insert(health).id()
    }

    fn body(
        &mut self,
        team: TeamId,
        kind: Option<UnitKind>,
        by: Option<PlayerId>,
        lane: u8,
        x: Option<f32>,
        stats: Stats,
    ) -> (Unit, impl Bundle + use<>) {
        let id = self.field.new_id();
        let (along, deep) = (self.chance(id), self.chance(id ^ 0x5bd1_e995));
        let lane = lane.min(self.lanes() - 1);
        let x = x.unwrap_or_else(|| match stats.behaviour {
            // What never walks is put up before the gate.
            Behaviour::Stand => gate(team) + team.forward() * (46.0 + along * 60.0),
            _ => gate(team) - team.forward() * (6.0 + along * 44.0),
        });
        // A row is a row: it sways by a little only.
        let y = (deep * 2.0 - 1.0) * if kind.is_none() { SWAY } else { DEPTH };
        let z = if stats.flies() { FLY_HEIGHT } else { 0.0 };
        let unit = Unit { id, team, kind, by };
        let fight = Fight {
            stats,
            slot: self.field.take_slot(),
            target: None,
            act: Act::None,
            ready_at: self.tick.0 + id % stats.every.max(1) / 2,
            leaves_at: stats.lives.map_or(u32::MAX, |lives| self.tick.0.saturating_add(lives)),
            depth: y,
        };
        self.cues.write(Cue::Spawned { unit: id, team, kind, at: Spot { x, y, z, lane }, by });
        let body = (
            Place { x, y, z, lane, from_lane: lane, lane_mix: 1.0, before: Vec2::new(x, y) },
            Health { now: stats.health, max: stats.health, shield: 0, hit_at: 0 },
            Motion { faces_left: team == TeamId::RIGHT, ..default() },
            Buffs { speed: 100, damage: 100, until: 0, frozen_until: 0, shield_until: 0 },
            fight,
        );
        (unit, body)
    }
}
