//! What is noted while a battle runs.

use std::collections::{BTreeMap, BTreeSet};

use bevy::{ecs::message::MessageCursor, prelude::*};
use bevy_tiktool::Fact;

use super::{
    acts::{Answers, named},
    notes::{Battle, Note},
};
use crate::{
    arena::{
        Castles, Cue, Heroes, Lanes, Lead, Phase, RefusalRequested, Round, RoundResult, Tallies, Tick, Unit,
        Whereabouts,
    },
    base::{PlayerId, TICK_HZ, seconds},
    rules::Rules,
};

/// Ticks between two notes.
const NOTE_EVERY: u32 = TICK_HZ / 2;
/// Whoever comes after so much of a battle comes late.
const LATE: f32 = 0.6;

/// What is kept while a battle runs.
#[derive(Default)]
pub(super) struct Watch {
    cues: MessageCursor<Cue>,
    refusals: MessageCursor<RefusalRequested>,
    notes: Vec<Note>,
    gates: Vec<f32>,
    last_happened: u32,
    quiet: u32,
    out: u64,
    people: u64,
    /// Longest time in ticks for which somebody who was waited for was off the field.
    absent: u32,
    /// Second at which each of the people was first here, and what their heroes had done when it was late.
    came: BTreeMap<PlayerId, f32>,
    late: Option<(f32, BTreeMap<PlayerId, u64>)>,
    answers: Answers,
    evenness: f32,
    /// Lanes in which blows fell since the last note.
    struck: BTreeSet<u8>,
    fought: u32,
    units: u64,
    looks: u32,
}

impl Watch {
    /// Hears what people do in a tick, before the game does.
    pub(super) fn hear(&mut self, world: &World, facts: &[Fact]) {
        if world.resource::<Round>().phase.fights() {
            self.answers.note(world, facts, world.resource::<Tick>().0 + 1);
        }
    }

    /// Looks at what a tick brought.
    pub(super) fn look(&mut self, world: &mut World) {
        let round = world.resource::<Round>();
        if !round.phase.fights() {
            self.cues.clear(world.resource::<Messages<Cue>>());
            self.refusals.clear(world.resource::<Messages<RefusalRequested>>());
            return;
        }
        let (now, since) = (world.resource::<Tick>().0, round.battle_since);
        self.last_happened = self.last_happened.max(since);
        let cues: Vec<Cue> = self.cues.read(world.resource::<Messages<Cue>>()).copied().collect();
        let refused = self.refusals.read(world.resource::<Messages<RefusalRequested>>()).map(|refused| refused.player);
        let named: Vec<PlayerId> = cues.iter().filter_map(named).chain(refused).collect();
        self.answers.look(world, &named, now);
        for cue in cues {
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
        let castles = world.resource::<Castles>().0;
        let castles = castles.map(|castle| castle.health as f32 / castle.max.max(1) as f32);
        self.notes.push(Note { at, lead: world.resource::<Lead>().value, ground: lanes.ground(), castles });
        let mut heads = vec![0_u32; usize::from(lanes.count())];
        let (now, begun) = (world.resource::<Tick>().0, world.resource::<Round>().battle_since);
        for (player, record) in world.resource::<Heroes>().iter().filter(|(_, record)| !record.hero.ai) {
            self.came.entry(player).or_insert(at);
            if let Whereabouts::Away { since, .. } = record.place {
                self.absent = self.absent.max(now - since.max(begun));
            }
            // Who is at home because nobody has heard of them is not waiting for anything.
            self.people += u64::from(!matches!(record.place, Whereabouts::Guard { .. }));
            self.out += u64::from(record.place.fights());
            if let Some(count) = record.lane.and_then(|lane| heads.get_mut(usize::from(lane))) {
                *count += u32::from(record.place.fights());
            }
        }
        self.evenness += evenness(&heads);
        if self.late.is_none() && at >= world.resource::<Rules>().round.battle_s * LATE {
            let tallies = world.resource::<Tallies>().0.iter();
            let done = tallies.map(|(player, tally)| (*player, tally.round_hero_damage + tally.round_deeds));
            self.late = Some((at, done.collect()));
        }
    }

    pub(super) fn battle(self, world: &World, result: &RoundResult) -> Battle {
        let tallies = world.resource::<Tallies>();
        let tallies = tallies.0.iter().filter(|(player, _)| self.came.contains_key(player));
        let (mut own, mut all, mut rates) = (0, 0, Vec::new());
        for (player, tally) in tallies {
            let deeds = tally.round_hero_damage + tally.round_deeds;
            own += deeds;
            all += tally.damage + tally.round_deeds;
            let came = self.came.get(player).copied().unwrap_or_default();
            // Everybody is measured over the same part of the battle: the last, which is the fiercest.
            if let Some((since, before)) = &self.late
                && still_here(world, *player)
            {
                let since_then = deeds - before.get(player).copied().unwrap_or_default().min(deeds);
                rates.push((since_then as f32 / (result.seconds - came.max(*since)).max(1.0), came >= *since));
            }
        }
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
            absent_s: seconds(self.absent),
            answered: (self.answers.answered, self.answers.acts),
            late_ranks: late_ranks(&rates),
            lanes: (self.evenness / looks, self.fought as f32 / looks),
            gates: self.gates,
            ticks: world.resource::<Tick>().0,
            units: self.units as f32 / looks,
        }
    }
}

/// Whether somebody is still here, and not at home because nobody has heard of them.
fn still_here(world: &World, player: PlayerId) -> bool {
    let record = world.resource::<Heroes>().get(player);
    record.is_some_and(|record| !matches!(record.place, Whereabouts::Guard { .. }))
}

/// In percent, how many of the others did less a minute than each of those who came late.
fn late_ranks(rates: &[(f32, bool)]) -> Vec<f32> {
    let others = rates.len().saturating_sub(1).max(1) as f32;
    let rank = |own: f32| rates.iter().filter(|(rate, _)| *rate < own).count() as f32 / others * 100.0;
    rates.iter().filter(|(_, late)| *late && rates.len() > 2).map(|(own, _)| rank(*own)).collect()
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

    #[test]
    fn who_came_late_is_ranked_by_deeds_a_minute_among_all() {
        assert_eq!(late_ranks(&[(1.0, false), (2.0, true), (3.0, false)]), [50.0]);
        assert_eq!(late_ranks(&[(1.0, true), (2.0, false), (3.0, false), (9.0, true)]), [0.0, 100.0]);
        assert!(late_ranks(&[(1.0, true), (2.0, false)]).is_empty(), "of two nobody is in the middle");
    }
}
