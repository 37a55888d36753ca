//! The bodies of the fuzz targets over the samples they start from, and over damaged copies of them: what
//! `scripts/fuzz` searches at length, in small and without a nightly compiler.

use std::{collections::BTreeSet, fs, path::Path, sync::LazyLock};

use proptest::{prelude::*, sample::Index};
use throng::session::journal::decode;

#[path = "../../fuzz/bodies/mod.rs"]
mod bodies;

/// The files of a folder, sorted by name.
fn files(folder: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

static FRAMES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let mut frames = files("crates/bevy_tiktool/tests/data/messages");
    assert!(frames.len() >= 140, "the samples are missing");
    for frame in &mut frames {
        frame.iter_mut().filter(|byte| **byte == b'\n').for_each(|byte| *byte = b' ');
    }
    frames
});

static RULES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let rules = [files("fuzz/seeds/rules"), files("tests/data/rules")].concat();
    assert!(rules.len() >= 16, "the rules files are missing");
    rules
});

static SHOW: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| files("fuzz/seeds/settle"));

static JOURNALS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| files("fuzz/seeds/journal"));

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// One wound of a seed: where, how long, and what is done there.
#[derive(Debug, Clone)]
enum Wound {
    Flip(Index, u8),
    Put(Index, Vec<u8>),
    Cut(Index, usize),
    End(Index),
    Twice(Index, usize),
    Splice(Index, Index, Index),
}

fn wound(marks: &'static str) -> impl Strategy<Value = Wound> {
    let put = prop_oneof![
        prop::collection::vec(any::<u8>(), 1..4),
        prop::sample::select(marks.split(' ').map(|mark| mark.as_bytes().to_vec()).collect::<Vec<_>>()),
    ];
    prop_oneof![
        (any::<Index>(), 0u8..8).prop_map(|(at, bit)| Wound::Flip(at, 1 << bit)),
        (any::<Index>(), put).prop_map(|(at, bytes)| Wound::Put(at, bytes)),
        (any::<Index>(), 1usize..40).prop_map(|(at, length)| Wound::Cut(at, length)),
        any::<Index>().prop_map(Wound::End),
        (any::<Index>(), 1usize..200).prop_map(|(at, length)| Wound::Twice(at, length)),
        any::<(Index, Index, Index)>().prop_map(|(at, other, from)| Wound::Splice(at, other, from)),
    ]
}

/// A seed with its wounds.
fn damaged(seeds: &[Vec<u8>], pick: Index, wounds: &[Wound]) -> Vec<u8> {
    let mut bytes = pick.get(seeds).clone();
    for wound in wounds {
        let place = |at: &Index| at.index(bytes.len() + 1);
        let stretch = |at: &Index, length: usize| place(at)..(place(at) + length).min(bytes.len());
        match wound {
            Wound::Flip(at, bits) => {
                let at = place(at).saturating_sub(1);
                bytes.get_mut(at).into_iter().for_each(|byte| *byte ^= bits);
            }
            Wound::Put(at, put) => drop(bytes.splice(stretch(at, 0), put.iter().copied())),
            Wound::Cut(at, length) => drop(bytes.drain(stretch(at, *length))),
            Wound::End(at) => bytes.truncate(place(at)),
            Wound::Twice(at, length) => {
                let again = bytes[stretch(at, *length)].to_vec();
                drop(bytes.splice(stretch(at, 0), again));
            }
            Wound::Splice(at, other, from) => {
                let other = other.get(seeds);
                let tail = other[from.index(other.len() + 1)..].to_vec();
                bytes.truncate(place(at));
                bytes.extend(tail);
            }
        }
    }
    bytes
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

const JSON: &str = r#"{ } [ ] " : , \ null 1e999 -1 "\ud83d" "event":"gift" "repeatCount":3 "msgId":"7" é 👩‍👩‍👧"#;
const RON: &str = "( ) [ ] { } \" : , = ; /* */ // r#\" \"# Some( None “ ' « \u{202e} \u{feff} \\ 0x -1 1e99 \t";
const MOVES: &str =
    "\0\u{4}\u{1}\0\0\u{2}\u{1}\0\u{1} \u{2}\u{1}\0 \u{2}\0\u{1} \u{7}\0 \u{8}\u{a} \u{8}\u{d} \u{9} \u{b}";
const LINES: &str = r#"{ } " : , null 1e999 -1 \ud83d 18446744073709551615 "number":3 "tick":2 ,"crc":"00000000"}"#;

proptest! {
    #![proptest_config(config(1500))]

    #[test]
    fn damaged_frames_are_decoded_and_settled(
        pick in any::<Index>(),
        wounds in prop::collection::vec(wound(JSON), 1..6),
    ) {
        bodies::decode(&text(&damaged(&FRAMES, pick, &wounds)));
    }

    #[test]
    fn damaged_streams_are_settled(pick in any::<Index>(), wounds in prop::collection::vec(wound(MOVES), 1..12)) {
        bodies::settle(&damaged(&SHOW, pick, &wounds));
    }

    #[test]
    fn any_moves_are_settled(bytes in prop::collection::vec(prop_oneof![3 => 0u8..12, 1 => any::<u8>()], 0..400)) {
        bodies::settle(&bytes);
    }

    #[test]
    fn damaged_rules_give_rules_or_faults(
        pick in any::<Index>(),
        wounds in prop::collection::vec(wound(RON), 1..6),
    ) {
        bodies::rules(&text(&damaged(&RULES, pick, &wounds)));
    }

    #[test]
    fn damaged_journals_are_read_as_far_as_they_are_good(
        pick in any::<Index>(),
        wounds in prop::collection::vec(wound(LINES), 1..6),
    ) {
        bodies::journal(&damaged(&JOURNALS, pick, &wounds));
    }
}

#[test]
fn every_sample_passes_as_it_is() {
    for frame in FRAMES.iter() {
        bodies::decode(&text(frame));
        bodies::settle(frame);
    }
    bodies::decode(&text(&FRAMES.join(&b'\n')));
    bodies::settle(&FRAMES.join(&b'\n'));
    for show in SHOW.iter() {
        bodies::settle(show);
    }
    for journal in JOURNALS.iter() {
        bodies::journal(journal);
        bodies::journal(&[&journal[..], b"\n"].concat());
    }
    bodies::rules(throng::rules::SHIPPED);
    for rules in RULES.iter() {
        bodies::rules(&text(rules));
    }
}

#[test]
fn the_small_rules_are_sound() {
    let small = throng::rules::parse(include_str!("../../fuzz/seeds/rules/small.ron"));
    assert!(small.is_ok(), "{}", small.unwrap_err());
}

#[test]
fn the_seeds_of_journals_have_every_kind_of_line() {
    let kinds = |journal: &[u8]| -> Vec<String> {
        let lines = journal.split_inclusive(|byte| *byte == b'\n').filter_map(|line| decode(line).ok());
        lines.map(|line| format!("{line:?}").split([' ', '(']).next().unwrap().to_owned()).collect()
    };
    let found = JOURNALS.iter().flat_map(|journal| kinds(journal)).collect::<BTreeSet<_>>();
    let wanted = ["Checkpoint", "Due", "End", "Entry", "Gap", "Gift", "Header", "Resumed", "Streak", "Tick"];
    assert_eq!(found.iter().collect::<Vec<_>>(), wanted, "not found, or its checksum is wrong");
}
