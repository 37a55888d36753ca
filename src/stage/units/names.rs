//! How a name is written where there is little room: it climbs down a ladder, whole, squeezed, the first word, that
//! squeezed, and last cut between two letters. Never dots.

use unicode_segmentation::UnicodeSegmentation;

/// How far letters are squeezed at most.
pub(in crate::stage) const SQUEEZE: f32 = 0.76;

/// How a name is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::stage) enum Rung {
    #[default]
    Whole,
    FirstWord,
    /// So many letters of the first word.
    Cut(usize),
}

impl Rung {
    pub fn words(self, name: &str) -> String {
        match self {
            Self::Whole => name.to_owned(),
            Self::FirstWord => first_word(name).to_owned(),
            Self::Cut(letters) => first_word(name).graphemes(true).take(letters).collect(),
        }
    }

    /// The rung below for words that are `wide` where there is `room`; the same one when they fit.
    pub fn below(self, name: &str, wide: f32, room: f32) -> Self {
        if wide * SQUEEZE <= room {
            return self;
        }
        match self {
            Self::Whole if first_word(name) != name => Self::FirstWord,
            Self::Whole | Self::FirstWord => {
                let letters = first_word(name).graphemes(true).count();
                // One more than fits: it is what fades.
                Self::Cut(((letters as f32 * room / (wide * SQUEEZE)) as usize + 1).clamp(1, letters))
            }
            Self::Cut(letters) => Self::Cut(letters.saturating_sub(1).max(1)),
        }
    }
}

fn first_word(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// What is read of a name: its letters. Signs and emoji only where there is nothing else.
pub(in crate::stage) fn read(name: &str) -> String {
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

/// Where a name ends: to the right, but to the left for scripts that run so.
pub(in crate::stage) fn forward_of(name: &str) -> f32 {
    let leftwards = |letter: char| matches!(u32::from(letter), 0x0590..=0x08ff | 0xfb1d..=0xfdff | 0xfe70..=0xfeff);
    let first = name.chars().find(|letter| letter.is_alphabetic());
    if first.is_some_and(leftwards) { -1.0 } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_climbs_down_until_it_fits() {
        assert_eq!(Rung::Whole.below("Mia", 60.0, 80.0), Rung::Whole);
        assert_eq!(Rung::Whole.below("Octavia", 100.0, 80.0), Rung::Whole, "squeezed");
        assert_eq!(Rung::Whole.below("Max Power", 150.0, 80.0), Rung::FirstWord);
        assert_eq!(Rung::FirstWord.words("Max Power"), "Max");
        let cut = Rung::FirstWord.below("Maximiliana", 200.0, 80.0);
        assert!(matches!(cut, Rung::Cut(5..=7)), "{cut:?}");
        assert!("Maximiliana".starts_with(&cut.words("Maximiliana")));
    }

    #[test]
    fn names_are_cut_between_letters_as_seen() {
        assert_eq!(Rung::Cut(2).words("👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧").matches('👧').count(), 2);
        assert_eq!(Rung::Cut(3).words("陳大文陳大文"), "陳大文");
    }

    #[test]
    fn letters_are_what_is_read_of_a_name() {
        assert_eq!(read("Ana Clara \u{1f1e7}\u{1f1f7}"), "Ana Clara");
        assert_eq!(read("Tobi \u{26a1}"), "Tobi");
        assert_eq!(read("\u{1f525}\u{1f525}"), "\u{1f525}\u{1f525}");
        assert_eq!(read("xX_Mia_Xx"), "xX_Mia_Xx");
    }

    #[test]
    fn a_name_ends_where_its_script_does() {
        assert_eq!([forward_of("Mia"), forward_of("ليلى"), forward_of("123")], [1.0, -1.0, 1.0]);
    }
}
