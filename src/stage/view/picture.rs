//! Pictures of the running show, taken by itself at given ticks.

use std::path::PathBuf;

use bevy::{
    prelude::*,
    render::view::screenshot::{Captured, Screenshot, save_to_disk},
};

use crate::{
    arena::Tick,
    stage::{
        art::Art,
        view::{camera::Canvas, clock::StageSystems, curtain::Curtain},
    },
};

/// Pictures to take: the tick from which, and the file (`.png`). The program ends after the last.
#[derive(Resource, Debug, Clone, Default, PartialEq, Eq)]
pub struct Pictures(pub Vec<(u32, PathBuf)>);

/// How far the taking of pictures is.
#[derive(Debug, Default)]
struct Taking {
    next: usize,
    /// Frames to wait: for the card to hand the last picture over, and for the file to be written.
    rest: u32,
}

/// Adds the taking of pictures; does nothing without [`Pictures`].
pub fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        take.after(StageSystems::Draw).in_set(crate::schedule::ThrongSystems::Show).run_if(resource_exists::<Pictures>),
    );
}

fn take(
    mut commands: Commands,
    pictures: Res<Pictures>,
    tick: Option<Res<Tick>>,
    art: Option<Res<Art>>,
    canvas: Option<Res<Canvas>>,
    pending: Query<(), (With<Screenshot>, Without<Captured>)>,
    curtain: Query<(), With<Curtain>>,
    mut taking: Local<Taking>,
    mut exit: MessageWriter<AppExit>,
) {
    // A picture of half the art would say nothing.
    if !art.is_some_and(|art| art.is_ready()) || !curtain.is_empty() || !pending.is_empty() {
        return;
    }
    taking.rest = taking.rest.saturating_sub(1);
    let Some((when, file)) = pictures.0.get(taking.next) else {
        if taking.rest == 0 {
            exit.write(AppExit::Success);
        }
        return;
    };
    if tick.is_none_or(|tick| tick.0 < *when) || taking.rest > 0 {
        return;
    }
    let shot = canvas.map_or_else(Screenshot::primary_window, |canvas| Screenshot::image(canvas.0.clone()));
    commands.spawn(shot).observe(save_to_disk(file.clone()));
    taking.next += 1;
    taking.rest = if taking.next == pictures.0.len() { 20 } else { 2 };
}
