//! Sheets of rude, tricky and ordinary names, and how many of each may be judged wrongly.

use name_filter::{Filter, Strictness};

fn last(line: &str) -> &str {
    line.rsplit('\t').next().unwrap_or(line)
}

fn rude<'a>(filter: &Filter, lines: &'a str) -> (Vec<&'a str>, Vec<&'a str>) {
    lines.lines().partition(|line| filter.is_rude(last(line)))
}

#[test]
fn rude_forms_are_hidden() {
    let (_, passed) = rude(&Filter::default(), include_str!("data/rude.txt"));
    assert!(passed.len() <= 8, "{} of 300 passed: {passed:#?}", passed.len());
}

#[test]
fn innocent_names_with_something_in_them_are_shown() {
    let (hidden, _) = rude(&Filter::default(), include_str!("data/innocent.txt"));
    assert!(hidden.is_empty(), "{} hidden: {hidden:#?}", hidden.len());
}

#[test]
fn ordinary_names_are_shown() {
    let (hidden, _) = rude(&Filter::default(), include_str!("data/ordinary.txt"));
    assert!(hidden.is_empty(), "{} of 5,100 hidden: {hidden:#?}", hidden.len());
}

#[test]
fn strictness_goes_from_nothing_to_much() {
    let hidden = |strictness| rude(&Filter::new(strictness, [], []), include_str!("data/rude.txt")).0.len();
    let counts = [Strictness::Off, Strictness::Mild, Strictness::Usual, Strictness::Strict].map(hidden);
    assert_eq!(counts[0], 0);
    assert!(counts.is_sorted() && counts[1] > 20, "{counts:?}");
}

#[test]
fn own_words_may_be_several() {
    let filter = Filter::new(Strictness::Usual, ["free robux now"], ["Fuck Village"]);
    assert!(filter.is_rude("get Free R0bux_now") && filter.is_rude("freerobuxnow"));
    assert!(!filter.is_rude("free hugs now"));
    assert!(!filter.is_rude("fuck village") && filter.is_rude("fuck"), "a name is allowed as a whole");
    assert!(Filter::default().is_rude("đụ má") && Filter::default().is_rude("dit me"), "lists have such words, too");
}
