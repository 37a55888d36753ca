//! Puts a figure onto the stage, with all that belongs to it.

use std::sync::Arc;

use bevy::prelude::*;

use crate::{
    arena::{Health, Hero, Motion, Unit},
    stage::{
        art::Art,
        units::{
            banner, bearers, body, health, hero,
            hero_cut::HeroCut,
            motion::{Gait, Held},
            puppet::{Drawings, Puppet},
        },
        view::layout::{self, Standing},
    },
};

/// The look of a squad.
pub(super) const SQUAD: &str = "squad";

/// A figure as it comes.
pub(super) fn figure(
    unit: &Unit,
    look: Arc<str>,
    hero: Option<&Hero>,
    standing: Standing,
    motion: &Motion,
    health: &Health,
    huge: bool,
    art: &Art,
    frame: u32,
) -> Puppet {
    let cut = hero.map(|hero| HeroCut::of(hero.level, hero.ai));
    let drawings = Drawings::of(art, &look, unit.team, cut, false);
    Puppet {
        unit: unit.id,
        team: unit.team,
        player: hero.map(|hero| hero.player),
        cut,
        standing,
        face: Vec2::new(-500.0, -500.0),
        size: 1.0,
        age: 0.0,
        fallen: None,
        slides: false,
        faces_left: motion.faces_left,
        flinched: 9.0,
        held: Held::default(),
        health: *health,
        charged: false,
        huge,
        aura: None,
        tint: Color::WHITE,
        gait: Gait::of(&look),
        look,
        drawings,
        seen: frame,
    }
}

/// Puts it onto the stage.
pub(super) fn make(commands: &mut Commands, puppet: Puppet, hero: Option<&Hero>, art: &Art) -> Entity {
    let standing = puppet.standing;
    let place = layout::at(standing.ground.x, standing.ground.y, standing.z());
    let root = commands.spawn((Transform::from_translation(place), Visibility::default())).id();
    body::dress(commands, root, &puppet, art);
    if let Some(hero) = hero {
        hero::dress(commands, root, &puppet, hero, art);
    } else if *puppet.look == *SQUAD {
        banner::dress(commands, root, puppet.unit, art);
        bearers::dress(commands, root, puppet.team, art);
    } else {
        health::dress(commands, root, &puppet, art);
    }
    commands.entity(root).insert(puppet);
    root
}
