use ron_diagnostics::{Diagnostics, Finding, Level, Reader};

/// A settings file, read the way a program does.
fn report(text: &str) -> Diagnostics {
    let read = Reader::run("settings.ron", text, |reader, document| {
        let root = reader.group(&document.root, &["title", "units", "volume", "loud"]);
        let title = reader.need(&root, "title", "\"Clash\"").and_then(|node| reader.text(node, 20));
        for (_, unit) in root.get("units").map_or(&[][..], |node| reader.map(node, "{ \"militia\": ( ... ) }", 9)) {
            let fields = reader.group(unit, &["health", "speed"]);
            reader.need_int::<u32>(&fields, "health", 1..=100_000, "30");
            reader.f32(&fields, "speed", 0.0..=500.0, 60.0);
        }
        reader.int::<u8>(&root, "volume", 0..=100, 80);
        reader.flag(&root, "loud", false);
        title
    });
    read.unwrap_err()
}

#[test]
fn every_error_is_told_at_once_each_at_its_place() {
    let text = r#"(
    title: 'Clash'
    units: {
        "militia": (helth: 30, speed: 1200),
        "archer": (health: "40"),
    },
    volume = 50%,
    loud: yes,
)
"#;
    insta::assert_snapshot!(report(text));
}

#[test]
fn wide_letters_and_tabs_keep_the_marker_under_its_word() {
    insta::assert_snapshot!(report("(\ttitle: \"戦い é\u{301}\", \tvolume: 日本)"));
}

#[test]
fn an_empty_file_has_one_error() {
    insta::assert_snapshot!(report(""));
}

#[test]
fn a_long_line_is_cut_around_the_marker() {
    let text = format!("(title: \"a\", {} volume: 101, {})", " ".repeat(500), "/* x */".repeat(90));
    let printed = report(&text).to_string();
    assert!(printed.lines().all(|line| line.chars().count() < 160), "{printed}");
    assert!(printed.contains("volume: 101") && printed.contains("settings.ron:1:523"), "{printed}");
}

/// A file of a mebibyte on one line with a slip at every word: without a bound, each would cost a look at all of it and
/// keep a copy.
#[test]
fn a_file_in_ruins_has_500_errors_and_40_are_printed() {
    for ruin in ["a ", "a:1 ", "\"x\" ", "'b',", "a=1;"] {
        let ruins = report(&format!("({})", ruin.repeat((1 << 20) / ruin.len() - 1)));
        assert_eq!(ruins.list.len(), 500, "{ruin}");
        let shared = ruins.list.iter().all(|it| std::sync::Arc::ptr_eq(&it.source, &ruins.list[0].source));
        assert!(shared, "{ruin}");
        let printed = ruins.to_string();
        assert_eq!(printed.matches("error: ").count(), 40, "{ruin}");
        assert!(printed.ends_with("... and 460 more\n\nsettings.ron has 500 errors"), "{ruin}");
    }
}

#[test]
fn what_quotes_the_file_is_fit_for_a_terminal() {
    let tricks = "x\u{1b}[31m\u{9a}\u{202e}\ny";
    for text in
        [format!("(\"{tricks}\": 1)"), format!("(title: [\"{tricks}\"])"), format!("(units: {{\"{tricks}\": a b}})")]
    {
        let report = report(&text);
        let odd = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!report.to_string().contains(odd), "{:?}", report.to_string());
        let said = report.list.iter().flat_map(|it| [&it.message, &it.help, &it.path]);
        assert!(said.flat_map(|said| said.chars()).all(|c| !c.is_control() && c != '\u{202e}'), "{report:?}");
    }
}

#[test]
fn warnings_are_counted_as_such_and_have_a_short_form() {
    let text = "(\n  volume: 0,\n)";
    let document = ron_diagnostics::parse(text).document.unwrap();
    let span = document.root.member("volume").unwrap().span.clone();
    let finding = Finding { span, message: "nothing is heard at 0".into(), help: String::new() };
    let report = Diagnostics::new(Level::Warning, "x.ron", text, Some(&document), vec![finding]);
    assert_eq!(report.lines(), ["line 2, volume: nothing is heard at 0"]);
    assert!(report.to_string().starts_with("warning: ") && report.to_string().ends_with("x.ron has 1 warning"));
}
