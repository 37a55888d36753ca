//! Gives the tree its meaning: sections, names that resolve, numbers within bounds. One file a group of sections.

pub(super) mod actions;
mod battle;
pub(super) mod events;
pub(super) mod limits;
mod names;
mod safety;
mod settings;
mod sound;
mod triggers;
pub(super) mod troops;
mod wording;

use xxhash_rust::xxh3::xxh3_64;

use ron_diagnostics::{Document, Kind, Node, Reader, Span};

use self::names::{ClaimedWords, Names};
use super::model::{Rules, TeamRules};
use crate::{base::TeamId, locale::Library};

/// Sections of a file.
const SECTIONS: [&str; 27] = [
    "title",
    "game",
    "waves",
    "teams",
    "round",
    "gifts",
    "likes",
    "chat",
    "events",
    "units",
    "powers",
    "hero",
    "director",
    "field",
    "stage",
    "words",
    "journal",
    "safety",
    "sound",
    "ground",
    "gates",
    "tempo",
    "sudden_death",
    "even",
    "recruits",
    "coins",
    "behind",
];

/// Names that files of earlier versions have, and what takes their place.
const RETIRED: [(&str, &str); 8] = [
    ("overtime_s", "take it out; beside round there may be sudden_death: (within: 5, at_most_s: 30)"),
    ("overtime_crumble", "take it out; castles burn from held ground now: ground: (burn: 1.4)"),
    ("overtime_damage", "take it out; what counts more towards the end is in tempo: [ ... ]"),
    ("rally_percent", "take it out; help for the side that is behind is in behind: ( ... )"),
    ("last_stand", "take it out; help for the side that is behind is in behind: ( ... )"),
    ("last_stand_percent", "take it out; help for the side that is behind is in behind: ( ... )"),
    ("fill_to", "write heroes: 4 instead; troops that come by themselves are in recruits: ( ... )"),
    ("none_from", "take it out; the game's own heroes leave as people come"),
];

/// Checks a whole file. `None` where it has errors.
pub(super) fn rules(r: &mut Reader, text: &str, document: &Document, library: &Library) -> Option<Rules> {
    r.retire(&RETIRED);
    let root = r.group(&document.root, &SECTIONS);

    let title = root.get("title").and_then(|node| r.text(node, 40)).unwrap_or_else(|| "Throng".into());
    let unit_entries = r.need(&root, "units", "{ \"militia\": ( ... ) }").map_or(&[][..], |n| troops::entries(r, n));
    let no_powers: &[(Node, Node)] = &[];
    let power_entries = root.get("powers").map_or(no_powers, |n| troops::entries(r, n));
    let team_nodes =
        r.need(&root, "teams", "[ ( ... ), ( ... ) ]").map_or(&[][..], |n| r.list(n, "[ ( ... ), ( ... ) ]", 2));
    let mut names = Names {
        units: troops::names(r, unit_entries, "unit"),
        powers: troops::names(r, power_entries, "power"),
        teams: Vec::new(),
        lanes: 0,
    };
    let mut words = ClaimedWords::default();
    let teams = teams(r, team_nodes, root.get("teams"), &mut words);
    names.teams = teams.iter().map(|team| team.id.clone()).collect();
    let field = settings::field(r, root.get("field"), &names);
    names.lanes = field.lanes;

    let units = troops::units(r, unit_entries, &names);
    let powers = troops::powers(r, power_entries);
    let gifts = triggers::gifts(r, root.get("gifts"), &names);
    let likes = triggers::likes(r, root.get("likes"), &names);
    let wording = wording::section(r, root.get("words"), library);
    let mut chat = triggers::chat(r, root.get("chat"), &names, &mut words);
    wording::commands(&wording, &mut chat, &mut words);
    let events = events::events(r, root.get("events"), &names);
    let game = settings::game(r, root.get("game"));
    let waves = settings::waves(r, root.get("waves"), game, &names);
    let round = settings::round(r, root.get("round"));
    let battle = battle::battle(r, &root, &names, round.battle_s);
    let hero = settings::hero(r, root.get("hero"));
    let director = settings::director(r, root.get("director"), &names);
    let stage = settings::stage(r, root.get("stage"));
    let journal = settings::journal(r, root.get("journal"));
    let safety = safety::safety(r, root.get("safety"));
    let sound = sound::sound(r, root.get("sound"));

    let teams = <[TeamRules; 2]>::try_from(teams).ok().filter(|_| !r.failed())?;
    let hash = wording::hash(xxh3_64(text.as_bytes()), &chat);
    let mut words = words.index;
    words.complete();
    Some(Rules {
        title,
        game,
        waves,
        teams,
        round,
        gifts,
        likes,
        chat,
        events,
        units,
        powers,
        hero,
        director,
        battle,
        field,
        stage,
        wording,
        journal,
        safety,
        sound,
        hash,
        words,
    })
}

fn teams(r: &mut Reader, nodes: &[Node], list: Option<&Node>, words: &mut ClaimedWords) -> Vec<TeamRules> {
    if let Some(list) = list.filter(|list| matches!(&list.kind, Kind::List(items) if items.len() < 2)) {
        let span: Span = list.span.start..list.span.start + 1;
        let help = "add the missing one: ( id: ..., name: ..., color: ..., join: [ ... ] )";
        r.error(&span, "a battle has two teams", help);
    }
    let mut teams: Vec<TeamRules> = Vec::new();
    for (node, team) in nodes.iter().zip(TeamId::BOTH) {
        let fields = r.group(node, &["id", "name", "color", "join"]);
        let id = r.need(&fields, "id", "\"ember\"").and_then(|node| troops::id(r, node)).unwrap_or_else(|| "".into());
        if let (true, Some(node)) = (teams.iter().any(|other| !id.is_empty() && other.id == id), fields.get("id")) {
            r.error(&node.span, format!("both teams have the id {id:?}"), "give one of them another");
        }
        let name = fields.get("name").and_then(|node| r.text(node, 16)).unwrap_or_else(|| id.clone());
        let color = r.need(&fields, "color", "\"#ff5a36\"").and_then(|node| color(r, node)).unwrap_or_default();
        let owner = format!("team {id:?}");
        let join = r.need(&fields, "join", "[\"1\", \"red\"]").map_or_else(Vec::new, |node| {
            words.claim(r, node, &owner, |index, word| {
                index.join.insert(word, team);
            })
        });
        teams.push(TeamRules { id, name, color, join });
    }
    teams
}

fn color(r: &mut Reader, node: &Node) -> Option<[u8; 3]> {
    let text = r.text(node, 40)?;
    let hex = text.strip_prefix('#').filter(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()));
    let Some(value) = hex.and_then(|hex| u32::from_str_radix(hex, 16).ok()) else {
        r.error(&node.span, format!("{text:?} is not a colour"), "a colour is # and six of 0-9 a-f, like \"#ff5a36\"");
        return None;
    };
    let [_, red, green, blue] = value.to_be_bytes();
    Some([red, green, blue])
}
