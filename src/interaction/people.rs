//! What interaction remembers of each player: when last heard, what is on cooldown, likes towards the next reward.

use std::collections::BTreeMap;

use bevy::prelude::Resource;

use super::rule_key::RuleKey;
use crate::{
    base::{PlayerId, TICK_HZ, TeamId, ticks},
    roster::Roster,
};

/// A player counts as active for so many seconds after a word or deed.
const ACTIVE_S: f32 = 120.0;

/// What is remembered of one player.
#[derive(Debug, Clone, Default)]
pub(super) struct PlayerProfile {
    /// Tick of the last word or deed, if any.
    pub heard_at: Option<u32>,
    /// Round in which the player last changed sides.
    pub changed_in: Option<u32>,
    /// Own likes given in battle.
    pub likes: u64,
    /// Tick at which each rule may be used again.
    pub(super) cooldowns: Vec<(RuleKey, u32)>,
}

/// All of that, by player, and the cooldowns of teams.
#[derive(Resource, Debug, Default)]
pub(super) struct People {
    pub(super) persons: Vec<PlayerProfile>,
    pub(super) team_cooldowns: BTreeMap<(RuleKey, TeamId), u32>,
    /// Active players of each side.
    pub sides: [u32; 2],
    /// Energy in hundredths that heroes have been asked to pay in this tick.
    pub spent: BTreeMap<PlayerId, u32>,
    pub(super) counted_at: Option<u32>,
}

impl People {
    /// What is remembered of a player.
    pub fn at(&mut self, player: PlayerId) -> &mut PlayerProfile {
        let index = player.0 as usize;
        if index >= self.persons.len() {
            self.persons.resize_with(index + 1, PlayerProfile::default);
        }
        &mut self.persons[index]
    }

    /// Starts a tick: forgets what was spent in the last, and counts who is active once a second.
    pub fn begin(&mut self, tick: u32, roster: &Roster) {
        self.spent.clear();
        if self.counted_at.is_some_and(|at| tick < at + TICK_HZ) {
            return;
        }
        self.counted_at = Some(tick);
        self.sides = [0, 0];
        for player in roster.iter() {
            let person = self.persons.get(player.id.0 as usize);
            let heard = person.and_then(|person| person.heard_at);
            let active = heard.is_some_and(|at| tick.saturating_sub(at) <= ticks(ACTIVE_S));
            if let Some(team) = player.team
                && active
            {
                self.sides[team.index()] += 1;
            }
        }
        self.team_cooldowns.retain(|_, until| *until > tick);
    }

    /// The side with fewer active people; even sides take turns by the newcomer's number.
    pub fn smaller_side(&self, newcomer: PlayerId) -> TeamId {
        let [left, right] = self.sides;
        match left.cmp(&right) {
            std::cmp::Ordering::Less => TeamId::LEFT,
            std::cmp::Ordering::Greater => TeamId::RIGHT,
            std::cmp::Ordering::Equal => TeamId::BOTH[(newcomer.0 % 2) as usize],
        }
    }

    /// Whether neither the player nor the team has to wait for a rule.
    pub fn ready(&self, tick: u32, key: RuleKey, player: Option<PlayerId>, team: TeamId) -> bool {
        let own = player.and_then(|player| self.persons.get(player.0 as usize));
        let own_waits = own.is_some_and(|p| p.cooldowns.iter().any(|&(of, until)| of == key && until > tick));
        !own_waits && self.team_cooldowns.get(&(key, team)).is_none_or(|&until| until <= tick)
    }

    /// Starts a rule's cooldowns. A length of 0 starts none.
    pub fn rest(&mut self, tick: u32, key: RuleKey, player: Option<PlayerId>, team: TeamId, own_s: f32, team_s: f32) {
        if let Some(player) = player
            && own_s > 0.0
        {
            let cooldowns = &mut self.at(player).cooldowns;
            cooldowns.retain(|&(of, until)| of != key && until > tick);
            cooldowns.push((key, tick + ticks(own_s)));
        }
        if team_s > 0.0 {
            self.team_cooldowns.insert((key, team), tick + ticks(team_s));
        }
    }
}
