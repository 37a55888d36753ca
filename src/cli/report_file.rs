//! Where the report of a show goes.

use std::path::{Path, PathBuf};

use super::Fault;
use crate::session::{Report, default_path};

/// The report's file: what was asked for, nothing for `none`, otherwise a dated file under `sessions/`.
#[derive(Debug, Clone)]
pub struct ReportFile(Option<PathBuf>);

impl ReportFile {
    /// From the argument of `--report`.
    #[must_use]
    pub fn new(asked: Option<&Path>, streamer: &str) -> Self {
        Self(match asked {
            Some(path) if path.as_os_str() == "none" => None,
            Some(path) => Some(path.to_owned()),
            None => Some(default_path(streamer, &jiff::Zoned::now())),
        })
    }

    /// Writes the report and tells where it lies.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self, report: &Report) -> Result<Option<&Path>, Fault> {
        let Some(path) = self.0.as_deref() else { return Ok(None) };
        match report.write(path) {
            Ok(()) => Ok(Some(path)),
            Err(error) => Err(Fault::Other(format!("cannot write the report to {}: {error}", path.display()))),
        }
    }
}
