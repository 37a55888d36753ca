//! Units and powers.

use std::sync::Arc;

use ron_diagnostics::{Kind, Node, Reader, suggest};

use super::names::{MANY, Names};
use crate::{
    base::UnitKind,
    rules::model::{Behaviour, Effect, PowerRules, UnitRules},
};

/// The entries of a map of units or powers.
pub(super) fn entries<'t>(r: &mut Reader, node: &'t Node) -> &'t [(Node, Node)] {
    let entries = r.map(node, "{ \"name\": ( ... ) }", MANY);
    if matches!(&node.kind, Kind::Map(entries) if entries.is_empty()) {
        r.error(&node.span, "this is empty", "put at least one in it: \"name\": ( ... )");
    }
    entries
}

/// An id: lower-case letters, digits and `_`, since it is a file name too.
pub(super) fn id(r: &mut Reader, node: &Node) -> Option<Arc<str>> {
    let text = r.text(node, 40)?;
    if text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_') {
        return Some(text);
    }
    r.error(
        &node.span,
        format!("{text:?} cannot be an id"),
        "an id has only the letters a-z, digits and _; name: is what viewers see",
    );
    None
}

/// The names of the entries. A faulty name keeps its place, so that ids fit.
pub(super) fn names(r: &mut Reader, entries: &[(Node, Node)], noun: &str) -> Vec<Arc<str>> {
    let mut names: Vec<Arc<str>> = Vec::new();
    for (key, _) in entries {
        let name = id(r, key).unwrap_or_else(|| "".into());
        if !name.is_empty() && names.contains(&name) {
            r.error(&key.span, format!("two {noun}s are called {name:?}"), "give one of them another name");
        }
        names.push(name);
    }
    names
}

/// "old_bear" as "Old Bear".
fn title(id: &str) -> Arc<str> {
    let words = id.split('_').map(|word| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    });
    words.collect::<Vec<_>>().join(" ").into()
}

const UNIT: [&str; 15] = [
    "name",
    "look",
    "health",
    "damage",
    "range",
    "speed",
    "every_s",
    "armour",
    "behaviour",
    "hits_air",
    "bonus",
    "siege",
    "lives_s",
    "huge",
    "worth",
];

pub(super) fn units(r: &mut Reader, entries: &[(Node, Node)], names: &Names) -> Vec<UnitRules> {
    entries.iter().zip(&names.units).map(|((_, node), id)| unit(r, node, id.clone(), names)).collect()
}

fn unit(r: &mut Reader, node: &Node, id: Arc<str>, names: &Names) -> UnitRules {
    let f = r.group(node, &UNIT);
    UnitRules {
        name: f.get("name").and_then(|node| r.text(node, 24)).unwrap_or_else(|| title(&id)),
        look: f.get("look").and_then(|node| self::id(r, node)).unwrap_or_else(|| id.clone()),
        health: r.need_int(&f, "health", 1..=1_000_000, "30"),
        damage: r.need_int(&f, "damage", 0..=100_000, "5"),
        range: r.need_f32(&f, "range", 5.0..=600.0, "26"),
        speed: r.need_f32(&f, "speed", 0.0..=400.0, "60"),
        every_s: r.need_f32(&f, "every_s", 0.1..=30.0, "1.0"),
        armour: r.int(&f, "armour", 0..=1000, 0),
        behaviour: f.get("behaviour").and_then(|node| behaviour(r, node)).unwrap_or(Behaviour::March),
        hits_air: r.flag(&f, "hits_air", false),
        bonus: f.get("bonus").map_or_else(Vec::new, |node| bonus(r, node, names)),
        siege: r.int(&f, "siege", 0..=1000, 100),
        lives_s: f.get("lives_s").and_then(|node| r.float(node, &(1.0..=3600.0))),
        huge: r.flag(&f, "huge", false),
        worth: r.need_int(&f, "worth", 1..=1_000_000, "10"),
        id,
    }
}

fn bonus(r: &mut Reader, node: &Node, names: &Names) -> Vec<(UnitKind, u32)> {
    let mut bonus: Vec<(UnitKind, u32)> = Vec::new();
    for (key, value) in r.map(node, "{ \"mage\": 200 }", MANY) {
        let kind = r.name(key, "unit", &names.units).and_then(|index| u16::try_from(index).ok()).map(UnitKind);
        let percent = r.whole(value, &(0..=1000)).and_then(|n| u32::try_from(n).ok());
        let (Some(kind), Some(percent)) = (kind, percent) else { continue };
        if bonus.iter().any(|(other, _)| *other == kind) {
            r.error(&key.span, "this unit stands here twice", "keep one of them");
        }
        bonus.push((kind, percent));
    }
    bonus
}

pub(in crate::rules) const BEHAVIOURS: [&str; 8] =
    ["March", "Skirmish", "Siege", "Fly", "Stand", "Cast(radius: 46)", "Smash(radius: 70)", "Breathe(length: 180)"];

fn behaviour(r: &mut Reader, node: &Node) -> Option<Behaviour> {
    r.expect_value(node, || "one of the behaviours below".into());
    let name = match &node.kind {
        Kind::Word { name, .. } => name.as_str(),
        _ => "",
    };
    let simple = match name {
        "March" => Some(Behaviour::March),
        "Skirmish" => Some(Behaviour::Skirmish),
        "Siege" => Some(Behaviour::Siege),
        "Fly" => Some(Behaviour::Fly),
        "Stand" => Some(Behaviour::Stand),
        _ => None,
    };
    if let Some(simple) = simple {
        r.fields(node, &[]);
        return Some(simple);
    }
    match name {
        "Cast" => Some(Behaviour::Cast { radius: reach(r, node, "radius") }),
        "Smash" => Some(Behaviour::Smash { radius: reach(r, node, "radius") }),
        "Breathe" => Some(Behaviour::Breathe { length: reach(r, node, "length") }),
        _ => {
            let bare: Vec<&str> = BEHAVIOURS.iter().map(|name| name.split('(').next().unwrap_or(name)).collect();
            let help =
                if name.is_empty() { format!("known are: {}", BEHAVIOURS.join(", ")) } else { suggest(name, &bare) };
            r.error(&node.span, format!("a behaviour is expected, not {}", node.describe()), help);
            None
        }
    }
}

fn reach(r: &mut Reader, node: &Node, name: &str) -> f32 {
    let f = r.fields(node, &[name]);
    r.need_f32(&f, name, 5.0..=600.0, "60")
}

pub(super) fn powers(r: &mut Reader, entries: &[(Node, Node)]) -> Vec<PowerRules> {
    let read = |(key, node): &(Node, Node)| {
        // Faults of the key are noted where the names are collected.
        let id: Arc<str> = if let Kind::Text(id) = &key.kind { id.trim().into() } else { "".into() };
        let f = r.group(node, &["name", "effects"]);
        let name = f.get("name").and_then(|node| r.text(node, 24)).unwrap_or_else(|| title(&id));
        let mut effects = Vec::new();
        if let Some(list) = r.need(&f, "effects", "[Heal(amount: 40)]") {
            effects = r.list(list, "[Heal(amount: 40)]", 8).iter().filter_map(|node| effect(r, node)).collect();
            if matches!(&list.kind, Kind::List(items) if items.is_empty()) {
                r.error(&list.span, "this power does nothing", format!("effects are: {}", EFFECTS.join(", ")));
            }
        }
        PowerRules { id, name, effects }
    };
    entries.iter().map(read).collect()
}

pub(in crate::rules) const EFFECTS: [&str; 6] = ["Heal", "Buff", "Shield", "Strike", "Freeze", "Nova"];

fn effect(r: &mut Reader, node: &Node) -> Option<Effect> {
    const AMOUNT: std::ops::RangeInclusive<i64> = 0..=1_000_000;
    const RADIUS: std::ops::RangeInclusive<f32> = 5.0..=2000.0;
    const TIME: std::ops::RangeInclusive<f32> = 0.1..=120.0;
    let name = match &node.kind {
        Kind::Word { name, .. } => name.as_str(),
        _ => "",
    };
    Some(match name {
        "Heal" => {
            let f = r.fields(node, &["amount", "castle"]);
            Effect::Heal { amount: r.need_int(&f, "amount", AMOUNT, "40"), castle: r.int(&f, "castle", AMOUNT, 0) }
        }
        "Buff" => {
            let f = r.fields(node, &["speed", "damage", "for_s"]);
            Effect::Buff {
                speed: r.int(&f, "speed", 10..=500, 100),
                damage: r.int(&f, "damage", 10..=500, 100),
                for_s: r.need_f32(&f, "for_s", TIME, "8"),
            }
        }
        "Shield" => {
            let f = r.fields(node, &["amount", "for_s"]);
            Effect::Shield { amount: r.need_int(&f, "amount", AMOUNT, "40"), for_s: r.need_f32(&f, "for_s", TIME, "8") }
        }
        "Strike" => {
            let f = r.fields(node, &["damage", "radius"]);
            Effect::Strike {
                damage: r.need_int(&f, "damage", 0..=100_000, "90"),
                radius: r.need_f32(&f, "radius", RADIUS, "150"),
            }
        }
        "Freeze" => {
            let f = r.fields(node, &["for_s"]);
            Effect::Freeze { for_s: r.need_f32(&f, "for_s", TIME, "3") }
        }
        "Nova" => {
            let f = r.fields(node, &["damage", "radius", "push"]);
            Effect::Nova {
                damage: r.need_int(&f, "damage", 0..=100_000, "45"),
                radius: r.need_f32(&f, "radius", RADIUS, "120"),
                push: r.f32(&f, "push", 0.0..=600.0, 0.0),
            }
        }
        _ => {
            let help =
                if name.is_empty() { format!("effects are: {}", EFFECTS.join(", ")) } else { suggest(name, &EFFECTS) };
            r.error(&node.span, format!("an effect is expected, not {}", node.describe()), help);
            return None;
        }
    })
}
