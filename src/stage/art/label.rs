//! Words on the stage, in stage units: sharp at any window size, with the paper-cut edge that keeps them readable.

use bevy::{
    prelude::*,
    sprite::Anchor,
    text::{FontSize, FontSource, FontWeight, TextLayoutInfo, detect_text_needs_rerender},
};
use unicode_segmentation::UnicodeSegmentation;

use crate::{
    schedule::ThrongSystems,
    stage::{
        art::fonts::{Letters, rung},
        theme::palette::rgb,
        view::camera::Shown,
    },
};

/// Which letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Face {
    /// The show's own capitals, digits and signs: numbers, team names, big words.
    Display,
    /// The system's heaviest sans, in every script: names and sentences.
    #[default]
    Plain,
}

/// An edge around the words of a [`Label`].
#[derive(Component, Debug, Clone, Copy, PartialEq)]
pub struct Outline {
    /// Its colour.
    pub color: Color,
    /// Its width in stage units.
    pub width: f32,
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
    /// Stage units for each logical pixel of the layout.
    unit: f32,
}

impl Label {
    fn new(size: f32, face: Face) -> Self {
        Self { size, zoom: 1.0, face, unit: 0.0 }
    }

    /// Width and height of the words in stage units, once they are laid out.
    #[must_use]
    pub fn measure(&self, laid_out: &TextLayoutInfo) -> Vec2 {
        laid_out.size / laid_out.scale_factor.max(0.01) * self.unit
    }
}

/// Keeps labels as sharp as they are seen.
pub fn plugin(app: &mut App) {
    app.add_systems(PostUpdate, size.before(detect_text_needs_rerender).after(ThrongSystems::Show));
}

/// Words in one colour with an edge in another.
#[must_use]
pub fn label(words: impl Into<String>, face: Face, size: f32, fill: u32, edge: u32) -> impl Bundle {
    (
        Text2d::new(words),
        Label::new(size, face),
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
        Label::new(size, face),
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

/// A name of at most `most` columns, without dots: all of it, else its first word, else its first letters as seen.
#[must_use]
pub fn short_name(name: &str, most: usize) -> String {
    let width = |words: &str| words.graphemes(true).map(columns).sum::<usize>();
    let first = || name.split_whitespace().next().filter(|word| width(word) >= 3);
    let whole = if width(name) <= most { Some(name) } else { first() }.unwrap_or(name);
    let mut room = most;
    let letters = whole.graphemes(true).take_while(|letter| {
        let fits = columns(letter) <= room;
        room = room.saturating_sub(columns(letter));
        fits
    });
    letters.collect::<String>().trim_end().to_owned()
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

/// Lays labels out at a pixel size close to the one they are seen at.
fn size(shown: Res<Shown>, letters: Res<Letters>, mut labels: Query<(&mut Label, &mut TextFont, &mut Transform)>) {
    if shown.px <= 0.0 {
        return;
    }
    let all = shown.is_changed();
    for (mut label, mut font, mut place) in &mut labels {
        if !(all || label.is_changed()) {
            continue;
        }
        let seen = (label.size * shown.px).max(1.0);
        let kept = rung(seen);
        let size = FontSize::Px(kept / shown.scale_factor.max(0.01));
        if font.font_size != size {
            font.font_size = size;
        }
        if label.is_added()
            && label.face == Face::Display
            && let Some(own) = &letters.0
        {
            font.font = FontSource::Handle(own.clone());
        }
        let unit = seen / kept * shown.scale_factor / shown.px;
        place.scale = Vec3::new(label.zoom * unit, label.zoom * unit, 1.0);
        label.bypass_change_detection().unit = unit;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::isolate;

    #[test]
    fn names_are_cut_between_letters_as_seen() {
        assert_eq!(shorten("Mia", 8), "Mia");
        assert_eq!(shorten("Maximiliana", 8), "Maximil\u{2026}");
        assert_eq!(shorten(&isolate("Mia"), 3), isolate("Mia"), "direction marks take no room");
        assert_eq!(shorten("陳大文陳大文", 8), "陳大文\u{2026}");
        assert_eq!(shorten("👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", 8).matches('👧').count(), 3);
    }

    #[test]
    fn a_short_name_is_a_word_of_it_without_dots() {
        assert_eq!(short_name("Mia", 8), "Mia");
        assert_eq!(short_name("Anna Karenina", 8), "Anna");
        assert_eq!(short_name("A. Karenina", 8), "A. Karen", "an initial is no name");
        assert_eq!(short_name("Maximiliana", 8), "Maximili");
        assert_eq!(short_name("陳大文陳大文", 8), "陳大文陳");
    }

    #[test]
    fn long_words_shrink_until_they_fit_and_no_further() {
        assert!((fitting("FIGHT!", 90.0, 640.0) - 90.0).abs() < 0.01);
        let long = "gates and ground count five times";
        assert!(fitting(long, 36.0, 400.0) * breadth(long) * 0.56 <= 400.5);
        assert!((fitting(&"x".repeat(500), 30.0, 100.0) - 12.0).abs() < 0.01, "no dust");
        assert!(breadth("最終突撃") > breadth("abcde"));
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(1284), "1 284");
        assert_eq!(grouped(1_234_567), "1 234 567");
    }
}
