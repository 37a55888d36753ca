//! A line as bytes: one JSON object whose last member is the checksum of what stands before it.
//!
//! `{"tick":{...},"crc":"1a2b3c4d"}`: any reader of JSON can read it, and any CRC-32 (as of zlib) over the bytes before
//! `,"crc"` checks it.

use std::fmt::Write as _;

use super::line::JournalLine;

/// What stands around the checksum.
const BEFORE: &[u8] = b",\"crc\":\"";
const BEHIND: &[u8] = b"\"}";

/// Bytes from the checksum's comma to the end of the line, without the newline.
const SEAL: usize = BEFORE.len() + 8 + BEHIND.len();

/// Why bytes are no line.
#[derive(Debug, thiserror::Error)]
pub enum LineFault {
    /// Cut short, or never a line.
    #[error("the line does not end in a checksum")]
    Unsealed,
    /// Changed since it was written.
    #[error("the line's checksum is {found:08x}, but its text gives {counted:08x}")]
    Checksum {
        /// What the line says.
        found: u32,
        /// What its text gives.
        counted: u32,
    },
    /// Whole, but not a line that this version knows.
    #[error("the line is whole, but not understood: {0}")]
    Unknown(#[from] serde_json::Error),
}

/// Appends `line` to `to`, with checksum and newline.
///
/// # Errors
/// When a value cannot be written as JSON; `to` is then as before.
pub fn encode(line: &JournalLine, to: &mut Vec<u8>) -> serde_json::Result<()> {
    let start = to.len();
    if let Err(fault) = serde_json::to_writer(&mut *to, line) {
        to.truncate(start);
        return Err(fault);
    }
    if matches!(line, JournalLine::Checkpoint { .. }) {
        // A raw value keeps its line breaks. In JSON they are only white space: a text holds them escaped.
        to[start..].iter_mut().filter(|byte| matches!(**byte, b'\n' | b'\r')).for_each(|byte| *byte = b' ');
    }
    to.pop(); // the object's own closing brace
    let mut seal = String::with_capacity(SEAL + 1);
    let sum = crc32fast::hash(&to[start..]);
    // Writing into a string cannot fail.
    let _ = writeln!(seal, ",\"crc\":\"{sum:08x}\"}}");
    to.extend_from_slice(seal.as_bytes());
    Ok(())
}

/// Reads a line, given without or with its newline.
///
/// # Errors
/// When it is cut short, changed or unknown.
pub fn decode(bytes: &[u8]) -> Result<JournalLine, LineFault> {
    let body = unseal(bytes)?;
    let mut text = Vec::with_capacity(body.len() + 1);
    text.extend_from_slice(body);
    text.push(b'}');
    Ok(serde_json::from_slice(&text)?)
}

/// What the checksum covers, if it is right.
fn unseal(bytes: &[u8]) -> Result<&[u8], LineFault> {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    let at = bytes.len().checked_sub(SEAL).ok_or(LineFault::Unsealed)?;
    let (body, seal) = bytes.split_at(at);
    let sum = seal.strip_prefix(BEFORE).and_then(|rest| rest.strip_suffix(BEHIND)).ok_or(LineFault::Unsealed)?;
    let sum = std::str::from_utf8(sum).ok().filter(|sum| sum.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f')));
    let found = sum.and_then(|sum| u32::from_str_radix(sum, 16).ok()).ok_or(LineFault::Unsealed)?;
    let counted = crc32fast::hash(body);
    if found == counted { Ok(body) } else { Err(LineFault::Checksum { found, counted }) }
}

#[cfg(test)]
mod tests {
    use serde_json::value::RawValue;

    use super::*;

    fn text(line: &JournalLine) -> String {
        let mut bytes = Vec::new();
        encode(line, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_line_is_json_with_the_checksum_of_zlib() {
        // The sum was counted with Python: zlib.crc32(b'{"due":{"tick":7,"number":3}').
        assert_eq!(
            text(&JournalLine::Due { tick: 7, number: 3 }),
            "{\"due\":{\"tick\":7,\"number\":3},\"crc\":\"20e2f0c5\"}\n"
        );
        let value: serde_json::Value = serde_json::from_str(&text(&JournalLine::Due { tick: 7, number: 3 })).unwrap();
        assert_eq!(value["due"]["number"], 3);
    }

    #[test]
    fn a_checkpoint_keeps_its_state_and_stays_one_line() {
        let state = RawValue::from_string("{\n \"units\": [1, 2.5],\r\n \"name\": \"a\\nb\"}".into()).unwrap();
        let line = text(&JournalLine::Checkpoint { tick: 9, state });
        assert_eq!(line.matches(['\n', '\r']).count(), 1, "{line}");
        let JournalLine::Checkpoint { tick: 9, state } = decode(line.as_bytes()).unwrap() else { panic!("{line}") };
        assert_eq!(state.get(), "{  \"units\": [1, 2.5],   \"name\": \"a\\nb\"}");
    }

    #[test]
    fn a_changed_bit_anywhere_is_seen() {
        let line =
            text(&JournalLine::Tick { tick: 7, ms: 350, hash: 0x9f, parts: Some(super::super::Parts::default()) });
        assert!(decode(line.as_bytes()).is_ok());
        assert!(decode(line.trim_end().as_bytes()).is_ok());
        for at in 0..line.len() {
            for bit in 0..8 {
                let mut bytes = line.clone().into_bytes();
                bytes[at] ^= 1 << bit;
                assert!(decode(&bytes).is_err(), "byte {at}, bit {bit}");
            }
            assert!(at == line.len() - 1 || decode(&line.as_bytes()[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn what_a_later_version_writes_is_named_as_such() {
        let mut bytes = b"{\"weather\":{\"rain\":true}".to_vec();
        let sum = crc32fast::hash(&bytes);
        bytes.extend_from_slice(format!(",\"crc\":\"{sum:08x}\"}}\n").as_bytes());
        assert!(matches!(decode(&bytes), Err(LineFault::Unknown(_))));
        assert!(matches!(decode(b""), Err(LineFault::Unsealed)));
        assert!(matches!(decode(&[0; 99]), Err(LineFault::Unsealed)));
    }
}
