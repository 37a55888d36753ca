//! Words on the stage, in stage units: sharp at any window size, with the paper-cut edge that keeps them readable.

use bevy::{
    prelude::*,
    sprite::Anchor,
    text::{FontSize, FontSource, FontWeight, TextLayoutInfo, detect_text_needs_rerender},
};
use unicode_segmentation::UnicodeSegmentation;

use crate::{
    locale::columns,
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
