//! The shipped rules file: sound, whole, real RON, and as the game needs it.

use throng::{
    base::{TeamId, UnitKind},
    rules::{self, Action, Aim, GiftMatch, LikeScope, Per, Stance, Step, Trigger},
};

fn words(rules: &rules::Rules, message: &str) -> Vec<Action> {
    rules.chat_rule(message).map_or_else(Vec::new, |rule| rules.chat[rule].actions.clone())
}

#[test]
fn it_parses() {
    if let Err(faults) = rules::parse(rules::SHIPPED) {
        panic!("{faults}");
    }
    let small = include_str!("../../fuzz/seeds/rules/small.ron");
    let hash = rules::parse(small).map(|rules| rules.hash);
    assert_eq!(hash, Ok(xxhash_rust::xxh3::xxh3_64(small.as_bytes())), "without commands the text alone counts");
}

#[test]
fn any_ron_reader_takes_it() {
    let read = ron::from_str::<Box<ron::value::RawValue>>(rules::SHIPPED);
    assert!(read.is_ok(), "{read:?}");
}

#[test]
fn every_price_has_a_gift_rule_and_every_gift_brings_troops() {
    let rules = rules::shipped();
    for diamonds in [0, 1, 4, 5, 9, 10, 29, 30, 49, 50, 98, 99, 298, 299, 999, 1000, 4999, 5000, 44_999, 1_000_000] {
        let rule = rules.gift_rule(1, "Something new", diamonds).unwrap_or_else(|| panic!("{diamonds} diamonds"));
        assert!(matches!(rules.gifts[rule].matches, GiftMatch::Diamonds(..)));
    }
    for rule in &rules.gifts {
        let spawns = rule.actions.iter().any(|action| matches!(action, Action::Spawn { .. }));
        assert!(spawns, "{} pays and calls nobody", rule.label);
    }
}

#[test]
fn a_gift_is_worth_what_it_costs() {
    // Troops alone give at least three quarters of the price: what rounding takes, a power on top gives back.
    let rules = rules::shipped();
    for price in [1_u32, 5, 9, 10, 20, 30, 49, 50, 88, 99, 100, 199, 299, 450, 500, 699, 1000, 2999, 5000, 10_000] {
        let rule = rules.gift_rule(0, "", price).unwrap();
        let worth: u32 = rules.gifts[rule]
            .actions
            .iter()
            .map(|action| match action {
                Action::Spawn { unit, count, per: Per::Gift, .. } => count * rules.unit(*unit).worth,
                Action::Spawn { unit, count, per: Per::Diamond(n), .. } => {
                    count * rules.unit(*unit).worth * ((price + n / 2) / n).max(1)
                }
                _ => 0,
            })
            .sum();
        assert!(worth * 4 >= price * 3, "{price} diamonds bring troops worth {worth}");
    }
}

#[test]
fn the_names_the_game_is_told_by_are_there() {
    let rules = rules::shipped();
    for unit in ["militia", "archer", "knight", "mage", "ram", "gryphon", "golem", "dragon", "titan"] {
        let kind = rules.unit_named(unit).unwrap_or_else(|| panic!("{unit}"));
        assert_eq!(&*rules.unit(kind).id, unit);
    }
    for power in ["heal", "haste", "shield", "meteor", "freeze", "nova", "rally", "beacon"] {
        let id = rules.power_named(power).unwrap_or_else(|| panic!("{power}"));
        assert_eq!(&*rules.power(id).id, power);
    }
    assert_eq!(rules.unit_named("milita"), None);
    assert!(rules.battle.gates.is_some() && rules.battle.recruits.is_some() && rules.battle.tempo.len() == 3);
    assert_eq!(rules.teams[0].color, [0xff, 0x5a, 0x36]);
    assert_eq!(&*rules.gifts[0].label, "Rose");
    assert_eq!(rules.hero.energy_per_like, 50);
}

#[test]
fn the_most_exact_gift_rule_wins() {
    let text = r##"(
        teams: [(id: "a", color: "#000000", join: ["1"]), (id: "b", color: "#ffffff", join: ["2"])],
        units: { "m": (health: 1, damage: 1, range: 5, speed: 1, every_s: 1, worth: 1) },
        gifts: [
            (diamonds: (1, 10), do: [Spawn(unit: "m", count: 1)]),
            (diamonds: (5, 20), do: [Spawn(unit: "m", count: 2)]),
            (name: "Rosé", do: [Spawn(unit: "m", count: 3)]),
            (id: 7, do: [Spawn(unit: "m", count: 4)]),
        ],
    )"##;
    let rules = rules::parse(text).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(rules.gift_rule(7, "ROSÉ", 5), Some(3));
    assert_eq!(rules.gift_rule(8, "  rose\u{301} ", 5), Some(2));
    assert_eq!(rules.gift_rule(8, "Cake", 5), Some(0));
    assert_eq!(rules.gift_rule(8, "Cake", 11), Some(1));
    assert_eq!(rules.gift_rule(8, "Cake", 21), None);
}

#[test]
fn join_words_work_as_viewers_type_them() {
    let rules = rules::shipped();
    for left in
        ["1", "１", "①", "1️⃣", "١", "111", " 1!! ", "RED", "#red", "Red team!", "🔴🔴🔴", "♦", "♦️", "KIRMIZI", "赤！"]
    {
        assert_eq!(rules.join_word(left), Some(TeamId::LEFT), "{left}");
    }
    for right in ["2", "２", "②", "2️⃣", "۲", "blue", "«Blue»", "¡AZUL!", "🔵", "🌊🌊", "СИНИЙ", "أزرق", "أزرق!"]
    {
        assert_eq!(rules.join_word(right), Some(TeamId::RIGHT), "{right}");
    }
    for neither in ["", "   ", "12", "1000", "reddit", "hi 1", "❤️", "@blue", "+1", "…"] {
        assert_eq!(rules.join_word(neither), None, "{neither:?}");
    }
}

#[test]
fn orders_work_as_viewers_type_them() {
    let rules = rules::shipped();
    for up in ["up", "UP!", "Up, please", "ｕｐ", "⬆", "⬆️", "⬆️⬆️⬆️", "👆🏽", "upppp", "/up"] {
        assert_eq!(words(&rules, up), [Action::Move(Step::Up)], "{up}");
    }
    assert_eq!(words(&rules, "gooooo!!!"), [Action::Stance(Stance::Charge)]);
    assert_eq!(words(&rules, "SALDIR"), [Action::Stance(Stance::Charge)]);
    assert_eq!(words(&rules, "⚔🔥"), [Action::Stance(Stance::Charge)]);
    assert_eq!(words(&rules, "ВПЕРЁД"), [Action::Stance(Stance::Charge)]);
    assert_eq!(words(&rules, "🏃🏿‍♂️"), [Action::Stance(Stance::Retreat)]);
    assert_eq!(words(&rules, "Lane   3"), [Action::Lane(2)]);
    assert_eq!(words(&rules, "???"), [Action::ShowMe]);
    let ult = &rules.chat[rules.chat_rule("ULT").unwrap()];
    assert_eq!((ult.limits.energy, ult.limits.cooldown_s), (100, 5.0));
    for nothing in ["hello", "", "👋", "upset", "1"] {
        assert_eq!(rules.chat_rule(nothing), None, "{nothing}");
    }
}

#[test]
fn likes_and_events_are_as_the_game_is_told() {
    let rules = rules::shipped();
    let own = rules.likes.iter().find(|rule| rule.of == LikeScope::Viewer).unwrap();
    assert_eq!(own.every, 15);
    assert!(matches!(own.turns[0][0], Action::Power { on: Aim::Hero, .. }));
    let team = rules.likes.iter().find(|rule| rule.of == LikeScope::Team).unwrap();
    let turns: Vec<&str> = team
        .turns
        .iter()
        .filter_map(|turn| {
            turn.iter().find_map(|action| if let Action::Power { power, .. } = action { Some(*power) } else { None })
        })
        .map(|power| &*rules.power(power).id)
        .collect();
    assert_eq!(turns, ["haste", "heal", "meteor", "shield"]);
    for trigger in [Trigger::Follow, Trigger::Share, Trigger::Subscribe, Trigger::Emote] {
        assert!(rules.events.contains_key(&trigger), "{trigger:?}");
    }
}

#[test]
fn the_table_tells_what_gifts_do() {
    let table = rules::table(&rules::shipped());
    for line in [
        "Rose",
        "10–29 diamonds",
        "1 Dragon every 1000 diamonds, Meteor on the enemy",
        "(every 5 s a viewer, 100 energy)",
    ] {
        assert!(table.contains(line), "{line} is not in\n{table}");
    }
}

#[test]
fn the_table_fits_a_terminal_and_tells_of_troops() {
    let table = rules::table(&rules::shipped());
    for line in ["troops", "worth 10, 130 health, 15 damage every 1 s", "powers", "nobody moves for 4 s"] {
        assert!(table.contains(line), "{line} is not in\n{table}");
    }
    assert!(table.lines().all(|line| line.chars().count() <= 100), "{table}");
}

#[test]
fn other_line_ends_and_a_byte_order_mark_change_nothing() {
    let shipped = rules::shipped();
    for text in [rules::SHIPPED.replace('\n', "\r\n"), format!("\u{feff}{}", rules::SHIPPED)] {
        let mut other = rules::parse(&text).unwrap_or_else(|faults| panic!("{faults}"));
        assert_ne!(other.hash, shipped.hash);
        other.hash = shipped.hash;
        assert_eq!(other, shipped);
    }
}

#[test]
fn a_file_of_an_earlier_version_is_told_what_to_do() {
    let old = rules::SHIPPED.replacen("podium_s: 12)", "podium_s: 12, overtime_s: 45)", 1);
    let old = old.replacen("heroes: 3,", "fill_to: 14, none_from: 18,", 1);
    let faults = rules::parse(&old).unwrap_err().to_string();
    for help in ["sudden_death: (within: 5", "write heroes: 4 instead", "leave as people come"] {
        assert!(faults.contains(help), "{faults}");
    }
}

#[test]
fn a_short_file_keeps_the_usual_values() {
    let text = r##"(
        teams: [(id: "a", color: "#000000", join: ["1"]), (id: "b", color: "#ffffff", join: ["2"])],
        units: { "old_bear": (health: 1, damage: 1, range: 5, speed: 1, every_s: 1, worth: 1) },
        field: (lanes: 3, beacon_power: None),
    )"##;
    let (short, shipped) = (rules::parse(text).unwrap_or_else(|faults| panic!("{faults}")), rules::shipped());
    assert_eq!((short.round, short.hero), (shipped.round, shipped.hero));
    assert_eq!((short.field.lanes, short.field.castle_health, short.field.beacon_power), (3, 3000, None));
    assert_eq!((&*short.units[0].name, &*short.units[0].look), ("Old Bear", "old_bear"));
    assert_eq!(short.director.troops, [UnitKind(0)]);
    assert!(!short.director.names.is_empty());
}
