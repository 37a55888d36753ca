//! Everybody on the field: bodies and their motion, faces, plates, banners, health, tokens at the gate.

pub(in crate::stage) mod auras;
pub(in crate::stage) mod banner;
mod bearers;
mod body;
mod chins;
pub(in crate::stage) mod health;
pub mod hero;
pub(in crate::stage) mod hero_cut;
mod make;
pub mod motion;
#[cfg(test)]
mod name_sheet;
pub(in crate::stage) mod names;
mod order_marks;
pub(in crate::stage) mod plates;
pub mod puppet;
pub(in crate::stage) mod puppets;
pub(in crate::stage) mod tokens;

use bevy::prelude::*;

/// Adds the room.
pub fn plugin(app: &mut App) {
    app.add_plugins((
        puppets::plugin,
        body::plugin,
        auras::plugin,
        hero::plugin,
        health::plugin,
        plates::plugin,
        chins::plugin,
        order_marks::plugin,
        banner::plugin,
        bearers::plugin,
        tokens::plugin,
    ));
}
