//! Events other than gifts, likes and chat.

use std::{collections::BTreeMap, sync::Arc};

use ron_diagnostics::{Kind, Node, Reader, suggest};

use super::{
    actions::{By, actions},
    limits::limits,
    names::{MANY, Names},
    triggers::{doing, known},
};
use crate::{
    locale::fold,
    rules::model::{EventRule, Limits, Trigger},
};

/// Events with a name in the file, the wire's names of them, and whether one viewer stands behind them.
pub(in crate::rules) const EVENTS: [(&str, Trigger, &[&str], By); 24] = [
    ("Member", Trigger::Member, &["member"], By::Viewer),
    ("Follow", Trigger::Follow, &["follow"], By::Viewer),
    ("Share", Trigger::Share, &["share"], By::Viewer),
    ("Subscribe", Trigger::Subscribe, &["subscribe"], By::Viewer),
    ("Emote", Trigger::Emote, &["emote", "emoteChat"], By::Viewer),
    ("Question", Trigger::Question, &["question", "questionNew"], By::Viewer),
    ("Envelope", Trigger::Envelope, &["envelope"], By::Viewer),
    ("Pin", Trigger::Pin, &["roomPin"], By::Viewer),
    ("Goal", Trigger::Goal, &["goalUpdate"], By::Nobody),
    ("GoalReached", Trigger::GoalReached, &[], By::Nobody),
    ("Rank", Trigger::Rank, &["rankUpdate", "hourlyRank", "rankText"], By::Nobody),
    ("Intro", Trigger::Intro, &["liveIntro"], By::Nobody),
    ("BattleStart", Trigger::BattleStart, &["battle", "linkMicBattle"], By::Nobody),
    ("BattleAhead", Trigger::BattleAhead, &[], By::Nobody),
    ("BattleBehind", Trigger::BattleBehind, &[], By::Nobody),
    ("BattleEnd", Trigger::BattleEnd, &[], By::Nobody),
    ("BattleWon", Trigger::BattleWon, &[], By::Nobody),
    ("BattleLost", Trigger::BattleLost, &[], By::Nobody),
    ("Armies", Trigger::Armies, &["battleArmies"], By::Nobody),
    ("StreamPaused", Trigger::StreamPaused, &[], By::Nobody),
    ("StreamResumed", Trigger::StreamResumed, &[], By::Nobody),
    ("StreamEnd", Trigger::StreamEnd, &["streamEnd"], By::Nobody),
    ("LinkLost", Trigger::LinkLost, &[], By::Nobody),
    ("LinkRestored", Trigger::LinkRestored, &[], By::Nobody),
];

/// Events that take a value, as they are written, and the wire's names of them. Nobody single stands behind them.
pub(in crate::rules) const VALUED: [(&str, &str); 2] =
    [("Viewers(100)", "roomUserSeq"), ("Caption([\"fight\"])", "caption")];

/// Sections that answer an event better than `events` could.
const ELSEWHERE: [(&str, &str); 3] = [("gift", "gifts"), ("like", "likes"), ("chat", "chat")];

impl Trigger {
    /// What a rule calls the event with this name on the wire.
    #[must_use]
    pub fn of_wire(name: &str) -> Self {
        let found = EVENTS.iter().find(|(_, _, wire, _)| wire.contains(&name));
        found.map_or_else(|| Self::Event(name.into()), |(_, trigger, ..)| trigger.clone())
    }

    /// The trigger as the file writes it.
    #[must_use]
    pub fn written(&self) -> String {
        match self {
            Self::Viewers(count) => format!("Viewers({count})"),
            Self::Caption(words) => format!("Caption({words:?})"),
            Self::Event(name) => format!("Event({name:?})"),
            named => format!("{named:?}"),
        }
    }

    fn by(&self) -> By {
        match self {
            Self::Viewers(_) | Self::Caption(_) => By::Nobody,
            Self::Event(_) => By::Viewer,
            named => EVENTS.iter().find(|(_, known, ..)| known == named).map_or(By::Nobody, |(.., by)| *by),
        }
    }
}

pub(super) fn events(r: &mut Reader, section: Option<&Node>, names: &Names) -> BTreeMap<Trigger, EventRule> {
    let mut events = BTreeMap::new();
    let entries = section.map_or(&[][..], |node| r.map(node, "{ Follow: [Spawn(unit: \"archer\")] }", MANY));
    for (key, value) in entries {
        let trigger = trigger(r, key);
        let by = trigger.as_ref().map_or(By::Viewer, Trigger::by);
        let rule = rule(r, value, names, by);
        let Some(trigger) = trigger else { continue };
        if events.insert(trigger, rule).is_some() {
            r.error(&key.span, "this event stands here twice", "put all its actions in one list");
        }
    }
    events
}

/// A list of actions, or a group with limits beside them.
fn rule(r: &mut Reader, node: &Node, names: &Names, by: By) -> EventRule {
    if matches!(node.kind, Kind::Group(_)) {
        let fields = r.group(node, &known(&["do"]));
        return EventRule { actions: doing(r, &fields, names, by), limits: limits(r, &fields, names, by) };
    }
    EventRule { actions: actions(r, node, names, by), limits: Limits::default() }
}

fn trigger(r: &mut Reader, key: &Node) -> Option<Trigger> {
    let plain: Vec<&str> = EVENTS.iter().map(|(name, ..)| *name).collect();
    match &key.kind {
        Kind::Word { name, members: Some(_) } if name == "Event" => {
            let name = r.single(key, "Event(\"poll\")")?;
            let wire: Arc<str> = r.text(name, 80)?;
            let named = EVENTS.iter().find(|(_, _, names, _)| names.contains(&&*wire)).map(|(ours, ..)| *ours);
            let ours = named.or_else(|| VALUED.iter().find(|(_, name)| **name == *wire).map(|(ours, _)| *ours));
            if let Some(ours) = ours {
                r.error(&key.span, format!("{wire:?} has a name of its own here"), format!("write {ours}"));
            } else if let Some((_, section)) = ELSEWHERE.iter().find(|(name, _)| **name == *wire) {
                r.error(&key.span, format!("{wire:?} has a section of its own"), format!("put this under {section}"));
            }
            Some(Trigger::Event(wire))
        }
        Kind::Word { name, .. } if name == "Viewers" => {
            let count = r.single(key, "Viewers(100)")?;
            r.whole(count, &(1..=1_000_000_000)).and_then(|n| u32::try_from(n).ok()).map(Trigger::Viewers)
        }
        Kind::Word { name, .. } if name == "Caption" => caption(r, key),
        Kind::Word { name, members: None } => {
            let found = EVENTS.iter().find(|(known, ..)| known == name);
            if found.is_none() {
                let help = format!("{} or, by its own name, Event({name:?})", suggest(name, &plain));
                r.error(&key.span, format!("there is no event {name}"), help);
            }
            found.map(|(_, trigger, ..)| trigger.clone())
        }
        _ => {
            let what = format!("an event is expected, not {}", key.describe());
            let valued: Vec<&str> = VALUED.iter().map(|(name, _)| *name).collect();
            let named = match &key.kind {
                Kind::Word { name, .. } => Some(name),
                Kind::Text(name) if plain.contains(&name.as_str()) => {
                    r.error(&key.span, "this event stands without quotes", format!("write {name}"));
                    return None;
                }
                _ => None,
            };
            let bare: Vec<&str> =
                valued.iter().filter_map(|name| name.split('(').next()).chain(plain.clone()).collect();
            let near = named.map(|name| suggest(name, &bare)).filter(|help| help.starts_with("did you mean"));
            let all = || format!("events are: {}, {}, Event(\"name\")", plain.join(", "), valued.join(", "));
            let help = near.unwrap_or_else(all);
            r.error(&key.span, what, help);
            None
        }
    }
}

fn caption(r: &mut Reader, key: &Node) -> Option<Trigger> {
    const EXAMPLE: &str = "Caption([\"fight\", \"go\"])";
    let list = r.single(key, EXAMPLE)?;
    let mut words: Vec<Arc<str>> = Vec::new();
    for item in r.list(list, EXAMPLE, MANY) {
        let Some(text) = r.text(item, 40) else { continue };
        let word: Arc<str> = fold(&text).into();
        if word.is_empty() {
            r.error(&item.span, format!("nothing is left of {text:?} that one could say"), "");
        } else if !words.contains(&word) {
            words.push(word);
        }
    }
    if matches!(&list.kind, Kind::List(items) if items.is_empty()) {
        r.error(&list.span, "this answers no word", "put at least one word in it");
    }
    words.sort_unstable();
    Some(Trigger::Caption(words.into()))
}
