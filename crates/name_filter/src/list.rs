//! Lists of words, and how one is found in another.

/// Where in a word a pattern must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Whole,
    Start,
    End,
    Anywhere,
}

/// A word of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pattern {
    runs: Vec<(char, usize)>,
    place: Place,
    /// From which strictness on it counts: 1 mild, 2 usual, 3 strict.
    pub level: u8,
}

/// Letters with how often each is repeated.
pub(crate) fn runs(letters: &str) -> Vec<(char, usize)> {
    let mut runs: Vec<(char, usize)> = Vec::new();
    for letter in letters.chars() {
        match runs.last_mut() {
            Some((last, times)) if *last == letter => *times += 1,
            _ => runs.push((letter, 1)),
        }
    }
    runs
}

impl Pattern {
    /// Reads `word`, `word*`, `*word` or `*word*`. `None` when there is no word.
    pub fn read(text: &str, level: u8) -> Option<Self> {
        let (inner, place) = match (text.strip_prefix('*'), text.strip_suffix('*')) {
            (Some(rest), Some(_)) => (rest.strip_suffix('*')?, Place::Anywhere),
            (Some(rest), None) => (rest, Place::End),
            (None, Some(rest)) => (rest, Place::Start),
            (None, None) => (text, Place::Whole),
        };
        // Words that belong together are looked for as one.
        let runs = runs(&inner.split_whitespace().collect::<String>());
        (!runs.is_empty()).then_some(Self { runs, place, level })
    }

    /// Whether the pattern is in a word. Letters may be repeated oftener than in the pattern, never less.
    pub fn is_in(&self, word: &[(char, usize)], joined: bool) -> bool {
        let (own, all) = (self.runs.len(), word.len());
        if own > all {
            return false;
        }
        let at = |from: usize| {
            let part = word.iter().skip(from).take(own);
            self.runs.iter().zip(part).all(|((a, least), (b, times))| a == b && times >= least)
        };
        match self.place {
            _ if joined => own == all && at(0),
            Place::Whole => own == all && at(0),
            Place::Start => at(0),
            Place::End => at(all - own),
            Place::Anywhere => (0..=all - own).any(at),
        }
    }
}

/// The words of a list file: a level and a pattern a line, `#` begins a note.
pub(crate) fn read(text: &str) -> impl Iterator<Item = Pattern> {
    text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (level, word) = line.split_once(' ')?;
        Pattern::read(word.trim(), level.parse().ok()?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(pattern: &str, word: &str) -> bool {
        Pattern::read(pattern, 2).unwrap().is_in(&runs(word), false)
    }

    #[test]
    fn a_pattern_says_where_it_must_stand() {
        assert!(found("ham", "ham") && !found("ham", "hamlet") && !found("ham", "sham"));
        assert!(found("ham*", "hamlet") && !found("ham*", "sham"));
        assert!(found("*ham", "sham") && !found("*ham", "shame"));
        assert!(found("*ham*", "shame") && !found("*ham*", "hm"));
    }

    #[test]
    fn letters_may_be_repeated_but_not_left_out() {
        assert!(found("ham", "haaaam") && found("*ham*", "shhaammm"));
        assert!(found("boot", "booot") && !found("boot", "bot"), "two are no fewer");
    }

    #[test]
    fn every_line_of_the_lists_is_read() {
        let lines = include_str!("../lists/rude.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        assert_eq!(read(include_str!("../lists/rude.txt")).count(), lines.count());
    }
}
