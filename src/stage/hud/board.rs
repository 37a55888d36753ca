//! A board of names and numbers.

use bevy::{prelude::*, sprite::Anchor};

use super::{
    parts::{During, picture, place},
    slots::Slot,
};
use crate::stage::{
    art::{
        Art,
        label::{Face, label, plain},
    },
    theme::palette::INK,
    units::hero::FaceLetters,
};

/// Rows on a board.
pub const ROWS: usize = 5;

/// A cell of a board.
#[derive(Component, Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// The board's title.
    Title(usize),
    /// A portrait's disc: board, row.
    Face(usize, usize),
    /// Letters on the disc.
    Initials(usize, usize),
    /// A name.
    Name(usize, usize),
    /// A number.
    Number(usize, usize),
}

/// Puts an empty board onto the stage.
pub fn spawn(commands: &mut Commands, art: &Art, index: usize, slot: Slot) {
    commands.spawn((During::Podium, picture(art, "hud/board", slot, 0.0)));
    let top = slot.at.y - slot.size.y / 2.0;
    let left = slot.at.x - slot.size.x / 2.0;
    commands.spawn((
        Cell::Title(index),
        label("", Face::Plain, 32.0, 0xff_f4da, INK),
        place(slot.at.x, top + 29.0, 1.0),
    ));
    for row in 0..ROWS {
        let y = top + 77.0 + row as f32 * 39.5;
        let digit = (row + 1).to_string();
        commands.spawn((During::Podium, plain(digit, Face::Display, 30.0, 0x5b_2f86), place(left + 32.0, y, 1.0)));
        let face = art.piece("shapes/face");
        let sprite = Sprite { image: face.image, custom_size: Some(Vec2::splat(34.0)), ..default() };
        commands.spawn((Cell::Face(index, row), sprite, place(left + 70.0, y, 1.0)));
        commands.spawn((
            Cell::Initials(index, row),
            FaceLetters,
            label("", Face::Plain, 17.0, 0xff_ffff, INK),
            place(left + 70.0, y, 2.0),
        ));
        commands
            // Light letters: dark ones would colour the emoji of a name, too.
            .spawn((Cell::Name(index, row), label("", Face::Plain, 30.0, 0xff_fff0, INK), place(left + 98.0, y, 1.0)))
            .insert(Anchor::CENTER_LEFT);
        commands
            .spawn((
                Cell::Number(index, row),
                plain("", Face::Display, 30.0, 0x5b_2f86),
                place(left + slot.size.x - 24.0, y, 1.0),
            ))
            .insert(Anchor::CENTER_RIGHT);
    }
}
