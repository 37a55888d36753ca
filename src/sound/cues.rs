//! What just happened, for the ears: every cue has its sound, or a reason for none.

use bevy::prelude::*;

use super::play::PlaySound;
use crate::{
    arena::{Cue, Phase, Round},
    base::{PlayerId, TeamId},
    rules::{Behaviour, Effect, PowerRules, Rules},
    schedule::ThrongSystems,
};

/// From these diamonds on an arrival is of the next tier.
const TIERS: [u32; 3] = [30, 100, 1_000];
const ARRIVALS: [&str; 4] = ["arrival-1", "arrival-2", "arrival-3", "arrival-4"];
/// From this damage on a blow sounds of armour, and of stone.
const ARMOUR: i32 = 12;
const STONE: i32 = 40;
/// Seconds within which gifts of one giver are a streak.
const STREAK_S: f64 = 4.0;
/// Steps of the scale, in semitones: a streak climbs it and stays on the last.
const SCALE: [f32; 9] = [0.0, 3.0, 5.0, 7.0, 10.0, 12.0, 15.0, 17.0, 19.0];

/// The streak that is heard: whose, of how many, and when the last came.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Streak {
    by: Option<PlayerId>,
    step: usize,
    at: f64,
}

impl Streak {
    /// One more of somebody's; how high it is, once it is a streak.
    fn more(&mut self, by: Option<PlayerId>, now: f64) -> Option<f32> {
        let same = by.is_some() && self.by == by && now - self.at < STREAK_S;
        *self = Self { by, step: if same { self.step + 1 } else { 0 }, at: now };
        same.then(|| SCALE.get(self.step).or(SCALE.last()).copied().unwrap_or_default())
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, hear.in_set(ThrongSystems::Show));
}

fn hear(
    mut cues: MessageReader<Cue>,
    rules: Res<Rules>,
    round: Res<Round>,
    time: Res<Time<Real>>,
    mut streak: Local<Streak>,
    mut sounds: MessageWriter<PlaySound>,
) {
    let now = time.elapsed_secs_f64();
    sounds.write_batch(cues.read().filter_map(|cue| sound_of(cue, &rules, round.phase, &mut streak, now)));
}

/// The sound of a cue.
fn sound_of(cue: &Cue, rules: &Rules, phase: Phase, streak: &mut Streak, now: f64) -> Option<PlaySound> {
    match *cue {
        Cue::Spawned { kind: Some(kind), at, .. } => {
            // Of those who walk, the gift that sent them was heard already.
            let flies = matches!(rules.unit(kind).behaviour, Behaviour::Fly);
            flies.then(|| PlaySound { rests_s: 0.5, ..PlaySound::fight("wing").at(at.x) })
        }
        Cue::Spawned { kind: None, at, .. } => {
            Some(PlaySound { priority: 2, rests_s: 0.6, ..PlaySound::hero("hero-returns").at(at.x) })
        }
        Cue::Sent { team, kind, count, by } => {
            let worth = rules.unit(kind).worth.saturating_mul(count);
            let tier = TIERS.iter().filter(|from| worth >= **from).count();
            let pitch = streak.more(by, now);
            match (tier, pitch) {
                (0 | 1, Some(pitch)) => Some(PlaySound { pitch, ..PlaySound::hero("streak").of(team) }),
                (tier, _) => Some(arrival(tier, team)),
            }
        }
        Cue::Hit { castle: true, team, .. } => {
            Some(PlaySound { rests_s: 0.3, ..PlaySound::fight("castle-hit").of(team) })
        }
        Cue::Hit { at, damage, .. } => Some(match damage {
            ..ARMOUR => PlaySound::fight("blow-light").at(at.x),
            ARMOUR..STONE => PlaySound { priority: 2, rests_s: 0.11, ..PlaySound::fight("blow-armour").at(at.x) },
            STONE.. => PlaySound { priority: 3, rests_s: 0.16, ..PlaySound::fight("blow-stone").at(at.x) },
        }),
        Cue::Fell { kind: None, at, .. } => Some(PlaySound { rests_s: 0.3, ..PlaySound::hero("hero-falls").at(at.x) }),
        // The blow that felled it was heard.
        Cue::Fell { kind: Some(_), .. } => None,
        Cue::PowerFired { power, team, at, .. } => {
            let sound = power_sound(rules.power(power))?;
            Some(at.map_or(sound.of(team), |at| sound.at(at.x)))
        }
        Cue::LevelUp { player, level } => {
            (!player.is_ai() && level > 1).then(|| PlaySound { rests_s: 0.5, ..PlaySound::hero("level-up") })
        }
        Cue::Ordered { .. } => Some(PlaySound { priority: 0, rests_s: 0.25, ..PlaySound::hero("order") }),
        Cue::BeaconComing { .. } => Some(PlaySound::moment("beacon-coming")),
        // It was announced, and who takes it is heard.
        Cue::BeaconLit { .. } => None,
        Cue::BeaconTaken { team } => Some(PlaySound::moment("beacon-taken").of(team)),
        Cue::GateFell { team, .. } => Some(PlaySound { priority: 8, ..PlaySound::moment("gate-fallen").of(team) }),
        // It is written above; it is heard when it begins.
        Cue::ActComing { .. } => None,
        // The first begins with the battle, which has its own.
        Cue::ActBegan { act } => (act > 0).then(|| PlaySound { priority: 8, ..PlaySound::moment("act") }),
        Cue::WaveComing { .. } => Some(PlaySound { priority: 8, ..PlaySound::moment("act") }),
        Cue::PhaseChanged => match phase {
            Phase::Battle => Some(PlaySound { priority: 9, ..PlaySound::moment("battle-begins") }),
            Phase::SuddenDeath => Some(PlaySound { priority: 9, ..PlaySound::moment("act") }),
            // How it ended is heard with the result, and the lobby by its bed.
            Phase::Podium | Phase::Lobby => None,
        },
    }
}

fn arrival(tier: usize, team: TeamId) -> PlaySound {
    let name = ARRIVALS.get(tier).or(ARRIVALS.last()).copied().unwrap_or("arrival-1");
    match tier {
        0 => PlaySound { priority: 2, rests_s: 0.12, ..PlaySound::hero(name).of(team) },
        1 => PlaySound { priority: 4, ..PlaySound::hero(name).of(team) },
        2 => PlaySound { priority: 7, ..PlaySound::moment(name).of(team) },
        _ => PlaySound { priority: 9, rests_s: 1.2, ..PlaySound::moment(name).of(team) },
    }
}

/// A power by the greatest of what it does.
fn power_sound(power: &PowerRules) -> Option<PlaySound> {
    let of = |effect: &Effect| match effect {
        Effect::Strike { .. } => (5, "power-strike"),
        Effect::Freeze { .. } => (4, "power-freeze"),
        Effect::Nova { .. } => (3, "power-nova"),
        Effect::Shield { .. } => (2, "power-shield"),
        Effect::Buff { .. } => (1, "power-buff"),
        Effect::Heal { .. } => (0, "power-heal"),
    };
    let (rank, name) = power.effects.iter().map(of).max_by_key(|(rank, _)| *rank)?;
    Some(match rank {
        3.. => PlaySound { rests_s: 0.35, ..PlaySound::moment(name) },
        // What likes do for one hero comes every few seconds: a hint, not a tune for everybody.
        _ => PlaySound { gain: -7.0, priority: 1, rests_s: 4.0, ..PlaySound::hero(name) },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::UnitKind;

    fn heard(cue: &Cue) -> Option<PlaySound> {
        sound_of(cue, &crate::rules::shipped(), Phase::Battle, &mut Streak::default(), 0.0)
    }

    fn sent(kind: u16, count: u32) -> Cue {
        Cue::Sent { team: TeamId::LEFT, kind: UnitKind(kind), count, by: Some(PlayerId(1)) }
    }

    #[test]
    fn an_arrival_grows_with_the_gift() {
        let rules = crate::rules::shipped();
        let name = |worth: u32| {
            let kind = rules.units.iter().position(|unit| unit.worth == worth).unwrap() as u16;
            heard(&sent(kind, 1)).unwrap().name
        };
        assert_eq!([name(1), name(30), name(299), name(1_000)], ARRIVALS);
    }

    #[test]
    fn a_streak_climbs_and_ends() {
        let (rules, mut streak) = (crate::rules::shipped(), Streak::default());
        let mut hear = |now| sound_of(&sent(0, 1), &rules, Phase::Battle, &mut streak, now).unwrap();
        assert_eq!(hear(0.0).name, "arrival-1");
        let steps: Vec<f32> = (1..12).map(|nth| hear(f64::from(nth) * 0.5).pitch).collect();
        assert_eq!(&steps[..3], [3.0, 5.0, 7.0]);
        assert!(steps.is_sorted() && steps.last() == SCALE.last(), "{steps:?}");
        assert_eq!(hear(60.0).name, "arrival-1", "another one");
    }

    #[test]
    fn every_sound_that_is_asked_for_comes_with_the_game() {
        let rules = crate::rules::shipped();
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sounds");
        let mut names: Vec<&str> = rules.powers.iter().filter_map(power_sound).map(|sound| sound.name).collect();
        names.extend(ARRIVALS);
        let others = [
            "wing",
            "hero-returns",
            "streak",
            "castle-hit",
            "blow-light",
            "blow-armour",
            "blow-stone",
            "hero-falls",
            "level-up",
        ];
        names.extend(others);
        names.extend(["order", "beacon-coming", "beacon-taken", "gate-fallen", "act", "battle-begins"]);
        names.extend(super::super::shots::NAMES);
        names.extend(super::super::changes::NAMES);
        names.extend(super::super::beds::NAMES);
        for name in names {
            assert!(folder.join(format!("{name}.ogg")).is_file(), "assets/sounds/{name}.ogg");
        }
    }
}
