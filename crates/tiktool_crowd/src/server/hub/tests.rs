//! The hub by simulated time: a client that is cut again and again must stay within what the manifest says.

#[path = "../../../tests/suite/support/counter.rs"]
mod counter;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::*;
use crate::chaos::Chaos;
use counter::Counter;

const STEP: u64 = SECOND / 50;

/// On the way to the client.
enum Sent {
    Frame(Arc<Frame>),
    Ping(u64),
}

/// One link of the simulated client.
struct Link {
    place: Seat,
    recent: Unread,
    flight: VecDeque<(u64, Sent)>,
    until: u64,
}

struct World {
    hub: Hub,
    rng: ChaCha8Rng,
    counter: Counter,
    now: u64,
    heard: u64,
}

impl World {
    fn new(settings: CrowdSettings) -> Self {
        let rng = ChaCha8Rng::seed_from_u64(settings.seed);
        Self { hub: Hub::new(Audience::new(settings)), rng, counter: Counter::default(), now: 0, heard: 0 }
    }

    fn connect(&mut self) -> Option<Link> {
        let place = self.hub.enter("demo").ok()?;
        let until = self.now + self.rng.random_range(3 * SECOND..40 * SECOND);
        Some(Link { place, recent: Unread::default(), flight: VecDeque::new(), until })
    }

    /// The server writes; true when it has nothing more to write, ever.
    fn write(&mut self, link: &mut Link) -> bool {
        let mut batch = Vec::new();
        let over = loop {
            match link.place.queue.try_recv() {
                Ok(frame) => batch.push(frame),
                Err(error) => break error == mpsc::error::TryRecvError::Disconnected,
            }
        };
        self.hub.sending(link.place.id, &mut batch, &mut link.recent, self.now);
        link.flight.extend(batch.into_iter().map(|frame| (self.now, Sent::Frame(frame))));
        if self.now.is_multiple_of(SECOND) {
            link.flight.push_back((self.now, Sent::Ping(link.recent.ping())));
        }
        over
    }

    /// The client reads what was written `before`.
    fn read(&mut self, link: &mut Link, before: u64) {
        while let Some((at, _)) = link.flight.front()
            && *at <= before
            && let Some((_, sent)) = link.flight.pop_front()
        {
            match sent {
                Sent::Ping(number) => link.recent.pong(number),
                Sent::Frame(frame) if frame.binary => {}
                Sent::Frame(frame) => {
                    self.heard += 1;
                    self.counter.hear(&frame.text, self.now as f64 / SECOND as f64);
                }
            }
        }
    }

    /// Ends a link, properly or not.
    fn cut(&mut self, mut link: Link) {
        let clean = self.rng.random_range(0..3) == 0;
        // Of what is on its way, all is read before a proper close is answered, and any part of it before a reset.
        let read = if clean { self.now } else { self.now - self.rng.random_range(0..=SECOND.min(self.now)) };
        self.read(&mut link, read);
        self.hub.leave(link.place.id, clean, link.recent, self.now);
    }

    fn gap(&mut self) -> u64 {
        let most = if self.rng.random_range(0..6) == 0 { 80 } else { 12 };
        self.now + self.rng.random_range(SECOND / 2..most * SECOND)
    }
}

fn play(chaos: Chaos, seed: u64) -> (Manifest, World) {
    let settings = CrowdSettings { viewers: 60, rate: 60.0, seed, seconds: Some(900.0), chaos, mirror: None };
    let mut world = World::new(settings);
    let mut link = world.connect();
    let mut back = 0;
    loop {
        world.now += STEP;
        world.hub.tick(world.now);
        match link.as_mut() {
            Some(open) => {
                let over = world.write(open);
                // The client is a little behind.
                world.read(open, world.now.saturating_sub(SECOND / 10));
                if over {
                    let mut last = link.take().unwrap();
                    world.read(&mut last, world.now);
                    world.hub.leave(last.place.id, true, last.recent, world.now);
                    break;
                }
                if world.now > open.until
                    && let Some(open) = link.take()
                {
                    world.cut(open);
                    back = world.gap();
                }
            }
            None if world.hub.audience.ended() => break,
            None if world.now > back => link = world.connect(),
            None => {}
        }
    }
    let manifest = world.hub.ledger.manifest(|giver| world.hub.audience.id_of(giver));
    (manifest, world)
}

#[test]
fn a_client_that_is_cut_all_the_time_stays_within_the_doubt() {
    for (round, chaos) in (0..).zip(Chaos::ALL) {
        for seed in [round, 100 + round] {
            let (manifest, world) = play(chaos, seed);
            let mut credited = world.counter.credited;
            for viewer in &manifest.viewers {
                let (gifts, diamonds) = credited.remove(&viewer.id).unwrap_or_default();
                let doubt = viewer.in_doubt;
                let within = (viewer.gifts - doubt.gifts..=viewer.gifts).contains(&gifts)
                    && (viewer.diamonds - doubt.diamonds..=viewer.diamonds).contains(&diamonds);
                assert!(within, "{chaos}, seed {seed}: {gifts} gifts, {diamonds} diamonds of {viewer:?}");
            }
            credited.retain(|_, sums| sums.0 > 0);
            assert!(credited.is_empty(), "{chaos}, seed {seed}: gifts of nobody {credited:?}");
            let sums = (manifest.gifts, manifest.in_doubt.gifts, manifest.frames, world.heard);
            assert!(sums.0 > 300 && sums.1 * 5 < sums.0, "{chaos}, seed {seed}: {sums:?}");
        }
    }
}
