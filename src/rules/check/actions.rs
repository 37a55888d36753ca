//! What a rule does.

use std::sync::Arc;

use ron_diagnostics::{Fields, Kind, Node, Reader, suggest};

use super::names::Names;
use crate::{
    base::{PowerId, TeamId, UnitKind},
    rules::model::{Action, Aim, Per, RoundMove, Stance, Step, Style},
};

/// Actions of one rule.
const ACTIONS: usize = 16;
/// All of them.
pub(in crate::rules) const NAMES: [&str; 14] = [
    "Spawn", "Power", "Announce", "Move", "Lane", "Stance", "Join", "LevelUp", "Energy", "ShowMe", "Charge", "Beacon",
    "Extend", "Round",
];

/// Who stands behind a rule: without one viewer there is no hero to act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum By {
    Viewer,
    Nobody,
}

/// A list of actions; an empty one is a fault.
pub(super) fn actions(r: &mut Reader, node: &Node, names: &Names, by: By) -> Vec<Action> {
    let nodes = r.list(node, "[Spawn(unit: \"militia\")]", ACTIONS);
    if matches!(&node.kind, Kind::List(items) if items.is_empty()) {
        r.error(&node.span, "this does nothing", format!("put at least one of these in it: {}", NAMES.join(", ")));
    }
    nodes.iter().filter_map(|node| action(r, node, names, by)).collect()
}

fn action(r: &mut Reader, node: &Node, names: &Names, by: By) -> Option<Action> {
    let Kind::Word { name, members } = &node.kind else {
        let what = format!("an action is expected, not {}", node.describe());
        let help = match &node.kind {
            Kind::Text(text) if names.units.iter().any(|unit| **unit == **text) => {
                format!("write Spawn(unit: {text:?})")
            }
            Kind::Text(text) if names.powers.iter().any(|power| **power == **text) => {
                format!("write Power(name: {text:?}, on: Team)")
            }
            Kind::Group(_) | Kind::List(_) => {
                "leave out the brackets around it, as [Spawn(unit: \"...\"), ShowMe]".into()
            }
            _ => format!("actions are: {}", NAMES.join(", ")),
        };
        r.error(&node.span, what, help);
        return None;
    };
    let span = node.span.start..node.span.start + name.len();
    if !NAMES.contains(&name.as_str()) {
        r.error(&span, format!("there is no action {name}"), suggest(name, &NAMES));
        return None;
    }
    if by == By::Nobody
        && matches!(name.as_str(), "Move" | "Lane" | "Stance" | "Join" | "LevelUp" | "Energy" | "ShowMe")
    {
        let help = "there is no single viewer behind this rule; use Spawn, Power on Team or All, or Announce";
        r.error(&span, format!("{name} needs a viewer's hero"), help);
    }
    match name.as_str() {
        "Spawn" => spawn(r, node, names),
        "Power" => power(r, node, names, by),
        "Announce" => announce(r, node),
        "Move" => {
            let step = r.single(node, "Move(Up)")?;
            r.word(step, &[("Up", Step::Up), ("Down", Step::Down)]).map(Action::Move)
        }
        "Lane" => {
            let lane = r.single(node, "Lane(0)")?;
            let last = i64::from(names.lanes.max(1)) - 1;
            r.whole(lane, &(0..=last)).and_then(|lane| u8::try_from(lane).ok()).map(Action::Lane)
        }
        "Stance" => {
            let stance = r.single(node, "Stance(Charge)")?;
            r.word(stance, &STANCES).map(Action::Stance)
        }
        "Join" => {
            let team = r.single(node, "Join(\"ember\")")?;
            let index = r.name(team, "team", &names.teams)?;
            u8::try_from(index).ok().map(|index| Action::Join(TeamId(index)))
        }
        "LevelUp" => {
            let levels = r.single(node, "LevelUp(1)")?;
            r.whole(levels, &(1..=100)).and_then(|n| u8::try_from(n).ok()).map(Action::LevelUp)
        }
        "Energy" => {
            let energy = r.single(node, "Energy(20)")?;
            r.whole(energy, &(1..=100)).and_then(|n| u8::try_from(n).ok()).map(Action::Energy)
        }
        "Charge" => {
            let percent = r.single(node, "Charge(25)")?;
            r.whole(percent, &(1..=100)).and_then(|n| u8::try_from(n).ok()).map(Action::Charge)
        }
        "Beacon" if members.is_none() => Some(Action::Beacon(None)),
        "Beacon" => {
            let lane = r.single(node, "Beacon or Beacon(0)")?;
            let last = i64::from(names.lanes.max(1)) - 1;
            r.whole(lane, &(0..=last)).and_then(|lane| u8::try_from(lane).ok()).map(|lane| Action::Beacon(Some(lane)))
        }
        "Extend" => {
            let seconds = r.single(node, "Extend(20)")?;
            r.whole(seconds, &(1..=300)).and_then(|n| u32::try_from(n).ok()).map(Action::Extend)
        }
        "Round" => {
            let to = r.single(node, "Round(Next)")?;
            r.word(to, &ROUND).map(Action::Round)
        }
        _ => {
            if members.is_some() {
                r.error(&node.span, "ShowMe takes nothing in brackets", "write ShowMe");
            }
            Some(Action::ShowMe)
        }
    }
}

const ROUND: [(&str, RoundMove); 2] = [("Next", RoundMove::Next), ("Restart", RoundMove::Restart)];

const STANCES: [(&str, Stance); 4] =
    [("Auto", Stance::Auto), ("Charge", Stance::Charge), ("Hold", Stance::Hold), ("Retreat", Stance::Retreat)];

const AIMS: [(&str, Aim); 6] = [
    ("Hero", Aim::Hero),
    ("Team", Aim::Team),
    ("Enemy", Aim::Enemy),
    ("Castle", Aim::Castle),
    ("Behind", Aim::Behind),
    ("All", Aim::All),
];

fn spawn(r: &mut Reader, node: &Node, names: &Names) -> Option<Action> {
    let fields = r.fields(node, &["unit", "count", "per", "max"]);
    let unit = r.need(&fields, "unit", "\"militia\"").and_then(|node| r.name(node, "unit", &names.units));
    let count = r.int(&fields, "count", 1..=100, 1);
    let max = most(r, &fields, 10_000);
    let per = fields.get("per").map_or(Some(Per::Gift), |node| per(r, node))?;
    Some(Action::Spawn { unit: UnitKind(u16::try_from(unit?).ok()?), count, per, max })
}

fn most(r: &mut Reader, fields: &Fields, bound: i64) -> Option<u32> {
    let max = fields.get("max").and_then(|node| r.whole(node, &(1..=bound)));
    max.and_then(|max| u32::try_from(max).ok())
}

fn per(r: &mut Reader, node: &Node) -> Option<Per> {
    r.expect_value(node, || "Gift or Diamond(10)".into());
    match &node.kind {
        Kind::Word { name, members: Some(_) } if name == "Diamond" => {
            let diamonds = r.single(node, "Diamond(10)")?;
            r.whole(diamonds, &(1..=1_000_000)).and_then(|n| u32::try_from(n).ok()).map(Per::Diamond)
        }
        Kind::Word { name, members: None } if name == "Gift" => Some(Per::Gift),
        _ => {
            let what = format!("Gift or Diamond(10) is expected, not {}", node.describe());
            r.error(&node.span, what, "Diamond(10) is one for every ten diamonds");
            None
        }
    }
}

fn power(r: &mut Reader, node: &Node, names: &Names, by: By) -> Option<Action> {
    let fields = r.fields(node, &["name", "on", "per", "max"]);
    let power = r.need(&fields, "name", "\"heal\"").and_then(|node| r.name(node, "power", &names.powers));
    let target = r.need(&fields, "on", "Team");
    let on = target.and_then(|node| r.word(node, &AIMS));
    if let (By::Nobody, Some(Aim::Hero), Some(node)) = (by, on, target) {
        r.error(
            &node.span,
            "there is no single viewer, so no hero, behind this rule",
            "use Team, Enemy, Behind or All",
        );
    }
    let max = most(r, &fields, 100);
    let per = fields.get("per").map_or(Some(Per::Gift), |node| per(r, node))?;
    Some(Action::Power { power: PowerId(u16::try_from(power?).ok()?), on: on?, per, max })
}

fn announce(r: &mut Reader, node: &Node) -> Option<Action> {
    let fields = r.fields(node, &["text", "style"]);
    let styles = [("Feed", Style::Feed), ("Big", Style::Big), ("Sky", Style::Sky)];
    let style = fields.get("style").map_or(Some(Style::Feed), |node| r.word(node, &styles));
    let node = r.need(&fields, "text", "\"{name} is here!\"")?;
    let text: Arc<str> = r.text(node, 100)?;
    placeholders(r, node, &text);
    Some(Action::Announce { text, style: style? })
}

/// What a text can have filled in.
pub(in crate::rules) const PLACES: [&str; 4] = ["{name}", "{team}", "{gift}", "{count}"];

fn placeholders(r: &mut Reader, node: &Node, text: &str) {
    let mut rest = text;
    while let Some((_, tail)) = rest.split_once('{') {
        let Some((name, after)) = tail.split_once('}') else {
            r.error(&node.span, "a { in this text is never closed", "write {name}, {team}, {gift} or {count}");
            return;
        };
        let placeholder = format!("{{{name}}}");
        if !PLACES.contains(&placeholder.as_str()) {
            let what = format!("{placeholder} is nothing that can be filled in");
            r.error(&node.span, what, suggest(&placeholder, &PLACES));
        }
        rest = after;
    }
}
