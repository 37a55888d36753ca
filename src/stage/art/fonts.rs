//! The letters of the stage: which families show every script, and how little memory they take over a long evening.
//!
//! Two things of `bevy_text` 0.19 grow without end in a show whose texts change all the time, and are bounded here:
//!
//! - It drops a system font that no text used for two frames, and loads it again as another font, whose glyph atlases
//!   are new ones beside the old, which are never freed. So fonts that were used once are held ([`hold`]).
//! - Atlases are never freed, and there is one for each font and size: a megabyte in memory and another on the card. So
//!   sizes are few ([`rung`]), small letters have small atlases ([`shrink`]), and an atlas goes when no text is drawn from
//!   it any more ([`free`]).

use std::collections::{HashMap, HashSet};

use bevy::{
    prelude::*,
    text::{ComputedTextBlock, FontAtlas, FontAtlasSet, FontCx, TextLayoutInfo},
};
use parley::{GenericFamily, fontique::Blob};

use crate::schedule::ThrongSystems;

/// Pixels on a side of the atlas for small letters; Bevy's own have 512, four times the memory.
const SMALL_ATLAS: u32 = 256;

/// Up to this size, in pixels, some fifty letters and more fit into a small atlas.
const SMALL_LETTERS: f32 = 31.0;

/// Seconds between two looks at which glyph atlases are in use.
const LOOK_EVERY: f32 = 5.0;

/// The sizes that letters are kept at, in pixels: each about 1.4 times the one before. Scaled down by that, letters are
/// still sharp; by much more they would be jagged.
const RUNGS: [f32; 11] = [8.0, 11.0, 16.0, 22.0, 31.0, 43.0, 60.0, 84.0, 118.0, 165.0, 231.0];

/// The show's own letters, when the file is there.
#[derive(Resource, Debug, Default, Clone)]
pub struct Letters(pub Option<Handle<Font>>);

/// Every font that a text was laid out with, by its id.
#[derive(Resource, Default)]
struct HeldFonts(HashMap<u64, Blob<u8>>);

pub(in crate::stage) fn plugin(app: &mut App) {
    app.init_resource::<Letters>().init_resource::<HeldFonts>().add_systems(PreStartup, load).add_systems(
        Last,
        (hold, (shrink, free).chain().run_if(resource_exists::<FontAtlasSet>)).in_set(ThrongSystems::Show),
    );
}

/// The families that together show every script and colour emoji, on Linux, Windows and macOS.
const FAMILIES: [&str; 18] = [
    "Noto Sans",
    "Segoe UI",
    "Helvetica Neue",
    "Noto Color Emoji",
    "Segoe UI Emoji",
    "Apple Color Emoji",
    "Noto Sans CJK JP",
    "Yu Gothic UI",
    "Microsoft YaHei UI",
    "Malgun Gothic",
    "Hiragino Sans",
    "PingFang SC",
    "Noto Sans Arabic",
    "Geeza Pro",
    "Noto Sans Math",
    "Cambria Math",
    "Noto Sans Symbols2",
    "Noto Sans Symbols",
];

fn load(mut fonts: ResMut<Assets<Font>>, mut letters: ResMut<Letters>, context: Option<ResMut<FontCx>>) {
    if let Some(mut context) = context {
        let ids: Vec<_> = FAMILIES.iter().filter_map(|name| context.collection.family_id(name)).collect();
        if !ids.is_empty() {
            context.collection.set_generic_families(GenericFamily::SansSerif, ids.into_iter());
        }
        // A shared cache gives out a font that somebody still holds, instead of loading it again under another id.
        context.source_cache.make_shared();
    }
    let file = crate::base::assets_folder().map(|folder| folder.join("fonts").join("Throng.ttf"));
    letters.0 = file.and_then(|file| std::fs::read(file).ok()).map(|bytes| fonts.add(Font::from_bytes(bytes)));
}

/// Holds the fonts of all texts that changed. They are files mapped into memory, so this takes next to none.
fn hold(texts: Query<&ComputedTextBlock, Changed<ComputedTextBlock>>, mut held: ResMut<HeldFonts>) {
    for text in &texts {
        for run in text.buffer().lines().flat_map(|line| line.runs().collect::<Vec<_>>()) {
            let font = &run.font().data;
            held.0.entry(font.id()).or_insert_with(|| font.clone());
        }
    }
}

/// Puts a small atlas in the place of each new one for small letters: most fonts are there for a few letters of a few
/// names. What was laid out is laid out once more, into the small one; if that is full, Bevy adds one of its own size.
fn shrink(
    mut atlases: ResMut<FontAtlasSet>,
    mut images: ResMut<Assets<Image>>,
    mut texts: Query<(&TextLayoutInfo, &mut TextFont)>,
    mut replaced: Local<Vec<FontAtlas>>,
) {
    // The frame that was laid out with the last ones is drawn.
    replaced.clear();
    for (key, of_size) in atlases.iter_mut().filter(|(key, _)| f32::from_bits(key.font_size_bits) <= SMALL_LETTERS) {
        if let [only] = &mut of_size[..]
            && only.texture_atlas.size.x > SMALL_ATLAS
        {
            let small = FontAtlas::new(&mut images, UVec2::splat(SMALL_ATLAS), key.font_smoothing);
            replaced.push(std::mem::replace(only, small));
        }
    }
    if replaced.is_empty() {
        return;
    }
    let gone: HashSet<_> = replaced.iter().map(|atlas| atlas.texture.id()).collect();
    for (laid_out, mut font) in &mut texts {
        if laid_out.glyphs.iter().any(|glyph| gone.contains(&glyph.atlas_info.texture)) {
            font.set_changed();
        }
    }
}

/// Frees the atlases that no text was drawn from at two looks in a row. Texts need not be laid out anew for it.
fn free(
    mut atlases: ResMut<FontAtlasSet>,
    texts: Query<&TextLayoutInfo>,
    time: Res<Time<Real>>,
    mut looked: Local<f32>,
    mut idle: Local<HashSet<AssetId<Image>>>,
) {
    if time.elapsed_secs() - *looked < LOOK_EVERY {
        return;
    }
    *looked = time.elapsed_secs();
    let used: HashSet<_> = texts.iter().flat_map(|text| &text.glyphs).map(|glyph| glyph.atlas_info.texture).collect();
    let mut idle_now = HashSet::new();
    atlases.retain(|_, of_size| {
        of_size.retain(|atlas| {
            let texture = atlas.texture.id();
            used.contains(&texture) || !idle.contains(&texture) && idle_now.insert(texture)
        });
        !of_size.is_empty()
    });
    *idle = idle_now;
}

/// The size at which letters of `px` pixels are kept: the next of a few, so that they are drawn scaled down a little and
/// never up. Larger ones than any are kept as they are.
#[must_use]
pub fn rung(px: f32) -> f32 {
    RUNGS.into_iter().find(|rung| *rung >= px).unwrap_or(px)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_few_and_never_blurred_up() {
        for px in (80..=2_310).map(|tenth| tenth as f32 / 10.0) {
            let rung = rung(px);
            assert!(rung >= px && rung <= px * 1.46, "{px} px are kept at {rung}");
        }
        assert_eq!((rung(1.0), rung(22.0), rung(400.0)), (8.0, 22.0, 400.0));
    }
}
