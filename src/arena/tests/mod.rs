//! Tests of the whole arena, by what they watch.

mod checkpoint;
mod determinism;
mod duels;
mod field;
mod heroes;
mod orders;
mod powers;
mod reserve;
mod rounds;
mod squads;
mod story;
mod waves;
