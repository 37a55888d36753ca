//! From the text of a frame to a [`LiveEvent`], in two steps: the name, then that event's payload.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;
use thiserror::Error;

use super::{event::LiveEvent, read::Word, repair::repair};

/// Longest frame that is read, in bytes.
pub const MAX_FRAME: usize = 1 << 20;

/// Longest event name that is kept, in bytes.
const MAX_NAME: usize = 64;

/// Why a frame could not be read. None of these ends a connection.
#[derive(Debug, Error)]
pub enum DecodeError {
    /// Longer than [`MAX_FRAME`].
    #[error("the frame has {0} bytes, more than {MAX_FRAME}")]
    TooLong(usize),
    /// Not JSON.
    #[error("the frame is not JSON: {0}")]
    Malformed(#[source] serde_json::Error),
    /// JSON, but no object.
    #[error("the frame is JSON but not an object")]
    NotAnObject,
}

/// Reads one frame that holds one event.
///
/// # Errors
/// Only for text that is too long, not JSON or not an object; odd fields are read as missing.
pub fn decode(text: &str) -> Result<LiveEvent, DecodeError> {
    if text.len() > MAX_FRAME {
        return Err(DecodeError::TooLong(text.len()));
    }
    decode_object(text)
}

/// Reads one frame that holds one event or a list of them, and hands each to `each`.
pub fn decode_all(text: &str, mut each: impl FnMut(Result<LiveEvent, DecodeError>)) {
    if text.len() > MAX_FRAME {
        return each(Err(DecodeError::TooLong(text.len())));
    }
    if first_byte(text) != Some(b'[') {
        return each(decode_object(text));
    }
    match serde_json::from_str::<Vec<&RawValue>>(text) {
        Ok(items) => items.into_iter().for_each(|item| each(decode_object(item.get()))),
        Err(fault) => each(Err(DecodeError::Malformed(fault))),
    }
}

fn first_byte(text: &str) -> Option<u8> {
    text.bytes().find(|byte| !byte.is_ascii_whitespace())
}

fn decode_object(text: &str) -> Result<LiveEvent, DecodeError> {
    if first_byte(text) != Some(b'{') {
        return Err(match serde_json::from_str::<IgnoredAny>(text) {
            Ok(_) => DecodeError::NotAnObject,
            Err(fault) => DecodeError::Malformed(fault),
        });
    }
    if let Ok(Straight(event)) = serde_json::from_str(text) {
        return Ok(event);
    }
    match two_steps(text) {
        Ok(event) => Ok(event),
        // Half a surrogate pair or a number beyond all range is legal JSON, but serde_json refuses it.
        Err(fault) => repair(text).and_then(|repaired| two_steps(&repaired).ok()).ok_or(DecodeError::Malformed(fault)),
    }
}

fn two_steps(text: &str) -> Result<LiveEvent, serde_json::Error> {
    let envelope: Envelope<'_> = serde_json::from_str(text)?;
    let inner = envelope.data.map(RawValue::get).filter(|data| data.starts_with('{'));
    let payload = inner.unwrap_or(text);
    let event = &*envelope.event.0;
    if !event.is_empty() {
        return LiveEvent::read(bounded(event), payload);
    }
    let kind: PayloadType<'_> = inner.map_or(Ok(PayloadType::default()), serde_json::from_str)?;
    let name = if kind.0.0.is_empty() { &envelope.kind.0 } else { &kind.0.0 };
    match &**name {
        "" if envelope.complains => LiveEvent::read("error", payload),
        "" => LiveEvent::read("unnamed", payload),
        name => LiveEvent::read(bounded(name), payload),
    }
}

/// The name, cut to a length that is safe to keep and show.
fn bounded(name: &str) -> &str {
    if name.len() <= MAX_NAME {
        return name;
    }
    let end = (0..=MAX_NAME).rev().find(|&at| name.is_char_boundary(at)).unwrap_or(0);
    name.get(..end).unwrap_or_default()
}

/// A frame of the usual form, name first, of a frequent event: read in one pass. An error for any other frame, which
/// then goes through the two steps.
struct Straight(LiveEvent);

impl<'de> Deserialize<'de> for Straight {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Straight;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a frame of the usual form")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Straight, A::Error> {
                let unusual = || A::Error::custom("not of the usual form");
                let is = |key: Option<Word<'de>>, wanted| key.is_some_and(|key| key.0 == wanted);
                if !is(map.next_key()?, "event") {
                    return Err(unusual());
                }
                let name: Word<'de> = map.next_value()?;
                if !is(map.next_key()?, "data") {
                    return Err(unusual());
                }
                let event = LiveEvent::read_frequent(&name.0, &mut map)?.ok_or_else(unusual)?;
                // More keys, or a payload that said nothing because it was no object: let the two steps decide.
                let last = map.next_key::<Word<'de>>()?.is_none();
                if last && !event.is_blank() { Ok(Straight(event)) } else { Err(unusual()) }
            }
        }
        from.deserialize_map(Reader)
    }
}

/// What stands around an event.
#[derive(Default)]
struct Envelope<'a> {
    event: Word<'a>,
    kind: Word<'a>,
    data: Option<&'a RawValue>,
    /// It has a `status_code` or an `error`, as REST answers do.
    complains: bool,
}

impl<'de> Deserialize<'de> for Envelope<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Envelope<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Envelope<'de>, A::Error> {
                let mut envelope = Envelope::default();
                while let Some(key) = map.next_key::<Word<'de>>()? {
                    match &*key.0 {
                        "event" => envelope.event = map.next_value()?,
                        "type" => envelope.kind = map.next_value()?,
                        "data" => envelope.data = Some(map.next_value()?),
                        "status_code" | "error" => {
                            envelope.complains = true;
                            map.next_value::<IgnoredAny>()?;
                        }
                        _ => {
                            map.next_value::<IgnoredAny>()?;
                        }
                    }
                }
                Ok(envelope)
            }
        }
        from.deserialize_map(Reader)
    }
}

/// The `type` inside a payload.
#[derive(Default)]
struct PayloadType<'a>(Word<'a>);

impl<'de> Deserialize<'de> for PayloadType<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let envelope = Envelope::deserialize(from)?;
        Ok(Self(envelope.kind))
    }
}
