//! Sound files that are hardly meant: what is said of each is held to the letter in `tests/rules/snapshots`.

use std::{fs, path::Path};

use ron_diagnostics::Diagnostics;
use throng::{
    locale::Library,
    rules::{self, Platform, Rules},
};

fn sound(name: &str) -> (String, Rules) {
    let file = format!("{name}.ron");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/warnings").join(&file);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let rules = rules::parse(&text).unwrap_or_else(|faults| panic!("{faults}"));
    (text, rules)
}

fn warned(name: &str) -> String {
    let (text, rules) = sound(name);
    rules::warnings(&text, &rules).in_file(format!("{name}.ron")).to_string()
}

#[test]
fn rules_that_never_act() {
    insta::assert_snapshot!(warned("never_acts"));
}

#[test]
fn words_that_shadow_or_cannot_be_typed() {
    insta::assert_snapshot!(warned("words"));
}

#[test]
fn effects_out_of_bounds_and_texts_that_ask() {
    insta::assert_snapshot!(warned("strength"));
}

#[test]
fn everything_that_may_break_the_platforms_rules() {
    insta::assert_snapshot!(warned("sins"));
}

#[test]
fn who_keeps_by_no_platform_is_told_only_when_they_ask() {
    let (text, mut rules) = sound("strength");
    let asks = |found: &Diagnostics| found.to_string().matches("asks viewers for gifts").count();
    assert_eq!(asks(&rules::warnings(&text, &rules)), 5);
    rules.safety.platform = Platform::None;
    assert_eq!(asks(&rules::warnings(&text, &rules)), 0);
    assert_eq!(asks(&rules::platform_findings(&text, &rules).0), 5);
}

#[test]
fn no_text_that_comes_with_the_game_breaks_the_platforms_rules() {
    for (text, rules) in
        rules::PRESETS.iter().map(|preset| (preset.text, rules::parse(preset.text).expect("presets are sound")))
    {
        let (file, words) = rules::platform_findings(text, &rules);
        assert!(file.list.is_empty(), "{file}");
        assert!(words.is_empty(), "{words:#?}");
    }
}

#[test]
fn a_streamers_own_words_are_looked_through_too() {
    let own = ("es".to_owned(), "(name: \"Español\", how_to: [\"¡Envía regalos!\"])".to_owned());
    let library = Library::shipped().with(&[own]).unwrap();
    let rules = rules::parse_with(rules::SHIPPED, &library).unwrap();
    let (_, words) = rules::platform_findings(rules::SHIPPED, &rules);
    assert_eq!(words.len(), 1, "{words:?}");
    assert!(words[0].starts_with("words/es.ron, how_to[0]: this text asks viewers for gifts"), "{words:?}");
}

#[test]
fn the_shipped_file_gives_no_warning() {
    let warnings = rules::warnings(rules::SHIPPED, &rules::shipped());
    assert!(warnings.list.is_empty(), "{warnings}");
}

#[test]
fn a_line_for_the_panel_says_where() {
    let text = rules::SHIPPED.replace("(diamonds: (5, 9),", "(diamonds: (6, 9),");
    let rules = rules::parse(&text).unwrap_or_else(|faults| panic!("{faults}"));
    let lines = rules::warnings(&text, &rules).lines();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].starts_with("line ") && lines[0].contains("gifts of 5 diamonds"), "{lines:?}");
}
