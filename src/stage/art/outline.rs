//! The edge around words: the same glyphs again, eight times around, behind them. Laid out once, drawn as one batch.

use bevy::{
    camera::visibility::ViewVisibility,
    prelude::*,
    render::{Extract, ExtractSchedule, RenderApp, sync_world::TemporaryRenderEntity},
    sprite::Anchor,
    sprite_render::{
        ExtractedSlice, ExtractedSlices, ExtractedSprite, ExtractedSpriteKind, ExtractedSprites, SpriteSystems,
        extract_text2d_sprite,
    },
    text::{TextBounds, TextLayoutInfo},
};

use crate::stage::{
    art::label::{Label, Outline},
    view::camera::Shown,
};

/// The directions of the copies: a ring that is close enough to look whole.
const RING: [Vec2; 12] = [
    Vec2::new(1.0, 0.0),
    Vec2::new(0.866, 0.5),
    Vec2::new(0.5, 0.866),
    Vec2::new(0.0, 1.0),
    Vec2::new(-0.5, 0.866),
    Vec2::new(-0.866, 0.5),
    Vec2::new(-1.0, 0.0),
    Vec2::new(-0.866, -0.5),
    Vec2::new(-0.5, -0.866),
    // The lower copies lie a little lower: the light comes from above.
    Vec2::new(0.0, -1.35),
    Vec2::new(0.5, -0.9),
    Vec2::new(0.866, -0.5),
];

/// The same for an edge of a pixel or two, which is as whole with fewer: each copy of a letter costs as much to draw as the
/// letter.
const THIN_RING: [Vec2; 7] = [
    Vec2::new(1.0, 0.2),
    Vec2::new(-1.0, 0.2),
    Vec2::new(0.55, 0.9),
    Vec2::new(-0.55, 0.9),
    Vec2::new(0.0, -1.35),
    Vec2::new(0.8, -0.75),
    Vec2::new(-0.8, -0.75),
];
/// Up to so many pixels an edge is thin.
const THIN: f32 = 1.8;

/// Adds the edges.
pub fn plugin(app: &mut App) {
    if let Some(render) = app.get_sub_app_mut(RenderApp) {
        render.add_systems(ExtractSchedule, extract.after(SpriteSystems::ExtractSprites).before(extract_text2d_sprite));
    }
}

fn extract(
    mut commands: Commands,
    mut sprites: ResMut<ExtractedSprites>,
    mut slices: ResMut<ExtractedSlices>,
    shown: Extract<Res<Shown>>,
    labels: Extract<
        Query<(
            Entity,
            &ViewVisibility,
            &TextLayoutInfo,
            &TextBounds,
            &Anchor,
            &Outline,
            &Label,
            &TextColor,
            &GlobalTransform,
        )>,
    >,
) {
    for (main_entity, visible, layout, bounds, anchor, outline, label, fill, place) in &labels {
        if !visible.get() || outline.width <= 0.0 {
            continue;
        }
        let size = Vec2::new(bounds.width.unwrap_or(layout.size.x), bounds.height.unwrap_or(layout.size.y));
        let top_left = (Anchor::TOP_LEFT.0 - anchor.as_vec()) * size;
        let shrink = layout.scale_factor.recip();
        let pixels = GlobalTransform::from_scale(Vec3::new(shrink, -shrink, 1.0));
        // The label is laid out in pixels and scaled to stage units; the edge's width is in stage units.
        let reach = outline.width / place.scale().x.max(1e-4) * label.zoom;
        let color = LinearRgba::from(outline.color.with_alpha(outline.color.alpha() * fill.0.alpha()));
        let ring: &[Vec2] = if outline.width * shown.px <= THIN { &THIN_RING } else { &RING };
        for direction in ring {
            let shift = (top_left + *direction * reach).extend(-0.01);
            let transform = *place * GlobalTransform::from_translation(shift) * pixels;
            let mut start = slices.slices.len();
            for (index, glyph) in layout.glyphs.iter().enumerate() {
                slices.slices.push(ExtractedSlice {
                    offset: glyph.position,
                    rect: glyph.atlas_info.rect,
                    size: glyph.atlas_info.rect.size(),
                });
                let next = layout.glyphs.get(index + 1);
                if next.is_none_or(|next| next.atlas_info.texture != glyph.atlas_info.texture) {
                    let end = slices.slices.len();
                    sprites.sprites.push(ExtractedSprite {
                        main_entity,
                        render_entity: commands.spawn(TemporaryRenderEntity).id(),
                        transform,
                        color,
                        image_handle_id: glyph.atlas_info.texture,
                        flip_x: false,
                        flip_y: true,
                        kind: ExtractedSpriteKind::Slices { indices: start..end },
                    });
                    start = end;
                }
            }
        }
    }
}
