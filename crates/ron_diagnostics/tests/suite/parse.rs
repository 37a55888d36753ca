use proptest::prelude::*;
use ron_diagnostics::{Kind, parse};

#[test]
fn values_know_where_they_stand() {
    let text = "// units\n(units: {\"militia\": (health: Some(30), speed: None)}, list: [1, Up, Area(3.5)])";
    let document = parse(text).document.unwrap();
    let militia = &document.root.member("units").unwrap().entries()[0].1;
    let health = militia.member("health").unwrap();
    assert_eq!((&health.kind, &text[health.span.clone()]), (&Kind::Number("30".into()), "30"));
    assert!(militia.member("speed").is_none(), "None is as good as nothing");
    assert_eq!(document.path_at(&health.span), "units[\"militia\"].health");
    let area = &document.root.member("list").unwrap().items()[2];
    assert_eq!(document.path_at(&area.members()[0].value.span), "list[2]");
    assert_eq!(&text[area.opening()], "Area");
}

#[test]
fn small_slips_do_not_end_it() {
    let parsed = parse("(a: 'x', b = 2; \"c\": 30%, d: “y”, e: 1 f: 2)");
    assert!(parsed.document.is_some());
    let said: Vec<&str> = parsed.findings.iter().map(|it| it.message.as_str()).collect();
    insta::assert_debug_snapshot!(said);
}

#[test]
fn brackets_without_end_do_not_overflow_the_stack() {
    for open in ["(", "[", "{", "a(", "Some("] {
        let parsed = parse(&open.repeat(200_000));
        assert_eq!((parsed.document, parsed.findings.len()), (None, 1), "{open}");
    }
    assert!(parse(&"/*".repeat(400_000)).findings[0].message.contains("never closed"));
}

fn value() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        any::<i32>().prop_map(|n| n.to_string()),
        any::<f32>().prop_filter("finite", |n| n.is_finite()).prop_map(|n| format!("{n:?}")),
        "\\PC{0,9}".prop_map(|text| format!("{text:?}")),
        "[A-Z][a-z]{0,5}".prop_map(|word| word),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        let items = || proptest::collection::vec(inner.clone(), 0..5);
        let named = proptest::collection::vec(("[a-z]{1,6}", inner.clone()), 0..5);
        prop_oneof![
            items().prop_map(|items| format!("[{}]", items.join(", "))),
            items().prop_map(|items| format!("Word({})", items.join(","))),
            named.prop_map(|all| {
                let all: Vec<String> = all.iter().map(|(name, value)| format!("{name}: {value}")).collect();
                format!("(\n    {}\n)", all.join(",\n    "))
            }),
        ]
    })
}

#[test]
fn a_comment_may_end_the_file_without_a_line_break() {
    let parsed = parse("N//");
    assert!(parsed.document.is_some() && parsed.findings.is_empty(), "{:?}", parsed.findings);
}

proptest! {
    #[test]
    fn what_a_person_may_write_is_read_without_a_word(text in value()) {
        let parsed = parse(&text);
        prop_assert!(parsed.document.is_some() && parsed.findings.is_empty(), "{:?}", parsed.findings);
    }

    #[test]
    fn no_text_is_read_in_silence_that_ron_refuses(text in "[ ()\\[\\]{}:,=\"'a-cNS0-9.%/*#!\\\\-]{0,40}") {
        let parsed = parse(&text);
        prop_assert!(parsed.document.is_some() || !parsed.findings.is_empty());
        if parsed.findings.is_empty() {
            // RON wants a line break after a comment in the last line; who writes by hand need not know.
            let read = ron::from_str::<&ron::value::RawValue>(&format!("{text}\n")).map(drop);
            prop_assert!(read.is_ok(), "{text:?}: {read:?}");
        }
        for finding in &parsed.findings {
            prop_assert!(finding.span.start <= finding.span.end && finding.span.start <= text.len());
        }
    }
}
