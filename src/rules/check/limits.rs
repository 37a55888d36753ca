//! Limits that any rule may carry.

use ron_diagnostics::{Fields, Kind, Node, Reader, suggest};

use super::{actions::By, names::Names};
use crate::rules::model::{Limits, Once, RoundPart, When, Who};

/// Members that any rule may carry.
pub(in crate::rules) const LIMITS: [&str; 7] =
    ["cooldown_s", "team_cooldown_s", "who", "needs", "once", "chance", "when"];

pub(super) const WHO: [(&str, Who); 4] = [
    ("Anyone", Who::Anyone),
    ("Follower", Who::Follower),
    ("Subscriber", Who::Subscriber),
    ("Moderator", Who::Moderator),
];

pub(super) const ONCE: [(&str, Once); 2] = [("Round", Once::Round), ("Stream", Once::Stream)];

pub(super) const PARTS: [(&str, RoundPart); 4] = [
    ("Lobby", RoundPart::Lobby),
    ("Battle", RoundPart::Battle),
    ("SuddenDeath", RoundPart::SuddenDeath),
    ("Podium", RoundPart::Podium),
];

/// What `when` may ask for, as it is written.
pub(in crate::rules) const CONDITIONS: [&str; 6] =
    ["Losing", "Winning", "LastSeconds(30)", "Phase(SuddenDeath)", "Lane(0)", "Players(10)"];
/// Conditions of one rule.
const MOST: usize = 8;

pub(super) fn limits(r: &mut Reader, fields: &Fields, names: &Names, by: By) -> Limits {
    if by == By::Nobody {
        for name in ["who", "needs"] {
            if let Some(node) = fields.get(name) {
                let help = format!("there is no single viewer behind this rule; take {name} out");
                r.error(&node.span, format!("{name} asks for something of a viewer"), help);
            }
        }
    }
    let when = fields.get("when").map_or(&[][..], |node| r.list(node, "[Losing, LastSeconds(30)]", MOST));
    Limits {
        cooldown_s: r.f32(fields, "cooldown_s", 0.0..=3600.0, 0.0),
        team_cooldown_s: r.f32(fields, "team_cooldown_s", 0.0..=3600.0, 0.0),
        who: fields.get("who").and_then(|node| r.word(node, &WHO)).unwrap_or_default(),
        energy: fields.get("needs").and_then(|node| energy(r, node)).unwrap_or_default(),
        once: fields.get("once").and_then(|node| r.word(node, &ONCE)),
        chance: r.int(fields, "chance", 1..=100, 100),
        when: when.iter().filter_map(|node| condition(r, node, names, by)).collect(),
    }
}

fn energy(r: &mut Reader, node: &Node) -> Option<u8> {
    if !matches!(&node.kind, Kind::Word { name, members: Some(_) } if name == "Energy") {
        let what = format!("Energy(100) is expected, not {}", node.describe());
        r.error(&node.span, what, "the hero must have so much energy, and pays it");
        return None;
    }
    let amount = r.single(node, "Energy(100)")?;
    r.whole(amount, &(0..=100)).and_then(|n| u8::try_from(n).ok())
}

fn condition(r: &mut Reader, node: &Node, names: &Names, by: By) -> Option<When> {
    let name = match &node.kind {
        Kind::Word { name, .. } => name.as_str(),
        _ => "",
    };
    match name {
        "Losing" | "Winning" => {
            r.fields(node, &[]);
            Some(if name == "Losing" { When::Losing } else { When::Winning })
        }
        "LastSeconds" => {
            let seconds = r.single(node, "LastSeconds(30)")?;
            r.whole(seconds, &(1..=3600)).and_then(|n| u32::try_from(n).ok()).map(When::LastSeconds)
        }
        "Phase" => {
            let part = r.single(node, "Phase(SuddenDeath)")?;
            r.word(part, &PARTS).map(When::Phase)
        }
        "Lane" => {
            if by == By::Nobody {
                r.error(&node.span, "there is no single viewer, so no hero, behind this rule", "take Lane out");
            }
            let lane = r.single(node, "Lane(0)")?;
            let last = i64::from(names.lanes.max(1)) - 1;
            r.whole(lane, &(0..=last)).and_then(|lane| u8::try_from(lane).ok()).map(When::Lane)
        }
        "Players" => {
            let people = r.single(node, "Players(10)")?;
            r.whole(people, &(1..=100_000)).and_then(|n| u32::try_from(n).ok()).map(When::Players)
        }
        _ => {
            let bare: Vec<&str> = CONDITIONS.iter().map(|name| name.split('(').next().unwrap_or(name)).collect();
            let help =
                if name.is_empty() { format!("known are: {}", CONDITIONS.join(", ")) } else { suggest(name, &bare) };
            r.error(&node.span, format!("a condition is expected, not {}", node.describe()), help);
            None
        }
    }
}
