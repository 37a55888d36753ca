//! Sections of plain numbers. A member that is left out keeps its usual value, which stands here.

use std::sync::Arc;

use ron_diagnostics::{Fields, Kind, Node, Reader};

use super::names::{MANY, Names};
use crate::{
    base::{PowerId, UnitKind},
    rules::model::{
        CameraSlot, DirectorRules, FieldRules, GameRules, HeroRules, JournalRules, MenuStyle, RoundRules, Sides,
        StageRules, WaveRules,
    },
};

/// The members of a section, or those of an absent one.
pub(super) fn section<'t>(r: &mut Reader, node: Option<&'t Node>, known: &[&str]) -> Fields<'t> {
    node.map_or_else(Fields::none, |node| r.group(node, known))
}

pub(super) fn game(r: &mut Reader, node: Option<&Node>) -> GameRules {
    let f = section(r, node, &["sides"]);
    let words = [("Two", Sides::Two), ("Together", Sides::Together)];
    GameRules { sides: f.get("sides").and_then(|node| r.word(node, &words)).unwrap_or_default() }
}

/// The waves of a game in which all viewers stand together, and of no other.
pub(super) fn waves(r: &mut Reader, node: Option<&Node>, game: GameRules, names: &Names) -> Option<WaveRules> {
    const KNOWN: [&str; 11] = [
        "first_s",
        "every_s",
        "pause_s",
        "worth",
        "grow_percent",
        "per_person_percent",
        "troops",
        "boss_every",
        "boss",
        "announce",
        "announce_boss",
    ];
    let f = section(r, node, &KNOWN);
    if game.sides.game_side().is_none() {
        if let Some(node) = node {
            let help = "say game: (sides: Together), or take the waves out";
            r.error(&node.span, "waves come only where all viewers stand together", help);
        }
        return None;
    }
    let (announce, announce_boss) =
        (line(r, &f, "announce", &["wave"]), line(r, &f, "announce_boss", &["wave", "boss"]));
    Some(WaveRules {
        first_s: r.f32(&f, "first_s", 0.0..=300.0, 5.0),
        every_s: r.f32(&f, "every_s", 3.0..=600.0, 22.0),
        pause_s: r.f32(&f, "pause_s", 0.0..=120.0, 4.0),
        worth: r.int(&f, "worth", 1..=1_000_000, 30),
        grow_percent: r.int(&f, "grow_percent", 0..=400, 20),
        per_person_percent: r.int(&f, "per_person_percent", 0..=1000, 40),
        troops: kinds(r, f.get("troops"), names),
        boss_every: r.int(&f, "boss_every", 0..=1000, 5),
        boss: f.get("boss").map_or_else(Vec::new, |node| some_kinds(r, node, names)),
        announce: announce.unwrap_or_else(|| "Wave {wave}".into()),
        announce_boss: announce_boss.unwrap_or_else(|| "Wave {wave}: the {boss} comes!".into()),
    })
}

/// A line in which only these places are filled.
fn line(r: &mut Reader, fields: &Fields, name: &str, places: &[&str]) -> Option<Arc<str>> {
    let node = fields.get(name)?;
    let text = r.text(node, 60)?;
    for place in text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(place, _)| place) {
        if !places.contains(&place) {
            let known = places.iter().map(|place| format!("{{{place}}}")).collect::<Vec<_>>().join(" ");
            r.error(&node.span, format!("nothing fills {{{place}}} here"), format!("what is filled in is {known}"));
        }
    }
    Some(text)
}

/// Kinds of troop; without any, the file's first.
fn kinds(r: &mut Reader, node: Option<&Node>, names: &Names) -> Vec<UnitKind> {
    let mut troops = node.map_or_else(Vec::new, |node| some_kinds(r, node, names));
    if troops.is_empty() {
        troops.extend(names.first_unit());
    }
    troops
}

fn some_kinds(r: &mut Reader, node: &Node, names: &Names) -> Vec<UnitKind> {
    let mut troops = Vec::new();
    for item in r.list(node, "[\"militia\", \"archer\"]", MANY) {
        troops.extend(names.unit(r, item));
    }
    troops
}

pub(super) fn round(r: &mut Reader, node: Option<&Node>) -> RoundRules {
    let f = section(r, node, &["lobby_s", "battle_s", "podium_s"]);
    RoundRules {
        lobby_s: r.f32(&f, "lobby_s", 0.0..=120.0, 10.0),
        battle_s: r.f32(&f, "battle_s", 20.0..=3600.0, 210.0),
        podium_s: r.f32(&f, "podium_s", 2.0..=120.0, 12.0),
    }
}

pub(super) fn journal(r: &mut Reader, node: Option<&Node>) -> JournalRules {
    let f = section(r, node, &["keep_days", "keep_mb", "resume_min"]);
    JournalRules {
        keep_days: r.int(&f, "keep_days", 1..=3650, 30),
        keep_mb: r.int(&f, "keep_mb", 10..=1_000_000, 2_000),
        resume_min: r.int(&f, "resume_min", 0..=1440, 30),
    }
}

pub(super) fn hero(r: &mut Reader, node: Option<&Node>) -> HeroRules {
    const KNOWN: [&str; 15] = [
        "health",
        "damage",
        "range",
        "speed",
        "every_s",
        "per_level",
        "max_level",
        "return_s",
        "return_more_s",
        "return_max_s",
        "silent_s",
        "energy_per_like",
        "energy_per_blow",
        "order_damage",
        "order_s",
    ];
    let f = section(r, node, &KNOWN);
    let return_s = r.f32(&f, "return_s", 0.5..=120.0, 6.0);
    HeroRules {
        health: r.int(&f, "health", 1..=1_000_000, 120),
        damage: r.int(&f, "damage", 0..=100_000, 10),
        range: r.f32(&f, "range", 5.0..=600.0, 34.0),
        speed: r.f32(&f, "speed", 0.0..=400.0, 70.0),
        every_s: r.f32(&f, "every_s", 0.1..=30.0, 0.8),
        per_level: r.int(&f, "per_level", 0..=200, 12),
        max_level: r.int(&f, "max_level", 1..=100, 10),
        return_s,
        return_more_s: r.f32(&f, "return_more_s", 0.0..=60.0, 1.0),
        return_max_s: r.f32(&f, "return_max_s", return_s..=300.0, return_s.max(14.0)),
        silent_s: r.f32(&f, "silent_s", 10.0..=3600.0, 120.0),
        energy_per_like: hundredths(r.f32(&f, "energy_per_like", 0.0..=100.0, 0.5)),
        energy_per_blow: hundredths(r.f32(&f, "energy_per_blow", 0.0..=100.0, 1.5)),
        order_damage: r.int(&f, "order_damage", 0..=200, 20),
        order_s: r.f32(&f, "order_s", 0.0..=60.0, 5.0),
    }
}

/// The file counts energy to 100, the arena in hundredths of it.
fn hundredths(energy: f32) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "read as 0 to 100")]
    let hundredths = (energy.clamp(0.0, 100.0) * 100.0).round() as u32;
    hundredths
}

pub(super) fn director(r: &mut Reader, node: Option<&Node>, names: &Names) -> DirectorRules {
    let f = section(r, node, &["heroes", "pulse_s", "names", "troops"]);
    let troops = kinds(r, f.get("troops"), names);
    let ai = f.get("names").map_or_else(Vec::new, |node| texts(r, node, 20));
    DirectorRules {
        heroes: r.int(&f, "heroes", 0..=8, 3),
        pulse_s: r.f32(&f, "pulse_s", 3.0..=600.0, 25.0),
        names: if ai.is_empty() {
            ["Ash", "Birch", "Clover", "Dusk", "Elm", "Fern"].map(Arc::from).to_vec()
        } else {
            ai
        },
        troops,
    }
}

/// A list of texts.
pub(super) fn texts(r: &mut Reader, node: &Node, max: usize) -> Vec<Arc<str>> {
    r.list(node, "[\"...\", \"...\"]", MANY).iter().filter_map(|item| r.text(item, max)).collect()
}

pub(super) fn field(r: &mut Reader, node: Option<&Node>, names: &Names) -> FieldRules {
    const KNOWN: [&str; 12] = [
        "lanes",
        "castle_health",
        "castle_falls",
        "castle_mend",
        "castle_damage",
        "castle_range",
        "troop_cap",
        "beacons_s",
        "beacon_ahead_s",
        "beacon_hold_s",
        "beacon_power",
        "mend_most",
    ];
    let f = section(r, node, &KNOWN);
    FieldRules {
        lanes: r.int(&f, "lanes", 2..=4, 4),
        castle_health: r.int(&f, "castle_health", 100..=10_000_000, 3000),
        castle_falls: r.flag(&f, "castle_falls", true),
        castle_mend: r.int(&f, "castle_mend", 0..=1_000_000, 0),
        castle_damage: r.int(&f, "castle_damage", 0..=100_000, 12),
        castle_range: r.f32(&f, "castle_range", 0.0..=600.0, 190.0),
        troop_cap: r.int(&f, "troop_cap", 4..=5000, 20),
        beacons_s: f.get("beacons_s").map_or_else(|| vec![60.0, 120.0, 180.0], |node| times(r, node)),
        beacon_ahead_s: r.f32(&f, "beacon_ahead_s", 0.0..=120.0, 15.0),
        beacon_hold_s: r.f32(&f, "beacon_hold_s", 0.5..=120.0, 6.0),
        beacon_power: power(r, &f, "beacon_power", names),
        mend_most: r.f32(&f, "mend_most", 0.0..=100.0, 2.0),
    }
}

/// Seconds that rise.
fn times(r: &mut Reader, node: &Node) -> Vec<f32> {
    let mut times: Vec<f32> = Vec::new();
    for item in r.list(node, "[60, 120, 180]", 100) {
        let Some(time) = r.float(item, &(0.0..=3600.0)) else { continue };
        if times.last().is_some_and(|last| *last >= time) {
            r.error(&item.span, "these times do not rise", "put the earliest first");
        }
        times.push(time);
    }
    times
}

fn power(r: &mut Reader, fields: &Fields, name: &str, names: &Names) -> Option<PowerId> {
    let index = r.name(fields.get(name)?, "power", &names.powers)?;
    u16::try_from(index).ok().map(PowerId)
}

pub(super) fn stage(r: &mut Reader, node: Option<&Node>) -> StageRules {
    let f = section(r, node, &["menu", "camera", "band", "right", "how_to"]);
    let menus = [("Gifts", MenuStyle::Gifts), ("Tiers", MenuStyle::Tiers), ("None", MenuStyle::None)];
    let cameras = [
        ("None", CameraSlot::None),
        ("Top", CameraSlot::Top),
        ("Bottom", CameraSlot::Bottom),
        ("Corner", CameraSlot::Corner),
    ];
    StageRules {
        camera: f.raw("camera").and_then(|node| r.word(node, &cameras)).unwrap_or_default(),
        menu: f.raw("menu").and_then(|node| r.word(node, &menus)).unwrap_or_default(),
        band: f.get("band").and_then(|node| band(r, node)).unwrap_or((0.12, 0.58)),
        right: r.f32(&f, "right", 0.3..=1.0, 0.88),
        how_to: f.get("how_to").map_or_else(Vec::new, |node| texts(r, node, 60)),
    }
}

/// Two parts of the height, the upper edge first.
fn band(r: &mut Reader, node: &Node) -> Option<(f32, f32)> {
    let members = match &node.kind {
        Kind::Group(members) if members.len() == 2 && members.iter().all(|member| member.key.is_none()) => members,
        _ => {
            let what = format!("two numbers are expected, not {}", node.describe());
            r.error(&node.span, what, "write it like band: (0.12, 0.58)");
            return None;
        }
    };
    let mut ends = members.iter().map(|member| r.float(&member.value, &(0.0..=1.0)));
    let (top, bottom) = (ends.next().flatten(), ends.next().flatten());
    let (top, bottom) = (top?, bottom?);
    if bottom - top < 0.2 {
        r.error(
            &node.span,
            "this band is too narrow for a battle",
            "the second number is at least 0.2 more than the first",
        );
    }
    Some((top, bottom))
}
