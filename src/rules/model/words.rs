//! The words of a file, found whichever way they are typed.

use std::{collections::HashMap, sync::Arc};

use crate::{
    base::TeamId,
    locale::{first_words, fold, plain},
};

/// The folded words of a file: those of chat rules and those that join a team.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordIndex {
    pub(in crate::rules) chat: HashMap<Arc<str>, usize>,
    pub(in crate::rules) join: HashMap<Arc<str>, TeamId>,
    /// Both by their [`plain`] form, where it means one thing only.
    hasty: HashMap<Arc<str>, Meaning>,
}

/// What a word does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Meaning {
    Chat(usize),
    Join(TeamId),
}

/// Latin words shorter than this are not understood without their marks: "đỏ" is red, "do" is English.
const SHORTEST: usize = 3;

/// Letters that may follow a word in a script without spaces.
const MOST_BEHIND: usize = 6;

impl WordIndex {
    /// Makes the words known by the way they are typed in a hurry too. To be called when all words are in.
    pub(in crate::rules) fn complete(&mut self) {
        let chat = self.chat.iter().map(|(word, rule)| (word, Meaning::Chat(*rule)));
        let join = self.join.iter().map(|(word, team)| (word, Meaning::Join(*team)));
        let mut found: HashMap<Arc<str>, Option<Meaning>> = HashMap::new();
        for (word, meaning) in chat.chain(join) {
            let form: Arc<str> = plain(word).into();
            let latin = form.is_ascii();
            // What has no marks is found as it is; in Latin letters somebody else's word must not become it.
            if latin && (form == *word || form.chars().count() < SHORTEST) {
                continue;
            }
            let taken = self.exact(&form).is_some_and(|other| other != meaning);
            let known = found.entry(form).or_insert(Some(meaning));
            if taken || *known != Some(meaning) {
                *known = None;
            }
        }
        self.hasty = found.into_iter().filter_map(|(form, meaning)| Some((form, meaning?))).collect();
    }

    fn exact(&self, folded: &str) -> Option<Meaning> {
        let join = self.join.get(folded).map(|team| Meaning::Join(*team));
        join.or_else(|| self.chat.get(folded).map(|rule| Meaning::Chat(*rule)))
    }

    /// What a message means: the whole of it or, failing that, its first word; as it is written, as it is typed in a
    /// hurry, or at its beginning where the script has no spaces.
    pub(in crate::rules) fn meaning(&self, message: &str) -> Option<Meaning> {
        let folded = fold(message);
        let hasty = |word: &str| self.hasty.get(plain(word).as_str()).copied();
        let first = first_words(&folded);
        // A short one is somebody else's word too often: "lui" begins Italian sentences, and "lùi" is Vietnamese for back.
        let long = |word: &&String| !word.is_ascii() || word.len() > SHORTEST;
        self.exact(&folded)
            .or_else(|| first.iter().find_map(|word| self.exact(word)))
            .or_else(|| hasty(&folded))
            .or_else(|| first.iter().filter(long).find_map(|word| hasty(word)))
            .or_else(|| self.beginning(&folded))
    }

    /// The longest word that the message begins with, in a script that puts no spaces between words. A few letters may
    /// follow, but none that makes another word of it: behind a Chinese character no other (上手 is not 上).
    fn beginning(&self, folded: &str) -> Option<Meaning> {
        if !folded.chars().next().is_some_and(unspaced) {
            return None;
        }
        let words = self.join.keys().chain(self.chat.keys()).filter(|word| {
            let Some(rest) = folded.strip_prefix(&***word) else { return false };
            let (last, next) = (word.chars().next_back(), rest.chars().next());
            let one = last.is_some_and(han) && next.is_some_and(han);
            last.is_some_and(unspaced) && !one && rest.chars().count() <= MOST_BEHIND
        });
        words.max_by_key(|word| word.len()).and_then(|word| self.exact(word))
    }
}

/// Whether folded `word` stands in folded `spoken`, as a word of its own. In scripts that put no spaces between words
/// anywhere will do.
#[must_use]
pub fn speaks(spoken: &str, word: &str) -> bool {
    let joined = |c: char| c.is_alphanumeric() && !unspaced(c);
    !word.is_empty()
        && spoken.match_indices(word).any(|(at, _)| {
            let (before, after) = (spoken[..at].chars().next_back(), spoken[at + word.len()..].chars().next());
            let starts = !(before.is_some_and(joined) && word.chars().next().is_some_and(joined));
            let ends = !(after.is_some_and(joined) && word.chars().next_back().is_some_and(joined));
            starts && ends
        })
}

/// Letters of Thai, Lao, Burmese, Khmer, Chinese and Japanese.
fn unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3fffd}')
}

/// Chinese characters, which Japanese writes too.
fn han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3fffd}')
}
