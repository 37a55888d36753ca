//! The ground in two colours: each side's runs from its wall to where the sides meet, so that a glance tells who holds how
//! much and where it is decided.

use bevy::{prelude::*, sprite::Anchor};

use crate::{
    arena::{Lanes, Round},
    base::TeamId,
    rules::Rules,
    stage::{
        art::BuildStage,
        theme::palette::{rgb, side},
        units::motion,
        view::{
            clock::{StageClock, StageSystems},
            lane_layout::LaneLayout,
            layout::{self, UNITS_Z},
            story::Finale,
        },
    },
};

/// How strong the colour of a side's own ground is, of what it has won of the other's, and of the line between the sides.
const TINT: f32 = 0.34;
const WON: f32 = 0.62;
const EDGE: f32 = 0.85;
/// Width of the line.
const LINE: f32 = 7.0;
/// Top of the land, and how far below the feet a lane's ground ends.
const TOP: f32 = 556.0;
const BELOW: f32 = 26.0;
/// Draw order: on the ground, under the light of the gaps.
const Z: f32 = UNITS_Z - 5.4;

/// A lane's ground.
#[derive(Component, Debug, Clone, Copy)]
enum Ground {
    /// What a side holds of its own half.
    Held(TeamId, u8),
    /// What it has won of the other's.
    Won(TeamId, u8),
    /// Where the sides meet.
    Edge(u8),
}

/// Adds the ground.
pub fn plugin(app: &mut App) {
    app.add_systems(BuildStage, build).add_systems(Update, hold.in_set(StageSystems::Draw));
}

fn build(mut commands: Commands) {
    for lane in 0..4 {
        for team in TeamId::BOTH {
            let anchor = if team == TeamId::LEFT { Anchor::TOP_LEFT } else { Anchor::TOP_RIGHT };
            for ground in [Ground::Held(team, lane), Ground::Won(team, lane)] {
                let sprite = Sprite::from_color(rgb(side(team).main).with_alpha(0.0), Vec2::ONE);
                commands.spawn((ground, sprite, anchor, Transform::default(), Visibility::Hidden));
            }
        }
        let line = Sprite::from_color(rgb(0xff_fbe8).with_alpha(0.0), Vec2::ONE);
        commands.spawn((Ground::Edge(lane), line, Anchor::TOP_CENTER, Transform::default(), Visibility::Hidden));
    }
}

/// Top and bottom of a lane's ground.
fn strip(layout: &LaneLayout, lane: u8) -> (f32, f32) {
    let bottom = |lane: u8| layout.feet(f32::from(lane)) + BELOW * layout.scale(f32::from(lane));
    (lane.checked_sub(1).map_or(TOP, bottom), bottom(lane))
}

/// The end of the land on a side.
fn edge(team: TeamId) -> f32 {
    if team == TeamId::LEFT { 0.0 } else { layout::WIDTH }
}

/// Where a side's ground begins, and how wide it is: from `from` to the front, but not beyond `most`.
fn span(team: TeamId, from: f32, front: f32, most: f32) -> (f32, f32) {
    let to = if team == TeamId::LEFT { front.min(most) } else { front.max(most) };
    (from, ((to - from) * team.forward()).max(0.0))
}

fn hold(
    lanes: Res<Lanes>,
    lane_layout: Res<LaneLayout>,
    round: Res<Round>,
    rules: Res<Rules>,
    finale: Res<Finale>,
    clock: Res<StageClock>,
    mut all: Query<(&Ground, &mut Sprite, &mut Transform, &mut Visibility)>,
) {
    let two = rules.game.sides.game_side().is_none();
    let shown = two && finale.podium.is_none() && (round.phase.fights() || finale.fallen.is_some());
    for (ground, mut sprite, mut place, mut seen) in &mut all {
        let (lane, most) = match *ground {
            Ground::Held(_, lane) => (lane, TINT),
            Ground::Won(_, lane) => (lane, WON),
            Ground::Edge(lane) => (lane, EDGE),
        };
        let wanted = if shown && lane < lanes.count() { most } else { 0.0 };
        let alpha = motion::approach(sprite.color.alpha(), wanted, 3.0, clock.delta);
        // What is clear costs as much to draw as what is not.
        seen.set_if_neq(if alpha > 0.01 { Visibility::Inherited } else { Visibility::Hidden });
        sprite.color.set_alpha(alpha);
        let (top, bottom) = strip(&lane_layout, lane);
        let front = lanes.front(lane);
        let (x, width) = match *ground {
            Ground::Held(team, _) => span(team, edge(team), front, layout::MIDDLE),
            Ground::Won(team, _) => span(team, layout::MIDDLE, front, edge(team.enemy())),
            Ground::Edge(_) => (front, LINE),
        };
        sprite.custom_size = Some(Vec2::new(width, bottom - top));
        place.translation = layout::at(x, top, if matches!(ground, Ground::Edge(_)) { Z + 0.1 } else { Z });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::CameraSlot;

    #[test]
    fn won_ground_begins_where_the_own_half_ends() {
        let left = |from, most| span(TeamId::LEFT, from, 700.0, most);
        assert_eq!((left(0.0, 480.0), left(480.0, 1080.0)), ((0.0, 480.0), (480.0, 220.0)));
        assert_eq!(span(TeamId::RIGHT, 480.0, 700.0, 0.0).1, 0.0, "the other side has won nothing");
        assert_eq!(span(TeamId::RIGHT, 1080.0, 700.0, 480.0), (1080.0, 380.0));
    }

    #[test]
    fn the_ground_of_the_lanes_lies_side_by_side() {
        let layout = LaneLayout::of(&Lanes::default(), CameraSlot::None);
        let strips: Vec<_> = (0..2).map(|lane| strip(&layout, lane)).collect();
        assert_eq!(strips[0].0, TOP);
        assert_eq!(strips[0].1, strips[1].0, "no gap and no overlap");
        assert!(strips.iter().all(|(top, bottom)| bottom > top));
    }
}
