//! Bytes as a journal. No fuzzer guesses a checksum, so whatever is a line but for its checksum gets the right one.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicU64, Ordering},
};

use bevy_tiktool::GiftReceived;
use throng::session::journal::{
    FORMAT, Header, JournalDamage, JournalLine, JournalReader, Recording, decode, encode, has_ended,
};

/// What stands before a line's checksum.
const SEAL: &[u8] = b",\"crc\":\"";

/// Each line alone, then all of them as one file.
pub fn read(bytes: &[u8]) {
    let mut file = Vec::with_capacity(bytes.len() + 512);
    for (index, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        if let Ok(line) = decode(line) {
            round(&line);
        }
        // Half of the inputs have a header that is read; or little of them would be.
        if index == 0 && bytes.len().is_multiple_of(2) {
            let header = Header { format: FORMAT, streamer: "mia".into(), ..Header::default() };
            file.extend(round(&JournalLine::Header(Box::new(header))));
            continue;
        }
        match [Some(line.to_vec()), unsealed(line)].into_iter().flatten().find_map(|text| line_of(&text)) {
            Some(line) => file.extend(round(&line)),
            None => file.extend_from_slice(line),
        }
    }
    let scrap = Scrap::new(&file);
    whole(&scrap.0, &file);
}

fn line_of(text: &[u8]) -> Option<JournalLine> {
    serde_json::from_slice(text).ok()
}

/// A line without its checksum, be that right or wrong.
fn unsealed(line: &[u8]) -> Option<Vec<u8>> {
    let at = line.windows(SEAL.len()).rposition(|window| window == SEAL)?;
    Some([line.get(..at)?, b"}"].concat())
}

/// Writes a line and reads it again: it is one line, and says the same.
fn round(line: &JournalLine) -> Vec<u8> {
    let mut bytes = Vec::new();
    encode(line, &mut bytes).unwrap_or_else(|fault| panic!("{fault}: {line:?} cannot be written"));
    assert_eq!(bytes.iter().position(|byte| *byte == b'\n'), Some(bytes.len() - 1), "not one line: {line:?}");
    let again = decode(&bytes).unwrap_or_else(|fault| panic!("{fault}: {line:?} cannot be read again"));
    let mut twice = Vec::new();
    encode(&again, &mut twice).unwrap_or_else(|fault| panic!("{fault}: {again:?} cannot be written again"));
    assert!(bytes == twice, "{line:?}\nwas read again as\n{again:?}");
    bytes
}

/// The file at `path`, which holds `file`, line by line and as a recording: both say the same.
fn whole(path: &Path, file: &[u8]) {
    let length = file.len() as u64;
    let (Ok(mut reader), Ok(recording)) = (JournalReader::open(path), Recording::load(path)) else {
        assert!(
            JournalReader::open(path).is_err() && Recording::load(path).is_err(),
            "a header is there for one of them only"
        );
        return;
    };
    let (mut end, mut number, mut good, mut bad) = (reader.end(), 1, reader.end(), 0);
    let mut gifts = BTreeMap::<u64, GiftReceived>::new();
    while let Some(found) = reader.next_line().expect("the file is there") {
        number += 1;
        assert_eq!((found.bytes.start, found.number), (end, number), "a line was passed over");
        assert!(found.bytes.end > end && found.bytes.end == reader.end(), "{:?} behind {end}", found.bytes);
        end = found.bytes.end;
        match found.line {
            Ok(_) if bad == 0 => good = end,
            Ok(_) => {}
            Err(_) => bad += 1,
        }
        if let Ok(JournalLine::Gift { number, mut gift, .. }) = found.line {
            gift.receipt.number = number;
            gifts.entry(number).or_insert(*gift);
        }
    }
    assert_eq!((end, reader.end()), (length, length), "the end of the file");
    assert_eq!(recording.good_len, good, "of {length} bytes");
    match recording.damage {
        None => {
            assert!(bad == 0 && good == length, "{bad} bad lines, {good} bytes are good");
            assert_eq!(has_ended(path).expect("the file is there"), recording.ended, "whether the show ended");
        }
        Some(JournalDamage::Torn { byte }) => assert!(byte == good && bad > 0, "torn at {byte}, not {good}"),
        Some(JournalDamage::Middle { byte, bad: counted, .. }) => assert_eq!((byte, counted), (good, bad)),
    }
    let logged: BTreeMap<_, _> =
        recording.gifts.iter().map(|(number, logged)| (*number, logged.gift.clone())).collect();
    assert!(logged == gifts, "the gift log\n{logged:?}\nof\n{gifts:?}");
    for gift in recording.waiting() {
        let logged = recording.gifts.get(&gift.receipt.number).expect("a gift that waits is in the log");
        assert_eq!(logged.tick, None, "a gift that acted waits: {gift:?}");
    }
    for made in &recording.checkpoints {
        assert!(recording.state(made).is_ok(), "the checkpoint of tick {}", made.tick);
    }
}

/// A file for the time of one input.
struct Scrap(PathBuf);

impl Scrap {
    fn new(bytes: &[u8]) -> Self {
        // Tests run side by side in one process.
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = env::temp_dir().join(format!("throng-fuzz-{}-{number}.jsonl", process::id()));
        fs::write(&path, bytes).expect("the temporary folder takes a file");
        Self(path)
    }
}

impl Drop for Scrap {
    fn drop(&mut self) {
        // A left-over scrap is no fault of what is tried here.
        let _ = fs::remove_file(&self.0);
    }
}
