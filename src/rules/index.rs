//! Finds the rule that answers: words by hash, gifts by the most exact match, units and powers by name.

use std::{collections::HashMap, sync::Arc};

use super::{
    GiftMatch, PowerId, Rules, TeamId, UnitKind,
    folding::{first_words, fold},
};

/// The folded words of a file: those of chat rules and those that join a team.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordIndex {
    pub(super) chat: HashMap<Arc<str>, usize>,
    pub(super) join: HashMap<Arc<str>, TeamId>,
}

/// The entry of a whole message or, failing that, of its first word.
fn find<T: Copy>(words: &HashMap<Arc<str>, T>, message: &str) -> Option<T> {
    let folded = fold(message);
    let get = |word: &str| words.get(word).copied();
    get(&folded).or_else(|| first_words(&folded).iter().find_map(|word| get(word)))
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

impl Rules {
    /// The gift rule that answers, as an index into `gifts`. `diamonds` is the price of one unit, 0 where it is not
    /// known. The most exact rule wins: id, then name, then diamonds; among equals the first of the file.
    #[must_use]
    pub fn gift_rule(&self, id: u64, name: &str, diamonds: u32) -> Option<usize> {
        self.gift_rules(id, name, diamonds).first().copied()
    }

    /// All gift rules that match, the one that answers first and behind it those that answer what it lets pass by.
    #[must_use]
    pub fn gift_rules(&self, id: u64, name: &str, diamonds: u32) -> Vec<usize> {
        let folded = fold(name);
        let rank = |matches: &GiftMatch| match matches {
            GiftMatch::Id(rule) if *rule == id => Some(0),
            GiftMatch::Name(rule) if **rule == *folded => Some(1),
            GiftMatch::Diamonds(low, high) if (*low..=*high).contains(&diamonds) => Some(2),
            _ => None,
        };
        let ranked = self.gifts.iter().enumerate().filter_map(|(index, rule)| Some((rank(&rule.matches)?, index)));
        let mut ranked: Vec<_> = ranked.collect();
        ranked.sort_unstable();
        ranked.into_iter().map(|(_, index)| index).collect()
    }

    /// The chat rule that answers a message, as an index into `chat`. The whole message counts before its first word;
    /// see [`fold`](super::fold) for what counts as equal.
    #[must_use]
    pub fn chat_rule(&self, message: &str) -> Option<usize> {
        find(&self.words.chat, message)
    }

    /// The team that a message joins.
    #[must_use]
    pub fn join_word(&self, message: &str) -> Option<TeamId> {
        find(&self.words.join, message)
    }

    /// The unit with this name in the file.
    #[must_use]
    pub fn unit_named(&self, name: &str) -> Option<UnitKind> {
        let index = self.units.iter().position(|unit| *unit.id == *name)?;
        u16::try_from(index).ok().map(UnitKind)
    }

    /// The power with this name in the file.
    #[must_use]
    pub fn power_named(&self, name: &str) -> Option<PowerId> {
        let index = self.powers.iter().position(|power| *power.id == *name)?;
        u16::try_from(index).ok().map(PowerId)
    }
}

#[cfg(test)]
mod tests {
    use super::{super::fold, speaks};

    #[test]
    fn words_are_found_anywhere_but_whole() {
        let heard = |spoken: &str, word: &str| speaks(&fold(spoken), &fold(word));
        assert!(heard("Come on, FIGHT them!", "fight"));
        assert!(heard("now let's go!", "go"));
        assert!(!heard("they are gone", "go"));
        assert!(!heard("forego", "go"), "nor at an end");
        assert!(heard("みんな攻撃だ", "攻撃"), "no spaces there");
        assert!(!heard("anything", "") && !heard("", "go"));
        assert!(heard("gone, go", "go"), "the second one counts");
    }
}
