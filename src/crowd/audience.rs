//! The audience as a queue of things that are due. Whatever is due first happens first and may plan more, so the show
//! is the same however its time is cut into slices.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap},
};

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::{
    CrowdSettings,
    chaos::Filter,
    cue::Cue,
    ledger::{Ledger, Manifest},
    person::{Person, people},
    stories::{Match, Story},
    streaks::Streak,
    wire::{Form, Frame, Wire},
};

/// Microseconds in a second: the audience's unit of time.
pub(super) const SECOND: u64 = 1_000_000;
/// When a show is said to have begun if nobody says otherwise (epoch milliseconds, 2026-02-16).
const EPOCH_MS: u64 = 1_771_284_518_876;
/// The longest time that can be asked for, in seconds: about 31 years.
const LONGEST: f64 = 1e9;
/// Most people and most events a second that are taken seriously.
const MOST_VIEWERS: u32 = 100_000;
const MOST_RATE: f64 = 100_000.0;

type Due = Reverse<(u64, u64, Cue)>;

/// A simulated audience: a seeded stream of frames, as text, by game time.
#[derive(Debug)]
pub struct Audience {
    pub(super) settings: CrowdSettings,
    pub(super) rng: ChaCha8Rng,
    pub(super) wire: Wire,
    pub(super) people: Vec<Person>,
    /// Who is here, in no order.
    pub(super) present: Vec<u32>,
    /// Room total of likes.
    pub(super) likes: u64,
    /// How many ever came in.
    pub(super) seen: u64,
    /// Time now, in microseconds since the start.
    pub(super) now: u64,
    /// The wave of excitement: from, to, height.
    pub(super) wave: (u64, u64, f64),
    /// Side that shouts, until when.
    pub(super) rally: Option<(super::person::Side, u64)>,
    pub(super) streaks: BTreeMap<u64, Streak>,
    pub(super) next_streak: u64,
    pub(super) battle: Option<Match>,
    /// The best givers, best first, at most three.
    pub(super) top: Vec<u32>,
    /// Frames that came without a beat of their own; the next beats stay silent for them.
    pub(super) debt: f64,
    queue: BinaryHeap<Due>,
    planned: u64,
    filter: Filter,
    ledger: Ledger,
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
            wire: Wire::new(EPOCH_MS),
            people: people(settings.viewers),
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
            queue: BinaryHeap::new(),
            planned: 0,
            filter: Filter::new(settings.chaos),
            ledger: Ledger::default(),
            out: Vec::new(),
            ended: false,
            settings,
        };
        audience.plan_show();
        audience
    }

    /// The same audience, with the show's first moment at `epoch_ms` (milliseconds since 1970) and pictures at `base`
    /// (`http://host:port`, where a [`Server`](super::Server) answers). Call it before the first frames are taken.
    #[must_use]
    pub fn on_air(mut self, epoch_ms: u64, base: Option<String>) -> Self {
        self.wire.epoch_ms = epoch_ms;
        self.wire.base = base;
        self
    }

    /// Appends the text of every frame that is due up to and including `seconds` since the start and was not taken yet.
    pub fn frames_until(&mut self, seconds: f64, out: &mut Vec<String>) {
        let mut frames = Vec::new();
        self.advance(seconds, &mut frames);
        out.extend(frames.into_iter().map(|frame| frame.text));
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
    pub(super) fn id_of(&self, index: u32) -> String {
        self.people.get(index as usize).map(|person| person.id.clone()).unwrap_or_default()
    }

    /// The first frame of a connection that asked for `streamer`, as the room is now.
    pub(super) fn room_info(&self, streamer: &str) -> String {
        self.wire.room_info(streamer, self.present.len() as u64, self.likes)
    }

    /// As `frames_until`, with what each frame paid.
    pub(super) fn advance(&mut self, seconds: f64, out: &mut Vec<Frame>) {
        let until = micros(seconds);
        while let Some(Reverse((due, ..))) = self.queue.peek()
            && *due <= until
            && let Some(Reverse((due, _, cue))) = self.queue.pop()
        {
            self.now = due;
            self.wire.at_ms = due / 1000;
            self.act(cue);
        }
        out.append(&mut self.out);
    }

    /// Plans `cue` in `wait` microseconds.
    pub(super) fn plan(&mut self, wait: u64, cue: Cue) {
        if !self.ended {
            self.planned += 1;
            self.queue.push(Reverse((self.now + wait, self.planned, cue)));
        }
    }

    /// Plans `cue` at a moment between `from` and `to` seconds from now.
    pub(super) fn plan_within(&mut self, from: f64, to: f64, cue: Cue) {
        let wait = self.rng.random_range(micros(from)..=micros(to).max(micros(from)));
        self.plan(wait, cue);
    }

    /// Sends a frame.
    pub(super) fn send(&mut self, frame: impl Into<Frame>) {
        let first = self.out.len();
        self.filter.pass(frame.into(), &mut self.out);
        for frame in &self.out[first..] {
            self.ledger.sent(frame.mark);
            if let Some(mark) = frame.mark.filter(|mark| mark.last) {
                self.ledger.settle(mark.streak);
            }
        }
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

    /// How lively the room is now: 1 on average.
    fn excitement(&self) -> f64 {
        let (from, to, height) = self.wave;
        if self.now < from || self.now >= to {
            return 0.85;
        }
        // Up in the first third, down in the rest; only arithmetic, so that every machine counts the same.
        let along = (self.now - from) as f64 / (to - from) as f64;
        0.85 + height * if along < 1.0 / 3.0 { along * 3.0 } else { (1.0 - along) * 1.5 }
    }

    fn plan_show(&mut self) {
        self.plan(0, Cue::Open);
        if let Some(seconds) = self.settings.seconds.filter(|seconds| !seconds.is_nan()) {
            self.plan(micros(seconds), Cue::End);
        }
        self.plan(4 * SECOND, Cue::Count);
        if self.people.is_empty() {
            return;
        }
        self.plan_arrivals();
        if self.settings.rate <= 0.0 {
            return;
        }
        self.plan(SECOND, Cue::Beat);
        self.plan_within(15.0, 30.0, Cue::Wave);
        self.plan_within(35.0, 70.0, Cue::Rally);
        self.plan_within(25.0, 45.0, Cue::Big);
        self.plan_within(60.0, 130.0, Cue::Huge);
        self.plan_within(600.0, 1000.0, Cue::Whale);
        self.plan_within(90.0, 150.0, Cue::Raid);
        self.plan_within(20.0, 35.0, Cue::Tale(Story::Friends));
        self.plan_within(12.0, 22.0, Cue::Tale(Story::Lesson));
        self.plan_within(200.0, 300.0, Cue::Match);
        self.plan_within(30.0, 50.0, Cue::Rare);
    }

    fn act(&mut self, cue: Cue) {
        match cue {
            Cue::Open => self.open(),
            Cue::Beat => self.beat(),
            Cue::Arrive(who, raid) => self.arrive(who, raid),
            Cue::Leave(who) => self.leave(who),
            Cue::Join(who) => self.join(who),
            Cue::Say(who, words) => self.say(who, None, &words),
            Cue::Reply(who, to, words) => self.say(who, Some(to), &words),
            Cue::Tap(who) => self.tap(who),
            Cue::Twin(who, follow) => self.twin(who, follow),
            Cue::Streak(number) => self.streak_on(number),
            Cue::Count => self.count(),
            Cue::Big => self.big_gift(),
            Cue::Huge => self.huge_gift(),
            Cue::Whale => self.whale(),
            Cue::Wave => self.start_wave(),
            Cue::Rally => self.start_rally(),
            Cue::Raid => self.raid(),
            Cue::Tale(story) => self.tell(story),
            Cue::Match => self.match_step(),
            Cue::Rare => self.rare(),
            Cue::End => self.end(),
        }
    }

    fn open(&mut self) {
        let info = self.room_info("demo");
        self.send(info);
        let intro = self.wire.live_intro();
        self.send(intro);
    }

    fn beat(&mut self) {
        let full = self.people.len().max(1) as f64;
        let house = (self.present.len() as f64 / full).max(0.1);
        let rate = self.settings.rate * house * self.excitement();
        // Two draws make the gaps uneven, around the mean.
        let draws = self.rng.random::<f64>() + self.rng.random::<f64>();
        self.plan(micros(draws / rate).max(1), Cue::Beat);
        if self.debt >= 1.0 {
            self.debt -= 1.0;
        } else if let Some(who) = self.whose_turn() {
            self.take_turn(who);
        }
    }

    /// A frame that no beat paid for; about two seconds of them are remembered.
    pub(super) fn owe(&mut self) {
        self.debt = (self.debt + 1.0).min(self.settings.rate * 2.0);
    }

    /// Somebody present, the lively ones more often.
    pub(super) fn whose_turn(&mut self) -> Option<u32> {
        let mut who = self.one_of_present()?;
        for _ in 0..8 {
            let energy = self.people[who as usize].energy;
            if self.chance(energy) {
                break;
            }
            who = self.one_of_present()?;
        }
        Some(who)
    }

    /// Anybody present.
    pub(super) fn one_of_present(&mut self) -> Option<u32> {
        if self.present.is_empty() {
            return None;
        }
        let place = self.rng.random_range(0..self.present.len());
        self.present.get(place).copied()
    }

    fn count(&mut self) {
        let (present, seen) = (self.present.len() as u64, self.seen);
        let form = self.form();
        let top: Vec<_> = self.top.iter().map(|&who| &self.people[who as usize]).collect();
        let frame = self.wire.viewers(form, present, seen, &top);
        self.send(frame);
        self.plan_within(4.0, 7.0, Cue::Count);
    }

    /// The last frames: every open streak gets its end, then the stream its own.
    fn end(&mut self) {
        let open: Vec<u64> = self.streaks.keys().copied().collect();
        for number in open {
            self.close_streak(number);
        }
        if self.chance(0.5) {
            let control = self.wire.control_end();
            self.send(control);
        }
        let end = self.wire.stream_end();
        self.send(end);
        self.ended = true;
        self.queue.clear();
    }
}

/// Seconds as microseconds, between nothing and about 31 years.
pub(super) fn micros(seconds: f64) -> u64 {
    let seconds = if seconds.is_nan() { 0.0 } else { seconds.clamp(0.0, LONGEST) };
    (seconds * 1e6).round() as u64
}
