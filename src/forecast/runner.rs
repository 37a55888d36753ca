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

use super::{
    battle::{Extra, battle},
    notes::Battle,
    sandbox::Which,
};
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
    /// What comes to the left side in each of them.
    pub extra: Option<Extra>,
}

impl Setup {
    /// The battle of this number.
    pub(super) fn which(&self, nth: u32) -> Which {
        Which {
            seed: self.seed.wrapping_add(u64::from(nth / 2)),
            viewers: self.viewers,
            rate: self.rate,
            mirror: Mirror { heads: self.heads, swap: nth % 2 == 1 },
        }
    }
}

/// Battles that were played, in order; `swapped` ones have an odd place.
pub struct Played(pub(super) Vec<Battle>);

/// Asked whether to stop.
pub type Stop<'a> = &'a (dyn Fn() -> bool + Sync);
/// Told how many are done.
pub type Progress<'a> = &'a (dyn Fn(u32) + Sync);

/// Plays all battles on all cores, and tells after each how many are done. `None` if it was asked to stop.
pub fn play(rules: &Rules, setup: &Setup, stop: Stop, progress: Progress) -> Option<Played> {
    on_all_cores(setup.battles, progress, &|nth| battle(rules, setup.which(nth), setup.extra, stop)).map(Played)
}

/// Does each of `count` jobs, several at once. `None` if one of them gave up; then the others are not begun.
pub(super) fn on_all_cores<T: Send>(
    count: u32,
    progress: Progress,
    job: &(dyn Fn(u32) -> Option<T> + Sync),
) -> Option<Vec<T>> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let (next, done) = (AtomicU32::new(0), AtomicU32::new(0));
    let finished: Mutex<Vec<(u32, T)>> = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                loop {
                    let nth = next.fetch_add(1, Ordering::Relaxed);
                    if nth >= count {
                        break;
                    }
                    let Some(found) = job(nth) else {
                        next.store(count, Ordering::Relaxed);
                        break;
                    };
                    finished.lock().unwrap_or_else(PoisonError::into_inner).push((nth, found));
                    progress(done.fetch_add(1, Ordering::Relaxed) + 1);
                }
            });
        }
    });
    let mut finished = finished.into_inner().unwrap_or_else(PoisonError::into_inner);
    finished.sort_unstable_by_key(|(nth, _)| *nth);
    (finished.len() == count as usize).then(|| finished.into_iter().map(|(_, found)| found).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jobs_come_back_in_order_or_not_at_all() {
        let squares = on_all_cores(50, &|_| {}, &|nth| Some(nth * nth)).unwrap();
        assert_eq!(squares, (0..50).map(|nth| nth * nth).collect::<Vec<_>>());
        assert_eq!(on_all_cores(50, &|_| {}, &|nth| (nth < 20).then_some(nth)), None);
    }
}
