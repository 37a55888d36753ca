//! Limits that any rule may carry: who, how often, for how much energy.

use serde::{Deserialize, Serialize};

use super::desk::{Actor, Desk};
use crate::rules::{Limits, Who};

/// A rule, for its cooldowns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum RuleKey {
    /// Index into the gift rules.
    Gift(usize),
    /// Index into the like rules.
    Like(usize),
    /// Index into the chat rules.
    Chat(usize),
}

impl Desk<'_, '_> {
    /// Whether the actor may use the rule now. If so its price is paid and its cooldowns start.
    pub fn admit(&mut self, key: RuleKey, limits: &Limits, actor: &Actor) -> bool {
        let allowed = actor.may(limits.who)
            && self.people.ready(self.tick.0, key, actor.player, actor.team)
            && self.pay(limits.energy, actor);
        if allowed {
            self.rest(key, limits, actor);
        }
        allowed
    }

    /// Like [`admit`](Self::admit) for what was paid for with money: only cooldowns hold it up, nobody is refused.
    pub fn admit_paid(&mut self, key: RuleKey, limits: &Limits, actor: &Actor) -> bool {
        let ready = self.people.ready(self.tick.0, key, actor.player, actor.team);
        if ready {
            self.rest(key, limits, actor);
        }
        ready
    }

    fn rest(&mut self, key: RuleKey, limits: &Limits, actor: &Actor) {
        let Limits { cooldown_s, team_cooldown_s, .. } = *limits;
        self.people.rest(self.tick.0, key, actor.player, actor.team, cooldown_s, team_cooldown_s);
    }

    /// Takes `energy` (0 to 100) from the actor's hero if it is on the field and has so much.
    fn pay(&mut self, energy: u8, actor: &Actor) -> bool {
        if energy == 0 {
            return true;
        }
        let Some(player) = actor.player else { return false };
        let price = u32::from(energy) * 100;
        let has = self.heroes.iter().find(|hero| hero.player == player).map_or(0, |hero| hero.energy);
        // The arena takes the price only after this tick's facts, so two lines in one tick must not spend it twice.
        let spent = self.people.spent.entry(player).or_default();
        if has < *spent + price {
            return false;
        }
        *spent += price;
        self.boost(player, 0, -i32::from(energy) * 100);
        true
    }
}

impl Actor {
    fn may(&self, who: Who) -> bool {
        match who {
            Who::Anyone => true,
            Who::Follower => self.follower || self.subscriber || self.moderator,
            Who::Subscriber => self.subscriber,
            Who::Moderator => self.moderator,
        }
    }
}
