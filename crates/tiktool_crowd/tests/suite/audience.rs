//! The simulated audience: the same show for the same seed, in documented frames, each paid gift once.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Instant,
};

use serde_json::Value;
use tiktool_crowd::{Audience, CrowdSettings};

fn settings(seed: u64, seconds: f64) -> CrowdSettings {
    CrowdSettings { seed, seconds: Some(seconds), ..CrowdSettings::default() }
}

/// The whole show, asked for in slices of this many seconds.
fn show(settings: CrowdSettings, slice: f64) -> (Vec<String>, Audience) {
    let end = settings.seconds.expect("a test's show ends");
    let mut audience = Audience::new(settings);
    let mut frames = Vec::new();
    let mut slices = 0.0;
    while slices * slice < end {
        slices += 1.0;
        audience.frames_until(slices * slice, &mut frames);
    }
    (frames, audience)
}

fn parsed(frames: &[String]) -> Vec<Value> {
    frames.iter().map(|text| serde_json::from_str(text).expect("JSON")).collect()
}

fn user_id(data: &Value) -> Option<&str> {
    let user = if data["user"].is_object() { &data["user"] } else { data };
    user["userId"].as_str().or(user["id"].as_str())
}

#[test]
fn seed_alone_fixes_the_show_however_time_is_cut() {
    let (whole, _) = show(settings(7, 300.0), 300.0);
    let (ticks, _) = show(settings(7, 300.0), 1.0 / 30.0);
    let (uneven, _) = show(settings(7, 300.0), 0.777);
    assert!(whole.len() > 2000, "{}", whole.len());
    assert_eq!(whole, ticks);
    assert_eq!(whole, uneven);
    let (other, _) = show(settings(8, 300.0), 300.0);
    assert_ne!(whole, other);
}

#[test]
fn every_frame_is_a_documented_one() {
    const WITH_USER: [&str; 12] = [
        "chat",
        "gift",
        "like",
        "member",
        "follow",
        "share",
        "social",
        "subscribe",
        "emote",
        "emoteChat",
        "question",
        "questionNew",
    ];
    const WITHOUT: [&str; 13] = [
        "roomInfo",
        "caption",
        "roomUserSeq",
        "liveIntro",
        "envelope",
        "rankUpdate",
        "goalUpdate",
        "roomPin",
        "battle",
        "battleArmies",
        "linkMicBattle",
        "linkMicOpponentGift",
        "control",
    ];
    let (frames, audience) = show(settings(3, 1800.0), 60.0);
    let frames = parsed(&frames);
    let mut seen = BTreeMap::<String, u32>::new();
    for frame in &frames {
        let name = frame["event"].as_str().expect("a name");
        *seen.entry(name.to_owned()).or_default() += 1;
        if name == "roomInfo" {
            assert!(frame["roomId"].is_string() && frame["roomInfo"]["title"].is_string());
            continue;
        }
        let data = &frame["data"];
        assert!(data["type"].is_null() || data["type"] == name, "{frame}");
        if WITH_USER.contains(&name) {
            let id = user_id(data).unwrap_or_else(|| panic!("no user in {frame}"));
            assert!(id.parse::<u64>().is_ok_and(|id| id > 0));
        } else {
            assert!(WITHOUT.contains(&name) || name == "streamEnd", "undocumented: {frame}");
        }
        match name {
            "chat" => assert!(data["comment"].as_str().is_some_and(|words| !words.is_empty())),
            "like" => {
                assert!(matches!(data["likeCount"].as_u64(), Some(1..=15)));
                assert!(data["totalLikeCount"].is_u64() || data["totalLikes"].is_u64());
            }
            "gift" => {
                assert!(data["diamondCount"].as_u64().is_some_and(|price| price > 0));
                assert!(data["repeatCount"].as_u64().is_some_and(|count| count > 0));
                assert!(data["giftId"].is_u64() && data["giftName"].is_string());
            }
            "caption" => assert!(data["text"].is_string() && data["isFinal"].is_boolean()),
            "roomUserSeq" => assert!(data["viewerCount"].is_u64()),
            _ => {}
        }
    }
    assert_eq!(frames[0]["event"], "roomInfo");
    assert_eq!(frames.last().expect("frames")["event"], "streamEnd");
    assert!(audience.ended());
    for name in WITH_USER.iter().chain(&WITHOUT[..12]) {
        assert!(seen.contains_key(*name), "half an hour without one {name}: {seen:?}");
    }
    println!("{seen:?}");
}

/// Counted as a careful client would that waits for the end of each streak.
fn final_only(frames: &[Value]) -> BTreeMap<String, (u64, u64)> {
    let mut sums = BTreeMap::<String, (u64, u64)>::new();
    for data in frames.iter().filter(|frame| frame["event"] == "gift").map(|frame| &frame["data"]) {
        let ended = data["repeatEnd"] == true || data["repeatEnd"] == 1;
        if data["giftType"] == 1 && !ended {
            continue;
        }
        let count = data["repeatCount"].as_u64().expect("a count");
        let giver = sums.entry(user_id(data).expect("a giver").to_owned()).or_default();
        giver.0 += count;
        giver.1 += count * data["diamondCount"].as_u64().expect("a price");
    }
    sums
}

#[test]
fn the_manifest_is_what_the_frames_add_up_to() {
    // A length that cuts through running streaks.
    for seed in [1, 2, 3] {
        let (frames, audience) = show(settings(seed, 901.3), 5.0);
        let sums = final_only(&parsed(&frames));
        let manifest = audience.manifest();
        assert_eq!(manifest.frames, frames.len() as u64);
        let told: BTreeMap<_, _> =
            manifest.viewers.iter().map(|viewer| (viewer.id.clone(), (viewer.gifts, viewer.diamonds))).collect();
        assert_eq!(told, sums);
        assert_eq!(manifest.gifts, sums.values().map(|sum| sum.0).sum::<u64>());
        assert_eq!(manifest.diamonds, sums.values().map(|sum| sum.1).sum::<u64>());
        assert!(manifest.gifts > 100 && manifest.in_doubt.gifts == 0);
    }
}

#[test]
fn streaks_come_as_tiktok_sends_them() {
    let (frames, _) = show(settings(5, 1200.0), 60.0);
    let mut running = BTreeMap::<(String, u64), u64>::new();
    let (mut jumps, mut streaks, mut late_ends) = (0, 0, 0);
    for frame in parsed(&frames).iter().filter(|frame| frame["event"] == "gift") {
        let data = &frame["data"];
        if data["giftType"] != 1 {
            assert_eq!(data["repeatCount"], 1);
            assert!(data["diamondCount"].as_u64() >= Some(100));
            late_ends += u32::from(data["repeatEnd"] == false);
            continue;
        }
        let key = (user_id(data).expect("a giver").to_owned(), data["giftId"].as_u64().expect("an id"));
        let count = data["repeatCount"].as_u64().expect("a count");
        let ended = data["repeatEnd"] == true || data["repeatEnd"] == 1;
        let before = running.get(&key).copied();
        if ended {
            assert_eq!(before, Some(count), "the end repeats the last count");
            running.remove(&key);
            streaks += 1;
        } else {
            assert!(before.is_none_or(|before| count > before));
            jumps += u32::from(before.is_some_and(|before| count > before + 1));
            running.insert(key, count);
        }
    }
    assert!(running.is_empty(), "no streak is left open");
    assert!(streaks > 100 && jumps > 10, "{streaks} streaks, {jumps} jumps");
    println!("{streaks} streaks, {jumps} jumps, {late_ends} single gifts without an end");
}

#[test]
fn the_audience_is_alive_from_the_first_seconds_and_balanced() {
    let (early, _) = show(settings(7, 8.0), 8.0);
    let early = parsed(&early);
    let joins = |frames: &[Value], words: [&str; 4]| {
        let said = |frame: &&Value| {
            let words_said = frame["data"]["comment"].as_str().unwrap_or_default().to_lowercase();
            words.iter().any(|word| words_said.starts_with(word))
        };
        frames
            .iter()
            .filter(|frame| frame["event"] == "chat")
            .filter(said)
            .filter_map(|frame| user_id(&frame["data"]))
            .map(str::to_owned)
            .collect::<BTreeSet<_>>()
    };
    let (ember, tide) = (["1", "red", "ember", "🔴"], ["2", "blue", "tide", "🔵"]);
    assert!(early.iter().filter(|frame| frame["event"] == "member").count() >= 10);
    assert!(joins(&early, ember).len() + joins(&early, tide).len() >= 3);

    let (frames, _) = show(settings(7, 300.0), 60.0);
    let frames = parsed(&frames);
    let (red, blue) = (joins(&frames, ember).len(), joins(&frames, tide).len());
    assert!(red >= 10 && blue >= 10, "{red} red, {blue} blue");
    let orders =
        frames.iter().filter(|f| ["up", "down", "go", "hold"].iter().any(|order| f["data"]["comment"] == *order));
    assert!(orders.count() > 100);
    let rate = frames.len() as f64 / 300.0;
    assert!((8.0..18.0).contains(&rate), "{rate} events a second were wanted to be about 12");
}

#[test]
fn names_are_of_many_scripts() {
    let (frames, _) = show(CrowdSettings { viewers: 120, ..settings(7, 200.0) }, 200.0);
    let names: BTreeSet<String> = parsed(&frames)
        .iter()
        .filter(|frame| frame["event"] == "member")
        .filter_map(|frame| frame["data"]["user"]["nickname"].as_str().map(str::to_owned))
        .collect();
    // First code point of a script's block, last one.
    const SCRIPTS: [(u32, u32); 24] = [
        (0x41, 0x24f),
        (0x370, 0x3ff),
        (0x400, 0x4ff),
        (0x530, 0x58f),
        (0x590, 0x5ff),
        (0x600, 0x6ff),
        (0x900, 0x97f),
        (0x980, 0x9ff),
        (0xa00, 0xa7f),
        (0xa80, 0xaff),
        (0xb80, 0xbff),
        (0xc00, 0xc7f),
        (0xc80, 0xcff),
        (0xd00, 0xd7f),
        (0xd80, 0xdff),
        (0xe00, 0xe7f),
        (0xe80, 0xeff),
        (0x1000, 0x109f),
        (0x10a0, 0x10ff),
        (0x1200, 0x137f),
        (0x1780, 0x17ff),
        (0x3040, 0x30ff),
        (0x4e00, 0x9fff),
        (0xac00, 0xd7af),
    ];
    let met = SCRIPTS
        .iter()
        .filter(|(from, to)| names.iter().flat_map(|name| name.chars()).any(|c| (*from..=*to).contains(&u32::from(c))));
    assert!(met.count() >= 15);
    assert!(names.iter().any(|name| name.contains('🌸')));
}

#[test]
fn settings_out_of_bounds_do_no_harm() {
    for (viewers, rate) in [(0, 12.0), (1, 12.0), (2, 0.0), (3, -1.0), (3, f64::NAN), (3, f64::INFINITY), (5, 1e9)] {
        let settings = CrowdSettings { viewers, rate, ..settings(1, 2.0) };
        let (frames, audience) = show(settings, 2.0);
        assert!(audience.ended() && frames.len() >= 3, "{viewers} viewers at {rate}");
    }
    let mut audience = Audience::new(settings(1, 10.0));
    let mut frames = Vec::new();
    audience.frames_until(f64::NAN, &mut frames);
    audience.frames_until(-5.0, &mut frames);
    audience.frames_until(f64::INFINITY, &mut frames);
    assert!(audience.ended());
    let length = frames.len();
    audience.frames_until(f64::INFINITY, &mut frames);
    assert_eq!(frames.len(), length);
}

#[test]
fn one_hour_at_fifty_events_a_second() {
    let start = Instant::now();
    let settings = CrowdSettings { viewers: 200, rate: 50.0, ..settings(7, 3600.0) };
    let (frames, audience) = show(settings, 1.0 / 30.0);
    let seconds = start.elapsed().as_secs_f64();
    let manifest = audience.manifest();
    println!(
        "{} frames in {seconds:.2} s, {} gifts worth {} diamonds",
        frames.len(),
        manifest.gifts,
        manifest.diamonds
    );
    assert!(frames.len() > 120_000);
}
