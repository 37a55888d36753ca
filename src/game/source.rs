//! Where the facts of a show come from.

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
};

use bevy_tiktool::{ENDPOINT, LiveSettings};
use tiktool_crowd::{CrowdSettings, Server};

use super::{error::SourceError, lockstep::Lockstep};

/// Where the facts come from.
#[derive(Debug, Clone)]
pub enum FactSource {
    /// The built-in crowd.
    Crowd(CrowdSettings),
    /// A capture of raw frames.
    Capture(PathBuf),
    /// A service on the network.
    Service(LiveSettings),
}

/// An open source.
pub enum Facts {
    /// By a socket, or a capture at its own pace: what [`TikToolPlugin`](bevy_tiktool::TikToolPlugin) is started with, and
    /// the crowd's server, which plays as long as it is held, if that is what it connects to.
    Live(Option<Server>, Box<LiveSettings>),
    /// By game time, at any speed.
    Lockstep(Box<Lockstep>),
}

impl FactSource {
    /// Opens it, for facts by game time or by the clock on the wall; a service knows only the latter. The frames are kept
    /// in the file `capture`, if one is given.
    ///
    /// # Errors
    /// When a file cannot be read or written, or the crowd's server has no place.
    pub fn open(&self, by_game_time: bool, capture: Option<&Path>) -> Result<Facts, SourceError> {
        Ok(match self {
            Self::Crowd(crowd) if by_game_time => {
                Facts::Lockstep(Box::new(Lockstep::crowd(crowd.clone()).captured_to(capture)?))
            }
            Self::Capture(file) if by_game_time => Facts::Lockstep(Box::new(Lockstep::capture(file)?)),
            Self::Crowd(crowd) => {
                let place = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
                let server = Server::start(place, crowd.clone()).map_err(SourceError::NoCrowd)?;
                let settings = LiveSettings {
                    endpoint: server.url(),
                    streamer: self.streamer(),
                    capture: capture.map(Path::to_owned),
                    ..LiveSettings::default()
                };
                Facts::Live(Some(server), Box::new(settings))
            }
            Self::Capture(file) => {
                Facts::Live(None, Box::new(LiveSettings { playback: Some(file.clone()), ..LiveSettings::default() }))
            }
            Self::Service(settings) => Facts::Live(None, Box::new(settings.clone())),
        })
    }

    /// Only what comes from a service can have been paid for.
    #[must_use]
    pub fn is_service(&self) -> bool {
        matches!(self, Self::Service(_))
    }

    /// Whose stream it is: `demo` for the crowd, the file's name for a capture.
    #[must_use]
    pub fn streamer(&self) -> String {
        match self {
            Self::Crowd(_) => "demo".into(),
            Self::Capture(file) => {
                file.file_stem().map_or("capture".into(), |stem| stem.to_string_lossy().into_owned())
            }
            Self::Service(settings) => settings.handle().into(),
        }
    }

    /// The source in words, without a key.
    #[must_use]
    pub fn describe(&self) -> String {
        match self {
            Self::Crowd(_) => "the built-in crowd".into(),
            Self::Capture(file) => format!("the capture {}", file.display()),
            Self::Service(settings) if settings.endpoint == ENDPOINT => format!("@{}", settings.handle()),
            // Without what follows a `?`, where somebody may have put a key.
            Self::Service(settings) => {
                let address = settings.endpoint.split(['?', '#']).next().unwrap_or_default();
                format!("@{} at {address}", settings.handle())
            }
        }
    }
}
