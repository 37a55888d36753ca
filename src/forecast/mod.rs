//! Plays many battles without a window and says how they go: whether they are fair, whether they turn, how they end. What
//! a streamer changes in `game.ron` can be judged before anybody plays it.

mod acts;
mod agency;
mod battle;
mod figures;
mod measure;
mod notes;
mod odds;
mod picture;
mod runner;
mod sandbox;
mod table;
mod twins;
mod watch;

pub use self::{
    agency::{agency, battles_for},
    battle::{Extra, ExtraKind},
    figures::{Agency, Change, CoinPoint, Forecast, Quartiles, Share},
    measure::measure,
    picture::picture,
    runner::{Played, Setup, play},
    table::table,
    twins::{coins, newcomers},
};
