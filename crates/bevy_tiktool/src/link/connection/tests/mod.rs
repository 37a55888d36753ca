//! The link over scripted sockets in virtual time: cuts, silence, refusals, and how often it connects.

mod fake;
mod handover;

use std::io::ErrorKind;

use self::fake::{Act, Answer, Played, play};
use crate::{
    fact::Fact,
    link::state::{LinkState, Reason},
};

fn chat(text: &str) -> Act {
    Act::Say(format!(r#"{{"event":"chat","data":{{"user":{{"userId":"1"}},"comment":"{text}"}}}}"#))
}

fn room() -> Act {
    Act::Say(r#"{"event":"roomInfo","roomId":"7"}"#.into())
}

fn viewers(count: u32) -> Act {
    Act::Say(format!(r#"{{"event":"roomUserSeq","data":{{"viewerCount":{count}}}}}"#))
}

/// Lost and restored, with the whole seconds of the gap.
fn gaps(played: &Played) -> Vec<Option<u64>> {
    let gap = |fact: &Fact| match fact {
        Fact::LinkLost => Some(None),
        Fact::LinkRestored { gap } => Some(Some(gap.as_secs())),
        _ => None,
    };
    played.facts.iter().filter_map(gap).collect()
}

fn waits(played: &Played) -> Vec<f64> {
    played.connects.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

fn reason(played: &Played) -> &Reason {
    played.state.reason().unwrap_or_else(|| panic!("{:?}", played.state))
}

#[tokio::test(start_paused = true)]
async fn a_half_open_line_is_found_dead() {
    // Data, then nothing at all: not even an answer to a ping.
    let dead = vec![chat("hi"), Act::At(5.0), Act::Deaf, chat("last")];
    let played = play(41.0, None, vec![Answer::Open(dead), Answer::Open(vec![chat("again")])]).await;
    assert_eq!(played.connects.len(), 2, "{:?}", played.connects);
    // Dead 35 s after the last sign of life, at 5 s.
    let end = played.closed(0).unwrap();
    assert!((40.0..40.2).contains(&end), "{end}");
    assert_eq!(played.pings(0), 4, "one each 10 s");
    // The gap counts from the last sign of life, not from when it was noticed.
    assert!(matches!(gaps(&played)[..], [None, Some(35 | 36)]), "{:?}", gaps(&played));
}

#[tokio::test(start_paused = true)]
async fn answered_pings_keep_a_quiet_room_open_for_two_minutes() {
    let played = play(119.0, None, vec![Answer::Open(vec![chat("hi")])]).await;
    assert_eq!((played.connects.len(), played.pings(0)), (1, 11));
    assert!(played.state.is_open());
    // After that the service may have forgotten us: once more from the start, and never in a hurry.
    let played = play(1_000.0, None, vec![Answer::Open(vec![chat("hi")]), Answer::Open(vec![])]).await;
    assert!((7..=9).contains(&played.connects.len()), "{:?}", played.connects);
    assert!(waits(&played).iter().all(|wait| *wait > 120.0), "{:?}", played.connects);
}

#[tokio::test(start_paused = true)]
async fn a_room_that_only_counts_its_viewers_is_not_quiet() {
    let script = (0..30).flat_map(|n| [Act::At(f64::from(n) * 30.0), viewers(n)]).collect();
    let played = play(880.0, None, vec![Answer::Open(script)]).await;
    assert_eq!(played.connects.len(), 1);
    assert!(gaps(&played).is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_service_that_accepts_and_closes_is_never_called_in_a_hurry() {
    let room_only = vec![room(), Act::Close(1000, "")];
    // It even repeats old chat each time.
    let chatty = vec![room(), chat("old"), Act::At(0.2), Act::Close(1011, "")];
    for script in [vec![Act::Break], vec![Act::Close(1000, "")], room_only, chatty] {
        let played = play(600.0, None, vec![Answer::Open(script.clone())]).await;
        assert!(played.connects.len() <= 40, "{script:?}: {} connects", played.connects.len());
        let waits = waits(&played);
        assert!(waits[6..].iter().all(|wait| *wait >= 15.0), "{script:?}: {waits:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_link_that_worked_comes_back_at_once() {
    let worked = vec![chat("a"), Act::At(60.0), chat("b"), Act::Break];
    let played = play(200.0, None, vec![Answer::Open(worked)]).await;
    assert!(waits(&played).iter().all(|wait| (60.0..61.2).contains(wait)), "{:?}", played.connects);
    assert!(matches!(gaps(&played)[..4], [None, Some(0 | 1), None, Some(0 | 1)]), "{:?}", gaps(&played));
}

#[tokio::test(start_paused = true)]
async fn a_clean_close_and_a_planned_cut_are_told_and_mended() {
    let cut = vec![chat("a"), Act::At(100.0), chat("b"), Act::At(200.0), Act::Close(4555, "max age")];
    let played = play(204.0, None, vec![Answer::Open(cut), Answer::Open(vec![chat("c")])]).await;
    assert_eq!(*reason(&played), Reason::PlannedCut);
    let words = "TikTool ends every connection after some hours; this is that. Trying again in 5 s.";
    assert_eq!(played.state.to_string(), words);
    // The same number at once is the plan's limit: no hurry.
    let played = play(800.0, None, vec![Answer::Open(vec![chat("a"), Act::Close(4555, "")])]).await;
    assert_eq!((played.connects.len(), reason(&played)), (1, &Reason::PlanUsedUp));
    let going = vec![chat("a"), Act::At(20.0), Act::Close(1001, "")];
    let played = play(20.4, None, vec![Answer::Open(going)]).await;
    assert_eq!(*reason(&played), Reason::ClosedByService);
    assert_eq!(gaps(&played), [None]);
}

#[tokio::test(start_paused = true)]
async fn after_a_complaint_of_quotas_at_most_one_connect_a_minute() {
    let worked = Answer::Open(vec![chat("a"), Act::At(15.0), chat("b"), Act::Break]);
    let played = play(600.0, None, vec![worked.clone(), Answer::Http(429), worked]).await;
    assert!(waits(&played)[1..].iter().all(|wait| *wait > 59.9), "{:?}", played.connects);
    let crowded = vec![Act::Close(4429, "too many")];
    let played = play(3_599.0, None, vec![Answer::Open(crowded)]).await;
    assert_eq!((played.connects.len(), reason(&played)), (4, &Reason::TooManyConnections));
}

#[tokio::test(start_paused = true)]
async fn faults_of_the_key_and_the_name_end_it() {
    let complaint = Act::Say(r#"{"status_code":401,"message":"bad key"}"#.into());
    for (answer, why) in [
        (Answer::Http(401), Reason::KeyRefused),
        (Answer::Open(vec![Act::Close(4401, "expired")]), Reason::KeyRefused),
        (Answer::Open(vec![Act::Close(4003, "")]), Reason::KeyRefused),
        (Answer::Open(vec![complaint, Act::Close(1000, "")]), Reason::KeyRefused),
        (Answer::Open(vec![Act::Close(4004, "")]), Reason::NoSuchStreamer),
        (Answer::Open(vec![Act::Close(4403, "")]), Reason::NotAllowed),
        (Answer::Open(vec![Act::Close(4400, "")]), Reason::BadRequest),
    ] {
        let played = play(3_600.0, None, vec![answer]).await;
        assert_eq!((played.connects.len(), &played.state), (1, &LinkState::GaveUp { reason: why }));
    }
}

#[tokio::test(start_paused = true)]
async fn faults_of_the_network_are_told_and_tried_again() {
    let place = || "fake:1".into();
    for (answer, why) in [
        (Answer::Io(ErrorKind::ConnectionRefused, "refused"), Reason::NobodyThere { place: place() }),
        (Answer::Io(ErrorKind::Other, "failed to lookup address information"), Reason::NoSuchHost { place: place() }),
        (Answer::Io(ErrorKind::Other, "No such host is known."), Reason::NoSuchHost { place: place() }),
        (Answer::Io(ErrorKind::NetworkUnreachable, ""), Reason::NoSuchHost { place: place() }),
        (Answer::Io(ErrorKind::InvalidData, "invalid peer certificate"), Reason::NotSafe { place: place() }),
        (Answer::Io(ErrorKind::UnexpectedEof, "tls handshake eof"), Reason::NotSafe { place: place() }),
        (Answer::Io(ErrorKind::ConnectionReset, "reset"), Reason::LineBroke),
        (Answer::Http(503), Reason::ServiceTrouble),
    ] {
        // Ends just after a try, in the wait.
        let played = play(120.0, None, vec![answer.clone()]).await;
        assert!((6..14).contains(&played.connects.len()), "{answer:?}: {:?}", played.connects);
        assert_eq!(*reason(&played), why);
        assert!(gaps(&played).is_empty(), "what never was is not lost");
    }
    let played = play(15.4, None, vec![Answer::Never]).await;
    assert_eq!(*reason(&played), Reason::TimedOut { place: place() });
}

#[tokio::test(start_paused = true)]
async fn a_streamer_who_is_not_live_is_asked_for_each_minute() {
    let not_live = Act::Say(r#"{"event":"not_live","data":{}}"#.into());
    let played = play(600.0, None, vec![Answer::Open(vec![room(), not_live, Act::Close(1000, "")])]).await;
    assert_eq!(*reason(&played), Reason::NotLive);
    assert!((10..=11).contains(&played.connects.len()), "{:?}", played.connects);
    let end = Act::Say(r#"{"event":"streamEnd","data":{}}"#.into());
    let played = play(600.0, None, vec![Answer::Open(vec![chat("a"), end.clone(), Act::Close(1000, "")])]).await;
    assert_eq!(played.state, LinkState::Ended { reason: Reason::StreamEnded });
    let played = play(90.0, None, vec![Answer::Open(vec![chat("a"), end, Act::Break]), Answer::Open(vec![])]).await;
    assert!(waits(&played)[0] >= 60.0, "{:?}", played.connects);
}
