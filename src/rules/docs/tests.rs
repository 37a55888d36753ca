use std::{fs, path::Path};

use super::*;
use crate::rules;

/// All that a reader can look up: sections, fields, and names of every table.
fn subjects(answers: &Answers) -> Vec<String> {
    let mut all = answers.known("");
    let lists = [
        "game", "waves", "teams[]", "round", "gifts[]", "likes[]", "chat[]", "units[]", "powers[]", "hero", "director",
    ];
    let mut groups: Vec<String> = lists.map(str::to_owned).to_vec();
    groups.extend(
        ["field", "stage", "words", "journal", "safety", "sound", "ground", "gates", "tempo[]"].map(str::to_owned),
    );
    groups.extend(["sudden_death", "even", "even.newcomer", "recruits", "coins", "behind"].map(str::to_owned));
    for section in answers.known("") {
        let held = groups.iter().any(|group| group.trim_end_matches("[]") == section);
        assert!(held || section == "title" || section == "events", "the section {section} is in no table");
    }
    let words = [bare(&CONDITIONS), bare(&BEHAVIOURS), actions::NAMES.map(str::to_owned).to_vec()].concat();
    let words: Vec<String> = words.into_iter().chain(EFFECTS.map(str::to_owned)).collect();
    for group in groups.iter().chain(&words) {
        let own = answers.known(group).into_iter().filter(|name| !LIMITS.contains(&name.as_str()));
        all.extend(own.map(|name| format!("{group}.{name}")));
    }
    all.extend(words);
    all.extend(LIMITS.map(|name| format!("limits.{name}")));
    all.extend(EVENTS.map(|(name, ..)| name.to_owned()));
    all.extend(bare(&VALUED.map(|(form, _)| form)));
    all.extend(actions::PLACES.map(str::to_owned));
    all.extend(ChatCommand::ALL.map(|(name, ..)| format!("command.{name}")));
    all
}

#[test]
fn the_reference_uses_everything() {
    rules::parse(REFERENCE).unwrap_or_else(|faults| panic!("{faults}"));
    let answers = Answers::of(REFERENCE);
    for (group, known) in &answers_groups(&answers) {
        for name in known {
            let path = if group.is_empty() { name.clone() } else { format!("{group}.{name}") };
            // Limits stand at any rule; one place is enough.
            let held = answers.kind(&path).is_some()
                || LIMITS.contains(&name.as_str()) && answers.kind(&format!("gifts[].{name}")).is_some();
            assert!(held, "docs/reference.ron never uses {path}");
        }
    }
    let words = [bare(&CONDITIONS), bare(&BEHAVIOURS), bare(&VALUED.map(|(form, _)| form))].concat();
    let words = words.into_iter().chain(actions::NAMES.map(str::to_owned)).chain(EFFECTS.map(str::to_owned));
    let words = words.chain(EVENTS.map(|(name, ..)| name.to_owned()));
    for word in words {
        assert!(!answers.written(&word).is_empty(), "docs/reference.ron never uses {word}");
    }
    for (name, ..) in ChatCommand::ALL {
        assert!(REFERENCE.contains(&format!("command: {name},")), "docs/reference.ron never uses the command {name}");
    }
    for place in actions::PLACES {
        assert!(REFERENCE.contains(place), "docs/reference.ron never uses {place}");
    }
}

fn answers_groups(answers: &Answers) -> Vec<(String, Vec<String>)> {
    answers.groups().map(|(group, known)| (group.clone(), known.clone())).collect()
}

#[test]
fn everything_is_explained_and_nothing_else() {
    let subjects = subjects(&Answers::of(REFERENCE));
    for subject in &subjects {
        assert!(!said::of(subject).is_empty(), "{subject} is not explained in src/rules/docs/said.rs");
    }
    for (path, _) in said::SAID {
        assert!(subjects.iter().any(|subject| subject == path), "{path} is explained, but nothing asks for it");
    }
}

/// `UPDATE_DOCS=1 cargo test --no-default-features docs` writes the page anew.
#[test]
fn the_page_is_what_the_program_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, manual()).unwrap();
    }
    let page = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(page == manual(), "docs/rules.md is not up to date: run the tests once with UPDATE_DOCS=1");
}

#[test]
fn the_examples_of_the_page_parse() {
    let page = manual();
    let examples: Vec<&str> = page.split("```ron\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(!examples.is_empty());
    for example in examples {
        let rules = rules::parse(example).unwrap_or_else(|faults| panic!("{faults}"));
        let warnings = rules::warnings(example, &rules);
        assert!(warnings.list.is_empty(), "{warnings}");
    }
}

/// Every action, condition, behaviour and effect as the page writes it, put where it belongs.
#[test]
fn the_forms_of_the_page_parse() {
    let answers = Answers::of(REFERENCE);
    let forms = |names: &[String]| names.iter().map(|name| answers.written(name).to_owned()).collect::<Vec<_>>();
    let put = |old: &str, new: String| {
        assert!(REFERENCE.contains(old), "{old}");
        rules::parse(&REFERENCE.replacen(old, &new, 1)).unwrap_or_else(|faults| panic!("{new}: {faults}"));
    };
    for form in forms(&actions::NAMES.map(str::to_owned)) {
        put("(command: Me, do: [ShowMe])", format!("(command: Me, do: [{form}])"));
    }
    for form in forms(&bare(&CONDITIONS)) {
        put("when: [Winning]", format!("when: [{form}]"));
    }
    for form in forms(&bare(&BEHAVIOURS)) {
        put("behaviour: Siege", format!("behaviour: {form}"));
    }
    for form in forms(&EFFECTS.map(str::to_owned)) {
        put("Freeze(for_s: 3)", form);
    }
}
