//! Where the report of a show goes.

use std::path::{Path, PathBuf};

use super::{fault::Fault, outputs::try_out};
use crate::session::{Report, default_path, journal::ENDING};

/// The report's file: what was asked for, nothing for `none`, otherwise one beside the journal, or a dated one under
/// `sessions/`.
#[derive(Debug, Clone)]
#[cfg_attr(feature = "window", derive(bevy::prelude::Resource))]
pub struct ReportFile(Option<PathBuf>);

impl ReportFile {
    /// From the argument of `--report`, tried out; `None` when there was none.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn asked(asked: Option<&Path>) -> Result<Option<Self>, Fault> {
        match asked {
            None => Ok(None),
            Some(path) if path.as_os_str() == "none" => Ok(Some(Self(None))),
            Some(path) => {
                try_out(path, "the report", "--report")?;
                Ok(Some(Self(Some(path.to_owned()))))
            }
        }
    }

    /// Beside the show's journal, under its name, so that two shows of one second have two reports.
    #[must_use]
    pub fn beside(journal: Option<&Path>, streamer: &str) -> Self {
        let beside = journal.filter(|path| path.extension().is_some_and(|ending| ending == ENDING));
        Self(Some(match beside {
            Some(journal) => journal.with_extension("report.json"),
            None => default_path(streamer, &jiff::Zoned::now()),
        }))
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
