//! Taking names down, and bringing them back: by a moderator's `!hide` and `!show`, and when a line is deleted. Whoever it
//! is plays on; their gifts count.

use bevy_tiktool::ChatReceived;

use super::{
    context::RuleContext,
    hidden::{HiddenBy, NameHidden},
};
use crate::{base::PlayerId, rules::Rules};

/// Obeys a moderator's `!hide name` and `!show name`; false for any other line, and for anybody else's.
pub(super) fn command(context: &mut RuleContext, chat: &ChatReceived) -> bool {
    let Some((word, name)) = chat.text.trim().split_once(char::is_whitespace).filter(|_| chat.viewer.moderator) else {
        return false;
    };
    let hide = match word.to_lowercase().as_str() {
        "!hide" => true,
        "!show" => false,
        _ => return false,
    };
    for player in context.roster.meant(name) {
        set(context, player, hide, HiddenBy::Moderator);
    }
    true
}

/// A line was deleted: what its writer is called may be why.
pub(super) fn deleted(rules: &Rules, context: &mut RuleContext, message: u64) {
    if let Some(player) = context.lines.writer(message).filter(|_| rules.safety.hide_deleted) {
        let player = context.roster.whole(player);
        set(context, player, true, HiddenBy::Deletion);
    }
}

fn set(context: &mut RuleContext, player: PlayerId, hide: bool, by: HiddenBy) {
    let Some(player) = context.roster.player(player) else { return };
    let viewer = &player.viewer;
    let (Some(account), handle, name) = (viewer.id.clone(), viewer.handle.clone(), viewer.name.clone()) else { return };
    if player.is_hidden() != hide {
        context.roster.hide(&account, hide);
        context.ask.hidden.write(NameHidden { account, handle, name, hide, by });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        base::TeamId,
        interaction::{Entry, OperatorRequested, inbox::Inbox, testing::*},
        roster::Roster,
    };
    use bevy::prelude::*;
    use bevy_tiktool::{Fact, ViewerId};

    fn hidden(game: &mut TestGame) -> Vec<(String, bool, HiddenBy)> {
        game.sent::<NameHidden>().into_iter().map(|told| (told.name.to_string(), told.hide, told.by)).collect()
    }

    #[test]
    fn a_moderator_takes_a_name_down_and_brings_it_back() {
        let mut game = TestGame::in_battle();
        game.tell([named_chat(1, "Nasty", "1"), chat(2, "2"), chat(2, "!hide Nasty")]);
        assert_eq!(game.name(0), "Nasty", "not everybody may");
        game.tell([
            moderator_says(2, "!HIDE  nasty "),
            moderator_says(2, "!hide nasty"),
            moderator_says(2, "!hide nobody"),
        ]);
        assert!(game.name(0).starts_with("Viewer "));
        assert_eq!(hidden(&mut game), [("Nasty".to_owned(), true, HiddenBy::Moderator)], "once");
        game.asked();
        game.tell([gift(1, "Rose", 1, 1, 1)]);
        assert_eq!(game.asked().spawned("militia"), 1, "plays on");
        let shown = game.name(0);
        game.tell([moderator_says(2, &format!("!show {shown}"))]);
        assert_eq!(hidden(&mut game), [("Viewer 1".to_owned(), false, HiddenBy::Moderator)]);
    }

    #[test]
    fn who_wrote_a_line_that_is_deleted_is_not_named_any_more() {
        let mut game = TestGame::in_battle();
        let line = |message| match named_chat(1, "Nasty", "hi") {
            Fact::Chat(chat) => Fact::Chat(ChatReceived { message, ..chat }),
            other => other,
        };
        game.tell([line(77), Fact::ChatDeleted { message: 78 }]);
        assert_eq!(game.name(0), "Nasty", "that was another line");
        game.rules(|rules| rules.safety.hide_deleted = false);
        game.tell([Fact::ChatDeleted { message: 77 }]);
        assert_eq!(game.name(0), "Nasty", "not where the rules say so");
        game.rules(|rules| rules.safety.hide_deleted = true);
        game.tell([Fact::ChatDeleted { message: 77 }]);
        assert!(game.name(0).starts_with("Viewer "));
        assert_eq!(hidden(&mut game), [("Nasty".to_owned(), true, HiddenBy::Deletion)]);
    }

    #[test]
    fn the_streamer_takes_a_name_down_at_once_even_while_the_game_is_halted() {
        let mut game = TestGame::in_battle();
        game.tell([named_chat(1, "Nasty", "1")]);
        let account = ViewerId::Id(1);
        game.app.world_mut().resource_mut::<Time<Virtual>>().pause();
        game.app.world_mut().write_message(OperatorRequested::Hide { account: account.clone(), hide: true });
        game.app.world_mut().run_schedule(PreUpdate);
        assert!(game.name(0).starts_with("Viewer "));
        let waiting: Vec<Entry> =
            game.app.world().resource::<Inbox>().due(u32::MAX).map(|post| post.entry.clone()).collect();
        assert_eq!(waiting, [Entry::Hidden { account, hide: true }], "for the journal");
        assert_eq!(hidden(&mut game), [("Nasty".to_owned(), true, HiddenBy::Streamer)]);
    }

    #[test]
    fn an_order_in_a_journal_does_the_same() {
        let mut game = TestGame::in_battle();
        game.tell([named_chat(1, "Nasty", "1")]);
        let entry = Entry::Hidden { account: ViewerId::Id(1), hide: true };
        let tick = game.app.world().resource::<crate::arena::Tick>().0 + 1;
        game.app.world_mut().resource_mut::<Inbox>().post(tick, entry);
        game.tell([]);
        assert!(game.name(0).starts_with("Viewer "));
        assert_eq!(game.app.world().resource::<Roster>().hidden().count(), 1);
    }

    #[test]
    fn of_who_is_blocked_only_gifts_count_and_without_the_name() {
        let mut game = TestGame::in_battle();
        game.tell([named_chat(1, "Nasty", "1")]);
        let order = |game: &mut TestGame, block| {
            let account = ViewerId::Id(1);
            game.app.world_mut().write_message(OperatorRequested::Block { account, block });
            game.app.world_mut().run_schedule(PreUpdate);
            game.tell([]);
        };
        order(&mut game, true);
        assert!(game.name(0).starts_with("Viewer "));
        game.asked();
        game.tell([named_chat(1, "Nasty", "up"), likes(1, 50, 50), gift(1, "Rose", 1, 1, 1)]);
        let asked = game.asked();
        assert_eq!((asked.moves.len(), asked.spawned("militia")), (0, 1));
        assert_eq!(game.app.world().resource::<Roster>().iter().next().unwrap().likes, 0);
        order(&mut game, false);
        game.tell([named_chat(1, "Nasty", "up")]);
        assert_eq!((game.name(0).as_str(), game.asked().moves.len()), ("Nasty", 1));
    }

    #[test]
    fn the_operator_puts_somebody_on_a_side_even_twice_a_round() {
        let mut game = TestGame::in_battle();
        game.tell([named_chat(1, "Mia", "1")]);
        let side = |game: &TestGame| game.app.world().resource::<Roster>().iter().next().unwrap().team;
        for team in [TeamId::RIGHT, TeamId::LEFT] {
            let account = ViewerId::Id(1);
            game.app.world_mut().write_message(OperatorRequested::Move { account, team });
            game.app.world_mut().run_schedule(PreUpdate);
            game.tell([]);
            assert_eq!(side(&game), Some(team));
        }
        game.tell([named_chat(1, "Mia", "2")]);
        assert_eq!(side(&game), Some(TeamId::LEFT), "a word of theirs does not take it back in this round");
    }
}
