//! The wire: from the text of a frame to a typed event, tolerant of everything that the service is known to do: missing,
//! renamed, retyped fields, and events of no document.

mod battle;
mod decode;
mod event;
mod object;
mod other;
mod payload;
mod read;
mod repair;
mod room;
mod stream;
mod user;

pub use self::{
    battle::*,
    decode::{DecodeError, MAX_FRAME, decode, decode_all},
    event::LiveEvent,
    other::{NAMES_WITHOUT_TYPE, Other},
    payload::Base,
    read::{Id, Tag},
    room::*,
    stream::*,
    user::User,
};
