//! How hurt somebody is: an arc around a hero's face, a line over what is large. Small troops show nothing.

use bevy::prelude::*;

use crate::{
    base::TeamId,
    stage::{
        art::{ARC_STEPS, Art},
        theme::palette::{INK, rgb, side},
        units::puppet::{Puppet, PuppetSystems, Puppets},
        view::clock::StageSystems,
    },
};

/// Health from which a troop is large.
const LARGE: i32 = 200;
/// Seconds that its line is seen after a blow.
const LINE_S: f32 = 2.0;
/// Width and height of the line in units of the drawing.
const LINE: Vec2 = Vec2::new(64.0, 6.0);
/// The same of what is huge: a bar that is seen all the time.
const BAR: Vec2 = Vec2::new(236.0, 20.0);
/// How much larger the strip behind it is.
const EDGE: Vec2 = Vec2::new(5.0, 5.0);

/// The arc around a hero's face.
#[derive(Component, Debug)]
pub(in crate::stage) struct HealthArc {
    unit: u32,
    step: u32,
}

/// The health that a large troop has left.
#[derive(Component, Debug)]
struct HealthLine;

/// The dark strip behind it.
#[derive(Component, Debug)]
struct LineBack;

/// Adds both.
pub fn plugin(app: &mut App) {
    app.add_systems(Update, (arcs, lines, backs).after(PuppetSystems).in_set(StageSystems::Draw));
}

/// An arc of a hero that is whole.
pub(in crate::stage) fn arc(unit: u32, team: TeamId) -> impl Bundle {
    (HealthArc { unit, step: ARC_STEPS }, Sprite { color: light(team), ..default() }, Visibility::Hidden)
}

/// Gives a large troop its line.
pub(in crate::stage) fn dress(commands: &mut Commands, root: Entity, puppet: &Puppet, art: &Art) {
    if puppet.health.max < LARGE {
        return;
    }
    let plain = art.piece("shapes/plain").image;
    let strip = |color: Color, size: Vec2| {
        (
            Sprite { image: plain.clone(), color, custom_size: Some(size), ..default() },
            Visibility::Hidden,
            ChildOf(root),
        )
    };
    let line = size_of(puppet);
    commands.spawn((LineBack, strip(rgb(INK), line + EDGE), Transform::from_xyz(0.0, 0.0, 3.0)));
    commands.spawn((HealthLine, strip(light(puppet.team), line), Transform::from_xyz(0.0, 0.0, 3.1)));
}

fn size_of(puppet: &Puppet) -> Vec2 {
    if puppet.huge { BAR } else { LINE }
}

fn light(team: TeamId) -> Color {
    rgb(side(team).glow)
}

/// The step for a share of health: nothing is whole that is hurt, nobody is at nothing who stands.
fn step(now: i32, max: i32) -> u32 {
    if now >= max {
        return ARC_STEPS;
    }
    let share = now.max(0) as f32 / max.max(1) as f32;
    ((share * ARC_STEPS as f32).round() as u32).clamp(1, ARC_STEPS - 1)
}

fn arcs(
    puppets: Res<Puppets>,
    figures: Query<&Puppet>,
    mut arcs: Query<(&mut HealthArc, &mut Sprite, &mut Visibility)>,
    art: Res<Art>,
) {
    for (mut arc, mut sprite, mut seen) in &mut arcs {
        // Who fell keeps the arc that the last blow left.
        let Some(puppet) = puppets.of(arc.unit).and_then(|root| figures.get(root).ok()) else { continue };
        let step = step(puppet.health.now, puppet.health.max);
        if step == arc.step {
            continue;
        }
        arc.step = step;
        if step == ARC_STEPS {
            *seen = Visibility::Hidden;
        } else {
            let piece = art.arc(step);
            (sprite.image, sprite.custom_size) = (piece.image.clone(), Some(piece.size));
            *seen = Visibility::Inherited;
        }
    }
}

/// Whether the line of a figure is seen, and how high above its feet, in units of its drawing.
fn line_of(puppet: &Puppet) -> (Visibility, f32) {
    let hurt = puppet.health.now < puppet.health.max && puppet.flinched < LINE_S;
    let shown = (hurt || puppet.huge) && puppet.fallen.is_none();
    let up = puppet.tall() + puppet.height() - 2.0;
    (if shown { Visibility::Inherited } else { Visibility::Hidden }, up)
}

fn lines(
    puppets: Query<&Puppet>,
    mut lines: Query<(&ChildOf, &mut Sprite, &mut Transform, &mut Visibility), With<HealthLine>>,
) {
    for (of, mut sprite, mut place, mut seen) in &mut lines {
        let Ok(puppet) = puppets.get(of.parent()) else { continue };
        let (shown, up) = line_of(puppet);
        seen.set_if_neq(shown);
        let share = (puppet.health.now as f32 / puppet.health.max.max(1) as f32).clamp(0.0, 1.0);
        let line = size_of(puppet);
        sprite.custom_size = Some(Vec2::new((line.x * share).max(0.1), line.y));
        (place.translation.x, place.translation.y) = (-(1.0 - share) * line.x / 2.0, up);
    }
}

fn backs(
    puppets: Query<&Puppet>,
    mut backs: Query<(&ChildOf, &mut Transform, &mut Visibility), (With<LineBack>, Without<HealthLine>)>,
) {
    for (of, mut place, mut seen) in &mut backs {
        let Ok(puppet) = puppets.get(of.parent()) else { continue };
        let (shown, up) = line_of(puppet);
        seen.set_if_neq(shown);
        place.translation.y = up;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arc_is_whole_only_for_who_is() {
        assert_eq!(step(100, 100), ARC_STEPS);
        assert_eq!(step(99, 100), ARC_STEPS - 1);
        assert_eq!(step(50, 100), 10);
        assert_eq!(step(1, 500), 1, "who stands has some left");
    }
}
