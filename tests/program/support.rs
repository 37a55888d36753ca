//! The program as a whole, in a folder of its own.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use serde_json::Value;

/// The program in `folder`, without display and key. No argument may hold a space.
pub fn throng(folder: &Path, args: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_throng"));
    command.current_dir(folder).args(args.split_whitespace()).env("BEVY_ASSET_ROOT", env!("CARGO_MANIFEST_DIR"));
    for name in ["DISPLAY", "WAYLAND_DISPLAY", "TIKTOOL_API_KEY", "RUST_LOG"] {
        command.env_remove(name);
    }
    command
}

/// All that it said.
pub fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A file that it wrote, as JSON.
pub fn json(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}
