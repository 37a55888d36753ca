//! The words of the HUD, as plain functions.

use crate::{
    arena::{Results, RoundResult},
    locale::{Filling, LanguageId, LocalizedText, TextKey, shorten},
    rules::{Action, GiftMatch, MenuStyle, Rules},
};

/// Minutes and seconds.
#[must_use]
pub fn clock_face(seconds: f32) -> String {
    // Bounded to an hour and a half: the longest phase is one hour.
    let whole = seconds.clamp(0.0, 5999.0).ceil() as u32;
    format!("{}:{:02}", whole / 60, whole % 60)
}

/// The line below the lobby's title.
#[must_use]
pub fn lobby_words(rules: &Rules, results: &Results) -> LocalizedText {
    match (rules.waves.is_some(), results.best_wave()) {
        (false, _) => LocalizedText::keyed(TextKey::PickSide, Vec::new()),
        (true, 0) => LocalizedText::keyed(TextKey::JoinTogether, Vec::new()),
        (true, best) => LocalizedText::keyed(TextKey::BestWave, vec![("number", Filling::number(u64::from(best)))]),
    }
}

/// How a round ended, in big letters.
#[must_use]
pub fn verdict(rules: &Rules, language: LanguageId, result: &RoundResult) -> LocalizedText {
    match (result.wave, rules.field.castle_falls) {
        (0, _) => {
            let name = rules.wording.library.named(language, &rules.team(result.winner).name);
            let name = shorten(name, 10).to_uppercase();
            LocalizedText::keyed(TextKey::Wins, vec![("team", Filling::As(name.into()))])
        }
        (_, false) => LocalizedText::keyed(TextKey::WellDone, Vec::new()),
        (wave, true) => LocalizedText::keyed(TextKey::WaveReached, vec![("number", Filling::number(u64::from(wave)))]),
    }
}

/// The name of a title, without what it was earned for: both stand in one line in every language, parted by a colon.
#[must_use]
pub fn title_name(title: &str) -> &str {
    title.split([':', '\u{ff1a}']).next().unwrap_or(title).trim()
}

/// A card of the quiet menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuLine {
    /// The gift or its tier.
    pub what: String,
    /// What it does.
    pub does: String,
    /// Picture: a unit's look, or a power's id.
    pub picture: MenuPicture,
}

/// The picture of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MenuPicture {
    /// A unit by its look.
    Unit(String),
    /// A power by its id.
    Power(String),
    /// None.
    None,
}

/// The cards of the quiet menu in a language, cheapest first as the file has them.
#[must_use]
pub fn menu_lines(rules: &Rules, language: LanguageId) -> Vec<MenuLine> {
    if rules.stage.menu == MenuStyle::None {
        return Vec::new();
    }
    let named: Vec<_> = rules.gifts.iter().filter(|gift| matches!(gift.matches, GiftMatch::Name(_))).collect();
    let by_name = rules.stage.menu == MenuStyle::Gifts && !named.is_empty();
    let all = rules.gifts.iter().filter_map(|gift| {
        let what = match &gift.matches {
            GiftMatch::Name(name) if by_name => title_case(rules.wording.library.named(language, name)),
            GiftMatch::Diamonds(from, to) if !by_name || *from >= 1000 => tier(*from, *to),
            GiftMatch::Diamonds(from, to) if named.len() < 4 => tier(*from, *to),
            _ => return None,
        };
        let (does, picture) = gift.actions.iter().find_map(|action| effect(rules, language, action))?;
        Some(MenuLine { what, does, picture })
    });
    // One card for each effect: the first gift that has it.
    let mut lines: Vec<MenuLine> = Vec::new();
    for line in all {
        if !lines.iter().any(|known| known.does == line.does) {
            lines.push(line);
        }
    }
    lines
}

fn effect(rules: &Rules, language: LanguageId, action: &Action) -> Option<(String, MenuPicture)> {
    let library = &rules.wording.library;
    match action {
        Action::Spawn { unit, count, .. } => {
            let unit = rules.unit(*unit);
            let many = if *count > 1 { format!("{count} ") } else { String::new() };
            Some((
                format!("{many}{}", library.named(language, &unit.name).to_lowercase()),
                MenuPicture::Unit(unit.look.to_string()),
            ))
        }
        Action::Power { power, .. } => {
            let power = rules.power(*power);
            Some((library.named(language, &power.name).to_lowercase(), MenuPicture::Power(power.id.to_string())))
        }
        Action::LevelUp(levels) => {
            let places = vec![("count", Filling::number(u64::from(*levels)))];
            let line = LocalizedText::keyed(TextKey::LevelGift, places);
            Some((line.in_language(library, language).into_owned(), MenuPicture::None))
        }
        _ => None,
    }
}

fn tier(from: u32, to: u32) -> String {
    let short = |amount: u32| if amount >= 10_000 { format!("{}k", amount / 1000) } else { amount.to_string() };
    if from == to {
        format!("💎 {}", short(from))
    } else if to >= 99_999 {
        format!("💎 {}+", short(from))
    } else {
        format!("💎 {}-{}", short(from), short(to))
    }
}

fn title_case(name: &str) -> String {
    name.split(' ')
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        })
        .collect::<Vec<String>>()
        .join(" ")
}

/// A lane by its place: the top one, the low one, or its number.
pub(super) fn lane_name(lane: u8, lanes: u8) -> LocalizedText {
    match lane {
        0 => LocalizedText::keyed(TextKey::LaneTop, Vec::new()),
        _ if lane + 1 == lanes => LocalizedText::keyed(TextKey::LaneBottom, Vec::new()),
        _ => LocalizedText::keyed(TextKey::Lane, vec![("number", Filling::number(u64::from(lane) + 1))]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_counts_whole_seconds_down_to_nothing() {
        assert_eq!(clock_face(102.0), "1:42");
        assert_eq!(clock_face(0.4), "0:01");
        assert_eq!(clock_face(-3.0), "0:00");
        assert_eq!(clock_face(1e9), "99:59");
    }

    #[test]
    fn every_title_has_a_short_name_in_every_language() {
        let rules = crate::rules::shipped();
        let library = &rules.wording.library;
        use TextKey::{Anvil, Hammer, Keeper, Phoenix, Wall, Wanderer};
        for code in ["en", "es", "pt", "id", "ar", "ja"] {
            let language = library.id(code).unwrap();
            for key in [Wall, Phoenix, Hammer, Keeper, Anvil, Wanderer] {
                let text = library.text(language, key);
                let name = title_name(text);
                assert!(name.len() < text.len() && !name.contains('{'), "{text}");
            }
        }
    }

    #[test]
    fn a_siege_is_told_by_its_wave_and_a_calm_game_is_never_lost() {
        let rules = |name: &str| crate::rules::parse(crate::rules::preset(name).unwrap().text).unwrap();
        let (clash, siege, calm) = (rules("clash"), rules("siege"), rules("calm"));
        let result = RoundResult {
            number: 1,
            winner: crate::base::TeamId::RIGHT,
            ended_by: crate::arena::EndedBy::Castle,
            seconds: 200.0,
            lead_changes: 0,
            lead: 0.0,
            ground: 0.5,
            gates: [1, 2],
            wave: 9,
            best: Vec::new(),
            titles: Vec::new(),
        };
        let told = |rules: &Rules, result: &RoundResult| verdict(rules, LanguageId::ENGLISH, result).to_string();
        assert_eq!(told(&siege, &result), "WAVE 9!");
        assert_eq!(told(&calm, &result), "WELL DONE!");
        assert_eq!(told(&clash, &RoundResult { wave: 0, ..result.clone() }), "TIDE WINS!");
        let spanish = siege.wording.library.id("es").expect("it comes with the game");
        let line = verdict(&siege, spanish, &result);
        assert_eq!(line.in_language(&siege.wording.library, spanish), "¡OLEADA 9!");
        assert_eq!(lobby_words(&siege, &Results(vec![result])).to_string(), "Best: wave 9");
        assert!(lobby_words(&clash, &Results::default()).contains("side"));
    }

    #[test]
    fn the_menu_names_what_each_gift_does() {
        let mut rules = crate::rules::shipped();
        rules.stage.menu = MenuStyle::Tiers;
        let lines = menu_lines(&rules, LanguageId::ENGLISH);
        assert!(!lines.is_empty());
        assert!(lines.iter().all(|line| line.what.contains('💎') && !line.does.is_empty()), "{lines:?}");
        let spanish = rules.wording.library.id("es").expect("it comes with the game");
        let there = menu_lines(&rules, spanish);
        assert!(there.iter().any(|line| line.does == "dragón"), "{there:?}");
        rules.stage.menu = MenuStyle::None;
        assert!(menu_lines(&rules, LanguageId::ENGLISH).is_empty());
    }

    #[test]
    fn gift_names_are_written_as_people_write_them() {
        assert_eq!(title_case("ice cream cone"), "Ice Cream Cone");
    }
}
