//! Gifts: each received unit acts exactly once. While no battle runs they are kept, in order, and act when it starts.
//!
//! A gift is never refused. What a rule does not take (`who`, `needs`, `once`, `chance`, `when`) goes on to the next rule
//! that matches, and at last to [`unruled`]; a cooldown makes it wait.

use super::{
    actions::{ActionFilter, Cause, perform},
    actor::Actor,
    context::RuleContext,
    delivery::GiftDelivered,
    pending::Pending,
    rule_key::RuleKey,
};
use crate::{
    base::UnitKind,
    locale::{Filling, LocalizedText, TextKey},
    rules::{Action, Per, Rules, Style},
};
use bevy_tiktool::GiftReceived;

/// Takes a gift into the ledger and lets it act, now or when the battle starts.
pub(super) fn receive(rules: &Rules, context: &mut RuleContext, gift: &GiftReceived) {
    let actor = context.arrive(rules, &gift.viewer, None);
    let diamonds = u64::from(gift.count) * u64::from(gift.diamonds_each);
    context.ledger.take_in(gift.test, gift.count, diamonds);
    if !gift.test
        && let Some(player) = actor.player.and_then(|id| context.roster.player_mut(id))
    {
        player.gifts += u64::from(gift.count);
        player.diamonds = player.diamonds.saturating_add(diamonds);
    }
    let acts = context.fights() && !context.hold.holds();
    let key = if context.fights() { TextKey::Gift } else { TextKey::GiftWaits };
    let line = LocalizedText::keyed(key, vec![("name", actor.who()), ("gift", told(rules, gift))]);
    context.say(line, Style::Feed, actor.team, actor.player);
    if acts {
        act(rules, context, gift, &actor);
    } else {
        context.hold.queue();
        context.pending.push(Pending::Gift(gift.clone(), actor));
    }
}

/// Lets what was kept act, as far as a battle runs, nothing is on hold, and cooldowns allow.
pub(super) fn serve_pending(rules: &Rules, context: &mut RuleContext) {
    if !context.fights() {
        return;
    }
    let mut may = context.hold.allow(context.tick.0 + 1);
    if context.pending.0.is_empty() {
        return;
    }
    for deed in std::mem::take(&mut context.pending.0) {
        if !matches!(deed, Pending::Actions(..)) {
            if may == 0 {
                context.pending.push(deed);
                continue;
            }
            may -= 1;
        }
        match deed {
            Pending::Gift(gift, actor) => {
                let actor = on_present_side(context, actor);
                act(rules, context, &gift, &actor);
            }
            Pending::Taken(gift, actor, index) => {
                let actor = on_present_side(context, actor);
                serve(rules, context, &gift, &actor, index);
            }
            Pending::Actions(actions, actor) => {
                let actor = on_present_side(context, actor);
                perform(rules, context, &actor, &actions, Cause::ONCE, ActionFilter::Later);
            }
        }
    }
}

/// A giver who changed sides while the gift waited gives to the new side.
fn on_present_side(context: &RuleContext, mut actor: Actor) -> Actor {
    actor.player = actor.player.map(|player| context.roster.whole(player));
    if let Some(team) = actor.player.and_then(|id| context.roster.player(id)).and_then(|player| player.team) {
        actor.team = team;
    }
    actor
}

/// Shares the units among the rules that match, the most exact first.
fn act(rules: &Rules, context: &mut RuleContext, gift: &GiftReceived, actor: &Actor) {
    let mut left = gift.count;
    // A gift of unknown price is taken for the cheapest.
    for index in rules.gift_rules(gift.gift_id, &gift.gift, gift.diamonds_each.max(1)) {
        let Some(rule) = rules.gifts.get(index) else { continue };
        let taken = context.grant(RuleKey::Gift(index), &rule.limits, actor, left);
        if taken > 0 {
            serve(rules, context, &GiftReceived { count: taken, ..gift.clone() }, actor, index);
        }
        left -= taken.min(left);
        if left == 0 {
            return;
        }
    }
    // Nobody is refused: a gift that no rule takes still sends the simplest troop.
    if let Some(actions) = unruled(rules) {
        perform(rules, context, actor, &actions, cause(rules, gift, left), ActionFilter::All);
    }
    delivered(context, gift, left);
}

/// Lets units that a rule has taken act, or wait for its cooldown.
fn serve(rules: &Rules, context: &mut RuleContext, gift: &GiftReceived, actor: &Actor, index: usize) {
    let Some(rule) = rules.gifts.get(index) else {
        // The rules have changed since.
        act(rules, context, gift, actor);
        return;
    };
    if !context.begin_use(RuleKey::Gift(index), &rule.limits, actor) {
        context.pending.push(Pending::Taken(gift.clone(), actor.clone(), index));
        return;
    }
    perform(rules, context, actor, &rule.actions, cause(rules, gift, gift.count), ActionFilter::All);
    delivered(context, gift, gift.count);
}

/// Units have acted: into the book, and told to whoever wants to know.
fn delivered(context: &mut RuleContext, gift: &GiftReceived, units: u32) {
    context.ledger.act(gift.test, units);
    let (giver, gift, receipt) = (gift.viewer.id.clone(), gift.gift.clone(), gift.receipt.number);
    context.ask.delivered.write(GiftDelivered { giver, gift, receipt, units });
}

fn cause<'a>(rules: &Rules, gift: &'a GiftReceived, units: u32) -> Cause<'a> {
    Cause { gift: shown_name(rules, gift), times: units, diamonds_each: gift.diamonds_each, count: u64::from(units) }
}

/// What a gift does that no rule answers: the cheapest troop, for each of the diamonds such a troop is worth.
fn unruled(rules: &Rules) -> Option<[Action; 1]> {
    let (index, cheapest) = rules.units.iter().enumerate().min_by_key(|(_, unit)| unit.worth)?;
    let unit = UnitKind(u16::try_from(index).ok()?);
    Some([Action::Spawn { unit, count: 1, per: Per::Diamond(cheapest.worth.max(1)), max: None }])
}

/// The gift as the line of it says: by its name only where the rules let gifts be named, and how many.
fn told(rules: &Rules, gift: &GiftReceived) -> Filling {
    let nameless = !rules.names_gifts() || gift.gift.is_empty() || rules.safety.filter.is_rude(&gift.gift);
    let named = if nameless {
        Filling::Text(LocalizedText::keyed(TextKey::SomeGift, Vec::new()))
    } else {
        Filling::As(gift.gift.clone())
    };
    if gift.streak < 2 {
        return named;
    }
    let places = vec![("gift", named), ("count", Filling::number(gift.streak.into()))];
    let english = format!("{} ×{}", if nameless { "a gift" } else { &*gift.gift }, gift.streak);
    Filling::Text(LocalizedText::of_rules(english.into(), "{gift} ×{count}".into(), places))
}

fn shown_name<'a>(rules: &Rules, gift: &'a GiftReceived) -> &'a str {
    if gift.gift.is_empty() || rules.safety.filter.is_rude(&gift.gift) { "a gift" } else { &gift.gift }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::interaction::{
        inbox::{Entry, Inbox},
        ledger::{Count, Ledger},
        testing::*,
    };
    use crate::{
        arena::Phase,
        base::{PlayerId, TeamId},
        roster::Roster,
        rules::{Limits, MenuStyle, Once, Platform, RoundPart, When, Who},
    };
    use bevy_tiktool::Fact;

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
    fn gifts_are_named_on_the_stage_only_where_the_rules_let_them() {
        let mut game = TestGame::in_battle();
        let told = |game: &mut TestGame, streak| {
            game.tell([gift(1, "Rose", 1, 1, streak)]);
            game.asked().lines.last().map(|line| line.text.to_string()).unwrap_or_default()
        };
        assert_eq!([told(&mut game, 1), told(&mut game, 5)], ["Viewer 1: a gift", "Viewer 1: a gift ×5"]);
        game.rules(|rules| rules.safety.platform = Platform::None);
        assert_eq!([told(&mut game, 1), told(&mut game, 5)], ["Viewer 1: Rose", "Viewer 1: Rose ×5"]);
        game.rules(|rules| (rules.safety.platform, rules.stage.menu) = (Platform::TikTok, MenuStyle::Gifts));
        assert_eq!(told(&mut game, 1), "Viewer 1: Rose", "the streamer chose it");
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

    fn order(game: &mut TestGame, entry: Entry) {
        let coming = game.app.world().resource::<crate::arena::Tick>().0 + 1;
        game.app.world_mut().resource_mut::<Inbox>().post(coming, entry);
        game.tell([]);
    }

    #[test]
    fn gifts_on_hold_wait_and_are_delivered_in_order_half_a_second_apart() {
        let mut game = TestGame::in_battle();
        order(&mut game, Entry::Held(true));
        game.tell([gift(1, "Rose", 1, 1, 1), gift(2, "Rose", 1, 2, 2), chat(3, "2")]);
        assert!(game.asked().spawns.is_empty());
        assert_eq!(game.app.world().resource::<Ledger>().paid.waiting, 3);
        order(&mut game, Entry::Held(false));
        let mut acted = Vec::new();
        for tick in 0..40 {
            // What comes meanwhile queues up.
            if tick == 3 {
                game.tell([gift(3, "Rose", 1, 3, 3)]);
            } else {
                game.tell([]);
            }
            let count = game.asked().spawned("militia");
            if count > 0 {
                acted.push((tick, count));
            }
        }
        assert_eq!(acted, [(0, 1), (15, 2), (30, 3)]);
        game.tell([gift(1, "Rose", 1, 1, 1)]);
        assert_eq!(game.asked().spawned("militia"), 1, "and then at once as ever");
        let paid = game.app.world().resource::<Ledger>().paid;
        assert_eq!((paid.received, paid.fulfilled, paid.waiting), (7, 7, 0));
    }

    #[test]
    fn a_passer_by_is_served_and_helps_the_side_behind() {
        let mut game = TestGame::in_battle();
        game.lead(0.9);
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
    /// What one Rose of each giver calls: a militia by its rule, an archer by that for its price.
    fn call(game: &mut TestGame, givers: &[u64]) -> (u32, u32) {
        for giver in givers {
            game.tell([gift(*giver, "Rose", 1, 1, 1)]);
        }
        let asked = game.asked();
        (asked.spawned("militia"), asked.spawned("archer"))
    }

    #[test]
    fn a_gift_rule_that_acts_once_leaves_the_rest_to_the_next() {
        let mut game = TestGame::in_battle();
        game.rules(|rules| rules.gifts[0].limits.once = Some(Once::Round));
        game.tell([gift(1, "Rose", 1, 3, 3)]);
        let asked = game.asked();
        assert_eq!((asked.spawned("militia"), asked.spawned("archer")), (1, 2), "one of three units");
        assert_eq!(call(&mut game, &[1, 2]), (1, 1), "each viewer once");
        game.round(2);
        assert_eq!(call(&mut game, &[1]), (1, 0));
        assert_eq!(game.app.world().resource::<Ledger>().paid.fulfilled, 6);
    }

    #[test]
    fn what_a_gift_rule_asks_for_and_misses_goes_to_the_next() {
        let mut game = TestGame::in_battle();
        let mut asks = |limits: Limits| {
            game.rules(|rules| rules.gifts[0].limits = limits);
            call(&mut game, &[1])
        };
        assert_eq!(asks(Limits { who: Who::Subscriber, ..Limits::default() }), (0, 1));
        assert_eq!(asks(Limits { energy: 50, ..Limits::default() }), (0, 1));
        assert_eq!(asks(Limits { when: vec![When::Losing], ..Limits::default() }), (0, 1));
        assert_eq!(asks(Limits { when: vec![When::Phase(RoundPart::Battle)], ..Limits::default() }), (1, 0));
        game.lead(-0.9);
        game.rules(|rules| rules.gifts[0].limits = Limits { when: vec![When::Losing], ..Limits::default() });
        assert_eq!(call(&mut game, &[1, 2]), (1, 1), "only the side that loses");
    }

    #[test]
    fn a_gift_of_chance_gives_the_other_rule_where_it_misses() {
        let mut game = TestGame::in_battle();
        game.rules(|rules| rules.gifts[0].limits.chance = 25);
        game.tell([gift(1, "Rose", 1, 20_000, 20_000)]);
        let asked = game.asked();
        let (hit, missed) = (asked.spawned("militia"), asked.spawned("archer"));
        assert_eq!(hit + missed, 20_000);
        assert!((4_500..5_500).contains(&hit), "{hit}");
        let mut again = TestGame::in_battle();
        again.rules(|rules| rules.gifts[0].limits.chance = 25);
        again.tell([gift(1, "Rose", 1, 20_000, 20_000)]);
        assert_eq!(again.asked().spawned("militia"), hit, "the same seed, the same luck");
    }

    #[test]
    fn what_a_rule_took_by_chance_waits_for_it_and_rolls_no_more() {
        let mut game = TestGame::in_battle();
        game.rules(|rules| {
            rules.gifts[0].limits = Limits { chance: 50, ..Limits::default() };
            rules.gifts[1].limits.cooldown_s = 2.0;
        });
        game.tell([gift(1, "Rose", 1, 1_000, 1_000), gift(1, "Rose", 1, 1_000, 2_000)]);
        let first = game.asked();
        let waiting = u32::try_from(game.app.world().resource::<Ledger>().paid.waiting).unwrap();
        assert!(waiting > 300 && first.spawned("militia") + first.spawned("archer") + waiting == 2_000);
        for _ in 0..61 {
            game.tell([]);
        }
        let later = game.asked();
        assert_eq!((later.spawned("militia"), later.spawned("archer")), (0, waiting));
        assert_eq!(game.app.world().resource::<Ledger>().paid.fulfilled, 2_000);
    }

    fn any_limits() -> impl Strategy<Value = Limits> {
        let once = prop_oneof![Just(None), Just(Some(Once::Round)), Just(Some(Once::Stream))];
        let when = prop_oneof![
            Just(When::Losing),
            Just(When::Winning),
            Just(When::LastSeconds(30)),
            Just(When::Phase(RoundPart::SuddenDeath)),
            Just(When::Lane(1)),
            Just(When::Players(2)),
        ];
        let who = prop_oneof![Just(Who::Anyone), Just(Who::Subscriber)];
        let rests = (prop_oneof![Just(0.0_f32), 0.0..0.3_f32], prop_oneof![Just(0.0_f32), 0.0..0.3_f32]);
        (rests, who, 0..=2_u8, once, 1..=100_u8, proptest::collection::vec(when, 0..2)).prop_map(
            |((cooldown_s, team_cooldown_s), who, energy, once, chance, when)| Limits {
                cooldown_s,
                team_cooldown_s,
                who,
                energy,
                once,
                chance,
                when,
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Whatever limits the rules carry, every unit acts exactly once, and nothing is left when the cooldowns are over.
        #[test]
        fn every_unit_acts_exactly_once(
            first in any_limits(),
            second in any_limits(),
            gifts in proptest::collection::vec((0..3_u64, 1..40_u32, 0..3_usize), 1..24),
        ) {
            let mut game = TestGame::in_lobby();
            game.rules(|rules| {
                // Each unit calls exactly one troop, by whichever rule.
                rules.gifts[1].actions.truncate(1);
                (rules.gifts[0].limits, rules.gifts[1].limits) = (first, second);
            });
            let (mut came, mut spawned) = (0, 0);
            let half = gifts.len() / 2;
            for (nth, (giver, count, ticks)) in gifts.into_iter().enumerate() {
                if nth == half {
                    game.phase(Phase::Battle);
                }
                came += count;
                game.tell([gift(giver, "Rose", 1, count, count)]);
                (0..ticks).for_each(|_| game.tell([]));
                let asked = game.asked();
                spawned += asked.spawned("militia") + asked.spawned("archer");
                let paid = game.app.world().resource::<Ledger>().paid;
                prop_assert_eq!(paid.received, u64::from(came));
                prop_assert_eq!(paid.fulfilled, u64::from(spawned));
                prop_assert_eq!(paid.waiting, u64::from(came - spawned));
            }
            game.phase(Phase::Battle);
            for _ in 0..24 * 2 * 10 {
                game.tell([]);
            }
            let asked = game.asked();
            spawned += asked.spawned("militia") + asked.spawned("archer");
            prop_assert_eq!(spawned, came);
        }
    }
}
