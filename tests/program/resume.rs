//! The program killed in the middle of a show and started again: no gift is lost, none acts twice, and the show goes on.

use std::{
    collections::BTreeMap,
    fs,
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

use bevy_tiktool::Fact;
use serde_json::Value;
use throng::{
    interaction::Entry,
    session::journal::{JournalLine, Recording, decode, encode},
};
use tiktool_crowd::{CrowdSettings, Server};

use crate::support::{json, throng, told};

/// A lively crowd that gives much.
fn crowd(seed: u64) -> Server {
    let settings = CrowdSettings { viewers: 60, rate: 120.0, seed, ..CrowdSettings::default() };
    Server::start(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), settings).unwrap()
}

fn start(folder: &Path, server: &Server, more: &str) -> Child {
    let args = format!("--headless --url {} --seed 7 --quiet --report r.json {more}", server.url());
    throng(folder, &args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Kills it once so many gifts are in its journal.
fn kill_after(folder: &Path, mut game: Child, gifts: usize) {
    let began = Instant::now();
    while logged(folder).len() < gifts {
        assert!(began.elapsed() < Duration::from_secs(60), "too few gifts came");
        assert!(game.try_wait().unwrap().is_none(), "it ended by itself");
        thread::sleep(Duration::from_millis(50));
    }
    game.kill().unwrap();
    game.wait().unwrap();
}

fn journals(folder: &Path) -> Vec<PathBuf> {
    let Ok(files) = fs::read_dir(folder.join("sessions")) else { return Vec::new() };
    let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "jsonl"));
    files.sort();
    files
}

/// Gifts in the newest journal: number and units.
fn logged(folder: &Path) -> BTreeMap<u64, u32> {
    let newest = journals(folder).pop().and_then(|path| Recording::load(&path).ok());
    newest.map_or_else(BTreeMap::new, |found| found.gifts.iter().map(|(n, gift)| (*n, gift.gift.count)).collect())
}

fn report(folder: &Path) -> Value {
    json(&folder.join("r.json"))
}

fn units(gifts: &BTreeMap<u64, u32>) -> u64 {
    gifts.values().map(|count| u64::from(*count)).sum()
}

#[test]
fn a_killed_show_goes_on_and_its_journal_is_proved_from_end_to_end() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let server = crowd(3);
    for gifts in [2, 5, 8] {
        kill_after(folder, start(folder, &server, ""), gifts);
    }
    let last = start(folder, &server, "--for 8").wait_with_output().unwrap();
    let words = told(&last);
    assert!(last.status.success(), "{words}");
    assert!(words.contains("The last show broke off; it goes on in round 1"), "{words}");
    assert!(words.contains("state hash equal"), "{words}");
    let files = journals(folder);
    assert_eq!(files.len(), 1, "one show, one journal");
    let recording = Recording::load(&files[0]).unwrap();
    assert!(recording.ended && recording.damage.is_none());
    assert_eq!(recording.resumed.len(), 3);
    // Every gift that was taken down acts once.
    let took = recording.entries.iter().filter(|(_, entry)| matches!(entry, Entry::Fact(Fact::Gift(_)))).count();
    assert_eq!((took, recording.waiting().count()), (recording.gifts.len(), 0));
    let report = report(folder);
    assert_eq!(report["gifts"]["received"], units(&logged(folder)));
    // ... and what was paid beyond doubt is what was credited, viewer by viewer.
    let manifest = server.manifest();
    assert!(manifest.gifts > 8, "{manifest:?}");
    for paid in &manifest.viewers {
        let viewers = report["viewers"].as_array().unwrap();
        let found = viewers.iter().find(|viewer| viewer["id"] == paid.id.as_str());
        let credited = found.map_or(0, |viewer| viewer["gifts"].as_u64().unwrap());
        // The last gifts may have come after the show's last tick.
        assert!(credited <= paid.gifts, "viewer {}: paid {}, credited {credited}", paid.id, paid.gifts);
    }
    let proof = throng(folder, &format!("replay {} --headless --verify", files[0].display())).output().unwrap();
    assert!(proof.status.success() && told(&proof).contains("all equal"), "{}", told(&proof));
}

#[test]
fn with_other_rules_a_new_round_begins_and_the_gifts_act_again() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let server = crowd(4);
    kill_after(folder, start(folder, &server, ""), 3);
    let before = logged(folder);
    let rules = throng::rules::SHIPPED.replacen("lobby_s: 10", "lobby_s: 1.5", 1);
    assert_ne!(rules, throng::rules::SHIPPED);
    fs::write(folder.join("other.ron"), rules).unwrap();
    let again = start(folder, &server, "--rules other.ron --for 6").wait_with_output().unwrap();
    let words = told(&again);
    assert!(again.status.success(), "{words}");
    assert!(words.contains("cannot go on, because the rules have changed since"), "{words}");
    assert!(words.contains(&format!("{} gifts of the unfinished one act again", units(&before))), "{words}");
    let files = journals(folder);
    assert_eq!(files.len(), 2);
    let recording = Recording::load(&files[1]).unwrap();
    assert_eq!(recording.header.after.as_deref(), Some(files[0].strip_prefix(folder).unwrap().to_str().unwrap()));
    let received = report(folder)["gifts"]["received"].as_u64().unwrap();
    assert!(received >= units(&before), "{received} of {}", units(&before));
    assert_eq!(received, units(&logged(folder)));
    assert_eq!(report(folder)["gifts"]["waiting"], 0, "they acted in the new battle");
    let proof = throng(folder, &format!("replay {} --headless --verify", files[1].display())).output().unwrap();
    assert!(proof.status.success(), "{}", told(&proof));
}

#[test]
fn a_round_that_does_not_play_out_again_leaves_its_gifts_to_a_new_journal() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let server = crowd(6);
    kill_after(folder, start(folder, &server, ""), 3);
    let before = logged(folder);
    // As if another build had made the tick.
    let old = journals(folder).remove(0);
    let mut text = Vec::new();
    for line in fs::read(&old).unwrap().split_inclusive(|byte| *byte == b'\n') {
        let Ok(mut line) = decode(line) else { break };
        if let JournalLine::Tick { tick: 5, hash, .. } = &mut line {
            *hash ^= 1;
        }
        encode(&line, &mut text).unwrap();
    }
    fs::write(&old, text).unwrap();
    let again = start(folder, &server, "--for 14").wait_with_output().unwrap();
    assert!(told(&again).contains("does not play out the same way here"), "{}", told(&again));
    assert_eq!(journals(folder).len(), 2);
    assert_eq!(Recording::load(&old).unwrap().gifts.len(), before.len(), "nothing more is written to the old one");
    let (after, report) = (logged(folder), report(folder));
    assert!(after.len() > before.len(), "gifts came in over the link too");
    assert_eq!(report["gifts"]["received"], units(&after), "all of them through the new journal");
}

#[test]
fn a_clean_end_and_a_wish_to_begin_anew_are_respected() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let server = crowd(5);
    let clean = start(folder, &server, "--for 1").wait_with_output().unwrap();
    assert!(clean.status.success(), "{}", told(&clean));
    kill_after(folder, start(folder, &server, ""), 1);
    assert_eq!(journals(folder).len(), 2, "what ended well is not gone on with");
    let fresh = start(folder, &server, "--fresh --for 1").wait_with_output().unwrap();
    assert!(!told(&fresh).contains("broke off"), "{}", told(&fresh));
    assert_eq!(journals(folder).len(), 3);
    let over = journals(folder)[0].display().to_string();
    let refused = start(folder, &server, &format!("--journal {over} --for 1")).wait_with_output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(told(&refused).contains("the journal of a show that is over"), "{}", told(&refused));
    let foreign = throng(folder, "replay r.json --headless --verify").output().unwrap();
    assert_eq!(foreign.status.code(), Some(2), "{}", told(&foreign));
}

#[test]
fn a_named_journal_of_another_version_stays_and_a_new_one_is_written_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let server = crowd(5);
    let game = start(folder, &server, "");
    kill_after(folder, game, 3);
    let broken = journals(folder).remove(0);
    let mut text = Vec::new();
    for line in fs::read(&broken).unwrap().split_inclusive(|byte| *byte == b'\n') {
        // The last line may be torn.
        let Ok(mut line) = decode(line) else { break };
        if let JournalLine::Header(header) = &mut line {
            header.throng = "0.1.0".into();
        }
        encode(&line, &mut text).unwrap();
    }
    fs::write(folder.join("show.jsonl"), &text).unwrap();
    let ended = start(folder, &server, "--journal show.jsonl --for 20").wait_with_output().unwrap();
    assert!(ended.status.success(), "{}", told(&ended));
    assert!(told(&ended).contains("another version of Throng wrote it"), "{}", told(&ended));
    assert_eq!(fs::read(folder.join("show.jsonl")).unwrap(), text, "the old one is left as it is");
    let report = report(folder);
    let new = Recording::load(&folder.join("show-2.jsonl")).unwrap();
    assert!(new.ended && new.gifts.len() >= 3, "its gifts act again");
    assert_eq!(
        report["gifts"]["received"],
        report["gifts"]["fulfilled"].as_u64().unwrap() + report["gifts"]["waiting"].as_u64().unwrap()
    );
}
