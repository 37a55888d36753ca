//! What every part of the game knows: game time, numbers of things, the one generator of random numbers, and where the
//! files are that come with the program.

mod assets;
mod clock;
mod ids;
mod random;
mod show_control;

pub use self::{
    assets::{assets_folder, own_folder},
    clock::{TICK_HZ, clock, seconds, ticks},
    ids::{PlayerId, PowerId, TeamId, UnitKind},
    random::{Dice, DiceMark},
    show_control::ShowControl,
};

/// Length of the field in field units (pixels of a stage 1080 wide): what the rules say and the arena plays on.
pub const FIELD_LENGTH: f32 = 960.0;
