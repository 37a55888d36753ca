//! A game of interaction alone: hand-made rules, facts told tick by tick, and what was asked for.

use std::{collections::BTreeMap, sync::Arc};

use bevy::{ecs::message::Message, prelude::*};

use super::Inbox;
use crate::{
    arena::{
        AnnounceRequested, BoostRequested, Castle, Castles, FlareRequested, Hero, JoinRequested, MeterMoved,
        MoveRequested, Phase, PlayerId, PowerRequested, Round, SpawnRequested, Tick,
    },
    live::{ChatReceived, Fact, GiftReceived, LikesReceived, SocialKind, SocialReceived, Viewer, ViewerId},
    roster,
    rules::*,
};

pub fn viewer(id: u64, name: &str) -> Viewer {
    Viewer { id: Some(ViewerId::Id(id)), name: name.into(), ..Viewer::default() }
}

fn numbered(id: u64) -> Viewer {
    viewer(id, &format!("Viewer {id}"))
}

pub fn gift(id: u64, name: &str, diamonds_each: u32, count: u32, streak: u32) -> Fact {
    let viewer = numbered(id);
    Fact::Gift(GiftReceived { viewer, gift_id: 0, gift: name.into(), count, diamonds_each, streak, test: false })
}

pub fn likes(id: u64, count: u32, room_total: u64) -> Fact {
    Fact::Likes(LikesReceived { viewer: numbered(id), count, room_total })
}

pub fn chat(id: u64, text: &str) -> Fact {
    Fact::Chat(ChatReceived { viewer: numbered(id), text: text.into(), language: None })
}

pub fn named_chat(id: u64, name: &str, text: &str) -> Fact {
    Fact::Chat(ChatReceived { viewer: viewer(id, name), text: text.into(), language: None })
}

pub fn moderator_says(id: u64, text: &str) -> Fact {
    let viewer = Viewer { moderator: true, ..numbered(id) };
    Fact::Chat(ChatReceived { viewer, text: text.into(), language: None })
}

pub fn social(id: u64, kind: SocialKind) -> Fact {
    Fact::Social(SocialReceived { viewer: numbered(id), kind })
}

/// Everything asked of the arena since the last look.
pub struct Asked {
    pub joins: Vec<JoinRequested>,
    pub spawns: Vec<SpawnRequested>,
    pub powers: Vec<PowerRequested>,
    pub moves: Vec<MoveRequested>,
    pub boosts: Vec<BoostRequested>,
    pub meters: Vec<MeterMoved>,
    pub lines: Vec<AnnounceRequested>,
    pub flares: Vec<FlareRequested>,
    units: Vec<Arc<str>>,
}

impl Asked {
    pub fn spawned(&self, unit: &str) -> u32 {
        let of_kind = self.spawns.iter().filter(|spawn| &*self.units[usize::from(spawn.unit.0)] == unit);
        of_kind.map(|spawn| spawn.count).sum()
    }
}

pub struct TestGame {
    pub app: App,
}

impl TestGame {
    pub fn in_battle() -> Self {
        Self::new(Phase::Battle)
    }

    pub fn in_lobby() -> Self {
        Self::new(Phase::Lobby)
    }

    fn new(phase: Phase) -> Self {
        let mut app = App::new();
        let castle = Castle { health: 3_000, max: 3_000, ..Castle::default() };
        app.add_plugins((crate::schedule::plugin, roster::plugin, super::plugin))
            .init_resource::<Time<Virtual>>()
            .init_resource::<Tick>()
            .insert_resource(Castles([castle; 2]))
            .insert_resource(Round { number: 1, phase, since: 0, until: 9_999, battle_since: 0 })
            .insert_resource(sample_rules());
        Self { app }
    }

    /// One tick with these facts.
    pub fn tell<const N: usize>(&mut self, facts: [Fact; N]) {
        let world = self.app.world_mut();
        let coming = world.resource::<Tick>().0 + 1;
        for fact in facts {
            world.resource_mut::<Inbox>().push(coming, fact);
        }
        world.run_schedule(FixedUpdate);
        world.resource_mut::<Tick>().0 = coming;
    }

    pub fn asked(&mut self) -> Asked {
        let units = self.rules_now().units.iter().map(|unit| unit.id.clone()).collect();
        let world = self.app.world_mut();
        Asked {
            joins: drained(world),
            spawns: drained(world),
            powers: drained(world),
            moves: drained(world),
            boosts: drained(world),
            meters: drained(world),
            lines: drained(world),
            flares: drained(world),
            units,
        }
    }

    pub fn rules_now(&self) -> &Rules {
        self.app.world().resource::<Rules>()
    }

    pub fn rules(&mut self, change: impl FnOnce(&mut Rules)) {
        change(&mut self.app.world_mut().resource_mut::<Rules>());
    }

    pub fn phase(&mut self, phase: Phase) {
        self.app.world_mut().resource_mut::<Round>().phase = phase;
    }

    pub fn round(&mut self, number: u32) {
        self.app.world_mut().resource_mut::<Round>().number = number;
    }

    pub fn castle(&mut self, team: TeamId, health: i32) {
        self.app.world_mut().resource_mut::<Castles>().0[team.index()].health = health;
    }

    pub fn rally(&mut self, team: TeamId) {
        self.app.world_mut().resource_mut::<Castles>().0[team.index()].rallies = true;
    }

    pub fn power_id(&self, power: PowerId) -> String {
        self.rules_now().power(power).id.to_string()
    }

    /// Puts a player's hero on the field with so much energy, in place of the one there.
    pub fn hero(&mut self, player: PlayerId, energy: u32) {
        let world = self.app.world_mut();
        let old: Vec<_> = world.query_filtered::<Entity, With<Hero>>().iter(world).collect();
        for hero in old {
            world.despawn(hero);
        }
        let (name, stance) = ("Viewer".into(), Stance::Auto);
        world.spawn(Hero { player, name, level: 1, deeds: 0, energy, stance, falls: 0, heard_at: 0, ai: false });
    }
}

fn drained<M: Message>(world: &mut World) -> Vec<M> {
    world.resource_mut::<Messages<M>>().drain().collect()
}

fn troop(id: &str, worth: u32) -> UnitRules {
    UnitRules {
        id: id.into(),
        name: id.into(),
        look: id.into(),
        health: 30,
        damage: 5,
        range: 26.0,
        speed: 60.0,
        every_s: 0.8,
        armour: 0,
        behaviour: Behaviour::March,
        hits_air: false,
        bonus: Vec::new(),
        siege: 100,
        lives_s: None,
        worth,
    }
}

fn sample_rules() -> Rules {
    let team = |id: &str, name: &str, join: &str| TeamRules {
        id: id.into(),
        name: name.into(),
        color: [255, 0, 0],
        join: vec![join.into()],
    };
    let names = ["haste", "heal", "meteor", "nova"];
    let power = |id: &str| PowerId(u16::try_from(names.iter().position(|name| *name == id).unwrap()).unwrap());
    let fire = |id: &str, on| vec![Action::Power { power: power(id), on }];
    let spawn = |unit, per| Action::Spawn { unit: UnitKind(unit), count: 1, per };
    let limits = Limits::default();
    let like = |every, of, turns| LikeRule { every, of, turns, limits };
    let word = |say: &str, actions| ChatRule { say: vec![say.into()], actions, limits };
    Rules {
        title: "Test".into(),
        teams: [team("ember", "Ember", "1"), team("tide", "Tide", "2")],
        round: RoundRules { lobby_s: 10.0, battle_s: 210.0, overtime_s: 45.0, podium_s: 12.0 },
        gifts: vec![
            GiftRule { matches: GiftMatch::Name("rose".into()), actions: vec![spawn(0, Per::Gift)], limits },
            GiftRule {
                matches: GiftMatch::Diamonds(1, 99_999),
                actions: vec![spawn(1, Per::Diamond(1_000)), Action::Power { power: power("haste"), on: Aim::Team }],
                limits,
            },
        ],
        likes: vec![
            like(15, LikeScope::Viewer, vec![fire("heal", Aim::Hero)]),
            like(400, LikeScope::Team, vec![fire("haste", Aim::Team), fire("heal", Aim::Team)]),
            like(5_000, LikeScope::Room, vec![fire("meteor", Aim::Behind)]),
        ],
        chat: vec![
            word("up", vec![Action::Move(Step::Up)]),
            word("hold", vec![Action::Stance(Stance::Hold)]),
            word("me", vec![Action::ShowMe]),
            ChatRule {
                limits: Limits { cooldown_s: 20.0, energy: 100, ..limits },
                ..word("ult", fire("nova", Aim::Hero))
            },
        ],
        events: BTreeMap::from([(
            Trigger::Follow,
            vec![
                spawn(1, Per::Gift),
                Action::Announce { text: "{name} follows: an archer!".into(), style: Style::Feed },
            ],
        )]),
        units: vec![troop("militia", 1), troop("archer", 5)],
        powers: names.map(|id| PowerRules { id: id.into(), name: id.into(), effects: Vec::new() }).to_vec(),
        hero: HeroRules {
            health: 120,
            damage: 10,
            range: 30.0,
            speed: 60.0,
            every_s: 0.8,
            per_level: 12,
            max_level: 10,
            return_s: 6.0,
            return_more_s: 1.0,
            return_max_s: 14.0,
            silent_s: 120.0,
            energy_per_like: 100,
            energy_per_blow: 100,
            cap: 60,
        },
        director: DirectorRules {
            fill_to: 6,
            none_from: 12,
            pulse_s: 25.0,
            names: vec!["Ada".into()],
            troops: vec![UnitKind(0)],
        },
        field: FieldRules {
            lanes: 4,
            castle_health: 3_000,
            castle_damage: 8,
            castle_range: 200.0,
            troop_cap: 400,
            beacons_s: Vec::new(),
            beacon_ahead_s: 15.0,
            beacon_hold_s: 6.0,
            beacon_power: None,
            rally_percent: 25,
            last_stand: None,
            last_stand_percent: 10,
            overtime_crumble: 20,
            overtime_damage: 150,
        },
        stage: StageRules { menu: MenuStyle::Gifts, band: (0.12, 0.58), right: 0.88, how_to: Vec::new() },
        hash: 1,
    }
}
