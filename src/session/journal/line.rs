//! What a journal says, line by line. One JSON object a line, with the checksum of the line in it.
//!
//! A show is fixed by its header (seed, rules, version) and by its entries with their ticks; everything else in the file
//! is there to prove that, or to begin in the middle. Gifts are written twice: whole, as soon as they arrive
//! ([`JournalLine::Gift`]), and by number when a tick takes them ([`JournalLine::Due`]). A gift without a tick has not acted.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::interaction::Entry;
use bevy_tiktool::{GiftReceived, Receipt};

/// Version of the file format. A journal of another one is not read.
pub const FORMAT: u32 = 1;

/// One line.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JournalLine {
    /// What the show is made of; the first line.
    Header(Box<Header>),
    /// A paid gift came in: the write-ahead. On disk before it acts.
    Gift {
        /// Number in the gift log, from 1 and rising.
        number: u64,
        /// Milliseconds since the header's start.
        ms: u64,
        /// The gift.
        gift: Box<GiftReceived>,
    },
    /// A frame of a streak that brought nothing new; only a restart of the normalizer needs it.
    Streak {
        /// Number in the gift log.
        number: u64,
        /// Milliseconds since the header's start.
        ms: u64,
        /// The frame.
        receipt: Receipt,
    },
    /// The tick takes this.
    Entry {
        /// The tick.
        tick: u32,
        /// What it takes.
        entry: Box<Entry>,
    },
    /// The tick takes the gift of this number.
    Due {
        /// The tick.
        tick: u32,
        /// The gift's number.
        number: u64,
    },
    /// A tick was made.
    Tick {
        /// Which.
        tick: u32,
        /// Milliseconds since the header's start.
        ms: u64,
        /// Hash of the arena after it.
        #[serde(with = "hex")]
        hash: u64,
        /// Hashes of the parts, now and then, so that a difference can be named.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        parts: Option<Parts>,
    },
    /// The whole game as a new round begins, after this tick: a replay may begin here.
    Checkpoint {
        /// The tick.
        tick: u32,
        /// The state, as the checkpoint writes it; read only when it is needed.
        state: Box<RawValue>,
    },
    /// The program was started again and goes on from the line above.
    Resumed {
        /// The last tick that was replayed.
        tick: u32,
        /// Milliseconds since the header's start.
        ms: u64,
    },
    /// Lines are missing here, because the disk was full for too long: no replay crosses this.
    Gap {
        /// Lines that were dropped; gifts are never among them.
        lines: u64,
    },
    /// The show ended in good order. Nothing follows.
    End {
        /// The last tick.
        tick: u32,
        /// Milliseconds since the header's start.
        ms: u64,
    },
}

/// What a show is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// [`FORMAT`].
    pub format: u32,
    /// Version of the game.
    pub throng: String,
    /// Whose stream.
    pub streamer: String,
    /// The seed everything random derives from.
    pub seed: u64,
    /// Start, epoch milliseconds.
    pub started_ms: u64,
    /// Hash of the rules.
    #[serde(with = "hex")]
    pub rules_hash: u64,
    /// Where the rules came from, for showing.
    pub rules_origin: String,
    /// The rules' text, whole.
    pub rules: String,
    /// Words files besides those that come with the game: code and text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<(String, String)>,
    /// The journal whose unfinished round's gifts are granted at the start of this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// Hashes of the parts of the game after a tick.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Parts {
    /// Units on the field.
    #[serde(with = "hex")]
    pub units: u64,
    /// Projectiles.
    #[serde(with = "hex")]
    pub shots: u64,
    /// Castles and beacon.
    #[serde(with = "hex")]
    pub castles: u64,
    /// Heroes off the field.
    #[serde(with = "hex")]
    pub heroes: u64,
    /// Troops that wait.
    #[serde(with = "hex")]
    pub reserve: u64,
    /// The round's clock.
    #[serde(with = "hex")]
    pub round: u64,
    /// What the roster and the ledger say: players, sides, gifts, likes.
    #[serde(with = "hex")]
    pub people: u64,
}

/// Hashes as 16 hexadecimal digits: a JSON number of 64 bits is not safe in every reader.
mod hex {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(hash: &u64, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&format_args!("{hash:016x}"))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        u64::from_str_radix(&text, 16).map_err(D::Error::custom)
    }
}
