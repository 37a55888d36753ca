//! Time on the stage, and when the stage reads the arena.

use bevy::prelude::*;

use crate::{
    arena::{Castles, Round, Tick},
    base::{ShowControl, TICK_HZ},
    rules::Rules,
    schedule::ThrongSystems,
    stage::{art::Art, view::camera},
};

/// Everything on the stage that reads the arena: runs once rules and arena are there.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StageSystems {
    /// The stage's clock.
    Clock,
    /// Puppets, scenery, HUD.
    Draw,
}

/// Time on the stage.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Default)]
pub struct StageClock {
    /// Ticks of the arena, with the fraction of the coming one.
    pub tick: f32,
    /// Fraction of the coming tick.
    pub overstep: f32,
    /// Seconds since the last frame, at most a tenth.
    pub delta: f32,
    /// Seconds since the stage opened; they go on while the game is halted.
    pub seconds: f32,
    /// The game is halted: nothing walks or strikes, but the stage lives on.
    pub halted: bool,
    /// The operator wants it calm: nothing shakes, and less flies about.
    pub calm: bool,
}

impl StageClock {
    /// Seconds of game time since a tick.
    #[must_use]
    pub fn since(&self, tick: u32) -> f32 {
        (self.tick - tick as f32) / TICK_HZ as f32
    }
}

/// Orders the systems of the stage and tells them the time.
pub(in crate::stage) fn plugin(app: &mut App) {
    app.init_resource::<StageClock>()
        .configure_sets(
            Update,
            (StageSystems::Clock, StageSystems::Draw)
                .chain()
                .in_set(ThrongSystems::Show)
                .after(camera::fit)
                .run_if(arena_is_there)
                .run_if(resource_exists::<Art>),
        )
        .add_systems(Update, tell_time.in_set(StageSystems::Clock));
}

fn arena_is_there(
    rules: Option<Res<Rules>>,
    round: Option<Res<Round>>,
    tick: Option<Res<Tick>>,
    castles: Option<Res<Castles>>,
) -> bool {
    rules.is_some() && round.is_some() && tick.is_some() && castles.is_some()
}

pub(super) fn tell_time(
    tick: Res<Tick>,
    fixed: Res<Time<Fixed>>,
    game: Res<Time<Virtual>>,
    time: Res<Time<Real>>,
    control: Option<Res<ShowControl>>,
    mut clock: ResMut<StageClock>,
) {
    let overstep = fixed.overstep_fraction();
    let delta = time.delta_secs().min(0.1);
    let (seconds, halted) = (clock.seconds + delta, game.is_paused());
    let calm = control.is_some_and(|control| control.calm);
    *clock = StageClock { tick: tick.0 as f32 + overstep, overstep, delta, seconds, halted, calm };
}
