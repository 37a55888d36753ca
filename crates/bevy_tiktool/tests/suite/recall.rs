//! Receipts, restarts, and gifts for the other side of a match, frame by frame.

use std::time::Duration;

use bevy_tiktool::{Fact, Intake, Receipt};

const START: i64 = 1_771_284_518_000;

fn take(intake: &mut Intake, seconds: u64, frame: &str) -> Vec<Fact> {
    let mut facts = Vec::new();
    intake.take(frame, Duration::from_secs(seconds), &mut facts);
    assert_eq!(intake.counts().bad, 0, "{frame}");
    facts
}

fn units(facts: &[Fact]) -> u32 {
    facts.iter().map(|fact| if let Fact::Gift(gift) = fact { gift.count } else { 0 }).sum()
}

fn gift(more: &str) -> String {
    format!(r#"{{"event":"gift","data":{{"userId":"7","giftId":5655,"diamondCount":1,{more}}}}}"#)
}

#[test]
fn a_gift_has_the_receipt_of_its_frame() {
    let mut intake = Intake::default();
    let frame = gift(&format!(
        r#""giftType":1,"repeatCount":3,"timestamp":{START},"msgId":"12","transactionId":"34","relationship":{{"toUser":"9"}}"#
    ));
    let Some(Fact::Gift(told)) = take(&mut intake, 5, &frame).pop() else { panic!() };
    let receipt = Receipt {
        number: 0,
        giver: 7,
        gift: 5655,
        receiver: 9,
        count: 3,
        end: false,
        streaks: Some(true),
        stamp: Some(START),
        arrival_ms: 5_000,
        diamonds: 1,
        message: 12,
        transaction: 34,
    };
    assert_eq!(told.receipt, receipt);
}

#[test]
fn an_end_is_seen_but_a_repeat_is_not() {
    let mut intake = Intake::default();
    let tap = gift(r#""giftType":1,"repeatCount":2,"repeatEnd":false"#);
    let end = gift(r#""giftType":1,"repeatCount":2,"repeatEnd":true"#);
    assert_eq!(units(&take(&mut intake, 0, &tap)), 2);
    assert_eq!(take(&mut intake, 1, &tap), []);
    let told = take(&mut intake, 3, &end);
    assert!(matches!(*told, [Fact::StreakSeen(Receipt { count: 2, end: true, .. })]), "{told:?}");
    assert_eq!(take(&mut intake, 4, &end), []);
}

#[test]
fn a_frame_that_says_nothing_new_is_known_by_its_id_after_a_restart_too() {
    let mut intake = Intake::default();
    let mut told = take(&mut intake, 0, &gift(r#""repeatCount":5,"msgId":"5""#));
    let late = gift(r#""repeatCount":3,"msgId":"3""#);
    told.extend(take(&mut intake, 1, &late));
    let mut again = Intake::default();
    again.recall(&told);
    for intake in [&mut intake, &mut again] {
        assert_eq!(take(intake, 20, &late), []);
        assert_eq!(intake.counts().duplicate, 1);
    }
}

#[test]
fn without_an_id_the_time_tells_a_repeat_of_a_gift_that_cannot_streak() {
    let mut intake = Intake::default();
    let galaxy = |ms: i64| gift(&format!(r#""giftType":2,"repeatCount":1,"msgId":"","timestamp":{}"#, START + ms));
    let paid: Vec<_> = [0, 0, 900, 0, 900].map(|ms| units(&take(&mut intake, 0, &galaxy(ms)))).into();
    assert_eq!(paid, [1, 0, 1, 0, 0]);
}

#[test]
fn a_gift_that_was_never_told_counts_after_a_cut_though_a_chat_is_newer() {
    let mut intake = Intake::default();
    let galaxy = |ms: i64| gift(&format!(r#""giftType":2,"repeatCount":1,"timestamp":{}"#, START + ms));
    assert_eq!(units(&take(&mut intake, 0, &galaxy(0))), 1);
    let chat = format!(r#"{{"event":"chat","data":{{"userId":"7","comment":"a","timestamp":{}}}}}"#, START + 9_000);
    take(&mut intake, 9, &chat);
    intake.resumed(Duration::from_secs(10));
    assert_eq!([galaxy(-100), galaxy(8_000)].map(|frame| units(&take(&mut intake, 11, &frame))), [0, 1]);
    assert_eq!(take(&mut intake, 11, &chat).len(), 1, "of one millisecond: nobody can tell");
}

#[test]
fn a_subscription_is_not_told_again_after_a_cut() {
    let mut intake = Intake::default();
    let frame = |name: &str, ms: i64| {
        format!(r#"{{"event":"{name}","data":{{"userId":"7","comment":"a","timestamp":{}}}}}"#, START + ms)
    };
    assert_eq!(take(&mut intake, 0, &frame("subscribe", 0)).len(), 1);
    take(&mut intake, 1, &frame("chat", 1_000));
    intake.resumed(Duration::from_secs(5));
    assert_eq!(take(&mut intake, 5, &frame("subscribe", 0)), []);
}

#[test]
fn a_restart_knows_likes_follows_and_the_end() {
    let like = |more: &str| format!(r#"{{"event":"like","data":{{"userId":"7"{more}}}}}"#);
    let follow = r#"{"event":"follow","data":{"userId":"7"}}"#;
    let mut intake = Intake::default();
    let mut told = take(&mut intake, 0, &like(r#","likeCount":15,"totalLikes":900"#));
    told.extend(take(&mut intake, 1, follow));
    told.extend(take(&mut intake, 2, r#"{"event":"streamEnd","data":{}}"#));
    let mut again = Intake::default();
    again.recall(&told);
    assert!(again.stream_ended());
    assert_eq!(take(&mut again, 3, follow), []);
    assert_eq!(take(&mut again, 3, r#"{"event":"streamEnd","data":{}}"#), []);
    again.resumed(Duration::from_secs(4));
    let [Fact::Likes(likes)] = &*take(&mut again, 5, &like(r#","totalLikes":850"#)) else { panic!() };
    assert_eq!((likes.count, likes.room_total), (1, 900), "a missing count is one, a lower total is no news");
    assert!(!again.stream_ended(), "after another link, what is alive is another stream");
}

#[test]
fn numbers_beyond_reason_are_bounded() {
    let mut intake = Intake::default();
    let max = i64::MAX;
    let [Fact::Gift(told)] =
        &*take(&mut intake, 0, &gift(&format!(r#""repeatCount":{max},"diamondCount":{max},"timestamp":{max}"#)))
    else {
        panic!()
    };
    assert_eq!((told.count, told.receipt.stamp), (1_000_000, None));
    assert_eq!(take(&mut intake, 0, &gift(r#""repeatCount":-5"#)), []);
    let like =
        |count: i64| format!(r#"{{"event":"like","data":{{"userId":"7","likeCount":{count},"totalLikes":{max}}}}}"#);
    let [Fact::Likes(likes)] = &*take(&mut intake, 0, &like(max)) else { panic!() };
    assert_eq!((likes.count, likes.room_total), (100_000, 100_000));
    assert_eq!(take(&mut intake, 0, &like(-3)), []);
}

const ROOM: &str = r#"{"event":"roomInfo","data":{"roomId":"1","ownerUserId":"50"}}"#;
const MATCH: &str =
    r#"{"event":"battle","data":{"battleId":"3","status":1,"teams":[{"hostUserId":"60"},{"hostUserId":"50"}]}}"#;
const OVER: &str = r#"{"event":"battle","data":{"battleId":"3","status":3,"teams":[]}}"#;

/// Units of a gift for each of the owner, the other host, a guest and nobody in particular.
fn paid(intake: &mut Intake, seconds: u64) -> [u32; 4] {
    [r#""groupId":"50""#, r#""relationship":{"toUser":"60"}"#, r#""groupId":"70""#, r#""groupId":"""#].map(|to| {
        let frame = gift(&format!(r#""giftType":2,"repeatCount":1,{to}"#));
        units(&take(intake, seconds, &frame))
    })
}

#[test]
fn a_gift_for_the_other_host_of_a_match_is_not_ours() {
    let mut intake = Intake::default();
    take(&mut intake, 0, ROOM);
    assert_eq!(paid(&mut intake, 1), [1, 1, 1, 1], "no match");
    take(&mut intake, 2, MATCH);
    assert_eq!(paid(&mut intake, 3), [1, 0, 1, 1]);
    take(&mut intake, 10, OVER);
    assert_eq!(paid(&mut intake, 20), [1, 0, 1, 1], "the rest of a streak");
    assert_eq!(paid(&mut intake, 80), [1, 1, 1, 1]);
    let armies = r#"{"event":"battleArmies","data":{"status":4,"hosts":[{"hostUserId":"50"},{"hostUserId":"60"}]}}"#;
    take(&mut intake, 90, armies);
    assert_eq!(paid(&mut intake, 91), [1, 0, 1, 1]);
}

#[test]
fn whoever_is_not_sure_counts_the_gift() {
    let mut intake = Intake::default();
    take(&mut intake, 0, MATCH);
    assert_eq!(paid(&mut intake, 1), [1, 1, 1, 1], "nobody said whose room it is");
    let owner = r#"{"event":"roomInfo","roomId":"1","roomInfo":{"owner":{"userId":"51"}}}"#;
    take(&mut intake, 2, owner);
    assert_eq!(paid(&mut intake, 3), [1, 1, 1, 1], "the owner is not in the match, so the ids are not to be trusted");
    take(&mut intake, 4, ROOM);
    assert_eq!(paid(&mut intake, 5), [1, 0, 1, 1]);
    assert_eq!(paid(&mut intake, 700), [1, 1, 1, 1], "nothing was heard of the match for long");
}
