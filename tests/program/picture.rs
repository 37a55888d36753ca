//! The program draws the stage without a window: a picture of it holds both sides' colours, and what is seen of faces and
//! names can be measured.

use std::{path::Path, process::Command};

/// What the program says when there is no graphics driver, not even one in software.
const NO_DRIVER: &str = "no driver that draws";

/// Runs the program; false where nothing can draw.
fn draw(args: &[&str], files: &[(&str, &Path)]) -> bool {
    let mut program = Command::new(env!("CARGO_BIN_EXE_throng"));
    program.args(args).env("BEVY_ASSET_ROOT", env!("CARGO_MANIFEST_DIR"));
    for (option, file) in files {
        program.arg(option).arg(file);
    }
    let out = program.output().unwrap();
    let errors = String::from_utf8_lossy(&out.stderr);
    if errors.contains(NO_DRIVER) {
        println!("skipped: no Vulkan driver here (Debian: mesa-vulkan-drivers)");
        return false;
    }
    assert!(out.status.success(), "{errors}");
    true
}

fn json(file: &Path) -> serde_json::Value {
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

#[test]
fn a_picture_of_the_lobby_shows_both_sides() {
    let folder = tempfile::tempdir().unwrap();
    let (file, told) = (folder.path().join("lobby.png"), folder.path().join("report.json"));
    let shot = format!("2:{}", file.display());
    if !draw(&["--seed", "1", "--picture-size", "270x480", "--picture", &shot], &[("--report", &told)]) {
        return;
    }
    // The report of a show by game time counts the frames that were read.
    let report = json(&told);
    assert!(report["frames"]["received"].as_u64().unwrap() > 0, "{report}");
    let pixmap = resvg::tiny_skia::Pixmap::load_png(&file).unwrap();
    assert_eq!((pixmap.width(), pixmap.height()), (270, 480));
    // The castle bars: the left one red, the right one blue.
    let left = pixmap.pixel(70, 65).unwrap();
    let right = pixmap.pixel(175, 65).unwrap();
    assert!(left.red() > left.blue().saturating_add(40), "{left:?}");
    assert!(right.blue() > right.red().saturating_add(40), "{right:?}");
}

#[test]
fn how_legible_the_stage_is_can_be_measured() {
    let folder = tempfile::tempdir().unwrap();
    let told = folder.path().join("legibility.json");
    let args = ["legibility", "--viewers", "12", "--seed", "1", "--for", "24", "--rules", "clash"];
    if !draw(&args, &[("--report", &told)]) {
        return;
    }
    let index = json(&told);
    assert!(index["stills"].as_u64().unwrap() >= 5, "{index}");
    assert!(index["faces"].as_f64().unwrap() > 0.0, "the crowd has come: {index}");
    // Some 95 of 100 on a free machine. A slow one sees less of what moves, so the bounds are wide; before heroes had
    // places of their own, F was 0.
    for (share, least) in [("F", 0.7), ("V", 0.0), ("P", 0.6), ("C", 0.85), ("G", 0.85), ("T", 0.3)] {
        assert!((least..=1.0).contains(&index[share].as_f64().unwrap()), "{share} in {index}");
    }
    assert!(index["L"].as_f64().unwrap() >= 75.0, "{index}");
}
