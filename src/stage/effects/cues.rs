//! What just happened, for the eyes: blows, falls, powers, levels, flares.

use std::collections::HashMap;

use bevy::prelude::*;

use crate::{
    arena::{Cue, FIELD, FlareRequested, GATE, Lanes, Spot},
    base::{PlayerId, TeamId},
    rules::{Effect, PowerRules, Rules},
    stage::{
        effects::motes::{Mote, MoteSystems, Motes},
        theme::palette::{rgb, side},
        units::puppet::Puppet,
        view::{
            clock::{StageClock, StageSystems},
            lane_layout::LaneLayout,
            layout,
        },
    },
};

/// How far from a lane's front a hit star is seen.
const IN_GAP: f32 = 34.0;
/// Most hit stars at a time.
const STARS: usize = 10;

/// Widest glow of a power, in stage units: a disc of less than 4 % of the picture.
const WIDEST_GLOW: f32 = 320.0;

/// Hit stars that are still seen: lane, x, second they came.
#[derive(Resource, Debug, Default)]
struct Stars(Vec<(u8, f32, f32)>);

/// The seconds at which the last two glows came. More in a second would be a strobe for those whom it makes ill, however
/// many powers fire.
#[derive(Resource, Debug)]
struct Glows([f32; 2]);

impl Default for Glows {
    fn default() -> Self {
        Self([f32::NEG_INFINITY; 2])
    }
}

impl Glows {
    /// Whether one more may come now; then it is counted.
    fn may(&mut self, now: f32) -> bool {
        let [older, newer] = self.0;
        let may = now - older >= 1.0;
        if may {
            self.0 = [newer, now];
        }
        may
    }
}

/// Adds the effects.
pub fn plugin(app: &mut App) {
    app.init_resource::<Stars>()
        .init_resource::<Glows>()
        .add_systems(Update, (cues, flares).chain().before(MoteSystems).in_set(StageSystems::Draw));
}

fn chest(spot: Spot, lanes: LaneLayout) -> Vec2 {
    let standing = lanes.spot(spot);
    standing.ground - Vec2::new(0.0, standing.height + 40.0 * standing.scale)
}

fn cues(
    mut cues: MessageReader<Cue>,
    rules: Res<Rules>,
    lanes: Res<LaneLayout>,
    fronts: Res<Lanes>,
    clock: Res<StageClock>,
    puppets: Query<&Puppet>,
    mut motes: ResMut<Motes>,
    mut stars: ResMut<Stars>,
    mut glows: ResMut<Glows>,
) {
    let lanes = *lanes;
    stars.0.retain(|(_, _, came)| clock.seconds - came < 0.25);
    for cue in cues.read() {
        match *cue {
            Cue::Hit { at, damage, castle, team } => {
                hit(at, team, damage, castle, lanes, &clock, &mut motes, &mut stars, fronts.front(at.lane));
            }
            Cue::Spawned { at, .. } => dust(lanes.spot(at).ground, 3, &mut motes),
            Cue::Fell { at, kind, team, .. } => {
                let ground = lanes.spot(at).ground;
                dust(ground, 4, &mut motes);
                if kind.is_none() {
                    let colour = rgb(side(team).glow);
                    motes.burst("fx/star", ground - Vec2::new(0.0, 50.0), 7, 240.0, 26.0, colour);
                }
            }
            Cue::PowerFired { power, team, at, .. } => {
                let glows = at.is_some() && glows.may(clock.seconds);
                fire(rules.power(power), team, at, lanes, glows, &puppets, &mut motes);
            }
            Cue::LevelUp { player, .. } => cheer(player, &puppets, &mut motes),
            Cue::GateFell { team, lane, .. } => bang(team, lane, lanes, &mut motes),
            _ => {}
        }
    }
}

fn hit(
    at: Spot,
    team: TeamId,
    damage: i32,
    castle: bool,
    lanes: LaneLayout,
    clock: &StageClock,
    motes: &mut Motes,
    stars: &mut Stars,
    front: f32,
) {
    let near = stars.0.iter().any(|(lane, x, _)| *lane == at.lane && (x - at.x).abs() < 90.0);
    if near || stars.0.len() >= STARS {
        return;
    }
    stars.0.push((at.lane, at.x, clock.seconds));
    // Blows are seen in the gap, where nobody's name is.
    let at = if castle { at } else { Spot { x: at.x.clamp(front - IN_GAP, front + IN_GAP), ..at } };
    let spot = chest(at, lanes) + Vec2::new(motes.between(-8.0, 8.0), motes.between(-10.0, 10.0));
    // Bounded: 30 for a scratch, 64 for the heaviest blow, 80 when it has grown.
    let size = 30.0 + 3.6 * (damage.clamp(0, 90) as f32).sqrt();
    let turn = motes.between(0.0, 1.0);
    motes.push(Mote { size: (size, size * 1.25), life: 0.2, turn: (turn, 0.0), ..Mote::new("fx/hit", spot) });
    let colour = rgb(side(team.enemy()).glow);
    motes.burst("fx/spark", spot, if castle { 3 } else { 4 }, 190.0, 16.0, colour);
    if castle {
        motes.burst("fx/dust", spot, 2, 90.0, 36.0, Color::WHITE);
    }
}

fn dust(ground: Vec2, count: usize, motes: &mut Motes) {
    for _ in 0..count {
        let velocity = Vec2::new(motes.between(-60.0, 60.0), motes.between(-30.0, -6.0));
        let size = motes.between(14.0, 24.0);
        motes.push(Mote {
            velocity,
            life: 0.45,
            size: (size, size * 1.9),
            color: Color::WHITE.with_alpha(0.8),
            z: layout::under_faces(ground.y) - 1.0,
            ..Mote::new("fx/dust", ground)
        });
    }
}

/// The colour of a power, by what it does first.
fn colour_of(power: &PowerRules, team: TeamId) -> Color {
    match power.effects.first() {
        Some(Effect::Heal { .. }) => rgb(0x7c_e86a),
        Some(Effect::Freeze { .. }) => rgb(0xa8_ecff),
        Some(Effect::Shield { .. }) => rgb(0x8d_ffe6),
        Some(Effect::Strike { .. }) => rgb(0xff_9a3d),
        Some(Effect::Buff { .. } | Effect::Nova { .. }) | None => rgb(side(team).glow),
    }
}

fn fire(
    power: &PowerRules,
    team: TeamId,
    at: Option<Spot>,
    lanes: LaneLayout,
    glows: bool,
    puppets: &Query<&Puppet>,
    motes: &mut Motes,
) {
    let colour = colour_of(power, team);
    let icon = format!("icons/{}", power.id);
    if let Some(at) = at {
        let spot = chest(at, lanes);
        let wide = match power.effects.first() {
            Some(Effect::Nova { radius, .. } | Effect::Strike { radius, .. }) => radius * 2.0,
            _ => 220.0,
        };
        let z = layout::under_faces(lanes.spot(at).ground.y);
        motes.push(Mote { size: (40.0, wide), color: colour, life: 0.45, z, ..Mote::new("fx/ring", spot) });
        if glows {
            let wide = wide.min(WIDEST_GLOW);
            let size = (wide * 0.8, wide);
            motes.push(Mote { size, color: colour.with_alpha(0.6), life: 0.4, ..Mote::new("fx/glow", spot) });
        }
        motes.burst("fx/spark", spot, 10, 320.0, 24.0, colour);
        motes.push(Mote { z, ..rising(icon, spot, 44.0) });
        return;
    }
    // A power over a side is seen on everyone it touches.
    let hurts = power.effects.iter().any(|effect| matches!(effect, Effect::Strike { .. } | Effect::Freeze { .. }));
    let touched = if hurts { team.enemy() } else { team };
    for (index, puppet) in
        puppets.iter().filter(|puppet| puppet.team == touched && puppet.fallen.is_none()).take(36).enumerate()
    {
        // On everyone it would hide the fight.
        if index % 3 == 0 {
            ring(puppet, colour.with_alpha(0.55), motes);
            let feet = puppet.standing.ground - Vec2::new(0.0, 14.0);
            let z = layout::under_faces(puppet.standing.ground.y);
            motes.push(Mote { z, ..rising(icon.clone(), feet, 34.0) });
        }
    }
}

fn rising(icon: String, at: Vec2, size: f32) -> Mote {
    // Never as high as a chin.
    Mote { velocity: Vec2::new(0.0, -34.0), life: 1.0, size: (size, size * 1.1), ..Mote::new(icon, at) }
}

fn ring(puppet: &Puppet, colour: Color, motes: &mut Motes) {
    // Around the feet, behind the body.
    let at = puppet.standing.ground - Vec2::new(0.0, puppet.standing.height + 16.0 * puppet.standing.scale);
    let z = puppet.standing.z() + 0.02;
    motes.push(Mote { size: (30.0, 96.0), color: colour, life: 0.6, z, ..Mote::new("fx/ring", at) });
    let spark = at + Vec2::new(motes.between(-24.0, 24.0), 10.0);
    motes.push(Mote {
        velocity: Vec2::new(0.0, -70.0),
        size: (18.0, 6.0),
        color: colour,
        life: 0.6,
        z,
        ..Mote::new("fx/spark", spark)
    });
}

/// A gate falls: splinters and dust fly at the end of its lane, behind the faces.
fn bang(team: TeamId, lane: u8, lanes: LaneLayout, motes: &mut Motes) {
    let x = if team == TeamId::LEFT { GATE } else { FIELD - GATE };
    let ground = lanes.spot(Spot { x, y: 0.0, z: 0.0, lane }).ground;
    dust(ground, 10, motes);
    let z = layout::under_faces(ground.y) - 0.5;
    motes.push(Mote { size: (40.0, 190.0), life: 0.7, color: rgb(0xff_d24a), z, ..Mote::new("fx/ring", ground) });
    motes.burst("fx/star", ground - Vec2::new(0.0, 60.0), 12, 340.0, 30.0, rgb(0xff_d24a));
}

fn cheer(player: PlayerId, puppets: &Query<&Puppet>, motes: &mut Motes) {
    let Some(puppet) = puppets.iter().find(|puppet| puppet.player == Some(player) && puppet.fallen.is_none()) else {
        return;
    };
    // Behind the own face and beside it: who cheers is seen, and nobody else is hidden.
    let (at, z) = (puppet.face, puppet.standing.z() - 0.1);
    let wide = 150.0 * puppet.standing.scale * puppet.size;
    motes.push(Mote { size: (wide * 0.5, wide), color: rgb(0xff_d24a), life: 0.5, z, ..Mote::new("fx/ring", at) });
    motes.burst("fx/star", puppet.standing.ground - Vec2::new(0.0, 40.0), 7, 190.0, 24.0, rgb(0xff_d24a));
}

/// "Here I am": rings and a pillar of sparks over the viewer's own hero.
fn flares(mut flares: MessageReader<FlareRequested>, puppets: Query<&Puppet>, mut motes: ResMut<Motes>) {
    let by_player: HashMap<PlayerId, &Puppet> = puppets
        .iter()
        .filter(|puppet| puppet.fallen.is_none())
        .filter_map(|puppet| Some((puppet.player?, puppet)))
        .collect();
    for flare in flares.read() {
        let Some(puppet) = by_player.get(&flare.player) else { continue };
        let (at, z) = (puppet.face, puppet.standing.z() - 0.1);
        let one = 110.0 * puppet.standing.scale * puppet.size;
        for (size, life) in [(one, 0.5), (one * 1.5, 0.8), (one * 2.0, 1.1)] {
            motes.push(Mote { size: (one * 0.6, size), color: rgb(0xff_f4da), life, z, ..Mote::new("fx/ring", at) });
        }
        let feet = puppet.standing.ground - Vec2::new(0.0, 40.0);
        motes.burst("fx/star", feet, 9, 230.0, 24.0, rgb(side(puppet.team).glow));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rain_of_powers_glows_twice_a_second() {
        let mut glows = Glows::default();
        let came = (0..600).filter(|frame| glows.may(*frame as f32 / 60.0)).count();
        assert!((18..=22).contains(&came), "{came} in ten seconds");
        let area = std::f32::consts::PI * (WIDEST_GLOW / 2.0).powi(2) / (1080.0 * 1920.0);
        assert!(area <= 0.04, "{area} of the picture");
    }
}
