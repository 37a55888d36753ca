//! The simulation: no window, no clock, one seeded generator.
//!
//! A tick reads the field as it stood, lets every unit decide for itself, sums blows as whole numbers and resolves them
//! at once: the order in which units are visited never matters.

mod behaviour;
mod body;
mod checkpoint;
mod combat;
mod components;
mod cues;
mod field;
mod flow;
mod formation;
mod gap;
mod grid;
mod ground;
mod hash;
mod heroes;
mod numbers;
mod requests;
mod state;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

use bevy::{ecs::schedule::SingleThreadedExecutor, prelude::*};

pub use self::checkpoint::{ArenaState, load, save};
pub use self::combat::gates::Gates;
pub use self::components::*;
pub use self::cues::*;
pub use self::flow::round::RoundBorder;
pub use self::flow::waves::Waves;
pub use self::flow::{handicap::Handicap, lead::Lead, need::Need};
pub use self::formation::{
    lanes::{HALF_GAP, Lanes, SQUAD_SCALE},
    row::AI_SIZE,
    size::{CrowdSize, LaneShape, shape, wall},
    squad::{Member, Squad},
};
pub use self::hash::{PartHashes, parts};
pub use self::heroes::records::{HeroRecord, Heroes, Whereabouts};
pub use self::requests::*;
pub use self::state::*;

use self::{
    combat::{blows, castle, damage, gates, pending, powers, resolve, shots},
    flow::{beacon, director, handicap, lead, recruits, reserve, round, tempo, waves},
    formation::{front, lanes, muster, row, squad},
    heroes::{guards, merge, orders, returns, score},
};
use crate::schedule::ThrongSystems;

/// The arena. The app must hold [`Rules`](crate::rules::Rules) and [`Dice`](crate::base::Dice) before its first tick.
pub fn plugin(app: &mut App) {
    app.add_message::<JoinRequested>()
        .add_message::<MergeRequested>()
        .add_message::<SpawnRequested>()
        .add_message::<PowerRequested>()
        .add_message::<MoveRequested>()
        .add_message::<BoostRequested>()
        .add_message::<MeterMoved>()
        .add_message::<AnnounceRequested>()
        .add_message::<FlareRequested>()
        .add_message::<RefusalRequested>()
        .add_message::<RoundRequested>()
        .add_message::<BeaconRequested>()
        .add_message::<Cue>()
        .init_resource::<Tick>()
        .init_resource::<Round>()
        .init_resource::<Castles>()
        .init_resource::<Reserve>()
        .init_resource::<Beacon>()
        .init_resource::<Meters>()
        .init_resource::<Tallies>()
        .init_resource::<Results>()
        .init_resource::<Waves>()
        .init_resource::<StateHash>()
        .init_resource::<Heroes>()
        .init_resource::<field::Field>()
        .init_resource::<Lanes>()
        .init_resource::<numbers::Numbers>()
        .init_resource::<damage::Damage>()
        .init_resource::<pending::PendingPowers>()
        .init_resource::<Lead>()
        .init_resource::<Gates>()
        .init_resource::<Handicap>()
        .init_resource::<round::Cut>()
        .init_resource::<RoundBorder>()
        .init_resource::<director::Direction>()
        .init_resource::<behaviour::ThreadsFrom>();
    // The systems of a tick form one chain; handing each to another thread costs more than it does. Threads are used
    // within a system, where all units decide.
    app.edit_schedule(FixedUpdate, |schedule| {
        schedule.set_executor(SingleThreadedExecutor::new());
    });
    // In the order of a tick: the clock, what is asked for, who comes, what each decides, what comes of it.
    let begin = (numbers::read, round::advance, round::clock, tempo::tell, lanes::choose, handicap::weigh);
    let asked = (orders::join, merge::merge, orders::order, orders::boost, orders::meters, reserve::send, powers::ask);
    let coming = (
        director::direct,
        recruits::march,
        waves::roll,
        guards::guard,
        muster::dismiss,
        returns::come,
        reserve::release,
    );
    let forming = (muster::raise, muster::muster, squad::count, gates::weigh, front::advance, row::draw_up);
    let acting = (field::look, behaviour::think, blows::blows, shots::land, powers::fire, castle::archers);
    let coming_of_it = (
        beacon::call,
        beacon::burn,
        resolve::wound,
        squad::settle,
        squad::share,
        resolve::reward,
        castle::batter,
        gates::wear,
    );
    let end = (score::count_lanes, lead::watch, round::judge, round::turn, hash::hash);
    app.add_systems(
        FixedUpdate,
        (
            begin.chain(),
            asked.chain(),
            coming.chain(),
            forming.chain(),
            acting.chain(),
            coming_of_it.chain(),
            end.chain(),
        )
            .chain()
            .in_set(ThrongSystems::Apply),
    );
}
