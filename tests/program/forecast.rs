//! `throng forecast` as a program.

use std::fs;

use serde_json::Value;

use crate::support::{json, throng, told};

/// Without what depends on the machine.
fn figures(mut report: Value) -> Value {
    let members = report.as_object_mut().unwrap();
    assert!(members.remove("times_real_time").is_some() && members.remove("battles_a_minute").is_some());
    report
}

#[test]
fn many_battles_become_a_table_figures_and_a_picture() {
    let folder = tempfile::tempdir().unwrap();
    let play = |report: &str, more: &str| {
        let line = format!("forecast --battles 4 --viewers 6 --seed 3 --quiet --report {report} {more}");
        let output = throng(folder.path(), &line).output().unwrap();
        assert!(output.status.success(), "{}", told(&output));
        told(&output)
    };
    let said = play("a.json", "--picture a.svg --coins");
    for figure in ["left seat wins", "lead changes", "drama of a battle", "a castle falls", "1,000 diamonds"] {
        assert!(said.contains(figure), "{said}");
    }
    let first = figures(json(&folder.path().join("a.json")));
    for member in
        ["even_sides", "lead_changes", "lead_means", "drama", "peak", "comeback", "length_ends", "quiet_spell"]
    {
        assert!(first.get(member).is_some(), "{member}");
    }
    assert_eq!(first["coins"].as_array().unwrap().len(), 12);
    assert!(fs::read_to_string(folder.path().join("a.svg")).unwrap().starts_with("<svg"));
    // The same seed gives the same battles, whichever core played which.
    play("b.json", "--coins");
    assert_eq!(first, figures(json(&folder.path().join("b.json"))));
}

#[test]
fn two_files_stand_beside_each_other_and_heads_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    let rules = throng::rules::SHIPPED.replacen("battle_s: 210", "battle_s: 60", 1);
    fs::write(folder.path().join("short.ron"), rules).unwrap();
    let line = "forecast --battles 2 --viewers 5 --heads 60:40 --against short.ron --quiet --report f.json";
    let output = throng(folder.path(), line).output().unwrap();
    assert!(output.status.success() && told(&output).contains("more heads win"), "{}", told(&output));
    let both = json(&folder.path().join("f.json"));
    let seconds = |nth: usize| both[nth]["length_ends"]["seconds"]["median"].as_f64().unwrap();
    assert!(seconds(1) <= 91.0 && both[0].get("unequal_heads").is_some(), "{both}");
}

#[test]
fn a_game_of_one_side_has_no_forecast() {
    let folder = tempfile::tempdir().unwrap();
    let output = throng(folder.path(), "forecast siege").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("two sides"), "{}", told(&output));
}
