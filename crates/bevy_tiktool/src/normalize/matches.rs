//! Matches against other streamers: their state, and which gifts are for the other side.

use std::time::Duration;

use crate::{
    fact::{BattleState, Fact},
    wire::{Battle, BattleArmies, LinkMicBattle, RoomInfo, Team},
};

/// Hosts of one match at most.
const MAX_HOSTS: usize = 64;

/// Highest score that is believed.
const MAX_SCORE: i64 = 1_000_000_000_000;

/// A match of which nothing was heard for this long is over.
const UNHEARD: Duration = Duration::from_secs(600);

/// How long after a match the rest of a streak for the other side may still come.
const AFTERWARDS: Duration = Duration::from_secs(60);

/// The match of the moment and who plays it.
#[derive(Debug, Default)]
pub(super) struct Matches {
    state: Option<(u64, BattleState)>,
    /// Whose room this is; 0 while nobody said.
    owner: u64,
    hosts: Vec<u64>,
    /// Until when the hosts are believed.
    until: Duration,
    /// The scores last told: the room's own, the best of the others.
    scores: Option<(u64, u64)>,
}

impl Matches {
    /// Learns whose room it is, if the frame says.
    pub(super) fn room(&mut self, room: &RoomInfo) {
        let owner = if room.owner_id.0 == 0 { room.info.owner.id.0 } else { room.owner_id.0 };
        if owner != 0 {
            self.owner = owner;
        }
    }

    /// A match's own frame: the scores, then the state, as far as they are news.
    pub(super) fn battle(&mut self, battle: &Battle, arrival: Duration) -> impl Iterator<Item = Fact> {
        let state = match battle.status {
            Some(2 | 4) => Some(BattleState::Starting),
            Some(1 | 5) => Some(BattleState::Active),
            Some(3) => Some(BattleState::Ended),
            _ => None,
        };
        self.heard(&[&battle.teams], state == Some(BattleState::Ended), arrival);
        let before = if state == Some(BattleState::Ended) { self.scored(&[&battle.teams]) } else { None };
        let change = self.change(battle.battle_id.0, state);
        let scores = before.or_else(|| self.scored(&[&battle.teams]));
        // An end comes after its last scores, a start before its first.
        let ends = state == Some(BattleState::Ended);
        let (first, last) = if ends { (scores, change) } else { (change, scores) };
        first.into_iter().chain(last)
    }

    /// A match in the documentation's shape, which names no host by id.
    pub(super) fn link_battle(&mut self, battle: &LinkMicBattle, arrival: Duration) -> Option<Fact> {
        let state = match battle.status {
            Some(1 | 2) => Some(BattleState::Active),
            Some(3) => Some(BattleState::Ended),
            _ => None,
        };
        self.heard(&[], state == Some(BattleState::Ended), arrival);
        self.change(0, state)
    }

    /// The scores of a match; their numbers for its state are not reliable, but the end is. `Err` when the frame does
    /// not tell whose is whose.
    pub(super) fn armies(&mut self, armies: &BattleArmies, arrival: Duration) -> Result<Option<Fact>, ()> {
        let teams = [&armies.teams, &armies.hosts];
        self.heard(&teams, armies.status == Some(3), arrival);
        if self.read(&teams).is_some() { Ok(self.scored(&teams)) } else { Err(()) }
    }

    /// The scores, told only when they change: frames repeat them.
    fn scored(&mut self, teams: &[&Vec<Team>]) -> Option<Fact> {
        let scores = self.read(teams)?;
        if self.scores == Some(scores) {
            return None;
        }
        self.scores = Some(scores);
        Some(Fact::Scored { own: scores.0, other: scores.1 })
    }

    /// Our score and the best of the others; `None` unless both sides are told and one of them is this room's owner.
    fn read(&self, teams: &[&Vec<Team>]) -> Option<(u64, u64)> {
        let score = |team: &&Team| team.score.unwrap_or(0).clamp(0, MAX_SCORE).unsigned_abs();
        let teams = || teams.iter().flat_map(|teams| teams.iter()).take(MAX_HOSTS);
        let own = teams().find(|team| self.owner != 0 && team.host.0 == self.owner)?;
        let other = teams().filter(|team| team.host.0 != self.owner).map(|team| score(&team)).max()?;
        Some((score(&own), other))
    }

    /// A gift for `receiver` is for the other side: only when we are sure, so only in a match of which both the owner of
    /// this room and the receiver are hosts.
    pub(super) fn is_for_the_other_side(&self, receiver: u64, arrival: Duration) -> bool {
        receiver != 0
            && receiver != self.owner
            && arrival < self.until
            && self.hosts.contains(&self.owner)
            && self.hosts.contains(&receiver)
    }

    fn heard(&mut self, teams: &[&Vec<Team>], over: bool, arrival: Duration) {
        if over {
            self.until = self.until.min(arrival.saturating_add(AFTERWARDS));
            return;
        }
        let hosts = teams.iter().flat_map(|teams| teams.iter()).map(|team| team.host.0).filter(|host| *host != 0);
        let hosts: Vec<_> = hosts.take(MAX_HOSTS).collect();
        if !hosts.is_empty() {
            (self.hosts, self.until) = (hosts, arrival.saturating_add(UNHEARD));
        }
    }

    /// The state, told only when it changes: frames repeat it with every score.
    fn change(&mut self, id: u64, state: Option<BattleState>) -> Option<Fact> {
        let now = (id, state?);
        if self.state == Some(now) {
            return None;
        }
        if self.state.is_none_or(|(known, before)| known != id || before == BattleState::Ended) {
            self.scores = None;
        }
        self.state = Some(now);
        Some(Fact::Battle { state: now.1 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Id;

    fn team(host: u64, score: i64) -> Team {
        Team { host: Id(host), score: Some(score), ..Team::default() }
    }

    fn battle(status: i64, teams: Vec<Team>) -> Battle {
        Battle { battle_id: Id(9), status: Some(status), teams, ..Battle::default() }
    }

    fn matches(owner: u64) -> Matches {
        Matches { owner, ..Matches::default() }
    }

    #[test]
    fn scores_are_told_by_host_when_they_change() {
        let mut game = matches(50);
        let now = Duration::ZERO;
        let mut told = |frame: Battle| game.battle(&frame, now).collect::<Vec<_>>();
        let state = |state| Fact::Battle { state };
        let scored = |own, other| Fact::Scored { own, other };
        let start = told(battle(1, vec![team(50, 0), team(60, 0)]));
        assert_eq!(start, [state(BattleState::Active), scored(0, 0)]);
        assert_eq!(told(battle(1, vec![team(60, 0), team(50, 0)])), [], "their order means nothing");
        assert_eq!(told(battle(1, vec![team(60, 7), team(50, 3)])), [scored(3, 7)]);
        let end = told(battle(3, vec![team(50, 9), team(60, i64::MAX)]));
        assert_eq!(end, [scored(9, MAX_SCORE as u64), state(BattleState::Ended)], "the last scores come first");
    }

    #[test]
    fn a_new_match_tells_its_first_scores_even_if_they_are_the_old_ones() {
        let mut game = matches(50);
        let now = Duration::ZERO;
        let frame =
            |id: u64, status: i64| Battle { battle_id: Id(id), ..battle(status, vec![team(50, 0), team(60, 0)]) };
        for id in [9, 10] {
            assert_eq!(game.battle(&frame(id, 1), now).count(), 2, "{id}");
            assert_eq!(game.battle(&frame(id, 3), now).count(), 1, "{id}");
        }
    }

    #[test]
    fn nobody_knows_whose_scores_they_are_without_the_owner() {
        let armies = |teams| BattleArmies { teams, ..BattleArmies::default() };
        let now = Duration::ZERO;
        assert_eq!(matches(0).armies(&armies(vec![team(0, 1), team(60, 2)]), now), Err(()));
        assert_eq!(matches(50).armies(&armies(vec![team(51, 1), team(60, 2)]), now), Err(()));
        assert_eq!(matches(50).armies(&armies(vec![team(50, 1)]), now), Err(()), "one side alone says nothing");
        let told = matches(50).armies(&armies(vec![team(50, -1), team(60, 2), team(70, 5)]), now);
        assert_eq!(told, Ok(Some(Fact::Scored { own: 0, other: 5 })));
    }
}
