//! The sounds by name: every OGG and WAV file of a folder.

use std::{collections::HashMap, fs, io, path::Path};

use kira::sound::static_sound::StaticSoundData;

/// The sounds by the names of their files, without the ending.
#[derive(Clone, Default)]
pub struct SoundLibrary(HashMap<String, StaticSoundData>);

impl std::fmt::Debug for SoundLibrary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

impl SoundLibrary {
    /// Reads every OGG and WAV file of a folder; those of a name that is known take its place. Gives a line for each that
    /// cannot be read. A folder that is not there has none.
    ///
    /// # Errors
    /// When the folder is there and cannot be read.
    pub fn read(&mut self, folder: &Path) -> io::Result<Vec<String>> {
        let mut bad = Vec::new();
        let files = match fs::read_dir(folder) {
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(bad),
            files => files?,
        };
        for file in files {
            let path = file?.path();
            let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
            if !matches!(ending.as_deref(), Some("ogg" | "wav")) {
                continue;
            }
            let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            match StaticSoundData::from_file(&path) {
                Ok(sound) => _ = self.0.insert(name, sound),
                Err(fault) => bad.push(format!("{} is no sound that can be played: {fault}", path.display())),
            }
        }
        bad.sort();
        Ok(bad)
    }

    /// Adds a sound, or puts another in its place.
    pub fn insert(&mut self, name: &str, sound: StaticSoundData) {
        self.0.insert(name.to_owned(), sound);
    }

    /// A sound by its name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&StaticSoundData> {
        self.0.get(name)
    }
}
