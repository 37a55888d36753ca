//! Everything else that TikTok tells: follows, shares, subscriptions, matches, and any event that a rule names.

use super::{
    actions::{ActionFilter, Cause, perform, wants_battle},
    actor::Actor,
    context::RuleContext,
    limits::Admission,
    pending::Pending,
    rule_key::RuleKey,
};
use crate::rules::{Rules, Trigger};
use bevy_tiktool::{Fact, SocialKind, Viewer};

/// Answers a fact that is no gift, like, chat line or count, and nothing that [`moments`](super::moments) knows.
pub(super) fn receive(rules: &Rules, context: &mut RuleContext, fact: &Fact) {
    let Some((trigger, viewer)) = trigger(fact) else { return };
    let Some(viewer) = viewer else {
        fire(rules, context, &trigger, 1);
        return;
    };
    // Entering the room, or an event that no rule answers, is not yet doing something.
    let deed = !matches!(trigger, Trigger::Member | Trigger::Pin | Trigger::Event(_));
    if deed || rules.events.contains_key(&trigger) {
        let actor = context.arrive(rules, viewer, None);
        act(rules, context, &trigger, &actor, 1);
    }
}

/// Lets the rule for something of the whole room act, if there is one, for the side that is behind. `count` is what
/// `{count}` shows.
pub(super) fn fire(rules: &Rules, context: &mut RuleContext, trigger: &Trigger, count: u64) {
    let actor = Actor::side(rules, context.behind());
    act(rules, context, trigger, &actor, count);
}

fn act(rules: &Rules, context: &mut RuleContext, trigger: &Trigger, actor: &Actor, count: u64) {
    let found = rules.events.iter().enumerate().find(|(_, (known, _))| *known == trigger);
    let Some((index, (_, rule))) = found else { return };
    if context.admit(RuleKey::Event(index), &rule.limits, actor) != Admission::Acts {
        return;
    }
    let cause = Cause { count, ..Cause::ONCE };
    if context.fights() {
        perform(rules, context, actor, &rule.actions, cause, ActionFilter::All);
        return;
    }
    perform(rules, context, actor, &rule.actions, cause, ActionFilter::Peace);
    if wants_battle(&rule.actions) {
        context.pending.push(Pending::Actions(rule.actions.as_slice().into(), actor.clone()));
    }
}

/// The rules' name of a fact, and who did it, if it is someone's deed.
fn trigger(fact: &Fact) -> Option<(Trigger, Option<&Viewer>)> {
    Some(match fact {
        Fact::Social(social) => (social_trigger(social.kind), Some(&social.viewer)),
        Fact::StreamPaused(true) => (Trigger::StreamPaused, None),
        Fact::StreamPaused(false) => (Trigger::StreamResumed, None),
        Fact::ChatDeleted { .. } => (Trigger::of_wire("imDelete"), None),
        Fact::LinkLost => (Trigger::LinkLost, None),
        Fact::LinkRestored { .. } => (Trigger::LinkRestored, None),
        Fact::Other { name, viewer, .. } => {
            let trigger = Trigger::of_wire(name);
            // A rank, say, is not the deed of whom it names.
            let deed = matches!(trigger, Trigger::Event(_) | Trigger::Pin);
            let known = viewer.id.is_some() || !viewer.name.is_empty();
            (trigger, (deed && known).then_some(viewer))
        }
        _ => return None,
    })
}

fn social_trigger(kind: SocialKind) -> Trigger {
    match kind {
        SocialKind::Member => Trigger::Member,
        SocialKind::Follow => Trigger::Follow,
        SocialKind::Share => Trigger::Share,
        SocialKind::Subscribe => Trigger::Subscribe,
        SocialKind::Emote => Trigger::Emote,
        SocialKind::Question => Trigger::Question,
        SocialKind::Envelope => Trigger::Envelope,
    }
}

#[cfg(test)]
mod tests {
    use crate::interaction::testing::*;
    use crate::{
        arena::Phase,
        rules::{Action, EventRule, Limits, Style, Trigger},
    };
    use bevy_tiktool::{BattleState, Fact, SocialKind, Viewer};

    #[test]
    fn a_follow_sends_an_archer_and_says_so() {
        let mut game = TestGame::in_battle();
        game.tell([social(1, SocialKind::Follow)]);
        let asked = game.asked();
        assert_eq!(asked.spawned("archer"), 1);
        assert!(asked.lines.iter().any(|line| &*line.text == "Viewer 1 follows: an archer!"));
    }

    #[test]
    fn a_follow_in_the_lobby_is_thanked_now_and_fights_later() {
        let mut game = TestGame::in_lobby();
        game.tell([social(1, SocialKind::Follow)]);
        let asked = game.asked();
        assert!(asked.spawns.is_empty());
        assert!(asked.lines.iter().any(|line| line.text.contains("follows")));
        game.phase(Phase::Battle);
        game.tell([]);
        let asked = game.asked();
        assert_eq!(asked.spawned("archer"), 1);
        assert!(asked.lines.is_empty(), "thanked once");
    }

    #[test]
    fn entering_the_room_is_not_playing() {
        let mut game = TestGame::in_battle();
        game.tell([social(1, SocialKind::Member)]);
        assert!(game.asked().joins.is_empty());
    }

    #[test]
    fn any_event_can_be_answered_by_name() {
        let mut game = TestGame::in_battle();
        game.lead(0.9);
        game.rules(|rules| {
            let say = |text: &str| EventRule {
                actions: vec![Action::Announce { text: text.into(), style: Style::Big }],
                limits: Limits::default(),
            };
            rules.events.insert(Trigger::Event("poll".into()), say("{name} polls for {team}"));
            rules.events.insert(Trigger::BattleStart, say("A match!"));
        });
        let other = |name: &str, viewer| Fact::Other { name: name.into(), viewer, data: "".into() };
        game.tell([
            other("poll", viewer(1, "Mia")),
            other("poll", Viewer::default()),
            other("unknown", viewer(2, "Bo")),
            Fact::Battle { state: BattleState::Starting },
            Fact::Battle { state: BattleState::Active },
        ]);
        let asked = game.asked();
        let big: Vec<_> =
            asked.lines.iter().filter(|line| line.style == Style::Big).map(|line| line.text.to_string()).collect();
        assert_eq!(big, ["Mia polls for Ember", "Tide polls for Tide", "A match!"]);
        assert_eq!(asked.joins.len(), 1, "Bo did nothing that counts");
    }
}
