//! Which module may import which. The table is law; a row that must grow is a decision, not a slip.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Module, and what it may import. `schedule` holds only the names of the system sets and the length of a tick, so
/// whoever has a Bevy system may import it. `cli` and the crate root may import all.
const TABLE: &[(&str, &[&str])] = &[
    ("schedule", &[]),
    ("random", &[]),
    ("rules", &[]),
    ("arena", &["schedule", "random", "rules"]),
    // `rules` for the teams that players choose between.
    ("roster", &["schedule", "arena", "rules"]),
    // `random` for rules that act by chance.
    ("interaction", &["schedule", "random", "rules", "roster", "arena"]),
    ("session", &["schedule", "roster", "interaction", "arena", "rules"]),
    ("stage", &["schedule", "arena", "roster", "rules", "session"]),
    ("panel", &["schedule", "rules", "arena", "roster", "interaction", "session", "stage", "random"]),
];
const FREE: &[&str] = &["cli", "lib", "main"];

#[test]
fn modules_import_only_what_the_table_allows() {
    let table: BTreeMap<_, _> = TABLE.iter().copied().collect();
    let mut faults = Vec::new();
    let mut edges = BTreeSet::new();
    for file in sources(Path::new("src")) {
        let module = module_of(&file);
        let text = without_comments(&fs::read_to_string(&file).unwrap());
        for used in crate_paths(&text) {
            if used != module {
                edges.insert((module.clone(), used.clone()));
            }
            if FREE.contains(&module.as_str()) || used == module {
                continue;
            }
            let allowed = table.get(module.as_str()).unwrap_or_else(|| panic!("{module} has no row in the table"));
            if !allowed.contains(&used.as_str()) {
                faults.push(format!("{} imports {used}, but {module} may import only {allowed:?}", file.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    // The reading itself works: these two hold the game together.
    for (from, to) in [("interaction", "arena"), ("arena", "rules")] {
        assert!(edges.contains(&(from.into(), to.into())), "{from} no longer imports {to}? {edges:?}");
    }
}

/// Crates of this repository, and the modules that may know them. What simulates and what draws knows no wire.
const CRATES: &[(&str, &[&str])] =
    &[("bevy_tiktool", &["roster", "interaction", "session", "panel", "cli"]), ("tiktool_crowd", &["cli"])];

#[test]
fn only_those_who_speak_of_viewers_know_the_client_and_only_the_command_line_the_crowd() {
    let mut users: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for file in sources(Path::new("src")) {
        let text = without_comments(&fs::read_to_string(&file).unwrap());
        for (name, _) in CRATES.iter().filter(|(name, _)| text.contains(&format!("{name}::"))) {
            users.entry(name).or_default().insert(module_of(&file));
        }
    }
    for (name, allowed) in CRATES {
        let allowed: BTreeSet<String> = allowed.iter().map(ToString::to_string).collect();
        assert_eq!(users.get(name), Some(&allowed), "who uses {name}");
    }
}

#[test]
fn the_reader_of_imports_reads_them() {
    let text = "use crate::{\n    arena::{Cue, Tick},\n    live::Fact,\n    rules,\n}; fn f() { crate::session::g(crate::roster) }";
    let found: Vec<_> = crate_paths(text).into_iter().collect();
    assert_eq!(found, ["arena", "live", "roster", "rules", "session"]);
    assert_eq!(without_comments("a // crate::b\n\"// no\" //! crate::c"), "a \n\"// no\" ");
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}

fn module_of(file: &Path) -> String {
    let first = file.strip_prefix("src").unwrap().iter().next().unwrap();
    first.to_str().unwrap().trim_end_matches(".rs").into()
}

/// Code without its line comments. A `//` within a text on one line stays.
fn without_comments(text: &str) -> String {
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

/// First names after `crate::`, also of a braced list.
fn crate_paths(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices("crate::") {
        if text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &text[at + "crate::".len()..];
        let Some(list) = rest.strip_prefix('{') else {
            found.insert(name(rest));
            continue;
        };
        let (mut depth, mut item) = (0, String::new());
        for c in list.chars() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    found.insert(name(item.trim()));
                    item.clear();
                }
                _ => {}
            }
            if c != ',' || depth > 0 {
                item.push(c);
            }
        }
        found.insert(name(item.trim()));
    }
    found.retain(|name| !name.is_empty());
    found
}

fn name(path: &str) -> String {
    path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}
