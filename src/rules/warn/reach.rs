//! Rules that can never act.

use ron_diagnostics::{Kind, Node};

use super::{
    notes::{Notes, deeds},
    place::{RulePlaces, words_named},
};
use crate::rules::model::{Action, LikeScope, Limits, RoundPart, Rules, When};

pub(super) fn look(rules: &Rules, at: &RulePlaces, notes: &mut Notes) {
    for (section, limits) in [
        ("gifts", rules.gifts.iter().map(|rule| &rule.limits).collect::<Vec<_>>()),
        ("likes", rules.likes.iter().map(|rule| &rule.limits).collect()),
        ("chat", rules.chat.iter().map(|rule| &rule.limits).collect()),
    ] {
        for (limits, node) in limits.into_iter().zip(at.rules(section)) {
            conditions(rules, limits, node, notes);
        }
    }
    events(rules, at, notes);
    for action in ["Charge", "Beacon", "LevelUp"] {
        useless(rules, at, action, notes);
    }
    clock(rules, at, notes);
}

/// Events are sorted in the rules, so their limits are found by what the file says.
fn events(rules: &Rules, at: &RulePlaces, notes: &mut Notes) {
    for (key, node) in at.entries("events") {
        let found = rules.events.iter().find(|(trigger, _)| match &key.kind {
            Kind::Word { name, members: None } => trigger.written() == *name,
            Kind::Word { name, members: Some(members) } => {
                let written = trigger.written();
                let inner = members.first().map(|member| &member.value.kind);
                match inner {
                    Some(Kind::Number(number)) => written == format!("{name}({number})"),
                    Some(Kind::Text(text)) => written == format!("{name}({text:?})"),
                    _ => false,
                }
            }
            _ => false,
        });
        if let Some((_, rule)) = found {
            conditions(rules, &rule.limits, node, notes);
        }
    }
}

/// Conditions that exclude each other, or that no round fulfils.
fn conditions(rules: &Rules, limits: &Limits, node: &Node, notes: &mut Notes) {
    let nodes = node.member("when").map_or(&[][..], Node::items);
    let mut never = |at: usize, why: String, help: &str| {
        if let Some(node) = nodes.get(at) {
            notes.say(node.span.clone(), format!("this rule never acts: {why}"), help);
        }
    };
    for (index, one) in limits.when.iter().enumerate() {
        let before = limits.when.get(..index).unwrap_or_default();
        if let Some(other) = before.iter().find(|other| excludes(other, one) || excludes(one, other)) {
            never(
                index,
                format!("it asks for {} and {} at once", said(other), said(one)),
                "all of when must hold; keep one of them, or make two rules",
            );
        }
        let (part, seconds, setting) = match one {
            When::Phase(RoundPart::Lobby) => ("a lobby", rules.round.lobby_s, "round.lobby_s"),
            When::Phase(RoundPart::SuddenDeath) => (
                "a sudden death",
                rules.battle.sudden_death.map_or(0.0, |rules| rules.at_most_s),
                "sudden_death.at_most_s",
            ),
            _ => continue,
        };
        if seconds <= 0.0 {
            never(index, format!("there is never {part}, since {setting} is 0"), "make it longer, or take this out");
        }
    }
    let gains = rules.hero.energy_per_like > 0
        || rules.hero.energy_per_blow > 0
        || deeds(rules).any(|action| matches!(action, Action::Energy(_)));
    if limits.energy > 0 && !gains {
        let span = node.member("needs").map_or_else(|| node.opening(), |node| node.span.clone());
        let help = "set hero.energy_per_like or hero.energy_per_blow, or give Energy(20) somewhere";
        notes.say(span, "this rule never acts: no hero ever gains energy", help);
    }
}

/// Whether `one` cannot hold where `other` does.
fn excludes(one: &When, other: &When) -> bool {
    match (one, other) {
        (When::Losing, When::Winning) => true,
        (When::Phase(a), When::Phase(b)) => a != b,
        (When::Lane(a), When::Lane(b)) => a != b,
        // The lobby and the podium have no clock that counts.
        (When::LastSeconds(_), When::Phase(part)) => matches!(part, RoundPart::Lobby | RoundPart::Podium),
        _ => false,
    }
}

fn said(when: &When) -> String {
    format!("{when:?}")
}

/// Actions that change nothing with the rest of the file as it is.
fn useless(rules: &Rules, at: &RulePlaces, name: &str, notes: &mut Notes) {
    let (idle, what, help) = match name {
        "Charge" => (
            !rules.likes.iter().any(|rule| rule.of == LikeScope::Team),
            "there is no like meter to charge: likes has no rule of: Team",
            "add (every: 1200, of: Team, do: [ ... ]) to likes, or take Charge out",
        ),
        "Beacon" => (
            rules.field.beacon_power.is_none(),
            "this beacon gives nothing: field has no beacon_power",
            "add beacon_power: \"...\" to field, with the name of a power",
        ),
        _ => (
            rules.hero.max_level <= 1,
            "no hero gains a level: hero.max_level is 1",
            "raise max_level, or take LevelUp out",
        ),
    };
    if idle {
        for section in ["gifts", "likes", "chat", "events"] {
            for node in at.section(section).map(|node| words_named(node, name)).unwrap_or_default() {
                notes.say(node.opening(), what, help);
            }
        }
    }
}

/// Moments of the battle that come after its end.
fn clock(rules: &Rules, at: &RulePlaces, notes: &mut Notes) {
    let ends = rules.round.battle_s;
    let times = at.section("field").and_then(|field| field.member("beacons_s")).map_or(&[][..], Node::items);
    for (seconds, node) in rules.field.beacons_s.iter().zip(times) {
        if *seconds >= ends {
            let what = format!("this beacon never lights: the battle ends after {ends} s");
            notes.say(node.span.clone(), what, "give it an earlier time, or raise round.battle_s");
        }
    }
    let acts = at.section("tempo").map_or(&[][..], Node::items);
    for (act, node) in rules.battle.tempo.iter().zip(acts) {
        if act.at_s >= ends {
            let what = format!("this act never begins: the battle ends after {ends} s");
            notes.say(node.opening(), what, "give it an earlier time, or raise round.battle_s");
        }
    }
}
