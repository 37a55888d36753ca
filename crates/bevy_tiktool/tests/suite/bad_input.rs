//! What no server should send, and some do: counted, bounded, shown harmlessly, and never the end of a link.

use std::time::Duration;

use bevy_tiktool::{Fact, FrameCounts, Intake, MAX_FRAME, ViewerId};
use proptest::prelude::*;

fn take(frames: &[&str]) -> (Vec<Fact>, FrameCounts) {
    let mut intake = Intake::default();
    let mut facts = Vec::new();
    for (at, frame) in (0..).zip(frames) {
        intake.take(frame, Duration::from_secs(at), &mut facts);
    }
    (facts, intake.counts().clone())
}

fn one(frame: &str) -> Fact {
    let (mut facts, counts) = take(&[frame]);
    assert_eq!((counts.bad, facts.len()), (0, 1), "{frame}: {facts:?}");
    facts.remove(0)
}

#[test]
fn frames_that_are_none_are_counted_by_kind() {
    let long = format!(r#"{{"event":"chat","data":{{"comment":"{}"}}}}"#, "x".repeat(MAX_FRAME));
    let deep = "[".repeat(100_000);
    let bad = [
        "",
        "{",
        "nonsense",
        r#"{"event":"chat","data":{"comment":"#,
        &deep,
        "42",
        "null",
        "\"chat\"",
        "true",
        "[1,2]",
    ];
    let (facts, counts) = take(&bad);
    assert!(facts.is_empty());
    assert_eq!((counts.received, counts.malformed, counts.not_an_object, counts.bad), (10, 5, 6, 11));
    let (_, counts) = take(&[&long]);
    assert_eq!((counts.too_long, counts.bad), (1, 1));
}

#[test]
fn odd_objects_are_not_bad() {
    let odd = [
        "{}",
        r#"{"event":null,"data":null}"#,
        r#"{"event":7,"data":[1]}"#,
        r#"{"event":"chat","data":null}"#,
        r#"{"event":"like","data":[]}"#,
        r#"{"event":"brandNew","data":{"user":{"userId":"9"},"x":[{"y":1}]}}"#,
        r#"{"type":"anotherNew","x":1}"#,
        r#"{"status_code":401,"message":"no"}"#,
    ];
    let (facts, counts) = take(&odd);
    assert_eq!((counts.bad, counts.unknown), (0, 5), "{counts:?}");
    let names = facts.iter().filter_map(|fact| if let Fact::Other { name, .. } = fact { Some(&**name) } else { None });
    assert_eq!(names.collect::<Vec<_>>(), ["brandNew", "anotherNew"]);
}

#[test]
fn numbers_flags_and_ids_may_be_anything() {
    for gift in [
        r#"{"event":"gift","data":{"user":{"userId":77},"giftId":"5655","repeatCount":"3","diamondCount":"1","giftType":"1","repeatEnd":"true"}}"#,
        r#"{"event":"gift","data":{"userId":"77","giftId":5655.0,"repeatCount":3.0,"diamondCount":1,"giftType":1,"repeatEnd":1}}"#,
        r#"{"event":"gift","data":{"user":{"id":"77","userId":""},"giftId":5655,"repeatCount":3,"diamondCount":true,"repeatEnd":null}}"#,
        r#"[{"event":"gift","data":{"user":null,"userId":77,"giftId":5655,"repeatCount":3,"diamondCount":1}}]"#,
        r#"{"type":"gift","user":{"userId":"77"},"giftId":5655,"repeatCount":3,"diamondCount":1}"#,
        r#"{"event":"gift","event":"gift","data":{"giftId":0,"giftId":5655,"user":{"userId":"77","userId":"77"},"repeatCount":3,"diamondCount":1}}"#,
    ] {
        let Fact::Gift(fact) = one(gift) else { panic!("{gift}") };
        assert_eq!(fact.viewer.id, Some(ViewerId::Id(77)), "{gift}");
        assert_eq!((fact.gift_id, fact.count, fact.diamonds_each), (5655, 3, 1), "{gift}");
    }
}

#[test]
fn huge_and_negative_numbers_are_bounded() {
    for huge in ["99999999999999999999999999", "1e300", "1e999", "\"1e999\"", "9223372036854775807"] {
        let frame = format!(
            r#"{{"event":"gift","data":{{"userId":"7","giftId":1,"giftType":1,"repeatCount":{huge},"diamondCount":{huge}}}}}"#
        );
        let Fact::Gift(gift) = one(&frame) else { panic!() };
        assert_eq!((gift.count, gift.diamonds_each), (1_000_000, 10_000_000), "{huge}");
        let frame = format!(r#"{{"event":"like","data":{{"userId":"7","likeCount":{huge},"totalLikes":{huge}}}}}"#);
        let Fact::Likes(likes) = one(&frame) else { panic!() };
        assert_eq!((likes.count, likes.room_total), (100_000, 100_000), "an unbelievable total is not believed");
    }
    let negative = [
        r#"{"event":"gift","data":{"userId":"7","giftId":1,"giftType":1,"repeatCount":-5}}"#,
        r#"{"event":"gift","data":{"userId":"7","giftId":1,"giftType":2,"repeatCount":-1e999}}"#,
        r#"{"event":"like","data":{"userId":"7","likeCount":-5,"totalLikes":-9}}"#,
    ];
    assert_eq!(take(&negative).0, []);
    let Fact::Viewers(count) = one(r#"{"event":"roomUserSeq","data":{"viewerCount":-3}}"#) else { panic!() };
    assert_eq!(count.present, 0);
    let Fact::Likes(likes) = one(r#"{"event":"like","data":{"userId":"7","totalLikes":50}}"#) else { panic!() };
    assert_eq!((likes.count, likes.room_total), (1, 50), "a missing count is one tap");
}

#[test]
fn names_and_lines_are_made_harmless() {
    let Fact::Chat(chat) = one(
        r#"{"event":"chat","data":{"user":{"userId":"1","uniqueId":"@Mia","nickname":"\ud83d a\u202eb\u0000\u200b\nc"},"comment":"hi \udc00\u2066 there"}}"#,
    ) else {
        panic!()
    };
    assert_eq!(&*chat.viewer.name, "\u{FFFD} ab c");
    assert_eq!(&*chat.viewer.handle, "Mia");
    assert_eq!(&*chat.text, "hi \u{FFFD} there");
    let Fact::Chat(chat) = one(r#"{"event":"chat","data":{"uniqueId":"MiA","nickname":"\u200b","comment":"x"}}"#)
    else {
        panic!()
    };
    assert_eq!(&*chat.viewer.name, "MiA", "falls back to the handle");
    assert_eq!(chat.viewer.id, Some(ViewerId::Handle("mia".into())));
    let Fact::Chat(chat) = one(r#"{"event":"chat","data":{"user":{"id":"0","uniqueId":""},"comment":"x"}}"#) else {
        panic!()
    };
    assert_eq!(chat.viewer.id, None, "a passer-by");
}

#[test]
fn a_flood_of_names_does_not_grow_the_counts() {
    let mut intake = Intake::default();
    let mut facts = Vec::new();
    for n in 0..2_000 {
        intake.take(
            &format!(r#"{{"event":"made-up-{n}-{}","data":{{}}}}"#, "x".repeat(5_000)),
            Duration::ZERO,
            &mut facts,
        );
    }
    assert!(intake.counts().events.len() <= 257);
    assert!(intake.counts().events.keys().all(|name| name.len() <= 64));
    assert_eq!(intake.counts().unknown, 2_000);
}

proptest! {
    #[test]
    fn no_text_ends_the_intake(text in ".{0,200}") {
        take(&[&text]);
    }

    #[test]
    fn no_value_ends_the_intake(
        name in "chat|gift|like|member|roomUserSeq|roomInfo|battle|control|social",
        field in "user|userId|comment|repeatCount|repeatEnd|giftId|giftType|diamondCount|likeCount|totalLikes|teams|action|timestamp|msgId|relationship",
        value in r#"-?[1-9][0-9]{0,40}|0|-?[0-9]e[0-9]{1,4}|null|true|false|"[a-z0-9]{0,9}"|\[\]|\{\}|\[\[\],\{"a":1\}\]|\{"userId":-4\}|"\\ud83d""#,
    ) {
        let frame = format!(r#"{{"event":"{name}","data":{{"user":{{"userId":"5"}},"{field}":{value}}}}}"#);
        let (facts, counts) = take(&[&frame]);
        prop_assert_eq!(counts.bad, 0, "{}", frame);
        prop_assert!(facts.len() <= 1);
    }
}
