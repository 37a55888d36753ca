//! The puppets: one for each unit of the arena, by the unit's number.

use std::{collections::HashMap, sync::Arc};

use bevy::{prelude::*, sprite::Anchor};

use super::{
    art::Art,
    clock::{StageClock, StageSystems},
    hero::{self, Crowd},
    hero_cut::HeroCut,
    layout::{self, Standing},
    motion::{self, Gait, Held},
    palette::{rgb, side},
    puppet::{Part, Puppet, PuppetSystems, Puppets},
};
use crate::{
    arena::{Buffs, Castles, Health, Hero, Motion, Phase, Place, Pose, Round, Unit},
    base::TeamId,
    rules::Rules,
};

/// Adds the puppets.
pub fn plugin(app: &mut App) {
    app.init_resource::<Puppets>()
        .add_systems(Update, (follow, spread, pose, dress).chain().in_set(PuppetSystems).in_set(StageSystems::Draw));
}

/// Gives each unit a puppet and tells each puppet where its unit stands.
fn follow(
    mut commands: Commands,
    units: Query<(&Unit, &Place, &Health, &Motion, Option<&Hero>)>,
    puppets: ResMut<Puppets>,
    mut figures: Query<&mut Puppet>,
    rules: Res<Rules>,
    art: Res<Art>,
    clock: Res<StageClock>,
    crowd: Res<Crowd>,
) {
    let puppets = puppets.into_inner();
    puppets.frame = puppets.frame.wrapping_add(1);
    let lanes = rules.field.lanes;
    for (unit, place, health, motion, hero) in &units {
        let standing = layout::standing(place, lanes, clock.overstep);
        let Some(entity) = puppets.by_unit.get(&unit.id) else {
            let look = unit.kind.map_or_else(|| Arc::from("hero"), |kind| rules.unit(kind).look.clone());
            let made = spawn(&mut commands, unit, &look, hero, standing, motion, health, &art, puppets.frame);
            puppets.by_unit.insert(unit.id, made);
            continue;
        };
        // A puppet made in this frame is not there before the next.
        let Ok(mut puppet) = figures.get_mut(*entity) else { continue };
        puppet.seen = puppets.frame;
        puppet.standing = Standing { ground: standing.ground + puppet.aside, ..standing };
        puppet.faces_left = motion.faces_left;
        puppet.flinched += clock.delta;
        if health.hit_at > puppet.hit_at {
            puppet.hit_at = health.hit_at;
            // A rain of blows must not strobe.
            if puppet.flinched > 0.3 {
                puppet.flinched = 0.0;
            }
        }
        let seconds = clock.tick / crate::base::TICK_HZ as f32;
        let phase = motion::phase(unit.id);
        // Who stands breathes by the stage's own time, so that a halted battle is no still picture.
        let idle = motion::idle(puppet.gait, clock.seconds, phase);
        puppet.held = match motion.pose {
            Pose::Frozen => Held::default(),
            _ if clock.halted => idle,
            Pose::Walk => motion::walk(puppet.gait, seconds, phase),
            Pose::Strike => motion::strike(puppet.gait, clock.since(motion.since)).unwrap_or(idle),
            Pose::Idle => idle,
        };
        puppet.size = hero.map_or(1.0, |hero| crowd.scale_of(hero));
        if let Some(hero) = hero {
            puppet.cut = Some(HeroCut::of(hero.level, hero.ai));
        }
    }
    let (frame, by_unit) = (puppets.frame, &mut puppets.by_unit);
    by_unit.retain(|_, entity| match figures.get_mut(*entity) {
        Ok(mut puppet) if puppet.seen != frame && puppet.age > 0.0 => {
            puppet.fallen = Some(0.0);
            false
        }
        _ => true,
    });
}

/// Most that a puppet stands aside from its unit, in stage units.
const ASIDE: f32 = 170.0;

/// In a crush the arena's units stand in one spot. Their puppets line up behind the foremost of their lane and side.
fn spread(mut figures: Query<&mut Puppet>, clock: Res<StageClock>) {
    let mut rows: HashMap<(u8, TeamId, bool), Vec<(f32, u32, Mut<Puppet>)>> = HashMap::new();
    for puppet in &mut figures {
        if puppet.fallen.is_some() || puppet.standing.height > 20.0 {
            continue;
        }
        // Lanes are few.
        let lane = puppet.standing.lane.round() as u8;
        let ahead = puppet.standing.ground.x * puppet.team.forward();
        rows.entry((lane, puppet.team, puppet.cut.is_some())).or_default().push((ahead, puppet.unit, puppet));
    }
    for ((_, team, heroes), mut row) in rows {
        row.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut last = f32::INFINITY;
        let count = row.len().max(2) as f32;
        for (index, (_, unit, puppet)) in row.iter_mut().enumerate() {
            let width = if heroes { 74.0 * puppet.size } else { (puppet.wide * 0.34).clamp(16.0, 60.0) };
            let gap = (width * puppet.standing.scale).min(ASIDE * 1.4 / (count - 1.0));
            let own = (puppet.standing.ground.x - puppet.aside.x) * team.forward();
            let wanted = own.min(last - gap).max(own - ASIDE);
            last = wanted;
            let deep = if heroes {
                0.0
            } else {
                (motion::phase(*unit) - 0.5) * 22.0 + if index % 2 == 0 { 4.0 } else { -4.0 }
            };
            puppet.aside.x = motion::approach(puppet.aside.x, (wanted - own) * team.forward(), 6.0, clock.delta);
            puppet.aside.y = motion::approach(puppet.aside.y, deep, 6.0, clock.delta);
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "all of a unit's parts")]
fn spawn(
    commands: &mut Commands,
    unit: &Unit,
    look: &Arc<str>,
    hero: Option<&Hero>,
    standing: Standing,
    motion: &Motion,
    health: &Health,
    art: &Art,
    frame: u32,
) -> Entity {
    let cut = hero.map(|hero| HeroCut::of(hero.level, hero.ai));
    let piece = drawing(art, look, unit.team, cut, false);
    let shadow = art.piece("fx/shadow");
    let body = commands
        .spawn((
            Part::Body,
            Sprite { image: piece.image, custom_size: Some(piece.size), ..default() },
            feet_of(piece.size),
            Transform::from_xyz(0.0, 0.0, 0.1),
        ))
        .id();
    let width = if cut.is_some() { 92.0 } else { (piece.size.x * 0.62).clamp(44.0, 190.0) };
    let shadow_size = Vec2::new(width, width * shadow.size.y / shadow.size.x.max(1.0));
    let shadow = commands
        .spawn((Part::Shadow, Sprite { image: shadow.image, custom_size: Some(shadow_size), ..default() }))
        .id();
    let puppet = Puppet {
        unit: unit.id,
        team: unit.team,
        player: hero.map(|hero| hero.player),
        cut,
        standing,
        size: 1.0,
        tall: piece.size.y,
        wide: piece.size.x,
        age: 0.0,
        fallen: None,
        faces_left: motion.faces_left,
        flinched: 9.0,
        held: Held::default(),
        aside: Vec2::ZERO,
        look: look.clone(),
        gait: Gait::of(look),
        hit_at: health.hit_at,
        seen: frame,
        body,
        shadow,
        bar: None,
        aura: None,
    };
    let place = layout::at(standing.ground.x, standing.ground.y, standing.z());
    let mut root = commands.spawn((puppet, Transform::from_translation(place), Visibility::default()));
    root.add_children(&[shadow, body]);
    let root = root.id();
    if let Some(hero) = hero {
        hero::dress(commands, root, unit, hero, art);
    }
    root
}

/// The drawing of a figure.
fn drawing(art: &Art, look: &str, team: TeamId, cut: Option<HeroCut>, strikes: bool) -> super::art::Piece {
    cut.map_or_else(|| art.unit(look, team, strikes), |cut| art.hero(team, cut, strikes))
}

/// Where in a drawing the feet are: the middle, ten units above its lower edge.
fn feet_of(size: Vec2) -> Anchor {
    Anchor(Vec2::new(0.0, -0.5 + 10.0 / size.y.max(1.0)))
}

/// How far behind people of their lane the game's own heroes are drawn: faces come before theirs.
const AI_BEHIND: f32 = 4.0;

/// Moves the parts of each puppet.
fn pose(
    mut commands: Commands,
    mut puppets: Query<(Entity, &mut Puppet, &mut Transform, &mut Visibility)>,
    round: Res<Round>,
    mut parts: Query<(&mut Sprite, &mut Transform, &mut Anchor, &Part), Without<Puppet>>,
    art: Res<Art>,
    clock: Res<StageClock>,
) {
    // The podium is for the winners' likenesses.
    let wanted = if round.phase == Phase::Podium { Visibility::Hidden } else { Visibility::Inherited };
    for (entity, mut puppet, mut root, mut seen) in &mut puppets {
        seen.set_if_neq(wanted);
        puppet.age += clock.delta;
        let fall = match &mut puppet.fallen {
            Some(since) => {
                *since += clock.delta;
                if *since >= motion::FALL {
                    commands.entity(entity).despawn();
                    continue;
                }
                Some(motion::fall(*since))
            }
            None => None,
        };
        let standing = puppet.standing;
        let scale = standing.scale * puppet.size;
        let behind = if puppet.cut == Some(HeroCut::Ai) { AI_BEHIND } else { 0.0 };
        let z = standing.z() - behind + motion::phase(puppet.unit) * 0.04;
        root.translation = layout::at(standing.ground.x, standing.ground.y, z);
        root.scale = Vec3::new(scale, scale, 1.0);
        let flinch = motion::flinch(puppet.flinched);
        let held = puppet.held;
        let forward = if puppet.faces_left { -1.0 } else { 1.0 };
        let height = standing.height / scale.max(0.01);
        let piece = drawing(&art, &puppet.look, puppet.team, puppet.cut, held.strikes);
        puppet.tall = piece.size.y * scale;
        if let Ok((mut sprite, mut place, mut anchor, _)) = parts.get_mut(puppet.body) {
            if sprite.image != piece.image {
                sprite.image = piece.image;
                sprite.custom_size = Some(piece.size);
                *anchor = feet_of(piece.size);
            }
            sprite.flip_x = puppet.faces_left;
            let (turn, hop, seen) = fall.unwrap_or((0.0, 0.0, 1.0));
            let lean = -(held.lean + flinch.lean) * forward + turn * forward;
            place.translation = Vec3::new((held.reach + flinch.reach) * forward, height * seen + held.lift + hop, 0.1);
            place.rotation = Quat::from_rotation_z(lean);
            let stretch = held.stretch * flinch.stretch;
            place.scale = Vec3::new(stretch.x, stretch.y * motion::pop(puppet.age).max(0.02), 1.0);
            sprite.color = sprite.color.with_alpha(seen);
        }
        if let Ok((mut sprite, mut place, ..)) = parts.get_mut(puppet.shadow) {
            let far = 1.0 / (1.0 + (height + held.lift) * 0.006);
            place.scale = Vec3::splat(far);
            place.translation.y = 2.0;
            sprite.color = Color::WHITE.with_alpha(far * fall.map_or(1.0, |(_, _, seen)| seen));
        }
    }
}

/// Shields, ice, the tint of what a power does.
fn dress(
    mut commands: Commands,
    units: Query<(&Unit, &Health, &Motion, &Buffs)>,
    puppets: Res<Puppets>,
    mut figures: Query<&mut Puppet>,
    mut parts: Query<(&mut Sprite, &mut Transform, &Part), Without<Puppet>>,
    art: Res<Art>,
    clock: Res<StageClock>,
    castles: Res<Castles>,
) {
    for (unit, health, motion, buffs) in &units {
        let Some(mut puppet) = puppets.by_unit.get(&unit.id).and_then(|entity| figures.get_mut(*entity).ok()) else {
            continue;
        };
        let root = puppets.by_unit.get(&unit.id).copied().unwrap_or(Entity::PLACEHOLDER);
        let frozen = motion.pose == Pose::Frozen || clock.since(buffs.frozen_until) < 0.0;
        aura(&mut commands, root, &mut puppet, health, frozen, &mut parts, &art);
        if let Ok((mut sprite, ..)) = parts.get_mut(puppet.body) {
            let alpha = sprite.color.alpha();
            let fast = clock.since(buffs.until) < 0.0 && buffs.speed > 100;
            sprite.color = match (frozen, fast) {
                (true, _) => Color::srgb(0.62, 0.82, 1.0),
                (_, true) => Color::srgb(1.0, 0.97, 0.8),
                _ if castles.0.get(unit.team.index()).is_some_and(|castle| castle.max > 0 && castle.health <= 0) => {
                    Color::srgb(0.75, 0.72, 0.8)
                }
                _ => motion::hurt(puppet.flinched),
            }
            .with_alpha(alpha);
        }
    }
}

fn aura(
    commands: &mut Commands,
    root: Entity,
    puppet: &mut Puppet,
    health: &Health,
    frozen: bool,
    parts: &mut Query<(&mut Sprite, &mut Transform, &Part), Without<Puppet>>,
    art: &Art,
) {
    let wanted = if frozen {
        Some((art.piece("shapes/ice"), Vec2::new(90.0, 56.0), 22.0, Color::WHITE))
    } else if health.shield > 0 {
        let tall = puppet.tall / (puppet.standing.scale * puppet.size).max(0.01);
        let glow = rgb(side(puppet.team).glow);
        Some((art.piece("shapes/shield"), Vec2::splat(tall.clamp(80.0, 220.0) * 1.05), tall * 0.45, glow))
    } else {
        None
    };
    match (wanted, puppet.aura) {
        (None, Some(old)) => {
            commands.entity(old).despawn();
            puppet.aura = None;
        }
        (Some((piece, size, up, colour)), None) => {
            let sprite = Sprite { image: piece.image, custom_size: Some(size), color: colour, ..default() };
            let place = Transform::from_xyz(0.0, up, 4.8);
            puppet.aura = Some(commands.spawn((Part::Aura, sprite, place, ChildOf(root))).id());
        }
        (Some((piece, size, up, colour)), Some(old)) => {
            if let Ok((mut sprite, mut place, _)) = parts.get_mut(old) {
                sprite.image = piece.image;
                sprite.custom_size = Some(size);
                sprite.color = colour;
                place.translation.y = up + puppet.standing.height;
            }
        }
        (None, None) => {}
    }
}
