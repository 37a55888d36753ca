//! Pictures and letters: SVG files drawn at the window's size, fonts, labels and their outlines, masks.

pub mod asset;
pub(in crate::stage) mod fonts;
pub mod label;
mod load;
pub mod mask;
pub(in crate::stage) mod outline;
pub mod pieces;
mod raster;
pub mod svg;

pub use self::{
    load::BuildStage,
    pieces::{ARC_STEPS, Art, ICON, Piece},
};

use bevy::prelude::*;

/// Adds the room. Wants [`asset::ArtSourcesPlugin`] before Bevy's plugins.
pub fn plugin(app: &mut App) {
    app.init_asset::<asset::Svg>().init_asset_loader::<asset::SvgLoader>().add_plugins((
        load::plugin,
        raster::plugin,
        fonts::plugin,
        label::plugin,
        outline::plugin,
    ));
}
