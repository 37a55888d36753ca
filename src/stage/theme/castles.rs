//! The two castles: whole, cracked, burning; they shake when they are hit.

use bevy::{prelude::*, sprite::Anchor};

use crate::{
    arena::{Castle, Castles, Phase, Round},
    base::TeamId,
    rules::{CameraSlot, Rules},
    stage::{
        art::{Art, BuildStage},
        effects::motes::{Mote, MoteSystems, Motes},
        theme::palette::{rgb, side},
        view::{
            clock::{StageClock, StageSystems},
            layout::{self, UNITS_Z},
            story::Finale,
        },
    },
};

/// Middle of a castle's feet on the stage, and its size against the drawing.
fn stands(team: TeamId, camera: CameraSlot) -> (Vec2, f32) {
    let (y, size) = if camera == CameraSlot::Top { (826.0, 0.5) } else { (590.0, 0.66) };
    (Vec2::new(if team == TeamId::LEFT { 54.0 } else { 906.0 }, y), size)
}

/// A castle's picture.
#[derive(Component, Debug)]
struct Keep {
    team: TeamId,
    /// How it looks in each [`CastleState`].
    looks: [Handle<Image>; 3],
    hit_at: u32,
    shook: f32,
    shaking: f32,
    smoke: f32,
    shield: Entity,
    flag: Entity,
}

/// How flat a castle is that has fallen, and how far it tilts.
const FLAT: f32 = 0.86;
const TILT: f32 = 0.14;

/// Adds the castles.
pub fn plugin(app: &mut App) {
    app.add_systems(BuildStage, build).add_systems(Update, (show, fall).before(MoteSystems).in_set(StageSystems::Draw));
}

/// How far a castle has come down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CastleState {
    /// More than two thirds of its health are left.
    Whole,
    /// More than one third.
    Cracked,
    /// Less.
    Burning,
}

impl CastleState {
    const ALL: [Self; 3] = [Self::Whole, Self::Cracked, Self::Burning];

    /// The state of a castle with the health it has left.
    #[must_use]
    pub fn of(castle: &Castle) -> Self {
        let share = castle.health as f32 / castle.max.max(1) as f32;
        match share {
            _ if castle.max <= 0 => Self::Whole,
            _ if share < 0.33 => Self::Burning,
            _ if share < 0.66 => Self::Cracked,
            _ => Self::Whole,
        }
    }

    /// As in the names of its drawings.
    fn name(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Cracked => "cracked",
            Self::Burning => "burning",
        }
    }
}

fn build(mut commands: Commands, art: Res<Art>) {
    for team in TeamId::BOTH {
        let colours = side(team);
        let piece = art.piece(&format!("castles/{}-whole", colours.stem));
        let looks =
            CastleState::ALL.map(|state| art.piece(&format!("castles/{}-{}", colours.stem, state.name())).image);
        let bubble = art.piece("shapes/shield");
        let shield = commands
            .spawn((
                Sprite {
                    image: bubble.image,
                    custom_size: Some(Vec2::new(240.0, 290.0)),
                    color: rgb(colours.glow),
                    ..default()
                },
                Transform::from_xyz(0.0, 124.0, 0.2),
                Visibility::Hidden,
            ))
            .id();
        let banner = art.piece(&format!("hud/flag-{}", colours.stem));
        let flag = commands
            .spawn((
                Sprite { image: banner.image, custom_size: Some(banner.size * 1.5), ..default() },
                Transform::from_xyz(28.0 * team.forward(), 236.0, 0.1),
                Visibility::Hidden,
            ))
            .id();
        let (spot, size) = stands(team, CameraSlot::None);
        commands
            .spawn((
                Keep { team, looks, hit_at: 0, shook: 9.0, shaking: 9.0, smoke: 0.0, shield, flag },
                Sprite { image: piece.image, custom_size: Some(piece.size * size), ..default() },
                Anchor(Vec2::new(0.0, -0.5 + 10.0 / piece.size.y.max(1.0))),
                Transform::from_translation(layout::at(spot.x, spot.y, UNITS_Z - 4.0)),
            ))
            .add_children(&[shield, flag]);
    }
}

fn show(
    castles: Res<Castles>,
    round: Res<Round>,
    rules: Res<Rules>,
    clock: Res<StageClock>,
    finale: Res<Finale>,
    mut motes: ResMut<Motes>,
    mut keeps: Query<(&mut Keep, &mut Sprite, &mut Transform)>,
    mut seen: Query<&mut Visibility>,
) {
    for (mut keep, mut sprite, mut place) in &mut keeps {
        let Some(castle) = castles.0.get(keep.team.index()) else { continue };
        keep.shook += clock.delta;
        keep.shaking += clock.delta;
        if castle.hit_at > keep.hit_at {
            keep.hit_at = castle.hit_at;
            // At most four times a second.
            if keep.shook > 0.25 {
                keep.shook = 0.0;
                keep.shaking = 0.0;
            }
        } else if castle.hit_at < keep.hit_at {
            keep.hit_at = castle.hit_at;
        }
        let state = CastleState::of(castle);
        if let Some(look) = keep.looks.get(state as usize).filter(|look| sprite.image != **look) {
            sprite.image = look.clone();
        }
        let left = (1.0 - keep.shaking / 0.25).max(0.0);
        let shake = if clock.calm { 0.0 } else { (keep.shaking * 90.0).sin() * 4.0 * left };
        let (spot, size) = stands(keep.team, rules.stage.camera);
        let down = down(&finale, keep.team, round.phase == Phase::Podium && castle.health <= 0);
        let scale = size / stands(keep.team, CameraSlot::None).1;
        place.scale = Vec3::new(scale * (1.0 + 0.12 * down), scale * (1.0 - FLAT * down), 1.0);
        place.rotation = Quat::from_rotation_z(TILT * down * keep.team.forward());
        place.translation = layout::at(spot.x + shake, spot.y, UNITS_Z - 4.0);
        show_if(&mut seen, keep.shield, castle.shield.0 > 0 && round.phase.fights());
        show_if(&mut seen, keep.flag, castle.banner);
        keep.smoke -= clock.delta;
        let burns = state == CastleState::Burning;
        if keep.smoke <= 0.0 && castle.max > 0 && (burns || castle.health <= 0) {
            keep.smoke = 0.28;
            let at = spot + Vec2::new(motes.between(-50.0, 50.0), motes.between(-190.0, -140.0));
            let mote = Mote {
                velocity: Vec2::new(motes.between(-12.0, 12.0), -70.0),
                life: 1.8,
                size: (20.0, 54.0),
                z: UNITS_Z - 4.2,
                color: Color::WHITE.with_alpha(0.75),
                ..Mote::new("shapes/smoke", at)
            };
            motes.push(mote);
        }
    }
}

/// How far a castle is down, from 0 to 1.
fn down(finale: &Finale, team: TeamId, gone: bool) -> f32 {
    match finale.fallen {
        Some((fallen, since)) if fallen == team => {
            let t = ((since - 0.3) / 1.6).clamp(0.0, 1.0);
            t * t * (3.0 - 2.0 * t)
        }
        _ => f32::from(u8::from(gone)),
    }
}

/// Where a castle falls dust and cards of its side's paper fly up.
fn fall(finale: Res<Finale>, rules: Res<Rules>, mut motes: ResMut<Motes>, mut due: Local<f32>) {
    let Some((team, since)) = finale.fallen else {
        *due = 0.0;
        return;
    };
    let (spot, size) = stands(team, rules.stage.camera);
    while *due <= since && since < 2.2 {
        *due += 0.05;
        let x = motes.between(-110.0, 110.0) * size;
        let (dust, low) = (motes.between(50.0, 110.0), motes.between(-30.0, 10.0));
        let velocity = Vec2::new(x * 0.6, motes.between(-70.0, -20.0));
        let (life, at) = (0.9, spot + Vec2::new(x, low));
        motes.push(Mote { velocity, life, size: (dust * 0.6, dust), z: UNITS_Z - 3.5, ..Mote::new("fx/dust", at) });
        let velocity = Vec2::new(motes.between(-80.0, 260.0) * team.forward(), motes.between(-420.0, -220.0));
        let color = rgb(if motes.chance() < 0.5 { side(team).main } else { side(team).light });
        let turn = (x, motes.between(-7.0, 7.0));
        let (life, size, at) = (1.3, (22.0, 14.0), spot - Vec2::new(0.0, 60.0));
        let card = Mote::new("shapes/confetti", at);
        motes.push(Mote { velocity, gravity: 420.0, life, size, color, turn, z: UNITS_Z - 3.4, ..card });
    }
}

fn show_if(seen: &mut Query<&mut Visibility>, entity: Entity, shown: bool) {
    if let Ok(mut visibility) = seen.get_mut(entity) {
        let wanted = if shown { Visibility::Inherited } else { Visibility::Hidden };
        visibility.set_if_neq(wanted);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_castle_cracks_at_two_thirds_and_burns_at_one() {
        use CastleState::{Burning, Cracked, Whole};
        let with = |health| CastleState::of(&Castle { health, max: 3000, ..Castle::default() });
        assert_eq!([3000, 1990, 1970, 1000, 980, 0].map(with), [Whole, Whole, Cracked, Cracked, Burning, Burning]);
        assert_eq!(CastleState::of(&Castle::default()), Whole);
    }
}
