//! The puppets: one for each unit of the arena, by the unit's number.

use std::sync::Arc;

use bevy::{ecs::system::SystemParam, prelude::*};

use crate::{
    arena::{
        AI_SIZE, CrowdSize, FULL_ENERGY, Health, Hero, Heroes, Lanes, Motion, Place, Pose, Squad, Tick, Unit,
        Whereabouts,
    },
    base::TeamId,
    rules::{Behaviour, Rules, UnitRules},
    stage::{
        art::Art,
        units::{
            hero_cut::HeroCut,
            make::{SQUAD, figure, make},
            motion::{self, Gait, Held},
            puppet::{Drawings, FollowSystems, Puppet, PuppetSystems, Puppets},
        },
        view::{
            clock::{StageClock, StageSystems},
            lane_layout::{LaneLayout, SKY, troop_scale},
            layout::Standing,
            story::{Finale, Leader},
        },
    },
};

/// How far what is huge is drawn against its natural size.
const HUGE: f32 = 1.1;
/// Field units a tick from which a hero slides.
const SLIDES: f32 = 5.0;

/// Adds the puppets.
pub fn plugin(app: &mut App) {
    app.init_resource::<Puppets>().init_resource::<Heroes>().add_systems(
        Update,
        (follow, go).chain().in_set(FollowSystems).in_set(PuppetSystems).in_set(StageSystems::Draw),
    );
}

/// Gives each unit a puppet and tells each puppet where its unit stands and what it does.
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
    joy: Joy,
) {
    let puppets = puppets.into_inner();
    puppets.frame = puppets.frame.wrapping_add(1);
    // Where many stand, bodies fall back.
    let muted = arena.size >= CrowdSize::Many;
    for (unit, place, health, motion, hero, squad) in &units {
        let standing = lanes.standing(place, clock.overstep);
        let Some(entity) = puppets.by_unit.get(&unit.id) else {
            let own = if squad { SQUAD } else { "hero" };
            let look = unit.kind.map_or_else(|| Arc::from(own), |kind| rules.unit(kind).look.clone());
            let huge = unit.kind.is_some_and(|kind| rules.unit(kind).huge);
            let puppet = figure(unit, look, hero, standing, motion, health, huge, &art, puppets.frame);
            let made = make(&mut commands, puppet, hero, &art);
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
        // A rain of blows must not strobe.
        if health.hit_at > puppet.health.hit_at && puppet.flinched > 0.3 {
            puppet.flinched = 0.0;
        }
        puppet.health = *health;
        puppet.held = held(&puppet, motion, squad, &clock);
        if let Some(since) = joy.of(unit.team, clock.seconds) {
            puppet.held.lift += motion::cheer(since, (place.x - arena.front(place.lane)).abs());
        }
        let kind = unit.kind.map(|kind| rules.unit(kind));
        puppet.size = hero.map_or_else(|| troop_size(kind, &lanes, arena.size), |hero| crowd_size(&lanes, hero));
        puppet.charged = hero.is_some_and(|hero| hero.energy >= FULL_ENERGY);
        let cut = hero.map(|hero| HeroCut::of(hero.level, hero.ai));
        if puppet.cut != cut || puppet.drawings.muted != muted {
            puppet.drawings = Drawings::of(&art, &puppet.look, unit.team, cut, muted);
            puppet.cut = cut;
        }
    }
}

/// What there is to cheer.
#[derive(SystemParam)]
struct Joy<'w> {
    leader: Res<'w, Leader>,
    finale: Res<'w, Finale>,
}

/// Seconds for which a side cheers that takes the lead, and after how many it begins.
const CHEER_S: f32 = 1.6;
const CHEER_AFTER_S: f32 = 0.4;

impl Joy<'_> {
    /// Seconds since when a side cheers, while it does.
    fn of(&self, team: TeamId, now: f32) -> Option<f32> {
        if let Some((fallen, since)) = self.finale.fallen {
            return (fallen != team).then_some(since);
        }
        let since = now - self.leader.took_at.filter(|_| self.leader.team == Some(team))? - CHEER_AFTER_S;
        (0.0..CHEER_S - CHEER_AFTER_S).contains(&since).then_some(since)
    }
}

/// How a figure is held for what its unit does. Who stands breathes by the stage's own time, so that a halted battle is no
/// still picture.
fn held(puppet: &Puppet, motion: &Motion, squad: bool, clock: &StageClock) -> Held {
    let seconds = clock.tick / crate::base::TICK_HZ as f32;
    let phase = motion::phase(puppet.unit);
    let idle = motion::idle(puppet.gait, clock.seconds, phase);
    match motion.pose {
        // A banner is planted.
        _ if squad => Held::default(),
        Pose::Frozen => Held::default(),
        _ if clock.halted => idle,
        Pose::Walk => motion::walk(puppet.gait, seconds, phase),
        Pose::Strike => motion::strike(puppet.gait, clock.since(motion.since)).unwrap_or(idle),
        Pose::Idle => idle,
    }
}

/// Takes the puppets of units that are gone: who fell falls, who only goes under a banner, or home, does not.
pub(super) fn go(
    mut commands: Commands,
    mut puppets: ResMut<Puppets>,
    mut figures: Query<&mut Puppet>,
    heroes: Res<Heroes>,
    tick: Res<Tick>,
) {
    let frame = puppets.frame;
    puppets.by_unit.retain(|_, entity| match figures.get_mut(*entity) {
        Ok(mut puppet) if puppet.seen != frame && puppet.age > 0.0 => {
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

/// How far a hero of people's, and of the game's own, is drawn against its natural size.
fn crowd_size(lanes: &LaneLayout, hero: &Hero) -> f32 {
    lanes.hero * if hero.ai { AI_SIZE } else { 1.0 }
}

/// Troops are small beside heroes, beasts of the ground a little smaller still for their size; what is huge is not.
fn troop_size(kind: Option<&UnitRules>, lanes: &LaneLayout, crowd: CrowdSize) -> f32 {
    let Some(kind) = kind else { return lanes.squad };
    match kind.behaviour {
        _ if kind.huge => HUGE,
        Behaviour::Breathe { .. } => 0.8,
        Behaviour::Smash { .. } | Behaviour::Siege => troop_scale(crowd) * 0.84,
        _ => troop_scale(crowd),
    }
}

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
