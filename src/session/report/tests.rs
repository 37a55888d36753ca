use std::{fs, path::Path};

use bevy::prelude::World;

use super::*;
use crate::{
    arena::StateHash,
    interaction::{Ledger, test_viewer},
    roster::Roster,
};
use bevy_tiktool::{Viewer, ViewerId};

fn world() -> World {
    let mut world = World::new();
    let mut roster = Roster::default();
    let mia = Viewer { id: Some(ViewerId::Id(7)), name: "Mia \"the\" 🦀".into(), ..Viewer::default() };
    roster.meet(&mia);
    roster.meet(&test_viewer("Bo"));
    world.insert_resource(roster);
    world.insert_resource(SessionInfo { streamer: "demo".into(), seed: 7, rehearsal: true });
    world.insert_resource(StateHash(0x9f));
    world
}

#[test]
fn the_names_of_the_contract_are_all_there() {
    let json = Report::of(&world()).json().unwrap();
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    for path in [
        "/throng",
        "/streamer",
        "/seed",
        "/ticks",
        "/state_hash",
        "/rules_hash",
        "/frames/received",
        "/frames/bad",
        "/frames/unknown",
        "/frames/duplicate",
        "/events",
        "/gifts/received",
        "/gifts/fulfilled",
        "/gifts/waiting",
        "/gifts/diamonds",
        "/gifts/off_by",
        "/likes/credited",
        "/likes/room_total",
        "/viewers/0/id",
        "/viewers/0/name",
        "/viewers/0/team",
        "/viewers/0/gifts",
        "/viewers/0/diamonds",
        "/viewers/0/likes",
        "/viewers/0/chats",
        "/viewers/0/damage",
        "/viewers/0/level",
        "/rounds",
        "/link/connects",
        "/link/gaps_s",
        "/link/ended",
        "/timings/tick_ms/p50",
        "/timings/to_request_ms/max",
    ] {
        assert!(value.pointer(path).is_some(), "{path} is missing in {json}");
    }
    assert_eq!(value["state_hash"], "000000000000009f");
    assert_eq!(value["viewers"].as_array().unwrap().len(), 1, "test people are no viewers");
    assert_eq!(value["viewers"][0]["id"], "7");
}

#[test]
fn a_count_that_is_off_is_told() {
    let mut world = world();
    let count = crate::interaction::Count { received: 5, fulfilled: 4, waiting: 2, diamonds: 5 };
    world.insert_resource(Ledger { paid: count, ..Ledger::default() });
    assert_eq!(Report::of(&world).gifts.off_by, -1);
}

#[test]
fn it_is_written_whole_into_a_new_folder() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a/b/show.report.json");
    Report::of(&world()).write(&path).unwrap();
    Report::of(&world()).write(&path).unwrap();
    let value: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!(value["seed"], 7);
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "nothing is left beside it");
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_and_a_device_is_written_to() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("real.json"), "old").unwrap();
    for (link, to) in [("link.json", "real.json"), ("new.json", "made.json")] {
        std::os::unix::fs::symlink(to, at(link)).unwrap();
        Report::of(&world()).write(&at(link)).unwrap();
        assert!(fs::symlink_metadata(at(link)).unwrap().is_symlink());
        assert!(fs::read_to_string(at(to)).unwrap().contains("state_hash"));
    }
    Report::of(&world()).write(Path::new("/dev/null")).unwrap();
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}

#[test]
fn a_streamers_name_cannot_leave_the_folder() {
    let now = jiff::civil::date(2026, 3, 1).at(20, 15, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap();
    let path = default_path("@../../etc/Pass wd", &now);
    assert_eq!(path, Path::new("sessions/2026-03-01-201500-.._.._etc_Pass_wd.report.json"));
}
