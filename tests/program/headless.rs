//! The program without a window, as a whole: its figures, its files, its words and its exit codes.

use std::{fs, path::Path, process::Output};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{json, throng, told};

fn run(folder: &Path, args: &str) -> Output {
    throng(folder, args).output().unwrap()
}

fn report(folder: &Path, name: &str) -> Value {
    json(&folder.join(name))
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn ten_minutes_at_full_speed_are_the_same_twice() {
    let folder = folder();
    let line = |name: &str| format!("--headless --for 600 --speed max --seed 7 --quiet --journal none --report {name}");
    let twins = ["a.json", "b.json"].map(|name| throng(folder.path(), &line(name)).spawn().unwrap());
    for mut twin in twins {
        assert!(twin.wait().unwrap().success());
    }
    let (a, b) = (report(folder.path(), "a.json"), report(folder.path(), "b.json"));
    assert_eq!(a["state_hash"], b["state_hash"]);
    assert_eq!((&a["viewers"], &a["rounds"], &a["gifts"]), (&b["viewers"], &b["rounds"], &b["gifts"]));
    let count = |pointer: &str| a.pointer(pointer).and_then(Value::as_u64).unwrap();
    assert_eq!(count("/ticks"), 18_000);
    assert!(count("/gifts/received") > 0);
    assert_eq!(count("/gifts/received"), count("/gifts/fulfilled") + count("/gifts/waiting"));
    assert!(a["rounds"].as_array().unwrap().len() >= 2, "{}", a["rounds"]);
    assert_eq!(count("/frames/bad"), 0);
    assert!(!folder.path().join("sessions").exists(), "the report went where it was asked to go only");
}

#[test]
fn without_a_display_one_round_is_played_and_told() {
    let folder = folder();
    let output = run(folder.path(), "--speed max --seed 3");
    let text = told(&output);
    assert!(output.status.success(), "{text}");
    assert!(text.contains("So one round is played here as text"), "{text}");
    assert!(text.contains("Round 1: ") && text.contains(" wins after "), "{text}");
    let place = text.lines().find_map(|line| line.strip_prefix("Report: ")).unwrap();
    let value = report(folder.path(), place);
    assert_eq!(value["rounds"].as_array().unwrap().len(), 1);
    assert_eq!((&value["streamer"], &value["seed"]), (&Value::from("demo"), &Value::from(3)));
}

#[test]
fn a_rules_file_in_the_folder_is_in_force() {
    let folder = folder();
    let text = throng::rules::SHIPPED.replace("title: \"Throng\"", "title: \"Our Own Game\"");
    fs::write(folder.path().join("game.ron"), text).unwrap();
    let output = run(folder.path(), "--headless --for 1 --speed max --report none --journal none");
    assert!(told(&output).starts_with("Our Own Game with the built-in crowd, by game.ron, seed "), "{}", told(&output));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "neither report nor journal was asked for");
    let output = run(folder.path(), "check");
    assert!(output.status.success() && told(&output).contains("game.ron: no errors"), "{}", told(&output));
}

#[test]
fn a_broken_rules_file_is_refused_with_all_its_lines() {
    let folder = folder();
    let text =
        throng::rules::SHIPPED.replace("battle_s: 210", "battle_s: \"long\"").replace("max_level: 10", "max_levle: 10");
    fs::write(folder.path().join("game.ron"), text).unwrap();
    for args in ["check", "check game.ron", "--headless --for 1", ""] {
        let output = run(folder.path(), args);
        let text = told(&output);
        assert_eq!(output.status.code(), Some(2), "{args}: {text}");
        assert!(text.contains("game.ron:") && text.contains("max_levle") && text.contains("battle_s"), "{text}");
    }
}

#[test]
fn bad_arguments_are_said_in_a_sentence() {
    let folder = folder();
    for (args, words) in [
        ("--speed fast", "give a number"),
        ("--headless --for 0", "give a number"),
        ("--rules siege.ron", "there is no rules file siege.ron"),
        ("check nowhere.ron", "there is no rules file nowhere.ron"),
        ("--live mia --headless", "TIKTOOL_API_KEY"),
        ("--live mia --headless --speed 2", "real time"),
        ("--headless --playback no.jsonl", "cannot play the capture no.jsonl"),
        ("--headless --url http://127.0.0.1:1 --for 5 --report none", "address"),
        ("--sound x", "--sound"),
        ("--headless --handover soon", "give minutes"),
        ("replay no.jsonl", "no.jsonl"),
        ("export no.jsonl --csv t", "no.jsonl"),
    ] {
        let output = run(folder.path(), args);
        let text = told(&output);
        assert_eq!(output.status.code(), Some(2), "{args}: {text}");
        assert!(text.contains(words), "{args}: {text}");
        assert!(!text.contains("panicked"), "{text}");
    }
}

#[test]
fn a_capture_plays_again_as_it_was() {
    let folder = folder();
    let first = "--headless --for 60 --speed max --seed 5 --quiet --capture c.jsonl --report a.json";
    assert!(run(folder.path(), first).status.success());
    let again = "--headless --for 60 --speed max --seed 5 --quiet --playback c.jsonl --report b.json";
    assert!(run(folder.path(), again).status.success());
    let (a, b) = (report(folder.path(), "a.json"), report(folder.path(), "b.json"));
    assert_eq!((&a["gifts"], &a["likes"], &a["events"]), (&b["gifts"], &b["likes"], &b["events"]));
    assert_eq!(a["state_hash"], b["state_hash"]);
}

#[test]
fn without_a_key_a_stream_is_refused_at_once_with_what_to_do() {
    let folder = folder();
    // A display that is there or not changes nothing about it.
    let output = throng(folder.path(), "--live mia").env("DISPLAY", ":4711").output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    assert!(told(&output).contains("set TIKTOOL_API_KEY to your TikTool key"), "{}", told(&output));
    assert!(!folder.path().join("sessions").exists(), "no show was begun");
}

#[test]
fn two_shows_of_one_second_have_two_journals_and_two_reports() {
    let folder = folder();
    let shows: Vec<_> = (0..4)
        .map(|_| {
            let mut show = throng(folder.path(), "--headless --for 1 --speed max --quiet");
            show.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap()
        })
        .collect();
    for show in shows {
        let output = show.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", told(&output));
    }
    let count = |ending: &str| {
        let files = fs::read_dir(folder.path().join("sessions")).unwrap();
        files.filter(|file| file.as_ref().unwrap().file_name().to_string_lossy().ends_with(ending)).count()
    };
    assert_eq!((count(".jsonl"), count(".report.json"), count(".part")), (4, 4, 0));
}

#[test]
fn what_cannot_be_written_is_told_before_the_show() {
    let folder = folder();
    fs::write(folder.path().join("file"), "x").unwrap();
    for (option, path) in
        [("--report", "."), ("--report", "file/r.json"), ("--capture", "."), ("--journal", "file/j.jsonl")]
    {
        let output = run(folder.path(), &format!("--headless --for 600 --speed max {option} {path}"));
        assert!(!output.status.success(), "{option} {path}");
        let text = told(&output);
        assert!(text.contains("cannot write the ") && text.contains(option), "{text}");
        assert!(!text.contains("Round 1"), "no show was begun: {text}");
    }
    assert!(!folder.path().join("sessions").exists(), "and nothing was left behind");
}
