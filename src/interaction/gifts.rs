//! Gifts: each received unit acts exactly once. While no battle runs they are kept, in order, and act when it starts.

use std::{collections::VecDeque, sync::Arc};

use bevy::prelude::Resource;
use serde::{Deserialize, Serialize};

use super::{
    actions::{Cause, Part, perform},
    desk::{Actor, Desk},
    limits::RuleKey,
    template::who,
};
use crate::{
    live::GiftReceived,
    rules::{Action, Filling, Key, Limits, Line, Per, Rules, Style, UnitKind},
};

/// What waits for a battle, in the order it came: gifts, and the troops and powers of other events.
#[derive(Resource, Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Kept(VecDeque<KeptDeed>);

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum KeptDeed {
    /// A gift, by whom.
    Gift(GiftReceived, Actor),
    /// What else a rule promised.
    Actions(Arc<[Action]>, Actor),
}

impl Kept {
    /// The gifts among it.
    pub(super) fn gifts(&self) -> impl Iterator<Item = &GiftReceived> {
        self.0.iter().filter_map(|deed| match deed {
            KeptDeed::Gift(gift, _) => Some(gift),
            KeptDeed::Actions(..) => None,
        })
    }

    pub(super) fn push(&mut self, deed: KeptDeed) {
        self.0.push_back(deed);
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

/// Takes a gift into the ledger and lets it act, now or when the battle starts.
pub(super) fn receive(rules: &Rules, desk: &mut Desk, gift: &GiftReceived) {
    let actor = desk.arrive(rules, &gift.viewer, None);
    let diamonds = u64::from(gift.count) * u64::from(gift.diamonds_each);
    desk.ledger.take_in(gift.test, gift.count, diamonds);
    if !gift.test
        && let Some(player) = actor.player.and_then(|id| desk.roster.player_mut(id))
    {
        player.gifts += u64::from(gift.count);
        player.diamonds = player.diamonds.saturating_add(diamonds);
    }
    let times = if gift.streak > 1 { format!(" ×{}", gift.streak) } else { String::new() };
    let key = if desk.fights() { Key::Gift } else { Key::GiftWaits };
    let named = if gift.gift.is_empty() && times.is_empty() {
        Filling::Line(Line::keyed(Key::SomeGift, Vec::new()))
    } else {
        Filling::As(format!("{}{times}", shown_name(gift)).into())
    };
    let line = Line::keyed(key, vec![("name", who(&actor.name)), ("gift", named)]);
    desk.say(line, Style::Feed, actor.team, actor.player);
    if !desk.fights() || !act(rules, desk, gift, &actor) {
        desk.kept.push(KeptDeed::Gift(gift.clone(), actor));
    }
}

/// Lets what was kept act, as far as a battle runs and cooldowns allow.
pub(super) fn serve_kept(rules: &Rules, desk: &mut Desk) {
    if !desk.fights() || desk.kept.0.is_empty() {
        return;
    }
    let mut still_waiting = VecDeque::new();
    for deed in std::mem::take(&mut desk.kept.0) {
        match deed {
            KeptDeed::Gift(gift, actor) => {
                let actor = on_present_side(desk, actor);
                if !act(rules, desk, &gift, &actor) {
                    still_waiting.push_back(KeptDeed::Gift(gift, actor));
                }
            }
            KeptDeed::Actions(actions, actor) => {
                let actor = on_present_side(desk, actor);
                perform(rules, desk, &actor, &actions, Cause::ONCE, Part::Later);
            }
        }
    }
    desk.kept.0 = still_waiting;
}

/// A giver who changed sides while the gift waited gives to the new side.
fn on_present_side(desk: &Desk, mut actor: Actor) -> Actor {
    if let Some(team) = actor.player.and_then(|id| desk.roster.player(id)).and_then(|player| player.team) {
        actor.team = team;
    }
    actor
}

/// Does what the most exact rule says. False when a cooldown of that rule makes the gift wait.
fn act(rules: &Rules, desk: &mut Desk, gift: &GiftReceived, actor: &Actor) -> bool {
    let cause = Cause {
        gift: shown_name(gift),
        times: gift.count,
        diamonds_each: gift.diamonds_each,
        count: u64::from(gift.count),
    };
    // A gift of unknown price is taken for the cheapest.
    let rule = rules.gift_rule(gift.gift_id, &gift.gift, gift.diamonds_each.max(1));
    if let Some((index, rule)) = rule.and_then(|index| Some((index, rules.gifts.get(index)?))) {
        if !desk.admit_paid(RuleKey::Gift(index), &rule.limits, actor) {
            return false;
        }
        perform(rules, desk, actor, &rule.actions, cause, Part::All);
    } else if let Some(actions) = unruled(rules) {
        // Nobody is refused: a gift that no rule knows still sends the simplest troop.
        desk.admit_paid(RuleKey::Gift(usize::MAX), &Limits::default(), actor);
        perform(rules, desk, actor, &actions, cause, Part::All);
    }
    desk.ledger.act(gift.test, gift.count);
    true
}

/// What a gift does that no rule answers: the cheapest troop, for each of the diamonds such a troop is worth.
fn unruled(rules: &Rules) -> Option<[Action; 1]> {
    let (index, cheapest) = rules.units.iter().enumerate().min_by_key(|(_, unit)| unit.worth)?;
    let unit = UnitKind(u16::try_from(index).ok()?);
    Some([Action::Spawn { unit, count: 1, per: Per::Diamond(cheapest.worth.max(1)) }])
}

fn shown_name(gift: &GiftReceived) -> &str {
    if gift.gift.is_empty() { "a gift" } else { &gift.gift }
}

#[cfg(test)]
mod tests {
    use super::super::{Count, Ledger, testing::*};
    use crate::{
        arena::{Phase, PlayerId},
        live::Fact,
        roster::Roster,
        rules::TeamId,
    };

    #[test]
    fn a_streak_spawns_for_each_unit_as_it_comes() {
        let mut game = TestGame::in_battle();
        for (count, streak) in [(1, 1), (2, 3), (2, 5)] {
            game.tell([gift(1, "Rose", 1, count, streak)]);
            assert_eq!(game.asked().spawned("militia"), count);
        }
        let ledger = game.app.world().resource::<Ledger>();
        assert_eq!(ledger.paid, Count { received: 5, fulfilled: 5, waiting: 0, diamonds: 5 });
        let player = game.app.world().resource::<Roster>().player(PlayerId(0)).unwrap().clone();
        assert_eq!((player.gifts, player.diamonds), (5, 5));
    }

    #[test]
    fn gifts_wait_for_the_battle_in_order() {
        let mut game = TestGame::in_lobby();
        game.tell([gift(1, "Rose", 1, 2, 2), gift(2, "Big", 1000, 1, 1)]);
        let asked = game.asked();
        assert!(asked.spawns.is_empty() && asked.powers.is_empty());
        assert_eq!(asked.joins.len(), 2, "the givers are in at once");
        let ledger = *game.app.world().resource::<Ledger>();
        assert_eq!(ledger.paid, Count { received: 3, fulfilled: 0, waiting: 3, diamonds: 1002 });
        game.phase(Phase::Battle);
        game.tell([gift(3, "Rose", 1, 1, 1)]);
        let givers: Vec<_> = game.asked().spawns.iter().map(|spawn| (spawn.by.unwrap().0, spawn.count)).collect();
        assert_eq!(givers, [(0, 2), (1, 1), (2, 1)], "kept ones first");
        let ledger = *game.app.world().resource::<Ledger>();
        assert_eq!(ledger.paid, Count { received: 4, fulfilled: 4, waiting: 0, diamonds: 1003 });
        game.tell([]);
        assert!(game.asked().spawns.is_empty(), "once only");
    }

    #[test]
    fn a_passer_by_is_served_and_helps_the_side_behind() {
        let mut game = TestGame::in_battle();
        game.castle(TeamId::RIGHT, 10);
        let Fact::Gift(mut rose) = gift(1, "Rose", 1, 1, 1) else { unreachable!() };
        rose.viewer.id = None;
        game.tell([Fact::Gift(rose)]);
        let asked = game.asked();
        assert_eq!(asked.spawns.len(), 1);
        assert_eq!((asked.spawns[0].team, asked.spawns[0].by), (TeamId::RIGHT, None));
        assert!(asked.joins.is_empty());
    }

    #[test]
    fn test_gifts_act_but_are_never_paid() {
        let mut game = TestGame::in_battle();
        let Fact::Gift(mut rose) = gift(1, "Rose", 1, 3, 3) else { unreachable!() };
        rose.test = true;
        game.tell([Fact::Gift(rose)]);
        assert_eq!(game.asked().spawned("militia"), 3);
        let ledger = *game.app.world().resource::<Ledger>();
        assert_eq!(ledger.paid, Count::default());
        assert_eq!(ledger.test, Count { received: 3, fulfilled: 3, waiting: 0, diamonds: 3 });
        assert_eq!(game.app.world().resource::<Roster>().player(PlayerId(0)).unwrap().gifts, 0);
    }

    #[test]
    fn a_gift_rule_on_cooldown_delays_but_never_refuses() {
        let mut game = TestGame::in_battle();
        game.rules(|rules| {
            rules.gifts[0].limits.cooldown_s = 0.1; // three ticks
            rules.gifts[0].limits.energy = 100; // a paid gift never needs energy
        });
        game.tell([gift(1, "Rose", 1, 1, 1), gift(1, "Rose", 1, 1, 2)]);
        assert_eq!(game.asked().spawned("militia"), 1);
        assert_eq!(game.app.world().resource::<Ledger>().paid.waiting, 1);
        let mut later = 0;
        for _ in 0..3 {
            game.tell([]);
            later += game.asked().spawned("militia");
        }
        assert_eq!(later, 1);
        assert_eq!(game.app.world().resource::<Ledger>().paid.fulfilled, 2);
    }

    #[test]
    fn a_gift_without_a_rule_or_price_still_sends_someone() {
        let mut game = TestGame::in_battle();
        game.rules(|rules| rules.gifts.clear());
        game.tell([gift(1, "", 0, 2, 2), gift(1, "Odd", 7, 1, 1)]);
        assert_eq!(game.asked().spawned("militia"), 2 + 7);
        let ledger = game.app.world().resource::<Ledger>();
        assert_eq!(ledger.paid.fulfilled, 3);
    }
}
