//! What on the stage may break what the platform asks for.

use name_filter::Strictness;
use ron_diagnostics::{Kind, Node, Span};

use super::{
    notes::Notes,
    place::{RulePlaces, words_named},
};
use crate::{
    locale::{Language, Library},
    rules::{
        model::{MenuStyle, Rules},
        platform::{PlatformRule, clause, polarising, sins_of_text},
    },
};

/// Between which parts of the height the app covers nothing, and right of which part of the width it does.
const FREE: (f32, f32) = (0.12, 0.58);
const BUTTONS: f32 = 0.88;

pub(super) fn look(rules: &Rules, at: &RulePlaces, notes: &mut Notes) {
    for node in shown(at) {
        let Kind::Text(text) = &node.kind else { continue };
        for (rule, word) in sins_of_text(text) {
            say(notes, rule, node.span.clone(), &format!("this text {} ({word:?})", clause(rule).what));
        }
        if text.contains("{gift}") {
            let rule = PlatformRule::NamingGifts;
            say(notes, rule, node.span.clone(), &format!("this text {}", clause(rule).what));
        }
    }
    teams(at, notes);
    chances(rules, at, notes);
    stage(rules, at, notes);
    if rules.safety.filter.strictness() == Strictness::Off {
        let node = at.section("safety").and_then(|safety| safety.member("strictness"));
        let span = node.map_or(0..0, |node| node.span.clone());
        let rule = PlatformRule::Unfiltered;
        say(notes, rule, span, &format!("strictness: Off {}", clause(rule).what));
    }
}

fn say(notes: &mut Notes, rule: PlatformRule, span: Span, what: &str) {
    notes.say(span, what, clause(rule).help());
}

/// Every text of the file that can reach the stage.
fn shown<'t>(at: &RulePlaces<'t>) -> Vec<&'t Node> {
    let mut shown: Vec<&Node> = at.section("title").into_iter().collect();
    for announce in words_named(at.root(), "Announce") {
        shown.extend(announce.member("text"));
    }
    shown.extend(at.section("stage").and_then(|stage| stage.member("how_to")).map_or(&[][..], Node::items));
    for section in ["units", "powers"] {
        shown.extend(at.entries(section).iter().filter_map(|(_, node)| node.member("name")));
    }
    shown.extend(at.rules("teams").iter().filter_map(|team| team.member("name")));
    shown.extend(at.rules("tempo").iter().filter_map(|act| act.member("name")));
    for line in ["announce", "announce_boss"] {
        shown.extend(at.section("waves").and_then(|waves| waves.member(line)));
    }
    shown
}

/// What the words of a language break, a line each.
pub(super) fn look_at_words(library: &Library) -> Vec<String> {
    let of_language = |language: &Language| {
        let of_text = |(place, text): (String, &str)| {
            let file = format!("words/{}.ron, {place}", language.code);
            let line = move |(rule, word): (PlatformRule, String)| {
                let clause = clause(rule);
                format!("{file}: this text {} ({word:?}): {}", clause.what, clause.help())
            };
            sins_of_text(text).into_iter().map(line).collect::<Vec<_>>()
        };
        language.shown().flat_map(of_text).collect::<Vec<_>>()
    };
    library.languages().iter().flat_map(of_language).collect()
}

fn teams(at: &RulePlaces, notes: &mut Notes) {
    for team in at.rules("teams") {
        let words = team.member("join").map_or(&[][..], Node::items);
        for node in team.member("name").into_iter().chain(words) {
            let Kind::Text(text) = &node.kind else { continue };
            if let Some(word) = polarising(text) {
                let rule = PlatformRule::Polarising;
                say(notes, rule, node.span.clone(), &format!("this {} ({word:?})", clause(rule).what));
            }
        }
    }
}

fn chances(rules: &Rules, at: &RulePlaces, notes: &mut Notes) {
    for (rule, node) in rules.gifts.iter().zip(at.rules("gifts")) {
        if rule.limits.chance < 100 {
            let span = node.member("chance").map_or_else(|| node.opening(), |node| node.span.clone());
            let of = PlatformRule::Gambling;
            say(notes, of, span, &format!("this rule {}", clause(of).what));
        }
    }
}

fn stage(rules: &Rules, at: &RulePlaces, notes: &mut Notes) {
    let span = |name: &str| {
        let node = at.section("stage").and_then(|stage| stage.member(name));
        node.map_or(0..0, |node| node.span.clone())
    };
    if rules.stage.menu == MenuStyle::Gifts {
        let rule = PlatformRule::NamingGifts;
        say(notes, rule, span("menu"), &format!("menu: Gifts {}", clause(rule).what));
    }
    let (top, bottom) = rules.stage.band;
    let rule = PlatformRule::Covered;
    if top < FREE.0 || bottom > FREE.1 {
        say(notes, rule, span("band"), &format!("a part of this band {}", clause(rule).what));
    }
    if rules.stage.right > BUTTONS {
        say(notes, rule, span("right"), &format!("what is right of {BUTTONS} {}", clause(rule).what));
    }
}
