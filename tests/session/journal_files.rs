//! Journals as files: names, the one to go on with, pruning, two programs at once, and the export.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use bevy_tiktool::{
    ChatReceived, Fact, GiftReceived, LikesReceived, SocialKind, SocialReceived, Viewer, ViewerId, WriteAheadLog,
};
use throng::{
    arena::RoundRequested,
    interaction::{Entry, test_viewer},
    session::{
        ExportFault, export,
        journal::{
            Durability, FORMAT, Header, Journal, JournalFault, JournalLine, Pruned, Recording, find_unfinished,
            journal_path, prune,
        },
    },
};

const DAY: Duration = Duration::from_secs(86_400);

fn header(streamer: &str) -> Header {
    Header { format: FORMAT, throng: "0.1.0".into(), streamer: streamer.into(), ..Header::default() }
}

fn begin(folder: &Path, name: &str, streamer: &str) -> Journal {
    Journal::create(&folder.join(name), &header(streamer), Durability::EachGift).unwrap()
}

/// A finished or unfinished journal that was last written so long before `now`.
fn old(folder: &Path, name: &str, ended: bool, now: SystemTime, age: Duration) -> PathBuf {
    let journal = begin(folder, name, "@Mia");
    if ended {
        journal.write(&JournalLine::End { tick: 9, ms: 450 });
    }
    drop(journal);
    let path = folder.join(name);
    File::options().write(true).open(&path).unwrap().set_modified(now - age).unwrap();
    path
}

#[test]
fn two_shows_of_one_second_have_two_names() {
    let folder = tempfile::tempdir().unwrap();
    let now = jiff::civil::date(2026, 3, 1).at(20, 15, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap();
    for name in ["2026-03-01-201500-m_a.jsonl", "2026-03-01-201500-m_a-2.jsonl", "2026-03-01-201500-m_a-3.jsonl"] {
        let path = journal_path(folder.path(), "@m/a", &now);
        assert_eq!(path, folder.path().join(name));
        File::create(path).unwrap();
    }
}

#[test]
fn the_newest_unfinished_show_of_the_streamer_is_gone_on_with() {
    let folder = tempfile::tempdir().unwrap();
    let (folder, now) = (folder.path(), SystemTime::now());
    let find = |streamer: &str, minutes: u64| find_unfinished(folder, streamer, now, Duration::from_secs(60 * minutes));
    assert_eq!(find("mia", 10), None);
    assert_eq!(find_unfinished(&folder.join("none"), "mia", now, DAY), None);
    let first = old(folder, "a.jsonl", false, now, Duration::from_secs(300));
    assert_eq!(find("mia", 10), Some(first.clone()), "with or without @, in any case");
    assert_eq!(find("bo", 10), None);
    assert_eq!(find("mia", 4), None, "too long ago");
    let second = old(folder, "b.jsonl", false, now, Duration::from_secs(200));
    assert_eq!(find("mia", 10), Some(second.clone()));
    let held = File::open(&second).unwrap();
    held.try_lock().unwrap();
    assert_eq!(find("mia", 10), None, "another program plays it");
    drop(held);
    old(folder, "c.jsonl", true, now, Duration::from_secs(100));
    assert_eq!(find("mia", 10), None, "the last show ended well");
}

#[test]
fn pruning_takes_old_journals_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let (folder, now) = (folder.path(), SystemTime::now());
    let ancient = old(folder, "ancient.jsonl", true, now, DAY * 40);
    let held = old(folder, "held.jsonl", false, now, DAY * 50);
    let mine = old(folder, "mine.jsonl", false, now, DAY * 60);
    let fresh = [3, 2, 1].map(|days| old(folder, &format!("{days}.jsonl"), days == 1, now, DAY * days));
    let others = ["capture.jsonl", "ancient.report.json", "empty.jsonl"].map(|name| folder.join(name));
    for (path, text) in others.iter().zip(["{\"ms\":0,\"frame\":\"a frame of the wire\"}\n", "{}", ""]) {
        fs::write(path, text).unwrap();
        File::options().write(true).open(path).unwrap().set_modified(now - DAY * 99).unwrap();
    }
    let size = fs::metadata(&ancient).unwrap().len();
    let lock = File::open(&held).unwrap();
    lock.try_lock().unwrap();
    let gone = prune(folder, now, 30, u64::MAX, Some(&mine));
    assert_eq!(gone, Pruned { files: 1, bytes: size });
    assert!(!ancient.exists() && held.exists() && mine.exists() && others.iter().all(|path| path.exists()));
    // Five journals are left; room is for four.
    let gone = prune(folder, now, 30, fs::metadata(&held).unwrap().len() * 4 + 60, Some(&mine));
    assert_eq!(gone.files, 1);
    assert_eq!(fresh.map(|path| path.exists()), [false, true, true], "the oldest that may go");
    assert_eq!(prune(&folder.join("none"), now, 0, 0, None), Pruned::default());
}

#[test]
fn a_journal_has_one_writer_and_is_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let journal = begin(folder.path(), "deep/show.jsonl", "mia");
    let path = journal.path().to_owned();
    let again = Journal::create(&path, &header("mia"), Durability::EachGift).unwrap_err();
    assert_eq!(again.kind(), std::io::ErrorKind::AlreadyExists);
    let len = fs::metadata(&path).unwrap().len();
    let second = Journal::resume(&path, len, 0, Durability::EachGift).unwrap_err();
    assert!(second.to_string().contains("another program writes this journal"), "{second}");
    drop(journal);
    drop(Journal::resume(&path, len, 0, Durability::EachGift).unwrap());
    assert_eq!(Recording::load(&path).unwrap().header, header("mia"));
}

fn viewer(id: u64, name: &str) -> Viewer {
    Viewer { id: Some(ViewerId::Id(id)), name: name.into(), handle: format!("v{id}").into(), ..Viewer::default() }
}

fn gift(viewer: Viewer, count: u32, test: bool) -> GiftReceived {
    let (gift_id, gift, diamonds_each) = (5655, "Rose, red".into(), 5);
    GiftReceived { viewer, gift_id, gift, count, diamonds_each, streak: count, test, ..GiftReceived::default() }
}

/// A short show with fixed times.
fn show(path: &Path) {
    let header = Header { started_ms: 1_772_395_200_000, ..header("mia") };
    let journal = Journal::create(path, &header, Durability::AtEnd).unwrap();
    let entry = |tick, entry| journal.write(&JournalLine::Entry { tick, entry: Box::new(entry) });
    for (number, count) in [(1, 3), (2, 1)] {
        let gift = Box::new(gift(viewer(7, "=HYPERLINK(\"x\")"), count, false));
        journal.write(&JournalLine::Gift { number, ms: 40 * number, gift });
    }
    let (bo, text) = (viewer(8, "Bo \"the\" Bär"), "@SUM(A1), hi".into());
    entry(1, Entry::Fact(Fact::Chat(ChatReceived { viewer: bo.clone(), text, ..ChatReceived::default() })));
    entry(1, Entry::Fact(Fact::Likes(LikesReceived { viewer: bo.clone(), count: 15, room_total: 15 })));
    journal.write(&JournalLine::Due { tick: 1, number: 1 });
    journal.write(&JournalLine::Tick { tick: 1, ms: 50, hash: 1, parts: None });
    entry(2, Entry::Fact(Fact::Gift(gift(test_viewer("Tess"), 10, true))));
    entry(2, Entry::Fact(Fact::Social(SocialReceived { viewer: bo, kind: SocialKind::Follow })));
    entry(2, Entry::Round(RoundRequested::Extend(30)));
    entry(2, Entry::Fact(Fact::LinkRestored { gap: Duration::from_millis(1_250) }));
    journal.write(&JournalLine::End { tick: 2, ms: 100 });
}

#[test]
fn an_export_says_what_happened() {
    let folder = tempfile::tempdir().unwrap();
    let (path, to) = (folder.path().join("show.jsonl"), folder.path().join("tables/here"));
    show(&path);
    let exported = export(&path, &to).unwrap();
    assert_eq!((exported.gifts, exported.diamonds, exported.waiting, exported.test_gifts), (4, 20, 1, 10));
    assert_eq!((exported.viewers, exported.events, exported.damage), (2, 5, None));
    let read = |name: &str| fs::read_to_string(to.join(name)).unwrap();
    assert_eq!(
        read("gifts.csv"),
        "time,tick,number,viewer id,name,handle,gift,gift id,units,diamonds each,diamonds,streak total,test,acted\n\
         2026-03-01T20:00:00.040Z,1,1,7,\"'=HYPERLINK(\"\"x\"\")\",v7,\"Rose, red\",5655,3,5,15,3,no,yes\n\
         2026-03-01T20:00:00.080Z,,2,7,\"'=HYPERLINK(\"\"x\"\")\",v7,\"Rose, red\",5655,1,5,5,1,no,no\n\
         ,2,,test tess,Tess,,\"Rose, red\",5655,10,5,50,10,yes,yes\n"
    );
    assert_eq!(
        read("events.csv"),
        "time,tick,kind,viewer id,name,what,test\n\
         2026-03-01T20:00:00.050Z,1,chat,8,\"Bo \"\"the\"\" Bär\",\"'@SUM(A1), hi\",no\n\
         2026-03-01T20:00:00.050Z,1,likes,8,\"Bo \"\"the\"\" Bär\",15,no\n\
         ,2,follow,8,\"Bo \"\"the\"\" Bär\",,no\n\
         ,2,operator,,,extend(30),no\n\
         ,2,link,,,back after 1.2 s,no\n"
    );
    assert_eq!(
        read("viewers.csv"),
        "viewer id,name,handle,gifts,diamonds,likes,chats,test gifts,test,hidden\n\
         7,\"'=HYPERLINK(\"\"x\"\")\",v7,4,20,0,0,0,no,no\n\
         8,\"Bo \"\"the\"\" Bär\",v8,0,0,15,1,0,no,no\n\
         test tess,Tess,,0,0,0,0,10,yes,no\n"
    );
    assert_eq!(export(&path, &to).unwrap(), exported, "again, over the old ones");
    assert_eq!(fs::read_dir(&to).unwrap().count(), 3, "nothing is left beside them");
}

#[test]
fn an_export_that_fails_leaves_the_old_tables() {
    let folder = tempfile::tempdir().unwrap();
    let (path, to) = (folder.path().join("show.jsonl"), folder.path().join("tables"));
    show(&path);
    export(&path, &to).unwrap();
    fs::create_dir(to.join("events.csv.part")).unwrap();
    fs::write(to.join("gifts.csv"), "old").unwrap();
    assert!(matches!(export(&path, &to), Err(ExportFault::Write { .. })));
    assert_eq!(fs::read_to_string(to.join("gifts.csv")).unwrap(), "old");
    assert!(!to.join("gifts.csv.part").exists());
    let none = export(&folder.path().join("none.jsonl"), &to).unwrap_err();
    assert!(matches!(none, ExportFault::Journal(JournalFault::Disk { .. })), "{none}");
}

#[test]
fn the_gift_log_goes_on_where_it_stood() {
    let folder = tempfile::tempdir().unwrap();
    let journal = begin(folder.path(), "show.jsonl", "mia");
    let path = journal.path().to_owned();
    (0..3).for_each(|_| _ = journal.log(&Fact::Gift(gift(viewer(7, "Mia"), 1, false))));
    drop(journal);
    let before = Recording::load(&path).unwrap();
    let journal = Journal::resume(&path, before.good_len, before.last_number, Durability::EachGift).unwrap();
    assert_eq!((journal.safe(), journal.last_number()), (3, 3));
    assert_eq!(journal.log(&Fact::Gift(gift(viewer(7, "Mia"), 1, false))), 4);
    assert!(journal.sync(Duration::from_secs(60)));
    let len = fs::metadata(&path).unwrap().len();
    assert_eq!((journal.safe(), journal.state().bytes), (4, len));
    drop(journal);
    let after = Recording::load(&path).unwrap();
    assert_eq!(after.gifts.keys().copied().collect::<Vec<_>>(), [1, 2, 3, 4]);
    assert!(after.gifts.iter().all(|(number, logged)| logged.gift.receipt.number == *number));
    assert_eq!(after.facts.len(), 4);
}

#[cfg(unix)]
#[test]
fn a_journal_that_is_taken_away_while_it_is_written_stands_again_whole() {
    let folder = tempfile::tempdir().unwrap();
    let sessions = folder.path().join("sessions");
    let journal = begin(&sessions, "show.jsonl", "@mia");
    let gift = || Fact::Gift(GiftReceived { count: 1, ..GiftReceived::default() });
    journal.log(&gift());
    assert!(journal.sync(Duration::from_secs(5)));
    let taken_away = |how: &dyn Fn()| {
        let before = journal.state().renewed;
        how();
        journal.log(&gift());
        let began = std::time::Instant::now();
        while journal.state().renewed == before {
            assert!(began.elapsed() < Duration::from_secs(10), "it was not noticed");
            std::thread::sleep(Duration::from_millis(20));
        }
        journal.log(&gift());
        assert!(journal.sync(Duration::from_secs(5)));
        assert!(journal.state().trouble.is_none());
    };
    taken_away(&|| fs::remove_file(sessions.join("show.jsonl")).unwrap());
    taken_away(&|| fs::rename(&sessions, folder.path().join("moved")).unwrap());
    journal.write(&JournalLine::End { tick: 0, ms: 0 });
    drop(journal);
    let recording = Recording::load(&sessions.join("show.jsonl")).unwrap();
    assert_eq!((recording.gifts.len(), recording.ended, recording.damage), (5, true, None));
}
