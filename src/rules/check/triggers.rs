//! Gifts, likes and chat: what makes a rule act.

use std::sync::Arc;

use ron_diagnostics::{Fields, Kind, Node, Reader};

use super::{
    actions::{By, actions},
    limits::{LIMITS, limits},
    names::{ClaimedWords, MANY, Names},
    wording,
};
use crate::{
    locale::fold,
    rules::model::{Action, ChatRule, GiftMatch, GiftRule, LikeRule, LikeScope},
};

pub(super) fn known<'a>(own: &[&'a str]) -> Vec<&'a str> {
    own.iter().copied().chain(LIMITS).collect()
}

fn rules<'t>(r: &mut Reader, section: Option<&'t Node>, example: &str) -> &'t [Node] {
    section.map_or(&[], |node| r.list(node, example, MANY))
}

pub(super) fn doing(r: &mut Reader, fields: &Fields, names: &Names, by: By) -> Vec<Action> {
    let node = r.need(fields, "do", "[Spawn(unit: \"militia\")]");
    node.map_or_else(Vec::new, |node| actions(r, node, names, by))
}

pub(super) fn gifts(r: &mut Reader, section: Option<&Node>, names: &Names) -> Vec<GiftRule> {
    let mut gifts: Vec<GiftRule> = Vec::new();
    for node in rules(r, section, "[ (name: \"Rose\", do: [ ... ]) ]") {
        let fields = r.group(node, &known(&["id", "name", "diamonds", "do"]));
        let matches = gift_match(r, &fields, node);
        if let Some(other) =
            gifts.iter().position(|rule| Some(&rule.matches) == matches.as_ref() && !rule.limits.pass_by())
        {
            let span = node.span.start..node.span.start + 1;
            r.error(&span, "this rule never acts", format!("gifts[{other}] answers the same gifts and comes first"));
        }
        let actions = doing(r, &fields, names, By::Viewer);
        let limits = limits(r, &fields, names, By::Viewer);
        let label = label(&fields, matches.as_ref());
        // A faulty rule keeps a place, so that the numbers in later faults fit the file.
        gifts.push(GiftRule { matches: matches.unwrap_or(GiftMatch::Id(0)), label, actions, limits });
    }
    gifts
}

fn label(fields: &Fields, matches: Option<&GiftMatch>) -> Arc<str> {
    match (matches, fields.get("name").map(|node| &node.kind)) {
        (_, Some(Kind::Text(name))) => name.trim().into(),
        (Some(GiftMatch::Id(id)), _) => format!("gift {id}").into(),
        (Some(GiftMatch::Diamonds(low, high)), _) if low == high => low.to_string().into(),
        (Some(GiftMatch::Diamonds(low, high)), _) => format!("{low}–{high}").into(),
        _ => "".into(),
    }
}

fn gift_match(r: &mut Reader, fields: &Fields, rule: &Node) -> Option<GiftMatch> {
    let given: Vec<&str> = ["id", "name", "diamonds"].into_iter().filter(|name| fields.get(name).is_some()).collect();
    if given.len() != 1 {
        let span = rule.span.start..rule.span.start + 1;
        if given.is_empty() {
            let help = "add one of id: 5655, name: \"Rose\" or diamonds: (1, 9)";
            r.error(&span, "this rule does not say which gifts it answers", help);
        } else {
            r.error(
                &span,
                format!("{} stand in one rule", given.join(" and ")),
                "keep one of them; make two rules for both",
            );
        }
        return None;
    }
    if let Some(node) = fields.get("id") {
        return r.whole(node, &(1..=i64::MAX)).and_then(|id| u64::try_from(id).ok()).map(GiftMatch::Id);
    }
    if let Some(node) = fields.get("name") {
        return r.text(node, 80).map(|name| GiftMatch::Name(fold(&name).into()));
    }
    diamonds(r, fields.get("diamonds")?)
}

fn diamonds(r: &mut Reader, node: &Node) -> Option<GiftMatch> {
    let mut price = |node: &Node| r.whole(node, &(0..=i64::from(u32::MAX))).and_then(|n| u32::try_from(n).ok());
    match &node.kind {
        Kind::Number(_) => price(node).map(|each| GiftMatch::Diamonds(each, each)),
        Kind::Group(members) if members.len() == 2 && members.iter().all(|member| member.key.is_none()) => {
            let mut ends = members.iter().map(|member| price(&member.value));
            let (low, high) = (ends.next().flatten(), ends.next().flatten());
            let (low, high) = (low?, high?);
            if low > high {
                r.error(&node.span, format!("no price is from {low} to {high}"), format!("write ({high}, {low})"));
            }
            Some(GiftMatch::Diamonds(low, high))
        }
        _ => {
            let what = format!("a price or two of them are expected, not {}", node.describe());
            let help = match &node.kind {
                Kind::Text(text) if text.parse::<u32>().is_ok() => format!("write {text} without quotes"),
                _ => "write it like diamonds: (1, 9)".into(),
            };
            r.error(&node.span, what, help);
            None
        }
    }
}

pub(super) fn likes(r: &mut Reader, section: Option<&Node>, names: &Names) -> Vec<LikeRule> {
    const SCOPES: [(&str, LikeScope); 3] =
        [("Viewer", LikeScope::Viewer), ("Team", LikeScope::Team), ("Room", LikeScope::Room)];
    let mut likes = Vec::new();
    for node in rules(r, section, "[ (every: 15, of: Viewer, do: [ ... ]) ]") {
        let fields = r.group(node, &known(&["every", "of", "do", "turns"]));
        let every = r.need_int(&fields, "every", 1..=1_000_000_000, "15");
        let of = r.need(&fields, "of", "Viewer").and_then(|node| r.word(node, &SCOPES)).unwrap_or(LikeScope::Viewer);
        let by = if of == LikeScope::Viewer { By::Viewer } else { By::Nobody };
        let turns = match fields.get("turns") {
            None => vec![doing(r, &fields, names, by)],
            Some(list) => {
                if let Some(node) = fields.get("do") {
                    r.error(&node.span, "do and turns stand in one rule", "keep one of them");
                }
                if matches!(&list.kind, Kind::List(items) if items.is_empty()) {
                    r.error(&list.span, "these turns are empty", "put lists of actions in it: [[ ... ], [ ... ]]");
                }
                r.list(list, "[[ ... ], [ ... ]]", 32).iter().map(|node| actions(r, node, names, by)).collect()
            }
        };
        if of == LikeScope::Team && turns.iter().flatten().any(|action| matches!(action, Action::Charge(_))) {
            let span = node.span.start..node.span.start + 1;
            r.error(&span, "a side's meter cannot fill itself", "take Charge out of this rule");
        }
        likes.push(LikeRule { every, of, turns, limits: limits(r, &fields, names, by) });
    }
    likes
}

pub(super) fn chat(r: &mut Reader, section: Option<&Node>, names: &Names, words: &mut ClaimedWords) -> Vec<ChatRule> {
    let mut chat: Vec<ChatRule> = Vec::new();
    for (rule, node) in rules(r, section, "[ (say: [\"up\"], do: [Move(Up)]) ]").iter().enumerate() {
        let fields = r.group(node, &known(&["say", "command", "do"]));
        let owner = format!("chat[{rule}]");
        let command = wording::command(r, fields.get("command"), &chat);
        let literal =
            if fields.get("command").is_some() { fields.get("say") } else { r.need(&fields, "say", "[\"up\"]") };
        let say = literal.map_or_else(Vec::new, |node| {
            if matches!(&node.kind, Kind::List(items) if items.is_empty()) {
                r.error(&node.span, "this rule answers no word", "put at least one word in it");
            }
            words.claim(r, node, &owner, |index, word| {
                index.chat.insert(word, rule);
            })
        });
        let actions = doing(r, &fields, names, By::Viewer);
        chat.push(ChatRule { command, say, actions, limits: limits(r, &fields, names, By::Viewer) });
    }
    chat
}
