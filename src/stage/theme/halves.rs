//! The two halves of the land: light sweeps to the side that takes the lead.

use bevy::{prelude::*, sprite::Anchor};

use crate::{
    arena::FIELD,
    base::TeamId,
    stage::{
        art::BuildStage,
        theme::palette::rgb,
        view::{
            clock::{StageClock, StageSystems},
            layout::{self, UNITS_Z},
            story::Leader,
        },
    },
};

/// Seconds that it takes.
const SWEEP_S: f32 = 1.6;
/// How much light one half gets, and how much the other loses.
const LIGHT: f32 = 0.22;
const SHADE: f32 = 0.3;
/// Top and bottom of the land.
const LAND: (f32, f32) = (556.0, 1112.0);

/// Half of the land.
#[derive(Component, Debug)]
struct Half(TeamId);

/// Adds the halves.
pub fn plugin(app: &mut App) {
    app.add_systems(BuildStage, build).add_systems(Update, sweep.in_set(StageSystems::Draw));
}

fn build(mut commands: Commands) {
    for team in TeamId::BOTH {
        let anchor = if team == TeamId::LEFT { Anchor::CENTER_RIGHT } else { Anchor::CENTER_LEFT };
        let sprite = Sprite::from_color(Color::NONE, Vec2::new(layout::WIDTH, LAND.1 - LAND.0));
        let place = Transform::from_translation(layout::at(FIELD / 2.0, (LAND.0 + LAND.1) / 2.0, UNITS_Z - 6.0));
        commands.spawn((Half(team), sprite, anchor, place));
    }
}

/// How strong the light is, `since` seconds after the lead changed.
fn strength(since: f32) -> f32 {
    let t = (since / SWEEP_S).clamp(0.0, 1.0);
    (t * std::f32::consts::PI).sin()
}

fn sweep(leader: Res<Leader>, clock: Res<StageClock>, mut halves: Query<(&Half, &mut Sprite, &mut Visibility)>) {
    let now = leader.took_at.map_or(0.0, |at| strength(clock.seconds - at));
    for (half, mut sprite, mut seen) in &mut halves {
        // What is clear costs as much to draw as what is not.
        seen.set_if_neq(if now > 0.0 { Visibility::Inherited } else { Visibility::Hidden });
        let leads = leader.team == Some(half.0);
        let (colour, most) = if leads { (0xff_f7d8, LIGHT) } else { (0x1a_0a30, SHADE) };
        let wanted = rgb(colour).with_alpha(most * now);
        if sprite.color != wanted {
            sprite.color = wanted;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn light_comes_and_goes_without_a_flash() {
        assert!(strength(0.0).abs() < 0.01 && strength(SWEEP_S).abs() < 0.01 && strength(60.0).abs() < 0.01);
        let steps: Vec<f32> = (0..96).map(|frame| strength(frame as f32 / 60.0)).collect();
        assert!(steps.windows(2).all(|pair| (pair[1] - pair[0]).abs() < 0.05));
    }
}
