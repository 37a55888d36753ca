//! A replay in the window: play, halt, speed, and jumping to any moment.

use std::time::{Duration, Instant};

use bevy::prelude::*;

use super::{
    checkpoint::Checkpoint,
    replay::{Difference, Replay},
};
use crate::{arena::Tick, base::TICK_HZ, interaction::Inbox, schedule::ThrongSystems};

/// Speeds that can be chosen, times real time.
pub const SPEEDS: [f64; 8] = [0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0];

/// Time of a frame that is given to a jump, so that the window stays alive meanwhile.
const JUMP_SHARE: Duration = Duration::from_millis(25);

/// Moves a replay. Whoever shows it reads and writes this.
#[derive(Resource, Debug)]
pub struct Transport {
    replay: Replay,
    blank: Option<Checkpoint>,
    jump: Option<Jump>,
    /// The last tick of the show.
    pub last_tick: u32,
    /// Times real time, while it plays.
    pub speed: f64,
    /// Stands still.
    pub halted: bool,
    /// Where the replay went another way than the show, if it did.
    pub difference: Option<Difference>,
    /// A checkpoint that could not be read.
    pub fault: Option<String>,
}

/// A jump under way.
#[derive(Debug, Clone, Copy)]
struct Jump {
    to: u32,
    /// The checkpoint before its end was looked for.
    rewound: bool,
}

impl Transport {
    /// A replay that begins at `tick`.
    #[must_use]
    pub fn new(replay: Replay, tick: u32, speed: f64) -> Self {
        let last_tick = replay.last_tick();
        // Also to the very beginning: what the show took over from another is put in place.
        let jump = Jump { to: tick.min(last_tick), rewound: false };
        Self { replay, blank: None, jump: Some(jump), last_tick, speed, halted: false, difference: None, fault: None }
    }

    /// Asks for a jump to `tick`, forwards or backwards.
    pub fn jump_to(&mut self, tick: u32) {
        self.jump = Some(Jump { to: tick.min(self.last_tick), rewound: false });
    }

    /// Asks for a jump by so many seconds of game time.
    pub fn jump_by(&mut self, now: u32, seconds: i64) {
        let from = i64::from(self.jumping_to().unwrap_or(now));
        let to = (from + seconds * i64::from(TICK_HZ)).clamp(0, i64::from(self.last_tick));
        self.jump_to(u32::try_from(to).unwrap_or(0));
    }

    /// Where a jump leads that is under way.
    #[must_use]
    pub fn jumping_to(&self) -> Option<u32> {
        self.jump.map(|jump| jump.to)
    }

    /// One step faster or slower among [`SPEEDS`].
    pub fn change_speed(&mut self, faster: bool) {
        let next = if faster {
            SPEEDS.into_iter().find(|speed| *speed > self.speed + 1e-9)
        } else {
            SPEEDS.into_iter().rev().find(|speed| *speed < self.speed - 1e-9)
        };
        self.speed = next.unwrap_or(self.speed);
    }
}

/// Plays the [`Transport`] that the app holds. During a jump it is out of the world, and the jump itself makes the ticks.
pub fn plugin(app: &mut App) {
    app.add_systems(Startup, remember_the_beginning)
        .add_systems(PreUpdate, (jump, pace).chain().in_set(ThrongSystems::Receive))
        .add_systems(FixedPreUpdate, feed.in_set(ThrongSystems::Receive).run_if(resource_exists::<Transport>))
        .add_systems(
            FixedLast,
            (compare, halt_at_the_end).chain().in_set(ThrongSystems::Apply).run_if(resource_exists::<Transport>),
        );
}

fn remember_the_beginning(world: &mut World) {
    let blank = Checkpoint::take(world);
    world.resource_mut::<Transport>().blank = Some(blank);
}

fn feed(mut transport: ResMut<Transport>, mut inbox: ResMut<Inbox>, tick: Res<Tick>) {
    transport.replay.feed(tick.0 + 1, &mut inbox);
}

fn compare(world: &mut World) {
    world.resource_scope(|world, mut transport: Mut<Transport>| {
        if let Some(difference) = transport.replay.compare(world) {
            tracing::warn!("the replay goes another way than the show did: {difference}");
            transport.difference = Some(difference);
            transport.replay.stop_comparing();
        }
    });
}

/// The show has no tick behind its last one, even where a frame has time left for more.
fn halt_at_the_end(
    mut transport: ResMut<Transport>,
    mut frame: ResMut<Time<Virtual>>,
    mut steps: ResMut<Time<Fixed>>,
    tick: Res<Tick>,
) {
    if tick.0 >= transport.last_tick {
        transport.halted = true;
        frame.pause();
        let rest = steps.overstep();
        steps.discard_overstep(rest);
    }
}

/// Keeps game time going as asked. It stands still at the end and during a jump.
fn pace(mut transport: ResMut<Transport>, mut time: ResMut<Time<Virtual>>, tick: Res<Tick>) {
    if tick.0 >= transport.last_tick && transport.jump.is_none() {
        transport.halted = true;
    }
    if (time.relative_speed_f64() - transport.speed).abs() > 1e-9 {
        time.set_relative_speed_f64(transport.speed);
    }
    let still = transport.halted || transport.jump.is_some();
    match (still, time.is_paused()) {
        (true, false) => time.pause(),
        (false, true) => time.unpause(),
        _ => {}
    }
}

/// Works on a jump for a part of the frame: from the last checkpoint before its end, or on from here if that is nearer.
fn jump(world: &mut World) {
    let Some(jump) = world.resource::<Transport>().jump else { return };
    world.resource_scope(|world, mut transport: Mut<Transport>| {
        let transport = &mut *transport;
        let now = world.resource::<Tick>().0;
        if !jump.rewound {
            transport.jump = Some(Jump { rewound: true, ..jump });
            if transport.replay.is_better_rewound(now, jump.to)
                && let Some(blank) = &transport.blank
            {
                if let Err(fault) = transport.replay.rewind(world, jump.to, blank) {
                    transport.fault = Some(format!("this moment cannot be reached: {fault}"));
                    transport.jump = None;
                }
                // The stage sees the empty field for a frame, so that it takes no new unit for an old one.
                return;
            }
        }
        let began = Instant::now();
        while world.resource::<Tick>().0 < jump.to && began.elapsed() < JUMP_SHARE {
            transport.replay.step_unseen(world);
        }
        if world.resource::<Tick>().0 >= jump.to {
            transport.jump = None;
        }
    });
}
