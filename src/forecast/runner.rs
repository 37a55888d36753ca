//! Many battles at once, each on one thread.

use std::{
    num::NonZero,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    thread,
};

use tiktool_crowd::Mirror;

use super::battle::{Battle, ExtraGift, Which, battle};
use crate::rules::Rules;

/// What is to be played.
#[derive(Debug, Clone, PartialEq)]
pub struct Setup {
    /// How many battles. Two and two are of one seed, with changed seats.
    pub battles: u32,
    /// People in the room.
    pub viewers: u32,
    /// Events a second when all are there.
    pub rate: f64,
    /// Seed of the first pair.
    pub seed: u64,
    /// People of the one side and of the other, as a proportion.
    pub heads: (u32, u32),
    /// A gift to the left side in each of them.
    pub gift: Option<ExtraGift>,
}

/// Battles that were played, in order; `swapped` ones have an odd place.
pub struct Played(pub(super) Vec<Battle>);

/// Plays all battles on all cores, and tells after each how many are done. `None` if it was asked to stop.
pub fn play(
    rules: &Rules,
    setup: &Setup,
    stop: &(dyn Fn() -> bool + Sync),
    progress: &(dyn Fn(u32) + Sync),
) -> Option<Played> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let (next, done) = (AtomicU32::new(0), AtomicU32::new(0));
    let played: Mutex<Vec<(u32, Battle)>> = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                loop {
                    let nth = next.fetch_add(1, Ordering::Relaxed);
                    if nth >= setup.battles {
                        break;
                    }
                    let mirror = Mirror { heads: setup.heads, swap: nth % 2 == 1 };
                    let seed = setup.seed.wrapping_add(u64::from(nth / 2));
                    let which = Which { seed, viewers: setup.viewers, rate: setup.rate, mirror, gift: setup.gift };
                    let Some(battle) = battle(rules, which, stop) else { break };
                    played.lock().unwrap_or_else(PoisonError::into_inner).push((nth, battle));
                    progress(done.fetch_add(1, Ordering::Relaxed) + 1);
                }
            });
        }
    });
    let mut played = played.into_inner().unwrap_or_else(PoisonError::into_inner);
    played.sort_unstable_by_key(|(nth, _)| *nth);
    (played.len() == setup.battles as usize).then(|| Played(played.into_iter().map(|(_, battle)| battle).collect()))
}
