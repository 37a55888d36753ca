use ron_diagnostics::{Expected, Reader, parse};

fn errors(text: &str, read: impl FnOnce(&mut Reader, &ron_diagnostics::Document)) -> Vec<(String, String)> {
    let report = Reader::run("x.ron", text, |reader, document| {
        read(reader, document);
        Some(())
    });
    report.err().map_or_else(Vec::new, |report| report.list.into_iter().map(|it| (it.message, it.help)).collect())
}

#[test]
fn what_is_said_of_a_place_is_said_once() {
    let said = errors("(volume: 'x')", |reader, document| {
        let root = reader.group(&document.root, &["volume"]);
        reader.int::<u8>(&root, "volume", 0..=100, 80);
    });
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(said[0].0, "wrong quotes");
}

#[test]
fn each_kind_of_mistake_gets_help_of_its_own() {
    let text = r#"(a: "5", b: 2.5, c: fat, d: "Up", e: 7, f: 9, f: 9, g: [1, 2, 3], 12)"#;
    let said = errors(text, |reader, document| {
        let root = reader.group(&document.root, &["a", "b", "c", "d", "e", "f", "g", "h"]);
        reader.int::<u8>(&root, "a", 0..=9, 1);
        reader.int::<u8>(&root, "b", 0..=9, 1);
        reader.flag(&root, "c", true);
        root.get("d").and_then(|node| reader.word(node, &[("Up", 1), ("Down", 2)]));
        root.get("e").and_then(|node| reader.text(node, 20));
        root.get("g").map(|node| reader.list(node, "[1]", 2));
        reader.need(&root, "h", "1");
    });
    insta::assert_debug_snapshot!(said);
}

#[test]
fn names_of_the_file_are_found_or_suggested() {
    let names = ["militia".into(), "archer".into()];
    let said = errors(r#"["archer", "archr", 3]"#, |reader, document| {
        let found: Vec<_> = reader
            .list(&document.root, "[\"militia\"]", 9)
            .iter()
            .map(|item| reader.name(item, "unit", &names))
            .collect();
        assert_eq!(found, [Some(1), None, None]);
    });
    assert_eq!(said[0], ("no unit is called \"archr\"".into(), "did you mean \"archer\"?".into()));
    assert_eq!(said[1].1, "write it like \"militia\"");
}

#[test]
fn a_reference_can_be_written_from_what_is_expected() {
    let document = parse("(volume: 50)").document.unwrap();
    let expected = Reader::expected(|reader| {
        let root = reader.group(&document.root, &["volume"]);
        reader.int::<u8>(&root, "volume", 0..=100, 80);
    });
    let group = Expected::Group { at: 0, members: vec!["volume".into()] };
    let default = Expected::Default { at: 0, name: "volume".into(), value: Some("80".into()) };
    let value = Expected::Value { at: 9, what: "whole number, 0 to 100".into() };
    assert_eq!(expected, [group, default, value]);
}
