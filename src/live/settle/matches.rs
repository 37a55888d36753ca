//! Matches against other streamers: their state, and which gifts are for the other side.

use std::time::Duration;

use crate::live::{
    BattleState, Fact,
    wire::{Battle, BattleArmies, LinkMicBattle, RoomInfo, Team},
};

/// Hosts of one match at most.
const MAX_HOSTS: usize = 64;

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
}

impl Matches {
    /// Learns whose room it is, if the frame says.
    pub(super) fn room(&mut self, room: &RoomInfo) {
        let owner = if room.owner_id.0 == 0 { room.info.owner.id.0 } else { room.owner_id.0 };
        if owner != 0 {
            self.owner = owner;
        }
    }

    /// A match's own frame.
    pub(super) fn battle(&mut self, battle: &Battle, arrival: Duration) -> Option<Fact> {
        let state = match battle.status {
            Some(2 | 4) => Some(BattleState::Starting),
            Some(1 | 5) => Some(BattleState::Active),
            Some(3) => Some(BattleState::Ended),
            _ => None,
        };
        self.heard(&[&battle.teams], state == Some(BattleState::Ended), arrival);
        self.change(battle.battle_id.0, state)
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

    /// The scores of a match; their numbers for its state are not reliable, but the end is.
    pub(super) fn armies(&mut self, armies: &BattleArmies, arrival: Duration) {
        self.heard(&[&armies.teams, &armies.hosts], armies.status == Some(3), arrival);
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
        self.state = Some(now);
        Some(Fact::Battle { state: now.1 })
    }
}
