//! Broken rules files: what is printed for each is read by a streamer, so it is held to the letter in `tests/rules/snapshots`.

use std::{fs, path::Path};

use throng::rules;

/// Prints what is wrong with a file of `tests/data/rules`.
#[expect(clippy::panic, reason = "a test's helper")]
fn printed(name: &str) -> String {
    let file = format!("{name}.ron");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/rules").join(&file);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    match rules::parse(&text) {
        Ok(_) => panic!("{file} has no fault"),
        Err(faults) => faults.in_file(file).to_string(),
    }
}

macro_rules! broken {
    ($($name:ident)*) => {$(
        #[test]
        fn $name() {
            insta::assert_snapshot!(printed(stringify!($name)));
        }
    )*

        #[test]
        fn every_broken_file_is_held_to() {
            let listed = [$(stringify!($name)),*];
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/rules");
            for entry in fs::read_dir(folder).unwrap() {
                let name = entry.unwrap().file_name().into_string().unwrap();
                assert!(listed.contains(&name.trim_end_matches(".ron")), "{name} is in no test");
            }
        }
    };
}

broken! {
    misspelt_names unknown_fields numbers_out_of_bounds missing_parts taken_twice events_astray commas_and_quotes
    bracket_never_closed bracket_of_another_kind text_never_closed values_of_the_wrong_kind odd_letters
    goes_on_after_the_end slips_and_meaning odd_setting empty missing_comma smart_quotes json_instead number_in_quotes
    unknown_language nested_wrong nested_deeper percent_and_negative limits_misspelt tabs_and_bom settings_forgotten
    no_outer_brackets
}

#[test]
fn a_huge_file_is_refused_before_it_is_read() {
    let faults = rules::parse(&" ".repeat(2 << 20)).unwrap_err();
    assert!(faults.list[0].message.contains("2097152 bytes"), "{faults}");
}

#[test]
fn brackets_without_end_do_not_overflow_the_stack() {
    for open in ["(", "[", "{", "a(", "Some("] {
        let faults = rules::parse(&open.repeat(200_000)).unwrap_err();
        assert_eq!(faults.list.len(), 1, "{open}");
    }
    let comments = "/*".repeat(400_000);
    assert!(rules::parse(&comments).unwrap_err().to_string().contains("never closed"));
}

#[test]
fn a_fault_that_quotes_the_file_is_fit_for_a_terminal() {
    let tricks = "x\u{1b}[31m\u{202e}\ny";
    for text in
        [format!("(\"{tricks}\": 1)"), format!("(teams: [\"{tricks}\"])"), format!("(gifts: {{\"{tricks}\": a b}})")]
    {
        let faults = rules::parse(&text).unwrap_err();
        let odd = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!faults.to_string().contains(odd), "{:?}", faults.to_string());
        let said = faults.list.iter().flat_map(|fault| [&fault.message, &fault.help, &fault.path]);
        assert!(said.flat_map(|said| said.chars()).all(|c| !c.is_control() && c != '\u{202e}'), "{faults:?}");
    }
}

/// A file of a mebibyte on one line with a slip at every word: without a bound, each fault would look at all of it and
/// keep a copy.
#[test]
fn a_file_in_ruins_has_so_many_faults_and_no_more() {
    for ruin in ["a ", "a:1 ", "\"x\" ", "'b',", "a=1;"] {
        let text = format!("({})", ruin.repeat((1 << 20) / ruin.len() - 1));
        let faults = rules::parse(&text).unwrap_err();
        assert_eq!(faults.list.len(), 500, "{ruin}");
        assert!(
            faults.list.iter().all(|fault| std::sync::Arc::ptr_eq(&fault.source, &faults.list[0].source)),
            "{ruin}"
        );
    }
    let long = "x".repeat(100_000);
    let faults = rules::parse(&format!("(units: {{ \"{long}\": (behaviour: {long}) }})")).unwrap_err();
    assert!(faults.list.iter().all(|fault| fault.message.len() < 2_000 && fault.help.len() < 2_000));
}
