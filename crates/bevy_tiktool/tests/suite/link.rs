//! The plugin against a real WebSocket server on loopback, in an app without a window.

use std::time::Duration;

use crate::support::{Act, Client, Server, sample_texts};
use bevy::prelude::*;
use bevy_tiktool::{
    ApiKey, ChatReceived, Fact, GiftReceived, LikesReceived, LinkCommand, LinkState, LiveCounts, LiveSettings, Reason,
    SocialReceived, ViewersCounted,
};

/// Chat by viewer `id`.
fn chat(id: u64, text: &str) -> Act {
    Act::Send(format!(r#"{{"event":"chat","data":{{"user":{{"userId":"{id}"}},"comment":"{text}"}}}}"#))
}

#[test]
fn all_samples_then_not_live() {
    let frames = sample_texts();
    let sent = frames.len() as u64;
    let mut acts: Vec<_> = frames.into_iter().map(Act::Send).collect();
    acts.extend([Act::Hold(Duration::from_millis(600)), Act::Close(4404, "not live")]);
    let server = Server::start(vec![acts]);
    let mut client = Client::new(server.settings("@streamer_demo"));
    client.until("every frame", |world| world.resource::<LiveCounts>().received == sent);
    let counts = client.counts();
    assert_eq!((counts.bad, counts.unknown), (0, 0), "{counts:?}");
    assert_eq!(*client.state(), LinkState::Open { streamer: "streamer_demo".into() });
    assert_eq!(client.state().to_string(), "Connected to @streamer_demo.");
    client.until("the close", |world| !world.resource::<LinkState>().is_open());
    let wait = Duration::from_secs(60);
    assert_eq!(*client.state(), LinkState::Waiting { reason: Reason::NotLive, wait });
    let words = "The streamer is not live: start the LIVE on TikTok, or check the name. Trying again in 60 s.";
    assert_eq!(client.state().to_string(), words);
    let facts = client.take::<Fact>();
    assert!(matches!(facts.last(), Some(Fact::LinkLost)), "{:?}", facts.last());
    let typed = [
        client.take::<GiftReceived>().len(),
        client.take::<LikesReceived>().len(),
        client.take::<ChatReceived>().len(),
        client.take::<SocialReceived>().len(),
        client.take::<ViewersCounted>().len(),
    ];
    let of = |is: fn(&Fact) -> bool| facts.iter().filter(|fact| is(fact)).count();
    let told = [
        of(|fact| matches!(fact, Fact::Gift(_))),
        of(|fact| matches!(fact, Fact::Likes(_))),
        of(|fact| matches!(fact, Fact::Chat(_))),
        of(|fact| matches!(fact, Fact::Social(_))),
        of(|fact| matches!(fact, Fact::Viewers(_))),
    ];
    assert_eq!(typed, told);
    assert!(told.iter().all(|count| *count > 0), "{told:?}");
}

#[test]
fn samples_with_limits_end_the_link_for_good() {
    let limit = r#"{"type":"session_limit","message":"Session limit reached.","sessionMaxMs":7200000}"#;
    let server = Server::start(vec![vec![chat(1, "hi"), Act::Send(limit.into()), Act::Hold(Duration::from_secs(5))]]);
    let mut client = Client::new(server.settings("demo"));
    client.until("the end", |world| world.resource::<LinkState>().is_final());
    assert!(matches!(client.state(), LinkState::GaveUp { reason: Reason::PlanLimit { .. } }), "{:?}", client.state());
    assert!(client.state().to_string().contains("Session limit reached."));
}

#[test]
fn a_broken_line_is_mended_and_the_gap_told() {
    let server = Server::start(vec![
        vec![chat(1, "before"), Act::Hold(Duration::from_millis(200)), Act::Drop],
        vec![chat(1, "after"), Act::Hold(Duration::from_secs(30))],
    ]);
    let mut client = Client::new(server.settings("demo"));
    client.until_fact("the second chat", |fact| matches!(fact, Fact::Chat(chat) if &*chat.text == "after"));
    let facts = client.take::<Fact>();
    let [Fact::Chat(_), Fact::LinkLost, Fact::LinkRestored { gap }, Fact::Chat(_)] = facts.as_slice() else {
        panic!("{facts:?}")
    };
    assert!(*gap > Duration::from_millis(400) && *gap < Duration::from_secs(5), "{gap:?}");
}

#[test]
fn bad_frames_do_not_end_the_link() {
    let long = format!(r#"{{"event":"chat","data":{{"comment":"{}"}}}}"#, "x".repeat(2 << 20));
    let bad = ["nonsense", "[1]", "null", "{\"event\":", &long];
    let mut acts: Vec<_> = bad.iter().map(|text| Act::Send((*text).into())).collect();
    acts.extend([Act::Binary(vec![0, 255, 3]), chat(1, "still here"), Act::Hold(Duration::from_secs(30))]);
    let server = Server::start(vec![acts]);
    let mut client = Client::new(server.settings("demo"));
    client.until_fact("the chat", |fact| matches!(fact, Fact::Chat(_)));
    client.until("the counts", |world| world.resource::<LiveCounts>().received == 7);
    assert_eq!((client.counts().bad, client.counts().too_long), (6, 1));
    assert!(client.state().is_open());
}

#[test]
fn refusals_say_what_to_do() {
    for (status, words) in [
        (401, "TikTool refused the API key: it is missing, mistyped or expired; enter a valid key. Then try again."),
        (404, "There is no event stream at this address (HTTP 404): check the address. Then try again."),
    ] {
        let server = Server::start(vec![vec![Act::Refuse(status)]]);
        let mut client = Client::new(server.settings("demo"));
        client.until("the end", |world| world.resource::<LinkState>().is_final());
        assert_eq!(client.state().to_string(), words);
    }
    let mut client = Client::new(LiveSettings {
        endpoint: "ws://127.0.0.1:1".into(),
        streamer: "demo".into(),
        ..LiveSettings::default()
    });
    client.until("the wait", |world| matches!(world.resource::<LinkState>(), LinkState::Waiting { .. }));
    assert!(client.state().to_string().starts_with("Nobody answers at 127.0.0.1:1: check the address"));
}

#[test]
fn json_in_a_binary_frame_or_behind_a_byte_order_mark_is_read() {
    let line = |who: u64| format!(r#"{{"event":"chat","data":{{"userId":"{who}","comment":"hi"}}}}"#);
    let acts = vec![
        Act::Binary(line(1).into_bytes()),
        Act::Send(format!("\u{feff}{}", line(2))),
        Act::Binary(format!("\u{feff} {}", line(3)).into_bytes()),
        Act::Binary(vec![0, 255, 3]),
        chat(4, "end"),
        Act::Hold(Duration::from_secs(30)),
    ];
    let server = Server::start(vec![acts]);
    let mut client = Client::new(server.settings("demo"));
    client.until_fact("the end", |fact| matches!(fact, Fact::Chat(chat) if &*chat.text == "end"));
    assert_eq!(client.take::<ChatReceived>().len(), 4);
    client.until("the counts", |world| world.resource::<LiveCounts>().received == 5);
    assert_eq!(client.counts().bad, 1, "what is no JSON is none in a binary frame either");
}

#[test]
fn a_link_that_gave_up_tries_again_when_asked() {
    let hold = Act::Hold(Duration::from_secs(30));
    let server = Server::start(vec![vec![Act::Refuse(401)], vec![chat(1, "here"), hold]]);
    let mut client = Client::new(server.settings("demo"));
    client.until("the end", |world| world.resource::<LinkState>().is_final());
    client.app.world_mut().write_message(LinkCommand::Again);
    client.until_fact("the chat", |fact| matches!(fact, Fact::Chat(_)));
    assert!(client.state().is_open());
}

#[test]
fn a_safe_address_that_is_none_is_told_apart() {
    // A plain server where TLS is expected: an error in words, not a panic for want of a TLS provider.
    let server = Server::start(vec![vec![Act::Hold(Duration::from_secs(5))]]);
    let settings = server.settings("demo");
    let endpoint = settings.endpoint.replace("ws://", "wss://");
    let mut client = Client::new(LiveSettings { endpoint, ..settings });
    client.until("the wait", |world| matches!(world.resource::<LinkState>(), LinkState::Waiting { .. }));
    let words = client.state().to_string();
    assert!(
        words.starts_with("No safe connection to 127.0.0.1:") || words.starts_with("The connection broke"),
        "{words}"
    );
}

#[test]
fn the_key_goes_to_the_server_and_nowhere_else() {
    let server = Server::start(vec![vec![chat(1, "hi"), Act::Hold(Duration::from_secs(30))]]);
    let key = ApiKey::new("tk_very secret");
    let settings = LiveSettings { key, ..server.settings("@Demo") };
    assert!(!format!("{settings:?}").contains("secret"));
    let mut client = Client::new(settings);
    client.until_fact("the chat", |fact| matches!(fact, Fact::Chat(_)));
    assert_eq!(server.asked(), ["/?uniqueId=demo&apiKey=tk_very+secret"]);
}

#[test]
fn commands_stop_and_start_the_link() {
    let again = || vec![chat(1, "hi"), Act::Hold(Duration::from_secs(30))];
    let server = Server::start(vec![again(), again()]);
    let mut client = Client::new(LiveSettings::default());
    client.app.update();
    assert_eq!(*client.state(), LinkState::Off);
    for round in 1..=2 {
        client.app.world_mut().write_message(LinkCommand::Start(server.settings("demo")));
        client.until("the chat", |world| world.resource::<LiveCounts>().received == round);
        client.app.world_mut().write_message(LinkCommand::Stop);
        client.app.update();
        assert_eq!(*client.state(), LinkState::Off);
    }
    assert_eq!(client.take::<ChatReceived>().len(), 2);
}

#[test]
fn a_capture_plays_back_the_same_facts() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("stream.jsonl");
    let mut acts: Vec<_> = sample_texts().into_iter().map(Act::Send).collect();
    acts.push(Act::Hold(Duration::from_secs(30)));
    let server = Server::start(vec![acts]);
    let sent = sample_texts().len() as u64;
    let mut live = Client::new(LiveSettings { capture: Some(file.clone()), ..server.settings("demo") });
    live.until("every frame", |world| world.resource::<LiveCounts>().received == sent);
    let heard = live.take::<Fact>();
    live.app.world_mut().write_message(LinkCommand::Stop);
    live.app.update();
    let mut again = Client::new(LiveSettings { playback: Some(file), ..LiveSettings::default() });
    again.until("the end", |world| world.resource::<LinkState>().is_final());
    again.app.update();
    assert_eq!(*again.state(), LinkState::Ended { reason: Reason::PlaybackOver });
    assert_eq!(again.take::<Fact>(), heard);
    assert_eq!(again.counts().received, sent);
}

#[test]
fn dropping_the_app_is_quick() {
    let server = Server::start(vec![vec![chat(1, "hi"), Act::Hold(Duration::from_secs(30))]]);
    let mut client = Client::new(server.settings("demo"));
    client.until_fact("the chat", |fact| matches!(fact, Fact::Chat(_)));
    let start = std::time::Instant::now();
    drop(client);
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}
