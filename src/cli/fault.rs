//! Why the program could not do what was asked, in one sentence, and its exit code.

use std::process::ExitCode;

use thiserror::Error;

use crate::game::SourceError;

/// Why the program ends without having done its work.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    /// Arguments or their files do not work; exit code 2.
    #[error("{0}")]
    Arguments(String),
    /// The rules have faults, listed line by line; exit code 2.
    #[error("{0}")]
    Rules(String),
    /// The service refused key or name; exit code 3.
    #[error("{0}")]
    Refused(String),
    /// Anything else; exit code 1.
    #[error("{0}")]
    Other(String),
}

impl Fault {
    /// The program's exit code.
    #[must_use]
    pub fn code(&self) -> ExitCode {
        match self {
            Self::Arguments(_) | Self::Rules(_) => ExitCode::from(2),
            Self::Refused(_) => ExitCode::from(3),
            Self::Other(_) => ExitCode::FAILURE,
        }
    }
}

impl From<SourceError> for Fault {
    fn from(error: SourceError) -> Self {
        match error {
            SourceError::NoCrowd(_) => Self::Other(error.to_string()),
            _ => Self::Arguments(error.to_string()),
        }
    }
}
