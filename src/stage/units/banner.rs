//! The faces on a squad's banner: who leads it, large, and four of its people who take turns.

use std::sync::Arc;

use bevy::prelude::*;

use crate::{
    arena::{Heroes, Squad, Unit},
    base::PlayerId,
    stage::{
        art::{
            Art,
            label::{Face, Label, label, say},
        },
        units::{
            hero::{FaceLetters, FaceOf, FacePart, HEAD_Z, face_of, initials},
            motion::POP,
            puppet::{Puppet, PuppetSystems, Puppets},
        },
        view::clock::{StageClock, StageSystems},
    },
};

/// Middle of the leader's face above the feet, and its radius, in units of the drawing.
pub(in crate::stage) const LEADER_UP: f32 = 134.0;
const LEADER: f32 = 42.0;
/// Middles of the members' faces beside and above the feet, and their radius.
const MEMBERS: [Vec2; 4] =
    [Vec2::new(-88.0, 112.0), Vec2::new(88.0, 112.0), Vec2::new(-98.0, 62.0), Vec2::new(98.0, 62.0)];
const MEMBER: f32 = 16.5;
/// Seconds for which the same members are shown.
const TURN_S: f32 = 4.0;

/// A face on a banner.
#[derive(Component, Debug)]
pub(in crate::stage) struct BannerFace {
    unit: u32,
    /// The leader's, or the member's of that number.
    place: Option<usize>,
    shown: Option<(PlayerId, Arc<str>)>,
    letters: Entity,
}

/// Adds the faces of the banners.
pub fn plugin(app: &mut App) {
    app.init_resource::<Heroes>().add_systems(Update, turn.after(PuppetSystems).in_set(StageSystems::Draw));
}

/// Gives a squad's puppet its faces; whose they are comes with the first turn.
pub(in crate::stage) fn dress(commands: &mut Commands, root: Entity, unit: u32, art: &Art) {
    let image = art.piece("shapes/face").image;
    let places = MEMBERS.iter().enumerate().map(|(nth, at)| (Some(nth), *at, MEMBER));
    for (place, at, radius) in places.chain([(None, Vec2::new(0.0, LEADER_UP), LEADER)]) {
        let letters = label("", Face::Plain, radius, 0xff_ffff, 0x2a_1438);
        let letters = commands.spawn((letters, FaceLetters, Transform::from_xyz(0.0, 0.0, 0.1))).id();
        let sprite = Sprite { image: image.clone(), custom_size: Some(Vec2::splat(radius * 2.0)), ..default() };
        commands
            .spawn((
                BannerFace { unit, place, shown: None, letters },
                sprite,
                Transform::from_translation(at.extend(HEAD_Z)),
                Visibility::Hidden,
                ChildOf(root),
            ))
            .add_child(letters);
    }
}

/// Shows who leads and who has a turn.
fn turn(
    mut commands: Commands,
    squads: Query<(&Unit, &Squad)>,
    puppets: Res<Puppets>,
    figures: Query<&Puppet>,
    heroes: Res<Heroes>,
    clock: Res<StageClock>,
    mut faces: Query<(Entity, &mut BannerFace, &mut Sprite, &mut Visibility)>,
    mut words: Query<(&mut Text2d, &mut Label)>,
) {
    for (entity, mut face, mut sprite, mut seen) in &mut faces {
        let squad = squads.iter().find(|(unit, _)| unit.id == face.unit).map(|(_, squad)| squad);
        // Whose banner falls stands elsewhere already, and one that comes has to stand up first.
        let stands = || figures.get(puppets.of(face.unit)?).ok().filter(|puppet| puppet.age >= POP);
        let Some(squad) = squad.filter(|_| stands().is_some()) else {
            seen.set_if_neq(Visibility::Hidden);
            continue;
        };
        let wanted = match face.place {
            None => Some(squad.leader),
            Some(nth) => {
                // Those beside the leader, four by four; a change in who is hurt next does not turn them.
                let mut others: Vec<PlayerId> = squad.members.iter().map(|member| member.player).collect();
                others.retain(|player| *player != squad.leader);
                others.sort_unstable();
                let turn = (clock.seconds / TURN_S) as usize * MEMBERS.len();
                let all = others.len();
                (nth < all).then(|| others.get((turn + nth) % all.max(1)).copied()).flatten()
            }
        };
        let shown = if wanted.is_some() { Visibility::Inherited } else { Visibility::Hidden };
        seen.set_if_neq(shown);
        let name = |player| heroes.get(player).map(|record| record.hero.name.clone()).unwrap_or_default();
        let wanted = wanted.map(|player| (player, name(player)));
        if wanted == face.shown {
            continue;
        }
        face.shown = wanted.clone();
        let Some((player, name)) = wanted else { continue };
        sprite.color = face_of(player);
        let letters = initials(&name);
        if let Ok((mut text, mut label)) = words.get_mut(face.letters) {
            say(&mut text, &letters);
            let radius = if face.place.is_none() { LEADER } else { MEMBER };
            label.size = radius * if letters.chars().count() > 1 { 0.95 } else { 1.15 };
        }
        if face.place.is_none() {
            commands.entity(entity).insert(FaceOf { player, part: FacePart::Disc });
            commands.entity(face.letters).insert(FaceOf { player, part: FacePart::Letters });
        }
    }
}
