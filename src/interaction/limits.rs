//! Limits that any rule may carry: who, how often, by what chance, when, for how much energy.

use super::{actor::Actor, context::RuleContext, rule_key::RuleKey};
use crate::{
    arena::Phase,
    base::ticks,
    rules::{Limits, RoundPart, When, Who},
};

/// Units of a gift whose chance is rolled one by one; what is above is shared out evenly.
const ROLLS: u32 = 10_000;
/// Where in a tick's mix the rolls of interaction begin.
const SALT: u32 = 0xc4a7_0000;

/// What comes of wanting to use a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Admission {
    /// A limit holds it up. Nothing is used up.
    No,
    /// It could act but for chance. The try counts as a use; no energy is paid.
    Missed,
    /// It acts.
    Acts,
}

impl RuleContext<'_, '_> {
    /// Whether the actor may use the rule now. If so the use is noted, its cooldowns start and its price is paid.
    pub fn admit(&mut self, key: RuleKey, limits: &Limits, actor: &Actor) -> Admission {
        let allowed = actor.may(limits.who)
            && self.holds(&limits.when, actor)
            && self.people.ready(self.tick.0, key, actor.player, actor.team)
            && self.occasions.is_free(key, limits.once, actor.player)
            && self.affords(limits.energy, actor, 1) == 1;
        if !allowed {
            return Admission::No;
        }
        self.occasions.note(key, limits.once, actor.player);
        self.rest(key, limits, actor);
        if self.lucky(limits.chance, 1) == 0 {
            return Admission::Missed;
        }
        self.pay(limits.energy, actor, 1);
        Admission::Acts
    }

    /// How many of these units of a gift the rule takes; the others go on to the next rule that matches, so that nothing
    /// paid for is refused. Each unit has its own chance, and a rule that acts once takes one. Cooldowns are not asked.
    pub fn grant(&mut self, key: RuleKey, limits: &Limits, actor: &Actor, units: u32) -> u32 {
        let passes = units == 0
            || !actor.may(limits.who)
            || !self.holds(&limits.when, actor)
            || !self.occasions.is_free(key, limits.once, actor.player);
        let tries = if limits.once.is_some() { 1 } else { units };
        if passes || self.affords(limits.energy, actor, 1) == 0 {
            return 0;
        }
        self.occasions.note(key, limits.once, actor.player);
        let lucky = self.lucky(limits.chance, tries);
        let taken = self.affords(limits.energy, actor, lucky);
        self.pay(limits.energy, actor, taken);
        taken
    }

    /// Whether no cooldown holds a gift's rule up; if so they start.
    pub fn begin_use(&mut self, key: RuleKey, limits: &Limits, actor: &Actor) -> bool {
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

    /// How many of so many tries come off. The same in every replay: seed, tick and number of the roll decide.
    fn lucky(&mut self, chance: u8, tries: u32) -> u32 {
        if chance >= 100 {
            return tries;
        }
        let rolled = tries.min(ROLLS);
        let mut lucky = 0;
        for _ in 0..rolled {
            let roll = self.dice.mix(self.tick.0, SALT.wrapping_add(self.occasions.next_roll())) % 100;
            lucky += u32::from(roll < u64::from(chance));
        }
        let rest = u64::from(tries - rolled) * u64::from(chance) / 100;
        lucky + u32::try_from(rest).unwrap_or(0)
    }

    /// How often, `most` at most, the actor's hero can pay `energy` (0 to 100). A hero that is not on the field cannot.
    fn affords(&self, energy: u8, actor: &Actor, most: u32) -> u32 {
        if energy == 0 {
            return most;
        }
        let Some(player) = actor.player else { return 0 };
        let has = self.energy_of(player);
        // The arena takes the price only after this tick's facts, so two lines in one tick must not spend it twice.
        let spent = self.people.spent.get(&player).copied().unwrap_or_default();
        most.min(has.saturating_sub(spent) / (u32::from(energy) * 100))
    }

    fn pay(&mut self, energy: u8, actor: &Actor, times: u32) {
        let Some(player) = actor.player.filter(|_| energy > 0 && times > 0) else { return };
        // What a hero has bounds the product.
        let price = (u32::from(energy) * 100).saturating_mul(times);
        *self.people.spent.entry(player).or_default() += price;
        self.boost(player, 0, i32::try_from(price).map_or(i32::MIN, |price| -price));
    }

    fn holds(&self, when: &[When], actor: &Actor) -> bool {
        when.iter().all(|when| match *when {
            When::Losing => self.losing() == Some(actor.team),
            When::Winning => self.losing() == Some(actor.team.enemy()),
            When::LastSeconds(seconds) => {
                self.fights() && self.round.until.saturating_sub(self.tick.0) <= ticks(seconds as f32)
            }
            When::Phase(part) => self.round.phase == phase(part),
            When::Lane(lane) => self.lane_of(actor) == Some(lane),
            When::Players(people) => self.people.sides[0].saturating_add(self.people.sides[1]) >= people,
        })
    }
}

fn phase(part: RoundPart) -> Phase {
    match part {
        RoundPart::Lobby => Phase::Lobby,
        RoundPart::Battle => Phase::Battle,
        RoundPart::SuddenDeath => Phase::SuddenDeath,
        RoundPart::Podium => Phase::Podium,
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

#[cfg(test)]
mod tests {
    use crate::interaction::testing::*;
    use crate::{
        base::PlayerId,
        rules::{Limits, Once, RoundPart, When},
    };
    use bevy_tiktool::SocialKind;

    /// Lets a rule for "up" have these limits.
    fn limited(limits: Limits) -> TestGame {
        let mut game = TestGame::in_battle();
        game.rules(|rules| rules.chat[0].limits = limits);
        game
    }

    fn ups(game: &mut TestGame, who: &[u64]) -> usize {
        for id in who {
            game.tell([chat(*id, "up")]);
        }
        game.asked().moves.len()
    }

    #[test]
    fn once_is_for_each_viewer_and_lasts_as_long_as_it_says() {
        let mut game = limited(Limits { once: Some(Once::Round), ..Limits::default() });
        assert_eq!(ups(&mut game, &[1, 1, 2]), 2);
        game.round(2);
        assert_eq!(ups(&mut game, &[1, 1]), 1);
        game.rules(|rules| rules.chat[0].limits.once = Some(Once::Stream));
        assert_eq!(ups(&mut game, &[1, 1, 3]), 2);
        game.round(3);
        assert_eq!(ups(&mut game, &[1, 4]), 1);
        game.tell([bevy_tiktool::Fact::StreamEnded]);
        assert_eq!(ups(&mut game, &[1]), 1, "a new stream");
    }

    #[test]
    fn a_try_that_fails_counts_but_costs_no_energy() {
        let mut game = limited(Limits { chance: 1, energy: 10, cooldown_s: 0.1, ..Limits::default() });
        game.tell([chat(1, "hello")]);
        game.hero(PlayerId(0), 10_000);
        game.asked();
        let (mut acted, mut paid) = (0, 0);
        for _ in 0..300 {
            game.tell([chat(1, "up"), chat(1, "up")]);
            let asked = game.asked();
            acted += asked.moves.len();
            paid += asked.boosts.iter().filter(|boost| boost.energy < 0).count();
        }
        // Two lines a tick, and every third tick a try: 100 of them.
        assert_eq!(acted, paid);
        assert!(acted <= 6, "{acted} of about 100");
        let mut game = limited(Limits { chance: 60, ..Limits::default() });
        let acted: usize = (0..500).map(|_| ups(&mut game, &[1])).sum();
        assert!((250..350).contains(&acted), "{acted} of 500");
    }

    #[test]
    fn conditions_look_at_the_side_the_clock_the_lane_and_the_crowd() {
        let mut game = limited(Limits::default());
        game.tell([chat(1, "1"), chat(2, "2")]);
        let holds = |game: &mut TestGame, when: &[When]| {
            game.rules(|rules| rules.chat[0].limits.when = when.to_vec());
            game.asked();
            ups(game, &[1]) == 1
        };
        assert!(!holds(&mut game, &[When::Losing]) && !holds(&mut game, &[When::Winning]), "even");
        game.lead(-0.1);
        assert!(holds(&mut game, &[When::Losing]) && !holds(&mut game, &[When::Winning]));
        game.lead(0.9);
        assert!(!holds(&mut game, &[When::Losing]) && holds(&mut game, &[When::Winning]));
        assert!(holds(&mut game, &[When::Phase(RoundPart::Battle)]));
        assert!(!holds(&mut game, &[When::Winning, When::Phase(RoundPart::SuddenDeath)]), "all must hold");
        assert!(!holds(&mut game, &[When::LastSeconds(30)]));
        game.app.world_mut().resource_mut::<crate::arena::Round>().until = 900;
        assert!(holds(&mut game, &[When::LastSeconds(30)]));
        assert!(!holds(&mut game, &[When::Lane(2)]), "no hero on the field");
        game.hero_in_lane(PlayerId(0), 2);
        assert!(holds(&mut game, &[When::Lane(2)]) && !holds(&mut game, &[When::Lane(1)]));
        assert!(holds(&mut game, &[When::Players(2)]) && !holds(&mut game, &[When::Players(3)]));
    }

    #[test]
    fn an_event_may_have_limits_too() {
        let mut game = TestGame::with_events("Share: (do: [Spawn(unit: \"militia\")], once: Stream, cooldown_s: 5),");
        game.tell([social(1, SocialKind::Share), social(1, SocialKind::Share), social(2, SocialKind::Share)]);
        assert_eq!(game.asked().spawned("militia"), 2);
    }

    #[test]
    fn what_happened_once_outlives_a_restart() {
        let mut game = limited(Limits { once: Some(Once::Stream), ..Limits::default() });
        ups(&mut game, &[1]);
        let world = game.app.world_mut();
        let hash = crate::interaction::hash(world);
        let text = serde_json::to_string(&crate::interaction::save(world)).unwrap();
        let mut again = limited(Limits { once: Some(Once::Stream), ..Limits::default() });
        let world = again.app.world_mut();
        *world.resource_mut::<crate::roster::Roster>() = game.app.world().resource::<crate::roster::Roster>().clone();
        crate::interaction::load(world, serde_json::from_str(&text).unwrap());
        assert_eq!(crate::interaction::hash(world), hash);
        assert_eq!(ups(&mut again, &[1, 2]), 1, "the first has had its turn");
        assert_ne!(crate::interaction::hash(again.app.world()), hash);
    }
}
