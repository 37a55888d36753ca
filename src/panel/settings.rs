//! What the panel remembers from one show to the next: `throng/settings.ron` in the user's folder for settings. Never a key.

use std::{fs, io, path::PathBuf};

use serde::{Deserialize, Serialize};

/// What is kept.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct PanelSettings {
    /// The streamer's handle.
    pub streamer: String,
    /// Size of the words in percent; 0: as they are.
    pub text: u16,
}

fn file() -> Option<PathBuf> {
    Some(dirs::config_dir()?.join("throng").join("settings.ron"))
}

impl PanelSettings {
    /// As they were kept. A file that cannot be read is as good as none.
    pub fn kept() -> Self {
        let text = file().and_then(|file| fs::read_to_string(file).ok());
        text.and_then(|text| ron::from_str(&text).ok()).unwrap_or_default()
    }

    /// Keeps them.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep(&self) -> io::Result<()> {
        let Some(file) = file() else { return Ok(()) };
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(file, ron::to_string(self).map_err(io::Error::other)?)
    }
}
