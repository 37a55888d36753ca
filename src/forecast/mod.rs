//! Plays many battles without a window and says how they go: whether they are fair, whether they turn, how they end. What
//! a streamer changes in `game.ron` can be judged before anybody plays it.

mod battle;
mod coins;
mod measure;
mod odds;
mod picture;
mod runner;
mod table;

pub use self::{
    battle::ExtraGift,
    coins::{CoinPoint, coins},
    measure::{Forecast, Quartiles, Share, measure},
    picture::picture,
    runner::{Played, Setup, play},
    table::table,
};
