//! How a battle is decided. A member that is left out keeps its usual value, which stands here.

use ron_diagnostics::{Fields, Node, Reader};

use super::names::{MANY, Names};
use crate::rules::model::{
    ActRules, BattleRules, BehindRules, CoinRules, EvenRules, GateRules, GroundRules, NewcomerRules, RecruitRules,
    SuddenDeathRules,
};

/// All sections of it.
pub(super) fn battle(r: &mut Reader, root: &Fields, names: &Names, length_s: f32) -> BattleRules {
    BattleRules {
        ground: ground(r, root.get("ground")),
        gates: gates(r, root.get("gates")),
        tempo: tempo(r, root.get("tempo"), length_s),
        sudden_death: sudden_death(r, root.get("sudden_death")),
        even: even(r, root.get("even")),
        recruits: recruits(r, root.get("recruits"), names),
        coins: coins(r, root.get("coins")),
        behind: behind(r, root.get("behind")),
    }
}

fn section<'t>(r: &mut Reader, node: Option<&'t Node>, known: &[&str]) -> Fields<'t> {
    node.map_or_else(Fields::none, |node| r.group(node, known))
}

fn ground(r: &mut Reader, node: Option<&Node>) -> GroundRules {
    let f = section(r, node, &["burn", "dead"]);
    GroundRules { burn: r.f32(&f, "burn", 0.0..=20.0, 0.8), dead: r.f32(&f, "dead", 0.0..=90.0, 8.0) }
}

fn gates(r: &mut Reader, node: Option<&Node>) -> Option<GateRules> {
    let f = section(r, node, &["stand", "seconds", "mend_s", "wound", "back_to", "spent"]);
    let stand = r.flag(&f, "stand", true);
    let rules = GateRules {
        seconds: r.f32(&f, "seconds", 2.0..=300.0, 15.0),
        mend_s: r.f32(&f, "mend_s", 1.0..=3600.0, 60.0),
        wound: r.f32(&f, "wound", 0.0..=100.0, 4.0),
        back_to: r.f32(&f, "back_to", 5.0..=60.0, 35.0),
        spent: r.int(&f, "spent", 0..=100, 70),
    };
    stand.then_some(rules)
}

fn tempo(r: &mut Reader, node: Option<&Node>, length_s: f32) -> Vec<ActRules> {
    let act =
        |at_s: f32, stakes: u32, name: &str| ActRules { at_s, stakes, name: name.into(), returns_s: None, ults: false };
    let Some(node) = node else {
        return vec![
            act(0.0, 50, "Clash"),
            act((length_s / 3.0).round(), 100, "Siege"),
            act((length_s * 2.0 / 3.0).round(), 250, "Last push"),
        ];
    };
    let mut acts: Vec<ActRules> = Vec::new();
    for node in r.list(node, "[(at_s: 0, stakes: 50, name: \"Clash\")]", MANY) {
        let f = r.group(node, &["at_s", "stakes", "name", "returns_s", "ults"]);
        let at_s = r.f32(&f, "at_s", 0.0..=3600.0, 0.0);
        let stakes = r.int(&f, "stakes", 0..=2000, 100);
        let name = r.need(&f, "name", "\"Clash\"").and_then(|node| r.text(node, 24)).unwrap_or_default();
        let returns_s = f.get("returns_s").and_then(|node| r.float(node, &(0.5..=120.0)));
        let ults = r.flag(&f, "ults", false);
        let rises = acts.last().map_or(at_s == 0.0, |last| at_s > last.at_s);
        if !rises {
            let help = "the first act begins at 0, each other one later than the one before";
            r.error(&node.span, "acts of a battle follow one another", help);
        }
        acts.push(ActRules { at_s, stakes, name, returns_s, ults });
    }
    if acts.is_empty() { vec![act(0.0, 100, "")] } else { acts }
}

fn sudden_death(r: &mut Reader, node: Option<&Node>) -> Option<SuddenDeathRules> {
    let f = section(r, node, &["within", "at_most_s"]);
    let at_most_s = r.f32(&f, "at_most_s", 0.0..=600.0, 30.0);
    let rules = SuddenDeathRules { within: r.f32(&f, "within", 0.0..=100.0, 5.0), at_most_s };
    (at_most_s > 0.0).then_some(rules)
}

fn even(r: &mut Reader, node: Option<&Node>) -> EvenRules {
    let f = section(r, node, &["heads", "most", "smooth_s", "newcomer"]);
    let late = section(r, f.get("newcomer"), &["below_median", "shield_s", "recruits"]);
    EvenRules {
        heads: r.int(&f, "heads", 0..=100, 75),
        most: r.int(&f, "most", 100..=1000, 200),
        smooth_s: r.f32(&f, "smooth_s", 0.0..=120.0, 10.0),
        newcomer: NewcomerRules {
            below_median: r.int(&late, "below_median", 0..=100, 1),
            shield_s: r.f32(&late, "shield_s", 0.0..=60.0, 8.0),
            recruits: r.int(&late, "recruits", 0..=20, 3),
        },
    }
}

fn recruits(r: &mut Reader, node: Option<&Node>, names: &Names) -> Option<RecruitRules> {
    let f = section(r, node, &["every_s", "unit", "least", "per_heads"]);
    let unit = match f.get("unit") {
        Some(node) => names.unit(r, node),
        // The file's first.
        None => names.first_unit(),
    };
    let (every_s, least) = (r.f32(&f, "every_s", 2.0..=600.0, 12.0), r.int(&f, "least", 0..=50, 2));
    let per_heads = r.int(&f, "per_heads", 1..=10_000, 12);
    let rules = RecruitRules { every_s, unit: unit?, least, per_heads };
    (least > 0).then_some(rules)
}

fn coins(r: &mut Reader, node: Option<&Node>) -> CoinRules {
    let f = section(r, node, &["full", "per_head"]);
    CoinRules { full: r.int(&f, "full", 1..=1_000_000, 250), per_head: r.int(&f, "per_head", 0..=10_000, 8) }
}

fn behind(r: &mut Reader, node: Option<&Node>) -> BehindRules {
    let f = section(r, node, &["from", "full_at", "damage", "returns", "likes"]);
    let from = r.f32(&f, "from", 0.0..=100.0, 2.0);
    BehindRules {
        from,
        full_at: r.f32(&f, "full_at", from..=200.0, from.max(25.0)),
        damage: r.int(&f, "damage", 0..=500, 25),
        returns: r.int(&f, "returns", 0..=90, 50),
        likes: r.int(&f, "likes", 0..=1000, 100),
    }
}
