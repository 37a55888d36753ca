//! Moments of the whole room: viewer counts, spoken words, goals, matches, the end of the stream.

use super::{context::RuleContext, occasions::LeadChange, social::fire};
use crate::{
    locale::fold,
    rules::{Rules, Trigger, speaks},
};
use bevy_tiktool::{BattleState, Fact};

/// Answers a fact of the room; false for any other.
pub(super) fn receive(rules: &Rules, context: &mut RuleContext, fact: &Fact) -> bool {
    match fact {
        Fact::Caption { text } => hear(rules, context, text),
        Fact::Goal { key, now, target } => {
            fire(rules, context, &Trigger::Goal, *now);
            if context.occasions.reaches(key, *now, *target) {
                fire(rules, context, &Trigger::GoalReached, *target);
            }
        }
        Fact::Scored { own, other } => {
            fire(rules, context, &Trigger::Armies, *own);
            match context.occasions.score(*own, *other) {
                Some(LeadChange::Ahead) => fire(rules, context, &Trigger::BattleAhead, *own),
                Some(LeadChange::Behind) => fire(rules, context, &Trigger::BattleBehind, *own),
                None => {}
            }
        }
        Fact::Battle { state } => battle(rules, context, *state),
        Fact::StreamEnded => {
            fire(rules, context, &Trigger::StreamEnd, 1);
            context.occasions.end_stream();
        }
        _ => return false,
    }
    true
}

/// Answers the highest count that is reached for the first time in the stream.
pub(super) fn viewers(rules: &Rules, context: &mut RuleContext, present: u64) {
    let before = context.occasions.count_viewers(present);
    let reached = rules.events.keys().filter_map(|trigger| match trigger {
        Trigger::Viewers(count) => Some(*count).filter(|count| (before + 1..=present).contains(&u64::from(*count))),
        _ => None,
    });
    if let Some(count) = reached.max() {
        fire(rules, context, &Trigger::Viewers(count), u64::from(count));
    }
}

/// Every rule whose words are spoken acts once for a line.
fn hear(rules: &Rules, context: &mut RuleContext, text: &str) {
    let said = fold(text);
    for trigger in rules.events.keys() {
        if let Trigger::Caption(words) = trigger
            && words.iter().any(|word| speaks(&said, word))
        {
            fire(rules, context, trigger, 1);
        }
    }
}

fn battle(rules: &Rules, context: &mut RuleContext, state: BattleState) {
    if context.occasions.begins_match(state) {
        fire(rules, context, &Trigger::BattleStart, 1);
    }
    if state == BattleState::Ended {
        fire(rules, context, &Trigger::BattleEnd, 1);
        match context.occasions.end_match() {
            Some(true) => fire(rules, context, &Trigger::BattleWon, 1),
            Some(false) => fire(rules, context, &Trigger::BattleLost, 1),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::arena::{BeaconRequested, RoundRequested};
    use crate::interaction::testing::*;
    use bevy_tiktool::{BattleState, Fact, ViewersCounted};

    const EVENTS: &str = r#"
        Viewers(50): [Announce(text: "fifty", style: Big)],
        Viewers(100): [Announce(text: "{count} viewers", style: Big)],
        Caption(["Fight!", "攻撃"]): (do: [Announce(text: "heard", style: Big)], team_cooldown_s: 1),
        Goal: [Announce(text: "at {count}", style: Big)],
        GoalReached: [Announce(text: "reached {count}", style: Big), Beacon, Extend(20)],
        BattleStart: [Announce(text: "start", style: Big), Round(Restart)],
        BattleAhead: [Announce(text: "ahead", style: Big)],
        BattleBehind: [Announce(text: "behind", style: Big)],
        BattleWon: [Announce(text: "won", style: Big)],
        BattleLost: [Announce(text: "lost", style: Big)],
        BattleEnd: [Announce(text: "end", style: Big)],
        Armies: (do: [Announce(text: "scores", style: Big)], once: Round),
        Pin: [Announce(text: "pinned {name}", style: Big)],
        Rank: [Announce(text: "rank", style: Big)],
        Intro: [Announce(text: "intro", style: Big)],
        StreamPaused: [Announce(text: "paused", style: Big)],
        StreamResumed: [Announce(text: "resumed", style: Big)],
        StreamEnd: [Announce(text: "over", style: Big)],
        LinkLost: [Announce(text: "lost link", style: Big)],
    "#;

    fn seen(count: u64) -> Fact {
        Fact::Viewers(ViewersCounted { present: count })
    }

    fn said(text: &str) -> Fact {
        Fact::Caption { text: text.into() }
    }

    #[test]
    fn a_count_is_reached_once_a_stream_and_the_highest_speaks() {
        let mut game = TestGame::with_events(EVENTS);
        game.tell([seen(49), seen(120), seen(30), seen(200)]);
        assert_eq!(game.banners(), ["100 viewers"]);
        game.tell([Fact::StreamEnded, seen(60), seen(100)]);
        assert_eq!(game.banners(), ["over", "fifty", "100 viewers"]);
    }

    #[test]
    fn spoken_words_are_heard_and_rest() {
        let mut game = TestGame::with_events(EVENTS);
        game.tell([said("now we will fight them"), said("fight"), said("fighters")]);
        assert_eq!(game.banners(), ["heard"], "the second within a second, the third another word");
        for _ in 0..30 {
            game.tell([]);
        }
        game.tell([said("さあ攻撃だ")]);
        assert_eq!(game.banners(), ["heard"]);
    }

    #[test]
    fn a_goal_moves_and_is_reached_once() {
        let mut game = TestGame::with_events(EVENTS);
        let goal = |now| Fact::Goal { key: "likes".into(), now, target: 100 };
        game.tell([goal(99), goal(100), goal(101)]);
        assert_eq!(game.banners(), ["at 99", "at 100", "reached 100", "at 101"]);
        assert_eq!(game.sent::<BeaconRequested>(), [BeaconRequested { lane: None }]);
        assert_eq!(game.sent::<RoundRequested>(), [RoundRequested::Extend(20)]);
    }

    #[test]
    fn a_match_is_told_from_start_to_end() {
        let mut game = TestGame::with_events(EVENTS);
        let state = |state| Fact::Battle { state };
        let score = |own, other| Fact::Scored { own, other };
        game.tell([state(BattleState::Starting), state(BattleState::Active), score(1, 0), score(1, 5), score(2, 5)]);
        assert_eq!(game.banners(), ["start", "scores", "ahead", "behind"]);
        assert_eq!(game.sent::<RoundRequested>(), [RoundRequested::Restart]);
        game.tell([state(BattleState::Ended)]);
        assert_eq!(game.banners(), ["end", "lost"]);
        // A match that is only heard of while it runs begins then, and of one without scores nobody knows who won.
        game.tell([state(BattleState::Active), state(BattleState::Ended)]);
        assert_eq!(game.banners(), ["start", "end"]);
        game.tell([state(BattleState::Active), score(9, 3), state(BattleState::Ended)]);
        assert_eq!(game.banners(), ["start", "ahead", "end", "won"]);
    }

    #[test]
    fn everything_else_of_the_room_has_a_name() {
        let mut game = TestGame::with_events(EVENTS);
        let other = |name: &str| Fact::Other { name: name.into(), viewer: viewer(1, "Mia"), data: "".into() };
        game.tell([other("roomPin"), other("rankUpdate"), other("hourlyRank"), other("liveIntro"), other("control")]);
        assert_eq!(game.banners(), ["pinned Mia", "rank", "rank", "intro"]);
        game.tell([Fact::StreamPaused(true), Fact::StreamPaused(false), Fact::LinkLost]);
        assert_eq!(game.banners(), ["paused", "resumed", "lost link"]);
    }
}
