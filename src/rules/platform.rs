//! What the platform says, as data: `assets/platforms/tiktok.ron` has each fact with its source and date, and the words by
//! which a text is found that may break it.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

use super::model::speaks;
use crate::locale::fold;

/// What may break what the platform asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum PlatformRule {
    /// A text asks for gifts.
    AskingForGifts,
    /// A text asks for follows, shares or likes.
    AskingForFollows,
    /// A text promises something.
    Promising,
    /// A text names a price.
    Pricing,
    /// A text leads elsewhere.
    Linking,
    /// Teams are countries, politics or religion.
    Polarising,
    /// A gift does one thing or another.
    Gambling,
    /// Gifts are named on the stage.
    NamingGifts,
    /// Something stands where the app covers it.
    Covered,
    /// Names are not filtered.
    Unfiltered,
}

/// What the platform says of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlatformClause {
    /// What a text does that breaks it: a verb and its object.
    pub what: String,
    /// The source, quoted or summed up.
    pub says: String,
    /// Where that stands.
    pub source: String,
    /// Since when: a year, a month or a day of it.
    pub date: String,
    /// What to write or do instead.
    pub instead: String,
    /// Words that give it away.
    #[serde(default)]
    words: Vec<String>,
}

impl PlatformClause {
    /// What to do, and why, in one line.
    #[must_use]
    pub fn help(&self) -> String {
        format!("{} ({}, {}: {})", self.instead, self.source, self.date, self.says)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlatformFile {
    name: String,
    findings: BTreeMap<PlatformRule, PlatformClause>,
}

static TIKTOK: LazyLock<PlatformFile> = LazyLock::new(|| read(include_str!("../../assets/platforms/tiktok.ron")));

#[expect(clippy::panic, reason = "the file is a constant, and a test reads it")]
fn read(text: &str) -> PlatformFile {
    ron::from_str(text).unwrap_or_else(|fault| panic!("{fault}"))
}

/// What the platform is called.
#[must_use]
pub fn platform_name() -> &'static str {
    &TIKTOK.name
}

/// What it says of something.
#[must_use]
#[expect(clippy::expect_used, reason = "the file is a constant, and a test looks for each")]
pub fn clause(rule: PlatformRule) -> &'static PlatformClause {
    TIKTOK.findings.get(&rule).expect("each has its clause")
}

/// What a text that can reach the stage may break, each with the word that gives it away.
#[must_use]
pub fn sins_of_text(text: &str) -> Vec<(PlatformRule, String)> {
    let folded = fold(text);
    let word_of = |rule| clause(rule).words.iter().find(|word| says(&folded, text, word));
    let by_word = [PlatformRule::AskingForGifts, PlatformRule::AskingForFollows, PlatformRule::Promising];
    let mut sins: Vec<_> = by_word.into_iter().filter_map(|rule| Some((rule, word_of(rule)?.clone()))).collect();
    // `{count}` becomes a number.
    let number = text.contains("{count}") || text.chars().any(char::is_numeric);
    if let Some(word) = word_of(PlatformRule::Pricing).filter(|_| number) {
        sins.push((PlatformRule::Pricing, word.clone()));
    }
    if let Some(word) = address(text).or_else(|| word_of(PlatformRule::Linking).cloned()) {
        sins.push((PlatformRule::Linking, word));
    }
    sins
}

/// What makes a side of a country, of politics or of religion; a flag is a country, too.
#[must_use]
pub fn polarising(text: &str) -> Option<String> {
    let letters: Vec<char> = text.chars().collect();
    let is_flag = |pair: &&[char]| pair.iter().all(|c| matches!(c, '\u{1f1e6}'..='\u{1f1ff}'));
    let flag = letters.windows(2).find(is_flag).map(|pair| pair.iter().collect());
    let folded = fold(text);
    let word = || clause(PlatformRule::Polarising).words.iter().find(|word| says(&folded, text, word)).cloned();
    flag.or_else(word)
}

/// Whether a word of the file stands in a text; signs and emoji stand anywhere.
fn says(folded: &str, text: &str, word: &str) -> bool {
    if word.chars().any(char::is_alphanumeric) { speaks(folded, &fold(word)) } else { text.contains(word) }
}

/// Something like `throng.example` or `bit.ly/x`: letters, a dot, an ending that people know.
fn address(text: &str) -> Option<String> {
    const ENDINGS: [&str; 18] = [
        "com", "net", "org", "tv", "gg", "io", "me", "ly", "link", "live", "shop", "store", "app", "xyz", "info",
        "online", "site", "bio",
    ];
    let of_word = |word: &str| {
        let bare = word.split(['/', '?']).next()?.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let (name, ending) = bare.rsplit_once('.')?;
        (!name.is_empty() && ENDINGS.contains(&ending)).then(|| word.to_owned())
    };
    text.split_whitespace().find_map(of_word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use PlatformRule::*;

    #[test]
    fn every_rule_has_its_source_and_its_day() {
        for rule in [
            AskingForGifts,
            AskingForFollows,
            Promising,
            Pricing,
            Linking,
            Polarising,
            Gambling,
            NamingGifts,
            Covered,
            Unfiltered,
        ] {
            let clause = clause(rule);
            assert!(!clause.source.is_empty() && clause.date.starts_with("20"), "{clause:?}");
            assert!(clause.help().contains(&clause.date), "{clause:?}");
        }
        assert_eq!(platform_name(), "TikTok LIVE");
    }

    fn sins(text: &str) -> Vec<PlatformRule> {
        sins_of_text(text).into_iter().map(|(rule, _)| rule).collect()
    }

    #[test]
    fn what_asks_promises_prices_and_leads_away_is_found_in_many_languages() {
        for (text, expected) in [
            ("Send gifts to win!", vec![AskingForGifts]),
            ("¡Envía regalos!", vec![AskingForGifts]),
            ("ギフトを送ってね", vec![AskingForGifts]),
            ("tap the screen", vec![AskingForFollows]),
            ("フォローしてね", vec![AskingForFollows]),
            ("Gran sorteo hoy", vec![Promising]),
            ("A Rose for 1 coin", vec![Pricing]),
            ("only $5", vec![Pricing]),
            ("{count} diamonds", vec![Pricing]),
            ("see mygame.gg/x", vec![Linking]),
            ("link in bio", vec![Linking]),
        ] {
            assert_eq!(sins(text), expected, "{text}");
        }
    }

    #[test]
    fn what_tells_how_a_battle_goes_is_no_sin() {
        for text in [
            "{name} wakes the dragon!",
            "Type 1 or 2 to join",
            "100 energy? Type ult",
            "next round in 0:12 · type 1 or 2",
            "Break a gate: a part of it falls",
            "{name} follows: an archer for {team}!",
            "Diamonds are forever",
            "Round 3. Fight!",
            "e.g. this",
        ] {
            assert_eq!(sins(text), [], "{text}");
        }
    }

    #[test]
    fn sides_are_no_countries() {
        assert_eq!(polarising("🇺🇦 team"), Some("🇺🇦".to_owned()));
        assert_eq!(polarising("Team Россия"), Some("россия".to_owned()));
        assert_eq!((polarising("Ember"), polarising("🔥")), (None, None));
    }
}
