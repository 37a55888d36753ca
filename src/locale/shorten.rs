//! Names and lines where there is little room.

use unicode_segmentation::UnicodeSegmentation;

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
    let first = || Some(first_name(name)).filter(|word| width(word) >= 3);
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
#[must_use]
pub fn columns(letter: &str) -> usize {
    match letter.chars().next().map_or(0, u32::from) {
        0x2066..=0x2069 => 0,
        0x2010..=0x2027 => 1,
        first => 1 + usize::from(first >= 0x1100),
    }
}

/// The first word of a name. Of somebody who is not named it is the number: all others share the word before it.
#[must_use]
pub fn first_name(name: &str) -> &str {
    let mut words = name.split_whitespace();
    match (words.next(), words.next()) {
        (Some("Viewer"), Some(number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => number,
        (first, _) => first.unwrap_or(name),
    }
}

/// What is read of a name: its letters. Signs and emoji only where there is nothing else.
#[must_use]
pub fn read_name(name: &str) -> String {
    if !name.chars().any(char::is_alphanumeric) {
        return name.trim().to_owned();
    }
    let kept: String = name.graphemes(true).filter(|letter| !is_emoji(letter)).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Pictures among the letters; they take a letter's colour on a plate.
fn is_emoji(letter: &str) -> bool {
    letter.chars().any(|c| matches!(u32::from(c), 0x2600..=0x27bf | 0x2b00..=0x2bff | 0xfe0f | 0x1f000..=0x1faff))
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
        assert_eq!(short_name("Viewer 4821", 8), "4821", "who is not named is told apart");
        assert_eq!((first_name("Viewer One"), first_name("Mia 22"), first_name("")), ("Viewer", "Mia", ""));
        assert_eq!(short_name("陳大文陳大文", 8), "陳大文陳");
    }

    #[test]
    fn letters_are_what_is_read_of_a_name() {
        assert_eq!(read_name("Ana Clara \u{1f1e7}\u{1f1f7}"), "Ana Clara");
        assert_eq!(read_name("Tobi \u{26a1}"), "Tobi");
        assert_eq!(read_name("\u{1f525}\u{1f525}"), "\u{1f525}\u{1f525}");
        assert_eq!(read_name("xX_Mia_Xx"), "xX_Mia_Xx");
    }
}
