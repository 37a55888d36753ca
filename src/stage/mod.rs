//! The streamed window: a lit paper theatre that shows what the arena holds, and never changes it.
//!
//! Every unit of the arena has a puppet here, an entity of the stage's own. All is placed in a portrait space of
//! 1080 x 1920 units ([`view::layout`]); pictures are SVG files drawn at the window's pixel size ([`art`]).

pub mod art;
pub mod effects;
pub mod hud;
pub mod legibility;
pub mod theme;
pub mod units;
pub mod view;

use bevy::prelude::*;

use crate::arena::{AnnounceRequested, Cue, FlareRequested, RefusalRequested};

pub use self::view::{
    clock::{StageClock, StageSystems},
    picture::Pictures,
    window::{NoWindow, Surface, TITLE, base_plugins, open},
};

/// Adds the whole stage. Wants [`base_plugins`], [`crate::schedule::plugin`] and, sooner or later, the arena's resources.
pub fn plugin(app: &mut App) {
    app.add_message::<Cue>()
        .add_message::<AnnounceRequested>()
        .add_message::<FlareRequested>()
        .add_message::<RefusalRequested>()
        .add_plugins((
            view::plugin,
            art::plugin,
            theme::plugin,
            units::plugin,
            effects::plugin,
            hud::plugin,
            legibility::plugin,
        ));
}
