//! Chat: a word joins a side, moves the hero, fires the ult.

use super::{
    actions::{ActionFilter, Cause, perform, wants_peace},
    context::RuleContext,
    limits::Admission,
    rule_key::RuleKey,
    take_down,
};
use crate::{arena::RefusalRequested, rules::Rules};
use bevy_tiktool::ChatReceived;

/// Answers a line of chat. Any line makes its writer a player; a word of the rules does something.
pub(super) fn receive(rules: &Rules, context: &mut RuleContext, chat: &ChatReceived) {
    if take_down::command(context, chat) {
        return;
    }
    let has_side = context.roster.known(&chat.viewer).is_some_and(|player| player.team.is_some());
    let wish = if has_side { rules.join_word_alone(&chat.text) } else { rules.join_word(&chat.text) };
    let actor = context.arrive(rules, &chat.viewer, wish);
    let Some(player) = actor.player else { return };
    context.lines.note(chat.message, player);
    if let Some(player) = context.roster.player_mut(player) {
        player.chats += 1;
    }
    if let Some(language) = &chat.language {
        let tick = context.tick.0;
        context.room.languages.hear(player, language, tick);
    }
    if wish.is_some() {
        return;
    }
    let Some((index, rule)) = rules.chat_rule(&chat.text).and_then(|index| Some((index, rules.chat.get(index)?)))
    else {
        return;
    };
    // Without a battle orders are dropped, and then neither energy nor cooldown is spent on them.
    let part = if context.fights() { ActionFilter::All } else { ActionFilter::Peace };
    if part == ActionFilter::Peace && !wants_peace(&rule.actions) {
        return;
    }
    if context.admit(RuleKey::Chat(index), &rule.limits, &actor) == Admission::Acts {
        perform(rules, context, &actor, &rule.actions, Cause::ONCE, part);
    } else if part == ActionFilter::All {
        context.ask.refusals.write(RefusalRequested { player });
    }
}

#[cfg(test)]
mod tests {
    use crate::interaction::testing::*;
    use crate::{
        arena::Order,
        base::{PlayerId, TeamId},
        roster::Roster,
        rules::{Stance, Step, Who},
    };

    #[test]
    fn anything_said_joins_the_smaller_side_once() {
        let mut game = TestGame::in_battle();
        game.tell([chat(1, "hello"), chat(1, "again"), chat(2, "hi")]);
        let asked = game.asked();
        assert_eq!(asked.joins.len(), 2);
        assert_ne!(asked.joins[0].team, asked.joins[1].team);
        assert_eq!(asked.boosts.iter().filter(|boost| boost.wake).count(), 3);
        let roster = game.app.world().resource::<Roster>();
        assert_eq!(roster.player(PlayerId(0)).unwrap().chats, 2);
    }

    #[test]
    fn a_word_joins_a_side_and_may_change_it_once_a_round() {
        let mut game = TestGame::in_lobby();
        game.tell([chat(1, "2")]);
        assert_eq!(game.asked().joins[0].team, Some(TeamId::RIGHT));
        game.tell([chat(1, "1"), chat(1, "2"), chat(1, "1")]);
        let joins = game.asked().joins;
        assert_eq!(joins.len(), 1, "the second change waits for the next round");
        assert_eq!(joins[0].team, Some(TeamId::LEFT));
        game.round(2);
        game.tell([chat(1, "2")]);
        assert_eq!(game.asked().joins[0].team, Some(TeamId::RIGHT));
    }

    #[test]
    fn talk_about_a_side_changes_nobodys_side() {
        let mut game = TestGame::in_lobby();
        game.tell([chat(1, "1 please")]);
        assert_eq!(game.asked().joins[0].team, Some(TeamId::LEFT), "a first word is a wish");
        game.tell([chat(1, "2 never loses"), chat(1, "2 of them!")]);
        assert!(game.asked().joins.is_empty());
        game.tell([chat(1, "2 🌊!")]);
        assert_eq!(game.asked().joins[0].team, Some(TeamId::RIGHT));
    }

    #[test]
    fn orders_reach_the_own_hero_in_order() {
        let mut game = TestGame::in_battle();
        game.tell([chat(1, "up"), chat(1, "hold")]);
        let orders: Vec<_> = game.asked().moves.iter().map(|asked| (asked.player.0, asked.order)).collect();
        assert_eq!(orders, [(0, Order::Step(Step::Up)), (0, Order::Stance(Stance::Hold))]);
    }

    #[test]
    fn orders_without_a_battle_are_dropped_but_me_is_answered() {
        let mut game = TestGame::in_lobby();
        game.tell([chat(1, "up"), chat(1, "ult"), chat(1, "me")]);
        let asked = game.asked();
        assert!(asked.moves.is_empty() && asked.powers.is_empty());
        assert_eq!(asked.flares.len(), 1);
    }

    #[test]
    fn ult_needs_energy_pays_it_once_and_cools_down() {
        let mut game = TestGame::in_battle();
        game.tell([chat(1, "ult")]);
        assert!(game.asked().powers.is_empty(), "no hero on the field yet");
        game.hero(PlayerId(0), 9_900);
        game.tell([chat(1, "ult")]);
        assert!(game.asked().powers.is_empty(), "99 of 100");
        game.hero(PlayerId(0), 10_000);
        game.tell([chat(1, "ult"), chat(1, "ult")]);
        let asked = game.asked();
        assert_eq!(asked.powers.len(), 1);
        assert_eq!(asked.boosts.iter().map(|boost| boost.energy).sum::<i32>(), -10_000);
        game.tell([chat(1, "ult")]);
        assert!(game.asked().powers.is_empty(), "20 s between two");
        for _ in 0..20 * 30 {
            game.tell([]);
        }
        game.tell([chat(1, "ult")]);
        assert_eq!(game.asked().powers.len(), 1);
    }

    #[test]
    fn an_order_that_cannot_be_is_shown_as_such_while_a_battle_runs() {
        let mut game = TestGame::in_battle();
        game.hero(PlayerId(0), 9_900);
        game.tell([chat(1, "ult"), chat(1, "up"), chat(1, "nice")]);
        assert_eq!(game.asked().refusals.iter().map(|asked| asked.player).collect::<Vec<_>>(), [PlayerId(0)]);
        let mut game = TestGame::in_lobby();
        game.tell([chat(1, "ult"), chat(1, "me"), chat(1, "me")]);
        assert!(game.asked().refusals.is_empty());
    }

    #[test]
    fn who_is_asked_for() {
        let mut game = TestGame::in_battle();
        game.rules(|rules| rules.chat.iter_mut().for_each(|rule| rule.limits.who = Who::Moderator));
        game.tell([chat(1, "up")]);
        assert!(game.asked().moves.is_empty());
        game.tell([moderator_says(1, "up")]);
        assert_eq!(game.asked().moves.len(), 1);
    }
}
