//! Who they are and how they talk.

mod names;
mod person;
pub(crate) mod phrases;

pub(crate) use self::person::{LEARNER, Person, TeamChoice, Temper, people, scatter};
