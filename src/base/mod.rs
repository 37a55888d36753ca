//! What every part of the game knows: game time, numbers of things, and the one generator of random numbers.

mod clock;
mod ids;
mod random;

pub use self::{
    clock::{TICK_HZ, clock, seconds, ticks},
    ids::{PlayerId, PowerId, TeamId, UnitKind},
    random::{Dice, DiceMark},
};
