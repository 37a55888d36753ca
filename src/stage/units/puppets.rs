//! The puppets: one for each unit of the arena, by the unit's number.

use std::sync::Arc;

use bevy::{prelude::*, sprite::Anchor};

use crate::{
    arena::{
        AI_SIZE, CrowdSize, Health, Hero, Heroes, Lanes, Motion, Phase, Place, Pose, Round, SQUAD_SCALE, Squad, Tick,
        Unit, Whereabouts,
    },
    base::TeamId,
    rules::Rules,
    stage::{
        art::Art,
        units::{
            banner, hero,
            hero_cut::HeroCut,
            motion::{self, Gait, Held},
            puppet::{Part, PosedSystems, Puppet, PuppetSystems, Puppets},
        },
        view::{
            clock::{StageClock, StageSystems},
            lane_layout::{LaneLayout, SKY, troop_scale},
            layout::{self, Standing},
        },
    },
};

/// Adds the puppets.
pub fn plugin(app: &mut App) {
    app.init_resource::<Puppets>().add_systems(
        Update,
        (follow, pose).chain().in_set(PosedSystems).in_set(PuppetSystems).in_set(StageSystems::Draw),
    );
}

/// Gives each unit a puppet and tells each puppet where its unit stands.
fn follow(
    mut commands: Commands,
    units: Query<(&Unit, &Place, &Health, &Motion, Option<&Hero>, Has<Squad>)>,
    puppets: ResMut<Puppets>,
    mut figures: Query<&mut Puppet>,
    rules: Res<Rules>,
    art: Res<Art>,
    clock: Res<StageClock>,
    lanes: Res<LaneLayout>,
    arena: Res<Lanes>,
    heroes: Res<Heroes>,
    tick: Res<Tick>,
) {
    let puppets = puppets.into_inner();
    puppets.frame = puppets.frame.wrapping_add(1);
    for (unit, place, health, motion, hero, squad) in &units {
        let standing = lanes.standing(place, clock.overstep);
        let Some(entity) = puppets.by_unit.get(&unit.id) else {
            let own = if squad { SQUAD } else { "hero" };
            let look = unit.kind.map_or_else(|| Arc::from(own), |kind| rules.unit(kind).look.clone());
            let made = spawn(&mut commands, unit, &look, hero, standing, motion, health, &art, puppets.frame);
            puppets.by_unit.insert(unit.id, made);
            continue;
        };
        // A puppet made in this frame is not there before the next.
        let Ok(mut puppet) = figures.get_mut(*entity) else { continue };
        puppet.seen = puppets.frame;
        let flies = unit.kind.is_some() && puppet.gait == Gait::Fly;
        let sky = lanes.feet(0.0) - SKY;
        puppet.standing = fly(standing, flies, motion.pose, puppet.standing.height, sky, clock.delta);
        puppet.slides = hero.is_some() && (place.x - place.before.x).abs() > SLIDES;
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
            // A banner is planted.
            _ if squad => Held::default(),
            Pose::Frozen => Held::default(),
            _ if clock.halted => idle,
            Pose::Walk => motion::walk(puppet.gait, seconds, phase),
            Pose::Strike => motion::strike(puppet.gait, clock.since(motion.since)).unwrap_or(idle),
            Pose::Idle => idle,
        };
        puppet.size = hero.map_or_else(|| troop_size(&puppet.look, arena.size), |hero| crowd_size(&lanes, hero));
        if let Some(hero) = hero {
            puppet.cut = Some(HeroCut::of(hero.level, hero.ai));
        }
    }
    let (frame, by_unit) = (puppets.frame, &mut puppets.by_unit);
    by_unit.retain(|_, entity| match figures.get_mut(*entity) {
        Ok(mut puppet) if puppet.seen != frame && puppet.age > 0.0 => {
            // Who only goes under a banner, or home, does not fall.
            let goes = puppet.player.and_then(|player| heroes.get(player)).map(|record| record.place);
            let falls = goes.is_none_or(|place| matches!(place, Whereabouts::Away { from, .. } if from > tick.0));
            if falls {
                puppet.fallen = Some(0.0);
            } else {
                commands.entity(*entity).despawn();
            }
            false
        }
        _ => true,
    });
}

/// The look of a squad.
const SQUAD: &str = "squad";
fn crowd_size(lanes: &LaneLayout, hero: &Hero) -> f32 {
    lanes.hero * if hero.ai { AI_SIZE } else { 1.0 }
}

/// Troops are small beside heroes, beasts of the ground a little smaller still for their size, the titan is not.
fn troop_size(look: &str, crowd: CrowdSize) -> f32 {
    match look {
        SQUAD => SQUAD_SCALE,
        "titan" => 1.1,
        "golem" | "ram" => troop_scale(crowd) * 0.84,
        "dragon" => 0.8,
        _ => troop_scale(crowd),
    }
}

/// From which height on a flyer is behind all faces.
const HIGH: f32 = 110.0;
/// How fast a flyer dives and rises.
const DIVE: f32 = 7.0;

/// Flyers keep to the sky above all faces and dive to strike.
fn fly(standing: Standing, flies: bool, pose: Pose, was: f32, sky: f32, delta: f32) -> Standing {
    if !flies {
        return standing;
    }
    let wanted = if pose == Pose::Strike { standing.height } else { standing.ground.y - sky };
    Standing { height: motion::approach(was, wanted, DIVE, delta), ..standing }
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
        face: Vec2::new(-500.0, -500.0),
        size: 1.0,
        tall: piece.size.y,
        wide: piece.size.x,
        age: 0.0,
        fallen: None,
        slides: false,
        faces_left: motion.faces_left,
        flinched: 9.0,
        held: Held::default(),
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
    } else if **look == *SQUAD {
        banner::dress(commands, root, unit.id, art);
    }
    root
}

/// The drawing of a figure.
fn drawing(
    art: &Art,
    look: &str,
    team: TeamId,
    cut: Option<HeroCut>,
    strikes: bool,
) -> crate::stage::art::pieces::Piece {
    cut.map_or_else(|| art.unit(look, team, strikes), |cut| art.hero(team, cut, strikes))
}

/// Where in a drawing the feet are: the middle, ten units above its lower edge.
fn feet_of(size: Vec2) -> Anchor {
    Anchor(Vec2::new(0.0, -0.5 + 10.0 / size.y.max(1.0)))
}

/// How far behind people of their lane the game's own heroes are drawn: faces come before theirs.
const AI_BEHIND: f32 = 4.0;
/// How far behind the row somebody slides to another place of it.
const SLIDES_BEHIND: f32 = 3.0;
/// Field units a tick from which a hero slides.
const SLIDES: f32 = 5.0;

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
        let behind = match puppet.cut {
            Some(HeroCut::Ai) => AI_BEHIND,
            _ if puppet.slides => SLIDES_BEHIND,
            _ => 0.0,
        };
        // What flies high is behind all faces.
        let ground = if standing.height > HIGH { layout::UNITS_Z - 1.0 } else { standing.z() };
        let z = ground - behind + motion::phase(puppet.unit) * 0.04;
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
