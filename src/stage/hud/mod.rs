//! What is read: the score, calls and chips, prompts, the podium. All within the band of [`layout`](super::view::layout).

mod bars;
mod board;
mod calls;
mod chips;
mod clock;
mod feed;
mod great_gift;
mod menu;
mod moments;
mod parts;
mod podium;
mod prompt;
mod sky;
mod slots;
mod words;

use bevy::prelude::*;

use crate::{
    arena::{Meters, Results, Waves},
    roster::Room,
};

pub(in crate::stage) use self::sky::Dark;
pub use self::{
    slots::*,
    words::{clock_face, menu_lines},
};

/// Adds the HUD.
pub fn plugin(app: &mut App) {
    app.init_resource::<Room>()
        .init_resource::<Waves>()
        .init_resource::<Results>()
        .init_resource::<Meters>()
        .add_plugins((
            parts::plugin,
            bars::plugin,
            clock::plugin,
            great_gift::plugin,
            sky::plugin,
            feed::plugin,
            calls::plugin,
            chips::plugin,
            prompt::plugin,
            menu::plugin,
            podium::plugin,
            board::plugin,
        ));
}
