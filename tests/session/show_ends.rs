//! The end of a show: what came in until the last moment acts, stands in the journal and in the report, and the journal
//! ends behind it.

use std::{path::Path, sync::Arc, thread, time::Duration};

use crate::support::{Act, Server};
use bevy::prelude::*;
use bevy_tiktool::{Fact, GiftReceived, LiveCounts, TikToolPlugin, Viewer, ViewerId, WriteAheadLog};
use throng::{
    arena::Tick,
    game::{GamePlugins, bare_app},
    interaction::{Inbox, Ledger, OperatorRequested, TestAct},
    rules,
    session::{
        Recorder, end_show,
        journal::{Durability, FORMAT, Header, Journal, Recording},
    },
};

fn game(journal: Option<&Journal>) -> App {
    let mut app = bare_app();
    app.add_plugins(GamePlugins::new(rules::shipped(), 7));
    if let Some(journal) = journal {
        app.insert_resource(Recorder(journal.clone()));
    }
    app
}

fn open(app: &mut App) {
    app.finish();
    app.cleanup();
    app.update();
}

fn journal(path: &Path) -> Journal {
    Journal::create(path, &Header { format: FORMAT, ..Header::default() }, Durability::EachGift).unwrap()
}

fn coming(app: &App) -> u32 {
    app.world().resource::<Tick>().0 + 1
}

#[test]
fn gifts_that_pour_in_until_the_last_moment_are_in_the_report_and_before_the_end() {
    for turn in 0..5 {
        let gifts = (1..20_000).flat_map(|id| {
            let data = format!(r#""userId":"{}","giftId":5655,"giftName":"Rose","diamondCount":1"#, 1 + id % 40);
            let frame = format!(r#"{{"event":"gift","data":{{{data},"giftType":2,"repeatCount":1,"msgId":"{id}"}}}}"#);
            [Act::Send(frame), Act::Hold(Duration::from_millis(1))]
        });
        let server = Server::start(vec![gifts.collect()]);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("show.jsonl");
        let log = journal(&path);
        let mut settings = server.settings("mia");
        settings.write_ahead_log = Some(Arc::new(log.clone()));
        let mut app = game(Some(&log));
        app.add_plugins(TikToolPlugin { settings });
        open(&mut app);
        while app.world().resource::<Ledger>().paid.received < 20 {
            app.update();
            thread::sleep(Duration::from_millis(3));
        }
        // The side thread goes on between the last frame and the end.
        thread::sleep(Duration::from_millis(5 + 7 * turn));
        let report = end_show(app.world_mut());
        let frames = app.world().resource::<LiveCounts>().0.received;
        drop((app, log));
        let recording = Recording::load(&path).unwrap();
        assert!(recording.ended && recording.damage.is_none());
        assert_eq!(recording.waiting().count(), 0, "each has the tick that took it");
        let logged: u64 = recording.gifts.values().map(|logged| u64::from(logged.gift.count)).sum();
        assert_eq!((report.gifts.received, report.frames.received), (logged, frames));
        assert_eq!(logged, frames, "each frame was a gift");
        assert_eq!(report.gifts.received, report.gifts.fulfilled + report.gifts.waiting);
        assert_eq!(recording.last_tick, report.ticks);
    }
}

#[test]
fn a_gift_that_no_tick_has_taken_acts_before_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("show.jsonl");
    let log = journal(&path);
    let mut app = game(Some(&log));
    open(&mut app);
    let viewer = Viewer { id: Some(ViewerId::Id(7)), name: "Mia".into(), ..Viewer::default() };
    let mut gift =
        GiftReceived { viewer, gift: "Rose".into(), count: 2, diamonds_each: 1, streak: 2, ..GiftReceived::default() };
    gift.receipt.number = log.log(&Fact::Gift(gift.clone()));
    let last = coming(&app);
    app.world_mut().resource_mut::<Inbox>().push(last, Fact::Gift(gift));
    let report = end_show(app.world_mut());
    assert_eq!((report.gifts.received, report.ticks), (2, last));
    assert!(!app.world().contains_resource::<Recorder>(), "nothing more is written");
    drop((app, log));
    let recording = Recording::load(&path).unwrap();
    assert!(recording.ended && recording.waiting().next().is_none());
    assert_eq!(recording.last_tick, last);
}

#[test]
fn without_anything_left_no_tick_is_added() {
    let mut app = game(None);
    open(&mut app);
    let before = app.world().resource::<Tick>().0;
    assert_eq!(end_show(app.world_mut()).ticks, before);
}

#[test]
fn a_test_gift_of_the_last_moment_is_not_a_paid_one() {
    let mut app = game(None);
    open(&mut app);
    let act = TestAct::Gift { gift: "Rose".into(), diamonds: 1, count: 1 };
    app.world_mut().write_message(OperatorRequested::Test { name: "Bo".into(), act });
    app.update();
    assert_eq!(end_show(app.world_mut()).gifts.received, 0);
    assert_eq!(app.world().resource::<Ledger>().test.received, 1);
}
