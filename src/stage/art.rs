//! The pictures of the stage: SVG files drawn at the window's own pixel size, in the background.
//!
//! A picture can be used at once: its size is known from the file, its pixels come a moment later under the same handle.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use bevy::{
    asset::RenderAssetUsages,
    prelude::*,
    render::render_resource::{Extent3d, TextureDimension, TextureFormat},
    tasks::{AsyncComputeTaskPool, Task, block_on, poll_once},
};

use super::{
    camera::Shown,
    fallback,
    palette::{Mood, side},
    svg::{self, Raster},
};
use crate::{rules::TeamId, schedule::ThrongSystems};

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
    /// A picture by name; a clear one where there is none of that name.
    #[must_use]
    pub fn piece(&self, name: &str) -> Piece {
        self.sources.get(name).map_or_else(|| self.blank.clone(), |source| source.piece.clone())
    }

    /// Whether there is a picture of that name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.sources.contains_key(name)
    }

    /// A troop; a plain figure in the team's colour for a look without a drawing.
    #[must_use]
    pub fn unit(&self, look: &str, team: TeamId, strikes: bool) -> Piece {
        self.piece(&self.unit_name(look, team, strikes))
    }

    fn unit_name(&self, look: &str, team: TeamId, strikes: bool) -> String {
        let stem = side(team).stem;
        let pose = if strikes { "strike" } else { "idle" };
        let names = [format!("units/{look}-{stem}-{pose}"), format!("units/{look}-{stem}-idle")];
        let known = names.into_iter().find(|name| self.has(name));
        known.unwrap_or_else(|| format!("units/none-{stem}-{pose}"))
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

    /// A hero's body at a cut of 1 to 3.
    #[must_use]
    pub fn hero(&self, team: TeamId, cut: u8, strikes: bool) -> Piece {
        self.piece(&format!("heroes/{}-{cut}-{}", side(team).stem, if strikes { "strike" } else { "idle" }))
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
        (redraw, collect).chain().in_set(ThrongSystems::Show).after(super::camera::fit).run_if(resource_exists::<Art>),
    );
}

/// Names that the stage asks for, so that each has at least a stand-in.
fn contract() -> impl Iterator<Item = String> {
    let units = ["militia", "archer", "knight", "mage", "ram", "gryphon", "golem", "dragon", "titan", "none"];
    let sided = ["ember", "tide"];
    let units = units.into_iter().flat_map(move |look| {
        sided.into_iter().flat_map(move |team| ["idle", "strike"].map(|pose| format!("units/{look}-{team}-{pose}")))
    });
    let heroes = sided.into_iter().flat_map(|team| {
        (1..=3).flat_map(move |cut| ["idle", "strike", "ring"].map(|part| format!("heroes/{team}-{cut}-{part}")))
    });
    let castles = sided
        .into_iter()
        .flat_map(|team| ["whole", "cracked", "burning"].map(|state| format!("castles/{team}-{state}")));
    let rest = [
        "scenery/scene",
        "scenery/audience-ember",
        "scenery/audience-tide",
        "scenery/heart",
        "scenery/lantern",
        "scenery/star",
        "scenery/cloud",
        "hud/badge-ember",
        "hud/badge-tide",
        "hud/bar-ember",
        "hud/bar-tide",
        "hud/clock",
        "hud/clock-red",
        "hud/chip-ember",
        "hud/chip-tide",
        "hud/ribbon",
        "hud/card",
        "hud/pill",
        "hud/banner-ember",
        "hud/banner-tide",
        "hud/podium-1",
        "hud/podium-2",
        "hud/podium-3",
        "hud/board",
        "hud/ai-chip",
        "hud/heart",
        "hud/eye",
        "hud/crown",
        "hud/heart-tide",
        "hud/number-ember",
        "hud/number-tide",
        "icons/haste",
        "icons/heal",
        "icons/shield",
        "icons/meteor",
        "icons/freeze",
        "icons/nova",
        "icons/rally",
        "icons/last_stand",
        "fx/hit",
        "fx/dust",
        "fx/spark",
        "fx/star",
        "fx/arrow-ember",
        "fx/arrow-tide",
        "fx/spell-ember",
        "fx/spell-tide",
        "fx/breath-ember",
        "fx/breath-tide",
        "fx/meteor",
        "fx/shadow",
        "fx/glow",
        "fx/ring",
        "fx/beacon",
    ];
    let rest = rest.into_iter().chain(fallback::CODE).map(str::to_owned);
    units.chain(heroes).chain(castles).chain(rest)
}

/// The project's `assets` folder, as Bevy itself looks for it: `BEVY_ASSET_ROOT`, the package under development, beside
/// the program; else in the working directory.
#[must_use]
pub fn assets_folder() -> Option<PathBuf> {
    let roots = [
        std::env::var_os("BEVY_ASSET_ROOT").map(PathBuf::from),
        std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from),
        std::env::current_exe().ok().and_then(|program| Some(program.parent()?.to_owned())),
        std::env::current_dir().ok(),
    ];
    roots.into_iter().flatten().map(|root| root.join("assets")).find(|folder| folder.is_dir())
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
                Err(fault) => tracing::warn!("{}: {fault}; a plain shape stands in", path.display()),
            }
        }
    }
}

fn load(mut commands: Commands, images: Res<Assets<Image>>) {
    let mut drawings = HashMap::new();
    match assets_folder().map(|folder| folder.join("art")) {
        Some(folder) if folder.is_dir() => read_drawings(&folder, "", &mut drawings),
        _ => tracing::warn!(
            "the art is missing, plain shapes stand in: run from the project's folder, put its `assets` folder beside the \
             program, or name the folder that holds it in BEVY_ASSET_ROOT"
        ),
    }
    for name in contract() {
        drawings.entry(name).or_insert_with_key(|name| fallback::drawing(name));
    }
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
        if name.ends_with("-idle") && name.starts_with("units/") || name.starts_with("icons/") {
            let scale = ICON / size.max_element().max(1.0);
            put(format!("{ICONS}{name}"), size * scale, scale);
        }
        let sharpness = match name.split('/').next() {
            Some("heroes" | "code") => 1.4,
            Some("units") => 1.1,
            _ => 1.0,
        };
        put(name, size, sharpness);
    }
    let blank = Piece { image: images.reserve_handle(), size: Vec2::splat(8.0) };
    commands.insert_resource(Art { sources, blank, drawn_for: 0.0, wanted_for: 0.0, steady: 0.0, tasks: Vec::new() });
}

/// What is drawn first: what the eye looks for first.
fn urgency(name: &str) -> u8 {
    match name {
        "scenery/scene-dawn" => 0,
        _ if name.starts_with("hud/") || name.starts_with("code/") => 1,
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
fn collect(art: ResMut<Art>, mut images: ResMut<Assets<Image>>) {
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
            Ok(raster) => put(&mut images, &source.piece.image, raster),
            Err(fault) => {
                tracing::warn!("assets/art/{}.svg cannot be drawn: {fault}; a plain shape stands in", drawn.name);
                if let Ok(raster) = svg::raster(&fallback::drawing(&drawn.name), drawn.scale) {
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
    fn the_contract_names_each_picture_once() {
        let mut names: Vec<_> = contract().collect();
        let all = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
