//! Which rules are in force, and where they come from.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use ron_diagnostics::Diagnostics;

use super::{fault::Fault, words_files};
use crate::rules::{self, Rules};

/// Rules files are small; anything above this is a mistake.
const MOST_BYTES: u64 = 4 << 20;

/// Rules with the place they come from.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The rules.
    pub rules: Rules,
    /// Their text.
    pub text: Arc<str>,
    /// `game.ron`, a path, or `the built-in rules`.
    pub origin: String,
    /// Their file, if they have one.
    pub file: Option<PathBuf>,
}

/// Loads the file or the preset asked for (a file of that name comes first); without one `game.ron` in the current folder,
/// then beside the program, then the text that the program carries.
///
/// # Errors
/// When the file cannot be read, or its rules have faults: then all of them, with their lines.
pub fn load(asked: Option<&Path>) -> Result<Loaded, Fault> {
    if let Some(name) = asked.and_then(bare_name) {
        return from_preset(name);
    }
    let Some(file) = asked.map(Path::to_owned).or_else(found) else { return shipped() };
    let library = words_files::load(Some(&file))?;
    let text = read(&file)?;
    let rules = rules::parse_with(&text, &library)
        .map_err(|faults| Fault::Rules(in_lines(&faults.in_file(file.display().to_string()))))?;
    Ok(Loaded { rules, text: text.into(), origin: file.display().to_string(), file: Some(file) })
}

/// The rules that the program carries.
///
/// # Errors
/// When there are words files of the streamer's own, and they have faults.
pub(super) fn shipped() -> Result<Loaded, Fault> {
    let library = words_files::load(None)?;
    // Sound with any words: what stands in the rules goes before them.
    let rules = rules::parse_with(rules::SHIPPED, &library).unwrap_or_else(|_| rules::shipped());
    Ok(Loaded { rules, text: rules::SHIPPED.into(), origin: "the built-in rules".into(), file: None })
}

/// A word that can only be the name of a preset: no file is called so, and it has neither folder nor ending.
fn bare_name(asked: &Path) -> Option<&str> {
    let name = asked.to_str()?;
    let bare = !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_".contains(letter));
    (bare && !asked.is_file()).then_some(name)
}

fn from_preset(name: &str) -> Result<Loaded, Fault> {
    let Some(preset) = rules::preset(name) else {
        let names = rules::PRESETS.iter().map(|preset| preset.name).collect::<Vec<_>>().join(", ");
        return Err(Fault::Arguments(format!(
            "there is no rules file {name} and no preset of that name; presets are: {names}"
        )));
    };
    let rules = rules::parse(preset.text).map_err(|faults| Fault::Rules(in_lines(&faults.in_file(name))))?;
    Ok(Loaded { rules, text: preset.text.into(), origin: format!("the preset {}", preset.name), file: None })
}

/// All faults, below the line that says how many there are.
fn in_lines(report: &Diagnostics) -> String {
    format!("the rules have errors\n\n{report}")
}

fn found() -> Option<PathBuf> {
    let here = PathBuf::from("game.ron");
    let beside = std::env::current_exe().ok().and_then(|exe| Some(exe.parent()?.join("game.ron")));
    [Some(here), beside].into_iter().flatten().find(|path| path.is_file())
}

fn read(file: &Path) -> Result<String, Fault> {
    let shown = file.display();
    let cannot = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => {
            Fault::Arguments(format!("there is no rules file {shown}; name a file, or leave --rules out"))
        }
        std::io::ErrorKind::InvalidData => Fault::Rules(format!("{shown} is not text in UTF-8; save it as UTF-8")),
        _ => Fault::Arguments(format!("cannot read the rules file {shown}: {error}")),
    };
    let size = fs::metadata(file).map_err(cannot)?.len();
    if size > MOST_BYTES {
        return Err(Fault::Arguments(format!("{shown} has {size} bytes; that is no rules file")));
    }
    fs::read_to_string(file).map_err(cannot)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_file_is_said_in_one_sentence() {
        let fault = load(Some(Path::new("no/such/siege.ron"))).unwrap_err();
        assert!(matches!(&fault, Fault::Arguments(text) if text.contains("no/such/siege.ron")), "{fault}");
    }

    #[test]
    fn binary_and_broken_files_are_faults_of_the_rules() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x.ron");
        fs::write(&file, [0xff, 0xfe, 0x00]).unwrap();
        assert!(matches!(load(Some(&file)).unwrap_err(), Fault::Rules(_)));
        fs::write(&file, "(title: 5, unts: {})").unwrap();
        let fault = load(Some(&file)).unwrap_err().to_string();
        assert!(fault.contains("x.ron") && fault.contains('1'), "{fault}");
    }

    #[test]
    fn a_preset_is_found_by_its_name() {
        let siege = load(Some(Path::new("siege"))).unwrap();
        assert_eq!((siege.origin.as_str(), siege.file), ("the preset siege", None));
        assert_eq!(&*load(Some(Path::new("Clash"))).unwrap().text, rules::SHIPPED);
        let fault = load(Some(Path::new("seige"))).unwrap_err().to_string();
        assert!(["seige", "clash", "siege", "calm"].iter().all(|word| fault.contains(word)), "{fault}");
    }

    #[test]
    fn the_built_in_rules_are_sound() {
        rules::parse(rules::SHIPPED).unwrap();
    }
}
