//! Where the plates lie: on the chins of their heroes, and how wide.

use bevy::{prelude::*, text::TextLayoutInfo};

use crate::{
    base::TeamId,
    stage::{
        art::label::Label,
        units::{
            names::{Rung, SQUEEZE, forward_of},
            plates::{MARGIN, Plate, PlatePart, PlateSystems, Plates},
            puppet::{Puppet, Puppets},
        },
        view::{clock::StageSystems, layout, story::Finale},
    },
};

/// How large a plate is with its ends, in stage units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Measure {
    pub width: f32,
    pub height: f32,
}

impl Measure {
    /// Of the middle of a plate as it is drawn.
    #[cfg(test)]
    pub fn of(middle: &Sprite) -> Self {
        let size = middle.custom_size.unwrap_or_default();
        Self { width: size.x + 2.0 * size.y * END * 0.7, height: size.y }
    }

    /// The size of its middle.
    fn middle(self) -> Vec2 {
        Vec2::new((self.width - 2.0 * self.height * END * 0.7).max(1.0), self.height)
    }
}

/// Adds the placing of plates.
pub fn plugin(app: &mut App) {
    app.add_systems(Update, place.after(PlateSystems).in_set(StageSystems::Draw));
}

/// Height of a plate against the size of its letters.
const HEIGHT: f32 = 1.28;
/// Width against height of the drawing of a plate's end.
const END: f32 = 0.5;
/// Distance of a plate's top below the face, in units of the hero's drawing.
const BELOW: f32 = 3.0;
/// Middle of a squad's plate above its feet, in units of its drawing.
const SQUAD_CHIN: f32 = 78.0;
/// Width of the plate of the shortest name, in units of the hero's drawing.
const SHORTEST: f32 = 58.0;
/// Over how much of its end a name that was cut fades.
const FADE: f32 = 26.0;
/// How faint its neighbours are meanwhile.
const FAINT: f32 = 0.3;
/// Seconds for which somebody who comes has no plate yet.
const NEW_S: f32 = 0.12;
/// Draw order: over all who stand on the field. A plate reaches the crests of the lane before it, never a face.
const PLATE_Z: f32 = layout::UNITS_Z + 62.0;

/// Puts each plate on its hero's chin.
fn place(
    plates: Res<Plates>,
    puppets: Res<Puppets>,
    figures: Query<&Puppet>,
    finale: Res<Finale>,
    mut drawn: Query<(&Plate, &mut Transform, &mut Visibility, &mut Sprite), Without<PlatePart>>,
    mut parts: Query<(&mut Transform, &mut Visibility, &mut Sprite), (With<PlatePart>, Without<Label>)>,
    mut words: Query<(&Label, &TextLayoutInfo, &mut Transform, &mut TextColor), (With<PlatePart>, Without<Sprite>)>,
) {
    let speaking: Vec<(TeamId, u8)> = figures
        .iter()
        .filter(|puppet| puppet.player.is_some_and(|player| plates.flared.contains_key(&player)))
        .map(|puppet| (puppet.team, puppet.standing.lane.round() as u8))
        .collect();
    for (unit, entity) in &plates.by_unit {
        let Some(puppet) = puppets.of(*unit).and_then(|root| figures.get(root).ok()) else { continue };
        let Ok((plate, mut at, mut seen, mut middle)) = drawn.get_mut(*entity) else { continue };
        let hidden = puppet.fallen.is_some() || puppet.age < NEW_S || finale.podium.is_some();
        seen.set_if_neq(if hidden { Visibility::Hidden } else { Visibility::Inherited });
        let Ok((label, laid_out, mut text_at, mut colour)) = words.get_mut(plate.words) else { continue };
        // What was written in this frame is laid out after it.
        let wide = plate.widths.of(plate.rung).unwrap_or_else(|| label.measure(laid_out).x);
        // A single letter that is wider than its plate has no rung below.
        let least = if plate.rung == Rung::Cut(1) { 0.1 } else { SQUEEZE };
        let squeeze = (plate.room / wide.max(1.0)).clamp(least, 1.0);
        let cut = matches!(plate.rung, Rung::Cut(_)) && plate.count.is_none() && wide * squeeze > plate.room;
        let height = label.size * HEIGHT;
        let scale = puppet.standing.scale * puppet.size;
        let least = (SHORTEST * scale).max(height * END * 1.4 + 14.0);
        let width = ((wide * squeeze).min(plate.room) + MARGIN).max(least);
        let chin = if puppet.player.is_some() {
            puppet.face + Vec2::new(0.0, (37.0 + BELOW) * scale + height / 2.0)
        } else {
            puppet.standing.ground - Vec2::new(0.0, SQUAD_CHIN * scale)
        };
        at.translation = layout::at(chin.x, chin.y, PLATE_Z + puppet.standing.z() * 0.05);
        // A word that is cut begins where the plate does, and runs under its fading end.
        let overhang = if cut { (wide * squeeze - plate.room) / 2.0 } else { 0.0 };
        text_at.translation.x = overhang * forward_of(&plate.letters);
        text_at.scale.x = text_at.scale.y * squeeze;
        let own = puppet.player.is_some_and(|player| plates.flared.contains_key(&player));
        let beside = speaking.contains(&(puppet.team, puppet.standing.lane.round() as u8));
        let alpha = if beside && !own { FAINT } else { 1.0 };
        let end = height * END;
        let measure = Measure { width, height };
        middle.custom_size = Some(measure.middle());
        middle.color = Color::WHITE.with_alpha(alpha);
        colour.0 = colour.0.with_alpha(if plate.settled { alpha } else { 0.0 });
        let reach = measure.middle().x / 2.0;
        let fade_x = (reach + end * 0.2 - FADE / 2.0) * forward_of(&plate.letters);
        let placed = [
            (plate.ends[0], -reach - end / 2.0, Vec2::new(end, height), true),
            (plate.ends[1], reach + end / 2.0, Vec2::new(end, height), true),
            (plate.fade, fade_x, Vec2::new(FADE, height * 0.74), cut),
        ];
        for (part, x, size, shown) in placed {
            let Ok((mut part_at, mut part_seen, mut sprite)) = parts.get_mut(part) else { continue };
            part_at.translation.x = x;
            sprite.custom_size = Some(size);
            sprite.color = Color::WHITE.with_alpha(alpha);
            if part == plate.fade {
                sprite.flip_x = forward_of(&plate.letters) < 0.0;
            }
            part_seen.set_if_neq(if shown { Visibility::Inherited } else { Visibility::Hidden });
        }
    }
}
