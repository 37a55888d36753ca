//! Where the list of hidden names lies.

use std::path::{Path, PathBuf};

use crate::session::hidden_list::HiddenList;

/// What it is called where nothing else is said.
const NAME: &str = "hidden.txt";

/// The list that was asked for; otherwise the one beside the rules file, or here where there is none. `none` is no list.
pub(super) fn list(asked: Option<&Path>, rules: Option<&Path>) -> HiddenList {
    match asked {
        Some(path) if path.as_os_str() == "none" => HiddenList::default(),
        Some(path) => HiddenList::at(path),
        None => HiddenList::at(&rules.and_then(Path::parent).map_or_else(|| PathBuf::from(NAME), |dir| dir.join(NAME))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_lies_beside_the_rules() {
        let path = |asked: Option<&str>, rules: Option<&str>| {
            list(asked.map(Path::new), rules.map(Path::new)).path().display().to_string().replace('\\', "/")
        };
        assert_eq!(path(None, Some("show/game.ron")), "show/hidden.txt");
        assert_eq!((path(None, Some("game.ron")), path(None, None)), ("hidden.txt".into(), "hidden.txt".into()));
        assert_eq!((path(Some("a.txt"), None), path(Some("none"), Some("game.ron"))), ("a.txt".into(), String::new()));
    }
}
