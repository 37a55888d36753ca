//! Field readers that take whatever a field holds: a number as text, a flag as 0/1, `null`, or the wrong thing.
//!
//! A value that cannot be read counts as missing; only text that is not JSON at all is an error.

use std::{borrow::Cow, fmt, marker::PhantomData, sync::Arc};

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use xxhash_rust::xxh3::xxh3_64;

/// Entries kept of one list; the rest is read and dropped.
const LIST_LIMIT: usize = 1_000;

/// A value that can be read from anything; what makes no sense gives the default.
pub(crate) trait Lenient: Default {
    /// As good as missing.
    fn is_blank(&self) -> bool;
    /// From a whole number; unsigned numbers above `i64::MAX` arrive as that.
    fn from_int(_: i64) -> Self {
        Self::default()
    }
    /// From an unsigned number.
    fn from_uint(value: u64) -> Self {
        Self::from_int(i64::try_from(value).unwrap_or(i64::MAX))
    }
    /// From text.
    fn from_text(_: &str) -> Self {
        Self::default()
    }
    /// From a list.
    fn from_list<'de, A: SeqAccess<'de>>(mut list: A) -> Result<Self, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Self::default())
    }
    /// From an object.
    fn from_object<'de, A: MapAccess<'de>>(mut object: A) -> Result<Self, A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Self::default())
    }
}

/// Reads a [`Lenient`] value with serde.
pub(crate) struct Soft<T>(PhantomData<T>);

impl<T> Soft<T> {
    pub(crate) const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, T: Lenient> DeserializeSeed<'de> for Soft<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<T, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de, T: Lenient> Visitor<'de> for Soft<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<T, E> {
        Ok(T::from_int(i64::from(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<T, E> {
        Ok(T::from_int(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<T, E> {
        Ok(T::from_uint(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<T, E> {
        // A float cast saturates at the ends of the range.
        Ok(if value < 0.0 { T::from_int(value as i64) } else { T::from_uint(value as u64) })
    }

    fn visit_str<E>(self, value: &str) -> Result<T, E> {
        Ok(T::from_text(value))
    }

    fn visit_unit<E>(self) -> Result<T, E> {
        Ok(T::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<T, A::Error> {
        T::from_list(list)
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<T, A::Error> {
        T::from_object(object)
    }
}

/// Reads the value of the key just read into `slot`. Of two names for one field, the one that says something wins.
pub(crate) fn take<'de, T: Lenient, A: MapAccess<'de>>(slot: &mut T, map: &mut A) -> Result<(), A::Error> {
    let value: T = map.next_value_seed(Soft::new())?;
    if slot.is_blank() || !value.is_blank() {
        *slot = value;
    }
    Ok(())
}

/// A key or a name, borrowed from the frame where it has no escapes; blank for anything that is not text.
#[derive(Debug, Default)]
pub(crate) struct Word<'de>(pub(crate) Cow<'de, str>);

impl<'de> Deserialize<'de> for Word<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Word<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("any JSON value")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Word<'de>, E> {
                Ok(Word(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Word<'de>, E> {
                Ok(Word(Cow::Owned(text.to_owned())))
            }

            fn visit_bool<E>(self, _: bool) -> Result<Word<'de>, E> {
                Ok(Word::default())
            }

            fn visit_i64<E>(self, _: i64) -> Result<Word<'de>, E> {
                Ok(Word::default())
            }

            fn visit_u64<E>(self, _: u64) -> Result<Word<'de>, E> {
                Ok(Word::default())
            }

            fn visit_f64<E>(self, _: f64) -> Result<Word<'de>, E> {
                Ok(Word::default())
            }

            fn visit_unit<E>(self) -> Result<Word<'de>, E> {
                Ok(Word::default())
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Word<'de>, A::Error> {
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Word::default())
            }

            fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Word<'de>, A::Error> {
                while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Word::default())
            }
        }
        from.deserialize_any(Reader)
    }
}

impl Lenient for Option<i64> {
    fn is_blank(&self) -> bool {
        self.is_none()
    }

    fn from_int(value: i64) -> Self {
        Some(value)
    }

    fn from_text(text: &str) -> Self {
        let text = text.trim();
        match text {
            "true" | "True" | "TRUE" | "yes" => Some(1),
            "false" | "False" | "FALSE" | "no" => Some(0),
            // A float cast saturates; text that is no number is no value.
            _ => text
                .parse()
                .ok()
                .or_else(|| text.parse::<f64>().ok().filter(|number| !number.is_nan()).map(|number| number as i64)),
        }
    }
}

impl Lenient for bool {
    fn is_blank(&self) -> bool {
        !self
    }

    fn from_int(value: i64) -> Self {
        value != 0
    }

    fn from_text(text: &str) -> Self {
        matches!(text.trim(), "true" | "True" | "TRUE" | "1" | "yes")
    }
}

impl Lenient for Arc<str> {
    fn is_blank(&self) -> bool {
        self.is_empty()
    }

    fn from_int(value: i64) -> Self {
        value.to_string().into()
    }

    fn from_uint(value: u64) -> Self {
        value.to_string().into()
    }

    fn from_text(text: &str) -> Self {
        if text.is_empty() { Self::default() } else { text.into() }
    }

    /// The first text of the list, as addresses sometimes come.
    fn from_list<'de, A: SeqAccess<'de>>(mut list: A) -> Result<Self, A::Error> {
        let mut found = Self::default();
        while let Some(text) = list.next_element_seed(Soft::<Self>::new())? {
            if found.is_empty() {
                found = text;
            }
        }
        Ok(found)
    }
}

impl<T: Lenient> Lenient for Vec<T> {
    fn is_blank(&self) -> bool {
        self.is_empty()
    }

    fn from_list<'de, A: SeqAccess<'de>>(mut list: A) -> Result<Self, A::Error> {
        let mut items = Self::new();
        while items.len() < LIST_LIMIT {
            match list.next_element_seed(Soft::<T>::new())? {
                Some(item) => items.push(item),
                None => return Ok(items),
            }
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(items)
    }
}

/// A 64-bit number of the wire, sent as text or as a number; 0 means unknown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(pub u64);

impl Lenient for Id {
    fn is_blank(&self) -> bool {
        self.0 == 0
    }

    fn from_int(value: i64) -> Self {
        Self(u64::try_from(value).unwrap_or(0))
    }

    fn from_uint(value: u64) -> Self {
        Self(value)
    }

    fn from_text(text: &str) -> Self {
        Self(text.trim().parse().unwrap_or(0))
    }
}

/// A text that is only ever compared, kept as one word: its number if it is one, else its hash; 0 means none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Tag(pub u64);

impl Lenient for Tag {
    fn is_blank(&self) -> bool {
        self.0 == 0
    }

    fn from_int(value: i64) -> Self {
        Self(value.unsigned_abs())
    }

    fn from_uint(value: u64) -> Self {
        Self(value)
    }

    fn from_text(text: &str) -> Self {
        if text.is_empty() {
            return Self(0);
        }
        Self(text.parse().unwrap_or_else(|_| xxh3_64(text.as_bytes())))
    }
}
