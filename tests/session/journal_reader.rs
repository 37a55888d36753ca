//! Journals after a power cut, bit rot and worse: they open, and no gift is invented or changed.

use std::{collections::BTreeMap, fs, path::Path, time::Duration};

use bevy_tiktool::{ChatReceived, Fact, GiftReceived, LikesReceived, Receipt, Viewer, ViewerId, WriteAheadLog};
use proptest::prelude::*;
use throng::{
    arena::RoundRequested,
    interaction::{Entry, test_viewer},
    session::journal::{
        Durability, FORMAT, Header, Journal, JournalDamage, JournalFault, JournalLine, Parts, Recording, decode, encode,
    },
};

fn header() -> Header {
    Header { format: FORMAT, throng: "0.1.0".into(), streamer: "mia".into(), rules: "(\n)".into(), ..Header::default() }
}

fn gift(units: u32) -> GiftReceived {
    let viewer = Viewer { id: Some(ViewerId::Id(7)), name: "Mia 🦀 \"x\"".into(), ..Viewer::default() };
    let receipt = Receipt { giver: 7, gift: 5, count: units, streaks: Some(true), ..Receipt::default() };
    GiftReceived {
        viewer,
        gift: "Rose".into(),
        count: units,
        diamonds_each: 1,
        streak: units,
        receipt,
        ..GiftReceived::default()
    }
}

fn chat(text: &str) -> Fact {
    Fact::Chat(ChatReceived { viewer: gift(1).viewer, text: text.into(), ..ChatReceived::default() })
}

/// Ticks with a gift, a streak's frame, chat and a mark each; every second gift is taken one tick later.
fn show(path: &Path, ticks: u32, ended: bool) {
    let journal = Journal::create(path, &header(), Durability::AtEnd).unwrap();
    let mut waiting = Vec::new();
    for tick in 1..=ticks {
        for number in waiting.drain(..) {
            journal.write(&JournalLine::Due { tick, number });
        }
        let number = journal.log(&Fact::Gift(gift(tick)));
        journal.log(&Fact::StreakSeen(gift(tick).receipt));
        journal.write(&JournalLine::Entry { tick, entry: Box::new(Entry::Fact(chat("hello {\"crc\":\"00000000\"}"))) });
        if tick % 2 == 0 {
            waiting.push(number);
        } else {
            journal.write(&JournalLine::Due { tick, number });
        }
        let parts = (tick % 20 == 0).then(Parts::default);
        journal.write(&JournalLine::Tick { tick, ms: u64::from(tick) * 50, hash: u64::from(tick) << 40, parts });
    }
    if ended {
        journal.write(&JournalLine::End { tick: ticks, ms: u64::from(ticks) * 50 });
    }
}

fn load(path: &Path, bytes: &[u8]) -> Recording {
    fs::write(path, bytes).unwrap();
    Recording::load(path).unwrap()
}

type Gifts = BTreeMap<u64, (Option<u32>, GiftReceived)>;

fn gifts(recording: &Recording) -> Gifts {
    recording.gifts.iter().map(|(number, logged)| (*number, (logged.tick, logged.gift.clone()))).collect()
}

/// Every gift found is one that was written, unchanged, and was taken by its own tick or by none.
fn assert_true_to(found: &Recording, whole: &Gifts, what: &str) {
    for (number, (tick, gift)) in gifts(found) {
        let (true_tick, true_gift) = whole.get(&number).unwrap_or_else(|| panic!("{what}: gift {number} is invented"));
        assert_eq!(&gift, true_gift, "{what}");
        assert!(tick.is_none() || tick == *true_tick, "{what}: gift {number}");
    }
    let taken: Vec<_> = found.entries.iter().filter_map(|(_, entry)| entry.logged()).collect();
    let mut once = taken.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(taken.len(), once.len(), "{what}: a gift acts twice");
}

#[test]
fn a_whole_journal_reads_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("show.jsonl");
    show(&path, 40, true);
    let found = Recording::load(&path).unwrap();
    assert_eq!(found.header, header());
    assert_eq!((found.last_number, found.last_tick, found.ticks[39].ms), (80, 40, 2_000));
    assert!(found.last_ms > 2_000, "gifts are stamped by the clock, and this show began in 1970");
    assert!(found.ended && !found.can_resume());
    assert_eq!((found.damage, found.good_len), (None, fs::metadata(&path).unwrap().len()));
    assert_eq!(found.gifts.len(), 40);
    assert_eq!(found.waiting().map(|gift| gift.count).collect::<Vec<_>>(), [40], "no tick took the last");
    assert_eq!((found.entries.len(), found.facts.len()), (79, 120));
    assert_eq!(found.ticks[19].hash, 20 << 40);
    assert!(found.ticks[19].parts.is_some() && found.ticks[18].parts.is_none());
    assert!(found.entries.is_sorted_by_key(|(tick, _)| *tick));
    let first: Vec<_> = found.facts[..3].iter().map(|fact| serde_json::to_string(fact).unwrap()).collect();
    assert!(
        first[0].starts_with("{\"Gift\"") && first[1].starts_with("{\"StreakSeen\"") && first[2].starts_with("{\"Chat")
    );
}

#[test]
fn a_power_cut_at_any_byte_loses_only_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("show.jsonl");
    show(&path, 80, false);
    let bytes = fs::read(&path).unwrap();
    let whole = gifts(&Recording::load(&path).unwrap());
    let mut most = 0;
    for cut in bytes.len() - 4_096..bytes.len() {
        let last = bytes[..cut].iter().rposition(|byte| *byte == b'\n').unwrap() as u64 + 1;
        let torn = (last < cut as u64).then_some(JournalDamage::Torn { byte: last });
        let found = load(&path, &bytes[..cut]);
        assert_true_to(&found, &whole, &format!("cut at {cut}"));
        assert_eq!((found.good_len, found.damage), (last, torn), "cut at {cut}");
        let numbers: Vec<_> = found.gifts.keys().copied().collect();
        assert_eq!(numbers, whole.keys().copied().take(numbers.len()).collect::<Vec<_>>(), "a prefix");
        assert!(numbers.len() >= most, "a longer file holds no fewer");
        most = numbers.len();
        // Some systems keep the length of a file, but not what was in it.
        let mut zeros = bytes[..cut].to_vec();
        zeros.resize(bytes.len(), 0);
        let found = load(&path, &zeros);
        assert_eq!(
            (found.good_len, found.damage),
            (last, Some(JournalDamage::Torn { byte: last })),
            "zeros from {cut}"
        );
        assert_eq!(found.gifts.len(), numbers.len());
    }
    assert!(most >= 79);
}

#[test]
fn a_changed_byte_costs_its_line_and_no_other_gift() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("show.jsonl");
    show(&path, 80, false);
    let mut bytes = fs::read(&path).unwrap();
    let whole = gifts(&Recording::load(&path).unwrap());
    let lines = |bytes: &[u8], at: usize| bytes[..at].iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
    for at in bytes.len() - 4_096..bytes.len() {
        let bit = 1 << (at % 8);
        let (line, newline) = (lines(&bytes, at), bytes[at] == b'\n');
        bytes[at] ^= bit;
        let found = load(&path, &bytes);
        assert_true_to(&found, &whole, &format!("byte {at}"));
        // A line without its end takes the next one with it.
        assert!(found.gifts.len() + if newline { 2 } else { 1 } >= whole.len(), "byte {at}");
        match found.damage {
            Some(JournalDamage::Middle { line: bad, .. }) => assert_eq!(bad, line),
            Some(JournalDamage::Torn { byte }) => assert!(byte <= at as u64),
            None => panic!("byte {at} was not missed"),
        }
        // Nothing that acted acts again, whatever the damage took.
        let highest = whole.iter().filter(|(_, (tick, _))| tick.is_some()).map(|(number, _)| *number).max().unwrap();
        if matches!(found.damage, Some(JournalDamage::Middle { .. }))
            && found.gifts.values().any(|gift| gift.tick == Some(79))
        {
            assert!(found.waiting().all(|gift| gift.receipt.number >= highest), "byte {at}");
        }
        bytes[at] ^= bit;
    }
}

#[test]
fn what_stands_behind_a_damage_is_never_cut_off() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("show.jsonl");
    show(&path, 10, false);
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    let found = load(&path, &bytes);
    assert!(matches!(found.damage, Some(JournalDamage::Middle { bad: 1, .. })) && !found.can_resume());
    assert!(!found.after.is_empty() && found.gifts.len() >= 9);
    let refused = Journal::resume(&path, found.good_len, found.last_number, Durability::EachGift).unwrap_err();
    assert!(refused.to_string().contains("begin another one"), "{refused}");
    assert_eq!(fs::read(&path).unwrap(), bytes, "and the file is as it was");
}

#[test]
fn a_torn_end_is_cut_off_and_the_show_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("show.jsonl");
    show(&path, 10, false);
    let mut bytes = fs::read(&path).unwrap();
    bytes.extend_from_slice(b"{\"gift\":{\"number\":99,\"ms\":1,\"gi");
    let found = load(&path, &bytes);
    assert!(matches!(found.damage, Some(JournalDamage::Torn { .. })) && found.can_resume());
    let journal = Journal::resume(&path, found.good_len, found.last_number, Durability::EachGift).unwrap();
    journal.write(&JournalLine::Resumed { tick: found.last_tick, ms: journal.ms() });
    journal.write(&JournalLine::Gap { lines: 3 });
    assert_eq!(journal.log(&Fact::Gift(gift(5))), 21);
    assert!(journal.sync(Duration::from_secs(60)));
    drop(journal);
    let again = Recording::load(&path).unwrap();
    assert_eq!((again.damage, again.last_number), (None, 21));
    assert_eq!((again.resumed, again.gaps), (vec![10], vec![(10, 3)]));
}

#[test]
fn a_checkpoint_is_read_when_it_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("show.jsonl");
    let journal = Journal::create(&path, &header(), Durability::EachGift).unwrap();
    for tick in [3, 9] {
        let state = format!("{{\"units\":[{tick},2.50]}}");
        journal
            .write(&JournalLine::Checkpoint { tick, state: serde_json::value::RawValue::from_string(state).unwrap() });
    }
    drop(journal);
    let found = Recording::load(&path).unwrap();
    assert_eq!(found.checkpoints.iter().map(|made| made.tick).collect::<Vec<_>>(), [3, 9]);
    assert_eq!(found.state(&found.checkpoints[1]).unwrap().get(), "{\"units\":[9,2.50]}");
    fs::write(&path, "gone").unwrap();
    assert!(found.state(&found.checkpoints[1]).is_err());
}

#[test]
fn doubled_lines_count_once_and_test_events_are_not_recalled() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("show.jsonl");
    let journal = Journal::create(&path, &header(), Durability::EachGift).unwrap();
    for (units, tick) in [(1, 4), (2, 5)] {
        journal.write(&JournalLine::Gift { number: 1, ms: 1, gift: Box::new(gift(units)) });
        journal.write(&JournalLine::Due { tick, number: 1 });
    }
    journal.write(&JournalLine::Due { tick: 6, number: 77 });
    let test = Fact::Likes(LikesReceived { viewer: test_viewer("Tess"), count: 9, room_total: 0 });
    journal.write(&JournalLine::Entry { tick: 6, entry: Box::new(Entry::Fact(test)) });
    drop(journal);
    let found = Recording::load(&path).unwrap();
    assert_eq!((found.gifts.len(), found.gifts[&1].gift.count, found.gifts[&1].tick), (1, 1, Some(4)));
    assert_eq!((found.entries.len(), found.facts.len()), (2, 1));
    assert_eq!(found.missing, [77]);
}

#[test]
fn what_is_no_journal_is_told_in_plain_words() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("show.jsonl");
    let fault = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        Recording::load(&path).unwrap_err()
    };
    assert!(matches!(fault(b""), JournalFault::Empty(_)));
    assert!(matches!(fault(b"{\"ms\":0,\"frame\":\"x\"}\n"), JournalFault::Foreign(_)));
    assert!(matches!(fault(&[0xff; 5_000]), JournalFault::Foreign(_)));
    let mut bytes = Vec::new();
    encode(&JournalLine::Header(Box::new(header())), &mut bytes).unwrap();
    assert!(matches!(fault(&bytes[..bytes.len() - 1]), JournalFault::NoHeader { .. }));
    bytes[40] ^= 1;
    assert!(matches!(fault(&bytes), JournalFault::NoHeader { .. }));
    let later =
        fault(b"{\"header\":{\"format\":9,\"throng\":\"3.0.0\",\"mood\":1},\"crc\":\"00000000\"}\n").to_string();
    assert!(later.contains("format 9") && later.contains("use Throng 3.0.0"), "{later}");
    let none = Recording::load(&folder.path().join("none.jsonl")).unwrap_err().to_string();
    assert!(none.contains("check the name"), "{none}");
}

fn line() -> impl Strategy<Value = JournalLine> {
    let gift = (any::<u64>(), any::<u64>(), ".*", any::<u32>(), any::<Option<i64>>(), any::<bool>());
    prop_oneof![
        gift.prop_map(|(number, ms, name, count, stamp, test)| {
            let receipt = Receipt { giver: number, arrival_ms: ms, stamp, end: test, ..Receipt::default() };
            let viewer = Viewer { name: name.as_str().into(), ..Viewer::default() };
            let gift = GiftReceived { viewer, gift: name.into(), count, test, receipt, ..GiftReceived::default() };
            JournalLine::Gift { number, ms, gift: Box::new(gift) }
        }),
        (any::<u32>(), ".*")
            .prop_map(|(tick, text)| JournalLine::Entry { tick, entry: Box::new(Entry::Fact(chat(&text))) }),
        (any::<u32>(), any::<u64>()).prop_map(|(tick, nanos)| {
            let gap = Duration::from_nanos(nanos);
            JournalLine::Entry { tick, entry: Box::new(Entry::Fact(Fact::LinkRestored { gap })) }
        }),
        any::<u32>()
            .prop_map(|s| JournalLine::Entry { tick: s, entry: Box::new(Entry::Round(RoundRequested::Extend(s))) }),
        (any::<u32>(), any::<u64>(), any::<u64>(), any::<Option<u64>>()).prop_map(|(tick, ms, hash, units)| {
            let parts = units.map(|units| Parts { units, people: !units, ..Parts::default() });
            JournalLine::Tick { tick, ms, hash, parts }
        }),
        (any::<u64>(), ".*", any::<Option<String>>()).prop_map(|(seed, rules, after)| {
            JournalLine::Header(Box::new(Header { seed, rules_hash: !seed, rules, after, ..header() }))
        }),
    ]
}

proptest! {
    #[test]
    fn any_line_reads_back_as_it_was(line in line()) {
        let mut bytes = Vec::new();
        encode(&line, &mut bytes).unwrap();
        prop_assert_eq!(bytes.iter().filter(|byte| **byte == b'\n').count(), 1);
        let json: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        prop_assert!(json["crc"].is_string());
        prop_assert_eq!(format!("{:?}", decode(&bytes).unwrap()), format!("{line:?}"));
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(decode(&bytes).is_err());
    }
}
