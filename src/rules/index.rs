//! Finds the rule that answers: words by hash, gifts by the most exact match, units and powers by name.

use super::model::{GiftMatch, Meaning, Rules};
use crate::{base::*, locale::fold};

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
    /// see [`fold`](crate::locale::fold) for what counts as equal.
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

    /// The team that a message joins that says nothing else. Who has a side changes it by that only: "red never wins" is
    /// talk, "red" is a wish.
    #[must_use]
    pub fn join_word_alone(&self, message: &str) -> Option<TeamId> {
        let mut words = message.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric));
        let one = words.next().is_none_or(|_| words.next().is_none());
        self.join_word(message).filter(|_| one)
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
    use crate::rules::model::speaks;
    use crate::{base::TeamId, locale::fold, rules::file::shipped};

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
