//! How a name is written where there is little room: it climbs down a ladder, whole, squeezed, the first word, that
//! squeezed, and last cut between two letters. Never dots.

use unicode_segmentation::UnicodeSegmentation;

use crate::locale::first_name;

/// How far letters are squeezed at most.
pub(in crate::stage) const SQUEEZE: f32 = 0.76;

/// How far a name that is cut runs under the end that fades, in stage units.
const OVERHANG: f32 = 10.0;

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
            Self::FirstWord => first_name(name).to_owned(),
            Self::Cut(letters) => first_name(name).graphemes(true).take(letters).collect(),
        }
    }
}

/// How wide a name is on the rungs that were laid out once, in stage units, with the number behind it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::stage) struct Widths(Vec<(Rung, f32)>);

impl Widths {
    /// Rungs that are kept; more were for rooms of long ago.
    const KEPT: usize = 12;

    pub fn learn(&mut self, rung: Rung, wide: f32) {
        match self.0.iter_mut().find(|(known, _)| *known == rung) {
            Some((_, known)) => *known = wide,
            None => {
                if self.0.len() >= Self::KEPT {
                    self.0.remove(2);
                }
                self.0.push((rung, wide));
            }
        }
    }

    /// Its width on a rung, if it was laid out there.
    pub fn of(&self, rung: Rung) -> Option<f32> {
        self.0.iter().find(|(known, _)| *known == rung).map(|(_, wide)| *wide)
    }

    /// The highest rung on which a name fits into `room`, and whether that is known: else it must be laid out first.
    pub fn rung(&self, name: &str, room: f32) -> (Rung, bool) {
        let words = first_name(name);
        let mut wide = 0.0;
        for rung in [Rung::Whole, Rung::FirstWord] {
            if rung == Rung::FirstWord && words == name {
                continue;
            }
            let Some(known) = self.of(rung) else { return (rung, false) };
            if known * SQUEEZE <= room {
                return (rung, true);
            }
            wide = known;
        }
        let letters = words.graphemes(true).count();
        let most = (letters as f32 * (room + OVERHANG) / (wide * SQUEEZE)) as usize;
        let most = most.clamp(1, letters.max(1));
        let fits = |count: &usize| self.of(Rung::Cut(*count)).is_none_or(|wide| wide * SQUEEZE <= room + OVERHANG);
        let cut = Rung::Cut((1..=most).rev().find(fits).unwrap_or(1));
        (cut, self.of(cut).is_some())
    }
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

    fn widths(known: &[(Rung, f32)]) -> Widths {
        Widths(known.to_vec())
    }

    #[test]
    fn a_name_climbs_down_until_it_fits() {
        assert_eq!(widths(&[]).rung("Mia", 80.0), (Rung::Whole, false), "it must be laid out first");
        assert_eq!(widths(&[(Rung::Whole, 60.0)]).rung("Mia", 80.0), (Rung::Whole, true));
        assert_eq!(widths(&[(Rung::Whole, 100.0)]).rung("Octavia", 80.0), (Rung::Whole, true), "squeezed");
        let max = widths(&[(Rung::Whole, 150.0)]);
        assert_eq!(max.rung("Max Power", 80.0), (Rung::FirstWord, false));
        assert_eq!(Rung::FirstWord.words("Max Power"), "Max");
        let (cut, _) = widths(&[(Rung::Whole, 200.0)]).rung("Maximiliana", 80.0);
        assert!(matches!(cut, Rung::Cut(5..=7)), "{cut:?}");
        assert!("Maximiliana".starts_with(&cut.words("Maximiliana")));
    }

    #[test]
    fn what_is_known_of_a_name_serves_for_any_room() {
        let mut known = widths(&[(Rung::Whole, 200.0), (Rung::Cut(6), 130.0)]);
        assert_eq!(known.rung("Maximiliana", 160.0), (Rung::Whole, true));
        assert_eq!(known.rung("Maximiliana", 80.0).0, Rung::Cut(5), "six are known to be too wide");
        assert_eq!(widths(&[(Rung::Whole, 200.0), (Rung::Cut(6), 117.0)]).rung("Maximiliana", 80.0).0, Rung::Cut(6));
        (0..40).for_each(|letters| known.learn(Rung::Cut(letters), 100.0));
        assert!(known.0.len() <= Widths::KEPT && known.of(Rung::Whole).is_some());
    }

    #[test]
    fn names_are_cut_between_letters_as_seen() {
        assert_eq!(Rung::Cut(2).words("👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧").matches('👧').count(), 2);
        assert_eq!(Rung::Cut(3).words("陳大文陳大文"), "陳大文");
    }

    #[test]
    fn a_name_ends_where_its_script_does() {
        assert_eq!([forward_of("Mia"), forward_of("ليلى"), forward_of("123")], [1.0, -1.0, 1.0]);
    }
}
