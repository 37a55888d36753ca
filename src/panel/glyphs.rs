//! Words of viewers in the panel. egui draws no colour emoji: those that only say a colour are drawn as plain shapes in
//! it, and what no font here has is left out rather than shown as a box.

use bevy_egui::egui::{
    Color32, FontId, Ui,
    text::{LayoutJob, TextFormat},
};
use unicode_segmentation::UnicodeSegmentation;

/// Signs that mean a colour: what is drawn instead.
fn coloured(sign: &str) -> Option<(&'static str, Color32)> {
    let first = sign.chars().next()?;
    let shape = match first {
        '🔴' | '🟠' | '🟡' | '🟢' | '🔵' | '🟣' | '🟤' | '⚫' | '⚪' => "●",
        '🟥' | '🟧' | '🟨' | '🟩' | '🟦' | '🟪' | '🟫' | '⬛' | '⬜' => "■",
        '❤' | '🧡' | '💛' | '💚' | '💙' | '💜' | '🤎' | '🖤' | '🤍' | '🩷' | '🩵' | '🩶' => "♥",
        '♦' | '♥' => "♦",
        '🔶' | '🔸' | '🔷' | '🔹' => "◆",
        _ => return None,
    };
    let colour = match first {
        '🔴' | '🟥' | '❤' | '♦' | '♥' => Color32::from_rgb(0xff, 0x5a, 0x4a),
        '🟠' | '🟧' | '🧡' | '🔶' | '🔸' => Color32::from_rgb(0xff, 0x9a, 0x3d),
        '🟡' | '🟨' | '💛' => Color32::from_rgb(0xff, 0xd2, 0x4a),
        '🟢' | '🟩' | '💚' => Color32::from_rgb(0x5f, 0xd0, 0x6a),
        '🔵' | '🟦' | '💙' | '🔷' | '🔹' | '🩵' => Color32::from_rgb(0x5a, 0xa6, 0xff),
        '🟣' | '🟪' | '💜' => Color32::from_rgb(0xb9, 0x7c, 0xff),
        '🟤' | '🟫' | '🤎' => Color32::from_rgb(0xb0, 0x7a, 0x50),
        '🩷' => Color32::from_rgb(0xff, 0x9a, 0xc8),
        '⚫' | '⬛' | '🖤' | '🩶' => Color32::from_rgb(0x8a, 0x84, 0x92),
        _ => Color32::WHITE,
    };
    Some((shape, colour))
}

/// A piece of a line.
#[derive(Debug, PartialEq)]
struct GlyphRun {
    text: String,
    colour: Option<Color32>,
}

/// Cuts words into what is drawn. `has` tells whether a font here has a letter.
fn pieces(words: &str, mut has: impl FnMut(char) -> bool) -> Vec<GlyphRun> {
    let mut all: Vec<GlyphRun> = Vec::new();
    let mut put = |text: &str, colour: Option<Color32>| match all.last_mut() {
        Some(last) if last.colour == colour => last.text.push_str(text),
        _ => all.push(GlyphRun { text: text.into(), colour }),
    };
    for sign in words.graphemes(true) {
        if let Some((shape, colour)) = coloured(sign) {
            put(shape, Some(colour));
            continue;
        }
        let mut letters = sign.chars();
        let joined = sign.contains(['\u{200d}', '\u{fe0f}']) || sign.chars().any(is_skin);
        if joined {
            // Of a family or a skin the first sign says enough; egui would set the parts side by side.
            put(&letters.next().filter(|first| has(*first)).map(String::from).unwrap_or_default(), None);
        } else {
            put(&letters.filter(|letter| is_mark(*letter) || has(*letter)).collect::<String>(), None);
        }
    }
    all.retain(|piece| !piece.text.is_empty());
    all
}

fn is_skin(letter: char) -> bool {
    ('\u{1f3fb}'..='\u{1f3ff}').contains(&letter)
}

/// Marks without a picture of their own that shape the letters beside them.
fn is_mark(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2069}')
}

/// Words ready to be drawn.
pub(super) fn job(ui: &Ui, words: &str, size: f32, colour: Color32) -> LayoutJob {
    let font = FontId::proportional(size);
    let pieces = ui.ctx().fonts_mut(|fonts| pieces(words, |letter| fonts.has_glyph(&font, letter)));
    let mut job = LayoutJob::default();
    for piece in pieces {
        let format = TextFormat::simple(font.clone(), piece.colour.unwrap_or(colour));
        job.append(&piece.text, 0.0, format);
    }
    job
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(words: &str) -> String {
        pieces(words, |letter| letter.is_alphanumeric() || "👍: ".contains(letter))
            .into_iter()
            .map(|piece| piece.text)
            .collect()
    }

    #[test]
    fn a_disc_has_its_colour_and_nothing_is_a_box() {
        let all = pieces("go 🔴🔵", |_| true);
        assert_eq!(all.len(), 3);
        assert!(all[1].text == "●" && all[1].colour != all[2].colour, "{all:?}");
        assert_eq!(shown("Mia 𝓥: hi"), "Mia 𝓥: hi");
        assert_eq!(shown("a\u{1fae8}b"), "ab", "no font has it");
        assert_eq!(shown("👍🏽 👨‍👩‍👧 ❤️"), "👍  ♥");
        assert_eq!(shown("あ فاطمة"), "あ فاطمة");
    }
}
