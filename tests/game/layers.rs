//! The plan of the house, held against the code: which room may import which, that nothing runs in circles, and who may
//! know Bevy.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Room, and what it imports: neither more nor less. A row that must grow is a decision, not a slip; one that can shrink
/// shall. `base` holds what all know, `schedule` the system sets, so whoever has a Bevy system imports it.
const ROOMS: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("schedule", &["base"]),
    ("locale", &["base"]),
    ("rules", &["base", "locale"]),
    ("arena", &["base", "locale", "rules", "schedule"]),
    ("roster", &["arena", "base", "locale", "rules", "schedule"]),
    ("interaction", &["arena", "base", "locale", "roster", "rules", "schedule"]),
    ("session", &["arena", "base", "interaction", "roster", "rules", "schedule"]),
    ("stage", &["arena", "base", "locale", "roster", "rules", "schedule", "session"]),
    ("sound", &["arena", "base", "rules", "schedule"]),
    ("panel", &["arena", "base", "interaction", "locale", "roster", "rules", "schedule", "session", "sound"]),
    ("game", &["arena", "base", "interaction", "roster", "rules", "schedule", "session"]),
    ("forecast", &["arena", "base", "game", "interaction", "roster", "rules"]),
    (
        "cli",
        &[
            "arena",
            "base",
            "forecast",
            "game",
            "interaction",
            "locale",
            "panel",
            "roster",
            "rules",
            "schedule",
            "session",
            "sound",
            "stage",
        ],
    ),
    ("main", &[]),
];

/// Crates of this repository, and the rooms that know them. What simulates and what draws knows no wire.
const CRATES: &[(&str, &[&str])] = &[
    ("bevy_tiktool", &["cli", "forecast", "game", "interaction", "panel", "roster", "session", "sound"]),
    ("tiktool_crowd", &["cli", "forecast", "game"]),
    ("ron_diagnostics", &["cli", "locale", "rules"]),
    ("name_filter", &["roster", "rules"]),
    ("sound_mixer", &["panel", "sound"]),
];

/// Rooms and, in the crates, files that know Bevy. In `rules` it is one derive; the client's facts and state derive
/// messages and a resource where the feature `bevy` is on.
const BEVY: &[(&str, &[&str])] = &[
    (
        "src",
        &[
            "arena",
            "base",
            "cli",
            "forecast",
            "game",
            "interaction",
            "panel",
            "roster",
            "rules",
            "schedule",
            "session",
            "sound",
            "stage",
        ],
    ),
    ("crates/bevy_tiktool/src", &["fact", "link", "plugin"]),
    ("crates/name_filter/src", &[]),
    ("crates/ron_diagnostics/src", &[]),
    ("crates/sound_bank/src", &[]),
    ("crates/sound_mixer/src", &[]),
    ("crates/tiktool_crowd/src", &[]),
];

#[test]
fn rooms_import_what_the_table_says_and_nothing_else() {
    let house = House::read("src");
    let mut used: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (file, imports) in &house.imports {
        let room = used.entry(House::room(file)).or_default();
        room.extend(imports.iter().map(|to| House::room(to)).filter(|to| *to != House::room(file)));
    }
    used.remove("lib");
    let table: BTreeMap<&str, BTreeSet<&str>> =
        ROOMS.iter().map(|(room, may)| (*room, may.iter().copied().collect())).collect();
    for (room, imports) in &used {
        assert_eq!(Some(imports), table.get(room), "{room} imports (left), and may (right)");
    }
    assert_eq!(used.len(), table.len(), "a room of the table is gone");
}

#[test]
fn nothing_runs_in_circles_in_a_room_or_out_of_it() {
    for (folder, _) in BEVY {
        let house = House::read(folder);
        let imports = house.imports.values().map(BTreeSet::len).sum::<usize>();
        // Every file but the door is imported by somebody.
        assert!(imports + 1 >= house.code.len(), "{folder}: the reading works");
        let circles = house.circles();
        assert!(circles.is_empty(), "{folder}: {circles:#?}");
    }
}

#[test]
fn crates_and_bevy_are_known_to_those_who_may() {
    let house = House::read("src");
    for (name, rooms) in CRATES {
        assert_eq!(house.who_says(&format!("{name}::")), rooms.iter().copied().collect(), "who uses {name}");
    }
    for (folder, rooms) in BEVY {
        let house = House::read(folder);
        let mut know = house.who_says("bevy::");
        know.extend(house.who_says("bevy_ecs::"));
        assert_eq!(know, rooms.iter().copied().collect(), "{folder}: who knows Bevy");
    }
}

#[test]
fn the_reader_of_imports_reads_them() {
    let text =
        "use crate::{\n    arena::{Cue, Tick},\n    rules,\n}; fn f() { crate::session::g(super::x::Y) } $crate::z";
    let found: Vec<String> = paths(text).iter().map(|path| path.join("::")).collect();
    assert_eq!(found, ["crate::arena::Cue", "crate::arena::Tick", "crate::rules", "crate::session::g", "super::x::Y"]);
    assert_eq!(
        code_of("a // crate::b\n\"// no\" //! crate::c\n#[cfg(test)]\nmod tests { super::* }"),
        "a \n\"// no\" "
    );
    let mut house = House::default();
    for (from, to) in [("a", "b"), ("b", "c"), ("c", "b"), ("d", "a")] {
        house.imports.entry(from.into()).or_default().insert(to.into());
    }
    assert_eq!(house.circles(), [["b -> c".to_owned(), "c -> b".to_owned()]]);
}

/// The files of a crate, each by its path of modules (`arena::orders`), with their code and their imports of one another.
#[derive(Default)]
struct House {
    code: BTreeMap<String, String>,
    imports: BTreeMap<String, BTreeSet<String>>,
}

impl House {
    fn read(folder: &str) -> Self {
        let mut house = Self::default();
        for file in sources(Path::new(folder)) {
            let module = module_of(file.strip_prefix(folder).unwrap());
            house.code.insert(module, code_of(&fs::read_to_string(&file).unwrap()));
        }
        let files: Vec<String> = house.code.keys().cloned().collect();
        for file in files {
            let mut imports: BTreeSet<String> =
                house.paths_of(&file).iter().filter_map(|path| house.file(path)).collect();
            imports.remove(&file);
            house.imports.insert(file, imports);
        }
        house
    }

    fn room(module: &str) -> &str {
        module.split("::").next().unwrap_or_default()
    }

    /// All that a file names, from the crate's root on. What a room's face hands on does not count as its own.
    fn paths_of(&self, file: &str) -> Vec<Vec<String>> {
        let mut code = String::new();
        for part in self.code[file].split_inclusive(';') {
            let words: Vec<&str> = part.split_whitespace().take(4).collect();
            if !(words.first().is_some_and(|word| word.starts_with("pub")) && words.contains(&"use")) {
                code.push_str(part);
            }
        }
        let here: Vec<String> = file.split("::").filter(|part| *part != "lib").map(Into::into).collect();
        let mut found = Vec::new();
        for path in paths(&code) {
            let mut whole = if path[0] == "crate" { Vec::new() } else { here.clone() };
            for step in path {
                match step.as_str() {
                    "super" => drop(whole.pop()),
                    "crate" | "self" => {}
                    _ => whole.push(step),
                }
            }
            found.push(whole);
        }
        // A face names the files of its room without a word before them.
        for child in self.code.keys().filter(|child| child.rsplit_once("::").is_some_and(|(parent, _)| parent == file))
        {
            let name = format!("{}::", child.rsplit("::").next().unwrap_or_default());
            let own = |at: usize| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
            if code.match_indices(&name).any(|(at, _)| own(at)) {
                found.push(child.split("::").map(Into::into).collect());
            }
        }
        found
    }

    /// The file in which a path ends; behind a room's face, the file that defines the name.
    fn file(&self, path: &[String]) -> Option<String> {
        let length = (1..=path.len()).rev().find(|length| self.code.contains_key(&path[..*length].join("::")))?;
        let file = path[..length].join("::");
        let Some(name) = path.get(length) else { return Some(file) };
        if defines(&self.code[&file], name) {
            return Some(file);
        }
        let inside = format!("{file}::");
        let child = self.code.iter().find(|(child, code)| child.starts_with(&inside) && defines(code, name));
        Some(child.map_or(file, |(child, _)| child.clone()))
    }

    /// Files that import each other in a loop, by their imports.
    fn circles(&self) -> Vec<Vec<String>> {
        let reach = |from: &String| {
            let (mut seen, mut next) = (BTreeSet::new(), vec![from.clone()]);
            while let Some(file) = next.pop() {
                next.extend(
                    self.imports.get(&file).into_iter().flatten().filter(|to| seen.insert((*to).clone())).cloned(),
                );
            }
            seen
        };
        let reached: BTreeMap<&String, BTreeSet<String>> =
            self.imports.keys().map(|file| (file, reach(file))).collect();
        let mut circles = BTreeSet::new();
        for (file, to) in reached.iter().filter(|(file, to)| to.contains(**file)) {
            let both = |other: &&String| reached.get(other).is_some_and(|back| back.contains(*file));
            circles.insert(to.iter().filter(both).collect::<BTreeSet<_>>());
        }
        let ties = |circle: BTreeSet<&String>| {
            let within =
                |from: &&String| self.imports[*from].iter().filter(|to| circle.contains(to)).collect::<Vec<_>>();
            circle.iter().flat_map(|from| within(from).into_iter().map(move |to| format!("{from} -> {to}"))).collect()
        };
        circles.into_iter().map(ties).collect()
    }

    fn who_says(&self, words: &str) -> BTreeSet<&str> {
        self.code.iter().filter(|(_, code)| code.contains(words)).map(|(file, _)| Self::room(file)).collect()
    }
}

/// All files but those that only tests use.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if matches!(name.as_str(), "tests" | "testing" | "fake") || name.ends_with("_tests") {
            continue;
        }
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}

fn module_of(file: &Path) -> String {
    let parts: Vec<&str> = file.iter().map(|part| part.to_str().unwrap().trim_end_matches(".rs")).collect();
    parts.join("::").trim_end_matches("::mod").to_owned()
}

/// Code without line comments and without the unit tests at its end. A `//` within a text on one line stays.
fn code_of(text: &str) -> String {
    let text = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let code = |line: &str| {
        let mut quoted = false;
        let bytes = line.as_bytes();
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b'"' if at == 0 || bytes[at - 1] != b'\\' => quoted = !quoted,
                b'/' if !quoted && bytes.get(at + 1) == Some(&b'/') => return line[..at].to_owned(),
                _ => {}
            }
        }
        line.to_owned()
    };
    text.lines().map(code).collect::<Vec<_>>().join("\n")
}

/// Every path that begins with `crate`, `super` or `self`, those of braced lists one by one.
fn paths(code: &str) -> Vec<Vec<String>> {
    let mut starts: Vec<usize> =
        ["crate::", "super::", "self::"].iter().flat_map(|word| code.match_indices(word)).map(|(at, _)| at).collect();
    starts.sort_unstable();
    let mut found = Vec::new();
    let fresh = |at: &usize| {
        !code[..*at].ends_with("pub(in ") && !code[..*at].ends_with(|c: char| c.is_alphanumeric() || "_$:".contains(c))
    };
    for at in starts.into_iter().filter(fresh) {
        expand(&code[at..], Vec::new(), &mut found);
    }
    found
}

/// One path with all its branches; what follows it is left.
fn expand(text: &str, mut path: Vec<String>, found: &mut Vec<Vec<String>>) {
    let mut rest = text;
    loop {
        let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        rest = &rest[name.len()..];
        if !name.is_empty() {
            path.push(name);
        }
        match rest.strip_prefix("::") {
            Some(after) => rest = after,
            None => break,
        }
    }
    let Some(list) = rest.strip_prefix('{') else { return found.push(path) };
    let (mut depth, mut item) = (0, String::new());
    for c in list.chars() {
        match c {
            '}' if depth == 0 => break,
            ',' if depth == 0 => {
                expand(item.trim(), path.clone(), found);
                item.clear();
                continue;
            }
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        item.push(c);
    }
    if !item.trim().is_empty() {
        expand(item.trim(), path, found);
    }
}

/// The code has an item of this name.
fn defines(code: &str, name: &str) -> bool {
    const KINDS: [&str; 8] = ["struct ", "enum ", "trait ", "fn ", "const ", "static ", "type ", "macro_rules! "];
    KINDS.iter().any(|kind| {
        let item = format!("{kind}{name}");
        code.match_indices(&item).any(|(at, _)| {
            !code[at + item.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
                && code[..at].rsplit('\n').next().is_some_and(|before| !before.starts_with("    "))
        })
    })
}
