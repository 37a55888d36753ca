//! Who they are and how they talk.

pub(crate) mod habit;
mod names;
mod person;
pub(crate) mod phrases;

pub(crate) use self::person::{LEARNER, Person, TeamChoice, Temper, mirrored, people, scatter};
