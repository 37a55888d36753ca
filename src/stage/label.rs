//! Words on the stage, in stage units: sharp at any window size, with the paper-cut edge that keeps them readable.

use bevy::{
    prelude::*,
    sprite::Anchor,
    text::{FontCx, FontSize, FontSource, FontWeight},
};
use unicode_segmentation::UnicodeSegmentation;

use super::{camera::Shown, outline::Outline, palette::rgb};
use crate::schedule::ThrongSystems;

/// Which letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Face {
    /// The show's own capitals, digits and signs: numbers, team names, big words.
    Display,
    /// The system's heaviest sans, in every script: names and sentences.
    #[default]
    Plain,
}

/// Words of a size in stage units.
#[derive(Component, Debug, Clone, Copy, PartialEq)]
#[require(Text2d)]
pub struct Label {
    /// Height of the letters' line.
    pub size: f32,
    /// Momentary magnification, for pops.
    pub zoom: f32,
    /// Which letters.
    pub face: Face,
}

/// The show's own letters, when the file is there.
#[derive(Resource, Debug, Default, Clone)]
pub struct Letters(Option<Handle<Font>>);

/// Adds the letters.
pub fn plugin(app: &mut App) {
    app.init_resource::<Letters>()
        .add_systems(PreStartup, load)
        .add_systems(PostUpdate, size.before(bevy::text::detect_text_needs_rerender).in_set(LabelSystems));
    app.configure_sets(PostUpdate, LabelSystems.after(ThrongSystems::Show));
}

/// Sizing of the labels, before Bevy lays text out.
#[derive(SystemSet, Debug, Clone, PartialEq, Eq, Hash)]
struct LabelSystems;

/// Words in one colour with an edge in another.
#[must_use]
pub fn label(words: impl Into<String>, face: Face, size: f32, fill: u32, edge: u32) -> impl Bundle {
    (
        Text2d::new(words),
        Label { size, zoom: 1.0, face },
        TextFont { font: FontSource::SansSerif, weight: FontWeight::BLACK, ..default() },
        TextLayout::no_wrap(),
        TextColor(rgb(fill)),
        Outline { color: rgb(edge), width: size * 0.11 },
        Anchor::CENTER,
    )
}

/// Words without an edge, for paper.
#[must_use]
pub fn plain(words: impl Into<String>, face: Face, size: f32, fill: u32) -> impl Bundle {
    (
        Text2d::new(words),
        Label { size, zoom: 1.0, face },
        TextFont { font: FontSource::SansSerif, weight: FontWeight::BLACK, ..default() },
        TextLayout::no_wrap(),
        TextColor(rgb(fill)),
        // In its own colour it only makes the letters heavier; small ones would clog.
        Outline { color: rgb(fill), width: if size < 36.0 { 0.0 } else { size * 0.02 } },
        Anchor::CENTER,
    )
}

/// Changes the words only when they differ, so that they are not laid out each frame.
pub fn say(text: &mut Mut<Text2d>, words: &str) {
    if text.0 != words {
        words.clone_into(&mut text.0);
    }
}

/// A name of at most `most` visible characters; a longer one ends in an ellipsis. Wide scripts count double.
#[must_use]
pub fn shorten(name: &str, most: usize) -> String {
    let width = columns;
    let total: usize = name.graphemes(true).map(width).sum();
    if total <= most {
        return name.to_owned();
    }
    let mut room = most.saturating_sub(1);
    let mut short: String = name
        .graphemes(true)
        .take_while(|letter| {
            let wide = width(letter);
            let fits = wide <= room;
            room = room.saturating_sub(wide);
            fits
        })
        .collect();
    short.truncate(short.trim_end().len());
    short.push('\u{2026}');
    short
}

/// Columns of a letter: two for wide scripts and emoji, none for the marks that set a name's direction apart.
fn columns(letter: &str) -> usize {
    match letter.chars().next().map_or(0, u32::from) {
        0x2066..=0x2069 => 0,
        0x2010..=0x2027 => 1,
        first => 1 + usize::from(first >= 0x1100),
    }
}

/// How wide words are, in letters of common width: those of wide scripts count double.
#[must_use]
pub fn breadth(words: &str) -> f32 {
    // A wide letter is as high as it is wide, a common one a little more than half of it.
    words.graphemes(true).map(|letter| if columns(letter) == 2 { 1.85 } else { columns(letter) as f32 }).sum()
}

/// The size at which words fit into `width` stage units, at most `most`.
#[must_use]
pub fn fitting(words: &str, most: f32, width: f32) -> f32 {
    // A common letter of a heavy sans takes a little more than half of its height.
    most.min(width / (breadth(words).max(1.0) * 0.56)).max(most * 0.4)
}

/// Gives a label the size at which its words fit; only when it changes, so that it is not laid out each frame.
pub fn fit(label: &mut Mut<Label>, words: &str, most: f32, width: f32) {
    let size = fitting(words, most, width);
    if (label.size - size).abs() > 0.1 {
        label.size = size;
    }
}

/// A name that cannot turn the direction of the words around it.
#[must_use]
pub fn isolate(name: &str) -> String {
    format!("\u{2068}{name}\u{2069}")
}

/// A number with thin spaces between thousands.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    out
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
            context.collection.set_generic_families(parley::GenericFamily::SansSerif, ids.into_iter());
        }
    }
    let file = super::art::assets_folder().map(|folder| folder.join("fonts").join("Throng.ttf"));
    letters.0 = file.and_then(|file| std::fs::read(file).ok()).map(|bytes| fonts.add(Font::from_bytes(bytes)));
}

/// Lays labels out at the pixel size they are seen at.
fn size(shown: Res<Shown>, letters: Res<Letters>, mut labels: Query<(Ref<Label>, &mut TextFont, &mut Transform)>) {
    if shown.px <= 0.0 {
        return;
    }
    let k = shown.px / shown.scale_factor.max(0.01);
    let all = shown.is_changed();
    for (label, mut font, mut place) in &mut labels {
        if !(all || label.is_changed()) {
            continue;
        }
        let size = FontSize::Px((label.size * k).max(1.0));
        if font.font_size != size {
            font.font_size = size;
        }
        if label.is_added()
            && label.face == Face::Display
            && let Some(own) = &letters.0
        {
            font.font = FontSource::Handle(own.clone());
        }
        place.scale = Vec3::new(label.zoom / k, label.zoom / k, 1.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_between_letters_as_seen() {
        assert_eq!(shorten("Mia", 8), "Mia");
        assert_eq!(shorten("Maximiliana", 8), "Maximil\u{2026}");
        assert_eq!(shorten(&isolate("Mia"), 3), isolate("Mia"), "direction marks take no room");
        assert_eq!(shorten("陳大文陳大文", 8), "陳大文\u{2026}");
        assert_eq!(shorten("👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", 8).matches('👧').count(), 3);
    }

    #[test]
    fn long_words_shrink_until_they_fit_and_no_further() {
        assert!((fitting("FIGHT!", 90.0, 640.0) - 90.0).abs() < 0.01);
        let long = "castles crumble, blows are harder";
        assert!(fitting(long, 36.0, 400.0) * breadth(long) * 0.56 <= 400.5);
        assert!((fitting(&"x".repeat(500), 30.0, 100.0) - 12.0).abs() < 0.01, "no dust");
        assert!(breadth("延長戦") > breadth("abcde"));
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(1284), "1 284");
        assert_eq!(grouped(1_234_567), "1 234 567");
    }
}
