//! `throng check` as a program: what it prints, and how it ends.

use std::{path::Path, process::Command};

fn check(file: &str) -> (Option<i32>, String, String) {
    check_with(file, &[])
}

fn check_with(file: &str, more: &[&str]) -> (Option<i32>, String, String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let output = Command::new(env!("CARGO_BIN_EXE_throng")).arg("check").arg(path).args(more).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn faults_end_it_with_two() {
    let (code, _, said) = check("tests/data/rules/misspelt_names.ron");
    assert_eq!(code, Some(2));
    assert!(said.contains("error: ") && said.contains("= help: did you mean"), "{said}");
}

#[test]
fn warnings_come_before_the_table_and_end_it_with_zero() {
    let (code, said, _) = check("tests/data/warnings/strength.ron");
    assert_eq!(code, Some(0), "{said}");
    let (warned, table) = (said.find("warning: ").unwrap(), said.find("\ngifts\n").unwrap());
    assert!(warned < table, "{said}");
    assert!(said.contains("no errors, 19 warnings"), "{said}");
}

#[test]
fn the_shipped_file_has_neither() {
    let (code, said, _) = check("game.ron");
    assert_eq!(code, Some(0), "{said}");
    assert!(!said.contains("warning") && said.trim_end().ends_with("no errors"), "{said}");
}

#[test]
fn a_platforms_rules_are_looked_at_alone_and_may_end_it_with_two() {
    let (code, said, _) = check_with("game.ron", &["--platform", "tiktok", "--strict"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("nothing in it breaks what is known of TikTok LIVE's rules"), "{said}");
    let (code, said, _) = check_with("tests/data/warnings/sins.ron", &["--platform", "tiktok"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("asks viewers for gifts") && said.contains("2025-09-13"), "{said}");
    let (code, _, said) = check_with("tests/data/warnings/sins.ron", &["--platform", "tiktok", "--strict"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("things may break TikTok LIVE's rules"), "{said}");
}
