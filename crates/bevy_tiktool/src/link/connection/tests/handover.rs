//! Changing sockets before the service ends the first one, over scripted sockets in virtual time.

use std::time::Duration;

use super::{
    chat,
    fake::{Act, Answer, Played, play},
};
use crate::{
    fact::Fact,
    link::state::{LinkState, Reason},
};

const AGE: Option<Duration> = Some(Duration::from_secs(300));

/// One gift at each of these seconds of the stream, as a socket brings it that was opened at `opened`.
fn gifts(opened: u32, seconds: impl Iterator<Item = u32>) -> Vec<Act> {
    let gift = |second: u32| {
        let frame = format!(
            r#"{{"event":"gift","data":{{"user":{{"userId":"{second}"}},"giftId":5655,"repeatCount":1,"giftType":2}}}}"#
        );
        [Act::At(f64::from(second - opened)), Act::Say(frame)]
    };
    seconds.flat_map(gift).collect()
}

/// The givers, in order.
fn givers(played: &Played) -> Vec<u32> {
    let giver = |fact: &Fact| match fact {
        Fact::Gift(gift) => gift.viewer.id.as_ref().map(|id| id.to_string().parse().unwrap()),
        _ => None,
    };
    played.facts.iter().filter_map(giver).collect()
}

fn gap_facts(played: &Played) -> usize {
    played.facts.iter().filter(|fact| matches!(fact, Fact::LinkLost | Fact::LinkRestored { .. })).count()
}

fn open() -> LinkState {
    LinkState::Open { streamer: "mia".into() }
}

#[tokio::test(start_paused = true)]
async fn sockets_change_without_a_gap_and_every_gift_counts_once() {
    // The service ends each socket after ten minutes; the second is opened after five.
    let mut first = gifts(0, 1..600);
    first.push(Act::Close(4555, "max age"));
    let mut second = gifts(300, 301..900);
    second.push(Act::Close(4555, "max age"));
    let third = gifts(600, 601..800);
    let played = play(790.5, AGE, vec![Answer::Open(first), Answer::Open(second), Answer::Open(third)]).await;
    assert_eq!(played.connects.len(), 3, "{:?}", played.connects);
    assert_eq!(givers(&played), (1..=790).collect::<Vec<_>>());
    assert_eq!((gap_facts(&played), &played.state), (0, &open()));
    let change = played.closed(0).unwrap();
    assert!((303.0..304.5).contains(&change), "a few seconds of both: {change}");
    assert_eq!(played.received, 790, "a copy is not counted as received");
}

#[tokio::test(start_paused = true)]
async fn twice_the_same_frame_is_two_and_what_was_said_before_is_not_said_again() {
    // Likes without an id or a time: each text comes twice, on both sockets.
    let likes = |from: u32, opened: u32| {
        let like = Act::Say(r#"{"event":"like","data":{"user":{"userId":"1"},"likeCount":1}}"#.into());
        let at = move |second: u32| [Act::At(f64::from(second - opened) + 0.5), like.clone(), like.clone()];
        (from..400).flat_map(at).collect::<Vec<_>>()
    };
    let mut second = vec![chat("old"), chat("older")];
    second.extend(likes(300, 300));
    let mut first = vec![chat("older"), chat("old")];
    first.extend(likes(100, 0));
    let played = play(391.0, AGE, vec![Answer::Open(first), Answer::Open(second)]).await;
    let likes: u32 = played.facts.iter().map(|fact| if let Fact::Likes(likes) = fact { likes.count } else { 0 }).sum();
    let chats = played.facts.iter().filter(|fact| matches!(fact, Fact::Chat(_))).count();
    assert_eq!((likes, chats, gap_facts(&played)), (2 * 291, 2, 0));
    assert!(played.closed(0).is_some(), "it did change");
}

#[tokio::test(start_paused = true)]
async fn a_second_socket_that_is_refused_is_never_tried_again() {
    let refusals = [
        Answer::Http(403),
        Answer::Http(429),
        Answer::Open(vec![Act::Close(4429, "too many")]),
        Answer::Open(vec![Act::Close(4005, "connection limit of your plan")]),
        Answer::Open(vec![Act::Say(r#"{"type":"session_limit","message":"one only"}"#.into())]),
    ];
    for refusal in refusals {
        let played = play(800.0, AGE, vec![Answer::Open(gifts(0, 1..800)), refusal.clone()]).await;
        assert_eq!(played.connects.len(), 2, "{refusal:?}: {:?}", played.connects);
        assert_eq!((givers(&played).len(), gap_facts(&played)), (799, 0), "{refusal:?}");
        assert_eq!((&played.state, played.closed(0)), (&open(), None), "{refusal:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_first_socket_that_is_ended_for_the_second_is_followed_by_it() {
    let mut first = gifts(0, 1..302);
    first.extend([Act::At(301.5), Act::Close(4429, "one only")]);
    let second = gifts(300, 302..1_000);
    let played = play(900.5, AGE, vec![Answer::Open(first), Answer::Open(second)]).await;
    assert_eq!(played.connects.len(), 2, "and none was tried again: {:?}", played.connects);
    assert_eq!(givers(&played), (1..=900).collect::<Vec<_>>());
    assert_eq!((gap_facts(&played), &played.state), (0, &open()));
    // Both ended: an ordinary reconnect, told as such, and no second socket any more.
    let mut first = gifts(0, 1..302);
    first.extend([Act::At(301.5), Act::Close(4429, "one only")]);
    let second = vec![Act::At(2.0), Act::Close(4429, "one only")];
    let played = play(350.0, AGE, vec![Answer::Open(first), Answer::Open(second)]).await;
    assert!(matches!(played.state.reason(), Some(Reason::TooManyConnections)), "{}", played.state);
    assert_eq!(gap_facts(&played), 1);
}

#[tokio::test(start_paused = true)]
async fn faults_on_the_way_are_tried_three_times_only() {
    let fault = Answer::Io(std::io::ErrorKind::ConnectionRefused, "refused");
    let played = play(800.0, AGE, vec![Answer::Open(gifts(0, 1..800)), fault]).await;
    assert_eq!(played.connects.len(), 4, "{:?}", played.connects);
    assert_eq!((givers(&played).len(), gap_facts(&played)), (799, 0));
    let played = play(800.0, AGE, vec![Answer::Open(gifts(0, 1..800)), Answer::Never]).await;
    assert_eq!((played.connects.len(), givers(&played).len()), (4, 799));
}

#[tokio::test(start_paused = true)]
async fn a_second_socket_that_brings_nothing_is_not_trusted() {
    let played = play(800.0, AGE, vec![Answer::Open(gifts(0, 1..800)), Answer::Open(vec![])]).await;
    assert_eq!(played.connects.len(), 2, "{:?}", played.connects);
    assert_eq!((givers(&played).len(), played.closed(0)), (799, None));
    let given_up = played.closed(1).unwrap();
    assert!((329.0..332.0).contains(&given_up), "{given_up}");
    // In a room where nothing happens on either, an open line is enough.
    let quiet =
        (1..100).flat_map(|n| [Act::At(f64::from(n) * 50.0), Act::Say("{\"event\":\"room\"}".into())]).collect();
    let played = play(320.0, AGE, vec![Answer::Open(quiet), Answer::Open(vec![])]).await;
    assert!((310.0..311.5).contains(&played.closed(0).unwrap()), "{:?}", played.closed(0));
    assert_eq!((gap_facts(&played), &played.state), (0, &open()));
}

#[tokio::test(start_paused = true)]
async fn a_planned_cut_teaches_when_to_change() {
    // Six minutes is what this plan allows; nobody knew. The next socket changes three minutes before that.
    let mut first = gifts(0, 1..360);
    first.extend([Act::At(360.0), Act::Close(4555, "max age")]);
    let second = gifts(365, 366..725);
    let third = gifts(545, 546..900);
    let long = Some(Duration::from_secs(3_600));
    let played = play(700.0, long, vec![Answer::Open(first), Answer::Open(second), Answer::Open(third)]).await;
    assert_eq!(played.connects.len(), 3, "{:?}", played.connects);
    assert!((played.connects[2] - played.connects[1] - 180.0).abs() < 0.2, "{:?}", played.connects);
    assert_eq!((gap_facts(&played), &played.state), (2, &open()), "one gap, the first");
}

#[tokio::test(start_paused = true)]
async fn never_means_never() {
    let played = play(700.0, None, vec![Answer::Open(gifts(0, 1..700))]).await;
    assert_eq!((played.connects.len(), givers(&played).len()), (1, 699));
}
