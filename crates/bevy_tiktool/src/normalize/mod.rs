//! Turns events into facts: running totals into increments, twins and repeats into one, names into something to show.
//!
//! Pure: what comes out depends on the events and their arrival only.

mod accounts;
mod bounds;
mod gifts;
mod likes;
mod matches;
mod moments;
mod normalizer;
mod replay;
mod streaks;

pub use self::normalizer::Normalizer;
