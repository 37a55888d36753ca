//! A battle that is played for its figures: the game without a window, and the crowd that plays in it.

use bevy::{prelude::*, time::TimeUpdateStrategy};
use bevy_tiktool::Fact;
use tiktool_crowd::{CrowdSettings, Mirror};

use crate::{
    arena::{Phase, Round, Tick},
    base::TICK_HZ,
    game::{GamePlugins, Lockstep, bare_app, screen_of},
    interaction::Inbox,
    rules::Rules,
};

/// Everybody is here when the battle begins.
const LOBBY_S: f32 = 12.0;

/// Which battle.
#[derive(Debug, Clone, Copy)]
pub(super) struct Which {
    pub seed: u64,
    pub viewers: u32,
    pub rate: f64,
    pub mirror: Mirror,
}

/// A game and its crowd, tick by tick. The same battle plays out the same way each time.
pub(super) struct Sandbox {
    app: App,
    crowd: Lockstep,
    due: Vec<Fact>,
}

impl Sandbox {
    pub(super) fn new(rules: &Rules, which: Which) -> Self {
        let mut rules = rules.clone();
        rules.round.lobby_s = LOBBY_S;
        let crowd = CrowdSettings::default().viewers(which.viewers).rate(which.rate).seed(which.seed);
        let mut app = bare_app();
        app.add_plugins(GamePlugins::new(rules, which.seed)).insert_resource(TimeUpdateStrategy::FixedTimesteps(1));
        app.finish();
        app.cleanup();
        Self { app, crowd: Lockstep::crowd(crowd.mirrored(which.mirror)), due: Vec::new() }
    }

    pub(super) fn world(&self) -> &World {
        self.app.world()
    }

    pub(super) fn world_mut(&mut self) -> &mut World {
        self.app.world_mut()
    }

    /// The tick that comes next.
    pub(super) fn coming(&self) -> u32 {
        self.world().resource::<Tick>().0 + 1
    }

    /// Seconds of the battle at the tick that comes next; `None` when there is none.
    pub(super) fn second(&self) -> Option<f32> {
        let round = self.world().resource::<Round>();
        (round.phase == Phase::Battle).then(|| round.second(self.coming()))
    }

    /// Lets the crowd act and the game go on by a tick. `change` sees the world, and what happens in this tick before the
    /// game does.
    pub(super) fn step(&mut self, change: impl FnOnce(&World, &mut Vec<Fact>)) {
        let coming = self.coming();
        self.crowd.show(coming, || screen_of(self.app.world()));
        self.crowd.facts_until(f64::from(coming) / f64::from(TICK_HZ), &mut self.due);
        change(self.app.world(), &mut self.due);
        let mut inbox = self.app.world_mut().resource_mut::<Inbox>();
        self.due.drain(..).for_each(|fact| inbox.push(coming, fact));
        self.app.update();
    }
}
