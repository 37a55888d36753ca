//! Sound files that are hardly meant: what is said of each is held to the letter in `tests/rules/snapshots`.

use std::{fs, path::Path};

use throng::rules;

fn warned(name: &str, may_ask: bool) -> String {
    let file = format!("{name}.ron");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/warnings").join(&file);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let rules = rules::parse(&text).unwrap_or_else(|faults| panic!("{faults}"));
    rules::warnings(&text, &rules, may_ask).in_file(file).to_string()
}

#[test]
fn rules_that_never_act() {
    insta::assert_snapshot!(warned("never_acts", false));
}

#[test]
fn words_that_shadow_or_cannot_be_typed() {
    insta::assert_snapshot!(warned("words", false));
}

#[test]
fn effects_out_of_bounds_and_texts_that_ask() {
    insta::assert_snapshot!(warned("strength", false));
}

#[test]
fn texts_may_ask_for_gifts_where_safety_allows_it() {
    let asks = |text: &str| text.matches("asks viewers for gifts").count();
    assert_eq!(asks(&warned("strength", false)), 5);
    assert_eq!(asks(&warned("strength", true)), 0);
}

#[test]
fn the_shipped_file_gives_no_warning() {
    let warnings = rules::warnings(rules::SHIPPED, &rules::shipped(), false);
    assert!(warnings.list.is_empty(), "{warnings}");
}

#[test]
fn a_line_for_the_panel_says_where() {
    let text = rules::SHIPPED.replace("(diamonds: (5, 9),", "(diamonds: (6, 9),");
    let rules = rules::parse(&text).unwrap_or_else(|faults| panic!("{faults}"));
    let lines = rules::warnings(&text, &rules, false).lines();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].starts_with("line ") && lines[0].contains("gifts of 5 diamonds"), "{lines:?}");
}
