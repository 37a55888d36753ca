//! Chaos profiles over a real socket: a plain client that counts by a rule of its own stays within the manifest, for each
//! viewer; and what each profile does to the frames.

use std::{
    collections::BTreeMap,
    net::{Ipv4Addr, SocketAddr},
    time::{Duration, Instant},
};

use crate::support::counter::Counter;
use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use tiktool_crowd::{Audience, Chaos, CrowdSettings, Manifest, Server};
use tokio_tungstenite::{connect_async, tungstenite::Message};

fn settings(chaos: Chaos, seed: u64, seconds: f64) -> CrowdSettings {
    CrowdSettings { viewers: 80, rate: 250.0, seed, seconds: Some(seconds), chaos, mirror: None }
}

/// Each viewer's credit is what the manifest says, less at most what is in doubt.
fn check(manifest: &Manifest, counter: &Counter, what: &str) {
    let mut credited = counter.credited.clone();
    for viewer in &manifest.viewers {
        let (gifts, diamonds) = credited.remove(&viewer.id).unwrap_or_default();
        let doubt = viewer.in_doubt;
        assert!((viewer.gifts - doubt.gifts..=viewer.gifts).contains(&gifts), "{what}: {gifts} of {viewer:?}");
        let range = viewer.diamonds - doubt.diamonds..=viewer.diamonds;
        assert!(range.contains(&diamonds), "{what}: {diamonds} diamonds of {viewer:?}");
    }
    credited.retain(|_, sums| sums.0 > 0);
    assert!(credited.is_empty(), "{what}: gifts of nobody: {credited:?}");
    assert!(manifest.gifts > 0, "{what}: {manifest:?}");
}

/// What the client met.
#[derive(Debug, Default)]
struct Met {
    connects: u32,
    codes: Vec<u16>,
    broken: u32,
}

/// Plays a client to the end of the show: whenever the link ends, it comes back.
async fn listen(server: &Server, counter: &mut Counter) -> Met {
    let begun = Instant::now();
    let mut met = Met::default();
    while !server.ended() {
        let Ok((mut socket, _)) = connect_async(format!("{}/?uniqueId=demo", server.url())).await else {
            met.broken += 1;
            continue;
        };
        met.connects += 1;
        loop {
            match socket.next().await {
                Some(Ok(Message::Text(text))) => counter.hear(&text, begun.elapsed().as_secs_f64()),
                Some(Ok(Message::Close(close))) => {
                    met.codes.extend(close.map(|close| u16::from(close.code)));
                    // The answer to the close is on its way when this returns.
                    let _ = socket.flush().await;
                    break;
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => {
                    met.broken += 1;
                    break;
                }
            }
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    met
}

fn over_a_socket(chaos: Chaos, seed: u64, seconds: f64) -> (Manifest, Counter, Met) {
    let server = Server::start(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), settings(chaos, seed, seconds)).unwrap();
    let mut counter = Counter::default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let met = runtime.block_on(async {
        let limit = Duration::from_secs_f64(seconds + 30.0);
        tokio::time::timeout(limit, listen(&server, &mut counter)).await.expect("the show ends")
    });
    let until = Instant::now() + Duration::from_secs(10);
    while !server.finished() {
        assert!(Instant::now() < until, "the server knows that all is said");
        std::thread::sleep(Duration::from_millis(5));
    }
    (server.manifest(), counter, met)
}

#[test]
fn every_profile_can_be_counted_exactly_over_a_socket() {
    let plays: Vec<_> = Chaos::ALL
        .into_iter()
        .filter(|chaos| !matches!(chaos, Chaos::Cuts | Chaos::Storm))
        .flat_map(|chaos| [3, 4].map(|seed| (chaos, seed, std::thread::spawn(move || over_a_socket(chaos, seed, 8.0)))))
        .collect();
    for (chaos, seed, play) in plays {
        let (manifest, counter, met) = play.join().expect("a show");
        check(&manifest, &counter, &format!("{chaos}, seed {seed}"));
        assert_eq!((manifest.in_doubt.gifts, met.connects, met.codes), (0, 1, vec![4005]), "{chaos}, seed {seed}");
    }
}

#[test]
fn who_is_cut_again_and_again_stays_within_the_doubt() {
    let plays: Vec<_> = [(Chaos::Cuts, 5), (Chaos::Cuts, 6), (Chaos::Storm, 7), (Chaos::Storm, 8)]
        .into_iter()
        .map(|(chaos, seed)| (chaos, seed, std::thread::spawn(move || over_a_socket(chaos, seed, 45.0))))
        .collect();
    for (chaos, seed, play) in plays {
        let (manifest, counter, met) = play.join().expect("a show");
        check(&manifest, &counter, &format!("{chaos}, seed {seed}"));
        assert!(met.connects > 1, "{chaos}, seed {seed}: {met:?}");
        assert!(manifest.in_doubt.gifts * 3 < manifest.gifts, "{chaos}, seed {seed}: {:?}", manifest.in_doubt);
    }
}

/// A whole show without a socket, heard in small slices.
fn by_show_time(chaos: Chaos, seed: u64, seconds: f64) -> (Manifest, Counter, Vec<String>) {
    let mut audience = Audience::new(CrowdSettings { viewers: 60, rate: 40.0, ..settings(chaos, seed, seconds) });
    let (mut counter, mut all, mut at) = (Counter::default(), Vec::new(), 0.0);
    while !audience.ended() {
        at += 0.1;
        let heard = all.len();
        audience.frames_until(at, &mut all);
        all[heard..].iter().for_each(|text| counter.hear(text, at));
    }
    (audience.manifest(), counter, all)
}

#[test]
fn a_long_show_without_a_socket_is_exact_under_every_profile() {
    for chaos in Chaos::ALL {
        for seed in 0..3 {
            let (manifest, counter, all) = by_show_time(chaos, seed, 900.0);
            check(&manifest, &counter, &format!("{chaos}, seed {seed}"));
            assert_eq!(manifest.in_doubt.gifts, 0);
            let junk = matches!(chaos, Chaos::Malformed | Chaos::Storm);
            assert_eq!(counter.junk > 50, junk, "{chaos}: {} of {}", counter.junk, all.len());
            let repeats = matches!(chaos, Chaos::Duplicates | Chaos::Storm);
            assert_eq!(counter.repeats > 0, repeats, "{chaos}: {}", counter.repeats);
        }
    }
}

fn tally(frames: Vec<String>) -> BTreeMap<String, i64> {
    let mut tally = BTreeMap::new();
    frames
        .into_iter()
        .filter(|text| !text.contains("goalUpdate"))
        .for_each(|text| *tally.entry(text).or_default() += 1);
    tally
}

#[test]
fn the_audience_does_the_same_whatever_happens_to_its_frames() {
    let plain = tally(by_show_time(Chaos::None, 9, 120.0).2);
    let late = by_show_time(Chaos::Reorder, 9, 120.0).2;
    assert_eq!(late.last().map(|text| text.contains("streamEnd")), Some(true), "the end stays the end");
    assert_eq!(tally(late), plain);

    let twice = tally(by_show_time(Chaos::Duplicates, 9, 120.0).2);
    assert!(twice.keys().eq(plain.keys()) && twice.values().sum::<i64>() > plain.values().sum());

    let cut_short = tally(by_show_time(Chaos::LostEnds, 9, 120.0).2);
    assert!(cut_short.keys().all(|text| plain.contains_key(text)));
    let ends = |tally: &BTreeMap<String, i64>| {
        tally.keys().filter(|text| text.contains("\"giftType\":1") && text.contains("\"repeatEnd\":true")).count()
    };
    assert!(ends(&cut_short) * 2 < ends(&plain), "{} of {}", ends(&cut_short), ends(&plain));
}

#[test]
fn floods_come_at_a_thousand_a_second_and_gifts_by_fifty() {
    let mut audience = Audience::new(settings(Chaos::Flood, 1, 60.0));
    let (mut most, mut volley, mut at) = (0, 0, 0.0);
    while !audience.ended() {
        at += 0.5;
        let mut frames = Vec::new();
        audience.frames_until(at, &mut frames);
        most = most.max(frames.len());
        volley = volley.max(frames.iter().filter(|text| text.starts_with("{\"event\":\"gift\"")).count());
    }
    assert!(most >= 500, "{most} in half a second");
    assert!(volley >= 50, "{volley} gifts in half a second");
}

#[test]
fn rude_names_are_in_the_frames() {
    let all = by_show_time(Chaos::Rude, 2, 60.0).2;
    let names = |test: fn(&str) -> bool| {
        all.iter()
            .filter_map(|text| serde_json::from_str::<Value>(text).ok())
            .filter(|frame| frame["data"]["user"]["nickname"].as_str().is_some_and(test))
            .count()
    };
    assert!(names(|name| name.chars().count() >= 200) > 0, "long ones");
    assert!(names(|name| name.contains('\u{200b}') || name.contains('\u{202e}')) > 0, "hidden marks");
}
