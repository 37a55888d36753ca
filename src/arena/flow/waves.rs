//! Waves: what the game's own side sends when all viewers stand together. Each is stronger than the one before and grows
//! with the people there; now and then a boss leads one.

use bevy::prelude::*;
use serde::{Deserialize, Serialize};

use crate::arena::{
    cues::Cue,
    field::Field,
    heroes::records::Heroes,
    numbers::Numbers,
    requests::AnnounceRequested,
    state::{FULL_STRENGTH, Reserve, Results, Round, Tick},
};
use crate::{
    base::{Dice, TICK_HZ, TeamId, UnitKind, ticks},
    locale::{Filling, LocalizedText, fill},
    rules::{Rules, Style, WaveRules},
};

/// Troops of the weakest kind in one wave; what is left over buys stronger ones.
const SWARM: u64 = 30;
/// Bosses in one wave at most.
const BOSSES: u64 = 12;
/// Most a wave may be worth, in diamonds.
const MOST: u64 = 2_000_000;
/// A new kind of troop joins after so many waves.
const NEW_KIND_EVERY: u32 = 2;

/// The waves of the round.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Waves {
    /// The wave that came last; 0 before the first.
    pub number: u32,
    /// Tick at which the last one came.
    pub since: u32,
    /// Tick at which the next one comes by the clock; 0 until the battle begins.
    pub next_at: u32,
}

impl Waves {
    /// Seconds until the next wave and the whole time from the last one to it; `None` before a battle.
    #[must_use]
    pub fn next_in(&self, tick: u32) -> Option<(f32, f32)> {
        let seconds = |from: u32, to: u32| to.saturating_sub(from) as f32 / TICK_HZ as f32;
        (self.next_at > 0).then(|| (seconds(tick, self.next_at), seconds(self.since, self.next_at)))
    }
}

impl Results {
    /// The highest wave that any round of the show reached; 0 without one.
    #[must_use]
    pub fn best_wave(&self) -> u32 {
        self.0.iter().map(|result| result.wave).max().unwrap_or(0)
    }
}

/// Sends the next wave when its time has come, or a moment after the last one has fallen.
pub(in crate::arena) fn roll(
    mut waves: ResMut<Waves>,
    mut reserve: ResMut<Reserve>,
    mut cues: MessageWriter<Cue>,
    mut lines: MessageWriter<AnnounceRequested>,
    rules: Res<Rules>,
    round: Res<Round>,
    tick: Res<Tick>,
    dice: Res<Dice>,
    heroes: Res<Heroes>,
    numbers: Res<Numbers>,
    field: Res<Field>,
) {
    let (Some(plan), Some(team)) = (&rules.waves, rules.game.sides.game_side()) else { return };
    if !round.phase.fights() {
        return;
    }
    if waves.next_at == 0 {
        *waves = Waves { number: 0, since: tick.0, next_at: round.battle_since + ticks(plan.first_s) };
    }
    let beaten = waves.number > 0 && field.troops[team.index()] == 0 && reserve.waiting(team) == 0;
    if beaten {
        waves.next_at = waves.next_at.min(tick.0 + ticks(plan.pause_s));
    }
    if tick.0 < waves.next_at {
        return;
    }
    let wave = waves.number.saturating_add(1);
    *waves = Waves { number: wave, since: tick.0, next_at: tick.0 + ticks(plan.every_s).max(1) };
    let people = present(&heroes, &rules, team.enemy(), tick.0);
    let (boss, troops) = muster(plan, &numbers, wave, people, dice.mix(tick.0, 0x0a7e_5eed));
    for (kind, count) in troops {
        reserve.add(team, kind, count, None, FULL_STRENGTH);
    }
    cues.write(Cue::WaveComing { wave, boss });
    lines.write(AnnounceRequested {
        text: words(&rules, plan, wave, boss),
        style: Style::Big,
        team: Some(team),
        by: None,
    });
}

/// People of a side who said or did something lately; at least one.
fn present(heroes: &Heroes, rules: &Rules, team: TeamId, tick: u32) -> u32 {
    let silent = ticks(rules.hero.silent_s);
    let here = heroes
        .iter()
        .filter(|(_, record)| record.team == team && !record.hero.ai && !record.hero.is_silent(silent, tick));
    u32::try_from(here.count()).unwrap_or(u32::MAX).max(1)
}

/// What a wave is worth in diamonds.
fn worth(plan: &WaveRules, wave: u32, people: u32) -> u64 {
    let more = u64::from(plan.per_person_percent) * u64::from(people.saturating_sub(1));
    let mut worth = u64::from(plan.worth) * (100 + more);
    for _ in 1..wave {
        worth = (worth * (100 + u64::from(plan.grow_percent)) / 100).min(MOST * 100);
    }
    (worth / 100).clamp(1, MOST)
}

/// The boss of a wave, and all who come, the boss first. Whatever a wave is worth, somebody comes.
fn muster(
    plan: &WaveRules,
    numbers: &Numbers,
    wave: u32,
    people: u32,
    roll: u64,
) -> (Option<UnitKind>, Vec<(UnitKind, u32)>) {
    let price = |kind: UnitKind| u64::from(numbers.worth(kind));
    let count = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    let mut rest = worth(plan, wave, people);
    let mut troops: Vec<(UnitKind, u32)> = Vec::new();
    let led = plan.boss_every > 0 && wave.is_multiple_of(plan.boss_every) && !plan.boss.is_empty();
    let boss = led.then(|| plan.boss[(wave / plan.boss_every - 1) as usize % plan.boss.len()]);
    if let Some(boss) = boss {
        let bosses = (rest * 6 / 10 / price(boss)).clamp(1, BOSSES);
        troops.push((boss, count(bosses)));
        rest = rest.saturating_sub(bosses * price(boss)).max(rest / 4);
    }
    let open = (1 + wave.div_ceil(NEW_KIND_EVERY) as usize).min(plan.troops.len());
    let kinds = &plan.troops[..open];
    let Some(weakest) = kinds.first() else { return (boss, troops) };
    for (nth, kind) in kinds.iter().enumerate().skip(1).rev() {
        // A part of what is left, from a tenth to a half, another for each kind.
        let share = 10 + (roll.rotate_right(nth as u32 * 11) & 0xff) * 40 / 255;
        let bought = rest * share / 100 / price(*kind);
        if bought > 0 {
            troops.push((*kind, count(bought)));
            rest -= bought * price(*kind);
        }
    }
    let small = (rest / price(*weakest)).min(SWARM).max(u64::from(troops.is_empty()));
    if small > 0 {
        troops.push((*weakest, count(small)));
    }
    rest = rest.saturating_sub(small * price(*weakest));
    // The change too is spent: a wave is worth what it says.
    for kind in kinds.iter().rev() {
        let bought = rest / price(*kind);
        if bought > 0 {
            troops.push((*kind, count(bought)));
            rest -= bought * price(*kind);
        }
    }
    (boss, troops)
}

/// The line that announces a wave.
fn words(rules: &Rules, plan: &WaveRules, wave: u32, boss: Option<UnitKind>) -> LocalizedText {
    let boss = boss.and_then(|boss| rules.units.get(usize::from(boss.0)));
    let template = if boss.is_some() { &plan.announce_boss } else { &plan.announce };
    let mut places = vec![("wave", Filling::number(u64::from(wave)))];
    places.extend(boss.map(|boss| ("boss", Filling::Named(boss.name.clone()))));
    let text = fill(template, |place| {
        Some(match place {
            "wave" => wave.to_string().into(),
            "boss" => (&*boss?.name).into(),
            _ => return None,
        })
    });
    LocalizedText::of_rules(text.into(), template.clone(), places)
}
