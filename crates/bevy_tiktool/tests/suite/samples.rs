//! Every sample message of the protocol decodes to its type, and the gift sequences count as TikTok meant them.

use std::{fmt::Write, fs, path::PathBuf, time::Duration};

use bevy_tiktool::{Fact, Intake, LiveEvent, decode, wire::Other};

/// The samples as (file name without `.json`, text), sorted.
fn samples() -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/messages");
    let mut samples: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            (path.file_stem().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap())
        })
        .collect();
    samples.sort();
    assert!(samples.len() >= 140, "the samples are missing");
    samples
}

fn sample(name: &str) -> String {
    samples().into_iter().find(|(file, _)| file == name).unwrap_or_else(|| panic!("no sample {name}")).1
}

/// Units that each frame of the sequence adds.
fn units(names: &[&str]) -> Vec<u32> {
    let mut intake = Intake::default();
    let unit = |(at, name): (u64, &&str)| {
        let mut facts = Vec::new();
        intake.take(&sample(name), Duration::from_millis(at * 400), &mut facts);
        let units = |fact: &Fact| match fact {
            Fact::Gift(gift) => gift.count,
            Fact::StreakSeen(_) => 0,
            other => panic!("{other:?}"),
        };
        facts.iter().map(units).sum()
    };
    (0..).zip(names).map(unit).collect()
}

#[test]
fn every_sample_is_read_as_what_it_is() {
    let mut list = String::new();
    for (file, text) in samples() {
        let event = decode(&text).unwrap_or_else(|fault| panic!("{file}: {fault}"));
        assert!(!matches!(&event, LiveEvent::Other(other) if !other.is_documented()), "{file} is in no document");
        writeln!(list, "{file}: {} -> {}", event.name(), event.variant()).unwrap();
    }
    insta::assert_snapshot!(list);
}

#[test]
fn streaks_count_as_their_frames_come() {
    let streak = ["gift-streak-1", "gift-streak-2", "gift-streak-3", "gift-streak-4-end"];
    assert_eq!(units(&streak), [1, 1, 3, 0]);
    assert_eq!(units(&["gift-single-1", "gift-single-2-end"]), [1, 0]);
    assert_eq!(units(&["gift-streak-1.sdk", "gift-streak-2.sdk", "gift-streak-3-end.sdk"]), [1, 2, 0]);
    assert_eq!(units(&["gift-nonstreak"]), [1]);
    assert_eq!(units(&["gift-nonstreak.repeatEnd-false"]), [1]);
    assert_eq!(units(&["gift.minimal"]), [99]);
    assert_eq!(units(&["gift.repeatEnd-int"]), [3]);
}

#[test]
fn the_sequences_add_up_in_one_stream() {
    let names = [
        "gift-streak-1",
        "gift-streak-2",
        "gift-streak-3",
        "gift-streak-4-end",
        "gift-single-1",
        "gift-single-2-end",
        "gift-streak-1.sdk",
        "gift-streak-2.sdk",
        "gift-streak-3-end.sdk",
        "gift-nonstreak",
    ];
    assert_eq!(units(&names).iter().sum::<u32>(), 5 + 1 + 3 + 1);
}

#[test]
fn a_deletion_names_the_line_that_was_said() {
    let (mut intake, mut facts) = (Intake::default(), Vec::new());
    intake.take(&sample("chat.v3"), Duration::ZERO, &mut facts);
    // The sample bears the same message id as the line, which no service sends.
    let deletion = sample("imDelete").replace("\"msgId\":\"7607345938291034881\"", "\"msgId\":\"7607345938291034999\"");
    intake.take(&deletion, Duration::from_secs(9), &mut facts);
    let [Fact::Chat(line), Fact::ChatDeleted { message }] = facts.as_slice() else { panic!("{facts:?}") };
    assert_eq!((line.message, line.message != 0), (*message, true));
}

#[test]
fn all_samples_pass_the_intake() {
    let mut intake = Intake::default();
    let mut facts = Vec::new();
    for (at, (_, text)) in (0..).zip(samples()) {
        intake.take(&text, Duration::from_secs(at), &mut facts);
    }
    let counts = intake.counts();
    assert_eq!((counts.received, counts.bad, counts.unknown), (samples().len() as u64, 0, 0));
    assert!(!format!("{facts:?}").contains("Other { name: \"linkMicOpponentGift\", viewer: Viewer { id: None"));
    let gifts = facts.iter().filter(|fact| matches!(fact, Fact::Gift(_))).count();
    assert!(gifts >= 8, "{gifts}");
    assert_eq!(facts.iter().filter(|fact| matches!(fact, Fact::StreamEnded)).count(), 1);
}

/// The event, with the text of an untyped payload as JSON.
fn comparable(text: &str) -> (LiveEvent, serde_json::Value) {
    match decode(text).unwrap() {
        LiveEvent::Other(other) => {
            let mut data: serde_json::Value = serde_json::from_str(&other.data).unwrap();
            data.as_object_mut().unwrap().remove("extra");
            (LiveEvent::Other(Other { data: "".into(), ..other }), data)
        }
        event => (event, serde_json::Value::Null),
    }
}

#[test]
fn the_order_of_keys_and_the_envelope_do_not_matter() {
    for (file, text) in samples() {
        // serde_json sorts the keys, so the payload comes before the name.
        let sorted = serde_json::from_str::<serde_json::Value>(&text).unwrap().to_string();
        assert_eq!(comparable(&sorted), comparable(&text), "{file}");
        let spaced = format!(" \n{} ", text.replacen('{', "{ \"extra\" : [1, {\"x\": null}] , ", 1));
        assert_eq!(comparable(&spaced), comparable(&text), "{file}");
    }
}

#[test]
fn an_event_without_a_type_keeps_what_it_said() {
    let (_, text) = samples().into_iter().find(|(file, _)| file.starts_with("poll")).unwrap();
    let mut facts = Vec::new();
    Intake::default().take(&text, Duration::ZERO, &mut facts);
    let [Fact::Other { name, data, .. }] = facts.as_slice() else { panic!("{facts:?}") };
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    assert!(&**name == "poll" && data["pollId"].is_string(), "{data}");
}
