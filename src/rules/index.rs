//! Finds the rule that answers: words by hash, gifts by the most exact match, units and powers by name.

use std::{collections::HashMap, sync::Arc};

use super::{
    GiftMatch, PowerId, Rules, TeamId, UnitKind,
    folding::{first_words, fold, plain},
};

/// The folded words of a file: those of chat rules and those that join a team.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordIndex {
    pub(super) chat: HashMap<Arc<str>, usize>,
    pub(super) join: HashMap<Arc<str>, TeamId>,
    /// Both by their [`plain`] form, where it means one thing only.
    hasty: HashMap<Arc<str>, Meaning>,
}

/// What a word does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Chat(usize),
    Join(TeamId),
}

/// Latin words shorter than this are not understood without their marks: "đỏ" is red, "do" is English.
const SHORTEST: usize = 3;

/// Letters that may follow a word in a script without spaces.
const MOST_BEHIND: usize = 6;

impl WordIndex {
    /// Makes the words known by the way they are typed in a hurry too. To be called when all words are in.
    pub(super) fn complete(&mut self) {
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
    fn meaning(&self, message: &str) -> Option<Meaning> {
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
        match self.words.meaning(message)? {
            Meaning::Chat(rule) => Some(rule),
            Meaning::Join(_) => None,
        }
    }

    /// The team that a message joins.
    #[must_use]
    pub fn join_word(&self, message: &str) -> Option<TeamId> {
        match self.words.meaning(message)? {
            Meaning::Join(team) => Some(team),
            Meaning::Chat(_) => None,
        }
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
    use super::{
        super::{TeamId, fold, shipped},
        speaks,
    };

    #[test]
    fn words_are_understood_without_their_marks_where_they_mean_one_thing() {
        let rules = shipped();
        for red in ["احمر", "الاحمر", "أحمر", "kirmizi", "KIRMIZI!"] {
            assert_eq!(rules.join_word(red), Some(TeamId::LEFT), "{red}");
        }
        for blue in ["ازرق", "الازرق", "mare", "Maré", "นำเงิน"] {
            assert_eq!(rules.join_word(blue), Some(TeamId::RIGHT), "{blue}");
        }
        assert_eq!(rules.join_word("đỏ"), Some(TeamId::LEFT));
        for other in ["do", "do it", "mẹ", "đó"] {
            assert_eq!((rules.join_word(other), rules.chat_rule(other)), (None, None), "{other}");
        }
        assert!(rules.chat_rule("lui").is_some() && rules.chat_rule("lui è forte").is_none());
        // The orders of the words files, as they are typed on a foreign keyboard.
        for (marked, typed) in [("atrás", "atras"), ("zurück", "zuruck"), ("xuống", "xuong"), ("góra", "gora")] {
            assert!(rules.chat_rule(marked).is_some(), "{marked}");
            assert_eq!(rules.chat_rule(typed), rules.chat_rule(marked), "{typed}");
        }
    }

    #[test]
    fn a_word_at_the_beginning_will_do_where_nobody_writes_spaces() {
        let rules = shipped();
        for (said, team) in [
            ("赤チーム", Some(TeamId::LEFT)),
            ("青です！", Some(TeamId::RIGHT)),
            ("แดงครับ", Some(TeamId::LEFT)),
            ("赤道はどこ", None),
            ("私は赤が好きだけど今日は見るだけ", None),
        ] {
            assert_eq!(rules.join_word(said), team, "{said}");
        }
        assert_eq!(rules.chat_rule("上手だね"), None);
    }

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
