//! The pictures of the stage by name.

use std::{collections::HashMap, sync::Arc};

use bevy::prelude::*;

use super::svg;
use crate::{
    base::TeamId,
    stage::{
        theme::palette::{Mood, side},
        units::hero_cut::HeroCut,
    },
};

/// A picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// Its pixels.
    pub image: Handle<Image>,
    /// Natural size in stage units.
    pub size: Vec2,
}

/// What a picture is drawn from.
pub(super) struct Source {
    pub text: Arc<str>,
    pub piece: Piece,
    /// Pixels for each stage unit, relative to the window's.
    pub sharpness: f32,
}

/// All pictures by name: the path below `assets/art` without `.svg`, such as `units/militia-ember-idle`. The scene is
/// there once for each mood: `scenery/scene-dawn`.
///
/// A picture can be used at once: its size is known from the file, its pixels come a moment later under the same handle.
/// Names are looked up when something is put onto the stage, not each frame: what is there keeps its handles.
#[derive(Resource)]
pub struct Art {
    pub(super) sources: HashMap<String, Source>,
    blank: Piece,
    arcs: Vec<Piece>,
    /// Every picture is drawn for the window as it is.
    pub(super) ready: bool,
}

/// What is seen where a figure has no picture of its own; in the program, so that it is never missing.
pub(super) const STAND_IN: (&str, &str) = ("shapes/stand-in", include_str!("../../../assets/art/shapes/stand-in.svg"));

/// Before the names of pictures that are drawn once more: small, for the menu.
const ICONS: &str = "menu/";
/// Before the names of heroes' bodies that are drawn once more, nearer to the ground's colour.
const MUTED: &str = "muted/";

/// The longest side of a picture in the menu, in stage units.
pub const ICON: f32 = 50.0;

/// Steps of a whole arc, as drawn in `shapes/arc-1` to `shapes/arc-19`.
pub const ARC_STEPS: u32 = 20;

impl Art {
    /// The pictures of these drawings, by name.
    pub(super) fn of(drawings: HashMap<String, (Arc<str>, Vec2)>, images: &Assets<Image>) -> Self {
        let blank = Piece { image: images.reserve_handle(), size: Vec2::splat(8.0) };
        let mut art = Self { sources: HashMap::new(), blank, arcs: Vec::new(), ready: false };
        for (name, (text, size)) in drawings {
            art.put(&name, &text, size, images);
        }
        if !art.has(STAND_IN.0)
            && let Some(size) = svg::natural_size(STAND_IN.1)
        {
            art.put(STAND_IN.0, &STAND_IN.1.into(), size, images);
        }
        art.arcs = (0..ARC_STEPS).map(|step| art.piece(&format!("shapes/arc-{step}"))).collect();
        art
    }

    /// Takes in a drawing, and all that is drawn from it. One that is known keeps its handles. Gives their names.
    pub(super) fn put(&mut self, name: &str, text: &Arc<str>, size: Vec2, images: &Assets<Image>) -> Vec<String> {
        let mut names = Vec::new();
        for (name, text, scale) in all_of(name, text, size) {
            let known = self.sources.remove(&name).map(|source| source.piece.image);
            let image = known.unwrap_or_else(|| images.reserve_handle());
            let sharpness = sharpness(&name) * scale;
            self.sources.insert(name.clone(), Source { text, piece: Piece { image, size: size * scale }, sharpness });
            names.push(name);
        }
        names
    }

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

    /// A part of a circle, in so many of [`ARC_STEPS`]; clear for none of them.
    #[must_use]
    pub fn arc(&self, step: u32) -> &Piece {
        self.arcs.get(step as usize).unwrap_or(&self.blank)
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

    /// A hero's body at rest, nearer to the ground's colour: where many stand, faces and who strikes come first.
    #[must_use]
    pub fn muted_hero(&self, team: TeamId, cut: HeroCut) -> Piece {
        let name = format!("{MUTED}heroes/{}-{}-idle", side(team).stem, cut.name());
        if self.has(&name) { self.piece(&name) } else { self.hero(team, cut, false) }
    }

    /// What goes over a hero's face: the ring with its crest.
    #[must_use]
    pub fn ring(&self, team: TeamId, cut: HeroCut) -> Piece {
        self.piece(&format!("heroes/{}-{}-ring", side(team).stem, cut.name()))
    }

    /// Whether everything is drawn for the window as it is.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.ready
    }
}

/// What is drawn from a drawing: its name, its text, and its size against the drawing.
fn all_of(name: &str, text: &Arc<str>, size: Vec2) -> Vec<(String, Arc<str>, f32)> {
    if name == "scenery/scene" {
        let moods = Mood::ALL.into_iter();
        return moods.map(|mood| (format!("{name}-{}", mood.name()), svg::recolour(text, mood).into(), 1.0)).collect();
    }
    let mut all = vec![(name.to_owned(), text.clone(), 1.0)];
    if name.ends_with("-idle") && name.starts_with("units/") || name.starts_with("icons/") || name == STAND_IN.0 {
        all.push((format!("{ICONS}{name}"), text.clone(), ICON / size.max_element().max(1.0)));
    }
    if let Some((team, share)) = falls_back(name) {
        all.push((format!("{MUTED}{name}"), svg::mixed(text, side(team).ground, share).into(), 1.0));
    }
    all
}

/// How far a hero's body at rest falls back towards the ground where many stand: the higher its level the less.
fn falls_back(name: &str) -> Option<(TeamId, f32)> {
    let rest = name.strip_prefix("heroes/")?.strip_suffix("-idle")?;
    let (stem, cut) = rest.split_once('-')?;
    let team = TeamId::BOTH.into_iter().find(|team| side(*team).stem == stem)?;
    let share = match cut {
        "1" => 0.34,
        "2" => 0.30,
        "3" => 0.12,
        _ => return None,
    };
    Some((team, share))
}

fn sharpness(name: &str) -> f32 {
    match name.trim_start_matches(MUTED).split('/').next() {
        Some("heroes" | "shapes") => 1.4,
        Some("units") => 1.1,
        _ => 1.0,
    }
}

/// Without it nothing would be seen of somebody who is there.
pub(super) fn is_figure(name: &str) -> bool {
    ["units/", "heroes/", "menu/units/"].iter().any(|folder| name.starts_with(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn art(names: &[&str]) -> Art {
        let drawing = |name: &&str| ((*name).to_owned(), (Arc::from("<svg/>"), Vec2::new(40.0, 20.0)));
        Art::of(names.iter().map(drawing).collect(), &Assets::default())
    }

    #[test]
    fn who_has_no_picture_is_a_figure_all_the_same() {
        let art = art(&["hud/clock"]);
        assert_eq!(art.piece("units/dinosaur"), art.piece(STAND_IN.0));
        assert_eq!(art.unit("dinosaur", TeamId::LEFT, true), art.piece(STAND_IN.0));
        assert_eq!(art.piece("hud/nothing"), art.blank);
        svg::raster(STAND_IN.1, 1.0).unwrap();
    }

    #[test]
    fn a_menu_shows_small_copies_and_a_crowd_has_bodies_that_fall_back() {
        let art = art(&["units/ram-ember-idle", "heroes/tide-1-idle", "heroes/tide-ai-idle"]);
        assert_eq!(art.unit_icon("ram", TeamId::LEFT).size, Vec2::new(ICON, ICON / 2.0));
        let (full, muted) =
            (art.hero(TeamId::RIGHT, HeroCut::Plain, false), art.muted_hero(TeamId::RIGHT, HeroCut::Plain));
        assert_ne!(full.image, muted.image);
        assert_eq!(art.muted_hero(TeamId::RIGHT, HeroCut::Ai), art.hero(TeamId::RIGHT, HeroCut::Ai, false));
    }

    #[test]
    fn a_drawing_that_changed_keeps_its_handles() {
        let mut art = art(&["icons/heal"]);
        let images = Assets::default();
        let before = art.piece("icons/heal").image;
        let names = art.put("icons/heal", &"<svg id='other'/>".into(), Vec2::splat(10.0), &images);
        assert_eq!(names, ["icons/heal", "menu/icons/heal"]);
        assert_eq!((art.piece("icons/heal").image, art.piece("icons/heal").size), (before, Vec2::splat(10.0)));
    }

    #[test]
    fn every_step_of_an_arc_is_drawn() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/art/shapes");
        assert!((1..ARC_STEPS).all(|step| folder.join(format!("arc-{step}.svg")).is_file()));
    }
}
