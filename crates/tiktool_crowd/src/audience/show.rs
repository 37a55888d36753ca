//! The audience as a queue of things that are due. Whatever is due first happens first and may plan more, so the show
//! is the same however its time is cut into slices.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap},
};

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::{
    cue::Happening,
    running::{Floods, Match, Streak},
    screen::{Screen, Screens},
};
use crate::{
    chaos::ChaosFilter,
    ledger::{GiftLedger, Manifest, Permission, SentGift},
    people::{Person, mirrored, people},
    settings::CrowdSettings,
    time::micros,
    wire::{Form, Frame, FrameWriter},
};

/// When a show is said to have begun if nobody says otherwise (epoch milliseconds, 2026-02-16).
const EPOCH_MS: u64 = 1_771_284_518_876;
/// Most people and most events a second that are taken seriously.
const MOST_VIEWERS: u32 = 100_000;
const MOST_RATE: f64 = 100_000.0;

type Due = Reverse<(u64, u64, Happening)>;

/// A simulated audience: a seeded stream of frames, as text, by game time.
#[derive(Debug)]
pub struct Audience {
    pub(crate) settings: CrowdSettings,
    pub(super) rng: ChaCha8Rng,
    pub(super) wire: FrameWriter,
    pub(super) people: Vec<Person>,
    /// Who is here, in no order.
    pub(super) present: Vec<u32>,
    /// Room total of likes.
    pub(super) likes: u64,
    /// How many ever came in.
    pub(super) seen: u64,
    /// Time now, in microseconds since the start.
    pub(crate) now: u64,
    /// The wave of excitement: from, to, height.
    pub(super) wave: (u64, u64, f64),
    /// Side that shouts, until when.
    pub(super) rally: Option<(crate::people::TeamChoice, u64)>,
    pub(super) streaks: BTreeMap<u64, Streak>,
    pub(super) next_streak: u64,
    pub(super) battle: Option<Match>,
    /// The best givers, best first, at most three.
    pub(super) top: Vec<u32>,
    /// Frames that came without a beat of their own; the next beats stay silent for them.
    pub(super) debt: f64,
    /// What the chaos profile has in hand; it has a generator of its own.
    pub(super) filter: ChaosFilter,
    pub(super) floods: Floods,
    /// What the game showed of late.
    pub(super) screens: Screens,
    /// What the last three of each side said, the left one first.
    pub(super) said: [[&'static str; 3]; 2],
    queue: BinaryHeap<Due>,
    planned: u64,
    ledger: GiftLedger,
    out: Vec<Frame>,
    ended: bool,
}

impl Audience {
    /// The audience of these settings, before its first second. Settings out of bounds are brought to the nearest that
    /// make sense: 100,000 viewers, 100,000 events a second, no negative or undefined numbers.
    #[must_use]
    pub fn new(mut settings: CrowdSettings) -> Self {
        settings.viewers = settings.viewers.min(MOST_VIEWERS);
        settings.rate = if settings.rate.is_finite() { settings.rate.clamp(0.0, MOST_RATE) } else { 0.0 };
        let mut audience = Self {
            rng: ChaCha8Rng::seed_from_u64(settings.seed),
            wire: FrameWriter::new(EPOCH_MS),
            people: match settings.mirror {
                Some(mirror) => mirrored(settings.viewers, settings.seed, mirror),
                None => people(settings.viewers, settings.seed),
            },
            present: Vec::new(),
            likes: 5_678,
            seen: 0,
            now: 0,
            wave: (0, 0, 0.0),
            rally: None,
            streaks: BTreeMap::new(),
            next_streak: 1,
            battle: None,
            top: Vec::new(),
            debt: 0.0,
            filter: ChaosFilter::new(settings.chaos, settings.seed),
            floods: Floods::default(),
            screens: Screens::default(),
            said: [[""; 3]; 2],
            queue: BinaryHeap::new(),
            planned: 0,
            ledger: GiftLedger::default(),
            out: Vec::new(),
            ended: false,
            settings,
        };
        audience.filter.rename(&mut audience.people);
        audience.plan_show();
        audience
    }

    /// The same audience, with the show's first moment at `epoch_ms` (milliseconds since 1970) and pictures at `base`
    /// (`http://host:port`, where a [`Server`](crate::Server) answers). Call it before the first frames are taken.
    #[must_use]
    pub fn on_air(mut self, epoch_ms: u64, base: Option<String>) -> Self {
        self.wire.epoch_ms = epoch_ms;
        self.wire.base = base;
        self
    }

    /// Appends the text of every frame that is due up to and including `seconds` since the start and was not taken yet.
    /// Binary frames, which some chaos profiles send over a socket, are left out.
    pub fn frames_until(&mut self, seconds: f64, out: &mut Vec<String>) {
        let mut frames = Vec::new();
        self.advance(seconds, &mut frames);
        out.extend(frames.into_iter().filter(|frame| !frame.binary).map(|frame| frame.text));
    }

    /// This is what people read off the game's screen from `seconds` on. Whoever is shown nothing does what they like.
    pub fn show(&mut self, seconds: f64, screen: Screen) {
        self.screens.show(micros(seconds), screen);
    }

    /// What a client that heard every frame so far must have credited.
    #[must_use]
    pub fn manifest(&self) -> Manifest {
        self.ledger.manifest(|giver| self.id_of(giver))
    }

    /// The stream is over: no more frames will come.
    #[must_use]
    pub fn ended(&self) -> bool {
        self.ended
    }

    /// The numeric account id of the `index`-th person, as text; empty when there is no such person.
    pub(crate) fn id_of(&self, index: u32) -> String {
        self.people.get(index as usize).map(|person| person.id.clone()).unwrap_or_default()
    }

    /// The first frame of a connection that asked for `streamer`, as the room is now.
    pub(crate) fn room_info(&self, streamer: &str) -> String {
        self.wire.room_info(streamer, self.present.len() as u64, self.likes)
    }

    /// Diamonds paid so far.
    pub(super) fn diamonds_paid(&self) -> u64 {
        self.ledger.diamonds()
    }

    /// As `frames_until`, with what each frame paid.
    pub(crate) fn advance(&mut self, seconds: f64, out: &mut Vec<Frame>) {
        let until = micros(seconds);
        loop {
            let next = self.queue.peek().map(|Reverse((due, ..))| *due).filter(|due| *due <= until);
            // What was held back goes out before anything new of the same moment.
            if let Some(held) = self.filter.due(next.unwrap_or(until)) {
                self.now = held.0;
                self.emit(held.1);
            } else if next.is_some()
                && let Some(Reverse((due, _, cue))) = self.queue.pop()
            {
                self.now = due;
                self.wire.at_ms = due / 1000;
                self.act(cue);
            } else {
                break;
            }
        }
        out.append(&mut self.out);
    }

    /// Plans `cue` in `wait` microseconds.
    pub(super) fn plan(&mut self, wait: u64, cue: Happening) {
        if !self.ended {
            self.planned += 1;
            self.queue.push(Reverse((self.now + wait, self.planned, cue)));
        }
    }

    /// Plans `cue` at a moment between `from` and `to` seconds from now.
    pub(super) fn plan_within(&mut self, from: f64, to: f64, cue: Happening) {
        let wait = self.rng.random_range(micros(from)..=micros(to).max(micros(from)));
        self.plan(wait, cue);
    }

    /// Sends a frame, on whatever way the chaos profile takes.
    pub(super) fn send(&mut self, frame: impl Into<Frame>) {
        let mut ready = Vec::new();
        self.filter.pass(frame.into(), self.now, &mut ready);
        for frame in ready {
            self.emit(frame);
        }
    }

    /// Sends a frame that has its place: the first and the last.
    pub(super) fn send_at_once(&mut self, frame: impl Into<Frame>) {
        self.emit(Frame { made: self.now, ..frame.into() });
    }

    /// Sends all that is held back.
    pub(super) fn release(&mut self) {
        for frame in self.filter.release() {
            self.emit(frame);
        }
    }

    /// Nothing follows.
    pub(super) fn finish(&mut self) {
        self.ended = true;
        self.queue.clear();
    }

    /// The frame goes out, and who reads this audience has read it.
    fn emit(&mut self, frame: Frame) {
        if self.ledger.send(frame.mark, frame.echo, 0, self.now) == Permission::Withhold {
            return;
        }
        if let Some(mark) = frame.mark {
            self.ledger.confirm(SentGift { streak: mark.streak, count: mark.count, last: mark.last });
        }
        self.out.push(frame);
    }

    /// One of the forms, as often as each is met.
    pub(super) fn form(&mut self) -> Form {
        match self.rng.random_range(0..100) {
            0..34 => Form::Docs,
            34..70 => Form::Sdk,
            _ => Form::Recent,
        }
    }

    /// True with this chance.
    pub(super) fn chance(&mut self, of_one: f64) -> bool {
        self.rng.random::<f64>() < of_one
    }

    /// One of these; `None` only of nothing.
    pub(super) fn one_of<T: Copy>(&mut self, of: &[T]) -> Option<T> {
        if of.is_empty() { None } else { of.get(self.rng.random_range(0..of.len())).copied() }
    }
}
