//! The mass behind a banner in a host: small hooded people, as a texture. Nobody of them is anybody; faces are on the banner.

use std::collections::HashMap;

use bevy::{prelude::*, sprite::Anchor};

use crate::{
    arena::{CrowdSize, FIELD, Lanes, Squad, Unit, wall},
    base::TeamId,
    stage::{
        art::{Art, Piece},
        theme::palette::side,
        units::{
            motion,
            puppet::{Puppet, PuppetSystems},
        },
        view::clock::{StageClock, StageSystems},
    },
};

/// A piece of the mass: how many pieces behind the banner it stands, in front of it when negative.
#[derive(Component, Debug)]
struct Bearers(i8);

/// Pieces of a banner, the hindmost first.
const PIECES: [i8; 5] = [3, 2, 1, 0, -1];
/// From a piece to the next, in units of the drawing.
const APART: f32 = 96.0;
/// Height of a piece's middle above the feet.
const UP: f32 = -14.0;
/// People for whom one piece stands.
const CREW: usize = 30;
/// How close to a wall a piece may come, in stage units.
const FROM_WALL: f32 = 44.0;

/// Adds the masses.
pub fn plugin(app: &mut App) {
    app.add_systems(Update, stand.after(PuppetSystems).in_set(StageSystems::Draw));
}

/// Gives a banner its people.
pub(super) fn dress(commands: &mut Commands, root: Entity, team: TeamId, art: &Art) {
    let Piece { image, size } = art.piece(&format!("shapes/bearers-{}", side(team).stem));
    for nth in PIECES {
        let sprite = Sprite { image: image.clone(), custom_size: Some(size), flip_x: nth % 2 == 0, ..default() };
        let at = Transform::from_xyz(0.0, 0.0, -0.4 - 0.01 * f32::from(nth));
        commands.spawn((Bearers(nth), sprite, Anchor::BOTTOM_CENTER, at, Visibility::Hidden, ChildOf(root)));
    }
}

/// Pieces of a squad's mass.
fn pieces(people: usize) -> usize {
    people.div_ceil(CREW).min(PIECES.len())
}

/// Shows as many pieces as the squad has people for and the field has room for; they surge forward one after the other.
fn stand(
    squads: Query<(&Unit, &Squad)>,
    puppets: Query<&Puppet>,
    lanes: Res<Lanes>,
    clock: Res<StageClock>,
    mut pieces_of: Query<(&ChildOf, &Bearers, &mut Transform, &mut Visibility)>,
) {
    let host = lanes.size == CrowdSize::Host;
    let people: HashMap<u32, usize> =
        squads.iter().filter(|_| host).map(|(unit, squad)| (unit.id, squad.members.len())).collect();
    for (of, Bearers(nth), mut at, mut seen) in &mut pieces_of {
        let Ok(puppet) = puppets.get(of.parent()) else { continue };
        let forward = puppet.team.forward();
        let wave = motion::stepped(clock.seconds * 0.8 + f32::from(*nth) * 0.35).sin().max(0.0);
        let x = (wave * 7.0 - f32::from(*nth) * APART) * forward;
        at.translation.x = x;
        at.translation.y = UP + wave * 2.0;
        let ground = puppet.standing.ground;
        let on_stage = ground.x + x * puppet.scale();
        let left = wall(TeamId::LEFT, ground.y) + FROM_WALL;
        let count = pieces(people.get(&puppet.unit).copied().unwrap_or(0));
        // Those at the banner's foot come first, then those behind it.
        let order = PIECES.iter().rev().position(|piece| piece == nth).unwrap_or(0);
        let shown = order < count && (left..FIELD - left).contains(&on_stage) && puppet.fallen.is_none();
        seen.set_if_neq(if shown { Visibility::Inherited } else { Visibility::Hidden });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_more_people_the_longer_the_mass() {
        assert_eq!([0, 1, 30, 31, 150, 5_000].map(pieces), [0, 1, 1, 2, 5, 5]);
    }
}
