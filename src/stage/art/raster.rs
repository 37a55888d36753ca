//! Draws the pictures at the window's own pixel size, in the background.

use bevy::{
    asset::RenderAssetUsages,
    prelude::*,
    render::render_resource::{Extent3d, TextureDimension, TextureFormat},
    tasks::{AsyncComputeTaskPool, Task, block_on, poll_once},
};

use super::{
    mask::{Mask, Masks},
    pieces::{Art, STAND_IN, is_figure},
    svg::{self, Raster},
};
use crate::{schedule::ThrongSystems, stage::view::camera::Shown};

/// A picture of that name is to be drawn anew.
#[derive(Message, Debug, Clone, PartialEq, Eq)]
pub(super) struct Redraw(pub String);

/// What is being drawn, and for which size.
#[derive(Resource, Default)]
struct Drawing {
    drawn_for: f32,
    wanted_for: f32,
    steady: f32,
    tasks: Vec<Task<Drawn>>,
}

struct Drawn {
    name: String,
    scale: f32,
    result: Result<Raster, String>,
}

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Redraw>().init_resource::<Drawing>().add_systems(
        Update,
        (redraw, collect)
            .chain()
            .in_set(ThrongSystems::Show)
            .after(crate::stage::view::camera::fit)
            .run_if(resource_exists::<Art>),
    );
}

/// What is drawn first: what the eye looks for first.
fn urgency(name: &str) -> u8 {
    match name {
        "scenery/scene-dawn" => 0,
        _ if name.starts_with("hud/") || name.starts_with("shapes/") => 1,
        _ if name.starts_with("castles/") || name.starts_with("heroes/") => 2,
        "scenery/scene-day" => 4,
        _ if name.starts_with("scenery/scene") => 5,
        _ => 3,
    }
}

/// Draws everything anew when the window's size changed by much and has been still for a moment, and one by one what
/// changed on disk.
fn redraw(
    shown: Res<Shown>,
    time: Res<Time<Real>>,
    art: Res<Art>,
    mut changed: MessageReader<Redraw>,
    mut drawing: ResMut<Drawing>,
) {
    if shown.px <= 0.0 {
        return;
    }
    if (shown.px - drawing.wanted_for).abs() > 0.01 * drawing.wanted_for {
        drawing.wanted_for = shown.px;
        drawing.steady = 0.0;
    }
    drawing.steady += time.delta_secs();
    let first = drawing.drawn_for <= 0.0;
    let change = (drawing.wanted_for / drawing.drawn_for.max(0.001) - 1.0).abs();
    let mut names: Vec<String> = changed.read().map(|change| change.0.clone()).collect();
    if first || change > 0.12 && drawing.steady > 0.4 {
        drawing.drawn_for = drawing.wanted_for;
        drawing.tasks.clear();
        names = art.sources.keys().cloned().collect();
    }
    names.sort_by_cached_key(|name| (urgency(name), name.clone()));
    let px = drawing.drawn_for;
    let pool = AsyncComputeTaskPool::get();
    for name in names {
        let Some(source) = art.sources.get(&name) else { continue };
        let (text, scale) = (source.text.clone(), px * source.sharpness);
        drawing.tasks.push(pool.spawn(async move {
            let result = svg::raster(&text, scale);
            Drawn { name, scale, result }
        }));
    }
}

/// Takes in what has been drawn.
fn collect(
    mut art: ResMut<Art>,
    mut drawing: ResMut<Drawing>,
    mut images: ResMut<Assets<Image>>,
    mut masks: Option<ResMut<Masks>>,
) {
    let mut done = Vec::new();
    drawing.tasks.retain_mut(|task| {
        if !task.is_finished() {
            return true;
        }
        done.extend(block_on(poll_once(task)));
        false
    });
    for drawn in done {
        let Some(source) = art.sources.get(&drawn.name) else { continue };
        match drawn.result {
            Ok(raster) => {
                if let Some(masks) = &mut masks {
                    let mask = Mask::of(raster.width, raster.height, &raster.rgba);
                    masks.insert(source.piece.image.id(), mask);
                }
                put(&mut images, &source.piece.image, raster);
            }
            Err(fault) => {
                tracing::warn!("{}.svg cannot be drawn: {fault}", drawn.name);
                if is_figure(&drawn.name)
                    && let Ok(raster) = svg::raster(STAND_IN.1, drawn.scale)
                {
                    put(&mut images, &source.piece.image, raster);
                }
            }
        }
    }
    let ready = drawing.tasks.is_empty() && drawing.drawn_for > 0.0;
    if ready != art.ready {
        art.ready = ready;
    }
}

fn put(images: &mut Assets<Image>, handle: &Handle<Image>, raster: Raster) {
    let size = Extent3d { width: raster.width, height: raster.height, depth_or_array_layers: 1 };
    let usage = RenderAssetUsages::RENDER_WORLD;
    let image = Image::new(size, TextureDimension::D2, raster.rgba, TextureFormat::Rgba8UnormSrgb, usage);
    if let Err(fault) = images.insert(handle, image) {
        tracing::warn!("a picture could not be kept: {fault}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scene_comes_before_what_is_seen_later() {
        assert!(urgency("scenery/scene-dawn") < urgency("units/militia-ember-idle"));
        assert!(urgency("hud/clock") < urgency("scenery/scene-night"));
    }
}
