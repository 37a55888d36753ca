//! The streamed window: a lit paper theatre that shows what the arena holds, and never changes it.
//!
//! Every unit of the arena has a puppet here, an entity of the stage's own. All is placed in a portrait space of
//! 1080 x 1920 units ([`layout`]); pictures are SVG files drawn at the window's pixel size ([`art`]).

pub mod art;
mod banner;
pub mod camera;
mod camera_slot;
mod castles;
mod clock;
mod curtain;
mod effects;
mod fonts;
mod gaps;
mod harbour;
mod health;
pub mod hero;
mod hero_cut;
pub mod hud;
pub mod label;
pub mod lane_layout;
pub mod layout;
pub mod legibility;
pub mod mask;
pub mod motes;
pub mod motion;
mod outline;
pub mod palette;
pub mod picture;
mod plates;
mod projectiles;
pub mod puppet;
mod puppets;
mod scene;
pub mod svg;
mod tokens;
mod window;

use bevy::prelude::*;

use crate::arena::{AnnounceRequested, Cue, FlareRequested};

pub use self::clock::{StageClock, StageSystems};
pub use self::picture::Pictures;
pub use self::window::{NoWindow, Surface, TITLE, base_plugins, open};

/// Adds the whole stage. Wants [`base_plugins`], [`crate::schedule::plugin`] and, sooner or later, the arena's resources.
pub fn plugin(app: &mut App) {
    app.add_message::<Cue>()
        .add_message::<AnnounceRequested>()
        .add_message::<FlareRequested>()
        .add_plugins((
            clock::plugin,
            lane_layout::plugin,
            camera::plugin,
            curtain::plugin,
            art::plugin,
            fonts::plugin,
            label::plugin,
            outline::plugin,
        ))
        .add_plugins((scene::plugin, castles::plugin, puppets::plugin, hero::plugin, health::plugin, plates::plugin))
        .add_plugins((banner::plugin, tokens::plugin, harbour::plugin, gaps::plugin, camera_slot::plugin))
        .add_plugins((
            projectiles::plugin,
            effects::plugin,
            motes::plugin,
            hud::plugin,
            picture::plugin,
            legibility::plugin,
        ));
}
