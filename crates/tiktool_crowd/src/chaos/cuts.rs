//! When and how a server cuts its clients.

use std::time::Duration;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::profile::Chaos;

/// How a link ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// The socket is gone without a close frame; reset: what was on its way is lost with it.
    Drop { reset: bool },
    /// A proper close.
    Close(u16, &'static str),
    /// Neither sends nor answers for a while, then is gone.
    Silent(Duration),
}

/// A planned end of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LinkCut {
    pub after: Duration,
    pub how: How,
}

/// The planner. Only codes that clients answer with an ordinary retry are used.
#[derive(Debug)]
pub(crate) struct Cuts {
    between: Option<(f64, f64)>,
    rng: ChaCha8Rng,
    /// Clients that are turned away as soon as they come.
    away: u32,
}

const CODES: [(u16, &str); 6] = [
    (1001, "going away"),
    (1011, "server error"),
    (4500, "upstream dropped"),
    (4007, "overloaded"),
    (4556, "upstream fetch failed"),
    (1000, ""),
];

impl Cuts {
    pub(crate) fn new(chaos: Chaos, seed: u64) -> Self {
        Self { between: chaos.plan().cut, rng: ChaCha8Rng::seed_from_u64(seed ^ 0xC075), away: 0 }
    }

    /// The end of a link that was made now.
    pub(crate) fn next(&mut self) -> Option<LinkCut> {
        let (from, to) = self.between?;
        let after = Duration::from_secs_f64(self.rng.random_range(from..to));
        let how = match self.rng.random_range(0..100) {
            0..30 => How::Drop { reset: true },
            30..50 => How::Drop { reset: false },
            50..58 => How::Silent(Duration::from_millis(self.rng.random_range(2_000..5_000))),
            _ => {
                let (code, reason) = CODES[self.rng.random_range(0..CODES.len())];
                How::Close(code, reason)
            }
        };
        if self.rng.random_range(0..100) < 15 {
            self.away = self.rng.random_range(1..=2);
        }
        Some(LinkCut { after, how })
    }

    /// A client came: whether it is turned away, and how.
    pub(crate) fn turn_away(&mut self, anyone_before: bool) -> Option<How> {
        if self.away == 0 || !anyone_before {
            return None;
        }
        self.away -= 1;
        Some(if self.rng.random_range(0..2) == 0 {
            How::Close(1011, "server error")
        } else {
            How::Drop { reset: false }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_end_in_every_way_and_in_time() {
        let mut cuts = Cuts::new(Chaos::Cuts, 1);
        let all: Vec<_> = (0..200).filter_map(|_| cuts.next()).collect();
        assert!(all.iter().all(|cut| (8.0..20.0).contains(&cut.after.as_secs_f64())));
        for wanted in [How::Drop { reset: true }, How::Drop { reset: false }, How::Close(4500, "upstream dropped")] {
            assert!(all.iter().any(|cut| cut.how == wanted), "{wanted:?}");
        }
        assert!(all.iter().any(|cut| matches!(cut.how, How::Silent(_))));
        assert_eq!(Cuts::new(Chaos::Flood, 1).next(), None);
    }
}
