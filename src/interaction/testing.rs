//! A game of interaction alone: hand-made rules, facts told tick by tick, and what was asked for.

use std::sync::Arc;

use bevy::{ecs::message::Message, prelude::*};

use super::inbox::Inbox;
use crate::{
    arena::{
        AnnounceRequested, BoostRequested, FlareRequested, Handicap, Hero, JoinRequested, Lead, MeterMoved,
        MoveRequested, Phase, Place, PowerRequested, RefusalRequested, Round, SpawnRequested, Tick,
    },
    base::{Dice, PlayerId, PowerId, TeamId},
    roster::{self, Roster},
    rules::{Rules, Stance, Style, parse},
};
use bevy_tiktool::{
    ChatReceived, Fact, GiftReceived, LikesReceived, Receipt, SocialKind, SocialReceived, Viewer, ViewerId,
};

pub fn viewer(id: u64, name: &str) -> Viewer {
    Viewer { id: Some(ViewerId::Id(id)), name: name.into(), ..Viewer::default() }
}

fn numbered(id: u64) -> Viewer {
    viewer(id, &format!("Viewer {id}"))
}

pub fn gift(id: u64, name: &str, diamonds_each: u32, count: u32, streak: u32) -> Fact {
    let viewer = numbered(id);
    Fact::Gift(GiftReceived {
        viewer,
        gift_id: 0,
        gift: name.into(),
        count,
        diamonds_each,
        streak,
        test: false,
        receipt: Receipt::default(),
    })
}

pub fn likes(id: u64, count: u32, room_total: u64) -> Fact {
    Fact::Likes(LikesReceived { viewer: numbered(id), count, room_total })
}

pub fn chat(id: u64, text: &str) -> Fact {
    Fact::Chat(ChatReceived { viewer: numbered(id), text: text.into(), ..ChatReceived::default() })
}

pub fn named_chat(id: u64, name: &str, text: &str) -> Fact {
    Fact::Chat(ChatReceived { viewer: viewer(id, name), text: text.into(), ..ChatReceived::default() })
}

pub fn moderator_says(id: u64, text: &str) -> Fact {
    let viewer = Viewer { moderator: true, ..numbered(id) };
    Fact::Chat(ChatReceived { viewer, text: text.into(), ..ChatReceived::default() })
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
    pub refusals: Vec<RefusalRequested>,
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

    /// In a battle, with these events instead of the usual ones.
    pub fn with_events(events: &str) -> Self {
        let mut game = Self::in_battle();
        let text = RULES.replace("    events: {", &format!("    events: {{{events}"));
        game.rules(|rules| *rules = parse(&text).unwrap_or_else(|faults| panic!("{faults}")));
        game
    }

    fn new(phase: Phase) -> Self {
        let mut app = App::new();
        app.add_plugins((crate::schedule::plugin, roster::plugin, super::plugin))
            .init_resource::<Time<Virtual>>()
            .init_resource::<Tick>()
            .insert_resource(Dice::new(7))
            .init_resource::<Lead>()
            .init_resource::<Handicap>()
            .insert_resource(Round { number: 1, phase, since: 0, until: 9_999, battle_since: 0 })
            .insert_resource(parse(RULES).unwrap_or_else(|faults| panic!("{faults}")));
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
            refusals: drained(world),
            units,
        }
    }

    /// The banners since the last look.
    pub fn banners(&mut self) -> Vec<String> {
        let lines: Vec<AnnounceRequested> = self.sent();
        lines.iter().filter(|line| line.style == Style::Big).map(|line| line.text.to_string()).collect()
    }

    /// All messages of a kind since the last look.
    pub fn sent<M: Message>(&mut self) -> Vec<M> {
        drained(self.app.world_mut())
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

    /// How far the left side is ahead, in parts of a castle.
    pub fn lead(&mut self, value: f32) {
        self.app.world_mut().resource_mut::<Lead>().value = value;
    }

    /// The side has all the help that the side behind gets.
    pub fn help(&mut self, team: TeamId) {
        self.app.world_mut().resource_mut::<Handicap>().behind[team.index()] = 1.0;
    }

    /// What a player is called.
    pub fn name(&self, player: u32) -> String {
        self.app.world().resource::<Roster>().name(PlayerId(player)).unwrap_or_default().to_string()
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

    /// Likewise, in this lane.
    pub fn hero_in_lane(&mut self, player: PlayerId, lane: u8) {
        self.hero(player, 0);
        let world = self.app.world_mut();
        let hero = world.query_filtered::<Entity, With<Hero>>().single(world).unwrap();
        world.entity_mut(hero).insert(Place {
            x: 0.0,
            y: 0.0,
            z: 0.0,
            lane,
            from_lane: lane,
            lane_mix: 1.0,
            before: Vec2::ZERO,
        });
    }
}

fn drained<M: Message>(world: &mut World) -> Vec<M> {
    world.resource_mut::<Messages<M>>().drain().collect()
}

/// Few rules, so that a test reads which one answered.
const RULES: &str = r##"(
    title: "Test",
    teams: [
        (id: "ember", name: "Ember", color: "#ff0000", join: ["1"]),
        (id: "tide", name: "Tide", color: "#0000ff", join: ["2"]),
    ],
    gifts: [
        (name: "Rose", do: [Spawn(unit: "militia")]),
        (diamonds: (1, 99999), do: [Spawn(unit: "archer", per: Diamond(1000)), Power(name: "haste", on: Team)]),
    ],
    likes: [
        (every: 15, of: Viewer, do: [Power(name: "heal", on: Hero)]),
        (every: 400, of: Team, turns: [[Power(name: "haste", on: Team)], [Power(name: "heal", on: Team)]]),
        (every: 5000, of: Room, do: [Power(name: "meteor", on: Behind)]),
    ],
    chat: [
        (say: ["up"], do: [Move(Up)]),
        (say: ["hold"], do: [Stance(Hold)]),
        (say: ["me"], do: [ShowMe]),
        (say: ["ult"], do: [Power(name: "nova", on: Hero)], needs: Energy(100), cooldown_s: 20),
    ],
    events: {
        Follow: [Spawn(unit: "archer"), Announce(text: "{name} follows: an archer!")],
    },
    units: {
        "militia": (name: "Militia", worth: 1, health: 30, damage: 5, range: 26, speed: 62, every_s: 0.8, behaviour: March),
        "archer": (name: "Archer", worth: 5, health: 44, damage: 8, range: 170, speed: 56, every_s: 1.2, behaviour: Skirmish),
    },
    powers: {
        "haste": (name: "Haste", effects: [Buff(speed: 150, damage: 120, for_s: 8)]),
        "heal": (name: "Heal", effects: [Heal(amount: 60, castle: 120)]),
        "meteor": (name: "Meteor", effects: [Strike(damage: 90, radius: 150)]),
        "nova": (name: "Nova", effects: [Nova(damage: 45, radius: 120, push: 60)]),
    },
)"##;
