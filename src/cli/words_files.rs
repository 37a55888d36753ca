//! A streamer's own words files: those in a folder `words` beside the rules, and in `assets/words`.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::fault::Fault;
use crate::locale::{Language, Library, shipped_words};

/// Words files are small; anything above this is a mistake.
const MOST_BYTES: u64 = 1 << 20;
/// Files of one folder that are read.
const MOST_FILES: usize = 200;

/// All languages: those that come with the game, and what the folders hold besides.
///
/// # Errors
/// When a file cannot be read or has faults: then all of them, with their lines.
pub(super) fn load(rules: Option<&Path>) -> Result<Library, Fault> {
    let mut files = Vec::new();
    let mut broken = Vec::new();
    for folder in folders(rules) {
        for path in words_files(&folder) {
            match read(&path) {
                Ok(Some((code, text))) => {
                    // Each alone first, so that a fault can name its file.
                    match Language::parse(&code, &text) {
                        Ok(_) => files.push((code, text)),
                        Err(faults) => broken.push(faults.in_file(path.display().to_string()).to_string()),
                    }
                }
                Ok(None) => {}
                Err(fault) => broken.push(fault),
            }
        }
    }
    let library = Library::shipped().with(&files);
    match library {
        Ok(library) if broken.is_empty() => Ok(library),
        _ => Err(Fault::Rules(format!("the words have errors\n\n{}", broken.join("\n\n")))),
    }
}

/// Where words may lie, the last word last.
fn folders(rules: Option<&Path>) -> Vec<PathBuf> {
    let beside = rules.map(|file| file.parent().unwrap_or(Path::new("")).to_owned());
    let program = std::env::current_exe().ok().and_then(|exe| Some(exe.parent()?.to_owned()));
    let roots = [program, Some(PathBuf::new()), beside];
    let mut folders: Vec<PathBuf> = Vec::new();
    for root in roots.into_iter().flatten() {
        for below in ["assets/words", "words"] {
            let folder = root.join(below);
            if folder.is_dir() && !folders.iter().any(|known| same(known, &folder)) {
                folders.push(folder);
            }
        }
    }
    folders
}

fn same(one: &Path, other: &Path) -> bool {
    one.canonicalize().ok().is_some_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}

/// The files of a folder, by name.
fn words_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let ron = |path: &PathBuf| path.extension().is_some_and(|end| end == "ron") && path.is_file();
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(ron).take(MOST_FILES).collect();
    files.sort();
    files
}

/// Code and text of a file, unless it is one that comes with the game.
fn read(path: &Path) -> Result<Option<(String, String)>, String> {
    let shown = path.display();
    let size = fs::metadata(path).map_err(|fault| format!("cannot read the words file {shown}: {fault}"))?.len();
    if size > MOST_BYTES {
        return Err(format!("{shown} has {size} bytes; that is no words file"));
    }
    let text = fs::read_to_string(path).map_err(|fault| match fault.kind() {
        std::io::ErrorKind::InvalidData => format!("{shown} is not text in UTF-8; save it as UTF-8"),
        _ => format!("cannot read the words file {shown}: {fault}"),
    })?;
    let code = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    // Line ends may have changed on the way.
    let plain = text.replace("\r\n", "\n");
    let shipped = shipped_words().iter().any(|(known, own)| *known == code && own.replace("\r\n", "\n") == plain);
    Ok((!shipped).then_some((code, text)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::{LanguageId, TextKey};

    #[test]
    fn a_folder_beside_the_rules_adds_and_changes_languages() {
        let folder = tempfile::tempdir().unwrap();
        let rules = folder.path().join("game.ron");
        let words = folder.path().join("words");
        fs::create_dir(&words).unwrap();
        assert!(load(Some(&rules)).unwrap().more().is_empty(), "what comes with the game is no file of one's own");
        fs::write(words.join("tr.ron"), "(name: \"Türkçe\", texts: (fight: \"SAVAŞ!\"))").unwrap();
        fs::write(words.join("en.ron"), "(name: \"English\", texts: (fight: \"BRAWL!\"))").unwrap();
        fs::write(words.join("notes.txt"), "not words").unwrap();
        let library = load(Some(&rules)).unwrap();
        assert_eq!(library.more().len(), 2);
        assert_eq!(library.text(LanguageId::ENGLISH, TextKey::Fight), "BRAWL!");
        assert_eq!(library.text(LanguageId::ENGLISH, TextKey::SuddenDeath), "SUDDEN DEATH");
        let turkish = library.shown("tr");
        assert_eq!(library.text(turkish, TextKey::Fight), "SAVAŞ!");
        assert_eq!(library.text(turkish, TextKey::SuddenDeath), "SUDDEN DEATH");
        fs::write(words.join("de.ron"), "(texts: (figth: \"Los\"))").unwrap();
        fs::write(words.join("my words.ron"), "()").unwrap();
        let fault = load(Some(&rules)).unwrap_err().to_string();
        assert!(fault.contains("de.ron:1:10") && fault.contains("did you mean fight?"), "{fault}");
        assert!(fault.contains("my words.ron"), "{fault}");
    }
}
