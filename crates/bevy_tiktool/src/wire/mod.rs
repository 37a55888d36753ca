//! The shapes of the wire, one per event, tolerant of everything PROTOCOL names: missing, renamed, retyped fields.

mod battle;
mod read;
mod room;
mod stream;
mod tail;
mod user;

use std::sync::Arc;

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess};

pub(crate) use self::read::{Lenient, Soft, Word, take};
pub use self::{
    battle::*,
    read::{Id, Tag},
    room::*,
    stream::*,
    tail::*,
    user::User,
};

/// What every frame may carry beside its own fields.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Base {
    /// When the server made it, epoch milliseconds; `None` where it did not say.
    pub timestamp: Option<i64>,
    /// The message's id; blank where the wire has none or an empty one.
    pub msg_id: Tag,
}

impl Wire for Base {
    fn field<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error> {
        match key {
            "timestamp" => take(&mut self.timestamp, map)?,
            "msgId" => take(&mut self.msg_id, map)?,
            _ => return Ok(false),
        }
        Ok(true)
    }
}

/// An object of the wire, filled key by key.
pub(crate) trait Wire: Default {
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

/// The payload of an event.
pub(crate) trait Payload: Lenient {
    /// Time and message id.
    fn base(&self) -> &Base;
    /// Who did it, where the event has someone.
    fn user(&self) -> Option<&User>;
    /// Reads it from its JSON text.
    fn read(text: &str) -> Result<Self, serde_json::Error> {
        let mut from = serde_json::Deserializer::from_str(text);
        let payload = Soft::<Self>::new().deserialize(&mut from)?;
        from.end()?;
        Ok(payload)
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

        impl $crate::wire::Wire for $name {
            fn field<'de, A: serde::de::MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error> {
                match key {
                    $($wire $(| $more)* => $crate::wire::take(&mut self.$field, map)?,)+
                    _ => return Ok(false),
                }
                Ok(true)
            }
        }

        impl $crate::wire::Lenient for $name {
            fn is_blank(&self) -> bool {
                *self == Self::default()
            }

            fn from_object<'de, A: serde::de::MapAccess<'de>>(object: A) -> Result<Self, A::Error> {
                $crate::wire::Wire::fill(object)
            }
        }
    )+ };
}

/// Defines event payloads: as [`parts`], plus time, message id and, `by user`, who did it (nested or flat).
macro_rules! payloads {
    ($($(#[$doc:meta])* $name:ident $(by $user:ident)? { $($field:ident: $ty:ty = $wire:literal $(| $more:literal)*),* $(,)? })+) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct $name {
            /// Time and message id.
            pub base: $crate::wire::Base,
            $(
                /// Who did it.
                pub $user: $crate::wire::User,
            )?
            $(
                #[doc = concat!("`", $wire, "`", $(" or `", $more, "`",)* " of the wire.")]
                pub $field: $ty,
            )*
        }

        impl $crate::wire::Wire for $name {
            fn field<'de, A: serde::de::MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error> {
                match key {
                    $($wire $(| $more)* => $crate::wire::take(&mut self.$field, map)?,)*
                    _ => {
                        $(
                            if self.$user.beside(key, map)? {
                                return Ok(true);
                            }
                        )?
                        return self.base.field(key, map);
                    }
                }
                #[allow(unreachable_code, reason = "payloads without fields of their own always return above")]
                Ok(true)
            }
        }

        impl $crate::wire::Lenient for $name {
            fn is_blank(&self) -> bool {
                *self == Self::default()
            }

            fn from_object<'de, A: serde::de::MapAccess<'de>>(object: A) -> Result<Self, A::Error> {
                $crate::wire::Wire::fill(object)
            }
        }

        impl $crate::wire::Payload for $name {
            fn base(&self) -> &$crate::wire::Base {
                &self.base
            }

            fn user(&self) -> Option<&$crate::wire::User> {
                let users: &[&$crate::wire::User] = &[$(&self.$user)?];
                users.first().copied()
            }
        }
    )+ };
}

pub(crate) use {parts, payloads};

payloads! {
    /// The fields looked for in an event without a shape of its own.
    AnyEvent by user {}
}

/// An event without a shape of its own.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Other {
    /// The wire's name; `unnamed` where it had none.
    pub name: Arc<str>,
    /// Time and message id.
    pub base: Base,
    /// Who, where it says.
    pub user: User,
    /// The payload as JSON text.
    pub data: Arc<str>,
}

/// Reads the base and user of an unknown payload.
pub(crate) fn read_other(name: &str, payload: &str) -> Result<Other, serde_json::Error> {
    let any = AnyEvent::read(payload)?;
    Ok(Other { name: name.into(), base: any.base, user: any.user, data: payload.into() })
}

/// Reads the value of the key just read.
pub(crate) fn fill_next<'de, T: Lenient, A: MapAccess<'de>>(map: &mut A) -> Result<T, A::Error> {
    map.next_value_seed(Soft::new())
}
