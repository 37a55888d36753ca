//! What the operator asks for. It takes the same way as everything else: the inbox, or a tick border.

use std::sync::Arc;

use bevy::prelude::*;

use super::{
    hidden::{HiddenBy, NameHidden},
    inbox::{Entry, Inbox, receive},
};
use crate::{
    arena::{RoundRequested, Tick},
    base::{ShowControl, TeamId},
    roster::Roster,
    schedule::ThrongSystems,
};
use bevy_tiktool::{
    ChatReceived, Fact, GiftReceived, LikesReceived, Receipt, SocialKind, SocialReceived, Viewer, ViewerId,
};

/// The operator asks for something. Written by the panel; carried out at the next tick.
#[derive(Message, Debug, Clone, PartialEq)]
pub enum OperatorRequested {
    /// Somebody of this name does something, as a test.
    Test {
        /// Any name.
        name: Arc<str>,
        /// What.
        act: TestAct,
    },
    /// Halts the game, or lets it go on.
    Pause(bool),
    /// Has gifts wait, or lets those that wait act one after the other.
    Hold(bool),
    /// Covers the stage, or uncovers it. As long as it is covered, the game is halted and gifts wait.
    Curtain(bool),
    /// Takes somebody's name down, or brings it back.
    Hide {
        /// Who; they need not have come yet.
        account: ViewerId,
        /// Taken down, or brought back.
        hide: bool,
    },
    /// Wants nothing but gifts of somebody, whose name is not shown then; or wants all again.
    Block {
        /// Who; they need not have come yet.
        account: ViewerId,
        /// Blocked, or no longer.
        block: bool,
    },
    /// Puts somebody on a side, whatever they changed in this round.
    Move {
        /// Who.
        account: ViewerId,
        /// Which side.
        team: TeamId,
    },
    /// Gives a gift by hand, as somebody who is here. It acts like any other and is never counted as paid.
    Give {
        /// Whose gift it is.
        account: ViewerId,
        /// Its name.
        gift: Arc<str>,
        /// Price in diamonds.
        diamonds: u32,
    },
    /// Takes all names down, or brings back those that were not taken down for themselves.
    HideAll(bool),
    /// Fewer effects, no shaking, quieter; or as ever. A setting of the show's looks, which no tick knows of.
    Calm(bool),
    /// Moves the round.
    Round(RoundRequested),
}

/// What a test button does.
#[derive(Debug, Clone, PartialEq)]
pub enum TestAct {
    /// A gift; acts like any other and is never counted as paid.
    Gift {
        /// Its name.
        gift: Arc<str>,
        /// Price of one in diamonds.
        diamonds: u32,
        /// How many.
        count: u32,
    },
    /// Likes.
    Likes(u32),
    /// Follow, share, subscribe and the like.
    Social(SocialKind),
    /// A line of chat.
    Chat(Arc<str>),
}

/// A viewer for tests.
#[must_use]
pub fn test_viewer(name: &str) -> Viewer {
    let name: Arc<str> = if name.trim().is_empty() { "Test".into() } else { name.trim().into() };
    Viewer { id: Some(ViewerId::Test(name.to_lowercase().into())), name, ..Viewer::default() }
}

pub(super) fn plugin(app: &mut App) {
    app.add_message::<OperatorRequested>()
        .init_resource::<ShowControl>()
        .add_message::<NameHidden>()
        .init_resource::<Roster>()
        .add_systems(PreUpdate, obey.in_set(ThrongSystems::Receive).after(receive));
}

fn obey(
    mut requests: MessageReader<OperatorRequested>,
    tick: Res<Tick>,
    mut inbox: ResMut<Inbox>,
    mut control: ResMut<ShowControl>,
    mut time: ResMut<Time<Virtual>>,
    mut roster: ResMut<Roster>,
    mut hidden: MessageWriter<NameHidden>,
) {
    for request in requests.read() {
        match request {
            OperatorRequested::Test { name, act } => inbox.push(tick.0 + 1, test_fact(name, act)),
            OperatorRequested::Pause(paused) => {
                let wanted = ShowControl { paused: *paused, ..*control };
                halt(&mut control, wanted, &mut time, &mut inbox, tick.0 + 1);
            }
            OperatorRequested::Hold(held) => {
                let wanted = ShowControl { held: *held, ..*control };
                halt(&mut control, wanted, &mut time, &mut inbox, tick.0 + 1);
            }
            OperatorRequested::Curtain(curtain) => {
                let wanted = ShowControl { curtain: *curtain, ..*control };
                halt(&mut control, wanted, &mut time, &mut inbox, tick.0 + 1);
            }
            OperatorRequested::Hide { account, hide } => {
                // At once, also while game time stands still; the entry does it again, for the journal and its replays.
                if roster.hide(account, *hide) {
                    let viewer = roster.of_account(account).map(|player| player.viewer.clone()).unwrap_or_default();
                    let (account, hide, by) = (account.clone(), *hide, HiddenBy::Streamer);
                    inbox.post(tick.0 + 1, Entry::Hidden { account: account.clone(), hide });
                    hidden.write(NameHidden { account, handle: viewer.handle, name: viewer.name, hide, by });
                }
            }
            OperatorRequested::Block { account, block } => {
                if roster.block(account, *block) {
                    inbox.post(tick.0 + 1, Entry::Blocked { account: account.clone(), block: *block });
                }
            }
            OperatorRequested::Move { account, team } => {
                inbox.post(tick.0 + 1, Entry::Moved { account: account.clone(), team: *team });
            }
            OperatorRequested::Give { account, gift, diamonds } => {
                if let Some(player) = roster.of_account(account) {
                    let viewer = player.viewer.clone();
                    inbox.push(tick.0 + 1, hand_gift(viewer, gift.clone(), *diamonds, 1));
                }
            }
            OperatorRequested::HideAll(veil) => {
                if roster.veil(*veil) {
                    inbox.post(tick.0 + 1, Entry::AllHidden(*veil));
                }
            }
            OperatorRequested::Calm(calm) => control.calm = *calm,
            OperatorRequested::Round(round) => inbox.post(tick.0 + 1, Entry::Round(*round)),
        }
    }
}

/// Changes what is halted, at once, and writes down what that changed.
fn halt(control: &mut ShowControl, wanted: ShowControl, time: &mut Time<Virtual>, inbox: &mut Inbox, coming: u32) {
    let before = std::mem::replace(control, wanted);
    if before.curtain != wanted.curtain {
        inbox.post(coming, Entry::Curtain(wanted.curtain));
    }
    // Held before the game goes on, and let go behind what came meanwhile.
    if before.holds() != wanted.holds() {
        inbox.post(coming, Entry::Held(wanted.holds()));
    }
    if before.halts() != wanted.halts() {
        if wanted.halts() {
            time.pause();
        } else {
            time.unpause();
        }
        inbox.post(coming, Entry::Paused(wanted.halts()));
    }
}

/// A gift that nobody paid for.
fn hand_gift(viewer: Viewer, gift: Arc<str>, diamonds_each: u32, count: u32) -> Fact {
    let receipt = Receipt::default();
    Fact::Gift(GiftReceived { viewer, gift_id: 0, gift, count, diamonds_each, streak: count, test: true, receipt })
}

/// What a test button does, as it would come in: by somebody of this name.
#[must_use]
pub fn test_fact(name: &str, act: &TestAct) -> Fact {
    let viewer = test_viewer(name);
    match act {
        TestAct::Gift { gift, diamonds, count } => hand_gift(viewer, gift.clone(), *diamonds, (*count).max(1)),
        TestAct::Likes(count) => Fact::Likes(LikesReceived { viewer, count: *count, room_total: 0 }),
        TestAct::Social(kind) => Fact::Social(SocialReceived { viewer, kind: *kind }),
        TestAct::Chat(text) => Fact::Chat(ChatReceived { viewer, text: text.clone(), ..ChatReceived::default() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn app() -> App {
        let mut app = App::new();
        app.insert_resource(Tick(9))
            .init_resource::<Time<Virtual>>()
            .add_plugins((super::super::inbox::plugin, plugin));
        app
    }

    #[test]
    fn a_test_gift_goes_through_the_inbox_and_is_marked() {
        let mut app = app();
        let act = TestAct::Gift { gift: "Rose".into(), diamonds: 1, count: 0 };
        app.world_mut().write_message(OperatorRequested::Test { name: " Mia ".into(), act });
        app.update();
        let post = app.world_mut().resource_mut::<Inbox>().take(10).unwrap();
        let Entry::Fact(Fact::Gift(gift)) = post.entry else { panic!("{post:?}") };
        assert!(gift.test && gift.count == 1);
        assert_eq!(&*gift.viewer.name, "Mia");
        assert_eq!(gift.viewer.id, Some(ViewerId::Test("mia".into())));
    }

    #[test]
    fn pause_halts_game_time() {
        let mut app = app();
        app.world_mut().write_message(OperatorRequested::Pause(true));
        app.update();
        assert!(app.world().resource::<Time<Virtual>>().is_paused());
        app.world_mut().write_message(OperatorRequested::Pause(false));
        app.update();
        assert!(!app.world().resource::<Time<Virtual>>().is_paused());
    }

    #[test]
    fn a_curtain_halts_and_holds_and_leaves_what_was_asked_for_besides() {
        let mut app = app();
        let mut ask = |request: OperatorRequested| {
            app.world_mut().write_message(request);
            app.update();
            let mut inbox = app.world_mut().resource_mut::<Inbox>();
            let entries: Vec<Entry> = std::iter::from_fn(|| inbox.take(10)).map(|post| post.entry).collect();
            (app.world().resource::<Time<Virtual>>().is_paused(), entries)
        };
        let down = [Entry::Curtain(true), Entry::Held(true), Entry::Paused(true)];
        assert_eq!(ask(OperatorRequested::Curtain(true)), (true, down.to_vec()));
        assert_eq!(ask(OperatorRequested::Curtain(true)), (true, vec![]), "it is down already");
        assert_eq!(ask(OperatorRequested::Hold(true)), (true, vec![]), "gifts wait already");
        assert_eq!(ask(OperatorRequested::Curtain(false)), (false, vec![Entry::Curtain(false), Entry::Paused(false)]));
        assert_eq!(ask(OperatorRequested::Pause(true)), (true, vec![Entry::Paused(true)]));
        assert_eq!(ask(OperatorRequested::Hold(false)), (true, vec![Entry::Held(false)]));
        assert_eq!(ask(OperatorRequested::Pause(false)), (false, vec![Entry::Paused(false)]));
    }

    #[test]
    fn round_orders_keep_their_place_among_the_facts() {
        let mut app = app();
        app.world_mut().write_message(OperatorRequested::Round(RoundRequested::Next));
        let act = TestAct::Likes(50);
        app.world_mut().write_message(OperatorRequested::Test { name: "".into(), act });
        app.update();
        let mut inbox = app.world_mut().resource_mut::<Inbox>();
        assert_eq!(inbox.take(10).unwrap().entry, Entry::Round(RoundRequested::Next));
        assert!(matches!(inbox.take(10).unwrap().entry, Entry::Fact(Fact::Likes(_))));
    }
}
