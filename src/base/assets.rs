//! Where the files are that come with the program.

use std::path::PathBuf;

/// The project's `assets` folder, as Bevy itself looks for it: `BEVY_ASSET_ROOT`, the package under development, beside
/// the program; else in the working directory.
#[must_use]
pub fn assets_folder() -> Option<PathBuf> {
    let roots = [
        std::env::var_os("BEVY_ASSET_ROOT").map(PathBuf::from),
        std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from),
        std::env::current_exe().ok().and_then(|program| Some(program.parent()?.to_owned())),
        std::env::current_dir().ok(),
    ];
    roots.into_iter().flatten().map(|root| root.join("assets")).find(|folder| folder.is_dir())
}

/// What is the streamer's own: a folder of this name (`art`, `sounds`) in the working directory, else beside the program, as
/// `game.ron` is looked for. What lies in it is laid out as in `assets` and goes before what has the same name there.
#[must_use]
pub fn own_folder(name: &str) -> Option<PathBuf> {
    let beside = std::env::current_exe().ok().and_then(|program| Some(program.parent()?.to_owned()));
    [std::env::current_dir().ok(), beside]
        .into_iter()
        .flatten()
        .map(|root| root.join(name))
        .find(|folder| folder.is_dir())
}
