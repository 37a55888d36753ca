//! How hurt somebody is: an arc around a hero's face, a line over what is large. Small troops show nothing.

use std::collections::HashMap;

use bevy::prelude::*;

use crate::{
    arena::{Health, Hero, Squad, Unit},
    base::TeamId,
    stage::{
        art::Art,
        theme::palette::{INK, rgb},
        units::puppet::{Part, Puppet, PuppetSystems, Puppets},
        view::clock::StageSystems,
    },
};

/// Steps of a whole arc, as drawn in `shapes/arc-1` to `shapes/arc-19`.
const STEPS: u32 = 20;
/// Health from which a troop is large.
const LARGE: i32 = 200;
/// Seconds that its line is seen after a blow.
const LINE_S: f32 = 2.0;
/// Width of the line in units of the drawing.
const LINE: f32 = 64.0;

/// The arc around a hero's face.
#[derive(Component, Debug)]
pub(in crate::stage) struct HealthArc {
    unit: u32,
    step: u32,
}

/// Adds both.
pub fn plugin(app: &mut App) {
    app.add_systems(Update, (arcs, lines).after(PuppetSystems).in_set(StageSystems::Draw));
}

/// An arc of a hero that is whole.
pub(in crate::stage) fn arc(unit: u32, team: TeamId) -> impl Bundle {
    (HealthArc { unit, step: STEPS }, Sprite { color: light(team), ..default() }, Visibility::Hidden)
}

fn light(team: TeamId) -> Color {
    rgb(if team == TeamId::LEFT { 0xff_c53a } else { 0x8d_ffe6 })
}

/// The step for a share of health: nothing is whole that is hurt, nobody is at nothing who stands.
fn step(now: i32, max: i32) -> u32 {
    if now >= max {
        return STEPS;
    }
    let share = now.max(0) as f32 / max.max(1) as f32;
    ((share * STEPS as f32).round() as u32).clamp(1, STEPS - 1)
}

fn arcs(
    heroes: Query<(&Unit, &Health), With<Hero>>,
    mut arcs: Query<(&mut HealthArc, &mut Sprite, &mut Visibility)>,
    art: Res<Art>,
) {
    let steps: HashMap<u32, u32> =
        heroes.iter().map(|(unit, health)| (unit.id, step(health.now, health.max))).collect();
    for (mut arc, mut sprite, mut seen) in &mut arcs {
        // Who fell keeps the arc that the last blow left.
        let Some(step) = steps.get(&arc.unit).copied() else { continue };
        if step == arc.step {
            continue;
        }
        arc.step = step;
        if step == STEPS {
            *seen = Visibility::Hidden;
        } else {
            let piece = art.piece(&format!("shapes/arc-{step}"));
            (sprite.image, sprite.custom_size) = (piece.image, Some(piece.size));
            *seen = Visibility::Inherited;
        }
    }
}

fn lines(
    mut commands: Commands,
    units: Query<(&Unit, &Health), (Without<Hero>, Without<Squad>)>,
    puppets: Res<Puppets>,
    mut figures: Query<&mut Puppet>,
    mut parts: Query<(&mut Sprite, &mut Transform, &Part), Without<Puppet>>,
    art: Res<Art>,
) {
    for (unit, health) in units.iter().filter(|(_, health)| health.max >= LARGE) {
        let Some(root) = puppets.of(unit.id) else { continue };
        let Ok(mut puppet) = figures.get_mut(root) else { continue };
        let hurt = health.now < health.max && puppet.flinched < LINE_S;
        if hurt && puppet.bar.is_none() {
            puppet.bar = Some(line(&mut commands, root, unit.team, &art));
        }
        let Some((back, fill)) = puppet.bar else { continue };
        let share = (health.now as f32 / health.max.max(1) as f32).clamp(0.0, 1.0);
        let top = puppet.tall / (puppet.standing.scale * puppet.size).max(0.01) + puppet.standing.height - 2.0;
        let fill_at = Vec3::new(-(1.0 - share) * LINE / 2.0, top, 3.1);
        let placed = [
            (back, Vec2::new(LINE + 5.0, 11.0), Vec3::new(0.0, top, 3.0)),
            (fill, Vec2::new((LINE * share).max(0.1), 6.0), fill_at),
        ];
        for (part, size, at) in placed {
            if let Ok((mut sprite, mut place, _)) = parts.get_mut(part) {
                sprite.custom_size = Some(size);
                place.translation = at;
                sprite.color = sprite.color.with_alpha(if hurt { 1.0 } else { 0.0 });
            }
        }
    }
}

fn line(commands: &mut Commands, root: Entity, team: TeamId, art: &Art) -> (Entity, Entity) {
    let plain = art.piece("shapes/plain").image;
    let mut strip = |color: Color| {
        let sprite = Sprite { image: plain.clone(), color, custom_size: Some(Vec2::ONE), ..default() };
        commands.spawn((Part::Bar, sprite, ChildOf(root))).id()
    };
    (strip(rgb(INK)), strip(light(team)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arc_is_whole_only_for_who_is() {
        assert_eq!(step(100, 100), STEPS);
        assert_eq!(step(99, 100), STEPS - 1);
        assert_eq!(step(50, 100), 10);
        assert_eq!(step(1, 500), 1, "who stands has some left");
    }

    #[test]
    fn every_step_is_drawn() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/art/shapes");
        assert!((1..STEPS).all(|step| folder.join(format!("arc-{step}.svg")).is_file()));
    }
}
