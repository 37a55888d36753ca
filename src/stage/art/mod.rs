//! Pictures and letters: SVG files drawn at the window's size, fonts, labels and their outlines, masks.

pub(in crate::stage) mod fonts;
pub mod label;
pub mod mask;
pub(in crate::stage) mod outline;
pub mod pieces;
pub mod svg;

pub use self::pieces::{Art, ICON, Piece};

use bevy::prelude::*;

/// Adds the room.
pub fn plugin(app: &mut App) {
    app.add_plugins((pieces::plugin, fonts::plugin, label::plugin, outline::plugin));
}
