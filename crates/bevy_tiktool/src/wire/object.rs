//! An object of the wire, and the macro that writes the types of those inside events.

use serde::de::{IgnoredAny, MapAccess};

use super::read::{Lenient, Soft, Word};

/// An object of the wire, filled key by key.
pub(crate) trait WireObject: Default {
    /// Reads the value of `key` if it is one of ours; else leaves it unread and says false.
    fn field<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error>;

    /// Reads a whole object; keys that are nobody's are skipped.
    fn fill<'de, A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        let mut whole = Self::default();
        while let Some(key) = map.next_key::<Word<'de>>()? {
            if !whole.field(&key.0, &mut map)? {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(whole)
    }
}

/// Defines objects of the wire that have no envelope of their own: each field with its type and its wire names.
macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $ty:ty = $wire:literal $(| $more:literal)*),+ $(,)? })+) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct $name {
            $(
                #[doc = concat!("`", $wire, "`", $(" or `", $more, "`",)* " of the wire.")]
                pub $field: $ty,
            )+
        }

        impl $crate::wire::object::WireObject for $name {
            fn field<'de, A: serde::de::MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error> {
                match key {
                    $($wire $(| $more)* => $crate::wire::read::take(&mut self.$field, map)?,)+
                    _ => return Ok(false),
                }
                Ok(true)
            }
        }

        impl $crate::wire::read::Lenient for $name {
            fn is_blank(&self) -> bool {
                *self == Self::default()
            }

            fn from_object<'de, A: serde::de::MapAccess<'de>>(object: A) -> Result<Self, A::Error> {
                $crate::wire::object::WireObject::fill(object)
            }
        }
    )+ };
}

pub(crate) use parts;

/// Reads the value of the key just read.
pub(crate) fn fill_next<'de, T: Lenient, A: MapAccess<'de>>(map: &mut A) -> Result<T, A::Error> {
    map.next_value_seed(Soft::new())
}
