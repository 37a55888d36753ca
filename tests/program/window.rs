//! The program where it should show itself: what it says on a machine that cannot, and that a long show takes no more and
//! more memory.

use std::{fs, process::Output};

use crate::support::{throng, told};

/// Whether there is a driver here that draws, be it in software.
fn draws(output: &Output) -> bool {
    let draws = !told(output).contains("no driver that draws");
    if !draws {
        println!("skipped: no Vulkan driver here (Debian: mesa-vulkan-drivers)");
    }
    draws
}

#[cfg(target_os = "linux")]
#[test]
fn a_display_that_is_not_there_is_told_and_the_game_is_played_as_text() {
    let folder = tempfile::tempdir().unwrap();
    let mut game = throng(folder.path(), "--speed max --seed 3 --report none --journal none");
    let output = game.env("DISPLAY", ":4711").output().unwrap();
    let text = told(&output);
    assert!(output.status.success(), "{text}");
    assert!(text.contains("No window can be opened: nothing answers at the display “:4711”."), "{text}");
    assert!(text.contains("So one round is played here as text") && text.contains(" wins after "), "{text}");
    assert!(!text.contains("panicked"), "{text}");
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_driver_that_draws_it_says_what_to_install() {
    let folder = tempfile::tempdir().unwrap();
    let mut game = throng(folder.path(), "--report none --journal none --picture 1:p.png");
    let nothing = folder.path().join("none.json");
    let output = game.env("VK_DRIVER_FILES", &nothing).env("VK_ICD_FILENAMES", &nothing).output().unwrap();
    let text = told(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("there is no driver that draws. Install the Vulkan driver"), "{text}");
    assert!(!text.contains("panicked"), "{text}");
}

#[cfg(target_os = "linux")]
#[test]
fn without_any_font_it_says_what_to_install() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("fonts.conf");
    fs::write(&config, "<?xml version=\"1.0\"?><fontconfig></fontconfig>").unwrap();
    let mut game = throng(folder.path(), "--report none --journal none --picture 1:p.png");
    let output = game.env("FONTCONFIG_FILE", &config).output().unwrap();
    if !draws(&output) {
        return;
    }
    let text = told(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("there is no font at all") && !text.contains("panicked"), "{text}");
}

#[test]
fn a_rules_file_with_faults_does_not_keep_the_stage_dark() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("game.ron"),
        throng::rules::SHIPPED.replacen("unit: \"militia\"", "unit: \"miltia\"", 1),
    )
    .unwrap();
    let output = throng(folder.path(), "--off-screen 270x480 --for 1 --report r.json --journal none").output().unwrap();
    if !draws(&output) {
        return;
    }
    let text = told(&output);
    assert!(output.status.success(), "{text}");
    assert!(text.contains("game.ron:") && text.contains("plays by the rules that come with it"), "{text}");
    let report = fs::read_to_string(folder.path().join("r.json")).unwrap();
    assert!(report.contains(&format!("{:016x}", throng::rules::shipped().hash)), "{report}");
    let headless = throng(folder.path(), "--headless --for 1 --report none --journal none").output().unwrap();
    assert_eq!(headless.status.code(), Some(2), "without a window the faults are the end of it");
}

#[cfg(target_os = "linux")]
#[test]
fn the_memory_of_a_drawn_show_does_not_grow() {
    use std::{
        process::Stdio,
        thread,
        time::{Duration, Instant},
    };

    let folder = tempfile::tempdir().unwrap();
    let args = "--off-screen 270x480 --viewers 30 --seed 7 --for 600 --report none --journal none";
    let mut game = throng(folder.path(), args).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    // In kilobytes; none of a program that has ended.
    let resident = || {
        let status = fs::read_to_string(format!("/proc/{}/status", game.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or("0").trim().to_owned();
        line.split(' ').next().unwrap_or_default().parse::<u64>().unwrap_or(0)
    };
    // By the program's own time, not the clock's: on a busy machine it comes less far in a second.
    let worked = || {
        let stat = fs::read_to_string(format!("/proc/{}/stat", game.id())).unwrap_or_default();
        let fields: Vec<_> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        // User and system time, in hundredths of a second.
        fields.iter().skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum::<u64>() / 100
    };
    let began = Instant::now();
    let after = |seconds: u64| {
        while worked() < seconds && began.elapsed() < Duration::from_secs(240) && resident() > 0 {
            thread::sleep(Duration::from_millis(100));
        }
        resident()
    };
    // The pictures are drawn and the first names shown by then; at 5 MB/s, as once, what follows would be 100 MB and more.
    let (early, late) = (after(30) / 1024, after(70) / 1024);
    let running = game.try_wait().unwrap().is_none();
    let _ = game.kill();
    let output = game.wait_with_output().unwrap();
    if !draws(&output) {
        return;
    }
    assert!(running && early > 0, "{}", told(&output));
    assert!(late < early + 50, "{early} MB after 30 s of work, {late} MB after 70 s");
}
