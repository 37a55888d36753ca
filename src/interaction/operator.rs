//! What the operator asks for. It takes the same way as everything else: the inbox, or a tick border.

use std::sync::Arc;

use bevy::prelude::*;

use super::{
    hidden::{HiddenBy, NameHidden},
    inbox::{Entry, Inbox, receive},
};
use crate::{
    arena::{RoundRequested, Tick},
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
    /// Takes somebody's name down, or brings it back.
    Hide {
        /// Who; they need not have come yet.
        account: ViewerId,
        /// Taken down, or brought back.
        hide: bool,
    },
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
        .add_message::<NameHidden>()
        .init_resource::<Roster>()
        .add_systems(PreUpdate, obey.in_set(ThrongSystems::Receive).after(receive));
}

fn obey(
    mut requests: MessageReader<OperatorRequested>,
    tick: Res<Tick>,
    mut inbox: ResMut<Inbox>,
    mut time: ResMut<Time<Virtual>>,
    mut roster: ResMut<Roster>,
    mut hidden: MessageWriter<NameHidden>,
) {
    for request in requests.read() {
        match request {
            OperatorRequested::Test { name, act } => inbox.push(tick.0 + 1, test_fact(test_viewer(name), act)),
            OperatorRequested::Pause(halt) => {
                if *halt {
                    time.pause();
                } else {
                    time.unpause();
                }
                inbox.post(tick.0 + 1, Entry::Paused(*halt));
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
            OperatorRequested::Round(round) => inbox.post(tick.0 + 1, Entry::Round(*round)),
        }
    }
}

fn test_fact(viewer: Viewer, act: &TestAct) -> Fact {
    match act {
        TestAct::Gift { gift, diamonds, count } => {
            let (count, gift) = ((*count).max(1), gift.clone());
            let diamonds_each = *diamonds;
            Fact::Gift(GiftReceived {
                viewer,
                gift_id: 0,
                gift,
                count,
                diamonds_each,
                streak: count,
                test: true,
                receipt: Receipt::default(),
            })
        }
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
