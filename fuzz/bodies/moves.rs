//! Bytes as moves of a stream. A move is a byte below 32 with a few bytes behind it, of a fixed length each, so that a
//! fuzzer that changes one byte changes one thing; any other byte begins a line of text that is a frame as it stands,
//! so that a recorded frame is an input too. What is missing at the end is read as zero.
//!
//! | byte | move | bytes behind it |
//! | --- | --- | --- |
//! | 0, 1 | a gift | who, which, to whom, how many, end and kind, stamp, id, price |
//! | 2 | a streak's next tap: the gift before, some more | how many more, end |
//! | 3 | likes | who, how many, total, id |
//! | 4 | follow, share, member and others | who, which, id |
//! | 5 | chat | who, what, id |
//! | 6 | the stream's state: title, count, pause, battle, end | which, a number |
//! | 7 | an earlier frame again | how far back |
//! | 8 | time passes | how long |
//! | 9 | the link is back | |
//! | 11 | another stream | |

use std::{collections::HashSet, time::Duration};

use bevy_tiktool::Fact;

use super::facts::{Watch, units};

/// Milliseconds that pass; about the lengths that settling knows, on both sides of each.
const WAITS: [u64; 16] =
    [1, 50, 400, 999, 1_001, 3_999, 4_001, 4_999, 5_001, 9_999, 10_001, 29_999, 30_001, 60_001, 300_001, 7_200_000];

/// Numbers that go wrong, for counts, totals and prices. The last ones are no numbers at all.
const ODD: [&str; 16] = [
    "0",
    "-1",
    "1000000",
    "1000001",
    "2147483648",
    "4294967296",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551615",
    "1e18",
    "-1e999",
    "3.7",
    "\"12\"",
    "null",
    "true",
    "[1]",
];

/// Names and words that go wrong.
const WORDS: [&str; 12] = [
    "Mia",
    "@MiA",
    "",
    " ",
    r"\u202egnp",
    r"\ud83d",
    "İSTANBUL",
    "👨‍👩‍👧‍👦",
    r"\u200b\u2066",
    "Z̶̶̶̶̶̶̶̶",
    "ΑΣΣ",
    "kqzmxwvbnjhgfdsapoiuytrewqkqzmxwvbnjhgfdsapoiuytrewqkqzmxwvbnjhgfdsapoiuytrewq",
];

/// The epoch in milliseconds that stamps count from.
const EPOCH: u64 = 1_771_284_518_876;

/// Plays the moves and gives every fact.
pub fn play(bytes: &[u8]) -> Vec<Fact> {
    let mut player = Player { left: bytes, ..Player::default() };
    while player.step() {}
    player.watch.weigh();
    player.facts
}

/// The last gift, as its frame is written.
#[derive(Default, Clone)]
struct Given {
    who: u8,
    which: u8,
    to: u8,
    count: u64,
    kind: u8,
    stamped: u8,
    price: u8,
}

#[derive(Default)]
struct Player<'a> {
    left: &'a [u8],
    watch: Watch,
    now: u64,
    given: Given,
    /// Frames so far, with whether they carry an id.
    frames: Vec<(String, bool)>,
    /// Gifts with an id that were counted in this stream.
    known: HashSet<String>,
    facts: Vec<Fact>,
}

impl Player<'_> {
    /// The next move; false at the end.
    fn step(&mut self) -> bool {
        let Some((&first, rest)) = self.left.split_first() else { return false };
        if first >= b' ' {
            self.line();
            return true;
        }
        self.left = rest;
        match first {
            0 | 1 => self.gift(),
            2 => self.tap(),
            3 => self.likes(),
            4 => self.social(),
            5 => self.chat(),
            6 => self.state(),
            7 => self.again(),
            8 => self.now = self.now.saturating_add(WAITS[usize::from(self.byte()) % WAITS.len()]),
            9 => self.watch.resumed(Duration::from_millis(self.now)),
            11 => {
                self.watch.forget();
                self.known.clear();
            }
            _ => {}
        }
        true
    }

    fn line(&mut self) {
        let end = self.left.iter().position(|byte| *byte == b'\n').unwrap_or(self.left.len());
        let (line, rest) = self.left.split_at(end);
        self.left = rest;
        let line = String::from_utf8_lossy(line).into_owned();
        self.send(line, None, false);
    }

    fn gift(&mut self) {
        let [who, which, to, count, kind, stamped, id, price] = [(); 8].map(|()| self.byte());
        self.given = Given { who, which, to, count: u64::from(count) + 1, kind, stamped, price };
        let odd = (kind & 0x80 != 0).then(|| ODD[usize::from(count) % ODD.len()]);
        self.give(odd, id);
    }

    fn tap(&mut self) {
        let [more, kind] = [(); 2].map(|()| self.byte());
        self.given.count = self.given.count.saturating_add(u64::from(more % 16));
        self.given.kind = (self.given.kind & !1) | (kind & 1);
        self.give(None, 0);
    }

    fn give(&mut self, odd: Option<&str>, id: u8) {
        let Given { who, which, to, count, kind, stamped, price } = self.given.clone();
        let written = odd.map_or_else(|| count.to_string(), ToOwned::to_owned);
        let mut data = format!("{},\"repeatCount\":{written},\"repeatEnd\":{}", user(who), kind & 1 == 1);
        match which % 4 {
            0 => data += ",\"giftName\":\"Rose\"",
            which => data.push_str(&format!(",\"giftId\":{which}")),
        }
        match kind >> 1 & 3 {
            0 => {}
            kind => data.push_str(&format!(",\"giftType\":{kind}")),
        }
        match to % 4 {
            0 => {}
            3 => data += ",\"groupId\":\"g7\"",
            to => data.push_str(&format!(",\"relationship\":{{\"toUser\":{{\"userId\":{to}}}}}")),
        }
        data.push_str(&format!(",\"diamondCount\":{}", number(price)));
        data.push_str(&self.stamp(stamped));
        if id & 1 == 1 {
            data.push_str(&format!(",\"msgId\":\"m{}\"", id >> 4));
        }
        if id & 2 == 2 {
            data.push_str(&format!(",\"transactionId\":\"t{}\"", id >> 4));
        }
        // A missing or unreadable count is one gift; a gift of a kind that cannot streak is at least one.
        let most = if odd.is_some() { None } else { Some(count) };
        self.send(frame("gift", &data), most, id & 3 != 0);
    }

    fn likes(&mut self) {
        let [who, count, total, id] = [(); 4].map(|()| self.byte());
        let total = if total == 0 { String::new() } else { format!(",\"totalLikes\":{}", number(total)) };
        let data = format!("{},\"likeCount\":{}{total}{}", user(who), number(count), message(id));
        self.send(frame("like", &data), Some(0), false);
    }

    fn social(&mut self) {
        const KINDS: [&str; 10] = [
            "follow",
            "share",
            "social",
            "member",
            "subscribe",
            "emote",
            "question",
            "envelope",
            "superFan",
            "brandNew",
        ];
        let [who, which, id] = [(); 3].map(|()| self.byte());
        let action = ["follow", "share", "x"][usize::from(which >> 4) % 3];
        let data = format!("{},\"action\":\"{action}\"{}{}", user(who), message(id), self.stamp(id));
        self.send(frame(KINDS[usize::from(which & 15) % KINDS.len()], &data), Some(0), false);
    }

    fn chat(&mut self) {
        let [who, what, id] = [(); 3].map(|()| self.byte());
        let words = WORDS[usize::from(what) % WORDS.len()].repeat(usize::from(what >> 4) + 1);
        let data = format!("{},\"comment\":\"{words}\"{}{}", user(who), message(id), self.stamp(id));
        self.send(frame("chat", &data), Some(0), false);
    }

    fn state(&mut self) {
        let [which, value] = [(); 2].map(|()| self.byte());
        let number = number(value);
        let text = match which % 8 {
            0 => frame("roomUserSeq", &format!("\"viewerCount\":{number}")),
            1 => frame("roomInfo", &format!("\"roomInfo\":{{\"title\":\"Show\",\"like_count\":{number}}}")),
            2 => frame("control", &format!("\"action\":{number}")),
            3 => frame("battle", &format!("\"battleId\":\"7\",\"status\":{number}")),
            4 => frame("linkMicBattle", &format!("\"status\":{number}")),
            5 => frame("streamEnd", ""),
            6 => format!("{{\"status_code\":{number},\"message\":\"no\"}}"),
            _ => frame("not_live", ""),
        };
        self.send(text, Some(0), false);
    }

    fn again(&mut self) {
        let back = usize::from(self.byte()) + 1;
        let Some((frame, has_id)) = self.frames.len().checked_sub(back).and_then(|at| self.frames.get(at)) else {
            return;
        };
        self.send(frame.clone(), None, *has_id);
    }

    /// Sends a frame. It may bring `most` units; one with an id that was counted brings none.
    fn send(&mut self, frame: String, most: Option<u64>, has_id: bool) {
        let facts = self.watch.take(&frame, Duration::from_millis(self.now));
        let brought: u64 = facts.iter().map(units).sum();
        assert!(most.is_none_or(|most| brought <= most), "{brought} units of {frame}");
        if has_id {
            assert!(brought == 0 || self.known.insert(frame.clone()), "{brought} units of what was counted: {frame}");
        }
        self.frames.push((frame, has_id));
        self.facts.extend(facts);
    }

    /// The server's time, if the frame has one: about now, a little before, or of another unit.
    fn stamp(&self, kind: u8) -> String {
        let stamp = match kind % 4 {
            0 => return String::new(),
            1 => EPOCH + self.now,
            2 => (EPOCH + self.now).saturating_sub(u64::from(kind) * 40),
            _ => EPOCH / 1_000,
        };
        format!(",\"timestamp\":{stamp}")
    }

    fn byte(&mut self) -> u8 {
        let Some((&byte, rest)) = self.left.split_first() else { return 0 };
        self.left = rest;
        byte
    }
}

fn frame(name: &str, data: &str) -> String {
    format!("{{\"event\":\"{name}\",\"data\":{{{data}}}}}")
}

/// A few viewers by their id, a few by their handle, and passers-by.
fn user(who: u8) -> String {
    let name = WORDS[usize::from(who >> 4) % WORDS.len()];
    match who % 16 {
        0 => format!("\"user\":{{\"nickname\":\"{name}\"}}"),
        1..=3 => format!("\"user\":{{\"uniqueId\":\"{name}\"}}"),
        who => format!("\"user\":{{\"userId\":\"{who}\",\"nickname\":\"{name}\"}}"),
    }
}

fn message(id: u8) -> String {
    if id == 0 { String::new() } else { format!(",\"msgId\":\"{id}\"") }
}

/// Small numbers as they are, and the odd ones.
fn number(byte: u8) -> String {
    if byte < 0xF0 { byte.to_string() } else { ODD[usize::from(byte & 15)].to_owned() }
}
