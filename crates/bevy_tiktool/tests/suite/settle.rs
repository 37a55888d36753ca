//! Settling, as properties: repeats never change a sum, and what is counted is what was given.

use std::time::Duration;

use bevy_tiktool::{Fact, Intake, SocialKind};
use proptest::prelude::*;

/// A streak: taps that raise the running total, as (extra units, frame is lost on the way).
fn streak() -> impl Strategy<Value = Vec<(u32, bool)>> {
    prop::collection::vec((1u32..5, prop::bool::weighted(0.3)), 1..8)
}

/// The frames of streaks by one viewer, one after the other, as (time in ms, text), and the units given. Each streak's
/// end arrives; frames before it may be lost.
fn frames(streaks: &[Vec<(u32, bool)>], stamped: bool) -> (Vec<(u64, String)>, u32) {
    let (mut at, mut given, mut frames) = (0, 0, Vec::new());
    let text = |at: u64, total: u32, end: bool| {
        let stamp = if stamped { format!(r#""timestamp":{},"#, 1_771_284_518_876 + at) } else { String::new() };
        format!(
            r#"{{"event":"gift","data":{{{stamp}"userId":"7","giftId":5655,"giftType":1,"diamondCount":1,"repeatCount":{total},"repeatEnd":{end}}}}}"#
        )
    };
    for streak in streaks {
        let mut total = 0;
        for (index, (units, lost)) in streak.iter().enumerate() {
            at += 700;
            total += units;
            // Without stamps, a streak whose first frame is lost cannot be told from the one before it.
            if !lost || (index == 0 && !stamped) {
                frames.push((at, text(at, total, false)));
            }
        }
        at += 4_000;
        frames.push((at, text(at, total, true)));
        given += total;
        at += 3_000;
    }
    (frames, given)
}

fn facts(frames: &[(u64, String)]) -> Vec<Fact> {
    let mut intake = Intake::default();
    let mut facts = Vec::new();
    for (at, frame) in frames {
        intake.take(frame, Duration::from_millis(*at), &mut facts);
    }
    assert_eq!(intake.counts().bad, 0);
    facts
}

fn units(frames: &[(u64, String)]) -> u32 {
    facts(frames).iter().map(|fact| if let Fact::Gift(gift) = fact { gift.count } else { 0 }).sum()
}

proptest! {
    #[test]
    fn every_unit_once_however_often_a_frame_comes(
        streaks in prop::collection::vec(streak(), 1..6),
        repeats in prop::collection::vec(0usize..3, 64),
    ) {
        let (frames, given) = frames(&streaks, true);
        prop_assert_eq!(units(&frames), given);
        let repeated: Vec<_> = frames.iter().zip(repeats.iter().cycle())
            .flat_map(|(frame, more)| std::iter::repeat_n(frame.clone(), 1 + more)).collect();
        prop_assert_eq!(units(&repeated), given);
    }

    #[test]
    fn stamped_frames_may_be_repeated_much_later(
        streaks in prop::collection::vec(streak(), 2..5),
        pick in any::<prop::sample::Index>(),
    ) {
        let (mut frames, given) = frames(&streaks, true);
        let last = frames.last().unwrap().0;
        let again = pick.get(&frames).1.clone();
        frames.push((last + 500, again));
        prop_assert_eq!(units(&frames), given);
    }

    #[test]
    fn without_stamps_single_taps_and_their_echoes_count_right(
        counts in prop::collection::vec(1usize..4, 1..6),
        repeats in prop::collection::vec(0usize..3, 64),
    ) {
        let streaks: Vec<_> = counts.iter().map(|taps| vec![(1, false); *taps]).collect();
        let (frames, given) = frames(&streaks, false);
        let repeated: Vec<_> = frames.iter().zip(repeats.iter().cycle())
            .flat_map(|(frame, more)| std::iter::repeat_n(frame.clone(), 1 + more)).collect();
        prop_assert_eq!(units(&repeated), given);
    }

    #[test]
    fn messages_with_an_id_count_once(kinds in prop::collection::vec(0u8..4, 1..40), order in any::<u64>()) {
        let text = |id: usize, kind: u8| match kind {
            0 => format!(r#"{{"event":"gift","data":{{"msgId":"m{id}","userId":"7","giftId":1,"giftType":2,"repeatCount":2}}}}"#),
            1 => format!(r#"{{"event":"gift","data":{{"transactionId":"t{id}","userId":"7","giftId":1,"giftType":2,"repeatCount":2}}}}"#),
            2 => format!(r#"{{"event":"like","data":{{"msgId":"{id}","userId":"7","likeCount":3}}}}"#),
            _ => format!(r#"{{"event":"chat","data":{{"msgId":"{id}","userId":"7","comment":"a"}}}}"#),
        };
        let frames: Vec<_> = kinds.iter().enumerate().map(|(id, kind)| (0, text(id + 1, *kind))).collect();
        let mut twice = frames.clone();
        let mut again = frames.clone();
        let middle = usize::try_from(order % frames.len() as u64).unwrap();
        again.rotate_left(middle);
        twice.extend(again);
        prop_assert_eq!(facts(&twice), facts(&frames));
        prop_assert_eq!(facts(&frames).len(), frames.len());
    }

    #[test]
    fn likes_add_up_and_the_total_never_falls(batches in prop::collection::vec((0u32..40, prop::option::of(0u64..9_000)), 1..40)) {
        let frames: Vec<_> = batches.iter().map(|(count, total)| {
            let total = total.map(|total| format!(r#","totalLikes":{total}"#)).unwrap_or_default();
            (0, format!(r#"{{"event":"like","data":{{"userId":"7","likeCount":{count}{total}}}}}"#))
        }).collect();
        let (mut sum, mut highest) = (0, 0);
        for fact in facts(&frames) {
            let Fact::Likes(likes) = fact else { panic!() };
            sum += likes.count;
            prop_assert!(likes.room_total >= highest && likes.room_total >= u64::from(sum));
            highest = likes.room_total;
        }
        prop_assert_eq!(sum, batches.iter().map(|(count, _)| count).sum::<u32>());
    }
}

#[test]
fn twins_count_once_per_viewer_and_empty_ids_are_no_key() {
    let follow = r#"{"event":"follow","data":{"msgId":"","user":{"userId":"7"}}}"#.to_owned();
    let social = r#"{"event":"social","data":{"msgId":"","user":{"id":"7"},"action":"follow"}}"#.to_owned();
    let share = r#"{"event":"social","data":{"msgId":"","user":{"id":"7"},"action":"share"}}"#.to_owned();
    let other = r#"{"event":"follow","data":{"msgId":"","user":{"userId":"8"}}}"#.to_owned();
    let passer = r#"{"event":"follow","data":{"user":{"userId":"0","uniqueId":""}}}"#.to_owned();
    let all = [follow, social, share, other, passer.clone(), passer];
    let kinds: Vec<_> = facts(&all.map(|text| (0, text)))
        .into_iter()
        .map(|fact| {
            if let Fact::Social(social) = fact {
                (social.kind, social.viewer.id.map(|id| id.to_string()))
            } else {
                panic!()
            }
        })
        .collect();
    let seven = || Some("7".to_owned());
    let expected = [
        (SocialKind::Follow, seven()),
        (SocialKind::Share, seven()),
        (SocialKind::Follow, Some("8".to_owned())),
        (SocialKind::Follow, None),
        (SocialKind::Follow, None),
    ];
    assert_eq!(kinds, expected);
}

#[test]
fn chat_with_empty_message_ids_is_never_a_repeat() {
    let chat = r#"{"event":"chat","data":{"msgId":"","userId":"7","comment":"up"}}"#.to_owned();
    assert_eq!(facts(&[(0, chat.clone()), (1, chat)]).len(), 2);
}

#[test]
fn a_gift_to_the_other_streamer_is_never_ours() {
    let gift =
        r#"{"event":"linkMicOpponentGift","data":{"senderUserId":"7","giftId":5655,"repeatCount":9,"diamondCount":9}}"#;
    assert_eq!(units(&[(0, gift.to_owned())]), 0);
}

#[test]
fn after_a_reconnect_old_frames_are_repeats() {
    let chat = |stamp: u64, text: &str| {
        format!(r#"{{"event":"chat","data":{{"timestamp":{stamp},"userId":"7","comment":"{text}"}}}}"#)
    };
    let mut intake = Intake::default();
    let mut facts = Vec::new();
    intake.take(&chat(1_771_284_518_000, "a"), Duration::from_secs(1), &mut facts);
    intake.take(&chat(1_771_284_519_000, "b"), Duration::from_secs(2), &mut facts);
    intake.resumed(Duration::from_secs(10));
    intake.take(&chat(1_771_284_518_000, "a"), Duration::from_secs(10), &mut facts);
    intake.take(&chat(1_771_284_530_000, "c"), Duration::from_secs(11), &mut facts);
    let texts: Vec<_> = facts.iter().map(|fact| if let Fact::Chat(chat) = fact { &*chat.text } else { "" }).collect();
    assert_eq!((texts, intake.counts().duplicate), (vec!["a", "b", "c"], 1));
}

#[test]
fn a_match_is_told_when_its_state_changes() {
    let battle = |id: u64, status: u8| {
        (0, format!(r#"{{"event":"battle","data":{{"battleId":"{id}","status":{status},"teams":[]}}}}"#))
    };
    let states: Vec<_> = facts(&[battle(1, 4), battle(1, 2), battle(1, 1), battle(1, 1), battle(1, 3), battle(2, 1)])
        .into_iter()
        .map(|fact| if let Fact::Battle { state } = fact { state } else { panic!("{fact:?}") })
        .collect();
    use bevy_tiktool::BattleState::{Active, Ended, Starting};
    assert_eq!(states, [Starting, Active, Ended, Active]);
}
