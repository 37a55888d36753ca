//! Which language the people in the room speak.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::code::primary;
use crate::base::{PlayerId, TICK_HZ};

/// People whose language counts: so many who spoke last.
const RECENT: usize = 40;
/// Nobody can say what a room speaks before so many have spoken.
const ENOUGH: usize = 5;
/// A language that was chosen stays at least so many ticks.
const SETTLED: u32 = 60 * TICK_HZ;

/// The languages of those who spoke last in the chat, and the one that most of them speak. Nothing in the game depends
/// on it: only what is shown does.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SpokenLanguages {
    recent: VecDeque<(PlayerId, Arc<str>)>,
    chosen: Arc<str>,
    since: u32,
}

impl SpokenLanguages {
    /// Somebody wrote in a language; `code` is what TikTok says of it.
    pub fn hear(&mut self, who: PlayerId, code: &str, tick: u32) {
        let code = primary(code);
        if code.is_empty() {
            return;
        }
        self.recent.retain(|(other, _)| *other != who);
        self.recent.push_back((who, code.into()));
        if self.recent.len() > RECENT {
            self.recent.pop_front();
        }
        self.choose(tick);
    }

    /// Changes the language when more than half speak another one, clearly more than the one that is shown.
    fn choose(&mut self, tick: u32) {
        let all = self.recent.len();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, code) in &self.recent {
            *counts.entry(code).or_default() += 1;
        }
        let now = counts.get(&*self.chosen).copied().unwrap_or(0);
        let Some((leader, most)) = counts.into_iter().max_by_key(|(_, count)| *count) else { return };
        let settled = self.chosen.is_empty() || tick >= self.since.saturating_add(SETTLED);
        if settled && all >= ENOUGH && most * 2 > all && most * 5 >= now * 5 + all && *leader != *self.chosen {
            self.chosen = leader.into();
            self.since = tick;
        }
    }

    /// The code of the language that most speak; empty until it is known.
    #[must_use]
    pub fn chosen(&self) -> &str {
        &self.chosen
    }

    /// Whether nobody was heard yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(lines: impl IntoIterator<Item = (u32, &'static str, u32)>) -> SpokenLanguages {
        let mut languages = SpokenLanguages::default();
        for (who, code, tick) in lines {
            languages.hear(PlayerId(who), code, tick);
        }
        languages
    }

    #[test]
    fn a_room_speaks_what_most_people_speak() {
        assert_eq!(heard((0..4).map(|who| (who, "es", 0))).chosen(), "", "four are too few");
        assert_eq!(heard((0..5).map(|who| (who, "es-MX", 0))).chosen(), "es");
        assert_eq!(heard((0..20).map(|who| (who, ["es", "pt", "en"][who as usize % 3], 0))).chosen(), "");
    }

    #[test]
    fn one_loud_person_is_one_person() {
        let loud = (0..50).map(|_| (0, "ja", 0));
        assert_eq!(heard((1..6).map(|who| (who, "en", 0)).chain(loud)).chosen(), "en");
    }

    #[test]
    fn a_close_race_changes_nothing_and_a_clear_one_does() {
        let mut languages = heard((0..40).map(|who| (who, "es", 0)));
        for who in 40..62 {
            languages.hear(PlayerId(who), "pt", SETTLED * 2);
        }
        assert_eq!(languages.chosen(), "es", "22 of 40 are no clear lead over 18");
        for who in 62..66 {
            languages.hear(PlayerId(who), "pt", SETTLED * 2);
        }
        assert_eq!(languages.chosen(), "pt");
        for who in 66..106 {
            languages.hear(PlayerId(who), "es", SETTLED * 2 + 1);
        }
        assert_eq!(languages.chosen(), "pt", "a minute at least");
        languages.hear(PlayerId(0), "es", SETTLED * 3);
        assert_eq!(languages.chosen(), "es");
    }

    #[test]
    fn what_is_no_language_does_not_count() {
        assert!(heard((0..9).map(|who| (who, "", 0))).is_empty());
    }
}
