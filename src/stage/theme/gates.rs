//! The gates at the ends of the lanes, each with a lamp that says how much of it is left; and the fires that fly from held
//! ground.

use bevy::{prelude::*, sprite::Anchor};

use crate::{
    arena::{FIELD, GATE, Gates, Lanes, Round, Tick},
    base::TeamId,
    rules::Rules,
    stage::{
        art::{Art, BuildStage},
        effects::motes::{Mote, MoteSystems, Motes},
        theme::palette::{rgb, side},
        view::{
            clock::{StageClock, StageSystems},
            lane_layout::LaneLayout,
            layout,
            story::Finale,
        },
    },
};

/// Size of a gate against its drawing.
const SIZE: f32 = 0.72;
/// How far behind the front's last place a gate stands.
const BEHIND: f32 = 66.0;
/// Size of a lamp's light.
const LAMP: f32 = 74.0;
/// A gate with less left than this is in danger.
const DANGER: f32 = 0.5;
/// Seconds between two fires of one lane whose ground is all held, at usual stakes.
const FIRE_S: f32 = 0.5;

/// A gate, and its lamp.
#[derive(Component, Debug, Clone, Copy)]
enum Part {
    Gate(TeamId, u8),
    Lamp(TeamId, u8),
}

/// Adds the gates and the fires.
pub fn plugin(app: &mut App) {
    app.init_resource::<Gates>()
        .add_systems(BuildStage, build)
        .add_systems(Update, (stand, fires.before(MoteSystems)).in_set(StageSystems::Draw));
}

fn build(mut commands: Commands, art: Res<Art>) {
    let glow = art.piece("fx/glow").image;
    for team in TeamId::BOTH {
        let gate = art.piece(&format!("hud/gate-{}", side(team).stem));
        for lane in 0..4 {
            let size = Some(gate.size * SIZE);
            let picture = Sprite { image: gate.image.clone(), custom_size: size, ..default() };
            let foot = Anchor(Vec2::new(0.0, -0.5 + 4.0 / gate.size.y.max(1.0)));
            commands.spawn((Part::Gate(team, lane), picture, foot, Transform::default(), Visibility::Hidden));
            let light = Sprite { image: glow.clone(), custom_size: Some(Vec2::splat(LAMP)), ..default() };
            commands.spawn((Part::Lamp(team, lane), light, Transform::default(), Visibility::Hidden));
        }
    }
}

/// x of a gate.
fn gate_x(team: TeamId) -> f32 {
    let gate = GATE - BEHIND;
    if team == TeamId::LEFT { gate } else { FIELD - gate }
}

fn stand(
    gates: Res<Gates>,
    lanes: Res<Lanes>,
    lane_layout: Res<LaneLayout>,
    round: Res<Round>,
    rules: Res<Rules>,
    finale: Res<Finale>,
    clock: Res<StageClock>,
    mut parts: Query<(&Part, &mut Sprite, &mut Transform, &mut Visibility)>,
) {
    let there = rules.battle.gates.is_some() && rules.game.sides.game_side().is_none() && finale.podium.is_none();
    for (part, mut sprite, mut place, mut seen) in &mut parts {
        let (Part::Gate(team, lane) | Part::Lamp(team, lane)) = *part;
        // A lamp is lit while a battle runs.
        let lit = round.phase.fights() || matches!(part, Part::Gate(..));
        let shown = there && lit && lane < lanes.count();
        seen.set_if_neq(if shown { Visibility::Inherited } else { Visibility::Hidden });
        if !shown {
            continue;
        }
        let whole = gates.whole(team, lane);
        let (y, scale) = (lane_layout.feet(f32::from(lane)), lane_layout.scale(f32::from(lane)));
        // One that is struck shakes, the more the less is left of it.
        let shake = if whole < 0.98 && !clock.calm { (clock.seconds * 42.0).sin() * 3.0 * (1.0 - whole) } else { 0.0 };
        let z = layout::under_faces(y) - 1.5;
        match part {
            Part::Gate(..) => {
                place.translation = layout::at(gate_x(team) + shake, y + 8.0, z);
                place.scale = Vec3::new(scale, scale * (0.72 + 0.28 * whole), 1.0);
                let dark = 0.55 + 0.45 * whole;
                sprite.color = Color::srgb(dark, dark, dark);
            }
            Part::Lamp(..) => {
                let beat = if whole < DANGER { 0.6 + 0.4 * (clock.seconds * 9.0).sin() } else { 1.0 };
                place.translation = layout::at(gate_x(team) + shake, y - 54.0 * scale, z + 0.2);
                place.scale = Vec3::splat(scale);
                let colour = if whole < DANGER { 0xff_5a3a } else { 0xff_d24a };
                sprite.color = rgb(colour).with_alpha((0.25 + 0.65 * whole) * beat);
            }
        }
    }
}

/// Fires fly at the castle from ground that is held beyond the middle: the more, the deeper and the more is at stake.
fn fires(
    lanes: Res<Lanes>,
    lane_layout: Res<LaneLayout>,
    round: Res<Round>,
    rules: Res<Rules>,
    tick: Res<Tick>,
    clock: Res<StageClock>,
    mut due: Local<[[f32; 4]; 2]>,
    mut motes: ResMut<Motes>,
) {
    if !round.phase.fights() || rules.game.sides.game_side().is_some() || rules.battle.ground.burn <= 0.0 {
        return;
    }
    let stakes = round.stakes(&rules, tick.0).sqrt();
    for team in TeamId::BOTH {
        for lane in 0..lanes.count() {
            let share = if team == TeamId::LEFT { lanes.share(lane) } else { 1.0 - lanes.share(lane) };
            let deep = (2.0 * share - 1.0 - rules.battle.ground.dead / 100.0).max(0.0);
            let Some(due) = due.get_mut(team.index()).and_then(|due| due.get_mut(usize::from(lane))) else { continue };
            *due += deep * stakes * clock.delta / FIRE_S;
            if *due < 1.0 {
                continue;
            }
            *due -= 1.0;
            let from = Vec2::new(lanes.front(lane), lane_layout.feet(f32::from(lane)) - 70.0);
            throw(team, from, &mut motes);
        }
    }
}

/// One fire, in a low arc to the other side's castle.
fn throw(team: TeamId, from: Vec2, motes: &mut Motes) {
    let castle = Vec2::new(if team == TeamId::LEFT { 890.0 } else { 70.0 }, 540.0 + motes.between(-50.0, 30.0));
    let (life, gravity) = (0.9, 320.0);
    let way = (castle - from) / life;
    let velocity = way - Vec2::new(0.0, gravity * life * 0.5);
    let color = rgb(side(team).glow);
    let z = layout::under_faces(from.y) - 0.8;
    motes.push(Mote { velocity, gravity, life, size: (34.0, 22.0), color, z, ..Mote::new("fx/glow", from) });
    motes.push(Mote {
        velocity,
        gravity,
        life,
        size: (20.0, 12.0),
        color: Color::WHITE,
        z,
        ..Mote::new("fx/spark", from)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gates_of_both_sides_mirror_each_other() {
        assert!((gate_x(TeamId::LEFT) + gate_x(TeamId::RIGHT) - FIELD).abs() < 0.01);
        assert!(gate_x(TeamId::LEFT) < GATE);
    }
}
