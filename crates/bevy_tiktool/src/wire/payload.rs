//! What all events have in common, and the macro that writes their types.

use serde::de::{DeserializeSeed, MapAccess};

use super::{
    object::WireObject,
    read::{Lenient, Soft, Tag, take},
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

impl WireObject for Base {
    fn field<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error> {
        match key {
            "timestamp" => take(&mut self.timestamp, map)?,
            "msgId" => take(&mut self.msg_id, map)?,
            _ => return Ok(false),
        }
        Ok(true)
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

/// Defines event payloads: as `parts`, plus time, message id and, `by user`, who did it (nested or flat).
macro_rules! payloads {
    ($($(#[$doc:meta])* $name:ident $(by $user:ident)? { $($field:ident: $ty:ty = $wire:literal $(| $more:literal)*),* $(,)? })+) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct $name {
            /// Time and message id.
            pub base: $crate::wire::payload::Base,
            $(
                /// Who did it.
                pub $user: $crate::wire::user::User,
            )?
            $(
                #[doc = concat!("`", $wire, "`", $(" or `", $more, "`",)* " of the wire.")]
                pub $field: $ty,
            )*
        }

        impl $crate::wire::object::WireObject for $name {
            fn field<'de, A: serde::de::MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error> {
                match key {
                    $($wire $(| $more)* => $crate::wire::read::take(&mut self.$field, map)?,)*
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

        impl $crate::wire::read::Lenient for $name {
            fn is_blank(&self) -> bool {
                *self == Self::default()
            }

            fn from_object<'de, A: serde::de::MapAccess<'de>>(object: A) -> Result<Self, A::Error> {
                $crate::wire::object::WireObject::fill(object)
            }
        }

        impl $crate::wire::payload::Payload for $name {
            fn base(&self) -> &$crate::wire::payload::Base {
                &self.base
            }

            fn user(&self) -> Option<&$crate::wire::user::User> {
                let users: &[&$crate::wire::user::User] = &[$(&self.$user)?];
                users.first().copied()
            }
        }
    )+ };
}

pub(crate) use payloads;
