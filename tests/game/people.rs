//! One person is one person, whatever a frame leaves out; and no clock makes a paid gift a repeat.

use std::time::Duration;

use bevy::prelude::*;
use bevy_tiktool::{Fact, Intake, Viewer, ViewerId};
use throng::{
    arena::{Hero, Heroes, Tick, Whereabouts},
    game::{GamePlugins, bare_app},
    interaction::Inbox,
    roster::Roster,
    rules,
    session::Report,
};

const START: i64 = 1_771_284_518_000;

/// What frames come to, taken a second apart.
fn facts(frames: &[String]) -> Vec<Fact> {
    let mut intake = Intake::default();
    let mut facts = Vec::new();
    for (second, frame) in (0..).zip(frames) {
        intake.take(frame, Duration::from_secs(second), &mut facts);
    }
    assert_eq!(intake.counts().bad, 0);
    facts
}

/// The game after all of that.
fn played(rules: rules::Rules, frames: &[String]) -> App {
    let mut app = bare_app();
    app.add_plugins(GamePlugins::new(rules, 7));
    app.insert_resource(bevy::time::TimeUpdateStrategy::FixedTimesteps(1));
    app.finish();
    app.cleanup();
    app.update();
    for (tick, fact) in (2..).zip(facts(frames)) {
        app.world_mut().resource_mut::<Inbox>().push(tick, fact);
        app.update();
        app.update();
    }
    app
}

fn frame(event: &str, fields: &str) -> String {
    format!(r#"{{"event":"{event}","data":{{{fields}}}}}"#)
}

fn units(facts: &[Fact]) -> u32 {
    facts.iter().map(|fact| if let Fact::Gift(gift) = fact { gift.count } else { 0 }).sum()
}

#[test]
fn a_streak_whose_frames_name_the_giver_now_by_id_now_by_handle_is_one_streak() {
    let rose = |who: &str, count: u32, end: bool| {
        frame(
            "gift",
            &format!(r#"{who},"giftId":5655,"giftType":1,"diamondCount":1,"repeatCount":{count},"repeatEnd":{end}"#),
        )
    };
    let both = r#""userId":"7","uniqueId":"ana.one""#;
    let handle = r#""uniqueId":"ana.one""#;
    for first in [both, handle] {
        let told = facts(&[rose(first, 1, false), rose(handle, 3, false), rose(handle, 5, false), rose(both, 6, true)]);
        assert_eq!(units(&told), 6, "first told by {first}");
        let app = played(
            rules::shipped(),
            &[rose(first, 1, false), rose(handle, 3, false), rose(handle, 5, false), rose(both, 6, true)],
        );
        let report = Report::of(app.world());
        assert_eq!((report.viewers.len(), report.viewers[0].gifts), (1, 6));
        assert_eq!(report.viewers[0].id, "7");
    }
}

/// Under a banner a hero likes, fires and is told what to do as any other.
#[test]
fn who_is_in_a_squad_plays_on() {
    let chat = |who: u32, words: &str| {
        frame("chat", &format!(r#""user":{{"userId":"{who}","uniqueId":"u{who}"}},"comment":"{words}""#))
    };
    let joins: Vec<String> = (1..=30).map(|who| chat(who, "1")).collect();
    let mut app = played(rules::shipped(), &joins);
    (0..900).for_each(|_| app.update());
    let in_squad = |app: &App| {
        let heroes = app.world().resource::<Heroes>();
        let found = heroes.iter().find(|(_, record)| matches!(record.place, Whereabouts::Squad { .. }));
        found.map(|(player, _)| player).expect("thirty do not fit into rows")
    };
    let player = in_squad(&app);
    let id = app.world().resource::<Roster>().player(player).unwrap().viewer.clone();
    let who = match id.id.unwrap() {
        ViewerId::Id(id) => id,
        other => panic!("{other:?}"),
    };
    let energy = |app: &App| app.world().resource::<Heroes>().get(player).unwrap().hero.energy;
    let tell = |app: &mut App, frames: &[String]| {
        for fact in facts(frames) {
            let tick = app.world().resource::<Tick>().0 + 1;
            app.world_mut().resource_mut::<Inbox>().push(tick, fact);
            app.update();
        }
        app.update();
    };
    let like = format!(r#""user":{{"userId":"{who}","uniqueId":"u{who}"}},"likeCount":15,"totalLikeCount":15"#);
    tell(&mut app, &vec![frame("like", &like); 20]);
    let full = energy(&app);
    assert!(full >= 10_000, "{full}");
    tell(&mut app, &[chat(u32::try_from(who).unwrap(), "ult")]);
    assert!(energy(&app) < full, "paid: {}", energy(&app));
}

#[test]
fn who_played_under_a_handle_and_under_an_id_is_one_person_once_both_are_told() {
    let like = frame("like", r#""uniqueId":"mia","likeCount":15"#);
    let by_id = frame("chat", r#""user":{"userId":"7"},"comment":"1""#);
    let both = frame("chat", r#""user":{"userId":"7","uniqueId":"mia","nickname":"Mia"},"comment":"hello""#);
    for frames in [[like.clone(), by_id.clone(), both.clone(), like.clone()], [by_id, like.clone(), both, like]] {
        let mut app = played(rules::shipped(), &frames);
        let report = Report::of(app.world());
        assert_eq!(report.viewers.len(), 1, "{:?}", report.viewers);
        let mia = &report.viewers[0];
        assert_eq!((&*mia.id, &*mia.name, mia.likes, mia.chats), ("7", "Mia", 30, 2));
        // The one that stays comes when the other has made room.
        (0..120).for_each(|_| app.update());
        let mut heroes = app.world_mut().query::<&Hero>();
        assert_eq!(heroes.iter(app.world()).filter(|hero| !hero.ai).count(), 1, "one hero");
    }
}

#[test]
fn a_like_that_names_the_handle_only_is_of_the_person_with_the_id() {
    let chat = frame("chat", r#""user":{"userId":"7","uniqueId":"mia"},"comment":"1""#);
    let like = frame("like", r#""uniqueId":"Mia","likeCount":15"#);
    for frames in [[chat.clone(), like.clone(), like.clone()], [like.clone(), chat.clone(), like.clone()]] {
        let report = Report::of(played(rules::shipped(), &frames).world());
        assert_eq!((report.viewers.len(), report.viewers[0].likes), (1, 30));
    }
}

#[test]
fn a_frame_without_a_name_keeps_the_name_that_is_known() {
    let frames = [
        frame(
            "chat",
            r#""user":{"userId":"7","uniqueId":"ana","nickname":"Ana","profilePictureUrl":"https://a/1"},"comment":"1""#,
        ),
        frame("like", r#""userId":"7","likeCount":1"#),
        frame("gift", r#""userId":"7","giftId":1,"giftType":2,"diamondCount":300,"repeatCount":1"#),
    ];
    let told = facts(&frames);
    let viewer = told.last().and_then(Fact::viewer).unwrap();
    assert_eq!((&*viewer.name, &*viewer.handle, viewer.picture.as_deref()), ("Ana", "ana", Some("https://a/1")));
    let app = played(rules::shipped(), &frames);
    assert_eq!(&*app.world().resource::<Roster>().iter().next().unwrap().viewer.name, "Ana");
}

#[test]
fn a_subscriber_stays_one_in_frames_without_flags() {
    let text = rules::SHIPPED.replacen("gifts: [", "gifts: [(name: \"Vip\", who: Subscriber, do: [LevelUp(1)]),", 1);
    let text = text.replacen("lobby_s: 10", "lobby_s: 1", 1);
    let rules = rules::parse(&text).unwrap();
    let vip = frame("gift", r#""userId":"7","giftName":"Vip","giftType":2,"diamondCount":1,"repeatCount":1"#);
    let chat = |flag: &str| frame("chat", &format!(r#""user":{{"userId":"7"{flag}}},"comment":"1""#));
    let told = |flag: &str| facts(&[chat(flag), vip.clone()]).pop().unwrap();
    assert!(told(r#","isSubscriber":true"#).viewer().unwrap().subscriber);
    assert!(!told("").viewer().unwrap().subscriber);
    let ended = facts(&[chat(r#","isSubscriber":true"#), chat(r#","isSubscriber":false"#), vip.clone()]);
    assert!(!ended[2].viewer().unwrap().subscriber, "told otherwise");
    // And the rule for subscribers acts, once the battle begins.
    let level = |flag: &str| {
        let mut app = played(rules.clone(), &[chat(flag), vip.clone()]);
        (0..60).for_each(|_| app.update());
        let heroes =
            app.world_mut().query::<&Hero>().iter(app.world()).map(|hero| (hero.ai, hero.level)).collect::<Vec<_>>();
        heroes.into_iter().find(|(ai, _)| !ai).map(|(_, level)| level)
    };
    assert_eq!((level(r#","isSubscriber":true"#), level("")), (Some(2), Some(1)));
}

#[test]
fn a_viewer_whose_handle_says_test_is_a_viewer() {
    let gift = frame("gift", r#""uniqueId":"Test Anna","giftId":1,"giftType":2,"diamondCount":5,"repeatCount":1"#);
    let report = Report::of(played(rules::shipped(), &[gift]).world());
    assert_eq!((report.viewers.len(), report.gifts.received), (1, 1));
    let test = throng::interaction::test_viewer("Anna");
    assert!(test.is_test());
    let handle = Viewer { id: Some(ViewerId::Handle("test anna".into())), ..Viewer::default() };
    assert!(!handle.is_test());
}

#[test]
fn after_a_restart_people_are_still_who_they_were() {
    let chat =
        frame("chat", r#""user":{"userId":"7","uniqueId":"mia","nickname":"Mia","isSubscriber":true},"comment":"1""#);
    let told = facts(&[chat]);
    let mut again = Intake::default();
    again.recall(&told);
    let mut out = Vec::new();
    again.take(&frame("like", r#""uniqueId":"mia","likeCount":2"#), Duration::from_secs(60), &mut out);
    let viewer = out[0].viewer().unwrap();
    assert_eq!((&viewer.id, &*viewer.name, viewer.subscriber), (&Some(ViewerId::Id(7)), "Mia", true));
}

#[test]
fn after_a_cut_gifts_and_lines_with_new_ids_count_whatever_their_time() {
    let mut intake = Intake::default();
    let mut out = Vec::new();
    let gift = |who: u64, ms: i64, id: &str| {
        frame(
            "gift",
            &format!(
                r#""userId":"{who}","giftId":1,"giftType":2,"diamondCount":9,"repeatCount":1,"timestamp":{},"msgId":"{id}","transactionId":"t{id}""#,
                START + ms
            ),
        )
    };
    let chat = |ms: i64, id: &str| {
        frame("chat", &format!(r#""userId":"9","comment":"go","timestamp":{},"msgId":"{id}""#, START + ms))
    };
    intake.take(&gift(1, 5_000, "1"), Duration::from_secs(5), &mut out);
    intake.take(&chat(5_000, "2"), Duration::from_secs(5), &mut out);
    intake.resumed(Duration::from_secs(8));
    out.clear();
    for late in [gift(2, 4_500, "3"), gift(3, 4_000, "4"), chat(4_200, "5")] {
        intake.take(&late, Duration::from_secs(9), &mut out);
    }
    assert_eq!((units(&out), out.len()), (2, 3));
    // What is known by its id is a repeat all the same.
    out.clear();
    for known in [gift(1, 5_000, "1"), gift(3, 4_000, "4"), chat(5_000, "2")] {
        intake.take(&known, Duration::from_secs(10), &mut out);
    }
    assert_eq!(out, []);
}

#[test]
fn a_costly_gift_that_may_be_a_second_one_is_one() {
    let mut intake = Intake::default();
    let mut take = |second: u64, diamonds: u32| {
        let mut out = Vec::new();
        let lion =
            frame("gift", &format!(r#""userId":"7","giftId":{diamonds},"diamondCount":{diamonds},"repeatCount":1"#));
        intake.take(&lion, Duration::from_secs(second), &mut out);
        units(&out)
    };
    assert_eq!([take(0, 29_999), take(1, 29_999), take(6, 29_999)], [1, 0, 1], "an echo is no second gift");
    assert_eq!([take(20, 1), take(26, 1)], [1, 0], "a cheap one is more likely a frame of the same streak");
}
