//! Text for a terminal: colours, bars, and how many columns it takes there.

use std::fmt::Write;

use anstyle::{RgbColor, Style};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Text in a team's colour.
pub(super) fn rgb(text: &str, [red, green, blue]: [u8; 3]) -> String {
    styled(text, Style::new().fg_color(Some(RgbColor(red, green, blue).into())))
}

/// Quiet text.
pub(super) fn dim(text: &str) -> String {
    styled(text, Style::new().dimmed())
}

/// Loud text.
pub(super) fn bold(text: &str) -> String {
    styled(text, Style::new().bold())
}

fn styled(text: &str, style: Style) -> String {
    format!("{style}{text}{style:#}")
}

/// A bar of `width` cells, `share` (0 to 1) of it full.
pub(super) fn bar(share: f32, width: usize) -> String {
    const PARTS: [char; 8] = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
    let eighths = (share.clamp(0.0, 1.0) * width as f32 * 8.0).round() as usize;
    let mut text = "█".repeat(eighths / 8);
    if eighths / 8 < width {
        text.push(PARTS[eighths % 8]);
        let rest = width - eighths / 8 - 1;
        let _ = write!(text, "{:rest$}", "");
    }
    text
}

/// Columns that a text takes in a terminal.
pub(super) fn columns(text: &str) -> usize {
    text.width()
}

/// A text of at most `width` columns; a longer one ends in `…`. Marks that set directions apart are left out: terminals
/// show them as they please.
pub(super) fn clip(text: &str, width: usize) -> String {
    let text: String =
        text.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')).collect();
    if columns(&text) <= width {
        return text;
    }
    let mut room = width.saturating_sub(1);
    let fits = |letter: &&str| {
        let wide = columns(letter);
        let fits = wide <= room;
        room = room.saturating_sub(wide);
        fits
    };
    let mut short: String = text.graphemes(true).take_while(fits).collect();
    if width > 0 {
        short.push('…');
    }
    short
}

/// A text clipped to `width` columns and filled up to them.
pub(super) fn cell(text: &str, width: usize) -> String {
    let text = clip(text, width);
    let rest = width.saturating_sub(columns(&text));
    format!("{text}{:rest$}", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_have_their_width() {
        for share in [-1.0, 0.0, 0.01, 0.5, 0.999, 1.0, 7.0, f32::NAN] {
            assert_eq!(bar(share, 10).chars().count(), 10, "{share}");
        }
        assert_eq!(bar(0.5, 4), "██  ");
    }

    #[test]
    fn texts_are_clipped_by_the_columns_that_they_take() {
        assert_eq!(clip("Mia", 3), "Mia");
        assert_eq!(clip("Zoë the 🦀", 5), "Zoë …");
        assert_eq!(clip("さくらさくら", 8), "さくら…");
        assert_eq!(clip("\u{2068}فاطمة\u{2069}", 5), "فاطمة");
        for text in ["さくら", "Mia", "👨‍👩‍👧 x", "", "a very long name indeed"] {
            for width in 0..12 {
                assert_eq!(columns(&cell(text, width)), width, "{text} in {width}");
            }
        }
    }
}
