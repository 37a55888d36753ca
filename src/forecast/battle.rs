//! One battle, from the lobby to its result, and what is noted of it.

use std::collections::BTreeSet;

use bevy::{ecs::message::MessageCursor, prelude::*, time::TimeUpdateStrategy};
use bevy_tiktool::{Fact, GiftReceived};
use tiktool_crowd::{CrowdSettings, Mirror};

use crate::{
    arena::{Cue, EndedBy, Heroes, Lanes, Lead, Phase, Results, Round, RoundResult, Tallies, Tick, Unit, Whereabouts},
    base::{PlayerId, TICK_HZ, TeamId, seconds},
    game::{GamePlugins, Lockstep, bare_app, screen_of},
    interaction::Inbox,
    roster::Roster,
    rules::Rules,
};

/// Everybody is here when the battle begins.
const LOBBY_S: f32 = 12.0;
/// Ticks between two notes.
const NOTE_EVERY: u32 = TICK_HZ / 2;
/// A battle that is not decided by then never is.
const LONGEST: u32 = 7_200 * TICK_HZ;

/// How a battle stood at a moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Note {
    /// Seconds of the battle.
    pub at: f32,
    /// Who is ahead, by how much.
    pub lead: f32,
    /// The left side's share of the ground.
    pub ground: f32,
    /// What is left of the castles, in parts of one.
    pub castles: [f32; 2],
}

/// All that is noted of a battle.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Battle {
    pub notes: Vec<Note>,
    pub winner: TeamId,
    pub ended_by: EndedBy,
    /// Length in seconds.
    pub seconds: f32,
    pub lead_changes: u32,
    /// Longest time without a blow, a fall, a power or somebody who came.
    pub quiet_s: f32,
    /// What people's heroes did of all that people did.
    pub free_play: Option<f32>,
    /// Part of the battle for which people's heroes were out, on average.
    pub on_field: Option<f32>,
    /// Evenness of heads over the lanes, 0 to 1, and part of the time in which two lanes or more were fought in.
    pub lanes: (f32, f32),
    /// Seconds at which gates fell.
    pub gates: Vec<f32>,
    /// Ticks played, lobby included.
    pub ticks: u32,
    /// Units on the field, on average.
    pub units: f32,
}

/// Which battle.
#[derive(Debug, Clone, Copy)]
pub(super) struct Which {
    pub seed: u64,
    pub viewers: u32,
    pub rate: f64,
    pub mirror: Mirror,
    /// A gift to the left side that its twin battle lacks.
    pub gift: Option<ExtraGift>,
}

/// A gift that somebody on the left gives, besides all that the crowd does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ExtraGift {
    /// Its price in diamonds.
    pub diamonds: u32,
    /// When, in parts of a battle's usual time.
    pub at: f32,
}

/// Plays it; `None` if it was asked to stop.
pub(super) fn battle(rules: &Rules, which: Which, stop: &dyn Fn() -> bool) -> Option<Battle> {
    let mut rules = rules.clone();
    rules.round.lobby_s = LOBBY_S;
    let mut gift = which.gift.map(|gift| (gift.diamonds, gift.at * rules.round.battle_s));
    let crowd = CrowdSettings::default().viewers(which.viewers).rate(which.rate).seed(which.seed);
    let mut source = Lockstep::crowd(crowd.mirrored(which.mirror));
    let mut app = bare_app();
    app.add_plugins(GamePlugins::new(rules, which.seed)).insert_resource(TimeUpdateStrategy::FixedTimesteps(1));
    app.finish();
    app.cleanup();
    let mut watch = Watch::default();
    loop {
        let coming = app.world().resource::<Tick>().0 + 1;
        source.show(coming, || screen_of(app.world()));
        source.feed(&mut app.world_mut().resource_mut::<Inbox>(), coming);
        if let Some((diamonds, at)) = gift
            && app.world().resource::<Round>().phase == Phase::Battle
            && app.world().resource::<Round>().second(coming) >= at
            && let Some(fact) = given(app.world(), diamonds)
        {
            app.world_mut().resource_mut::<Inbox>().push(coming, fact);
            gift = None;
        }
        app.update();
        watch.look(app.world_mut());
        if let Some(result) = app.world().resource::<Results>().0.first() {
            return Some(watch.battle(app.world(), result));
        }
        if coming >= LONGEST || (coming.is_multiple_of(TICK_HZ) && stop()) {
            return None;
        }
    }
}

/// A gift of somebody who plays on the left; `None` while nobody does.
fn given(world: &World, diamonds: u32) -> Option<Fact> {
    let heroes = world.resource::<Heroes>();
    let giver = heroes.iter().find(|(_, record)| record.team == TeamId::LEFT && !record.hero.ai)?.0;
    let viewer = world.resource::<Roster>().player(giver)?.viewer.clone();
    Some(Fact::Gift(GiftReceived { viewer, count: 1, diamonds_each: diamonds, streak: 1, ..GiftReceived::default() }))
}

/// What is kept while a battle runs.
#[derive(Default)]
struct Watch {
    cues: MessageCursor<Cue>,
    notes: Vec<Note>,
    gates: Vec<f32>,
    last_happened: u32,
    quiet: u32,
    out: u64,
    people: u64,
    evenness: f32,
    /// Lanes in which blows fell since the last note.
    struck: BTreeSet<u8>,
    fought: u32,
    units: u64,
    looks: u32,
}

impl Watch {
    fn look(&mut self, world: &mut World) {
        let round = world.resource::<Round>();
        if !round.phase.fights() {
            self.cues.clear(world.resource::<Messages<Cue>>());
            return;
        }
        let (now, since) = (world.resource::<Tick>().0, round.battle_since);
        self.last_happened = self.last_happened.max(since);
        for cue in self.cues.read(world.resource::<Messages<Cue>>()) {
            match cue {
                Cue::Hit { at, castle: false, .. } => _ = self.struck.insert(at.lane),
                Cue::GateFell { .. } => self.gates.push(seconds(now - since)),
                Cue::Spawned { .. } | Cue::Fell { .. } | Cue::PowerFired { .. } => {}
                _ => continue,
            }
            self.quiet = self.quiet.max(now - self.last_happened);
            self.last_happened = now;
        }
        if (now - since).is_multiple_of(NOTE_EVERY) {
            self.note(world, seconds(now - since));
        }
    }

    fn note(&mut self, world: &mut World, at: f32) {
        self.looks += 1;
        self.units += world.query::<&Unit>().iter(world).count() as u64;
        self.fought += u32::from(self.struck.len() >= 2);
        self.struck.clear();
        let lanes = *world.resource::<Lanes>();
        let castles = world.resource::<crate::arena::Castles>().0;
        let castles = castles.map(|castle| castle.health as f32 / castle.max.max(1) as f32);
        self.notes.push(Note { at, lead: world.resource::<Lead>().value, ground: lanes.ground(), castles });
        let mut heads = vec![0_u32; usize::from(lanes.count())];
        for (_, record) in world.resource::<Heroes>().iter().filter(|(_, record)| !record.hero.ai) {
            // Who is at home because nobody has heard of them is not waiting for anything.
            self.people += u64::from(!matches!(record.place, Whereabouts::Guard { .. }));
            self.out += u64::from(record.place.fights());
            if let Some(count) = record.lane.and_then(|lane| heads.get_mut(usize::from(lane))) {
                *count += u32::from(record.place.fights());
            }
        }
        self.evenness += evenness(&heads);
    }

    fn battle(self, world: &World, result: &RoundResult) -> Battle {
        let people: BTreeSet<PlayerId> =
            world.resource::<Heroes>().iter().filter(|(_, record)| !record.hero.ai).map(|(player, _)| player).collect();
        let tallies = world.resource::<Tallies>();
        let tallies = tallies.0.iter().filter(|(player, _)| people.contains(player));
        let (own, all) = tallies.fold((0, 0), |(own, all), (_, tally)| {
            (own + tally.round_hero_damage + tally.round_deeds, all + tally.damage + tally.round_deeds)
        });
        let part = |of: u64, all: u64| (all > 0).then(|| of as f32 / all as f32);
        let looks = self.looks.max(1) as f32;
        debug_assert!(world.resource::<Round>().phase == Phase::Podium);
        Battle {
            notes: self.notes,
            winner: result.winner,
            ended_by: result.ended_by,
            seconds: result.seconds,
            lead_changes: result.lead_changes,
            quiet_s: seconds(self.quiet),
            free_play: part(own, all),
            on_field: part(self.out, self.people),
            lanes: (self.evenness / looks, self.fought as f32 / looks),
            gates: self.gates,
            ticks: world.resource::<Tick>().0,
            units: self.units as f32 / looks,
        }
    }
}

/// Entropy of heads over lanes, as a part of the greatest.
fn evenness(heads: &[u32]) -> f32 {
    let all: u32 = heads.iter().sum();
    if all < 2 || heads.len() < 2 {
        return 1.0;
    }
    let parts = heads.iter().filter(|count| **count > 0).map(|count| *count as f32 / all as f32);
    // Fewer people than lanes cannot stand in all of them.
    let most = (heads.len() as f32).min(all as f32);
    parts.map(|part| -part * part.ln()).sum::<f32>() / most.ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evenness_goes_from_all_in_one_lane_to_as_many_in_each() {
        assert_eq!(evenness(&[8, 0, 0, 0]), 0.0);
        assert!((evenness(&[3, 3, 3, 3]) - 1.0).abs() < 1e-6);
        assert!((evenness(&[1, 1, 0, 0]) - 1.0).abs() < 1e-6, "two people cannot do better");
        assert!((0.5..0.9).contains(&evenness(&[6, 2, 1, 1])));
    }
}
