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
        view::{camera::Canvas, clock::StageSystems, loading::LoadingScreen},
    },
};

/// Pictures to take: the tick from which, and the file (`.png`). The program ends after the last.
#[derive(Resource, Debug, Clone, Default, PartialEq, Eq)]
pub struct Pictures {
    wanted: Vec<(u32, PathBuf)>,
    next: usize,
    /// Frames to wait: for the card to hand the last picture over, and for the file to be written.
    rest: u32,
}

impl Pictures {
    /// These, by their ticks.
    #[must_use]
    pub fn of(mut wanted: Vec<(u32, PathBuf)>) -> Self {
        wanted.sort();
        Self { wanted, next: 0, rest: 0 }
    }

    /// Ticks until the next picture; 0 when it is due, none after the last.
    #[must_use]
    pub fn until(&self, tick: u32) -> Option<u32> {
        self.wanted.get(self.next).map(|(at, _)| at.saturating_sub(tick))
    }
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
    mut pictures: ResMut<Pictures>,
    tick: Option<Res<Tick>>,
    art: Option<Res<Art>>,
    canvas: Option<Res<Canvas>>,
    pending: Query<(), (With<Screenshot>, Without<Captured>)>,
    loading: Query<(), With<LoadingScreen>>,
    mut exit: MessageWriter<AppExit>,
) {
    // A picture of half the art would say nothing.
    if !art.is_some_and(|art| art.is_ready()) || !loading.is_empty() || !pending.is_empty() {
        return;
    }
    pictures.rest = pictures.rest.saturating_sub(1);
    let Some((when, file)) = pictures.wanted.get(pictures.next).cloned() else {
        if pictures.rest == 0 {
            exit.write(AppExit::Success);
        }
        return;
    };
    if tick.is_none_or(|tick| tick.0 < when) || pictures.rest > 0 {
        return;
    }
    let shot = canvas.map_or_else(Screenshot::primary_window, |canvas| Screenshot::image(canvas.0.clone()));
    commands.spawn(shot).observe(save_to_disk(file));
    pictures.next += 1;
    pictures.rest = if pictures.next == pictures.wanted.len() { 20 } else { 2 };
}
