//! Measures how legible the stage is while it runs: which share of each face, name plate and text can be seen.
//!
//! Every face and plate is drawn once more into a map in the order of the stage, by the outlines of the drawings
//! themselves; what comes later covers what was there. No graphics card takes part in that; only the contrast of texts is
//! read off the picture.

mod canvas;
mod gather;
mod index;

use std::path::PathBuf;

use bevy::{
    prelude::*,
    render::view::screenshot::{Screenshot, ScreenshotCaptured},
};

pub use self::index::Legibility;
use self::{
    canvas::IdCanvas,
    gather::{OnStage, TextBox},
    index::IndexSum,
};

use crate::{
    arena::Tick,
    base::{TICK_HZ, seconds},
    schedule::ThrongSystems,
    stage::{
        art::{Art, mask::Masks},
        view::{
            camera::Canvas,
            layout::{HEIGHT, WIDTH},
            loading::LoadingScreen,
        },
    },
};

/// Asks for the measure. The program ends at the tick, with what was measured in [`Measured`].
#[derive(Resource, Debug, Clone, PartialEq, Eq)]
pub struct MeasureLegibility {
    /// Until when.
    pub until: u32,
    /// Where the picture of the worst still goes, if anywhere.
    pub picture: Option<PathBuf>,
}

/// What was measured so far.
#[derive(Resource, Debug, Default)]
pub struct Measured {
    sum: IndexSum,
    canvas: IdCanvas,
    /// Tick of the last look and of the last still.
    looked: u32,
    still: u32,
}

impl Measured {
    /// The index.
    #[must_use]
    pub fn index(&self) -> Legibility {
        self.sum.index()
    }
}

/// What is to be read off a picture that is being taken.
#[derive(Component, Debug, Clone)]
struct Awaited {
    texts: Vec<TextBox>,
    worst: bool,
}

/// Adds the measure; does nothing without [`MeasureLegibility`].
pub fn plugin(app: &mut App) {
    app.add_systems(PreStartup, begin.run_if(resource_exists::<MeasureLegibility>)).add_systems(
        Last,
        look.in_set(ThrongSystems::Show).run_if(resource_exists::<MeasureLegibility>).run_if(
            |loading: Query<(), With<LoadingScreen>>, art: Option<Res<Art>>| {
                loading.is_empty() && art.is_some_and(|art| art.is_ready())
            },
        ),
    );
}

/// Before the first picture is drawn.
fn begin(mut commands: Commands) {
    commands.init_resource::<Measured>();
    commands.init_resource::<Masks>();
}

fn look(
    mut commands: Commands,
    stage: OnStage,
    wanted: Res<MeasureLegibility>,
    tick: Res<Tick>,
    canvas: Option<Res<Canvas>>,
    mut measured: ResMut<Measured>,
    mut exit: MessageWriter<AppExit>,
) {
    if tick.0 >= wanted.until {
        exit.write(AppExit::Success);
        return;
    }
    let measured = &mut *measured;
    let still = stage.still(&mut measured.canvas, seconds(tick.0));
    let since = tick.0.saturating_sub(std::mem::replace(&mut measured.looked, tick.0));
    measured.sum.follow(&still.faces, seconds(since));
    // A picture that is taken in the last second would come too late.
    if tick.0 < measured.still + TICK_HZ || tick.0 + TICK_HZ > wanted.until {
        return;
    }
    measured.still = tick.0;
    let worst = measured.sum.add(&still);
    let Some(canvas) = canvas else { return };
    commands.spawn((Screenshot::image(canvas.0.clone()), Awaited { texts: stage.texts(), worst })).observe(read);
}

/// Reads the contrast of texts off the picture, and keeps the picture of the worst still.
fn read(
    captured: On<ScreenshotCaptured>,
    awaited: Query<&Awaited>,
    wanted: Option<Res<MeasureLegibility>>,
    mut measured: ResMut<Measured>,
) {
    let (Ok(awaited), Some(wanted)) = (awaited.get(captured.entity), wanted) else { return };
    for text in &awaited.texts {
        if let Some(contrast) = contrast(&captured.image, text.area) {
            measured.sum.add_text(text.size, contrast);
        }
    }
    let Some(file) = wanted.picture.as_ref().filter(|_| awaited.worst) else { return };
    match captured.image.clone().try_into_dynamic() {
        Ok(picture) => {
            if let Err(fault) = picture.to_rgb8().save(file) {
                tracing::warn!("{}: {fault}", file.display());
            }
        }
        Err(fault) => tracing::warn!("the picture cannot be read: {fault}"),
    }
}

/// Contrast of what is bright to what is dark in a part of the stage, as WCAG counts it: the 92nd percentile of luminance
/// against the 8th.
fn contrast(picture: &Image, area: Rect) -> Option<f32> {
    let size = picture.size().as_vec2();
    let pixel = |x: f32, y: f32| Vec2::new((x / WIDTH + 0.5) * size.x, (0.5 - y / HEIGHT) * size.y);
    let (from, to) = (pixel(area.min.x, area.max.y), pixel(area.max.x, area.min.y));
    let mut lights = Vec::new();
    for y in from.y.max(0.0) as u32..to.y.clamp(0.0, size.y) as u32 {
        for x in from.x.max(0.0) as u32..to.x.clamp(0.0, size.x) as u32 {
            lights.push(picture.get_color_at(x, y).ok()?.luminance());
        }
    }
    lights.sort_by(f32::total_cmp);
    let at = |share: f32| lights.get((lights.len() as f32 * share) as usize).copied();
    Some((at(0.92)? + 0.05) / (at(0.08)? + 0.05))
}
