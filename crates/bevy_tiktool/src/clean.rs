//! Makes names and lines from strangers harmless to show: no control or direction tricks, no towers of marks, bounded.

use std::sync::Arc;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// Longest name, in characters as a reader counts them.
pub const MAX_NAME: usize = 64;

/// Longest chat line, in characters as a reader counts them.
pub const MAX_LINE: usize = 500;

/// Bytes a reader's character may take on average before a text is cut; emoji families take about 25.
const BYTES_EACH: usize = 16;

/// Marks kept on one letter; enough for Vietnamese and Hebrew, too few for a tower.
const MAX_MARKS: usize = 3;

/// `text`, cleaned, with at most `limit` characters. The same allocation where nothing had to change.
#[must_use]
pub fn clean(text: Arc<str>, limit: usize) -> Arc<str> {
    if is_plain(&text, limit) { text } else { cleaned(&text, limit).into() }
}

/// Printable ASCII with single spaces inside: the common case, checked in one pass.
fn is_plain(text: &str, limit: usize) -> bool {
    let bytes = text.as_bytes();
    let mut space = true;
    for &byte in bytes {
        match byte {
            b' ' if space => return false,
            b' ' => space = true,
            b'!'..=b'~' => space = false,
            _ => return false,
        }
    }
    bytes.len() <= limit && (bytes.is_empty() || !space)
}

fn cleaned(text: &str, limit: usize) -> String {
    let mut kept = String::with_capacity(text.len().min(limit * BYTES_EACH));
    let mut chars = text.chars().peekable();
    let (mut last, mut marks, mut space) = ('\0', 0, true);
    while let Some(char) = chars.next() {
        if kept.len() > limit * BYTES_EACH {
            break;
        }
        if char.is_whitespace() {
            if !space {
                kept.push(' ');
            }
            (last, marks, space) = (' ', 0, true);
            continue;
        }
        if is_joiner(char) {
            // A joiner is only kept between what it can join.
            if !chars.peek().is_some_and(|&next| joins(char, last, next)) {
                continue;
            }
        } else if char > '~' && is_junk(char, last) || char.is_ascii_control() {
            continue;
        } else if char >= '\u{300}' && is_mark(char) {
            marks += 1;
            if marks > MAX_MARKS || space {
                continue;
            }
        } else {
            marks = 0;
        }
        kept.push(char);
        (last, space) = (char, false);
    }
    // As many characters as code points at most, so most texts need no counting.
    let end = if kept.len() <= limit || kept.chars().count() <= limit {
        kept.len()
    } else {
        kept.grapheme_indices(true).nth(limit).map_or(kept.len(), |(end, _)| end)
    };
    kept.truncate(end);
    if kept.len() > limit * BYTES_EACH {
        // One endless cluster: cut it by code points instead.
        kept = kept.chars().take(limit).collect();
    }
    kept.truncate(kept.trim_end().len());
    kept
}

fn is_joiner(char: char) -> bool {
    matches!(char, '\u{200C}' | '\u{200D}')
}

/// Joiners belong inside emoji, and between letters of the scripts that shape with them.
fn joins(joiner: char, last: char, next: char) -> bool {
    let shaping = |c: char| matches!(c, '\u{0600}'..='\u{0DFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{18AF}');
    (joiner == '\u{200D}' && is_pictograph(last) && is_pictograph(next)) || (shaping(last) && shaping(next))
}

/// Emoji, roughly, with the selectors and skin tones that may stand before a joiner.
fn is_pictograph(char: char) -> bool {
    matches!(char, '\u{1F000}'..='\u{1FAFF}' | '\u{2190}'..='\u{2BFF}' | '\u{FE0F}' | '\u{20E3}' | '\u{E007F}')
}

fn is_mark(char: char) -> bool {
    is_combining_mark(char) && !matches!(char, '\u{FE00}'..='\u{FE0F}')
}

/// Invisible or disruptive: controls, direction overrides, fillers, noncharacters, stray tags and selectors.
fn is_junk(char: char, last: char) -> bool {
    let tag = |c: char| matches!(c, '\u{E0020}'..='\u{E007F}');
    match char {
        '\u{FE00}'..='\u{FE0F}' => last == '\0' || last == ' ' || matches!(last, '\u{FE00}'..='\u{FE0F}'),
        // Tags spell the flag of a region after a black flag.
        _ if tag(char) => last != '\u{1F3F4}' && !tag(last),
        '\u{00AD}'
        | '\u{034F}'
        | '\u{061C}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{2800}'
        | '\u{3164}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFC}'
        | '\u{FDD0}'..='\u{FDEF}'
        | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}' => true,
        _ => char.is_control() || u32::from(char) & 0xFFFE == 0xFFFE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> String {
        clean(text.into(), MAX_NAME).to_string()
    }

    #[test]
    fn plain_names_are_not_copied() {
        let given: Arc<str> = "Cool Viewer".into();
        assert!(Arc::ptr_eq(&given, &clean(given.clone(), MAX_NAME)));
    }

    #[test]
    fn tricks_are_taken_out() {
        for (given, kept) in [
            ("a\u{202E}b\u{2066}c\u{2069}", "abc"),
            ("tab\tand\nline\r\n", "tab and line"),
            ("  spaced \u{00A0} out  ", "spaced out"),
            ("z\u{200B}e\u{FEFF}r\u{2060}o\u{00AD}", "zero"),
            ("\u{200D}\u{200D}x\u{200D}y", "xy"),
            ("\u{3164}\u{2800}\u{115F}", ""),
            ("bell\u{7}\u{0}\u{1b}[31m", "bell[31m"),
            ("\u{301}\u{302}lead", "lead"),
            ("\u{FFFE}\u{1FFFF}ok", "ok"),
        ] {
            assert_eq!(name(given), kept, "{given:?}");
        }
    }

    #[test]
    fn real_names_stay() {
        for given in [
            "Gio 🌹",
            "मराठी क्षि",
            "مرحبا بالعالم",
            "می‌خواهم",
            "Nguyễn Ánh",
            "👨‍👩‍👧‍👦 family",
            "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
            "❤️",
            "🏳️‍🌈",
            "꧁༺ ༻꧂",
            "שָׁלוֹם",
            "日本語",
            "1️⃣",
        ] {
            assert_eq!(name(given), given);
        }
    }

    #[test]
    fn towers_and_endless_texts_are_bounded() {
        let tower: String = std::iter::once('Z').chain(std::iter::repeat_n('\u{0336}', 400)).collect();
        assert_eq!(name(&tower).chars().count(), 1 + MAX_MARKS);
        assert_eq!(name(&"x".repeat(5_000)).len(), MAX_NAME);
        assert_eq!(name(&"👨‍👩‍👧‍👦".repeat(10)), "👨‍👩‍👧‍👦".repeat(10));
        assert!(name(&"👩\u{200D}".repeat(5_000)).len() <= MAX_NAME * BYTES_EACH);
        assert_eq!(clean("é".repeat(900).into(), MAX_LINE).chars().count(), MAX_LINE);
    }
}
