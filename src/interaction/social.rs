//! Everything else that TikTok tells: follows, shares, subscriptions, matches, and any event that a rule names.

use super::{
    actions::{Cause, Part, perform, wants_battle},
    desk::{Actor, Desk},
    gifts::KeptDeed,
};
use crate::{
    live::{BattleState, Fact, SocialKind, Viewer},
    rules::{Rules, Trigger},
};

/// Answers a fact that is no gift, like, chat line or count.
pub(super) fn receive(rules: &Rules, desk: &mut Desk, fact: &Fact) {
    let Some((trigger, viewer)) = trigger(fact) else { return };
    let actions = rules.events.get(&trigger);
    // Entering the room, or an event that no rule answers, is not yet doing something.
    let takes_part = actions.is_some() || !matches!(trigger, Trigger::Member | Trigger::Event(_));
    let actor = match viewer {
        Some(viewer) if takes_part => desk.arrive(rules, viewer, None),
        Some(_) => return,
        None => Actor::side(rules, desk.behind()),
    };
    let Some(actions) = actions else { return };
    if desk.fights() {
        perform(rules, desk, &actor, actions, Cause::ONCE, Part::All);
        return;
    }
    perform(rules, desk, &actor, actions, Cause::ONCE, Part::Peace);
    if wants_battle(actions) {
        desk.kept.push(KeptDeed::Actions(actions.as_slice().into(), actor));
    }
}

/// The rules' name of a fact, and who did it, if it is someone's deed.
fn trigger(fact: &Fact) -> Option<(Trigger, Option<&Viewer>)> {
    Some(match fact {
        Fact::Social(social) => (social_trigger(social.kind), Some(&social.viewer)),
        Fact::Battle { state: BattleState::Starting } => (Trigger::BattleStart, None),
        Fact::Battle { state: BattleState::Ended } => (Trigger::BattleEnd, None),
        Fact::StreamEnded => (Trigger::StreamEnd, None),
        Fact::LinkRestored { .. } => (Trigger::LinkRestored, None),
        Fact::Other { name, viewer } => {
            let known = viewer.id.is_some() || !viewer.name.is_empty();
            (Trigger::Event(name.clone()), known.then_some(viewer))
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
    use super::super::testing::*;
    use crate::{
        arena::Phase,
        live::{BattleState, Fact, SocialKind, Viewer},
        rules::{Action, Style, TeamId, Trigger},
    };

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
        game.castle(TeamId::RIGHT, 1);
        game.rules(|rules| {
            let say = |text: &str| vec![Action::Announce { text: text.into(), style: Style::Big }];
            rules.events.insert(Trigger::Event("poll".into()), say("{name} polls for {team}"));
            rules.events.insert(Trigger::BattleStart, say("A match!"));
        });
        let other = |name: &str, viewer| Fact::Other { name: name.into(), viewer };
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
