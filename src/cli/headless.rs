//! The show without a window: its own loop, in real time over a socket or at any speed in lockstep.

use std::{
    thread,
    time::{Duration, Instant},
};

use bevy::{prelude::*, time::TimeUpdateStrategy};

use super::{
    fault::Fault,
    out::Out,
    stop,
    text::{self, News},
    values::Speed,
};
use crate::{
    arena::{Results, Tick},
    base::TICK_HZ,
    game::{Lockstep, screen_of},
    interaction::Inbox,
    rules::Rules,
    session::{FrameTotals, LinkStats, Replay},
};
use bevy_tiktool::{LinkState, Reason};

/// Frames a second in real time: twice the ticks, so that no tick waits long.
const FRAME: Duration = Duration::from_micros(1_000_000 / (2 * TICK_HZ as u64));
/// Time between two pictures on a terminal.
const PICTURE: Duration = Duration::from_millis(200);
/// Game time between two lines where there is no terminal.
const LINE_TICKS: u32 = 15 * TICK_HZ;

/// When the show ends by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// After so many ticks.
    Tick(u32),
    /// After so many decided rounds.
    Rounds(usize),
    /// On Ctrl-C only.
    Stopped,
}

/// How the show is told while it runs.
#[derive(Debug, Clone)]
pub struct Telling {
    /// What is played, for the picture's heading.
    pub heading: String,
    /// No progress.
    pub quiet: bool,
}

/// Plays in lockstep: each step pulls the facts that are due by game time. Without another end it ends with the round in
/// which the source ran dry.
pub fn play_lockstep(app: &mut App, source: &mut Lockstep, speed: Speed, until: Until, telling: &Telling) {
    app.insert_resource(TimeUpdateStrategy::FixedTimesteps(1));
    let mut teller = Teller::new(telling);
    let mut pace = Pace::new(0, speed);
    let mut until = until;
    while !over(app, until) {
        if source.over() && matches!(until, Until::Stopped) {
            until = Until::Rounds(app.world().resource::<Results>().0.len() + 1);
        }
        let coming = app.world().resource::<Tick>().0 + 1;
        source.show(coming, || screen_of(app.world()));
        source.feed(&mut app.world_mut().resource_mut::<Inbox>(), coming);
        app.update();
        teller.tell(app.world_mut());
        pace.keep(coming);
    }
    note_counts(app.world_mut(), source);
}

/// Plays a journal again. Ends with it.
pub fn play_again(app: &mut App, replay: &mut Replay, speed: Speed, telling: &Telling) {
    app.insert_resource(TimeUpdateStrategy::FixedTimesteps(1));
    let mut teller = Teller::new(telling);
    let mut pace = Pace::new(app.world().resource::<Tick>().0, speed);
    let last = replay.last_tick();
    while app.world().resource::<Tick>().0 < last && !stop::asked() {
        let coming = app.world().resource::<Tick>().0 + 1;
        replay.feed(coming, &mut app.world_mut().resource_mut::<Inbox>());
        app.update();
        if let Some(difference) = replay.compare(app.world_mut()) {
            teller.out.line(&format!("From here on the replay goes another way than the show did: {difference}"));
            // Told once; what follows differs too.
            replay.stop_comparing();
        }
        teller.tell(app.world_mut());
        pace.keep(coming);
    }
}

/// Keeps game time at its pace against real time.
struct Pace {
    speed: Speed,
    started: Instant,
    from: u32,
}

impl Pace {
    fn new(tick: u32, speed: Speed) -> Self {
        Self { speed, started: Instant::now(), from: tick }
    }

    /// Waits until `tick` is due.
    fn keep(&mut self, tick: u32) {
        let Speed::Times(times) = self.speed else { return };
        let due = Duration::from_secs_f64(f64::from(tick - self.from) / (f64::from(TICK_HZ) * times));
        match due.checked_sub(self.started.elapsed()) {
            Some(early) => thread::sleep(early),
            // A machine that cannot keep up plays slower; it does not rush afterwards.
            None => (self.started, self.from) = (Instant::now(), tick),
        }
    }
}

/// Plays in real time, with whatever the link brings.
///
/// # Errors
/// When the link gave up: key, name or plan were refused.
pub fn play_live(app: &mut App, until: Until, telling: &Telling) -> Result<(), Fault> {
    let mut teller = Teller::new(telling);
    let mut said = LinkState::Off;
    loop {
        let frame = Instant::now();
        if over(app, until) {
            return Ok(());
        }
        app.update();
        teller.tell(app.world_mut());
        let link = app.world().resource::<LinkState>();
        if *link != said {
            said = link.clone();
            teller.say_link(&said);
        }
        if let LinkState::GaveUp { reason } = &said {
            return Err(gave_up(reason));
        }
        if let Some(rest) = FRAME.checked_sub(frame.elapsed()) {
            thread::sleep(rest);
        }
    }
}

/// Why trying again cannot help, as a fault with its exit code.
fn gave_up(reason: &Reason) -> Fault {
    let text = reason.to_string();
    match reason {
        Reason::BadAddress { .. } | Reason::NoSuchService { .. } | Reason::NoRecording { .. } => Fault::Arguments(text),
        Reason::NoThread { .. } => Fault::Other(text),
        _ => Fault::Refused(text),
    }
}

fn over(app: &App, until: Until) -> bool {
    let world = app.world();
    stop::asked()
        || match until {
            Until::Tick(last) => world.resource::<Tick>().0 >= last,
            Until::Rounds(count) => world.resource::<Results>().0.len() >= count,
            Until::Stopped => false,
        }
}

/// The report counts what lockstep read.
pub(super) fn note_counts(world: &mut World, source: &Lockstep) {
    let counts = source.counts();
    let mut stats = world.resource_mut::<LinkStats>();
    stats.frames = FrameTotals {
        received: counts.received,
        bad: counts.bad,
        unknown: counts.unknown,
        duplicate: counts.duplicate,
    };
    stats.events = counts.events.iter().map(|(name, count)| (name.to_string(), *count)).collect();
    stats.link.ended = if source.over() { "stream ended" } else { "stopped" }.into();
}

/// Tells the show while it runs.
struct Teller<'a> {
    telling: &'a Telling,
    out: Out,
    shown: Instant,
    line_at: u32,
    told: u64,
    rounds: usize,
}

impl<'a> Teller<'a> {
    fn new(telling: &'a Telling) -> Self {
        let long_ago = Instant::now().checked_sub(PICTURE).unwrap_or_else(Instant::now);
        Self { telling, out: Out::default(), shown: long_ago, line_at: 0, told: 0, rounds: 0 }
    }

    fn tell(&mut self, world: &mut World) {
        if self.telling.quiet {
            return;
        }
        self.tell_rounds(world);
        if let Some(room) = self.out.room() {
            if self.shown.elapsed() >= PICTURE {
                self.shown = Instant::now();
                self.out.picture(&text::screen(world, &self.telling.heading, room));
            }
            return;
        }
        let news = world.resource::<News>();
        if news.told != self.told {
            for line in news.since(self.told).filter(|line| line.big) {
                self.out.line(&format!("  * {}", line.words(world)));
            }
            self.told = news.told;
        }
        let tick = world.resource::<Tick>().0;
        if tick >= self.line_at.max(1) {
            self.line_at = tick + LINE_TICKS;
            self.out.line(&text::status_line(world));
        }
    }

    fn tell_rounds(&mut self, world: &World) {
        let results = world.resource::<Results>();
        for result in results.0.iter().skip(self.rounds) {
            self.out.line(&text::round_line(world.resource::<Rules>(), result));
        }
        self.rounds = results.0.len();
    }

    fn say_link(&mut self, link: &LinkState) {
        if !self.telling.quiet {
            self.out.line(&link.to_string());
        }
    }
}
