//! Gifts, likes, chat and events: what makes a rule act.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    MANY, Names, Words,
    actions::{By, actions},
    wording,
};
use crate::rules::{
    Action, ChatRule, GiftMatch, GiftRule, LikeRule, LikeScope, Limits, Trigger, Who, fold,
    read::{Fields, Reader, suggest},
    tree::{Kind, Node},
};

/// Members that any rule may carry.
const LIMITS: [&str; 4] = ["cooldown_s", "team_cooldown_s", "who", "needs"];

fn known<'a>(own: &[&'a str]) -> Vec<&'a str> {
    own.iter().copied().chain(LIMITS).collect()
}

fn rules<'t>(r: &mut Reader, section: Option<&'t Node>, example: &str) -> &'t [Node] {
    section.map_or(&[], |node| r.list(node, example, MANY))
}

fn doing(r: &mut Reader, fields: &Fields, names: &Names, by: By) -> Vec<Action> {
    let node = r.need(fields, "do", "[Spawn(unit: \"militia\")]");
    node.map_or_else(Vec::new, |node| actions(r, node, names, by))
}

fn limits(r: &mut Reader, fields: &Fields) -> Limits {
    const WHO: [(&str, Who); 4] = [
        ("Anyone", Who::Anyone),
        ("Follower", Who::Follower),
        ("Subscriber", Who::Subscriber),
        ("Moderator", Who::Moderator),
    ];
    Limits {
        cooldown_s: r.f32(fields, "cooldown_s", 0.0..=3600.0, 0.0),
        team_cooldown_s: r.f32(fields, "team_cooldown_s", 0.0..=3600.0, 0.0),
        who: fields.get("who").and_then(|node| r.word(node, &WHO)).unwrap_or_default(),
        energy: fields.get("needs").and_then(|node| energy(r, node)).unwrap_or_default(),
    }
}

fn energy(r: &mut Reader, node: &Node) -> Option<u8> {
    if !matches!(&node.kind, Kind::Word { name, members: Some(_) } if name == "Energy") {
        let what = format!("Energy(100) is expected, not {}", node.describe());
        r.fault(&node.span, what, "the hero must have so much energy, and pays it");
        return None;
    }
    let amount = r.single(node, "Energy(100)")?;
    r.whole(amount, &(0..=100)).and_then(|n| u8::try_from(n).ok())
}

pub(super) fn gifts(r: &mut Reader, section: Option<&Node>, names: &Names) -> Vec<GiftRule> {
    let mut gifts: Vec<GiftRule> = Vec::new();
    for node in rules(r, section, "[ (name: \"Rose\", do: [ ... ]) ]") {
        let fields = r.group(node, &known(&["id", "name", "diamonds", "do"]));
        let matches = gift_match(r, &fields, node);
        if let Some(other) = gifts.iter().position(|rule| Some(&rule.matches) == matches.as_ref()) {
            let span = node.span.start..node.span.start + 1;
            r.fault(&span, "this rule never acts", format!("gifts[{other}] answers the same gifts and comes first"));
        }
        let actions = doing(r, &fields, names, By::Viewer);
        let limits = limits(r, &fields);
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
            r.fault(&span, "this rule does not say which gifts it answers", help);
        } else {
            r.fault(
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
                r.fault(&node.span, format!("no price is from {low} to {high}"), format!("write ({high}, {low})"));
            }
            Some(GiftMatch::Diamonds(low, high))
        }
        _ => {
            let what = format!("a price or two of them are expected, not {}", node.describe());
            r.fault(&node.span, what, "write it like diamonds: (1, 9)");
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
                    r.fault(&node.span, "do and turns stand in one rule", "keep one of them");
                }
                if matches!(&list.kind, Kind::List(items) if items.is_empty()) {
                    r.fault(&list.span, "these turns are empty", "put lists of actions in it: [[ ... ], [ ... ]]");
                }
                r.list(list, "[[ ... ], [ ... ]]", 32).iter().map(|node| actions(r, node, names, by)).collect()
            }
        };
        likes.push(LikeRule { every, of, turns, limits: limits(r, &fields) });
    }
    likes
}

pub(super) fn chat(r: &mut Reader, section: Option<&Node>, names: &Names, words: &mut Words) -> Vec<ChatRule> {
    let mut chat: Vec<ChatRule> = Vec::new();
    for (rule, node) in rules(r, section, "[ (say: [\"up\"], do: [Move(Up)]) ]").iter().enumerate() {
        let fields = r.group(node, &known(&["say", "command", "do"]));
        let owner = format!("chat[{rule}]");
        let command = wording::command(r, fields.get("command"), &chat);
        let literal =
            if fields.get("command").is_some() { fields.get("say") } else { r.need(&fields, "say", "[\"up\"]") };
        let say = literal.map_or_else(Vec::new, |node| {
            if matches!(&node.kind, Kind::List(items) if items.is_empty()) {
                r.fault(&node.span, "this rule answers no word", "put at least one word in it");
            }
            words.claim(r, node, &owner, |index, word| {
                index.chat.insert(word, rule);
            })
        });
        let actions = doing(r, &fields, names, By::Viewer);
        chat.push(ChatRule { command, say, actions, limits: limits(r, &fields) });
    }
    chat
}

/// Events with a name in the file, and the wire's names of them.
const EVENTS: [(&str, Trigger, &[&str]); 11] = [
    ("Member", Trigger::Member, &["member"]),
    ("Follow", Trigger::Follow, &["follow"]),
    ("Share", Trigger::Share, &["share"]),
    ("Subscribe", Trigger::Subscribe, &["subscribe"]),
    ("Emote", Trigger::Emote, &["emote", "emoteChat"]),
    ("Question", Trigger::Question, &["question", "questionNew"]),
    ("Envelope", Trigger::Envelope, &["envelope"]),
    ("BattleStart", Trigger::BattleStart, &["battle", "linkMicBattle"]),
    ("BattleEnd", Trigger::BattleEnd, &[]),
    ("StreamEnd", Trigger::StreamEnd, &["streamEnd"]),
    ("LinkRestored", Trigger::LinkRestored, &[]),
];

/// Sections that answer an event better than `events` could.
const ELSEWHERE: [(&str, &str); 3] = [("gift", "gifts"), ("like", "likes"), ("chat", "chat")];

pub(super) fn events(r: &mut Reader, section: Option<&Node>, names: &Names) -> BTreeMap<Trigger, Vec<Action>> {
    let mut events = BTreeMap::new();
    let entries = section.map_or(&[][..], |node| r.map(node, "{ Follow: [Spawn(unit: \"archer\")] }", MANY));
    for (key, value) in entries {
        let trigger = trigger(r, key);
        let lonely = matches!(
            trigger,
            Some(Trigger::BattleStart | Trigger::BattleEnd | Trigger::StreamEnd | Trigger::LinkRestored)
        );
        let actions = actions(r, value, names, if lonely { By::Nobody } else { By::Viewer });
        let Some(trigger) = trigger else { continue };
        if events.insert(trigger, actions).is_some() {
            r.fault(&key.span, "this event stands here twice", "put all its actions in one list");
        }
    }
    events
}

fn trigger(r: &mut Reader, key: &Node) -> Option<Trigger> {
    let plain: Vec<&str> = EVENTS.iter().map(|(name, ..)| *name).collect();
    match &key.kind {
        Kind::Word { name, members: Some(_) } if name == "Event" => {
            let name = r.single(key, "Event(\"roomPin\")")?;
            let wire: Arc<str> = r.text(name, 80)?;
            if let Some((ours, ..)) = EVENTS.iter().find(|(_, _, names)| names.contains(&&*wire)) {
                r.fault(&key.span, format!("{wire:?} has a name of its own here"), format!("write {ours}"));
            } else if let Some((_, section)) = ELSEWHERE.iter().find(|(name, _)| **name == *wire) {
                r.fault(&key.span, format!("{wire:?} has a section of its own"), format!("put this under {section}"));
            }
            Some(Trigger::Event(wire))
        }
        Kind::Word { name, members: None } => {
            let found = EVENTS.iter().find(|(known, ..)| known == name);
            if found.is_none() {
                let help = format!("{} or, by its own name, Event({name:?})", suggest(name, &plain));
                r.fault(&key.span, format!("there is no event {name}"), help);
            }
            found.map(|(_, trigger, _)| trigger.clone())
        }
        _ => {
            let what = format!("an event is expected, not {}", key.describe());
            r.fault(&key.span, what, format!("events are: {}, Event(\"name\")", plain.join(", ")));
            None
        }
    }
}
