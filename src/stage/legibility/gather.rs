//! What stands on the stage now, in the order in which it is drawn.

use bevy::{
    ecs::system::SystemParam,
    math::{Affine2, Mat2},
    prelude::*,
    sprite::Anchor,
    text::TextLayoutInfo,
};

use super::{
    canvas::{COVER, Footprint, IdCanvas},
    index::{FaceSeen, PlateSeen, Still},
};
use crate::{
    arena::Lanes,
    base::{PlayerId, TeamId},
    rules::Rules,
    stage::{
        art::{label::Label, mask::Masks},
        hud::{self, Dark},
        units::{
            hero::{FaceLetters, FaceOf, FacePart},
            plates::{Plate, PlatePart},
            puppet::Puppet,
        },
        view::{
            lane_layout::LaneLayout,
            layout::{self, HEIGHT, WIDTH},
        },
    },
};

/// The part of a face's disc that the edge of its ring leaves free. Crest and arc count as cover.
const INSIDE_RING: f32 = 35.0 / 37.0;
/// Below this share of opacity nothing is hidden behind it.
const SEEN_THROUGH: f32 = 0.4;
/// A gap reaches so far from where the sides meet, in stage units.
const GAP: f32 = 55.0;

type SpriteItem<'a> = (
    &'a Sprite,
    &'a GlobalTransform,
    &'a InheritedVisibility,
    Option<&'a Anchor>,
    Option<&'a FaceOf>,
    Option<&'a Plate>,
);
type TextItem<'a> = (
    &'a Label,
    &'a Text2d,
    &'a TextLayoutInfo,
    &'a GlobalTransform,
    &'a InheritedVisibility,
    Option<&'a FaceOf>,
    Has<FaceLetters>,
);

/// Everything that is drawn.
#[derive(SystemParam)]
pub(super) struct OnStage<'w, 's> {
    sprites: Query<'w, 's, SpriteItem<'static>, (Without<PlatePart>, Without<Dark>)>,
    words: Query<'w, 's, TextItem<'static>, Without<PlatePart>>,
    dark: Query<'w, 's, &'static InheritedVisibility, With<Dark>>,
    puppets: Query<'w, 's, &'static Puppet>,
    masks: Option<Res<'w, Masks>>,
    lanes: Res<'w, Lanes>,
    layout: Res<'w, LaneLayout>,
    rules: Res<'w, Rules>,
}

/// A text that must be read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct TextBox {
    /// In Bevy's world.
    pub area: Rect,
    /// Height of its letters in stage units.
    pub size: f32,
}

/// One thing that is drawn.
struct Layer<'a> {
    z: f32,
    shape: Footprint<'a>,
    who: Role,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Covers all.
    Anything,
    /// The disc of a face.
    Face(PlayerId),
    /// Belongs to that face.
    Its(PlayerId),
    Plate,
}

/// A face or a plate on the map, by its number there.
struct Numbered<T> {
    id: u16,
    /// Pixels that it takes where nothing covers it.
    whole: u32,
    area: Rect,
    what: T,
}

impl<T> Numbered<T> {
    fn paint(canvas: &mut IdCanvas, layer: &Layer, id: u16, what: T) -> Self {
        Self { id, whole: canvas.paint(&layer.shape, id, None), area: layer.shape.bounds(), what }
    }

    /// The part of it that is seen, after all is painted.
    fn share(&self, counts: &[u32]) -> f32 {
        counts.get(usize::from(self.id)).map_or(0.0, |seen| *seen as f32 / self.whole.max(1) as f32)
    }

    /// The part of its box that others have, too.
    fn shared(&self, all: &[Self]) -> f32 {
        let others = all.iter().filter(|other| other.id != self.id);
        let common: f32 = others.map(|other| self.area.intersect(other.area).size().element_product()).sum();
        common / self.area.size().element_product().max(1.0)
    }
}

impl OnStage<'_, '_> {
    /// Draws the map and reads off it what is seen.
    pub fn still(&self, canvas: &mut IdCanvas, second: f32) -> Still {
        let mut drawn: Vec<Layer> = self.pictures().chain(self.lines()).collect();
        drawn.sort_by(|a, b| a.z.total_cmp(&b.z));
        canvas.clear();
        let (mut faces, mut plates) = (Vec::new(), Vec::new());
        for thing in &drawn {
            let next = (faces.len() + plates.len()) as u16 + 1;
            match thing.who {
                Role::Anything => drop(canvas.paint(&thing.shape, COVER, None)),
                Role::Its(player) => {
                    let own = faces.iter().find(|face: &&Numbered<_>| face.what == player).map(|face| face.id);
                    canvas.paint(&thing.shape, COVER, own);
                }
                Role::Face(player) => faces.push(Numbered::paint(canvas, thing, next, player)),
                Role::Plate => plates.push(Numbered::paint(canvas, thing, next, ())),
            }
        }
        let counts = canvas.count((faces.len() + plates.len()) as u16);
        let on_canvas = faces.iter().filter(|face| face.whole > 0);
        let seen = on_canvas.map(|face| FaceSeen {
            player: face.what,
            share: face.share(&counts),
            diameter: face.area.width() / INSIDE_RING,
        });
        let seen_plates =
            plates.iter().map(|plate| PlateSeen { share: plate.share(&counts), shared: plate.shared(&plates) });
        Still {
            second,
            faces: seen.collect(),
            plates: seen_plates.collect(),
            gaps: self.gaps(&drawn),
            great: self.great(),
        }
    }

    /// Whether the land is dark for a great gift.
    fn great(&self) -> bool {
        self.dark.iter().any(|dark| dark.get())
    }

    /// The texts of the HUD that are up and must be read.
    pub fn texts(&self) -> Vec<TextBox> {
        if self.great() {
            return Vec::new();
        }
        let slots: Vec<Rect> = hud::must_read(self.rules.stage.camera)
            .iter()
            .map(|slot| Rect::from_center_size(layout::at(slot.at.x, slot.at.y, 0.0).truncate(), slot.size))
            .collect();
        let texts = self.words.iter().filter(|(_, text, _, _, seen, face, letters)| {
            seen.get() && !text.0.trim().is_empty() && face.is_none() && !letters
        });
        let boxes = texts
            .map(|(label, _, laid_out, place, ..)| TextBox { area: written(label, laid_out, place), size: label.size });
        boxes.filter(|text| slots.iter().any(|slot| slot.contains(text.area.center()))).collect()
    }

    fn pictures(&self) -> impl Iterator<Item = Layer<'_>> {
        let visible =
            self.sprites.iter().filter(|(sprite, _, seen, ..)| seen.get() && sprite.color.alpha() >= SEEN_THROUGH);
        visible.filter_map(|(sprite, place, _, anchor, face, plate)| {
            let size = sprite.custom_size?;
            let (scale, _, at) = place.to_scale_rotation_translation();
            let who = match face {
                Some(FaceOf { player, part: FacePart::Disc }) => Role::Face(*player),
                Some(FaceOf { player, .. }) => Role::Its(*player),
                None if plate.is_some() => Role::Plate,
                None => Role::Anything,
            };
            let shift = anchor.map_or(Vec2::ZERO, |anchor| -anchor.as_vec() * size);
            let shape = match who {
                Role::Face(_) => {
                    Footprint::Disc { at: at.truncate(), radius: size.x * scale.x.abs() / 2.0 * INSIDE_RING }
                }
                Role::Plate => Footprint::Box(Rect::from_center_size(at.truncate(), size * scale.truncate())),
                Role::Anything | Role::Its(_) => Footprint::Drawing {
                    place: flat(place, shift),
                    size,
                    flip: sprite.flip_x,
                    mask: self.masks.as_ref().and_then(|masks| masks.get(&sprite.image.id())),
                },
            };
            Some(Layer { z: at.z, shape, who })
        })
    }

    fn lines(&self) -> impl Iterator<Item = Layer<'_>> {
        let visible = self.words.iter().filter(|(_, text, _, _, seen, ..)| seen.get() && !text.0.trim().is_empty());
        visible.map(|(label, _, laid_out, place, _, face, _)| {
            let who = face.map_or(Role::Anything, |face| Role::Its(face.player));
            Layer { z: place.translation().z, shape: Footprint::Box(written(label, laid_out, place)), who }
        })
    }

    /// For each lane in which both sides stand: whether the gap between them is free of faces.
    fn gaps(&self, drawn: &[Layer]) -> Vec<bool> {
        let lanes = 0..self.lanes.count();
        let both = lanes.filter(|lane| {
            let stands = |team| {
                self.puppets.iter().any(|puppet| {
                    puppet.team == team && puppet.fallen.is_none() && puppet.standing.lane.round() as u8 == *lane
                })
            };
            stands(TeamId::LEFT) && stands(TeamId::RIGHT)
        });
        let gap = |lane: u8| {
            let (middle, ground) = (self.lanes.front(lane), self.layout.feet(f32::from(lane)));
            Rect::from_corners(
                Vec2::new(middle - GAP - WIDTH / 2.0, HEIGHT / 2.0 - ground),
                Vec2::new(middle + GAP - WIDTH / 2.0, HEIGHT / 2.0 - ground + 180.0),
            )
        };
        let inside = |gap: Rect| {
            drawn.iter().any(|thing| match (thing.who, &thing.shape) {
                (Role::Face(_), Footprint::Disc { at, .. }) => gap.contains(*at),
                _ => false,
            })
        };
        both.map(|lane| !inside(gap(lane))).collect()
    }
}

/// The box of the letters, without the room above and below them.
fn written(label: &Label, laid_out: &TextLayoutInfo, place: &GlobalTransform) -> Rect {
    let size = label.measure(laid_out);
    Rect::from_center_size(place.translation().truncate(), Vec2::new(size.x, size.y * 0.8))
}

/// A place in the world without its depth, for a drawing whose middle is shifted by its anchor.
fn flat(place: &GlobalTransform, shift: Vec2) -> Affine2 {
    let whole = place.affine();
    let matrix = Mat2::from_cols(whole.matrix3.x_axis.truncate(), whole.matrix3.y_axis.truncate());
    Affine2::from_mat2_translation(matrix, whole.translation.truncate()) * Affine2::from_translation(shift)
}
