#![doc = include_str!("../README.md")]

mod english;
mod fold;
mod list;
mod strictness;

use std::collections::HashSet;

pub use self::strictness::Strictness;

use self::{
    english::is_rude_english,
    fold::{Word, latin, seen, words},
    list::{Pattern, read, runs},
};

/// Judges names and lines of strangers.
///
/// ```
/// use name_filter::{Filter, Strictness};
///
/// let filter = Filter::new(Strictness::Usual, ["voldemort"], ["shitzu"]);
/// assert!(filter.is_rude("xX_f.u.c.k_Xx"));
/// assert!(filter.is_rude("V0ldem0rt"));
/// assert!(!filter.is_rude("Scunthorpe United"));
/// assert!(!filter.is_rude("shitzu"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    strictness: Strictness,
    patterns: Vec<Pattern>,
    allowed: HashSet<String>,
}

impl Default for Filter {
    fn default() -> Self {
        Self::new(Strictness::default(), [""; 0], [""; 0])
    }
}

impl Filter {
    /// A filter with words of your own. `block` are hidden at every strictness, off included; a `*` at either end lets them
    /// be a part of a longer word. `allow` are never hidden, whatever the lists say. Case, accents and look-alikes do not
    /// matter.
    pub fn new<'a>(
        strictness: Strictness,
        block: impl IntoIterator<Item = &'a str>,
        allow: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let own = block.into_iter().filter_map(|word| {
            let (head, tail) = (word.starts_with('*'), word.len() > 1 && word.ends_with('*'));
            let star = |there: bool| if there { "*" } else { "" };
            Pattern::read(&format!("{}{}{}", star(head), folded(word.trim_matches('*')), star(tail)), 0)
        });
        let listed = read(include_str!("../lists/rude.txt")).filter(|pattern| pattern.level <= strictness.level());
        let names = include_str!("../lists/allowed.txt").lines().filter(|line| !line.starts_with('#'));
        let names = names.filter_map(|line| match line.split_once(' ') {
            Some((word, most)) => (strictness.level() <= most.parse().ok()?).then_some(word),
            None => Some(line),
        });
        Self {
            strictness,
            patterns: own.chain(listed).collect(),
            allowed: names.map(str::to_owned).chain(allow.into_iter().map(folded)).collect(),
        }
    }

    /// How much is hidden besides the own words.
    #[must_use]
    pub fn strictness(&self) -> Strictness {
        self.strictness
    }

    /// Whether a text should not be shown.
    #[must_use]
    pub fn is_rude(&self, text: &str) -> bool {
        if self.allowed.contains(&folded(text)) {
            return false;
        }
        words(&seen(text)).iter().any(|word| self.judge(word))
    }

    fn judge(&self, word: &Word) -> bool {
        if self.allowed.contains(&word.letters) {
            return false;
        }
        let runs = runs(&word.letters);
        self.patterns.iter().any(|pattern| pattern.is_in(&runs, word.joined))
            || (!word.joined && is_rude_english(&word.letters, self.strictness))
    }
}

/// A word as lists have it.
fn folded(word: &str) -> String {
    let seen: String = seen(word).split_whitespace().collect();
    latin(&seen).unwrap_or_else(|| seen.to_lowercase())
}
