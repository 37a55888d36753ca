//! `throng replay` and `throng export` on a journal that the program wrote: proof, its failure, jumps, tables.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use bevy_tiktool::Fact;
use throng::{
    interaction::Entry,
    session::journal::{JournalLine, Recording, decode, encode},
};

use crate::support::{throng, told};

fn run(folder: &Path, args: &str) -> Output {
    throng(folder, args).output().unwrap()
}

/// A show of six minutes with more than one round.
fn show(folder: &Path) -> PathBuf {
    let rules = throng::rules::SHIPPED.replacen("battle_s: 210", "battle_s: 60", 1);
    assert_ne!(rules, throng::rules::SHIPPED);
    fs::write(folder.join("short.ron"), rules).unwrap();
    let line = "--headless --for 360 --speed max --seed 9 --rules short.ron --journal j.jsonl --report none --quiet";
    let played = run(folder, line);
    assert!(played.status.success(), "{}", told(&played));
    // The journal holds all that a replay needs: the rules file may go.
    fs::remove_file(folder.join("short.ron")).unwrap();
    folder.join("j.jsonl")
}

/// Writes the journal again with some lines changed, all with right checksums.
fn changed(path: &Path, to: &Path, mut change: impl FnMut(&mut JournalLine)) {
    let mut text = Vec::new();
    for line in fs::read(path).unwrap().split_inclusive(|byte| *byte == b'\n') {
        let mut line = decode(line).unwrap();
        change(&mut line);
        encode(&line, &mut text).unwrap();
    }
    fs::write(to, text).unwrap();
}

#[test]
fn a_show_is_proved_from_the_start_and_from_any_moment() {
    let folder = tempfile::tempdir().unwrap();
    let path = show(folder.path());
    let recording = Recording::load(&path).unwrap();
    assert!(recording.ended && recording.checkpoints.len() >= 2, "{:?}", recording.checkpoints);
    let whole = run(folder.path(), "replay j.jsonl --headless --verify");
    assert!(whole.status.success(), "{}", told(&whole));
    assert!(told(&whole).contains("10800 hashes compared, all equal"), "{}", told(&whole));
    let from = run(folder.path(), "replay j.jsonl --headless --verify --from 5:00");
    assert!(from.status.success() && told(&from).contains("all equal"), "{}", told(&from));
    assert!(!told(&from).contains("10800 hashes"), "it begins at a checkpoint: {}", told(&from));
    let shown = run(folder.path(), "replay j.jsonl --headless --speed max --from 300");
    assert!(shown.status.success() && told(&shown).contains("10800 ticks"), "{}", told(&shown));
}

#[test]
fn a_difference_is_named_by_tick_and_part() {
    let folder = tempfile::tempdir().unwrap();
    let path = show(folder.path());
    // A gift of another size: the game goes another way, soon after.
    let mut gift_at = None;
    changed(&path, &folder.path().join("gift.jsonl"), |line| {
        if let JournalLine::Entry { tick, entry } = line
            && *tick > 900
            && gift_at.is_none()
            && let Entry::Fact(Fact::Gift(gift)) = &mut **entry
        {
            gift.count += 7;
            gift_at = Some(*tick);
        }
    });
    let found = run(folder.path(), "replay gift.jsonl --headless --verify");
    let words = told(&found);
    assert_eq!(found.status.code(), Some(1), "{words}");
    assert!(words.contains("the replay goes another way at") && words.contains("the journal says"), "{words}");
    let tick = words.split("tick ").nth(1).and_then(|rest| rest.split(':').next()).unwrap().parse::<u32>().unwrap();
    assert!((gift_at.unwrap()..=gift_at.unwrap() + 30).contains(&tick), "{tick}, changed at {gift_at:?}");
    // A part's hash that is not right is named.
    changed(&path, &folder.path().join("part.jsonl"), |line| {
        if let JournalLine::Tick { tick: 1_500, parts: Some(parts), .. } = line {
            parts.castles ^= 1;
        }
    });
    let found = run(folder.path(), "replay part.jsonl --headless --verify");
    assert_eq!(found.status.code(), Some(1));
    assert!(told(&found).contains("tick 1500") && told(&found).contains("different: castles"), "{}", told(&found));
}

#[test]
fn what_cannot_be_played_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let path = show(folder.path());
    // A hole: lines were dropped while the disk was full.
    changed(&path, &folder.path().join("hole.jsonl"), |line| {
        if matches!(line, JournalLine::Tick { tick: 3_000, .. }) {
            *line = JournalLine::Gap { lines: 5 };
        }
    });
    let found = run(folder.path(), "replay hole.jsonl --headless --verify");
    assert_eq!(found.status.code(), Some(1));
    assert!(told(&found).contains("2999 hashes compared, all equal"), "{}", told(&found));
    assert!(told(&found).contains("the journal has a hole after 1:39"), "{}", told(&found));
    for (file, text) in [("empty.jsonl", ""), ("foreign.jsonl", "{\"a\":1}\n"), ("nowhere.jsonl", "")] {
        if file != "nowhere.jsonl" {
            fs::write(folder.path().join(file), text).unwrap();
        }
        let found = run(folder.path(), &format!("replay {file} --headless"));
        assert_eq!(found.status.code(), Some(2), "{file}: {}", told(&found));
        assert!(told(&found).contains(file), "{}", told(&found));
    }
}

#[test]
fn the_tables_hold_what_the_show_held() {
    let folder = tempfile::tempdir().unwrap();
    let path = show(folder.path());
    let done = run(folder.path(), "export j.jsonl --csv tables");
    assert!(done.status.success(), "{}", told(&done));
    let recording = Recording::load(&path).unwrap();
    let gifts = recording.entries.iter().filter(|(_, entry)| matches!(entry, Entry::Fact(Fact::Gift(_)))).count();
    let rows = fs::read_to_string(folder.path().join("tables").join("gifts.csv")).unwrap();
    assert_eq!(rows.lines().count(), gifts + 1);
    for table in ["events.csv", "viewers.csv"] {
        assert!(folder.path().join("tables").join(table).is_file(), "{table}");
    }
}

#[cfg(unix)]
#[test]
fn a_full_disk_ends_no_show_and_is_told() {
    let folder = tempfile::tempdir().unwrap();
    // The shell makes every file end at 200 kB, which a program that does not die of it sees as a fault of the disk.
    let line = format!(
        "trap '' XFSZ; ulimit -f 400; exec {:?} --headless --for 120 --speed max --seed 9 --journal j.jsonl --report r.json",
        env!("CARGO_BIN_EXE_throng")
    );
    let mut command = Command::new("sh");
    command.current_dir(folder.path()).args(["-c", &line]).env_remove("RUST_LOG");
    let played = command.output().unwrap();
    assert!(played.status.success(), "{}", told(&played));
    assert!(told(&played).contains("lines of the journal are not on disk"), "{}", told(&played));
    let report: serde_json::Value = serde_json::from_slice(&fs::read(folder.path().join("r.json")).unwrap()).unwrap();
    let gifts = |what: &str| report["gifts"][what].as_u64().unwrap();
    assert_eq!(gifts("received"), gifts("fulfilled") + gifts("waiting"));
    assert!(report["journal"]["lines_missing"].as_u64().unwrap() > 0, "{}", report["journal"]);
    // What is there is whole lines, and plays.
    let whole = run(folder.path(), "replay j.jsonl --headless --verify");
    assert!(whole.status.success() && told(&whole).contains("all equal"), "{}", told(&whole));
}

#[test]
fn who_is_hidden_is_so_in_the_replay_without_the_list_and_in_the_tables() {
    let folder = tempfile::tempdir().unwrap();
    // Whoever came first in the show without a list.
    let path = show(folder.path());
    assert!(run(folder.path(), "export j.jsonl --csv before").status.success());
    let viewers = fs::read_to_string(folder.path().join("before/viewers.csv")).unwrap();
    let (account, name) = viewers.lines().nth(1).and_then(|line| line.split_once(',')).unwrap();
    let name = name.split(',').next().unwrap();
    fs::remove_file(path).unwrap();
    fs::write(folder.path().join("list.txt"), format!("{account} # {name}\nnobody\n")).unwrap();
    let line = "--headless --for 120 --speed max --seed 9 --hidden list.txt --journal j.jsonl --report r.json --quiet";
    let played = run(folder.path(), line);
    assert!(played.status.success(), "{}", told(&played));
    fs::remove_file(folder.path().join("list.txt")).unwrap();
    let again = run(folder.path(), "replay j.jsonl --headless --verify");
    assert!(again.status.success() && told(&again).contains("all equal"), "{}", told(&again));
    assert!(run(folder.path(), "export j.jsonl --csv after").status.success());
    let events = fs::read_to_string(folder.path().join("after/events.csv")).unwrap();
    assert!(events.contains(&format!("hide {account}")), "{}", &events[..2_000.min(events.len())]);
    let viewers = fs::read_to_string(folder.path().join("after/viewers.csv")).unwrap();
    let row = viewers.lines().find(|row| row.starts_with(account)).unwrap();
    assert!(row.ends_with(",yes"), "{row}");
    assert_eq!(viewers.lines().filter(|row| row.ends_with(",yes")).count(), 1);
}
