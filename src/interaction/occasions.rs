//! What happens once: rules that acted for a round or a stream, counts reached, goals, the lead in a match.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use bevy::prelude::Resource;
use serde::{Deserialize, Serialize};

use super::rule_key::RuleKey;
use crate::{base::PlayerId, rules::Once};
use bevy_tiktool::BattleState;

/// Goals that are remembered; their names come from outside.
const GOALS: usize = 64;

/// A rule and who used it; nobody for a passer-by, a side and the room.
type Use = (RuleKey, Option<PlayerId>);

/// All that.
#[derive(Resource, Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Occasions {
    /// The round that `in_round` is about.
    round: u32,
    in_round: BTreeSet<Use>,
    in_stream: BTreeSet<Use>,
    /// Most viewers seen in this stream.
    viewers: u64,
    /// Targets of goals that were reached.
    goals: BTreeMap<Arc<str>, u64>,
    match_state: Option<BattleState>,
    match_scores: Option<(u64, u64)>,
    /// Whether the streamer leads the match, once someone did.
    ahead: Option<bool>,
    /// Rolls of this tick.
    #[serde(skip)]
    rolls: u32,
}

/// What new scores of a match mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LeadChange {
    /// The streamer took the lead.
    Ahead,
    /// Somebody else took it.
    Behind,
}

impl Occasions {
    /// Starts a tick of this round.
    pub fn begin(&mut self, round: u32) {
        self.rolls = 0;
        if self.round != round {
            self.round = round;
            self.in_round.clear();
        }
    }

    /// The stream is over: the next one begins anew.
    pub fn end_stream(&mut self) {
        let Self { round, rolls, in_round, .. } = std::mem::take(self);
        (self.round, self.rolls, self.in_round) = (round, rolls, in_round);
    }

    /// A number of its own for each roll of a tick.
    pub fn next_roll(&mut self) -> u32 {
        self.rolls = self.rolls.wrapping_add(1);
        self.rolls
    }

    /// Whether a rule that acts once has not yet.
    pub fn is_free(&self, key: RuleKey, once: Option<Once>, player: Option<PlayerId>) -> bool {
        match once {
            None => true,
            Some(Once::Round) => !self.in_round.contains(&(key, player)),
            Some(Once::Stream) => !self.in_stream.contains(&(key, player)),
        }
    }

    /// A rule that acts once does.
    pub fn note(&mut self, key: RuleKey, once: Option<Once>, player: Option<PlayerId>) {
        match once {
            None => {}
            Some(Once::Round) => {
                self.in_round.insert((key, player));
            }
            Some(Once::Stream) => {
                self.in_stream.insert((key, player));
            }
        }
    }

    /// So many viewers are there. Gives the most there were before.
    pub fn count_viewers(&mut self, present: u64) -> u64 {
        let before = self.viewers;
        self.viewers = before.max(present);
        before
    }

    /// Whether a goal is reached now and was not before. A goal that is set higher can be reached again.
    pub fn reaches(&mut self, key: &Arc<str>, now: u64, target: u64) -> bool {
        let known = self.goals.get(key).is_some_and(|reached| *reached >= target);
        let fresh = now >= target && !known;
        if fresh && (self.goals.len() < GOALS || self.goals.contains_key(key)) {
            self.goals.insert(key.clone(), target);
        }
        fresh
    }

    /// The match is in this state. Whether another match than before begins with it.
    pub fn begins_match(&mut self, state: BattleState) -> bool {
        let before = self.match_state.replace(state);
        let begins = match state {
            BattleState::Starting => before != Some(BattleState::Starting),
            BattleState::Active => !matches!(before, Some(BattleState::Starting | BattleState::Active)),
            BattleState::Ended => false,
        };
        if begins {
            (self.match_scores, self.ahead) = (None, None);
        }
        begins
    }

    /// New scores of the match. Even scores change no lead.
    pub fn score(&mut self, own: u64, other: u64) -> Option<LeadChange> {
        self.match_scores = Some((own, other));
        let ahead = match own.cmp(&other) {
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Less => false,
            std::cmp::Ordering::Equal => return None,
        };
        let changed = self.ahead != Some(ahead);
        self.ahead = Some(ahead);
        changed.then_some(if ahead { LeadChange::Ahead } else { LeadChange::Behind })
    }

    /// The match ends: whether the streamer won, if the scores tell and are not even.
    pub fn end_match(&mut self) -> Option<bool> {
        let (own, other) = self.match_scores.take()?;
        self.ahead = None;
        (own != other).then_some(own > other)
    }

    /// All of it as words, for a hash.
    pub fn words(&self) -> impl Iterator<Item = u64> {
        let uses = self.in_round.iter().chain(&self.in_stream);
        let uses = uses.flat_map(|(key, player)| [key.word(), player.map_or(u64::MAX, |player| u64::from(player.0))]);
        let (own, other) = self.match_scores.unwrap_or((u64::MAX, u64::MAX));
        let state = |state| match state {
            BattleState::Starting => 1,
            BattleState::Active => 2,
            BattleState::Ended => 3,
        };
        let ahead = self.ahead.map_or(2, u64::from);
        let sizes = [u64::from(self.round), self.in_round.len() as u64, self.viewers, own, other, ahead];
        let goals = self.goals.values().copied();
        sizes.into_iter().chain([self.match_state.map_or(0, state)]).chain(goals).chain(uses)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_goal_is_reached_once_and_again_when_it_is_set_higher() {
        let mut occasions = Occasions::default();
        let key: Arc<str> = "gift_goal".into();
        let reached: Vec<_> = [(99, 100), (100, 100), (120, 100), (120, 200), (200, 200)]
            .into_iter()
            .map(|(now, target)| occasions.reaches(&key, now, target))
            .collect();
        assert_eq!(reached, [false, true, false, false, true]);
        for n in 0..1_000 {
            occasions.reaches(&format!("goal {n}").into(), 1, 1);
        }
        assert!(occasions.goals.len() <= GOALS, "names from outside are bounded");
    }

    #[test]
    fn the_lead_changes_when_somebody_else_has_more() {
        let mut occasions = Occasions::default();
        let told =
            [(0, 0), (1, 0), (5, 1), (5, 5), (5, 6), (6, 6), (7, 6)].map(|(own, other)| occasions.score(own, other));
        let (ahead, behind) = (Some(LeadChange::Ahead), Some(LeadChange::Behind));
        assert_eq!(told, [None, ahead, None, None, behind, None, ahead]);
        assert_eq!(occasions.end_match(), Some(true));
        assert_eq!(occasions.end_match(), None, "it is over");
    }

    #[test]
    fn a_new_stream_forgets_and_a_new_round_forgets_its_own() {
        let mut occasions = Occasions::default();
        let key = RuleKey::Event(3);
        occasions.begin(1);
        occasions.note(key, Some(Once::Round), None);
        occasions.note(key, Some(Once::Stream), Some(PlayerId(7)));
        occasions.count_viewers(50);
        assert!(!occasions.is_free(key, Some(Once::Round), None));
        assert!(occasions.is_free(key, Some(Once::Round), Some(PlayerId(7))), "each viewer has their own");
        let before: Vec<u64> = occasions.words().collect();
        occasions.begin(2);
        assert_ne!(before, occasions.words().collect::<Vec<_>>());
        assert!(occasions.is_free(key, Some(Once::Round), None));
        assert!(!occasions.is_free(key, Some(Once::Stream), Some(PlayerId(7))));
        occasions.end_stream();
        assert!(occasions.is_free(key, Some(Once::Stream), Some(PlayerId(7))));
        assert_eq!(occasions.count_viewers(10), 0);
    }
}
