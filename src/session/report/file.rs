//! The report as a file.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::Report;

impl Report {
    /// The report as JSON text.
    ///
    /// # Errors
    /// When a number cannot be written as JSON.
    pub fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self)
    }

    /// Writes the report to `path`, making its folder. A file that is there is replaced whole or not at all; a link is
    /// followed, and a device or a pipe is written to.
    ///
    /// # Errors
    /// When the folder or the file cannot be written.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        let text = format!("{}\n", self.json()?);
        let is_link = fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
        let path = if is_link { follow(path)? } else { path.to_owned() };
        if fs::metadata(&path).is_ok_and(|found| !found.is_file()) {
            return fs::File::options().write(true).open(&path)?.write_all(text.as_bytes());
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        // Short, and of this program alone: another one may write the same report at the same time.
        let aside = folder.join(format!(".throng-report-{}.part", std::process::id()));
        let written = fs::File::create(&aside).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        });
        written.and_then(|()| fs::rename(&aside, &path)).inspect_err(|_| drop(fs::remove_file(&aside)))
    }
}

/// Where a link leads, also when there is nothing yet.
fn follow(link: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(link).or_else(|_| {
        let to = fs::read_link(link)?;
        Ok(link.parent().map_or_else(|| to.clone(), |folder| folder.join(&to)))
    })
}

/// Where a report goes when nothing else is asked for: `sessions/<date>-<streamer>.report.json`.
#[must_use]
pub fn default_path(streamer: &str, now: &jiff::Zoned) -> PathBuf {
    PathBuf::from("sessions").join(format!("{}.report.json", show_name(streamer, now)))
}

/// What the files of a show are called: `<date>-<streamer>`, safe as the name of a file.
pub(in crate::session) fn show_name(streamer: &str, now: &jiff::Zoned) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' };
    let streamer: String = streamer.trim_start_matches('@').chars().map(safe).take(40).collect();
    let date = now.strftime("%Y-%m-%d-%H%M%S");
    format!("{date}-{streamer}")
}
