//! The pictures of the stage: SVG files drawn at the window's own pixel size, in the background.
//!
//! A picture can be used at once: its size is known from the file, its pixels come a moment later under the same handle.

use std::{collections::HashMap, path::Path, sync::Arc};

use bevy::{
    asset::RenderAssetUsages,
    prelude::*,
    render::render_resource::{Extent3d, TextureDimension, TextureFormat},
    tasks::{AsyncComputeTaskPool, Task, block_on, poll_once},
};

use crate::{
    base::{TeamId, assets_folder},
    schedule::ThrongSystems,
    stage::{
        art::{
            mask::{Mask, Masks},
            svg::{self, Raster},
        },
        theme::palette::{Mood, side},
        units::hero_cut::HeroCut,
        view::camera::Shown,
    },
};

/// A picture.
#[derive(Debug, Clone)]
pub struct Piece {
    /// Its pixels.
    pub image: Handle<Image>,
    /// Natural size in stage units.
    pub size: Vec2,
}

struct Source {
    text: Arc<str>,
    piece: Piece,
    /// Pixels for each stage unit, relative to the window's.
    sharpness: f32,
}

/// All pictures by name: the path below `assets/art` without `.svg`, such as `units/militia-ember-idle`. The scene is
/// there once for each mood: `scenery/scene-dawn`.
#[derive(Resource)]
pub struct Art {
    sources: HashMap<String, Source>,
    blank: Piece,
    drawn_for: f32,
    wanted_for: f32,
    steady: f32,
    tasks: Vec<Task<Drawn>>,
}

/// What is seen where a figure has no picture of its own; in the program, so that it is never missing.
const STAND_IN: (&str, &str) = ("shapes/stand-in", include_str!("../../../assets/art/shapes/stand-in.svg"));

/// Before the names of pictures that are drawn once more, for the menu.
const ICONS: &str = "menu/";

/// The longest side of a picture in the menu, in stage units.
pub const ICON: f32 = 50.0;

struct Drawn {
    name: String,
    scale: f32,
    result: Result<Raster, String>,
}

impl Art {
    /// A picture by name. Where there is none of that name: the stand-in for a figure, else a clear one.
    #[must_use]
    pub fn piece(&self, name: &str) -> Piece {
        let place = if name.starts_with(ICONS) { ICONS } else { "" };
        let stand_in = || self.sources.get(&format!("{place}{}", STAND_IN.0)).filter(|_| is_figure(name));
        let source = self.sources.get(name).or_else(stand_in);
        source.map_or_else(|| self.blank.clone(), |source| source.piece.clone())
    }

    /// Whether there is a picture of that name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.sources.contains_key(name)
    }

    /// A troop.
    #[must_use]
    pub fn unit(&self, look: &str, team: TeamId, strikes: bool) -> Piece {
        self.piece(&self.unit_name(look, team, strikes))
    }

    fn unit_name(&self, look: &str, team: TeamId, strikes: bool) -> String {
        let stem = side(team).stem;
        let pose = if strikes { "strike" } else { "idle" };
        let names = [format!("units/{look}-{stem}-{pose}"), format!("units/{look}-{stem}-idle")];
        let known = names.into_iter().find(|name| self.has(name));
        known.unwrap_or_else(|| format!("units/{look}"))
    }

    /// A troop for a card of the menu: drawn for that size, since a large picture scaled down by half and more is jagged.
    #[must_use]
    pub fn unit_icon(&self, look: &str, team: TeamId) -> Piece {
        self.piece(&format!("{ICONS}{}", self.unit_name(look, team, false)))
    }

    /// The sign of a power for a card of the menu.
    #[must_use]
    pub fn power_icon(&self, power: &str) -> Piece {
        self.piece(&format!("{ICONS}icons/{power}"))
    }

    /// A hero's body.
    #[must_use]
    pub fn hero(&self, team: TeamId, cut: HeroCut, strikes: bool) -> Piece {
        let pose = if strikes { "strike" } else { "idle" };
        self.piece(&format!("heroes/{}-{}-{pose}", side(team).stem, cut.name()))
    }

    /// What goes over a hero's face: the ring with its crest.
    #[must_use]
    pub fn ring(&self, team: TeamId, cut: HeroCut) -> Piece {
        self.piece(&format!("heroes/{}-{}-ring", side(team).stem, cut.name()))
    }

    /// Whether everything is drawn for the window as it is.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.tasks.is_empty() && self.drawn_for > 0.0
    }
}

/// Adds the pictures.
pub fn plugin(app: &mut App) {
    app.add_systems(PreStartup, load).add_systems(
        Update,
        (redraw, collect)
            .chain()
            .in_set(ThrongSystems::Show)
            .after(crate::stage::view::camera::fit)
            .run_if(resource_exists::<Art>),
    );
}

/// Every drawing below a folder, by name.
fn read_drawings(folder: &Path, below: &str, into: &mut HashMap<String, String>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
        if path.is_dir() {
            read_drawings(&path, &format!("{below}{stem}/"), into);
        } else if path.extension().is_some_and(|end| end == "svg") {
            match std::fs::read_to_string(&path) {
                Ok(text) => drop(into.insert(format!("{below}{stem}"), text)),
                Err(fault) => tracing::warn!("{}: {fault}; it is left out", path.display()),
            }
        }
    }
}

fn load(mut commands: Commands, images: Res<Assets<Image>>) {
    let mut drawings = HashMap::new();
    match assets_folder().map(|folder| folder.join("art")) {
        Some(folder) if folder.is_dir() => read_drawings(&folder, "", &mut drawings),
        _ => tracing::warn!(
            "the art is missing, plain figures stand in: run from the project's folder, put its `assets` folder beside the \
             program, or name the folder that holds it in BEVY_ASSET_ROOT"
        ),
    }
    drawings.entry(STAND_IN.0.to_owned()).or_insert_with(|| STAND_IN.1.to_owned());
    if let Some(scene) = drawings.remove("scenery/scene") {
        for mood in Mood::ALL {
            drawings.insert(format!("scenery/scene-{}", mood.name()), svg::recolour(&scene, mood));
        }
    }
    let mut sources = HashMap::new();
    for (name, text) in drawings {
        let Some(size) = svg::natural_size(&text) else {
            tracing::warn!("assets/art/{name}.svg has no viewBox; it is left out");
            continue;
        };
        let text: Arc<str> = text.into();
        let mut put = |name: String, size: Vec2, sharpness: f32| {
            let piece = Piece { image: images.reserve_handle(), size };
            sources.insert(name, Source { text: text.clone(), piece, sharpness });
        };
        if name.ends_with("-idle") && name.starts_with("units/") || name.starts_with("icons/") || name == STAND_IN.0 {
            let scale = ICON / size.max_element().max(1.0);
            put(format!("{ICONS}{name}"), size * scale, scale);
        }
        let sharpness = match name.split('/').next() {
            Some("heroes" | "shapes") => 1.4,
            Some("units") => 1.1,
            _ => 1.0,
        };
        put(name, size, sharpness);
    }
    let blank = Piece { image: images.reserve_handle(), size: Vec2::splat(8.0) };
    commands.insert_resource(Art { sources, blank, drawn_for: 0.0, wanted_for: 0.0, steady: 0.0, tasks: Vec::new() });
}

/// Without it nothing would be seen of somebody who is there.
fn is_figure(name: &str) -> bool {
    ["units/", "heroes/", "menu/units/"].iter().any(|folder| name.starts_with(folder))
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

/// Draws everything anew when the window's size changed by much and has been still for a moment.
fn redraw(shown: Res<Shown>, time: Res<Time<Real>>, mut art: ResMut<Art>) {
    if shown.px <= 0.0 {
        return;
    }
    if (shown.px - art.wanted_for).abs() > 0.01 * art.wanted_for {
        art.wanted_for = shown.px;
        art.steady = 0.0;
    }
    art.steady += time.delta_secs();
    let first = art.drawn_for <= 0.0;
    let change = (art.wanted_for / art.drawn_for.max(0.001) - 1.0).abs();
    if !(first || change > 0.12 && art.steady > 0.4) {
        return;
    }
    art.drawn_for = art.wanted_for;
    art.tasks.clear();
    let px = art.drawn_for;
    let mut jobs: Vec<_> =
        art.sources.iter().map(|(name, source)| (name.clone(), source.text.clone(), px * source.sharpness)).collect();
    jobs.sort_by_cached_key(|(name, ..)| (urgency(name), name.clone()));
    let pool = AsyncComputeTaskPool::get();
    art.tasks = jobs
        .into_iter()
        .map(|(name, text, scale)| {
            pool.spawn(async move {
                let result = svg::raster(&text, scale);
                Drawn { name, scale, result }
            })
        })
        .collect();
}

/// Takes in what has been drawn.
fn collect(art: ResMut<Art>, mut images: ResMut<Assets<Image>>, mut masks: Option<ResMut<Masks>>) {
    if art.tasks.is_empty() {
        return;
    }
    let art = art.into_inner();
    let mut done = Vec::new();
    art.tasks.retain_mut(|task| {
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
                tracing::warn!("assets/art/{}.svg cannot be drawn: {fault}", drawn.name);
                if is_figure(&drawn.name)
                    && let Ok(raster) = svg::raster(STAND_IN.1, drawn.scale)
                {
                    put(&mut images, &source.piece.image, raster);
                }
            }
        }
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

    #[test]
    fn who_has_no_picture_is_a_figure_all_the_same() {
        assert!(is_figure("units/dinosaur") && is_figure("heroes/ember-9-idle") && !is_figure("hud/clock"));
        svg::raster(STAND_IN.1, 1.0).unwrap();
    }
}
