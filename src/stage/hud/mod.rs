//! What is read: bars, clock, meters, feed, ribbon, menu, titles, podium. All within the band of [`super::layout`].

mod bars;
mod board;
mod feed;
mod menu;
mod parts;
mod podium;
mod reserve;
mod slots;
mod top;
mod words;

use bevy::prelude::*;

use crate::arena::{Meters, Reserve, Results, Waves};

pub use self::{
    slots::*,
    words::{clock_face, menu_lines},
};

/// Adds the HUD.
pub fn plugin(app: &mut App) {
    app.init_resource::<Reserve>()
        .init_resource::<Waves>()
        .init_resource::<Results>()
        .init_resource::<Meters>()
        .add_plugins((bars::plugin, top::plugin, feed::plugin, menu::plugin, reserve::plugin, podium::plugin));
}
