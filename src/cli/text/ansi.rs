//! Colours of a terminal.

use std::fmt::Write;

/// Paints text, or leaves it plain.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint(pub bool);

impl Paint {
    /// Text in a team's colour.
    pub fn rgb(self, text: &str, [red, green, blue]: [u8; 3]) -> String {
        if self.0 { format!("\x1b[38;2;{red};{green};{blue}m{text}\x1b[39m") } else { text.into() }
    }

    /// Quiet text.
    pub fn dim(self, text: &str) -> String {
        if self.0 { format!("\x1b[2m{text}\x1b[22m") } else { text.into() }
    }

    /// Loud text.
    pub fn bold(self, text: &str) -> String {
        if self.0 { format!("\x1b[1m{text}\x1b[22m") } else { text.into() }
    }
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

/// At most `width` characters; a longer text ends in `…`.
pub(super) fn clip(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.into();
    }
    text.chars().take(width.saturating_sub(1)).chain(['…']).collect()
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
    fn long_names_are_clipped() {
        assert_eq!(clip("Mia", 3), "Mia");
        assert_eq!(clip("Zoë the 🦀", 5), "Zoë …");
    }
}
