//! What makes a hero a hero: a face of its own, a ring, a place in the crowd.

use bevy::{prelude::*, text::TextLayoutInfo};

use crate::{
    arena::Hero,
    base::{PlayerId, TeamId},
    roster::{Edition, ShownLanguage, ShownNames},
    stage::{
        art::{
            Art,
            label::{Face, Label, label},
        },
        theme::palette::{face_colour, rgb},
        units::{
            health,
            hero_cut::HeroCut,
            motion,
            puppet::{HeadSystems, Puppet, PuppetSystems},
        },
        view::clock::{StageClock, StageSystems},
    },
};

/// The face disc's centre above the feet, in units of the hero's drawing.
const FACE_UP: f32 = 210.0 - 92.0;
/// Draw order of faces above their feet: over all bodies of their lane, below the next lane's.
pub(in crate::stage) const HEAD_Z: f32 = 6.0;
/// Radius of the face disc.
const FACE_RADIUS: f32 = 37.0;

/// The head of a hero: face, letters and ring move as one and keep upright.
#[derive(Component, Debug)]
pub struct Head {
    ring: Entity,
    team: TeamId,
    cut: HeroCut,
}

/// The gem of a hero's crest: glows while the energy is full.
#[derive(Component, Debug)]
struct Gem;

/// How far above the face's middle a gem is, and how wide its glow.
const GEM_UP: f32 = 52.0;
const GEM: f32 = 40.0;

/// A part of somebody's face, for who measures what is seen of it.
#[derive(Component, Debug, Clone, Copy, PartialEq, Eq)]
pub struct FaceOf {
    /// Whose.
    pub player: PlayerId,
    /// Which part.
    pub part: FacePart,
}

/// Letters that stand for a picture on a face: nobody has to read them.
#[derive(Component, Debug, Clone, Copy, Default)]
pub struct FaceLetters;

/// A part of a face.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FacePart {
    /// The picture.
    Disc,
    /// The letters of somebody without a picture.
    Letters,
}

/// Adds the heroes.
pub fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (nod, shine, (rename, shrink).chain()).in_set(HeadSystems).after(PuppetSystems).in_set(StageSystems::Draw),
    );
}

/// One or two letters for a face without a picture: of the first two words, or the first character as seen.
#[must_use]
pub fn initials(name: &str) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    let mut words = name.split(|c: char| c.is_whitespace() || "._-".contains(c)).filter(|word| !word.is_empty());
    let first = |word: &str| word.graphemes(true).next().unwrap_or_default().to_uppercase();
    let one = words.next().map(first).unwrap_or_default();
    // Two letters only of scripts whose letters are narrow.
    let narrow = |letters: &str| letters.chars().all(|c| u32::from(c) < 0x0590);
    match words.next().map(first) {
        Some(two) if narrow(&one) && narrow(&two) => one + two.as_str(),
        // A name of signs alone has its first one.
        _ if one.is_empty() => first(name.trim()),
        _ => one,
    }
}

/// The colour number of a player's face.
#[must_use]
pub fn face_of(player: PlayerId) -> Color {
    face_colour(player.0)
}

/// Gives a puppet its head. The game's own have a disc that says so in place of a face.
pub fn dress(commands: &mut Commands, root: Entity, puppet: &Puppet, hero: &Hero, art: &Art) {
    let team = puppet.team;
    let cut = HeroCut::of(hero.level, hero.ai);
    let piece = art.ring(team, cut);
    // The ring's drawing has the box of the body: its face is as far above the box's middle as the body's face is.
    let ring_shift = -(110.0 - 92.0);
    let ring = commands
        .spawn((
            Sprite { image: piece.image, custom_size: Some(piece.size), ..default() },
            Transform::from_xyz(0.0, ring_shift, 0.3),
        ))
        .id();
    let head = commands
        .spawn((
            Head { ring, team, cut },
            Transform::from_xyz(0.0, FACE_UP, HEAD_Z),
            Visibility::default(),
            ChildOf(root),
        ))
        .add_child(ring)
        .id();
    if hero.ai {
        return;
    }
    let part = |part| FaceOf { player: hero.player, part };
    let size = Some(Vec2::splat(FACE_RADIUS * 2.0));
    let image = art.piece("shapes/face").image;
    commands.spawn((
        Sprite { image, custom_size: size, color: face_of(hero.player), ..default() },
        Transform::from_xyz(0.0, 0.0, 0.1),
        part(FacePart::Disc),
        ChildOf(head),
    ));
    let glow = Sprite { image: art.piece("fx/glow").image, custom_size: Some(Vec2::splat(GEM)), ..default() };
    commands.spawn((Gem, glow, Transform::from_xyz(0.0, GEM_UP, 0.35), Visibility::Hidden, ChildOf(head)));
    let arc = (health::arc(puppet.unit, team), Transform::from_xyz(0.0, 0.0, 0.4), ChildOf(head));
    commands.spawn(arc);
    let letters = initials(&hero.name);
    let size = size_of(&letters);
    commands.spawn((
        label(letters, Face::Plain, size, 0xff_ffff, 0x2a_1438),
        Transform::from_xyz(0.0, 0.0, 0.2),
        part(FacePart::Letters),
        ChildOf(head),
    ));
}

/// Size of so many letters.
fn size_of(letters: &str) -> f32 {
    if letters.chars().count() > 1 { 36.0 } else { 44.0 }
}

/// Whoever is called something else has other letters on the face. Those on a banner follow their own turn.
fn rename(
    names: ShownNames,
    language: ShownLanguage,
    mut letters: Query<(&FaceOf, &mut Text2d, &mut Label), Without<FaceLetters>>,
    mut written: Local<Option<Edition>>,
) {
    if written.replace(language.edition()) == Some(language.edition()) {
        return;
    }
    for (face, mut text, mut label) in &mut letters {
        let wanted = initials(&names.of(face.player));
        if face.part == FacePart::Letters && text.0 != wanted {
            label.size = size_of(&wanted);
            text.0 = wanted;
        }
    }
}

/// Room for letters on a face, in units of the hero's drawing.
const LETTERS_ROOM: f32 = 62.0;

/// Letters that are wider than the face, as some ligatures are, become smaller.
fn shrink(mut letters: Query<(&FaceOf, &TextLayoutInfo, &mut Label), Changed<TextLayoutInfo>>) {
    for (face, laid_out, mut label) in &mut letters {
        let wide = label.measure(laid_out).x;
        if face.part == FacePart::Letters && wide > LETTERS_ROOM * 1.02 {
            label.size *= LETTERS_ROOM / wide;
        }
    }
}

/// Heads ride on their bodies, upright.
fn nod(
    mut puppets: Query<(&mut Puppet, &Children)>,
    mut heads: Query<(&mut Head, &mut Transform, &mut Visibility)>,
    mut rings: Query<&mut Sprite>,
    art: Res<Art>,
) {
    for (mut puppet, children) in &mut puppets {
        for child in children {
            let Ok((mut head, mut place, mut seen)) = heads.get_mut(*child) else { continue };
            let held = puppet.held;
            let flinch = motion::flinch(puppet.flinched);
            let forward = if puppet.faces_left { -1.0 } else { 1.0 };
            let pop = motion::pop(puppet.age);
            let lean = (held.lean + flinch.lean) * FACE_UP;
            place.translation.x = (held.reach + flinch.reach + lean) * forward;
            place.translation.y = (FACE_UP * held.stretch.y * flinch.stretch.y) * pop + held.lift;
            place.scale = Vec3::new(pop.clamp(0.05, 1.0), pop.max(0.05), 1.0);
            let scale = puppet.standing.scale * puppet.size;
            puppet.face = puppet.standing.ground + place.translation.truncate() * Vec2::new(scale, -scale);
            *seen = if puppet.fallen.is_some_and(|since| since > 0.12) {
                Visibility::Hidden
            } else {
                Visibility::Inherited
            };
            if let Some(cut) = puppet.cut.filter(|cut| *cut != head.cut) {
                head.cut = cut;
                let piece = art.ring(head.team, cut);
                if let Ok(mut ring) = rings.get_mut(head.ring) {
                    ring.image = piece.image;
                    ring.custom_size = Some(piece.size);
                }
            }
        }
    }
}

/// A gem pulses once in two seconds: no strobe.
fn shine(
    puppets: Query<&Puppet>,
    heads: Query<&ChildOf, With<Head>>,
    clock: Res<StageClock>,
    mut gems: Query<(&ChildOf, &mut Sprite, &mut Visibility), With<Gem>>,
) {
    let pulse = 0.75 + 0.25 * (clock.seconds * std::f32::consts::PI).sin();
    for (of, mut sprite, mut seen) in &mut gems {
        let puppet = heads.get(of.parent()).and_then(|head| puppets.get(head.parent()));
        let charged = puppet.is_ok_and(|puppet| puppet.charged && puppet.fallen.is_none());
        seen.set_if_neq(if charged { Visibility::Inherited } else { Visibility::Hidden });
        if charged {
            sprite.color = rgb(0xff_f0a0).with_alpha(pulse);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_fit_the_disc() {
        assert_eq!(initials("Anna Karenina"), "AK");
        assert_eq!(initials("zoé"), "Z");
        assert_eq!(initials("陳大文"), "陳");
        assert_eq!((initials(""), initials("...")), (String::new(), ".".to_owned()));
        assert_eq!(initials("👨‍👩‍👧 family"), "👨‍👩‍👧");
        assert_eq!(initials("max_power"), "MP");
    }
}
