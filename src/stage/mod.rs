//! The streamed window: a lit paper theatre that shows what the arena holds, and never changes it.
//!
//! Every unit of the arena has a puppet here, an entity of the stage's own. All is placed in a portrait space of
//! 1080 x 1920 units ([`layout`]); pictures are SVG files drawn at the window's pixel size ([`art`]).

pub mod art;
pub mod camera;
mod castles;
mod curtain;
mod effects;
mod fallback;
mod fonts;
pub mod hero;
pub mod hud;
pub mod label;
pub mod layout;
pub mod motes;
pub mod motion;
mod outline;
pub mod palette;
pub mod picture;
mod projectiles;
pub mod puppets;
mod scene;
pub mod svg;
mod tags;
mod window;

use bevy::prelude::*;

use crate::{
    arena::{AnnounceRequested, Castles, Cue, FlareRequested, Round, Tick},
    rules::Rules,
    schedule::{TICK_HZ, ThrongSystems},
};

pub use picture::Pictures;
pub use window::{NoWindow, Surface, TITLE, base_plugins, open};

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
}

impl StageClock {
    /// Seconds of game time since a tick.
    #[must_use]
    pub fn since(&self, tick: u32) -> f32 {
        (self.tick - tick as f32) / TICK_HZ as f32
    }
}

/// Adds the whole stage. Wants [`base_plugins`], [`crate::schedule::plugin`] and, sooner or later, the arena's resources.
pub fn plugin(app: &mut App) {
    app.init_resource::<StageClock>()
        .add_message::<Cue>()
        .add_message::<AnnounceRequested>()
        .add_message::<FlareRequested>()
        .configure_sets(
            Update,
            (StageSystems::Clock, StageSystems::Draw)
                .chain()
                .in_set(ThrongSystems::Show)
                .after(camera::fit)
                .run_if(arena_is_there),
        )
        .add_systems(Update, tell_time.in_set(StageSystems::Clock))
        .add_plugins((camera::plugin, curtain::plugin, art::plugin, fonts::plugin, label::plugin, outline::plugin))
        .add_plugins((scene::plugin, castles::plugin, puppets::plugin, hero::plugin, tags::plugin))
        .add_plugins((projectiles::plugin, effects::plugin, motes::plugin, hud::plugin, picture::plugin));
}

fn arena_is_there(
    rules: Option<Res<Rules>>,
    round: Option<Res<Round>>,
    tick: Option<Res<Tick>>,
    castles: Option<Res<Castles>>,
) -> bool {
    rules.is_some() && round.is_some() && tick.is_some() && castles.is_some()
}

fn tell_time(
    tick: Res<Tick>,
    fixed: Res<Time<Fixed>>,
    game: Res<Time<Virtual>>,
    time: Res<Time<Real>>,
    mut clock: ResMut<StageClock>,
) {
    let overstep = fixed.overstep_fraction();
    let delta = time.delta_secs().min(0.1);
    let (seconds, halted) = (clock.seconds + delta, game.is_paused());
    *clock = StageClock { tick: tick.0 as f32 + overstep, overstep, delta, seconds, halted };
}
