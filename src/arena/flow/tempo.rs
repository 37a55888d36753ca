//! The acts of a battle: what is at stake now, and what is told of it.

use bevy::prelude::*;

use crate::arena::{
    components::{FULL_ENERGY, Hero},
    cues::Cue,
    heroes::records::{Heroes, Whereabouts},
    state::{Phase, Round, Tick},
};
use crate::{
    base::{seconds, ticks},
    rules::{ActRules, Rules},
};

/// Seconds that an act is told before it begins.
const AHEAD_S: f32 = 15.0;

impl Round {
    /// Seconds of the battle so far.
    #[must_use]
    pub fn second(&self, tick: u32) -> f32 {
        seconds(tick.saturating_sub(self.battle_since))
    }

    /// The act of the battle; the last one in sudden death, none while nobody fights.
    #[must_use]
    pub fn act<'r>(&self, rules: &'r Rules, tick: u32) -> Option<&'r ActRules> {
        match self.phase {
            Phase::Battle => rules.battle.act_of(self.second(tick)),
            Phase::SuddenDeath => rules.battle.tempo.last(),
            Phase::Lobby | Phase::Podium => None,
        }
    }

    /// What ground and gates count now: 1 is as the file says.
    #[must_use]
    pub fn stakes(&self, rules: &Rules, tick: u32) -> f32 {
        self.act(rules, tick).map_or(1.0, |act| act.stakes as f32 / 100.0)
    }
}

/// Tells the acts and gives what an act gives.
pub(in crate::arena) fn tell(
    round: Res<Round>,
    rules: Res<Rules>,
    tick: Res<Tick>,
    mut heroes: ResMut<Heroes>,
    mut out: Query<&mut Hero>,
    mut cues: MessageWriter<Cue>,
) {
    if round.phase != Phase::Battle || rules.game.sides.game_side().is_some() {
        return;
    }
    for (act, number) in rules.battle.tempo.iter().zip(0..) {
        let begins = round.battle_since + ticks(act.at_s);
        if number > 0 && tick.0 + ticks(AHEAD_S) == begins {
            cues.write(Cue::ActComing { act: number });
        }
        if tick.0 != begins || number == 0 {
            continue;
        }
        cues.write(Cue::ActBegan { act: number });
        if act.ults {
            out.iter_mut().for_each(|mut hero| hero.energy = FULL_ENERGY);
        }
        for record in heroes.0.values_mut() {
            if act.ults {
                record.hero.energy = FULL_ENERGY;
            }
            if let (Some(most), Whereabouts::Away { from, .. }) = (act.returns_s, &mut record.place) {
                *from = (*from).min(tick.0 + ticks(most));
            }
        }
    }
}
